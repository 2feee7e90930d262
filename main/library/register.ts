// The register: one row of numbers for every article there is or was, in pages that are lowdb databases. Start, counts,
// lists and marks need nothing else.
import { Low } from 'lowdb'
import type { ArticleId, Completeness, FeedId } from '../contract/models.ts'
import type { Codec, Files } from '../base/host.ts'
import {
  decodeColumns,
  emptyColumns,
  encodeColumns,
  keysLayout,
  stateLayout,
  type Columns,
  type KeyColumns,
  type StateColumns,
} from './columns.ts'
import { keptFile, type KeptFile } from './kept-file.ts'

export const pageBits = 15
export const pageRows = 1 << pageBits
const rowMask = pageRows - 1

/** The bits of a row's flags. A row without `present` was never an article. */
export const flag = { read: 1, saved: 2, removed: 4, complete: 8, partial: 16, media: 32, present: 64 } as const
/** What belongs to the reader and is kept when the text changes. */
export const readerFlags = flag.read | flag.saved | flag.removed
/** Live rows have exactly `present` of these two. */
export const liveMask = flag.present | flag.removed

export const completenessFlags = (completeness: Completeness): number =>
  completeness === 'complete' ? flag.complete : completeness === 'partial' ? flag.partial : 0
export const completenessOf = (flags: number): Completeness =>
  flags & flag.complete ? 'complete' : flags & flag.partial ? 'partial' : 'waiting'

export type Keys = { [K in keyof KeyColumns]: number }

export const noKeys = (): Keys => ({
  guidA: 0,
  guidB: 0,
  linkA: 0,
  linkB: 0,
  path: 0,
  title: 0,
  published: 0,
  hash: 0,
  remoteA: 0,
  remoteB: 0,
  remoteC: 0,
})

export interface Page {
  number: number
  first: ArticleId
  state: StateColumns
  rows: number
  changed: boolean
  /** Written since its previous file was: that one is older than the journals may still tell. */
  unsettled: boolean
  db: Low<{ columns: StateColumns; rows: number }>
  file: KeptFile<{ columns: StateColumns; rows: number }>
}

interface KeysPage {
  columns: KeyColumns
  changed: boolean
  db: Low<{ columns: KeyColumns; rows: number }>
  file: KeptFile<{ columns: KeyColumns; rows: number }>
}

/** Keys that are nowhere any more, by page and row. */
export interface LostKeys {
  pages: ReadonlySet<number>
  rows: ReadonlySet<ArticleId>
}

export class Register {
  readonly pages: Page[] = []
  /** The id that the next article gets. Ids begin with 1. */
  next: ArticleId = 1
  readonly #files: Files
  readonly #codec: Codec
  #keys: KeysPage[] | null = null
  /** Keys of rows that came before the key pages were needed. */
  readonly #laterKeys = new Map<ArticleId, Keys>()
  /** Rows that lost their remote id before the key pages were needed. */
  readonly #laterUnlinked = new Set<ArticleId>()
  #byFeed: Map<FeedId, ArticleId[]> | null = null

  constructor(files: Files, codec: Codec) {
    this.#files = files
    this.#codec = codec
  }

  /** Reads the pages; those that cannot be read come back empty, and are named. */
  async open(articles: number): Promise<{ mended: Page[]; lost: Page[] }> {
    const names = (await this.#files.list('register')).map(
      ({ name }) => /^(\d{4})\.state(\.previous)?$/.exec(name)?.[1],
    )
    const numbers = names.filter((name) => name !== undefined).map(Number)
    const count = Math.max(-1, ...numbers, articles > 1 ? (articles - 1) >> pageBits : -1) + 1
    for (let number = 0; number < count; number++) this.pages.push(this.#newPage(number))
    await Promise.all(this.pages.map((page) => this.#readPage(page)))
    const last = this.pages.at(-1)
    this.next = Math.max(articles, last ? last.first + last.rows : 1, 1)
    return {
      mended: this.pages.filter(({ file }) => file.found === 'previous'),
      lost: this.pages.filter(({ file, first }) => {
        return file.found === 'gone' || (file.found === 'nothing' && articles > Math.max(first, 1))
      }),
    }
  }

  async #readPage(page: Page): Promise<void> {
    await page.db.read()
    page.state = page.db.data.columns
    page.rows = page.db.data.rows
  }

  #newPage(number: number): Page {
    const file = keptFile<{ columns: StateColumns; rows: number }>(this.#files, statePath(number), {
      encode: ({ columns, rows }) => encodeColumns(stateLayout, columns, rows, this.#codec),
      decode: (bytes) => decodeColumns(stateLayout, bytes, pageRows, this.#codec),
    })
    const empty = { columns: noRows, rows: 0 }
    return {
      number,
      file,
      first: number << pageBits,
      state: empty.columns,
      rows: 0,
      changed: false,
      unsettled: false,
      db: new Low(file, empty),
    }
  }

  /** None for what is no id at all: 1.5, or 2^32 + 1, would be taken for 1. */
  page(id: ArticleId): Page | undefined {
    return id >>> 0 === id ? this.pages[id >>> pageBits] : undefined
  }

  row(id: ArticleId): number {
    return id & rowMask
  }

  flags(id: ArticleId): number {
    return this.page(id)?.state.flags[id & rowMask] ?? 0
  }

  isLive(id: ArticleId): boolean {
    return (this.flags(id) & liveMask) === flag.present
  }

  /** The page that has room for this row, to write to. */
  toChange(id: ArticleId): Page {
    if (id >>> 0 !== id) throw new Error(`not an id: ${id}`)
    while (this.pages.length <= id >>> pageBits) this.pages.push(this.#newPage(this.pages.length))
    const page = this.pages[id >>> pageBits]
    if (!page) throw new Error(`no page for ${id}`)
    if (page.state.flags.length === 0) page.state = emptyColumns(stateLayout, pageRows)
    page.rows = Math.max(page.rows, (id & rowMask) + 1)
    page.changed = true
    this.next = Math.max(this.next, id + 1)
    return page
  }

  setKeys(id: ArticleId, keys: Keys): void {
    if (!this.#keys) {
      this.#laterKeys.set(id, keys)
      this.#laterUnlinked.delete(id)
      return
    }
    while (this.#keys.length <= id >>> pageBits) this.#keys.push(this.#newKeysPage(this.#keys.length))
    const page = this.#keys[id >>> pageBits]
    if (!page) throw new Error(`no keys for ${id}`)
    if (page.columns.hash.length === 0) page.columns = emptyColumns(keysLayout, pageRows)
    for (const [name] of keysLayout) page.columns[name][id & rowMask] = keys[name]
    page.changed = true
  }

  /** It has no remote id from now on. */
  unlink(id: ArticleId): void {
    if (!this.#keys) {
      const later = this.#laterKeys.get(id)
      if (later) this.#laterKeys.set(id, { ...later, ...noRemote })
      else this.#laterUnlinked.add(id)
      return
    }
    const page = this.#keys[id >>> pageBits]
    const row = id & rowMask
    if (
      !page ||
      !((page.columns.remoteA[row] ?? 0) | (page.columns.remoteB[row] ?? 0) | (page.columns.remoteC[row] ?? 0))
    )
      return
    for (const name of ['remoteA', 'remoteB', 'remoteC'] as const) page.columns[name][row] = 0
    page.changed = true
  }

  /** Call `loadKeys` before. */
  keys(id: ArticleId): Keys {
    const columns = this.#keys?.[id >>> pageBits]?.columns
    const row = id & rowMask
    const keys = noKeys()
    if (columns) for (const [name] of keysLayout) keys[name] = columns[name][row] ?? 0
    return keys
  }

  keyColumnsOf(id: ArticleId): KeyColumns | undefined {
    return this.#keys?.[id >>> pageBits]?.columns
  }

  /** Call `loadKeys` before. */
  keyColumns(page: number): KeyColumns {
    return this.#keys?.[page]?.columns ?? emptyColumns(keysLayout, pageRows)
  }

  /** The key pages lack something that is to be written with them. */
  get hasLaterKeys(): boolean {
    return this.#laterKeys.size > 0 || this.#laterUnlinked.size > 0
  }

  /** Reads the key pages once; answers with what has to be made again, null: nothing. */
  async loadKeys(): Promise<LostKeys | null> {
    if (this.#keys) return null
    const pages = this.pages.map(({ number }) => this.#newKeysPage(number))
    await Promise.all(
      pages.map(async (page) => {
        await page.db.read()
        page.columns = page.db.data.columns
      }),
    )
    if (this.#keys) return null
    this.#keys = pages
    const lost = new Set<number>()
    const behind = new Set<number>()
    for (const [number, { file }] of pages.entries()) {
      const isMissing = file.found === 'nothing' && this.pages[number]?.file.found !== 'nothing'
      if (file.found === 'gone' || file.damaged || isMissing) lost.add(number)
      // After a crash between the two renames the journal has all that came since.
      else if (file.found === 'previous') behind.add(number)
    }
    const known = new Set([...this.#laterKeys.keys(), ...this.#laterUnlinked])
    for (const [id, keys] of this.#laterKeys) this.setKeys(id, keys)
    this.#laterKeys.clear()
    for (const id of this.#laterUnlinked) this.unlink(id)
    this.#laterUnlinked.clear()
    const rows = new Set<ArticleId>()
    for (const number of lost) for (const id of this.#presentRows(number)) if (!known.has(id)) rows.add(id)
    for (const number of behind) for (const id of this.#presentRows(number)) if (this.#hasNoKeys(id)) rows.add(id)
    return lost.size + rows.size > 0
      ? { pages: new Set([...lost, ...[...rows].map((id) => id >>> pageBits)]), rows }
      : null
  }

  *#presentRows(number: number): Generator<ArticleId> {
    const page = this.pages[number]
    for (let row = 0; page && row < page.rows; row++)
      if ((page.state.flags[row] ?? 0) & flag.present) yield page.first + row
  }

  #hasNoKeys(id: ArticleId): boolean {
    return Object.values(this.keys(id)).every((key) => key === 0)
  }

  #newKeysPage(number: number): KeysPage {
    const file = keptFile<{ columns: KeyColumns; rows: number }>(this.#files, keysPath(number), {
      encode: ({ columns, rows }) => encodeColumns(keysLayout, columns, rows, this.#codec),
      decode: (bytes) => decodeColumns(keysLayout, bytes, pageRows, this.#codec),
    })
    const columns: Columns<typeof keysLayout> = emptyColumns(keysLayout, 0)
    return { columns, changed: false, file, db: new Low(file, { columns, rows: 0 }) }
  }

  /** Every row of a feed that is or was an article, in the order they came. */
  ofFeed(feedId: FeedId): readonly ArticleId[] {
    this.#byFeed ??= this.#sortByFeed()
    return this.#byFeed.get(feedId) ?? []
  }

  #sortByFeed(): Map<FeedId, ArticleId[]> {
    const byFeed = new Map<FeedId, ArticleId[]>()
    for (const { first, rows, state } of this.pages) {
      for (let row = 0; row < rows; row++) {
        if (((state.flags[row] ?? 0) & flag.present) === 0) continue
        const feed = state.feed[row] ?? 0
        const ids = byFeed.get(feed)
        if (ids) ids.push(first + row)
        else byFeed.set(feed, [first + row])
      }
    }
    return byFeed
  }

  /** A new row has been filled. */
  noteNew(id: ArticleId, feedId: FeedId): void {
    if (!this.#byFeed) return
    const ids = this.#byFeed.get(feedId)
    if (ids) ids.push(id)
    else this.#byFeed.set(feedId, [id])
  }

  /** Rows were changed wholesale. */
  forgetOrder(): void {
    this.#byFeed = null
  }

  /** Writes what has changed, keys before states: a row without keys would be taken for new. Answers with the pages
   * that are unsettled now. */
  async write(): Promise<number[]> {
    if (this.hasLaterKeys) throw new Error('keys are written before they are read')
    for (const [number, page] of (this.#keys ?? []).entries()) {
      if (!page.changed) continue
      page.changed = false
      try {
        page.db.data = { columns: page.columns, rows: this.pages[number]?.rows ?? 0 }
        await page.db.write()
      } catch (error) {
        page.changed = true
        throw error
      }
    }
    for (const page of this.pages) {
      if (page.changed) await this.#writePage(page)
      else if (page.unsettled) {
        await page.file.settle()
        page.unsettled = false
      }
    }
    return this.pages.filter(({ unsettled }) => unsettled).map(({ number }) => number)
  }

  async #writePage(page: Page): Promise<void> {
    page.changed = false
    try {
      page.db.data = { columns: page.state, rows: page.rows }
      await page.db.write()
      page.unsettled = true
    } catch (error) {
      page.changed = true
      throw error
    }
  }
}

const noRemote = { remoteA: 0, remoteB: 0, remoteC: 0 }
const noRows = emptyColumns(stateLayout, 0)
const statePath = (number: number): string => `register/${String(number).padStart(4, '0')}.state`
const keysPath = (number: number): string => `register/${String(number).padStart(4, '0')}.keys`
