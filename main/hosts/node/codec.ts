// Compression and checksums by Node's own zlib and crypto: zstd where this Node has it, raw deflate where it has not.
import { createHash } from 'node:crypto'
import * as zlib from 'node:zlib'
import type { Codec } from '../../base/host.ts'

// The first byte says how the rest is packed, so that a library written by one Node is read by every other that can.
const stored = 0
const deflated = 1
const zstandard = 2

// Level 3 makes text 5 % smaller and takes two thirds longer.
const zstdLevel = 1
const deflateLevel = 6

export const hasZstd = typeof zlib.zstdCompressSync === 'function'

export function nodeCodec(options: { zstd?: boolean } = {}): Codec {
  const zstd = options.zstd ?? hasZstd
  return {
    compress(bytes) {
      const packed = zstd
        ? zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: zstdLevel } })
        : zlib.deflateRawSync(bytes, { level: deflateLevel })
      return packed.length < bytes.length ? marked(zstd ? zstandard : deflated, packed) : marked(stored, bytes)
    },
    decompress(bytes, limit) {
      const packed = bytes.subarray(1)
      switch (bytes[0]) {
        case stored:
          if (packed.length > limit) throw new RangeError('more than the limit')
          return packed
        case deflated:
          return plain(zlib.inflateRawSync(packed, { maxOutputLength: limit }))
        case zstandard:
          if (!hasZstd) throw new Error('this Node cannot read zstd')
          return plain(zlib.zstdDecompressSync(packed, { maxOutputLength: limit }))
        default:
          throw new Error('unknown packing')
      }
    },
    crc32: typeof zlib.crc32 === 'function' ? (bytes, before = 0) => zlib.crc32(bytes, before) : plainCrc32,
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** For a Node that has none of its own (before 20.15). */
export function plainCrc32(content: Uint8Array | string, before = 0): number {
  let sum = ~before >>> 0
  for (const byte of typeof content === 'string' ? Buffer.from(content) : content) {
    sum = (crcTable[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8)
  }
  return ~sum >>> 0
}

/** Not a Buffer: its slice() shares memory where a plain array's copies. */
const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)

function marked(how: number, packed: Uint8Array): Uint8Array {
  const all = new Uint8Array(packed.length + 1)
  all[0] = how
  all.set(packed, 1)
  return all
}
