// What can be asked of the library: the reads, and the writes that become changes once they are durable.
import type {
  ArticleBody,
  ArticleHead,
  ArticleId,
  ArticleQuery,
  Completeness,
  Counts,
  Feed,
  FeedId,
  Folder,
  FolderId,
  Instant,
  MediaKey,
  MediaState,
  Retention,
  RetentionPreview,
  Settings,
  StorageUse,
} from '../contract/models.ts'
import type { Backup } from '../contract/commands.ts'
import type { Change } from '../contract/changes.ts'
import type { Problem, Result } from '../contract/problems.ts'

/** What an article is recognised by. */
export interface Identity {
  guid: string | null
  url: string | null
  title: string | null
  publishedAt: Instant | null
  /** CRC-32 of what the feed gave (title, text, enclosures), to notice a changed article. */
  hash: number
}

export type Match =
  | { state: 'new' }
  | { state: 'same'; id: ArticleId }
  | { state: 'changed'; id: ArticleId }
  /** Was here, and was removed by the reader or by retention: it does not come back. */
  | { state: 'removed'; id: ArticleId }

export interface StoredBody extends Omit<ArticleBody, 'id'> {
  /** The page is to be fetched (again). */
  wantsPage: boolean
  /** Tries that failed, for page and media together. */
  tries: number
}

export type NewHead = Omit<ArticleHead, 'id' | 'feedId' | 'arrivedAt' | 'read' | 'saved' | 'position' | 'completeness'>

export interface NewArticle {
  identity: Identity
  head: NewHead
  body: StoredBody
  completeness: Completeness
  /** Set when it comes from elsewhere (restored, synced, the sample newspaper). */
  arrivedAt?: Instant
  read?: boolean
  saved?: boolean
}

export type Write =
  /** Adds or replaces whole records; ids from `nextFeedId`. */
  | { kind: 'feeds.put'; feeds: Feed[] }
  /** Hidden at once, purged after 30 days; `feeds.restore` brings feed and articles back. */
  | { kind: 'feeds.remove'; ids: FeedId[] }
  | { kind: 'feeds.restore'; ids: FeedId[] }
  | { kind: 'folders.put'; folders: Folder[] }
  | { kind: 'folders.remove'; ids: FolderId[] }
  | { kind: 'settings.put'; settings: Settings }
  | { kind: 'articles.add'; feedId: FeedId; articles: NewArticle[] }
  /** `hash`: the feed's new version has been taken in. `identity`: what it is recognised by from now on (new guid, address…). */
  | {
      kind: 'articles.update'
      id: ArticleId
      head?: Partial<NewHead>
      body?: StoredBody
      completeness?: Completeness
      hash?: number
      identity?: Identity
    }
  | { kind: 'articles.mark'; ids: ArticleId[]; read?: boolean; saved?: boolean }
  | { kind: 'articles.place'; id: ArticleId; position: number }
  /** Text, pictures and head go; identity and reading state stay, so that it does not come back. */
  | { kind: 'articles.remove'; ids: ArticleId[] }

export interface Library {
  readonly revision: number
  /** Found and mended while opening. */
  readonly problems: Problem[]

  feeds(): Feed[]
  feed(id: FeedId): Feed | null
  folders(): Folder[]
  settings(): Settings
  counts(): Counts
  nextFeedId(): FeedId
  nextFolderId(): FolderId

  /** Ids in order. `among` narrows to these (a search result); scope kind 'search' itself is not understood here. */
  list(query: ArticleQuery, options?: { among?: readonly ArticleId[]; limit?: number }): ArticleId[]
  /** Reading state without touching the disk; undefined: no such article (or removed). */
  state(
    id: ArticleId,
  ):
    | { feedId: FeedId; read: boolean; saved: boolean; completeness: Completeness; arrivedAt: Instant; sortAt: Instant }
    | undefined
  heads(ids: readonly ArticleId[]): Promise<ArticleHead[]>
  body(id: ArticleId): Promise<StoredBody | null>
  /** Checksums (Identity.hash) of what a feed's articles said when they were last taken in, removed ones included. */
  hashes(feedId: FeedId): Promise<Uint32Array>
  match(feedId: FeedId, identities: readonly Identity[]): Promise<Match[]>
  /** Articles that are not complete, newest first. */
  incomplete(feedId?: FeedId): ArticleId[]

  /** All of them in one durable write, then announced; resolves once it is on the disk. Throws DiskError and changes nothing when it
   * cannot be stored. Writes to articles that are gone are dropped. */
  apply(writes: Write[]): Promise<Change[]>
  onChange(listener: (change: Change) => void): () => void
  /** Damage found and mended since it was opened; also in `problems`. */
  onProblem(listener: (problem: Problem) => void): () => void

  media: {
    has(key: MediaKey): Promise<{ type: string; bytes: number } | null>
    /** Durable when it resolves. */
    keep(key: MediaKey, type: string, bytes: Uint8Array): Promise<void>
    read(key: MediaKey): Promise<{ type: string; bytes: Uint8Array } | null>
    /** For streaming (Range). */
    readAt(key: MediaKey, offset: number, length: number): Promise<Uint8Array>
  }

  storage(): Promise<StorageUse>
  previewRetention(options: { retention?: Retention; feedId?: FeedId }): Promise<RetentionPreview>
  /** Removes what the preview shows, gives back the disk space; in steps that leave the window alive. */
  applyRetention(): Promise<RetentionPreview>

  backups(): Promise<Backup[]>
  backup(): Promise<Backup>
  /** Takes a backup when the newest is older than a day, and lets the oldest go (7 days and 4 weeks stay). Asked for by
   * commands/rounds.ts. */
  keepBackups(): Promise<void>
  restore(name: string): Promise<Result<null>>

  /** Writes snapshots and lets go of files and lock. */
  close(): Promise<void>
}
/** Media of one article, as stored with its body. */
export type { MediaState }
