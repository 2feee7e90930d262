// Pictures and sound from the library, whole or in ranges; whatever they are, nothing in them runs.
import { isMediaKey } from '../../base/media-key.ts'
import type { App } from '../../app.ts'
import { everyReply, plain, type Reply } from './reply.ts'

const PIECE = 256 * 1024

/** `range`: the request's Range header. */
export async function mediaReply(media: App['media'], key: string, range: string | null): Promise<Reply> {
  const kept = isMediaKey(key) ? await media.has(key) : null
  if (!kept) return plain(404, 'There is no such file.')
  const shown = /^(image|audio|video)\/[a-z0-9.+-]{1,60}$/.test(kept.type)
  const headers: Record<string, string> = {
    ...everyReply,
    'content-type': shown ? kept.type : 'application/octet-stream',
    'content-disposition': shown ? 'inline' : 'attachment',
    // An SVG opened by itself is a document.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
  }
  const asked = parseRange(range, kept.bytes)
  if (asked === 'unsatisfiable')
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${kept.bytes}`, 'content-length': '0' },
      body: null,
    }
  const [first, last] = asked ?? [0, kept.bytes - 1]
  headers['content-length'] = String(last - first + 1)
  if (asked) headers['content-range'] = `bytes ${first}-${last}/${kept.bytes}`
  return { status: asked ? 206 : 200, headers, body: pieces(media, key, first, last) }
}

async function* pieces(media: App['media'], key: string, first: number, last: number): AsyncGenerator<Uint8Array> {
  for (let at = first; at <= last; at += PIECE) yield await media.readAt(key, at, Math.min(PIECE, last - at + 1))
}

/** First and last byte of a single range; null: the whole (several ranges may be answered so, too). */
export function parseRange(header: string | null, size: number): [number, number] | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : [size - length, size - 1]
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return null
  return first >= size ? 'unsatisfiable' : [first, last]
}
