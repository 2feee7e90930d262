// All shelves: finds the heads asked for, writes what is new at a snapshot, and rebuilds a damaged shelf from the records.
import { Low } from 'lowdb'
import type { ArticleId } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Codec, Files } from '../base/host.ts'
import type { Register } from './register.ts'
import type { ShelfRow } from './record.ts'
import { emptyShelf, ShelfAdapter, shelfBits, shelfPath, shelfRows, type Shelf } from './shelf.ts'

/** Tables in memory, 24 kB each. */
const openShelves = 64

interface OpenShelf {
  db: Low<Shelf>
  adapter: ShelfAdapter
}

export class Shelves {
  readonly #files: Files
  readonly #codec: Codec
  readonly #register: Register
  readonly #rowFromRecord: (id: ArticleId) => Promise<ShelfRow | null>
  /** null: the reader of the records has told it already. */
  readonly #noticed: (problem: Problem | null, lost: ArticleId[]) => void
  /** Rows that are newer than their shelf, as JSON; null: to be read from the record. */
  readonly #fresh = new Map<ArticleId, string | null>()
  /** Rows that their shelf still has to forget. */
  readonly #gone = new Set<ArticleId>()
  readonly #open = new Map<number, Promise<OpenShelf>>()

  constructor(
    files: Files,
    codec: Codec,
    register: Register,
    rowFromRecord: (id: ArticleId) => Promise<ShelfRow | null>,
    noticed: (problem: Problem | null, lost: ArticleId[]) => void,
  ) {
    this.#files = files
    this.#codec = codec
    this.#register = register
    this.#rowFromRecord = rowFromRecord
    this.#noticed = noticed
  }

  /** A row that is newer than what the shelf has. */
  put(id: ArticleId, row: string | null): void {
    this.#gone.delete(id)
    this.#fresh.set(id, row)
  }

  drop(id: ArticleId): void {
    this.#fresh.delete(id)
    this.#gone.add(id)
  }

  get unwritten(): number {
    return this.#fresh.size + this.#gone.size
  }

  async rows(ids: readonly ArticleId[]): Promise<Map<ArticleId, ShelfRow>> {
    const found = new Map<ArticleId, ShelfRow>()
    const byShelf = new Map<number, ArticleId[]>()
    for (const id of ids) {
      const fresh = this.#fresh.get(id)
      if (typeof fresh === 'string') found.set(id, JSON.parse(fresh) as ShelfRow)
      else if (fresh === null) await this.#takeFromRecord(id, found)
      else {
        const shelf = byShelf.get(id >>> shelfBits)
        if (shelf) shelf.push(id)
        else byShelf.set(id >>> shelfBits, [id])
      }
    }
    await Promise.all([...byShelf].map(([number, wanted]) => this.#takeFromShelf(number, wanted, found)))
    return found
  }

  async #takeFromRecord(id: ArticleId, found: Map<ArticleId, ShelfRow>): Promise<void> {
    const row = await this.#rowFromRecord(id)
    if (row) {
      found.set(id, row)
      if (this.#fresh.get(id) === null) this.#fresh.set(id, JSON.stringify(row))
    } else if (this.#register.isLive(id)) this.#noticed(null, [id])
  }

  async #takeFromShelf(number: number, ids: ArticleId[], found: Map<ArticleId, ShelfRow>): Promise<void> {
    let missing = ids
    // A snapshot may replace the file between the reading of its table and of its rows: then look once more.
    for (let look = 0; look < 2 && missing.length > 0; look++) {
      if (look > 0) this.#open.delete(number)
      const { db, adapter } = await this.#shelf(number)
      const rows = await adapter.rows(
        db.data.table,
        missing.map((id) => id & (shelfRows - 1)),
      )
      for (const [row, head] of rows) found.set((number << shelfBits) + row, head)
      missing = missing.filter((id) => !found.has(id) && this.#register.isLive(id))
    }
    if (missing.length > 0) await this.#rebuild(number, found)
  }

  #shelf(number: number): Promise<OpenShelf> {
    const known = this.#open.get(number)
    this.#open.delete(number)
    const shelf = known ?? this.#openShelf(number)
    this.#open.set(number, shelf)
    // A disk that fails once may not fail the next time.
    if (!known) shelf.catch(() => this.#open.delete(number))
    const oldest = this.#open.keys().next()
    if (this.#open.size > openShelves && oldest.done === false) this.#open.delete(oldest.value)
    return shelf
  }

  async #openShelf(number: number): Promise<OpenShelf> {
    const adapter = new ShelfAdapter(this.#files, this.#codec, number)
    const db = new Low<Shelf>(adapter, emptyShelf())
    await db.read()
    return { adapter, db }
  }

  /** Every row of the shelf that cannot be read is made again from its record, and written at the next snapshot. */
  async #rebuild(number: number, found: Map<ArticleId, ShelfRow>): Promise<void> {
    const { adapter, db } = await this.#shelf(number)
    const live = this.#liveIds(number).filter((id) => !this.#fresh.has(id))
    const good = await adapter.rows(
      db.data.table,
      live.map((id) => id & (shelfRows - 1)),
    )
    const lost: ArticleId[] = []
    for (const id of live) {
      if (good.has(id & (shelfRows - 1))) continue
      const row = await this.#rowFromRecord(id)
      if (!this.#register.isLive(id)) continue
      if (row) {
        this.#fresh.set(id, JSON.stringify(row))
        found.set(id, row)
      } else lost.push(id)
    }
    this.#noticed({ kind: 'libraryMended', what: 'shelfRebuilt', path: shelfPath(number), lost: lost.length }, lost)
  }

  #liveIds(number: number): ArticleId[] {
    const ids: ArticleId[] = []
    for (let id = number << shelfBits; id < (number + 1) << shelfBits; id++) if (this.#register.isLive(id)) ids.push(id)
    return ids
  }

  /** Writes the shelves that have changed. */
  async write(): Promise<void> {
    const numbers = new Set<number>()
    for (const id of this.#fresh.keys()) numbers.add(id >>> shelfBits)
    for (const id of this.#gone) numbers.add(id >>> shelfBits)
    for (const number of [...numbers].sort((a, b) => a - b)) await this.#writeShelf(number)
  }

  async #writeShelf(number: number): Promise<void> {
    const { db, adapter } = await this.#shelf(number)
    const written: [ArticleId, string][] = []
    const lost: ArticleId[] = []
    const dropped: ArticleId[] = []
    for (let row = 0; row < shelfRows; row++) {
      const id = (number << shelfBits) + row
      const fresh = this.#fresh.get(id)
      if (this.#gone.has(id)) {
        db.data.changes.set(row, null)
        dropped.push(id)
      } else if (fresh !== undefined) {
        const text = fresh ?? (await this.#textFromRecord(id))
        if (text === null) lost.push(id)
        else {
          db.data.changes.set(row, text)
          written.push([id, text])
        }
      }
    }
    try {
      await db.write()
    } catch (error) {
      // The file may be the new one all the same: its table is read again.
      this.#open.delete(number)
      throw error
    }
    for (const [id, text] of written) if ((this.#fresh.get(id) ?? text) === text) this.#fresh.delete(id)
    for (const id of dropped) this.#gone.delete(id)
    for (const id of lost) this.#fresh.delete(id)
    if (lost.length > 0) this.#noticed(null, lost)
    if (adapter.lostRows.some((row) => this.#register.isLive((number << shelfBits) + row))) {
      await this.#rebuild(number, new Map())
      await this.#writeShelf(number)
    }
  }

  async #textFromRecord(id: ArticleId): Promise<string | null> {
    const row = await this.#rowFromRecord(id)
    return row && JSON.stringify(row)
  }
}
