// Which feeds of an OPML file are to be followed: a tree of ticks laid out flat, so that 5,000 rows stay quick.
import type { OpmlOutline } from '../../../main/contract/models.ts'

export type Tick = 'all' | 'some' | 'none'

export interface ChoiceRow {
  outline: OpmlOutline
  depth: number
  /** Where the rows below this one end (exclusive); for a feed, the next row. */
  end: number
  /** Row of the folder it lies in; -1: none. */
  parent: number
  /** Feeds in it that can be chosen (known ones cannot); 1 or 0 for a feed. */
  choosable: number
  /** Its place among the rows of its parent, from 1. */
  place: number
}

export class OpmlChoice {
  readonly rows: readonly ChoiceRow[]
  /** By row: how many of its choosable feeds are chosen. */
  readonly #chosen: Uint32Array
  /** By row of a folder, and -1 for the top: how many lie directly in it. */
  readonly #siblings = new Map<number, number>()

  /** Everything that is not followed yet is chosen at first. */
  constructor(outlines: readonly OpmlOutline[]) {
    const rows: ChoiceRow[] = []
    const lay = (some: readonly OpmlOutline[], depth: number, parent: number): number => {
      let choosable = 0
      this.#siblings.set(parent, some.length)
      for (const [order, outline] of some.entries()) {
        const row: ChoiceRow = { outline, depth, end: 0, parent, choosable: 0, place: order + 1 }
        const at = rows.push(row) - 1
        row.choosable = (outline.url && !outline.known ? 1 : 0) + lay(outline.children, depth + 1, at)
        row.end = rows.length
        choosable += row.choosable
      }
      return choosable
    }
    lay(outlines, 0, -1)
    this.rows = rows
    this.#chosen = Uint32Array.from(rows, (row) => row.choosable)
  }

  get total(): number {
    return this.#sum((row) => row.choosable)
  }

  get chosen(): number {
    return this.#sum((_row, at) => this.#chosen[at] ?? 0)
  }

  /** Feeds in the file, followed or not. */
  get feeds(): number {
    return this.rows.reduce((sum, row) => sum + (row.outline.url ? 1 : 0), 0)
  }

  /** How many share this parent. */
  siblings(parent: number): number {
    return this.#siblings.get(parent) ?? 0
  }

  /** Feeds in a folder and in the folders in it. */
  feedsIn(at: number): number {
    let feeds = 0
    for (let row = at + 1; row < (this.rows[at]?.end ?? 0); row++) if (this.rows[row]?.outline.url) feeds++
    return feeds
  }

  tick(at: number): Tick {
    const chosen = this.#chosen[at] ?? 0
    return chosen === 0 ? 'none' : chosen === this.rows[at]?.choosable ? 'all' : 'some'
  }

  /** What is half chosen becomes whole; what is whole becomes empty. */
  toggle(at: number): void {
    const row = this.rows[at]
    if (row) this.#set(at, this.tick(at) !== 'all')
  }

  setAll(on: boolean): void {
    this.rows.forEach((row, at) => {
      if (row.parent === -1) this.#set(at, on)
    })
  }

  /** The chosen feeds in the folders they lie in; folders with nothing chosen are left out. */
  outlines(): OpmlOutline[] {
    const pick = (from: number, end: number): OpmlOutline[] => {
      const picked: OpmlOutline[] = []
      for (let at = from; at < end;) {
        const row = this.rows[at]
        if (!row) break
        const { outline } = row
        const children = pick(at + 1, row.end)
        const itself =
          outline.url !== null && !outline.known && (this.#chosen[at] ?? 0) > below(this.#chosen, this.rows, at)
        if (itself || children.length > 0) picked.push({ ...outline, url: itself ? outline.url : null, children })
        at = row.end
      }
      return picked
    }
    return pick(0, this.rows.length)
  }

  #set(at: number, on: boolean): void {
    const row = this.rows[at]
    if (!row) return
    const before = this.#chosen[at] ?? 0
    for (let below = at; below < row.end; below++) this.#chosen[below] = on ? (this.rows[below]?.choosable ?? 0) : 0
    const change = (this.#chosen[at] ?? 0) - before
    for (let up = row.parent; up !== -1; up = this.rows[up]?.parent ?? -1)
      this.#chosen[up] = (this.#chosen[up] ?? 0) + change
  }

  #sum(of: (row: ChoiceRow, at: number) => number): number {
    return this.rows.reduce((sum, row, at) => (row.parent === -1 ? sum + of(row, at) : sum), 0)
  }
}

function below(chosen: Uint32Array, rows: readonly ChoiceRow[], at: number): number {
  let sum = 0
  const end = rows[at]?.end ?? at
  for (let child = at + 1; child < end; child = rows[child]?.end ?? end) sum += chosen[child] ?? 0
  return sum
}
