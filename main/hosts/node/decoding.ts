// Takes the content encoding off an answer without ever making more bytes than its limit allows.
import zlib from 'node:zlib'
import { promisify } from 'node:util'

const LARGE = 256 * 1024
const MOST_LAYERS = 3

export class TooLarge extends Error {}

type Undo = (bytes: Uint8Array, options: { maxOutputLength: number; chunkSize?: number }) => Buffer | Promise<Buffer>

/** Large answers are decoded off the main thread; small ones are quicker done at once. */
const undo =
  (now: Undo, later: Undo): Undo =>
  (bytes, options) =>
    (bytes.length > LARGE ? later : now)(bytes, options)

const gunzip = undo(zlib.gunzipSync, promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip))
const inflate = undo(zlib.inflateSync, promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate))
const inflateRaw = undo(zlib.inflateRawSync, promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw))
const unbrotli = undo(
  zlib.brotliDecompressSync,
  promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress),
)
/** Node 22.15 and later have it. */
const unzstd =
  typeof zlib.zstdDecompress === 'function'
    ? undo(zlib.zstdDecompressSync, promisify<Uint8Array, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress))
    : null

export const ACCEPT_ENCODING = unzstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br'

/** The size a gzip stream says it has at its end, believed only as far as it is likely: one buffer of the right size
 * saves putting many together. */
function likelySize(bytes: Uint8Array, limit: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const said = bytes.length >= 18 ? view.getUint32(bytes.length - 4, true) : 0
  return Math.max(16 * 1024, Math.min(said, bytes.length * 12, limit) + 64)
}

/** Throws TooLarge, or zlib's own error for a damaged or cut stream. */
export async function decode(bytes: Uint8Array, encoding: string, limit: number): Promise<Uint8Array> {
  const layers = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && name !== 'identity')
    .reverse()
  if (layers.length > MOST_LAYERS) throw new Error('too many encodings')
  let out = bytes
  for (const layer of layers) {
    if (out.length === 0) break
    try {
      out = await one(out, layer, limit)
    } catch (error) {
      if (error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
        throw new TooLarge()
      throw error
    }
  }
  if (out.length > limit) throw new TooLarge()
  return out
}

function one(bytes: Uint8Array, layer: string, limit: number): Uint8Array | Promise<Uint8Array> {
  const options = { maxOutputLength: limit }
  switch (layer) {
    case 'gzip':
    case 'x-gzip':
      // Some servers say gzip and send plain text.
      if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
      return gunzip(bytes, { ...options, chunkSize: likelySize(bytes, limit) })
    case 'deflate':
      // RFC 9110 means zlib's wrapping; some servers leave it away.
      return ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0
        ? inflate(bytes, options)
        : inflateRaw(bytes, options)
    case 'br':
      return unbrotli(bytes, options)
    default:
      if (layer === 'zstd' && unzstd) return unzstd(bytes, options)
      throw new Error(`unknown content encoding ${layer.slice(0, 20)}`)
  }
}
