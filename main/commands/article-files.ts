// What an article shows and offers, onto the disk: its pictures, and its sound where it is wanted.
import PQueue from 'p-queue'
import type { Manners } from '../base/follow.ts'
import { Gate } from '../base/gate.ts'
import type { Host } from '../base/host.ts'
import type { Feed, Instant, MediaState } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { StoredBody } from '../library/writes.ts'
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

/** An episode is held in memory until it is on the disk: never two at a time. */
const sounds = new Gate(1)

/** Fetches what is still wanted or had failed; what is on the disk already, for whichever article, is not asked for again.
 * `restsUntil`: hosts of some of them want to be left alone, the first until then. */
export async function keepMedia(
  desk: Desk,
  feed: Feed,
  body: StoredBody,
  options: { audio: boolean; manners: Manners; signal?: AbortSignal },
): Promise<{ media: MediaState[]; bytes: number; problem: Problem | null; restsUntil: Instant | null }> {
  const { library, media: trade } = desk
  const settings = library.settings()
  let bytes = 0
  let problem: Problem | null = null
  let restsUntil: Instant | null = null
  let pictures = 0
  const keep = async (entry: MediaState): Promise<MediaState> => {
    if (entry.kind === 'video' || (entry.kind === 'audio' && entry.state === 'skipped' && !options.audio)) return entry
    if (entry.kind === 'picture' && (!settings.pictures || ++pictures > MOST_PICTURES || entry.state === 'skipped'))
      return { ...entry, state: entry.state === 'kept' ? 'kept' : 'skipped' }
    const there = await library.media.has(entry.key)
    if (there) return { ...entry, state: 'kept', bytes: there.bytes }
    if (options.signal?.aborted) return entry
    const leave = entry.kind === 'audio' ? await sounds.enter('', options.signal) : () => undefined
    if (!leave) return entry
    try {
      return await fetched(entry)
    } finally {
      leave()
    }
  }
  const fetched = async (entry: MediaState): Promise<MediaState> => {
    const { manners, signal } = options
    const rests = manners.rests.until(URL.parse(entry.url)?.hostname ?? '', desk.host.clock.now())
    if (rests !== null) {
      restsUntil = Math.min(rests, restsUntil ?? rests)
      return entry.state === 'skipped' ? { ...entry, state: 'wanted' } : entry
    }
    const limit = limitOf(entry.kind, settings)
    const got = await trade.fetch(entry, { limit, mayBePrivate: mayBePrivate(feed, entry.url), manners, signal })
    if (!got.ok) {
      if (got.problem.kind === 'tooLarge') return { ...entry, state: 'skipped', bytes: limit }
      if (isInterrupted(got.problem, desk.host)) return { ...entry, state: 'wanted' }
      problem = got.problem
      return { ...entry, state: 'failed' }
    }
    bytes += got.value.bytes.length
    await library.media.keep(entry.key, got.value.type, got.value.bytes)
    return { ...entry, state: 'kept', bytes: got.value.bytes.length }
  }
  const lane = new PQueue({ concurrency: FILES_AT_ONCE })
  const all = await Promise.allSettled(body.media.map((entry) => lane.add(() => keep(entry))))
  const media = all.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
  return { media, bytes, problem, restsUntil }
}
