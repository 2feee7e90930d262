// Many numbers of one kind side by side: how 100,000 articles fit in three megabytes and are read without parsing.
import type { Codec } from '../base/host.ts'

type Column = Float64Array | Uint32Array | Uint16Array
type ColumnType = typeof Float64Array | typeof Uint32Array | typeof Uint16Array
export type Layout = readonly (readonly [name: string, type: ColumnType])[]
export type Columns<L extends Layout> = {
  [E in L[number] as E[0]]: E[1] extends typeof Float64Array
    ? Float64Array
    : E[1] extends typeof Uint32Array
      ? Uint32Array
      : Uint16Array
}

const magic = 0x42537031 // 'BSp1'
const headerBytes = 24

/** What every article has in memory. */
export const stateLayout = [
  /** Milliseconds. */
  ['arrived', Float64Array],
  ['feed', Uint32Array],
  /** Seconds; what lists are ordered by. */
  ['sort', Uint32Array],
  /** Where its record is: content file, byte offset of the frame, and its share of the frame in bytes. */
  ['offset', Uint32Array],
  ['size', Uint32Array],
  ['file', Uint16Array],
  ['flags', Uint16Array],
  /** Ten-thousandths. */
  ['position', Uint16Array],
] as const

/** What an article is recognised by: hashes, read only when a feed has something new. */
export const keysLayout = [
  ['guidA', Uint32Array],
  ['guidB', Uint32Array],
  ['linkA', Uint32Array],
  ['linkB', Uint32Array],
  ['path', Uint32Array],
  ['title', Uint32Array],
  /** Seconds. */
  ['published', Uint32Array],
  ['hash', Uint32Array],
  /** What the account's service calls it: 64 bits, or 96; all 0: nothing. */
  ['remoteA', Uint32Array],
  ['remoteB', Uint32Array],
  ['remoteC', Uint32Array],
] as const

export type StateColumns = Columns<typeof stateLayout>
export type KeyColumns = Columns<typeof keysLayout>

/** Bytes of columns of `rows` rows; rows come in eights, so that every column begins where its type may. */
const rounded = (rows: number): number => Math.ceil(rows / 8) * 8
const bytesOf = (layout: Layout, rows: number): number =>
  layout.reduce((sum, [, type]) => sum + type.BYTES_PER_ELEMENT * rounded(rows), 0)

export function emptyColumns<L extends Layout>(layout: L, rows: number): Columns<L> {
  return carve(layout, new ArrayBuffer(bytesOf(layout, rows)), 0, rows)
}

function carve<L extends Layout>(layout: L, buffer: ArrayBufferLike, start: number, rows: number): Columns<L> {
  let offset = start
  const entries = layout.map(([name, Type]): [string, Column] => {
    const column = new Type(buffer as ArrayBuffer, offset, rows)
    offset += Type.BYTES_PER_ELEMENT * rounded(rows)
    return [name, column]
  })
  return Object.fromEntries(entries) as Columns<L>
}

export function encodeColumns(layout: Layout, columns: Record<string, Column>, rows: number, codec: Codec): Uint8Array {
  const bytes = new Uint8Array(headerBytes + bytesOf(layout, rows))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint32(8, layout.length)
  view.setUint32(12, rows)
  const copies: Record<string, Column> = carve(layout, bytes.buffer, headerBytes, rows)
  for (const [name] of layout) {
    const from = columns[name]
    if (from) copies[name]?.set(from.subarray(0, rows))
  }
  view.setUint32(4, codec.crc32(bytes.subarray(8)))
  return bytes
}

/** null: damaged. Room for `capacity` rows. Layouts grow at their end: what an older one lacks is 0. */
export function decodeColumns<L extends Layout>(
  layout: L,
  bytes: Uint8Array,
  capacity: number,
  codec: Codec,
): { columns: Columns<L>; rows: number } | null {
  if (bytes.length < headerBytes) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const rows = view.getUint32(12)
  const written = layout.slice(0, view.getUint32(8))
  if (view.getUint32(0) !== magic || view.getUint32(8) !== written.length || rows > capacity) return null
  if (written.length === 0 || bytes.length !== headerBytes + bytesOf(written, rows)) return null
  if (codec.crc32(bytes.subarray(8)) !== view.getUint32(4)) return null
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const stored: Record<string, Column> = carve(written, aligned.buffer, aligned.byteOffset + headerBytes, rows)
  if (rows === capacity && written.length === layout.length) return { columns: stored as Columns<L>, rows }
  const columns = emptyColumns(layout, capacity)
  const roomy: Record<string, Column> = columns
  for (const [name, column] of Object.entries(stored)) roomy[name]?.set(column)
  return { columns, rows }
}
