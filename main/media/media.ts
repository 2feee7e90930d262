// A remote picture or sound becomes a local file: fetched politely, recognised by its bytes, bounded in every way.
import { follow, type Followed, type Manners } from '../base/follow.ts'
import type { Host, WireRequest } from '../base/host.ts'
import type { MediaState } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import { iconCandidates } from './icons.ts'
import { fileKind, whatElse } from './kinds.ts'

export { retryAt } from './retries.ts'

/** Pictures of one article that are kept without being asked. */
export const picturesAnArticle = 30
export const defaultPictureBytes = 8_000_000
const hops = 5
/** Bytes that tell what a file is. */
const TELLING = 4096
/** Before its measures a picture may have a profile and a small copy of itself. */
const MEASURES = 256 * 1024
const PAGE_HEAD = 300_000
const LOOK_MS = 5_000
const longestSide = 20_000
const mostPixels = 100_000_000

export interface FetchOptions {
  /** Bytes. */
  limit: number
  mayBePrivate: boolean
  /** Films are kept only when asked for. */
  video?: boolean
  /** Hosts that ask to be left alone. */
  manners?: Manners
  signal?: AbortSignal
}

export interface FetchedFile {
  type: string
  bytes: Uint8Array
  /** Pixels, of pictures. */
  width: number | null
  height: number | null
}

export interface Media {
  fetch(item: Pick<MediaState, 'url' | 'kind'>, options: FetchOptions): Promise<Result<FetchedFile>>
  /** Sound, into `sink` piece by piece: an hour of it is too much for the memory. Nothing comes before it is known to be
   * sound; a failure may come after the first pieces. What the sink throws is thrown. */
  pour(
    item: Pick<MediaState, 'url' | 'kind'>,
    options: FetchOptions,
    sink: (piece: Uint8Array) => Promise<void> | void,
  ): Promise<Result<{ type: string; bytes: number }>>
  /** The icon of a site, and the address it came from. */
  icon(
    siteUrl: string,
    options: { mayBePrivate: boolean; signal?: AbortSignal },
  ): Promise<Result<FetchedFile & { url: string }>>
  /** Bytes that are still to come. */
  estimate(items: readonly MediaState[]): number
}

export function createMedia(host: Pick<Host, 'wire' | 'labour'>): Media {
  async function get(url: string, accept: string, options: FetchOptions, deadline: number, sink?: WireRequest['sink']) {
    // No cookies and no referrer: a picture's host learns as little as can be.
    const answer = await follow(
      host.wire,
      {
        url,
        headers: { accept },
        limit: options.limit,
        patience: 20_000,
        deadline,
        mayBePrivate: options.mayBePrivate,
        signal: options.signal,
        ...(sink ? { sink } : {}),
      },
      hops,
      options.manners,
    )
    return answer
  }

  async function fetch(item: Pick<MediaState, 'url' | 'kind'>, options: FetchOptions): Promise<Result<FetchedFile>> {
    const picture = item.kind === 'picture'
    const accept = picture
      ? 'image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1'
      : `${item.kind}/*,*/*;q=0.1`
    const answer = await get(item.url, accept, options, picture ? 60_000 : 900_000)
    if (!answer.ok) return answer
    const { body: bytes } = answer.value
    if (bytes.length > options.limit) return fail({ kind: 'tooLarge', limit: options.limit })
    const told = typeOf(bytes, item.kind, options)
    if (!told.ok) return told
    const type = told.value
    if (!picture) return ok({ type, bytes, width: null, height: null })
    const size = await sizeOf(bytes, options.signal)
    if (!size.ok) return size
    if (!size.value) return fail({ kind: 'badPicture', found: type })
    const { width, height } = size.value
    if (width > longestSide || height > longestSide || width * height > mostPixels)
      return fail({ kind: 'badPicture', found: `${width}x${height}` })
    return ok({ type, bytes, width, height })
  }

  /** In the worker, from the first part of the file; from all of it where much stands before the measures. */
  async function sizeOf(bytes: Uint8Array, signal?: AbortSignal) {
    const look = (length: number) =>
      host.labour.run('picture.size', { bytes: bytes.slice(0, length) }, { ms: LOOK_MS, ...(signal ? { signal } : {}) })
    const size = await look(MEASURES)
    return size.ok && !size.value && bytes.length > MEASURES ? look(bytes.length) : size
  }

  async function pour(
    item: Pick<MediaState, 'url' | 'kind'>,
    options: FetchOptions,
    sink: (piece: Uint8Array) => Promise<void> | void,
  ): Promise<Result<{ type: string; bytes: number }>> {
    const stop = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
    let head = new Uint8Array()
    let type: Result<string> | null = null
    let bytes = 0
    const begin = async () => {
      type = typeOf(head, item.kind, options)
      if (type.ok) await sink(head)
      else stop.abort()
    }
    const take = (piece: Uint8Array): Promise<void> | void => {
      bytes += piece.length
      if (type) return type.ok ? sink(piece) : undefined
      head = joined(head, piece)
      if (head.length >= TELLING) return begin()
    }
    const answer = await get(item.url, `${item.kind}/*,*/*;q=0.1`, { ...options, signal }, 900_000, take)
    // A wire that knows no sinks.
    if (answer.ok && answer.value.body.length > 0) await take(answer.value.body)
    if (answer.ok && type === null) await begin()
    const found = type as Result<string> | null
    if (found && !found.ok) return found
    if (!answer.ok) return answer
    return found ? ok({ type: found.value, bytes }) : fail({ kind: 'badPicture', found: 'empty' })
  }

  async function icon(siteUrl: string, options: { mayBePrivate: boolean; signal?: AbortSignal }) {
    const page = await get(siteUrl, 'text/html,*/*;q=0.1', { ...options, limit: 5_000_000 }, 30_000)
    const named = page.ok ? await iconsNamed(page.value, options.signal) : page
    const urls = named.ok ? named.value : iconCandidates('', siteUrl)
    let problem = named.ok ? null : named.problem
    for (const url of urls) {
      // A page may name any address: only its own host may be a private one.
      const mayBePrivate = options.mayBePrivate && URL.parse(url)?.hostname === URL.parse(siteUrl)?.hostname
      const file = await fetch({ url, kind: 'picture' }, { ...options, mayBePrivate, limit: 500_000 })
      if (file.ok) return ok({ ...file.value, url })
      problem ??= file.problem
      if (options.signal?.aborted) return fail({ kind: 'cancelled' })
    }
    return fail(problem ?? { kind: 'badPicture', found: 'empty' })
  }

  /** In the worker, which keeps what it is given: only the part that matters. */
  function iconsNamed({ body, headers, url }: Followed, signal?: AbortSignal) {
    const input = { bytes: body.slice(0, PAGE_HEAD), contentType: headers['content-type'] ?? null, url }
    return host.labour.run('page.icons', input, { ms: LOOK_MS, ...(signal ? { signal } : {}) })
  }

  return { fetch, pour, icon, estimate }
}

/** What the first bytes are, as far as it is what was asked for. */
function typeOf(bytes: Uint8Array, wanted: MediaState['kind'], options: FetchOptions): Result<string> {
  const found = fileKind(bytes)
  if (!found) return fail({ kind: 'badPicture', found: whatElse(bytes) })
  // Sound in an MP4 whose brand says film is still sound when sound was asked for.
  const type =
    wanted === 'audio' && found.type === 'video/mp4'
      ? 'audio/mp4'
      : wanted === 'audio' && found.type === 'video/webm'
        ? 'audio/webm'
        : found.type
  const sort = type.split('/')[0]
  const asked =
    wanted === 'picture'
      ? sort === 'image'
      : wanted === 'audio'
        ? sort === 'audio'
        : sort === 'video' && options.video === true
  return asked ? ok(type) : fail({ kind: 'badPicture', found: type })
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

/** What files weigh on average, by kind. */
const usual = { picture: 180_000, audio: 28_000_000, video: 0 }

function estimate(items: readonly MediaState[]): number {
  let bytes = 0
  for (const item of items)
    if (item.state === 'wanted' || item.state === 'failed') bytes += item.bytes > 0 ? item.bytes : usual[item.kind]
  return bytes
}
