// A shelf: the heads of up to 2,048 articles as one lowdb database. Its file is rows of JSON on lines of their own behind
// a table of where each begins, so that a few rows are read without the others.
import type { Adapter } from 'lowdb'
import { unlessMissing, type Codec, type Files } from '../base/host.ts'
import type { ShelfRow } from './record.ts'

export const shelfBits = 11
export const shelfRows = 1 << shelfBits

const magic = 0x42536831 // 'BSh1'
const headerBytes = 16
const entryBytes = 12
const tableBytes = headerBytes + shelfRows * entryBytes

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Offset, length and checksum of each row; length 0: no such row. */
export type Table = Uint32Array

export interface Shelf {
  table: Table
  /** Rows that are to be written: text, or null to leave it out. */
  changes: Map<number, string | null>
}

export const emptyShelf = (): Shelf => ({ table: new Uint32Array(shelfRows * 3), changes: new Map() })
export const shelfPath = (number: number): string => `shelves/${String(number).padStart(5, '0')}.rows`

export class ShelfAdapter implements Adapter<Shelf> {
  readonly #files: Files
  readonly #codec: Codec
  readonly #path: string
  damaged = false
  /** Rows that could not be taken over by the last write. */
  lostRows: number[] = []

  constructor(files: Files, codec: Codec, number: number) {
    this.#files = files
    this.#codec = codec
    this.#path = shelfPath(number)
  }

  /** Reads the table only. */
  async read(): Promise<Shelf | null> {
    const bytes = await this.#files.readAt(this.#path, 0, tableBytes).catch(unlessMissing)
    if (!bytes) return null
    const table = this.#table(bytes)
    this.damaged = table === null
    return table && { table, changes: new Map() }
  }

  #table(bytes: Uint8Array): Table | null {
    if (bytes.length < tableBytes) return null
    const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes)
    if (view.getUint32(0) !== magic) return null
    if (this.#codec.crc32(bytes.subarray(8, tableBytes)) !== view.getUint32(4)) return null
    return new Uint32Array(bytes.slice(headerBytes, tableBytes).buffer)
  }

  /** The rows asked for; those that are not there or damaged are left out. */
  async rows(table: Table, wanted: readonly number[]): Promise<Map<number, ShelfRow>> {
    const spans = wanted
      .map((row) => ({
        row,
        offset: table[row * 3] ?? 0,
        length: table[row * 3 + 1] ?? 0,
        sum: table[row * 3 + 2] ?? 0,
      }))
      .filter(({ length }) => length > 0)
    const found = new Map<number, ShelfRow>()
    const take = (bytes: Uint8Array, row: number, sum: number): void => {
      if (this.#codec.crc32(bytes) === sum) found.set(row, JSON.parse(decoder.decode(bytes)) as ShelfRow)
    }
    if (spans.length > 8) {
      // One stroke is cheaper than many small reads.
      const from = spans.reduce((least, { offset }) => Math.min(least, offset), Infinity)
      const to = spans.reduce((most, { offset, length }) => Math.max(most, offset + length), 0)
      const bytes = await this.#files.readAt(this.#path, from, to - from)
      for (const { row, offset, length, sum } of spans)
        take(bytes.subarray(offset - from, offset - from + length), row, sum)
    } else {
      for (const { row, offset, length, sum } of spans)
        take(await this.#files.readAt(this.#path, offset, length), row, sum)
    }
    return found
  }

  /** The file anew: the rows it has, as bytes, and the changes. */
  async write({ table, changes }: Shelf): Promise<void> {
    const old = await this.#files.read(this.#path)
    const parts: Uint8Array[] = []
    const next = new Uint32Array(shelfRows * 3)
    let offset = tableBytes
    this.lostRows = []
    for (let row = 0; row < shelfRows; row++) {
      const change = changes.get(row)
      if (change === null) continue
      const bytes = change === undefined ? this.#kept(old, table, row) : encoder.encode(`${change}\n`)
      if (!bytes) continue
      next[row * 3] = offset
      next[row * 3 + 1] = bytes.length
      next[row * 3 + 2] = this.#codec.crc32(bytes)
      parts.push(bytes)
      offset += bytes.length
    }
    await this.#files.replace(this.#path, this.#bytes(next, parts, offset))
    table.set(next)
    changes.clear()
  }

  #kept(old: Uint8Array | null, table: Table, row: number): Uint8Array | null {
    const length = table[row * 3 + 1] ?? 0
    if (length === 0) return null
    const offset = table[row * 3] ?? 0
    const bytes = old?.subarray(offset, offset + length)
    if (bytes && this.#codec.crc32(bytes) === table[row * 3 + 2]) return bytes
    this.lostRows.push(row)
    return null
  }

  #bytes(table: Table, parts: readonly Uint8Array[], length: number): Uint8Array {
    const all = new Uint8Array(length)
    all.set(new Uint8Array(table.buffer), headerBytes)
    let at = tableBytes
    for (const part of parts) {
      all.set(part, at)
      at += part.length
    }
    const view = new DataView(all.buffer)
    view.setUint32(0, magic)
    view.setUint32(4, this.#codec.crc32(all.subarray(8, tableBytes)))
    return all
  }
}
