// A frame: a compressed piece of a file that carries its own length and checksum, so that damage stays in one piece and
// the next can be found behind it.
import type { Codec } from '../base/host.ts'

export type FrameKind = 'records' | 'catalogue' | 'state' | 'keys' | 'title'

const kinds: readonly FrameKind[] = ['records', 'catalogue', 'state', 'keys', 'title']
const magic = 0x42536631 // 'BSf1'
export const frameHeaderBytes = 20

/** More than any block the library writes; an allocation bomb in a damaged header stops here. */
const rawLimit = 512 * 1024 * 1024

export interface FrameHeader {
  kind: FrameKind
  /** Bytes of the packed content behind the header. */
  packed: number
  raw: number
}

export function packFrame(kind: FrameKind, raw: Uint8Array, codec: Codec): Uint8Array {
  const packed = codec.compress(raw)
  const frame = new Uint8Array(frameHeaderBytes + packed.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, magic)
  view.setUint32(8, (kinds.indexOf(kind) << 24) >>> 0)
  view.setUint32(12, packed.length)
  view.setUint32(16, raw.length)
  frame.set(packed, frameHeaderBytes)
  view.setUint32(4, codec.crc32(frame.subarray(8)))
  return frame
}

export function frameHeader(bytes: Uint8Array): FrameHeader | null {
  if (bytes.length < frameHeaderBytes) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, frameHeaderBytes)
  const kind = kinds[view.getUint8(8)]
  const raw = view.getUint32(16)
  if (view.getUint32(0) !== magic || kind === undefined || raw > rawLimit) return null
  return { kind, packed: view.getUint32(12), raw }
}

/** The content of a whole frame at the beginning of `bytes`; null: damaged. */
export function openFrame(bytes: Uint8Array, codec: Codec): Uint8Array | null {
  const header = frameHeader(bytes)
  if (!header || bytes.length < frameHeaderBytes + header.packed) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, frameHeaderBytes)
  const frame = bytes.subarray(0, frameHeaderBytes + header.packed)
  if (codec.crc32(frame.subarray(8)) !== view.getUint32(4)) return null
  return codec.decompress(frame.subarray(frameHeaderBytes), header.raw + 1)
}

/** All whole frames of a file in their order; what lies between them and belongs to none comes as `lost`. */
export function* framesOf(
  bytes: Uint8Array,
  codec: Codec,
): Generator<{ kind: FrameKind | 'lost'; offset: number; length: number; raw: Uint8Array }> {
  for (let offset = 0; offset < bytes.length;) {
    const rest = bytes.subarray(offset)
    const header = frameHeader(rest)
    const raw = header && openFrame(rest, codec)
    const length = header && raw ? frameHeaderBytes + header.packed : nextMagic(bytes, offset + 1) - offset
    yield { kind: header && raw ? header.kind : 'lost', offset, length, raw: raw ?? new Uint8Array() }
    offset += length
  }
}

function nextMagic(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x42, from); at >= 0; at = bytes.indexOf(0x42, at + 1)) {
    if (bytes[at + 1] === 0x53 && bytes[at + 2] === 0x66 && bytes[at + 3] === 0x31) return at
  }
  return bytes.length
}
