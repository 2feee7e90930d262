// From whatever somebody types to the feeds that can be followed there, each looked at, best first.
import { linkOf } from './parse/parse.ts'
import { retryAfter } from '../base/retry-after.ts'
import type { FeedCandidate, Instant } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import type { Secret } from '../contract/commands.ts'
import { withoutTracking } from '../base/address.ts'
import type { PageFeed } from '../base/jobs.ts'
import type { ParsedFeed, ParsedItem } from '../base/parsed-feed.ts'
import { Gate } from '../base/gate.ts'
import { readAddress, splitSecret } from './address.ts'
import { travel, type Journey } from './journey.ts'
import { knownPlace, siteHeaders } from './known-sites.ts'
import { commonPlaces, isComments } from './page-links.ts'
import { ACCEPT_FEED, FEED_LIMIT, PARSE_TIME, type FeedHost } from './visit.ts'

/** Candidates that are fetched for title and headlines. */
const MOST_LOOKED_AT = 8
const MOST_RETURNED = 20
/** What a page says of its feeds it says early. */
const MOST_PAGE = 1_500_000
const AT_ONCE = 2
const ACCEPT_PAGE = `${ACCEPT_FEED.replace('*/*;q=0.5', '')}text/html;q=0.9, */*;q=0.5`

/** What looking at one address showed. */
type Look = { found: Looked } | { problem: Problem }
interface Looked {
  candidate: FeedCandidate
  /** Its newest articles' addresses, to know the same feed under another address. */
  mark: string
  /** Gives texts, not only beginnings. */
  full: boolean
}

export async function discover(
  host: FeedHost,
  typed: string,
  given: Secret | null,
  signal?: AbortSignal,
): Promise<Result<FeedCandidate[]>> {
  const read = readAddress(typed)
  if (!read.ok) return read
  const inAddress = splitSecret(read.value[0] ?? '')
  const secret = given ?? inAddress.secret
  const starts = read.value.map((address) => splitSecret(address).url)
  const first = starts[0]
  if (!first) return fail({ kind: 'badAddress', text: typed.slice(0, 300) })

  const place = knownPlace(first)
  if (place?.enough) {
    const looked = await lookAt(place.feeds, () => false)
    if (looked.length) return ok(looked)
  }

  let problem: Problem | null = null
  for (const start of place?.page ? [place.page, ...starts] : starts) {
    const trip = await go(start, secret, true)
    if (!trip.ok) {
      // What the first, best reading of the address met is what the reader wants to hear.
      problem ??= trip.problem
      if (trip.problem.kind === 'cancelled' || trip.problem.kind === 'offline') break
      continue
    }
    const { response, url, permanent } = trip.value
    const refusal = refusalOf(trip.value, host.clock.now())
    if (refusal && !(response.status === 403 || response.status === 404)) return fail(refusal)
    if (!refusal && mayBeFeed(response.body)) {
      const looked = await parse(trip.value)
      if ('found' in looked) return ok([looked.found.candidate])
    }
    // Only the very host of a private page may be asked on its word.
    const privately = (other: string) => response.private && new URL(other).hostname === new URL(url).hostname
    const named = refusal ? ok([]) : await namedBy(trip.value, permanent === start ? url : permanent)
    if (!named.ok) problem ??= named.problem
    const usual = (place?.feeds ?? []).map((feed) => ({ url: feed, title: null, rank: 0 }))
    const links = [...(named.ok ? named.value : []), ...usual]
    const declared = await lookAt(
      links.map((link) => link.url),
      privately,
      links,
    )
    if (declared.length) return ok(declared)
    const probed = await probe(commonPlaces(url), privately)
    if (probed.length) return ok(probed)
    problem ??= refusal
    // The page was there: another scheme would only show it again.
    if (!refusal) break
  }
  if (signal?.aborted) return fail({ kind: 'cancelled' })
  return fail(problem ?? { kind: 'noFeedFound', url: first })

  function go(url: string, own: Secret | null, mayBePrivate: boolean): Promise<Result<Journey>> {
    const headers = (at: string) => ({ accept: ACCEPT_PAGE, ...siteHeaders(at) })
    return travel(host.wire, url, { headers, secret: own, limit: FEED_LIMIT, mayBePrivate, signal })
  }

  async function look(url: string, privately: (url: string) => boolean): Promise<Look> {
    const own = first && new URL(url).origin === new URL(first).origin ? secret : null
    const trip = await go(url, own, privately(url))
    if (!trip.ok) return { problem: trip.problem }
    const refusal = refusalOf(trip.value, host.clock.now())
    if (refusal) return { problem: refusal }
    if (!mayBeFeed(trip.value.response.body)) return { problem: { kind: 'notAFeed', found: 'html' } }
    return parse(trip.value)
  }

  /** Read in the worker, which keeps what it is given. */
  function namedBy({ response, url }: Journey, base: string): Promise<Result<PageFeed[]>> {
    const bytes = response.body.slice(0, MOST_PAGE)
    const input = { bytes, contentType: response.headers['content-type'] ?? null, url, base }
    return host.labour.run('page.feeds', input, { ms: PARSE_TIME, signal })
  }

  async function parse({ response, url, permanent }: Journey): Promise<Look> {
    // A copy: the job keeps what it is given, and a page that is no feed is still wanted.
    const input = { bytes: response.body.slice(), contentType: response.headers['content-type'] ?? null, url }
    const parsed = await host.labour.run('feed.parse', input, { ms: PARSE_TIME, signal })
    return parsed.ok ? { found: looked(permanent, parsed.value) } : { problem: parsed.problem }
  }

  /** In the order given, two at a time; the same feed under two addresses once; comments last. */
  async function lookAt(
    urls: string[],
    privately: (url: string) => boolean,
    titles: { url: string; title: string | null }[] = [],
  ): Promise<FeedCandidate[]> {
    const unique = [...new Set(urls)]
    const gate = new Gate(AT_ONCE)
    const looks = await Promise.all(
      unique.slice(0, MOST_LOOKED_AT).map(async (url) => {
        const leave = await gate.enter('', signal)
        if (!leave) return { url, look: { problem: { kind: 'cancelled' } } satisfies Look as Look }
        return { url, look: await look(url, privately).finally(leave) }
      }),
    )
    const titleOf = (url: string) => titles.find((entry) => entry.url === url)?.title ?? null
    const found: Looked[] = []
    for (const { url, look } of looks) {
      if ('found' in look)
        found.push({
          ...look.found,
          candidate: { ...look.found.candidate, title: look.found.candidate.title ?? titleOf(url) },
        })
      // Declared by the page, and perhaps only slow or busy just now.
      else if (titles.length && isPassing(look.problem)) found.push(unseen(url, titleOf(url)))
    }
    for (const url of unique.slice(MOST_LOOKED_AT)) if (titles.length) found.push(unseen(url, titleOf(url)))
    return inOrder(found)
  }

  /** Until one is found: a server is not searched further than needed. */
  async function probe(urls: string[], privately: (url: string) => boolean): Promise<FeedCandidate[]> {
    for (let at = 0; at < urls.length && !signal?.aborted; at += AT_ONCE) {
      const looks = await Promise.all(urls.slice(at, at + AT_ONCE).map((url) => look(url, privately)))
      const found = looks.flatMap((look) => ('found' in look ? [look.found] : []))
      if (found.length) return inOrder(found)
      if (
        looks.some(
          (look) =>
            'problem' in look &&
            (look.problem.kind === 'busy' || look.problem.kind === 'timedOut' || look.problem.kind === 'offline'),
        )
      )
        break
    }
    return []
  }
}

function looked(url: string, feed: ParsedFeed): Looked {
  const newest = feed.items.slice(0, 5)
  return {
    candidate: {
      url,
      title: feed.title,
      kind: feed.format,
      sample: newest.flatMap((item) => (item.title ? [item.title.slice(0, 200)] : [])).slice(0, 3),
    },
    mark: newest.map(markOf).join('\n') || url,
    full: newest.some((item) => item.content !== null),
  }
}

/** The same article, whichever of its site's feeds it is in; sound makes it another. */
function markOf(item: ParsedItem): string {
  const link = linkOf(item)
  const address = link === null ? null : withoutTracking(link)
  return `${address ?? item.id ?? item.title ?? ''} ${item.enclosures.some((one) => /^(audio|video)/.test(one.type ?? ''))}`
}

const unseen = (url: string, title: string | null): Looked => ({
  candidate: { url, title, kind: null, sample: [] },
  mark: url,
  full: false,
})

function inOrder(found: Looked[]): FeedCandidate[] {
  const unique: Looked[] = []
  for (const one of found) {
    const twin = unique.findIndex((other) => other.candidate.url === one.candidate.url || other.mark === one.mark)
    if (twin < 0) unique.push(one)
    else if (one.full && !unique[twin]?.full) unique[twin] = one
  }
  const last = (one: Looked) =>
    Number(isComments(one.candidate.url, one.candidate.title)) * 2 + Number(one.candidate.kind === null)
  return unique
    .sort((a, b) => last(a) - last(b))
    .map((one) => one.candidate)
    .slice(0, MOST_RETURNED)
}

function isPassing(problem: Problem): boolean {
  return (
    problem.kind === 'busy' || problem.kind === 'timedOut' || (problem.kind === 'httpStatus' && problem.status >= 500)
  )
}

function refusalOf({ response: { status, headers }, url }: Journey, now: Instant): Problem | null {
  if (status === 200 || status === 203) return null
  if (status === 401)
    return {
      kind: 'signInNeeded',
      host: new URL(url).hostname,
      realm: /realm="([^"]{1,200})"/i.exec(headers['www-authenticate'] ?? '')?.[1] ?? null,
    }
  if (status === 410) return { kind: 'gone' }
  const retryAt = retryAfter(headers, now)
  if (status === 429) return { kind: 'busy', retryAt }
  return { kind: 'httpStatus', status, retryAt: status >= 500 ? retryAt : null }
}

/** Not by its content type, which is often wrong: by how it begins. Zero bytes: UTF-16 and UTF-32. */
function mayBeFeed(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4000)).replaceAll('\0', '').toLowerCase()
  if (/<(rss|feed|rdf:rdf|channel)\b/.test(start)) return true
  if (/<!doctype\s+html|<html\b/.test(start)) return false
  return /^\s*(?:\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)?\s*(?:<\?xml|<!--|\{)/.test(start)
}
