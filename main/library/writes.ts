// What can be asked of the library: the reads, and the writes that become changes once they are durable.
import type {
  Account,
  AccountId,
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
  LabelCount,
  MediaKey,
  MediaState,
  OutboxEntry,
  PendingChange,
  RemoteDigits,
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
  /** What the account's service calls it: 16 or 24 hexadecimal digits (a decimal id is written as 16). It decides before
   * anything else. null or missing: from no service. */
  remote?: string | null
}

/** An article that a service knows. */
export interface RemoteArticle {
  id: ArticleId
  feedId: FeedId
  read: boolean
  saved: boolean
  /** Removed here (by retention, by the reader): it does not come back, and its state is of no interest. */
  removed: boolean
}

/** A pending change that the service would not have. */
export interface RefusedEntry extends OutboxEntry {
  problem: Problem
  refusedAt: Instant
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
  /** When the last of them was; null or missing: not known. */
  triedAt?: Instant | null
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
  labels?: string[]
}

/** Who wants a write. What the reader does with something that belongs to an account is stored together with its pending
 * change, in the same line of the journal, without the caller's doing: marks, labels, titles, folders, feeds followed and
 * let go. `service: true`: it comes from there; nothing becomes pending, and articles, feeds and folders for whose key a
 * change is pending keep what they have in that key. */
interface ByWhom {
  service?: boolean
}

export type Write =
  /** Adds or replaces whole records; ids from `nextFeedId`. */
  | ({ kind: 'feeds.put'; feeds: Feed[] } & ByWhom)
  /** Hidden at once, purged after 30 days; `feeds.restore` brings feed and articles back. */
  | ({ kind: 'feeds.remove'; ids: FeedId[] } & ByWhom)
  | ({ kind: 'feeds.restore'; ids: FeedId[] } & ByWhom)
  | ({ kind: 'folders.put'; folders: Folder[] } & ByWhom)
  | ({ kind: 'folders.remove'; ids: FolderId[] } & ByWhom)
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
  | ({ kind: 'articles.mark'; ids: ArticleId[]; read?: boolean; saved?: boolean } & ByWhom)
  | ({ kind: 'articles.label'; ids: ArticleId[]; label: string; value: boolean } & ByWhom)
  | { kind: 'articles.place'; id: ArticleId; position: number }
  /** Text, pictures and head go; identity and reading state stay, so that it does not come back. */
  | { kind: 'articles.remove'; ids: ArticleId[] }
  /** The service knows these no more (purged, followed anew): they stay as they are, and lose their remote id. */
  | { kind: 'articles.unlink'; ids: ArticleId[] }
  /** The same for every article of these feeds. */
  | { kind: 'feeds.unlink'; ids: FeedId[] }
  /** Tells the service the state of these although nothing has changed here (an article found again under a new id). */
  | { kind: 'articles.tell'; ids: ArticleId[]; keys: ('read' | 'saved')[] }
  | { kind: 'accounts.put'; accounts: Account[] }
  /** With all that is pending for them. Their feeds and folders are the caller's to remove or to free (accountId null). */
  | { kind: 'accounts.remove'; ids: AccountId[] }
  /** For what belongs to no single thing here; everything else becomes pending by itself. */
  | { kind: 'outbox.add'; accountId: AccountId; changes: PendingChange[] }
  /** Sent: gone, unless the reader has changed the same thing since (`seq` has moved). */
  | { kind: 'outbox.sent'; accountId: AccountId; entries: { seq: number; change: PendingChange }[] }
  /** Taken out of the way and shown; at most 500 are kept. */
  | {
      kind: 'outbox.refused'
      accountId: AccountId
      entries: { seq: number; change: PendingChange; problem: Problem }[]
    }
  /** Refused ones are let go, or wait again. */
  | { kind: 'outbox.settle'; seqs: number[]; how: 'again' | 'forget' }

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

  accounts(): Account[]
  account(id: AccountId): Account | null
  nextAccountId(): AccountId
  /** What waits to be sent, oldest first. */
  outbox(accountId?: AccountId): OutboxEntry[]
  refused(accountId?: AccountId): RefusedEntry[]
  /** Without making a list. */
  waiting(accountId: AccountId): number
  /** Pending for this article and key (a label's: its name). */
  isPending(id: ArticleId, key: 'read' | 'saved' | `label:${string}`): boolean
  /** Something is pending for this very thing and key, whatever its value. */
  waits(accountId: AccountId, change: PendingChange): boolean
  /** By remote id, of these feeds; reads the key pages once. `keys`: 8 digits of the hash of the feed's remote id (its url
   * without one) and 16 of the hash of the guid, else of the address, else of the title: the same on every computer. */
  remotes(feedIds: readonly FeedId[], digits: RemoteDigits): Promise<Map<string, RemoteArticle>>
  /** null: from no service, or no longer known there. */
  remoteIds(ids: readonly ArticleId[], digits: RemoteDigits): Promise<(string | null)[]>
  /** Feeds let go, as long as they can come back. */
  unfollowed(): { feed: Feed; at: Instant }[]
  labels(): LabelCount[]
  labelsOf(id: ArticleId): string[]

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
    /** For files too large for the memory. One at a time for each key; ends with `drop`, kept or not. */
    draft(key: MediaKey): Promise<MediaDraft>
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
/** A file that comes piece by piece: there is nothing until it is kept. */
export interface MediaDraft {
  append(bytes: Uint8Array): Promise<void> | void
  /** Durable when it resolves. */
  keep(type: string): Promise<void>
  /** Nothing of it stays, unless it has been kept. */
  drop(): Promise<void>
}

/** Media of one article, as stored with its body. */
export type { MediaState }
