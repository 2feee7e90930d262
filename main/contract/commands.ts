// Everything a reader can want, by name: the window, the command line and tests ask for the same things.
import type {
  Account,
  AccountId,
  ArticleBody,
  ArticleHead,
  ArticleId,
  ArticleQuery,
  Feed,
  FeedActivity,
  FeedCandidate,
  FeedId,
  Folder,
  FolderId,
  FullTextRule,
  Instant,
  OpmlOutline,
  OutboxLine,
  Retention,
  RetentionPreview,
  ServiceInfo,
  ServiceName,
  Settings,
  Snapshot,
  StorageUse,
} from './models.ts'
import type { Problem } from './problems.ts'

export type Secret =
  | { kind: 'basic'; user: string; password: string }
  | { kind: 'bearer'; token: string }
  | { kind: 'cookie'; cookie: string }

export interface Backup {
  name: string
  at: Instant
  bytes: number
  articles: number
  feeds: number
}

/** Command name → what goes in, what comes out. Every answer is a Result of `out`. */
export interface Commands {
  'app.snapshot': { in: Record<string, never>; out: Snapshot }

  /** What can be followed at this address: a feed itself, or those a page offers. */
  'feeds.discover': { in: { address: string }; out: FeedCandidate[] }
  /** Follows one feed address (found by discover) and fetches it at once. */
  'feeds.follow': {
    in: {
      url: string
      title?: string | null
      folderId?: FolderId | null
      secret?: Secret | null
      /** Followed in this account; a folder's account goes before. */
      accountId?: AccountId | null
    }
    out: Feed
  }
  /** Discovers and follows in one step when there is exactly one candidate. */
  'feeds.add': {
    in: { address: string; folderId?: FolderId | null; accountId?: AccountId | null }
    out: { feed: Feed | null; candidates: FeedCandidate[] }
  }
  /** Undo brings the feed and its articles back for as long as the app runs and for 30 days on disk. */
  'feeds.unfollow': { in: { ids: FeedId[] }; out: { undo: string } }
  'feeds.change': {
    in: {
      id: FeedId
      ownTitle?: string | null
      fullText?: FullTextRule
      keepAudio?: boolean
      retention?: Retention | null
      paused?: boolean
      url?: string
      secret?: Secret | null
    }
    out: Feed
  }
  /** Moves feeds and folders under a parent, before the sibling that now has this place (0: first). */
  'feeds.move': {
    in: { feeds: FeedId[]; folders: FolderId[]; to: FolderId | null; place: number }
    out: { undo: string }
  }
  /** `wait`: answer when all are checked. `complete`: pages and pictures of new articles are fetched in the background
   * (default), waited for, or not at all. */
  'feeds.refresh': {
    in: { ids?: FeedId[]; force?: boolean; wait?: boolean; complete?: 'background' | 'wait' | 'none' }
    out: { checked: number; newArticles: number; failed: number }
  }
  'feeds.activity': { in: Record<string, never>; out: FeedActivity[] }
  'folders.add': { in: { title: string; parentId: FolderId | null; accountId?: AccountId | null }; out: Folder }
  'folders.rename': { in: { id: FolderId; title: string }; out: Folder }
  /** Its feeds and folders move up to its parent. */
  'folders.remove': { in: { id: FolderId }; out: { undo: string } }

  /** All ids that match, in order. */
  'articles.list': { in: { query: ArticleQuery; limit?: number }; out: { ids: ArticleId[]; revision: number } }
  /** At most 500 heads; ids that are gone are left out. */
  'articles.heads': { in: { ids: ArticleId[] }; out: ArticleHead[] }
  'articles.body': { in: { id: ArticleId }; out: ArticleBody }
  'articles.mark': { in: { ids: ArticleId[]; read?: boolean; saved?: boolean }; out: { undo: string; changed: number } }
  /** Marks what matches and had arrived at `before`, so nothing unseen is marked. */
  'articles.markAll': {
    in: { scope: ArticleQuery['scope']; before: Instant; read: boolean }
    out: { undo: string; changed: number }
  }
  /** The reader's own words on articles, up to 100 characters each. */
  'articles.label': {
    in: { ids: ArticleId[]; label: string; value: boolean }
    out: { undo: string; changed: number }
  }
  'labels.rename': { in: { label: string; to: string }; out: null }
  'labels.remove': { in: { label: string }; out: { undo: string } }
  'articles.place': { in: { id: ArticleId; position: number }; out: null }
  /** Fetches page, pictures and sound of these now. */
  'articles.complete': { in: { ids: ArticleId[]; audio?: boolean }; out: null }
  'articles.takeAlong': {
    in: { scope: ArticleQuery['scope']; audio: boolean; estimateOnly?: boolean }
    out: { articles: number; files: number; bytes: number }
  }
  'articles.undo': { in: { undo: string }; out: null }

  'work.cancel': { in: { task: 'refresh' | 'takeAlong' | 'import' | 'sync' }; out: null }

  'accounts.services': { in: Record<string, never>; out: ServiceInfo[] }
  /** Probes and corrects the address, signs in, keeps the secret in the keychain, begins the first sync. */
  'accounts.signIn': {
    in: {
      service: ServiceName
      preset?: string
      address: string
      user: string
      secret: string
      /** Inoreader's. */
      app?: { id: string; key: string } | null
      title?: string | null
      /** `folder`: share the feeds that belong to no account so far. */
      shareFeeds?: boolean
    }
    out: Account
  }
  /** After a changed password, or at another address; nothing that is here or waiting is lost. */
  'accounts.signInAgain': {
    in: { id: AccountId; secret: string; user?: string; address?: string; app?: { id: string; key: string } | null }
    out: Account
  }
  'accounts.change': { in: { id: AccountId; title?: string; paused?: boolean }; out: Account }
  /** `keep`: its feeds and articles stay and are fetched by Broadsheet itself from now on. What is waiting is never sent. */
  'accounts.remove': { in: { id: AccountId; articles: 'keep' | 'remove' }; out: { undo: string } }
  'accounts.sync': {
    in: { ids?: AccountId[]; wait?: boolean; complete?: 'background' | 'wait' | 'none' }
    out: { accounts: { id: AccountId; newArticles: number; sent: number; waiting: number; problem: Problem | null }[] }
  }
  'accounts.outbox': {
    in: { limit?: number }
    out: {
      waiting: OutboxLine[]
      sent: OutboxLine[]
      refused: OutboxLine[]
      totals: { waiting: number; refused: number }
    }
  }
  /** Sends refused changes again, or lets them go. */
  'accounts.settle': { in: { seqs: number[]; how: 'again' | 'forget' }; out: null }

  /** Where the system offers no keychain: keep secrets in a file that only the reader may read. */
  'secrets.keepInFile': { in: Record<string, never>; out: { keychain: Snapshot['host']['keychain'] } }

  'settings.change': { in: { settings: Partial<Settings> }; out: Settings }

  'opml.preview': {
    in: { text: string }
    out: { outlines: OpmlOutline[]; feeds: number; folders: number; refused: { text: string; why: string }[] }
  }
  /** Follows the given outlines (a choice of what preview gave). */
  'opml.import': { in: { outlines: OpmlOutline[] }; out: { added: number; known: number } }
  'opml.export': { in: Record<string, never>; out: { text: string } }

  'library.storage': { in: Record<string, never>; out: StorageUse }
  'library.previewRetention': { in: { retention?: Retention; feedId?: FeedId }; out: RetentionPreview }
  'library.applyRetention': { in: Record<string, never>; out: RetentionPreview }
  'library.backups': { in: Record<string, never>; out: Backup[] }
  'library.backup': { in: Record<string, never>; out: Backup }
  'library.restore': { in: { name: string }; out: null }
  'library.sample': { in: Record<string, never>; out: { added: number } }
}

export type CommandName = keyof Commands
export type In<K extends CommandName> = Commands[K]['in']
export type Out<K extends CommandName> = Commands[K]['out']
