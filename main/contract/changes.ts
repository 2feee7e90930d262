// What has just been stored, announced with a rising revision; the renderer's mirror is made of these.
import type {
  Account,
  AccountId,
  AccountState,
  ArticleId,
  Counts,
  Feed,
  FeedActivity,
  FeedId,
  Folder,
  FolderId,
  Instant,
  LabelCount,
  Progress,
  Settings,
  Snapshot,
} from './models.ts'
import type { Problem } from './problems.ts'

/** Stored changes carry counts as they are after the change. */
export type Change = { revision: number; counts: Counts | null } & ChangeKind

export type ChangeKind =
  | { kind: 'feeds.changed'; feeds: Feed[] }
  | { kind: 'feeds.removed'; ids: FeedId[] }
  | { kind: 'folders.changed'; folders: Folder[] }
  | { kind: 'folders.removed'; ids: FolderId[] }
  | { kind: 'articles.added'; feedId: FeedId; ids: ArticleId[]; at: Instant }
  /** Head or text is other than before: ask again for what is shown. */
  | { kind: 'articles.changed'; ids: ArticleId[] }
  | { kind: 'articles.marked'; ids: ArticleId[]; read: boolean | null; saved: boolean | null }
  | { kind: 'articles.removed'; ids: ArticleId[] }
  | { kind: 'settings.changed'; settings: Settings }
  | { kind: 'articles.labelled'; ids: ArticleId[]; label: string; value: boolean }
  | { kind: 'labels.changed'; labels: LabelCount[] }
  | { kind: 'accounts.changed'; accounts: Account[] }
  | { kind: 'accounts.removed'; ids: AccountId[] }
  /** Everything may be other than before (a backup came back): ask for a new snapshot. */
  | { kind: 'library.replaced' }

/** News that is not stored and has no revision. */
export type Notice =
  | { kind: 'progress.changed'; progress: Progress[] }
  | { kind: 'activity.changed'; activity: FeedActivity[] }
  | { kind: 'online.changed'; online: boolean }
  | { kind: 'keychain.changed'; keychain: Snapshot['host']['keychain'] }
  /** All accounts: what they do, and how much waits to be sent. */
  | { kind: 'accounts.moved'; states: AccountState[] }
  | { kind: 'problem.noticed'; problem: Problem }
  /** The system handed over an address or file (feed:, OPML). */
  | { kind: 'open.asked'; address: string }

export type Announcement = Change | Notice
