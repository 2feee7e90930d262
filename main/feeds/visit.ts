// One polite visit to one feed: ask whether anything is new, read it if so, and learn when to come back.
import type { Feed, FetchState, Instant } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Secret } from '../contract/commands.ts'
import type { Host } from '../base/host.ts'
import type { ReadFeed } from '../base/jobs.ts'
import type { ParsedFeed } from '../base/parsed-feed.ts'
import { travel, type Journey } from './journey.ts'
import {
  askedBy,
  freshMinutes,
  newestOf,
  nextTry,
  nextVisit,
  retryAfter,
  rhythmOf,
  wantsOf,
  type Random,
} from './schedule.ts'

export type FeedHost = Pick<Host, 'wire' | 'clock' | 'labour' | 'codec'>

export interface VisitOptions {
  secret: Secret | null
  /** The reader asks: also when it is not due, or gone. A busy host is left alone all the same. */
  force: boolean
  /** Minutes between two visits at least. */
  shortest: number
  /** Checksums of the items that were taken in before: their texts need no cleaning. */
  known?: Uint32Array
  signal?: AbortSignal
}

export interface Visit {
  /** Another one than before after a permanent move that has proved stable. */
  url: string
  /** The complete new state. */
  fetch: FetchState
  outcome: 'unchanged' | 'read' | 'failed' | 'gone'
  parsed: ParsedFeed | null
  /** For each item of `parsed`, as far as they are taken in. */
  items?: ReadFeed['items']
  /** Of the decoded answer. */
  bytes: number
}

/** Until when a host wants to be left alone. */
export type Rests = Map<string, Instant>

export const FEED_LIMIT = 30 * 1024 * 1024
export const PARSE_TIME = 10_000
export const ACCEPT_FEED =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5'
const MOVED_SEEN = 3
const MOVED_FOR = 2 * 24 * 60 * 60_000
/** More than anybody can ask for: the clock has been put back since. */
const LONGEST_REST = 2 * 24 * 60 * 60_000
const OFFLINE_WAIT = 5 * 60_000

export async function visitFeed(
  host: FeedHost,
  rests: Rests,
  random: Random,
  feed: Feed,
  options: VisitOptions,
): Promise<Visit> {
  const before = feed.fetch
  if (before.gone && !options.force) return { url: feed.url, fetch: before, outcome: 'gone', parsed: null, bytes: 0 }
  if (!URL.canParse(feed.url)) return failed(feed, before, { kind: 'badAddress', text: feed.url }, null)
  const resting = restOf(feed, rests, host.clock.now())
  if (resting) {
    const problem: Problem = { kind: 'busy', retryAt: resting }
    return {
      url: feed.url,
      fetch: { ...before, problem, nextAt: Math.max(before.nextAt, resting) },
      outcome: 'failed',
      parsed: null,
      bytes: 0,
    }
  }

  const validated = before.validatorsOf ?? feed.url
  const journey = await travel(host.wire, feed.url, {
    headers: (url) => ({ accept: ACCEPT_FEED, ...(url === validated ? conditions(before) : {}) }),
    secret: options.secret,
    limit: FEED_LIMIT,
    // A name that was public when the reader followed it must not come to point into the reader's own network.
    mayBePrivate: options.force || before.private !== false,
    signal: options.signal,
  })
  if (!journey.ok) return failed(feed, before, journey.problem, null)
  const { response, url } = journey.value
  const now = host.clock.now()

  if (response.status === 304 && (before.hash !== null || before.etag !== null || before.lastModified !== null))
    return unchanged(journey.value)
  if (response.status !== 200 && response.status !== 203) return refused(journey.value)
  const bytes = response.body.length
  // Only to notice the same bytes again: a checksum will do, and costs a tenth.
  const hash = `${host.codec.crc32(response.body).toString(16)}-${bytes}`
  if (hash === before.hash) return unchanged(journey.value)
  const read = await host.labour.run(
    'feed.read',
    {
      bytes: response.body,
      contentType: response.headers['content-type'] ?? null,
      url,
      known: options.known ?? new Uint32Array(),
    },
    { ms: PARSE_TIME, ...(options.signal ? { signal: options.signal } : {}) },
  )
  // Validators and hash stay those of what was last read: a mended feed is then noticed, whatever it says of itself.
  if (!read.ok) return { ...failed(feed, before, read.problem, null), bytes }
  const { parsed } = read.value
  const feedSays = askedBy(parsed)
  return settle(journey.value, 'read', read.value, {
    ...before,
    hash,
    asked: feedSays,
    rhythm: rhythmOf(parsed.items, now) ?? before.rhythm,
    changedAt: Math.max(newestOf(parsed.items, now) ?? now, before.changedAt ?? 0),
    hub: parsed.hubs[0] ?? null,
  })

  function unchanged(found: Journey): Visit {
    return settle(found, 'unchanged', null, before)
  }

  /** All went well: remember validators and moves, and when to come back. */
  function settle(found: Journey, outcome: 'read' | 'unchanged', result: ReadFeed | null, state: FetchState): Visit {
    const { headers, status, body } = found.response
    // A 304 need not repeat what has not changed; an answer that gives none takes them back.
    const kept = status === 304 && found.url === validated ? before : { etag: null, lastModified: null }
    const fresh = freshMinutes(headers, now)
    const { url: place, moved } = movedTo(feed, found, options.secret, now)
    const fetch: FetchState = {
      ...state,
      checkedAt: now,
      etag: headers['etag'] ?? kept.etag,
      lastModified: headers['last-modified'] ?? kept.lastModified,
      validatorsOf: found.url === place ? null : found.url,
      private: before.private === true || found.response.private,
      failures: 0,
      problem: null,
      gone: false,
      moved,
      wants: wantsOf(state.asked, fresh),
    }
    fetch.nextAt = nextVisit(fetch, options.shortest, now, random)
    return {
      url: place,
      fetch,
      outcome,
      parsed: result?.parsed ?? null,
      items: result?.items ?? [],
      bytes: result ? bytes : body.length,
    }
  }

  function refused(found: Journey): Visit {
    const { status, headers } = found.response
    const asked = new URL(found.url)
    const retryAt = retryAfter(headers, now)
    if (status === 410 && found.steady) {
      const fetch: FetchState = {
        ...before,
        checkedAt: now,
        gone: true,
        problem: { kind: 'gone' },
        failures: before.failures + 1,
      }
      return { url: feed.url, fetch, outcome: 'gone', parsed: null, bytes: 0 }
    }
    if (status === 401)
      return failed(feed, before, { kind: 'signInNeeded', host: asked.hostname, realm: realmOf(headers) }, null)
    if (status === 429) {
      const until = retryAt ?? nextTry(before.failures + 1, options.shortest, null, now, random)
      for (const name of new Set([asked.hostname, new URL(feed.url).hostname])) rests.set(name, until)
      return failed(feed, before, { kind: 'busy', retryAt: until }, until)
    }
    if (status === 503 && retryAt !== null) rests.set(asked.hostname, retryAt)
    return failed(
      feed,
      before,
      { kind: 'httpStatus', status, retryAt: status >= 500 ? retryAt : null },
      status >= 500 ? retryAt : null,
    )
  }

  function failed(subject: Feed, state: FetchState, problem: Problem, retryAt: Instant | null): Visit {
    const at = host.clock.now()
    const visit = { url: subject.url, outcome: 'failed' as const, parsed: null, bytes: 0 }
    // Stopped by the reader: nothing has been learned.
    if (problem.kind === 'cancelled') return { ...visit, fetch: state }
    // No network is not the feed's fault.
    if (problem.kind === 'offline')
      return { ...visit, fetch: { ...state, problem, nextAt: Math.max(state.nextAt, at + OFFLINE_WAIT) } }
    const failures = state.failures + 1
    const nextAt = nextTry(failures, options.shortest, retryAt, at, random)
    return { ...visit, fetch: { ...state, checkedAt: at, failures, problem, nextAt } }
  }
}

function conditions(state: FetchState): Record<string, string> {
  return {
    ...(state.etag === null ? {} : { 'if-none-match': state.etag }),
    ...(state.lastModified === null ? {} : { 'if-modified-since': state.lastModified }),
  }
}

/** Remembered by the host for as long as the app runs, and by the feed itself for longer. */
function restOf(feed: Feed, rests: Rests, now: Instant): Instant | null {
  const own = feed.fetch.problem?.kind === 'busy' ? (feed.fetch.problem.retryAt ?? 0) : 0
  const until = Math.max(own, rests.get(new URL(feed.url).hostname) ?? 0)
  return until > now && until <= now + LONGEST_REST ? until : null
}

/** A permanent redirect is taken over once it has been seen thrice, over two days at least. */
function movedTo(
  feed: Feed,
  journey: Journey,
  secret: Secret | null,
  now: Instant,
): { url: string; moved: FetchState['moved'] } {
  const to = journey.permanent
  if (to === feed.url) return { url: feed.url, moved: null }
  const last = feed.fetch.moved
  const moved = last?.url === to ? { ...last, seen: last.seen + 1 } : { url: to, since: now, seen: 1 }
  const proved = moved.seen >= MOVED_SEEN && now - moved.since >= MOVED_FOR
  // A secret belongs to its origin, and would go along.
  return proved && (!secret || keepsSecret(feed.url, to)) ? { url: to, moved: null } : { url: feed.url, moved }
}

function keepsSecret(from: string, to: string): boolean {
  const [old, next] = [new URL(from), new URL(to)]
  return (
    next.hostname === old.hostname &&
    (next.origin === old.origin || (next.protocol === 'https:' && !next.port && !old.port))
  )
}

function realmOf(headers: Record<string, string>): string | null {
  return /\brealm\s*=\s*"([^"]{1,200})"/i.exec((headers['www-authenticate'] ?? '').slice(0, 2000))?.[1] ?? null
}
