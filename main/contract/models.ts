// The nouns both sides of Broadsheet share: what a feed, an article, a folder is when it is shown.
import type { Problem } from './problems.ts'

/** Serial numbers, rising, never used twice in one library. */
export type FeedId = number
export type FolderId = number
export type ArticleId = number

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** Name of a kept file: 32 hexadecimal digits made from the address it came from (base/media-key.ts). Its address in
 * the renderer is `/media/<key>` on the page's own origin. */
export type MediaKey = string

/** HTML as somebody else wrote it. Never shown. */
export type RawHtml = string & { readonly __html: 'raw' }
/** HTML that the sanitiser has written: only main/extraction makes it. Pictures point at `/media/<key>`. */
export type CleanHtml = string & { readonly __html: 'clean' }

export interface Folder {
  id: FolderId
  title: string
  /** null: at the top. Folders nest up to 8 deep. */
  parentId: FolderId | null
  /** Order among the folders and feeds of one parent, ascending. */
  position: number
}

/** Whether a feed's articles are fetched from their pages because the feed gives excerpts only. */
export type FullTextRule = 'auto' | 'always' | 'never'
/** How a private feed is opened. The secret itself lies in the keychain. */
export type FeedAccess = 'open' | 'basic' | 'bearer' | 'cookie'

export interface Retention {
  /** Articles older than this many days go. null: no such limit. */
  days: number | null
  /** More articles than this in one feed go, oldest first. */
  count: number | null
  /** Bytes on disk (text, pictures and sound) in one feed, or in all for the general rule. */
  megabytes: number | null
  keepUnread: boolean
  keepSaved: boolean
}

export interface Feed {
  id: FeedId
  /** Where it is fetched from now. */
  url: string
  /** What the feed calls itself. */
  title: string
  /** What the reader calls it; null: as the feed does. */
  ownTitle: string | null
  description: string | null
  siteUrl: string | null
  /** BCP 47, lower case language part, as the feed says; null: unknown. */
  language: string | null
  icon: MediaKey | null
  folderId: FolderId | null
  position: number
  followedAt: Instant
  fullText: FullTextRule
  /** What 'auto' has decided: true: pages are fetched. */
  fetchesPages: boolean
  keepAudio: boolean
  /** null: the general rule. */
  retention: Retention | null
  access: FeedAccess
  paused: boolean
  fetch: FetchState
}

/** What fetching has taught about a feed. A feed is: waiting → checking → waiting (or troubled, or gone). */
export interface FetchState {
  checkedAt: Instant | null
  /** When it last had something new. */
  changedAt: Instant | null
  nextAt: Instant
  etag: string | null
  lastModified: string | null
  /** The address that gave etag and lastModified, when a redirect leads elsewhere; null or missing: the feed's own. */
  validatorsOf?: string | null
  /** It has answered from a private address (192.168…); missing: not known. */
  private?: boolean
  /** Hash of the bytes last read, to notice an unchanged answer without a validator. */
  hash: string | null
  /** Failures in a row. */
  failures: number
  problem: Problem | null
  /** The feed said 410: it is never asked again unless the reader asks. */
  gone: boolean
  /** A permanent redirect seen lately, taken over once it has proved stable. */
  moved: { url: string; since: Instant; seen: number } | null
  /** Minutes between two articles, as learned; null: not known yet. */
  rhythm: number | null
  /** Minutes the feed asks to be left alone (ttl, sy:update*, Cache-Control); null: nothing asked. */
  wants: number | null
  /** What the feed's own text asks for, kept for answers without a text. Hours 0 to 23 and days 0 (Sunday) to 6, UTC. */
  asked?: { minutes: number | null; skipHours: number[]; skipDays: number[] } | null
  hub: string | null
}

export interface Enclosure {
  url: string
  type: string | null
  /** Bytes as the feed says. */
  length: number | null
  /** Seconds. */
  duration: number | null
  title: string | null
  key: MediaKey
}

export interface Picture {
  key: MediaKey
  width: number | null
  height: number | null
  caption: string | null
  credit: string | null
}

/** How much of an article is on the disk: `excerpt` still waits for its page or pictures, `partial` lacks
 * something that failed, `complete` needs no network. */
export type Completeness = 'waiting' | 'partial' | 'complete'

export interface ArticleHead {
  id: ArticleId
  feedId: FeedId
  url: string | null
  /** Plain text, never empty: a headline, or the beginning of the text. */
  title: string
  /** The line above the headline. */
  kicker: string | null
  /** Plain text, at most 600 characters. */
  standfirst: string | null
  authors: string[]
  /** AFP, Reuters … as credited. */
  agency: string | null
  publishedAt: Instant | null
  updatedAt: Instant | null
  arrivedAt: Instant
  language: string | null
  picture: Picture | null
  enclosures: Enclosure[]
  categories: string[]
  /** Words in the text that is on the disk. */
  words: number
  comments: { url: string | null; count: number | null; feed: string | null } | null
  /** The paper says that this one is for subscribers. */
  locked: boolean
  read: boolean
  saved: boolean
  /** How far it has been read, 0 to 1. */
  position: number
  completeness: Completeness
}

export interface ArticleBody {
  id: ArticleId
  html: CleanHtml
  /** Where the text came from. */
  source: 'feed' | 'page'
  media: MediaState[]
  problem: Problem | null
}

export interface MediaState {
  key: MediaKey
  url: string
  kind: 'picture' | 'audio' | 'video'
  /** `skipped`: beyond a limit, or sound that nobody asked to keep. */
  state: 'wanted' | 'kept' | 'failed' | 'skipped'
  bytes: number
}

export type Scope =
  | { kind: 'all' }
  | { kind: 'saved' }
  | { kind: 'today' }
  | { kind: 'feed'; id: FeedId }
  | { kind: 'folder'; id: FolderId }
  | { kind: 'search'; text: string }

export interface ArticleQuery {
  scope: Scope
  show: 'all' | 'unread'
  order: 'newest' | 'oldest'
}

/** Derived from the articles whenever asked, never stored. */
export interface Counts {
  unread: number
  saved: number
  total: number
  today: number
  /** By feed: unread, total. */
  feeds: Record<FeedId, [unread: number, total: number]>
}

export type Theme = 'system' | 'light' | 'dark' | 'sepia'
export interface Settings {
  /** BCP 47 or 'system'. */
  language: string
  theme: Theme
  layout: 'list' | 'cards' | 'front'
  show: 'all' | 'unread'
  order: 'newest' | 'oldest'
  text: {
    face: 'serif' | 'sans' | 'system'
    /** CSS pixels, 14 to 28. */
    size: number
    /** Characters a line, 45 to 90. */
    measure: number
    /** Ratio, 1.2 to 2. */
    lineHeight: number
    justify: boolean
    hyphenate: boolean
  }
  /** Command name → key sequence, only where it differs from the default. '' switches the key off. */
  keys: Record<string, string>
  markReadOnOpen: boolean
  retention: Retention
  pictures: boolean
  audio: 'ask' | 'always' | 'never'
  /** Minutes; the shortest time between two visits to a feed. */
  refreshMinutes: number
  refreshOnStart: boolean
  /** Pictures larger than this many megabytes are left out. */
  pictureMegabytes: number
}

export interface FeedCandidate {
  url: string
  title: string | null
  kind: 'rss' | 'atom' | 'rdf' | 'json' | 'cdf' | null
  /** Of its articles, the newest few headlines, when it has been looked at. */
  sample: string[]
}

/** One line of the activity view. */
export interface FeedActivity {
  feedId: FeedId
  doing: 'waiting' | 'fetching' | 'reading' | 'completing' | 'paused' | 'gone'
  problem: Problem | null
  checkedAt: Instant | null
  nextAt: Instant | null
  /** Articles whose text or pictures are still to come. */
  incomplete: number
}

/** Long work that runs now. */
export interface Progress {
  task: 'refresh' | 'takeAlong' | 'import' | 'retention' | 'backup'
  done: number
  total: number
  /** Bytes fetched so far. */
  bytes: number
  /** Milliseconds left, as well as can be told. */
  remaining: number | null
  failed: number
  newArticles: number
}

export interface StorageUse {
  total: number
  text: number
  pictures: number
  audio: number
  other: number
  backups: number
  free: number | null
  feeds: { feedId: FeedId; articles: number; text: number; pictures: number; audio: number }[]
}

export interface RetentionPreview {
  articles: number
  bytes: number
  feeds: { feedId: FeedId; articles: number; bytes: number; oldest: Instant | null; newest: Instant | null }[]
}

export interface OpmlOutline {
  title: string
  /** null: a folder. */
  url: string | null
  siteUrl: string | null
  children: OpmlOutline[]
  /** Already followed. */
  known: boolean
}

/** Everything the renderer needs to draw itself the first time. */
export interface Snapshot {
  revision: number
  feeds: Feed[]
  folders: Folder[]
  counts: Counts
  settings: Settings
  progress: Progress[]
  online: boolean
  /** What was found and mended when the library was opened. */
  problems: Problem[]
  version: string
  /** The system's languages, best first. */
  languages: string[]
  /** The host's abilities. */
  host: { name: 'electron' | 'browser' | 'cli' | 'memory'; keychain: 'system' | 'session' | 'file' | 'none' }
  /** Nothing has been followed yet. */
  firstStart: boolean
}
