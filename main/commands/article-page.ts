// The page of an article, fetched and extracted, and what it makes of what the feed told.
import type { ExtractedPage } from '../base/extracted-page.ts'
import { reach, refusalOf, type Manners } from '../base/follow.ts'
import type { CleanedMedia } from '../base/jobs.ts'
import { mediaKey } from '../base/media-key.ts'
import type { ArticleHead, Feed, MediaState } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import type { NewHead, StoredBody } from '../library/writes.ts'
import { mayBePrivate } from './article-files.ts'
import type { Desk } from './desk.ts'

const PAGE = { limit: 12_000_000, patience: 20_000, deadline: 60_000 }
const EXTRACT_MS = 10_000
/** With these a wall in front of the page is sent, or the refusal of a server that means it. */
const MAY_BE_WALL = new Set([403, 405, 406, 429, 503])
/** A wall is a small page. */
const LARGEST_WALL = 1_000_000

export async function fetchPage(
  desk: Desk,
  feed: Feed,
  head: ArticleHead,
  body: StoredBody,
  manners: Manners,
  signal?: AbortSignal,
): Promise<Result<ExtractedPage>> {
  const { host } = desk
  if (!head.url) return fail({ kind: 'nothingToRead' })
  const headers = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1' }
  const request = { url: head.url, headers, ...PAGE, mayBePrivate: mayBePrivate(feed, head.url), signal }
  const answer = await reach(host.wire, request, undefined, manners)
  if (!answer.ok) return answer
  const refusal = refusalOf(answer.value, host.clock.now())
  const { status, body: bytes, url } = answer.value
  const contentType = answer.value.headers['content-type'] ?? null
  const isPage = contentType === null || /html|xml|text\/plain/i.test(contentType)
  if (refusal) {
    if (!MAY_BE_WALL.has(status) || !isPage || bytes.length === 0 || bytes.length > LARGEST_WALL) return fail(refusal)
    const sent = await host.labour.run('page.extract', { bytes, contentType, url }, { ms: EXTRACT_MS, signal })
    return fail(sent.ok && sent.value.wall === 'bot' ? { kind: 'wall', wall: 'bot' } : refusal)
  }
  if (!isPage) return fail({ kind: 'nothingToRead' })
  const feedHtml = body.source === 'feed' ? body.html : null
  const page = await host.labour.run('page.extract', { bytes, contentType, url, feedHtml }, { ms: EXTRACT_MS, signal })
  if (!page.ok) return page
  const { wall } = page.value
  if (wall === 'consent' || wall === 'bot') return fail({ kind: 'wall', wall })
  return ok(page.value)
}

/** The article as the page tells it, over what the feed told. */
export function withPage(
  body: StoredBody,
  head: ArticleHead,
  page: ExtractedPage,
  desk: Desk,
): [StoredBody, Partial<NewHead>] {
  const { meta } = page
  const { sha256 } = desk.host.codec
  const { pictures } = desk.library.settings()
  const locked = page.wall === 'paywall' || meta.isAccessibleForFree === false
  const change: Partial<NewHead> = {
    kicker: meta.kicker ?? head.kicker,
    standfirst: meta.standfirst ?? head.standfirst,
    authors: meta.authors.length ? meta.authors : head.authors,
    agency: meta.agency ?? head.agency,
    publishedAt: head.publishedAt ?? meta.publishedAt,
    updatedAt: latest(head.updatedAt, meta.updatedAt),
    language: meta.language ?? head.language,
    locked,
  }
  if (meta.commentCount !== null || meta.commentsUrl)
    change.comments = {
      url: meta.commentsUrl ?? head.comments?.url ?? null,
      count: meta.commentCount ?? head.comments?.count ?? null,
      feed: head.comments?.feed ?? null,
    }
  const known = new Map(body.media.map((entry) => [entry.key, entry]))
  const media = new Map<string, MediaState>()
  const add = (entry: Pick<CleanedMedia, 'key' | 'url' | 'kind'>, wanted: boolean) => {
    const { key, url, kind } = entry
    if (!media.has(key))
      media.set(key, known.get(key) ?? { key, url, kind, state: wanted ? 'wanted' : 'skipped', bytes: 0 })
  }
  const takesPage = page.source === 'page' && page.html !== null
  if (takesPage) for (const entry of page.media) add(entry, entry.kind === 'picture' && pictures)
  else for (const entry of body.media) media.set(entry.key, entry)
  if (meta.image) {
    const key = mediaKey(meta.image.url, sha256)
    add({ key, url: meta.image.url, kind: 'picture' }, pictures)
    change.picture = {
      key,
      width: meta.image.width,
      height: meta.image.height,
      caption: meta.image.caption,
      credit: meta.image.credit,
    }
  } else if (head.picture) {
    const lead = known.get(head.picture.key)
    if (lead) media.set(lead.key, lead)
  }
  for (const entry of body.media) if (entry.kind !== 'picture') media.set(entry.key, entry)
  if (takesPage) change.words = page.words
  const next: StoredBody = {
    html: takesPage && page.html !== null ? page.html : body.html,
    source: takesPage ? 'page' : body.source,
    media: [...media.values()],
    problem: null,
    wantsPage: false,
    tries: 0,
  }
  return [next, change]
}

const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))
