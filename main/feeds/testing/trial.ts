// A feeds trade over a written-down network and a clock that is set by hand, for tests.
import { createHash } from 'node:crypto'
import type { Clock, Codec, Labour } from '../../base/host.ts'
import type { Jobs } from '../../base/jobs.ts'
import { emptyFeed, emptyItem, type ParsedFeed, type ParsedItem } from '../../base/parsed-feed.ts'
import type { Feed, FetchState } from '../../contract/models.ts'
import { fail, ok } from '../../contract/problems.ts'
import { createMemoryWire } from '../../hosts/memory/wire.ts'
import { createFeeds } from '../feeds.ts'
import { feedsOfPage } from '../page-links.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** A Wednesday noon. */
export const NOON = Date.UTC(2026, 6, 15, 12)

const codec: Codec = {
  compress: (bytes) => bytes,
  decompress: (bytes) => bytes,
  crc32: () => 0,
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
}

export const parsedFeed = (more: Partial<ParsedFeed> = {}): ParsedFeed => ({
  ...emptyFeed(),
  version: '2.0',
  title: 'Paper',
  ...more,
})

export const parsedItem = (more: Partial<ParsedItem> = {}): ParsedItem => ({ ...emptyItem(), ...more })

/** The body of an answer that the trial's labour reads as this feed. */
export const feedBody = (more: Partial<ParsedFeed> = {}): string => `<rss/>${JSON.stringify(parsedFeed(more))}`

export const newState: FetchState = {
  checkedAt: null,
  changedAt: null,
  nextAt: 0,
  etag: null,
  lastModified: null,
  hash: null,
  failures: 0,
  problem: null,
  gone: false,
  moved: null,
  rhythm: null,
  wants: null,
  hub: null,
}

export function feedAt(url: string, fetch: Partial<FetchState> = {}): Feed {
  return {
    id: 1,
    url,
    title: 'Paper',
    ownTitle: null,
    description: null,
    siteUrl: null,
    language: null,
    icon: null,
    folderId: null,
    position: 0,
    followedAt: 0,
    fullText: 'auto',
    fetchesPages: false,
    keepAudio: false,
    retention: null,
    access: 'open',
    paused: false,
    fetch: { ...newState, ...fetch },
  }
}

/** `random` is what jitter is made of: 0 for none. */
export function trial(random = () => 0) {
  const wire = createMemoryWire()
  const time = { now: NOON }
  const clock: Clock = { now: () => time.now, after: () => () => {} }
  const parses: string[] = []
  const labour: Labour = {
    async run(job, input) {
      // Labour in this very thread; `input` is what this job's type says.
      if (job === 'page.feeds') return ok(feedsOfPage(input as Jobs['page.feeds']['in']) as never)
      if ((job !== 'feed.parse' && job !== 'feed.read') || !('url' in input))
        throw new Error(`not in this trial: ${job}`)
      parses.push(input.url)
      const text = new TextDecoder().decode(input.bytes)
      if (!text.startsWith('<rss/>')) return fail({ kind: 'notAFeed', found: text.includes('<html') ? 'html' : 'text' })
      const parsed = JSON.parse(text.slice(6))
      // Only these two jobs come here.
      return ok(job === 'feed.read' ? { parsed, items: [] } : parsed)
    },
  }
  const feeds = createFeeds({ wire, clock, labour, codec }, random)
  /** Visits, and brings back the feed as it is to be stored. */
  const visit = async (feed: Feed, options: Partial<Parameters<typeof feeds.visit>[1]> = {}) => {
    const visit = await feeds.visit(feed, { secret: null, force: false, shortest: 15, ...options })
    return { visit, feed: { ...feed, url: visit.url, fetch: visit.fetch } }
  }
  return { wire, time, feeds, parses, visit }
}
