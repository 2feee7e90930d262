// The one place where the library is written: applies that come together share one write, in the order they came.
import type { ArticleId } from '../contract/models.ts'
import type { ChangeKind } from '../contract/changes.ts'
import type { Content } from './content.ts'
import { perform, type Books, type Deed } from './deeds.ts'
import type { Ahead } from './ahead.ts'
import type { Draft, DraftRecord, Drafter } from './drafts.ts'
import type { Journal } from './journal.ts'

interface Job {
  /** About how many articles it brings or changes. */
  weight: number
  draft(ahead: Ahead): Promise<Draft>
  done(changes: ChangeKind[]): void
  failed(error: unknown): void
}

/** Beyond this a group's records would take too much memory. */
const groupArticles = 2000

export class Committer {
  readonly #books: Books
  readonly #drafter: Drafter
  readonly #content: Content
  readonly #journal: Journal
  /** Called after every group, while nothing else writes; never fails. */
  readonly #afterwards: () => Promise<void>
  #waiting: Job[] = []
  #last: Promise<void> = Promise.resolve()
  #working = false

  constructor(parts: {
    books: Books
    drafter: Drafter
    content: Content
    journal: Journal
    afterwards: () => Promise<void>
  }) {
    this.#books = parts.books
    this.#drafter = parts.drafter
    this.#content = parts.content
    this.#journal = parts.journal
    this.#afterwards = parts.afterwards
  }

  /** Resolves when it is on the disk and in memory; `announce` is called right then, in the order of the writes. */
  commit<T>(
    weight: number,
    draft: (ahead: Ahead) => Promise<Draft>,
    announce: (changes: ChangeKind[]) => T,
  ): Promise<T> {
    return new Promise((resolve, failed) => {
      this.#waiting.push({ weight, draft, failed, done: (changes) => resolve(announce(changes)) })
      if (this.#working) return
      this.#working = true
      void this.alone(() => this.#work())
    })
  }

  /** Runs work while nothing else writes. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }

  /** Until nothing is waiting to be written. */
  async idle(): Promise<void> {
    while (this.#working) await this.alone(async () => undefined)
  }

  async #work(): Promise<void> {
    const jobs = this.#waiting.splice(0, this.#groupSize())
    try {
      await this.#group(jobs)
    } catch (error) {
      // A bug: it belongs to those who asked; the next may still be done.
      for (const job of jobs) job.failed(error)
    }
    await this.#afterwards()
    if (this.#waiting.length > 0) void this.alone(() => this.#work())
    else this.#working = false
  }

  #groupSize(): number {
    let weight = 0
    const beyond = this.#waiting.findIndex((job) => (weight += job.weight) > groupArticles)
    return beyond < 0 ? this.#waiting.length : Math.max(1, beyond)
  }

  async #group(jobs: Job[]): Promise<void> {
    const ahead = this.#drafter.begin()
    const drafts: Draft[] = []
    for (const job of jobs) {
      try {
        drafts.push(await job.draft(ahead))
      } catch (error) {
        job.failed(error)
        // Others may have been drafted upon what it left half done.
        return this.#group(jobs.filter((other) => other !== job))
      }
    }
    if (drafts.every(({ deeds }) => deeds.length === 0)) {
      for (const job of jobs) job.done([])
      return
    }
    try {
      await this.store(drafts)
    } catch (error) {
      if (jobs.length === 1) jobs[0]?.failed(error)
      // One that is too large for the disk must not take the small ones with it.
      else for (const job of jobs) await this.#group([job])
      return
    }
    for (const [index, job] of jobs.entries()) this.#perform(job, drafts[index])
  }

  /** What is pointed at is durable before what points at it. */
  async store(drafts: { deeds: Deed[]; records: DraftRecord[] }[]): Promise<void> {
    const records = drafts.flatMap((draft) => draft.records)
    const { places, undo } = await this.#content.append(records)
    for (const [index, record] of records.entries()) {
      const place = places[index]
      if (place) record.placed(place)
    }
    try {
      await this.#journal.append(drafts.map(({ deeds }) => deeds).filter((deeds) => deeds.length > 0))
    } catch (error) {
      await undo()
      throw error
    }
  }

  #perform(job: Job, draft: Draft | undefined): void {
    if (!draft) return
    const rows = new Map<ArticleId, string>()
    for (const { id, row } of draft.records) if (row !== null) rows.set(id, row)
    job.done(draft.deeds.flatMap((deed) => perform(this.#books, deed, rows)))
  }
}
