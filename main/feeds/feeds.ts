// Feeds: an address becomes candidates to follow, and a followed feed becomes new articles.
import type { Feed, FeedCandidate, Instant } from '../contract/models.ts'
import { fail, type Result } from '../contract/problems.ts'
import type { Secret } from '../contract/commands.ts'
import { Gate } from '../base/gate.ts'
import { discover } from './discovery.ts'
import { visitFeed, type FeedHost, type Rests, type Visit, type VisitOptions } from './visit.ts'

export type { Visit, VisitOptions, FeedHost } from './visit.ts'
export { splitSecret } from './address.ts'
export { isComments } from './page-links.ts'
export { parseOpml, writeOpml, outlinesOf } from './opml/opml.ts'

export interface Feeds {
  /** One polite visit. Two at a time for one host; the others wait, and a host that asks for rest gets it. */
  visit(feed: Feed, options: VisitOptions): Promise<Visit>
  /** What can be followed at an address as people type it, best first. */
  discover(
    address: string,
    options?: { secret?: Secret | null; signal?: AbortSignal },
  ): Promise<Result<FeedCandidate[]>>
}

const EACH_HOST = 2

export function createFeeds(host: FeedHost, random: () => number = Math.random): Feeds {
  const rests: Rests = new Map()
  const gate = new Gate(EACH_HOST)
  return {
    async visit(feed, options) {
      const name = URL.canParse(feed.url) ? new URL(feed.url).hostname : ''
      const leave = await gate.enter(name, options.signal)
      if (!leave) return { url: feed.url, fetch: feed.fetch, outcome: 'failed', parsed: null, bytes: 0 }
      try {
        return await visitFeed(host, rests, random, feed, options)
      } finally {
        leave()
      }
    },
    async discover(address, options = {}) {
      if (options.signal?.aborted) return fail({ kind: 'cancelled' })
      return discover(host, address, options.secret ?? null, options.signal)
    },
  }
}

/** A visit in the future was made by a clock that has been put right since: what it planned means nothing. */
const FUTURE = 60 * 60_000

export function isDue(feed: Feed, now: Instant): boolean {
  const { gone, nextAt, checkedAt } = feed.fetch
  // The sample newspaper has no address on any network.
  if (feed.paused || gone || !/^https?:/.test(feed.url)) return false
  return nextAt <= now || (checkedAt !== null && checkedAt > now + FUTURE)
}
