// A feed as read, whatever its format: what `broadsheet parse FILE` prints.
import type { Instant, RawHtml } from '../contract/models.ts'

/** Text is plain (markup removed, entities decoded, whitespace collapsed) unless its type is RawHtml. Addresses are
 * absolute. Instants are milliseconds since 1970 in UTC; the command line prints them as ISO 8601. */
export interface ParsedFeed {
  format: 'rss' | 'atom' | 'rdf' | 'json' | 'cdf'
  version: string
  encoding: string
  title: string | null
  subtitle: string | null
  link: string | null
  /** Its own address as it says (rel=self). */
  self: string | null
  /** rel=next … of archived feeds. */
  next: string | null
  id: string | null
  language: string | null
  published: Instant | null
  updated: Instant | null
  authors: Person[]
  contributors: Person[]
  categories: Category[]
  image: { url: string; title: string | null; link: string | null; width: number | null; height: number | null } | null
  icon: string | null
  copyright: string | null
  generator: string | null
  hubs: string[]
  /** Minutes. */
  ttl: number | null
  update: {
    period: 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly'
    frequency: number
    base: Instant | null
  } | null
  /** Hours 0 to 23, UTC. */
  skipHours: number[]
  /** English day names. */
  skipDays: string[]
  itunes: {
    author: string | null
    owner: Person | null
    image: string | null
    categories: string[]
    explicit: boolean | null
    type: string | null
    complete: boolean
    block: boolean
    newFeedUrl: string | null
    keywords: string[]
    summary: string | null
    subtitle: string | null
  } | null
  items: ParsedItem[]
  /** What had to be mended, for the activity view. */
  repairs: string[]
}

export interface Person {
  name: string | null
  email: string | null
  url: string | null
}
export interface Category {
  term: string
  scheme: string | null
  label: string | null
}

export interface ParsedItem {
  /** guid, atom:id, JSON id, rdf:about. */
  id: string | null
  /** RSS guid said isPermaLink and it is an address. */
  idIsLink: boolean
  link: string | null
  /** Other links: rel=related, via, external_url. */
  links: {
    rel: string
    url: string
    type: string | null
    title: string | null
    length: number | null
    language: string | null
  }[]
  title: string | null
  /** The title as HTML where the format allows markup. */
  titleHtml: RawHtml | null
  summary: string | null
  summaryHtml: RawHtml | null
  content: { html: RawHtml; type: string | null; base: string | null; language: string | null } | null
  authors: Person[]
  contributors: Person[]
  published: Instant | null
  updated: Instant | null
  created: Instant | null
  expires: Instant | null
  categories: Category[]
  language: string | null
  rights: string | null
  enclosures: {
    url: string
    type: string | null
    length: number | null
    duration: number | null
    title: string | null
  }[]
  thumbnails: { url: string; width: number | null; height: number | null; time: string | null }[]
  media: ParsedMedia[]
  image: string | null
  comments: { url: string | null; count: number | null; feed: string | null } | null
  inReplyTo: { ref: string | null; url: string | null; type: string | null } | null
  source: { title: string | null; url: string | null; id: string | null; updated: Instant | null } | null
  itunes: {
    author: string | null
    duration: number | null
    image: string | null
    episode: number | null
    season: number | null
    episodeType: string | null
    explicit: boolean | null
    block: boolean
    keywords: string[]
    summary: string | null
    subtitle: string | null
    title: string | null
  } | null
  /** [latitude, longitude]. */
  location: [number, number] | null
}

export interface ParsedMedia {
  url: string | null
  type: string | null
  medium: string | null
  length: number | null
  width: number | null
  height: number | null
  duration: number | null
  isDefault: boolean | null
  title: string | null
  description: string | null
  credits: { name: string; role: string | null }[]
  player: string | null
  thumbnails: { url: string; width: number | null; height: number | null; time: string | null }[]
  /** Alternatives of one thing share a number. */
  group: number | null
}

/** Of which nothing is known yet. */
export function emptyFeed(): ParsedFeed {
  return {
    format: 'rss', version: '', encoding: 'utf-8', title: null, subtitle: null, link: null, self: null, next: null, id: null, language: null, published: null, updated: null, authors: [], contributors: [], categories: [], image: null, icon: null, copyright: null, generator: null, hubs: [], ttl: null, update: null, skipHours: [], skipDays: [], itunes: null, items: [], repairs: [],
  } // prettier-ignore
}

/** Of which nothing is known yet. */
export function emptyItem(): ParsedItem {
  return {
    id: null, idIsLink: false, link: null, links: [], title: null, titleHtml: null, summary: null, summaryHtml: null, content: null, authors: [], contributors: [], published: null, updated: null, created: null, expires: null, categories: [], language: null, rights: null, enclosures: [], thumbnails: [], media: [], image: null, comments: null, inReplyTo: null, source: null, itunes: null, location: null,
  } // prettier-ignore
}
