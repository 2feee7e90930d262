// What an article shows and offers, onto the disk: its pictures, and its sound where it is wanted.
import PQueue from 'p-queue'
import type { Manners } from '../base/follow.ts'
import { Gate } from '../base/gate.ts'
import type { Host } from '../base/host.ts'
import type { Feed, Instant, MediaState } from '../contract/models.ts'
import { ok, type Problem, type Result } from '../contract/problems.ts'
import type { StoredBody } from '../library/writes.ts'
import type { FetchOptions } from '../media/media.ts'
import type { Desk } from './desk.ts'
import { limitOf, MOST_PICTURES } from './wishes.ts'

const FILES_AT_ONCE = 3

/** Not the article's fault: it is taken up again with the network, or with the next start. */
export const isInterrupted = (problem: Problem, host: Host): boolean =>
  problem.kind === 'cancelled' || (problem.kind === 'offline' && !host.surroundings.online())

/** A page or picture on the reader's own network is fetched only for a feed that lives on that very host, and has been
 * seen there: the name server of a public one could point its name anywhere. */
export function mayBePrivate(feed: Feed, url: string): boolean {
  return feed.fetch.private === true && URL.parse(feed.url)?.hostname === URL.parse(url)?.hostname
}

/** Episodes are long: two at a time, and never one twice. */
const sounds = new Gate(1, 2)

/** Fetches what is still wanted or had failed; what is on the disk already, for whichever article, is not asked for again.
 * `restsUntil`: hosts of some of them want to be left alone, the first until then. */
export async function keepMedia(
  desk: Desk,
  feed: Feed,
  body: StoredBody,
  options: { audio: boolean; manners: Manners; signal?: AbortSignal },
): Promise<{ media: MediaState[]; bytes: number; problem: Problem | null; restsUntil: Instant | null }> {
  const { library } = desk
  const settings = library.settings()
  let bytes = 0
  let problem: Problem | null = null
  let restsUntil: Instant | null = null
  let pictures = 0
  const keep = async (entry: MediaState): Promise<MediaState> => {
    if (entry.kind === 'video' || (entry.kind === 'audio' && entry.state === 'skipped' && !options.audio)) return entry
    if (entry.kind === 'picture' && (!settings.pictures || ++pictures > MOST_PICTURES || entry.state === 'skipped'))
      return { ...entry, state: entry.state === 'kept' ? 'kept' : 'skipped' }
    if (entry.kind !== 'audio') return (await onDisk(entry)) ?? fetched(entry)
    const leave = await sounds.enter(entry.key, options.signal)
    if (!leave) return entry
    try {
      return (await onDisk(entry)) ?? (await fetched(entry))
    } finally {
      leave()
    }
  }
  const onDisk = async (entry: MediaState): Promise<MediaState | null> => {
    const there = await library.media.has(entry.key)
    return there && { ...entry, state: 'kept', bytes: there.bytes }
  }
  const fetched = async (entry: MediaState): Promise<MediaState> => {
    const { manners, signal } = options
    if (signal?.aborted) return entry
    const rests = manners.rests.until(URL.parse(entry.url)?.hostname ?? '', desk.host.clock.now())
    if (rests !== null) {
      restsUntil = Math.min(rests, restsUntil ?? rests)
      return entry.state === 'skipped' ? { ...entry, state: 'wanted' } : entry
    }
    const limit = limitOf(entry.kind, settings)
    const how = { limit, mayBePrivate: mayBePrivate(feed, entry.url), manners, signal }
    const got = entry.kind === 'audio' ? await pourSound(desk, entry, how) : await fetchPicture(desk, entry, how)
    if (!got.ok) {
      if (got.problem.kind === 'tooLarge') return { ...entry, state: 'skipped', bytes: limit }
      if (isInterrupted(got.problem, desk.host)) return { ...entry, state: 'wanted' }
      problem = got.problem
      return { ...entry, state: 'failed' }
    }
    bytes += got.value
    return { ...entry, state: 'kept', bytes: got.value }
  }
  const lane = new PQueue({ concurrency: FILES_AT_ONCE })
  const all = await Promise.allSettled(body.media.map((entry) => lane.add(() => keep(entry))))
  const media = all.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
  return { media, bytes, problem, restsUntil }
}

/** Bytes that are on the disk now. */
async function fetchPicture({ library, media }: Desk, entry: MediaState, how: FetchOptions): Promise<Result<number>> {
  const got = await media.fetch(entry, how)
  if (!got.ok) return got
  await library.media.keep(entry.key, got.value.type, got.value.bytes)
  return ok(got.value.bytes.length)
}

/** Straight to the disk: an hour of sound is too much for the memory. */
async function pourSound({ library, media }: Desk, entry: MediaState, how: FetchOptions): Promise<Result<number>> {
  const draft = await library.media.draft(entry.key)
  try {
    const got = await media.pour(entry, how, (piece) => draft.append(piece))
    if (!got.ok) return got
    await draft.keep(got.value.type)
    return ok(got.value.bytes)
  } finally {
    await draft.drop()
  }
}
