// Turns what a feed said into articles: which are new, which have changed, and what each still needs to be complete.
import { itemHash, itemText, MOST_ITEMS } from '../base/feed-item.ts'
import type { BriefPiece, ReadFeed } from '../base/jobs.ts'
import type { ParsedFeed, ParsedItem } from '../base/parsed-feed.ts'
import type { ArticleId, Enclosure, Feed, MediaState, Picture } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import { mediaKey } from '../base/media-key.ts'
import type { Identity, Match, NewArticle, NewHead, StoredBody, Write } from '../library/writes.ts'
import { agencyOf } from '../base/agency.ts'
import { authorsOf, linkOf } from '../feeds/parse/parse.ts'
import type { Arrival } from '../sync/scene.ts'
import type { Desk } from './desk.ts'
import { foundAgain } from './found-again.ts'

/** Words from which a text is taken to be the whole article. */
const WHOLE = 250
const STANDFIRST = 600
const CLEAN_MS = 60_000

export interface Intake {
  writes: Write[]
  newArticles: number
  fetchesPages: boolean
  /** False once somebody else has rewritten an article that these writes build on. */
  isCurrent(): boolean
}

/** What `parsed` brings that the library does not have yet, as writes. `read`: what is cleaned and summed up already.
 * `arrivals`: the same items as a service has them. */
export async function takeIn(
  desk: Desk,
  feed: Feed,
  parsed: ParsedFeed,
  read: ReadFeed['items'],
  signal?: AbortSignal,
  arrivals?: readonly Arrival[],
): Promise<Result<Intake>> {
  const { library, host } = desk
  const told = new Set<string>()
  const given = parsed.items.slice(0, MOST_ITEMS).flatMap((item, index) => {
    const { hash, piece } = read[index] ?? { hash: itemHash(item, host.codec.crc32), piece: null }
    const arrival = arrivals?.[index] ?? null
    const identity = arrival ? { ...identityOf(item, hash), remote: arrival.id } : identityOf(item, hash)
    // Some feeds print an item twice, word for word.
    const sign = JSON.stringify(identity)
    return told.has(sign) ? [] : (told.add(sign), [{ item, identity, piece, arrival }])
  })
  const matches = await library.match(
    feed.id,
    given.map(({ identity }) => identity),
  )
  const wanted = given.flatMap((entry, index) => {
    const match = matches[index]
    return match?.state === 'new' || match?.state === 'changed' ? [{ ...entry, match }] : []
  })
  const found = await foundAgain(
    desk,
    feed,
    given.map((entry, index) => ({ ...entry, match: matches[index] })),
  )
  if (wanted.length === 0)
    return ok({ writes: found, newArticles: 0, fetchesPages: feed.fetchesPages, isCurrent: () => true })
  const editions = wanted.flatMap(({ match }): [ArticleId, number][] =>
    match.state === 'changed' ? [[match.id, library.edition(match.id)]] : [],
  )

  // The same words as an article that is here, and yet another article: few, and not cleaned so far.
  const raw = wanted.filter((entry) => entry.piece === null)
  if (raw.length) {
    const pieces = raw.map(({ item }) => itemText(item, parsed, feed.url))
    const cleaned = await host.labour.run('html.clean', { pieces }, { ms: CLEAN_MS, signal })
    if (!cleaned.ok) return cleaned
    raw.forEach((entry, index) => (entry.piece = cleaned.value[index] ?? null))
  }
  const pieces = wanted.flatMap(({ piece }) => piece ?? [])
  if (pieces.length !== wanted.length) return fail({ kind: 'feedUnreadable', detail: 'sanitiser' })

  const fetchesPages =
    feed.fullText === 'always' || (feed.fullText === 'auto' && givesExcerpts(pieces, given.length, feed))
  const next: Feed = { ...feed, fetchesPages }
  const writes: Write[] = []
  const fresh: NewArticle[] = []
  // A feed has its newest first; serial numbers rise with time.
  for (let index = wanted.length - 1; index >= 0; index--) {
    const entry = wanted[index]
    if (!entry?.piece) continue
    const article = compose(desk, next, parsed, entry.item, entry.identity, entry.piece)
    if (entry.match.state === 'new') fresh.push(entry.arrival ? { ...article, ...marksOf(entry.arrival) } : article)
    else if (entry.match.state === 'changed') writes.push(await update(desk, entry.match, article, feed))
  }
  if (fresh.length) writes.push({ kind: 'articles.add', feedId: feed.id, articles: fresh })
  writes.push(...found)
  const isCurrent = () => editions.every(([id, edition]) => library.edition(id) === edition)
  return ok({ writes, newArticles: fresh.length, fetchesPages, isCurrent })
}

const marksOf = ({ read, saved, labels }: Arrival) => ({
  ...(read === null ? {} : { read }),
  ...(saved === null ? {} : { saved }),
  ...(labels.length > 0 ? { labels } : {}),
})

/** A new version. A text that came from the page stays until the page has been fetched again: an excerpt must not replace
 * it. Files that are kept, or that the reader has asked for, stay so. */
async function update(
  desk: Desk,
  match: Extract<Match, { state: 'changed' }>,
  article: NewArticle,
  feed: Feed,
): Promise<Write> {
  const { id } = match
  const { completeness, identity } = article
  const change = { kind: 'articles.update', id, hash: identity.hash, identity } as const
  const before = await desk.library.body(id)
  const known = new Map(before?.media.map((entry) => [entry.key, entry]))
  const media = article.body.media.map((entry) => {
    const was = known.get(entry.key)
    return was?.state === 'kept' || (was?.state === 'wanted' && entry.state === 'skipped') ? was : entry
  })
  const isFuller = before?.source === 'page' && before.html.length > article.body.html.length
  if (before?.source !== 'page' || (!article.body.wantsPage && !isFuller)) {
    const waits = media.some((entry) => entry.state === 'wanted')
    const body = { ...article.body, media }
    return { ...change, head: article.head, body, completeness: waits ? 'waiting' : completeness }
  }
  const { words: _words, picture: _picture, locked: _locked, kicker: _kicker, ...head } = article.head
  const offered = media.filter((entry) => entry.kind !== 'picture' && !known.has(entry.key))
  const body: StoredBody = {
    ...before,
    media: [...before.media, ...offered],
    wantsPage: feed.fullText !== 'never' && article.head.url !== null,
    tries: 0,
  }
  return { ...change, head, body, completeness: 'waiting' }
}

const identityOf = (item: ParsedItem, hash: number): Identity => ({
  guid: item.id,
  url: linkOf(item),
  title: item.title,
  publishedAt: item.published ?? item.updated,
  hash,
})

const cut =
  /(\[?(…|\.\.\.)\]?|\b(read more|continue reading|weiterlesen|mehr lesen|lire la suite|lire plus|seguir leyendo|leggi tutto|lees meer))\W*$/i

/** Whether the feed's texts are mostly beginnings of articles. Judged on what has just come in; with too little to judge, as before. */
export function givesExcerpts(
  pieces: readonly BriefPiece[],
  items: number,
  feed: Pick<Feed, 'fetchesPages' | 'followedAt' | 'fetch'>,
): boolean {
  const short = pieces.filter((piece) => piece.words < 120 || (piece.words < WHOLE && cut.test(piece.ending))).length
  if (pieces.length < Math.min(5, items))
    return feed.fetch.changedAt === null ? short * 2 > pieces.length : feed.fetchesPages
  return short * 2 > pieces.length
}

function compose(
  desk: Desk,
  feed: Feed,
  parsed: ParsedFeed,
  item: ParsedItem,
  identity: Identity,
  piece: BriefPiece,
): NewArticle {
  const { codec } = desk.host
  const settings = desk.library.settings()
  const enclosures = enclosuresOf(item, codec.sha256)
  const picture = pictureOf(item, piece, codec.sha256)
  const media: MediaState[] = piece.media.map(({ key, url, kind }) => ({
    key,
    url,
    kind,
    state: kind === 'picture' && settings.pictures ? 'wanted' : 'skipped',
    bytes: 0,
  }))
  const add = (url: string, kind: MediaState['kind'], wanted: boolean) => {
    const key = mediaKey(url, codec.sha256)
    if (!media.some((entry) => entry.key === key))
      media.push({ key, url, kind, state: wanted ? 'wanted' : 'skipped', bytes: 0 })
  }
  if (picture) add(picture.url, 'picture', settings.pictures)
  const keepsAudio = settings.audio === 'always' || (settings.audio !== 'never' && feed.keepAudio)
  for (const enclosure of enclosures) {
    const kind = kindOf(enclosure.type, enclosure.url)
    if (kind === 'audio') add(enclosure.url, 'audio', keepsAudio)
    else if (kind === 'video') add(enclosure.url, 'video', false)
  }
  const url = linkOf(item)
  const mayFetch = feed.fullText === 'always' || (feed.fetchesPages && piece.words < WHOLE * 2)
  const wantsPage = feed.fullText !== 'never' && mayFetch && url !== null && !feed.url.startsWith('sample:')
  const summary = item.summary || piece.beginning
  const authors = names(authorsOf(parsed, item))
  const agency = agencyOf(authors, piece.beginning.slice(0, 300))
  const head: NewHead = {
    url,
    title: item.title || piece.beginning.slice(0, 90).replace(/\s+\S*$/, '') || url || feed.title,
    kicker: null,
    standfirst: summary ? shorten(summary, STANDFIRST) : null,
    authors: agency ? authors.filter((name) => name !== agency) : authors,
    agency,
    publishedAt: item.published ?? item.created ?? item.updated,
    updatedAt: item.updated,
    language: item.content?.language ?? item.language ?? parsed.language ?? null,
    picture: picture ? { ...picture.picture } : null,
    enclosures,
    categories: [...new Set(item.categories.map((category) => category.label ?? category.term))].slice(0, 12),
    words: piece.words,
    comments: item.comments,
    locked: false,
  }
  const body: StoredBody = { html: piece.html, source: 'feed', media, problem: null, wantsPage, tries: 0 }
  const waits = wantsPage || media.some((entry) => entry.state === 'wanted')
  return { identity, head, body, completeness: waits ? 'waiting' : 'complete' }
}

const names = (people: ParsedItem['authors']): string[] =>
  [...new Set(people.map((person) => person.name ?? person.email).filter((name) => name !== null))].slice(0, 8)

export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}

export function kindOf(type: string | null, url: string): MediaState['kind'] | null {
  const named = /^(audio|video|image)\//.exec(type ?? '')?.[1]
  const ending = /\.(mp3|m4a|ogg|oga|opus|wav|flac|aac)|\.(mp4|m4v|webm|mov)|\.(jpe?g|png|gif|webp|avif)/i.exec(
    url.replace(/[?#].*$/, '').slice(-8),
  )
  const kind = named ?? (ending?.[1] ? 'audio' : ending?.[2] ? 'video' : ending?.[3] ? 'image' : null)
  return kind === 'image' ? 'picture' : kind === 'audio' || kind === 'video' ? kind : null
}

function enclosuresOf(item: ParsedItem, sha256: (text: string) => string): Enclosure[] {
  return item.enclosures
    .filter((enclosure) => kindOf(enclosure.type, enclosure.url) !== 'picture')
    .slice(0, 20)
    .map((enclosure) => ({ ...enclosure, key: mediaKey(enclosure.url, sha256) }))
}

/** The lead picture: what the feed names as such, else the first in the text. */
function pictureOf(
  item: ParsedItem,
  piece: BriefPiece,
  sha256: (text: string) => string,
): { url: string; picture: Picture } | null {
  const first = piece.media.find((entry) => entry.kind === 'picture' && (entry.width === null || entry.width >= 200))
  if (first)
    return {
      url: first.url,
      picture: { key: first.key, width: first.width, height: first.height, caption: first.caption, credit: null },
    }
  const big = item.media
    .filter((entry) => entry.url && (entry.medium === 'image' || kindOf(entry.type, entry.url) === 'picture'))
    .sort((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]
  const enclosed = item.enclosures.find((entry) => kindOf(entry.type, entry.url) === 'picture')
  const thumb = [...item.thumbnails].sort((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]
  const url = big?.url ?? item.image ?? enclosed?.url ?? thumb?.url ?? null
  if (!url || !/^https?:/.test(url)) return null
  const size = big?.url === url ? big : thumb?.url === url ? thumb : null
  const credit = big?.credits[0]?.name ?? null
  return {
    url,
    picture: {
      key: mediaKey(url, sha256),
      width: size?.width ?? null,
      height: size?.height ?? null,
      caption: big?.description ?? null,
      credit,
    },
  }
}
