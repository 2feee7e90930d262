// Everything a reader can want, by name: the window, the command line and tests ask for the same things.
import type {
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
  Retention,
  RetentionPreview,
  Settings,
  Snapshot,
  StorageUse,
} from './models.ts'

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
    in: { url: string; title?: string | null; folderId?: FolderId | null; secret?: Secret | null }
    out: Feed
  }
  /** Discovers and follows in one step when there is exactly one candidate. */
  'feeds.add': {
    in: { address: string; folderId?: FolderId | null }
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
  'folders.add': { in: { title: string; parentId: FolderId | null }; out: Folder }
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
  'articles.place': { in: { id: ArticleId; position: number }; out: null }
  /** Fetches page, pictures and sound of these now. */
  'articles.complete': { in: { ids: ArticleId[]; audio?: boolean }; out: null }
  'articles.takeAlong': {
    in: { scope: ArticleQuery['scope']; audio: boolean; estimateOnly?: boolean }
    out: { articles: number; files: number; bytes: number }
  }
  'articles.undo': { in: { undo: string }; out: null }

  'work.cancel': { in: { task: 'refresh' | 'takeAlong' | 'import' }; out: null }

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
