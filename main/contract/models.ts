// The nouns both sides of Broadsheet share: what a feed, an article, a folder is when it is shown.
import type { Problem } from './problems.ts'

/** Serial numbers, rising, never used twice in one library. */
export type FeedId = number
export type FolderId = number
export type ArticleId = number
export type AccountId = number

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
  /** The account it belongs to; null or missing: to this library alone. Folders of accounts do not nest. */
  accountId?: AccountId | null
  /** What the service calls it; null or missing: the service does not know it yet. */
  remoteId?: string | null
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
  /** What the rules asked for when its articles were last looked through for files that had been left out: pictures up to
   * so many bytes (0: none), and sound. Missing: they have not been. */
  takes?: { pictures: number; audio: boolean }
  /** null: the general rule. */
  retention: Retention | null
  access: FeedAccess
  paused: boolean
  fetch: FetchState
  /** The account it is followed in; null or missing: Broadsheet fetches it by itself. */
  accountId?: AccountId | null
  /** What the service calls it; null or missing: the service does not know it yet. */
  remoteId?: string | null
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
  /** The reader's own, in the order of the alphabet; missing: none. */
  labels?: string[]
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
  | { kind: 'account'; id: AccountId }
  | { kind: 'label'; label: string }

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
  task: 'refresh' | 'takeAlong' | 'import' | 'retention' | 'backup' | 'sync'
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
  accounts: Account[]
  accountStates: AccountState[]
  labels: LabelCount[]
}

export interface LabelCount {
  label: string
  articles: number
}

/** The services that Broadsheet speaks to; one file each in main/sync/services. `folder`: no service, a folder that
 * computers share. */
export type ServiceName = 'miniflux' | 'googleReader' | 'feedbin' | 'nextcloudNews' | 'fever' | 'tinyTinyRss' | 'folder'

/** What a service can do. Everybody asks these; nobody asks for its name. */
export interface Abilities {
  follow: boolean
  unfollow: boolean
  renameFeed: boolean
  /** Feeds can be put into folders. */
  moveFeed: boolean
  /** Folders can be made before a feed is in them. */
  emptyFolders: boolean
  renameFolder: boolean
  removeFolder: boolean
  save: boolean
  /** Words of the reader's own on articles. */
  labels: boolean
  /** Broadsheet fetches the feeds by itself; the service only carries what is followed and marked. */
  fetchesHere: boolean
}

/** What a sign-in form asks for and shows. */
export interface ServiceInfo {
  service: ServiceName
  /** A name of its own among the presets of a service ('freshrss'); equal to `service` where there is but one. */
  preset: string
  /** A proper name, not translated: "FreshRSS". */
  title: string
  /** Where it always is; null: the reader types it. */
  address: string | null
  /** An example to show in the empty field. */
  example: string | null
  /** `password`, `token` or either; `path`: only a folder is asked for. */
  secret: 'password' | 'token' | 'passwordOrToken' | 'none'
  needsUser: boolean
  /** An application's id and key beside the account's own (Inoreader). */
  needsApp: boolean
  abilities: Abilities
  /** Whether it was tested against a running server, or against recordings and documentation alone. */
  proof: 'server' | 'recordings' | 'documentation'
}

export interface Account {
  id: AccountId
  service: ServiceName
  preset: string
  /** What the reader calls it. */
  title: string
  /** As corrected by probing; for `folder` the path. */
  address: string
  user: string
  abilities: Abilities
  /** How its ids of articles look: 16 or 24 hexadecimal digits, or made from what each article is recognised by (`keys`,
   * where no service gives any). */
  digits: RemoteDigits
  addedAt: Instant
  position: number
  paused: boolean
  sync: AccountSync
}

export type RemoteDigits = 16 | 24 | 'keys'

/** What syncing has taught about an account. */
export interface AccountSync {
  /** Last complete sync. */
  syncedAt: Instant | null
  nextAt: Instant
  failures: number
  problem: Problem | null
  /** The secret is no longer taken: nothing is asked until the reader signs in again. */
  expired: boolean
  /** The service's own bookmarks: how far articles, states … have been read. */
  cursors: Record<string, string>
  /** What was seen last, to notice an answer that looks wrong. */
  seen: { feeds: number; unread: number; saved: number }
  /** An answer that looked wrong, by what it was about: it is believed when the next is the same (a checksum). */
  doubts: Record<string, string>
}

/**
 *  signed out ──signIn──▶ signedIn ◀──────────done────────── syncing
 *                           │  ▲ └───────── due, asked ─────────▲ │
 *                 no network│  │network                          │ │refused, unreadable
 *                           ▼  │                            nextAt│ ▼
 *                         offline                              troubled
 *                                      401, 403 twice: expired ──signIn again──▶ signedIn
 *  Any of them ──remove──▶ gone; its articles stay or go, as the reader says.
 */
export type AccountState = { accountId: AccountId; waiting: number; refused: number } & (
  | { kind: 'signedIn'; syncedAt: Instant | null }
  | { kind: 'syncing'; done: number; total: number }
  | { kind: 'offline' }
  | { kind: 'expired' }
  | { kind: 'troubled'; problem: Problem; nextAt: Instant }
  | { kind: 'paused' }
)

/** What is to be told to a service about one thing; the newest wish for the same thing replaces the older. */
export type PendingChange =
  | { on: 'article'; id: ArticleId; key: 'read' | 'saved'; value: boolean }
  | { on: 'article'; id: ArticleId; key: 'label'; label: string; value: boolean }
  /** What is sent is how the feed or folder is by then. */
  | { on: 'feed'; id: FeedId; key: 'follow' | 'title' | 'folder' }
  | { on: 'folder'; id: FolderId; key: 'add' | 'title' }
  /** It is no longer here. */
  | { on: 'gone'; key: 'feed' | 'folder'; remoteId: string; title: string }

export interface OutboxEntry {
  /** Rising; tells a wish from an older one for the same thing. */
  seq: number
  accountId: AccountId
  at: Instant
  change: PendingChange
}

/** One line of the outbox view. */
export interface OutboxLine extends OutboxEntry {
  /** The article's, feed's or folder's. */
  title: string
  /** Why the service would not have it; null: it is waiting, or was sent. */
  problem: Problem | null
  refusedAt: Instant | null
  sentAt: Instant | null
}
