// What computers that share a folder have told each other: a value and its time for every thing there is. Joining takes
// the later one, so what comes late, twice or out of order makes no difference.

/** `at`: milliseconds; later than everything its writer knew about this thing. `device` decides between equal times. */
export interface Cell {
  at: number
  device: string
  value: CellValue
}

export type CellValue = 0 | 1 | string | null | { url: string; site: string | null; title: string }

/** One line of a file: the same value for many articles, or one value for one thing.
 * A second form would be easier to read and five times as long. */
export type Line =
  | [at: number, device: string, key: 'read' | 'saved' | `label:${string}`, value: 0 | 1, ids: string[]]
  | [at: number, device: string, key: 'feed' | 'title' | 'place' | 'folder', value: CellValue, id: string]

/** Beyond this nothing new is taken in: a folder that somebody fills with nonsense. */
const MOST = 2_000_000
/** The year 96,000: no clock is that wrong. */
const LATEST = 3e15

export class Cells {
  readonly #cells = new Map<string, Cell>()
  /** Changes with every cell that changes. */
  #turn = 0

  get size(): number {
    return this.#cells.size
  }

  get(key: string): Cell | undefined {
    return this.#cells.get(key)
  }

  entries(): IterableIterator<[string, Cell]> {
    return this.#cells.entries()
  }

  /** The same for the same cells, whatever way they came. */
  get sign(): string {
    return `${this.#cells.size}:${this.#turn}`
  }

  /** True when it was news. */
  join(key: string, cell: Cell): boolean {
    const known = this.#cells.get(key)
    if (known ? !isLater(cell, known) : this.#cells.size >= MOST) return false
    if (known) this.#turn = mixed(this.#turn, key, known)
    this.#cells.set(key, cell)
    this.#turn = mixed(this.#turn, key, cell)
    return true
  }

  /** Answers with the keys that were news. */
  joinLine([at, device, key, value, about]: Line): string[] {
    const ids = typeof about === 'string' ? [about] : about
    return ids.map((id) => `${key} ${id}`).filter((name) => this.join(name, { at, device, value }))
  }

  /** A time for a new value: now, and later than all that is known of these. */
  after(keys: readonly string[], now: number): number {
    return keys.reduce((at, key) => Math.max(at, (this.#cells.get(key)?.at ?? 0) + 1), Math.max(0, Math.round(now)))
  }

  /** As few lines as say it all. `device`: only what this one has said. */
  lines(device?: string): Line[] {
    const many = new Map<string, Line>()
    const single: Line[] = []
    for (const [name, cell] of this.#cells) {
      if (device !== undefined && cell.device !== device) continue
      const [key, id] = parted(name)
      if (!isMark(key)) {
        single.push([cell.at, cell.device, key as 'feed', cell.value, id])
        continue
      }
      const group = `${cell.at} ${cell.device} ${key} ${cell.value === 1 ? 1 : 0}`
      const line = many.get(group)
      if (line) (line[4] as string[]).push(id)
      else many.set(group, [cell.at, cell.device, key as 'read', cell.value === 1 ? 1 : 0, [id]])
    }
    return [...single, ...many.values()]
  }
}

/** Ids hold no blanks; labels may: the last blank parts. Feeds' ids are addresses, folders' their names. */
export function parted(name: string): [key: string, id: string] {
  const single = /^(feed|title|place|folder) /.exec(name)?.[1]
  const at = single ? single.length : name.lastIndexOf(' ')
  return [name.slice(0, at), name.slice(at + 1)]
}

const isMark = (key: string): boolean => key === 'read' || key === 'saved' || key.startsWith('label:')

const isLater = (one: Cell, other: Cell): boolean =>
  one.at !== other.at
    ? one.at > other.at
    : one.device !== other.device
      ? one.device > other.device
      : JSON.stringify(one.value) > JSON.stringify(other.value)

/** Adding a cell and taking it away again are the same step, so that the order does not matter. */
function mixed(turn: number, key: string, { at, device }: Cell): number {
  let hash = 0x811c9dc5
  const text = `${key} ${at} ${device}`
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (turn ^ hash) >>> 0
}

/** null: not a line that this program would write. */
export function readLine(json: string): Line | null {
  let line: unknown
  try {
    line = JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  if (!Array.isArray(line) || line.length !== 5) return null
  const [at, device, key, value, about] = line as unknown[]
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at > LATEST) return null
  if (typeof device !== 'string' || !/^[0-9a-f]{16}$/.test(device) || typeof key !== 'string') return null
  if (isMark(key)) {
    if (key.length > 106 || (value !== 0 && value !== 1) || !Array.isArray(about)) return null
    return about.every((id) => typeof id === 'string' && /^[0-9a-f]{24}$/.test(id)) ? (line as unknown as Line) : null
  }
  if (typeof about !== 'string' || about === '' || about.length > 4000) return null
  return isValueOf(key, value) ? (line as unknown as Line) : null
}

function isValueOf(key: string, value: unknown): boolean {
  if (key === 'folder') return value === 0 || value === 1
  if (key === 'title' || key === 'place') return value === null || (typeof value === 'string' && value.length <= 500)
  if (key !== 'feed') return false
  if (value === 0) return true
  if (typeof value !== 'object' || value === null) return false
  const { url, site, title } = value as Record<string, unknown>
  return isAddress(url) && (site === null || isAddress(site)) && typeof title === 'string' && title.length <= 500
}

const isAddress = (text: unknown): boolean =>
  typeof text === 'string' && text.length <= 4000 && /^https?:\/\//i.test(text)
