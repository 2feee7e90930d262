// Snapshots: shelves, register and catalogue are written as they are now, so that the journal can begin anew.
import type { Problem } from '../contract/problems.ts'
import { DiskError } from '../base/host.ts'
import type { OpenBooks } from './opening.ts'

export class Snapshots {
  readonly #open: OpenBooks
  readonly #notice: (problem: Problem) => void
  /** The journal's size at which it is tried again after a failure. */
  #due: number
  readonly #journalBytes: number

  constructor(open: OpenBooks, journalBytes: number, notice: (problem: Problem) => void) {
    this.#open = open
    this.#journalBytes = journalBytes
    this.#due = journalBytes
    this.#notice = notice
  }

  async whenDue(): Promise<void> {
    if (this.#open.journal.size >= this.#due) await this.tryToWrite()
  }

  /** Nothing is lost when it fails: the journal has everything. */
  async tryToWrite(): Promise<void> {
    try {
      await this.write()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#due = this.#open.journal.size + this.#journalBytes
      this.#notice(error.problem)
    }
  }

  /** In this order each step may be the last: library.json says which journal entries are in the others. */
  async write(): Promise<void> {
    const { books, journal } = this.#open
    const { shelves, register, catalogue } = books
    await shelves.write()
    if (register.hasLaterKeys) await books.loadKeys()
    catalogue.unsettled = await register.write()
    catalogue.nextArticleId = register.next
    catalogue.seq = journal.seq
    await catalogue.write()
    await journal.turnOver()
    this.#due = this.#journalBytes
  }
}
