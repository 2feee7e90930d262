// What a sync works with: the service, the library, and what only commands can do for it.
import type { Clock } from '../base/host.ts'
import type { ParsedItem } from '../base/parsed-feed.ts'
import type { Account, AccountId, AccountSync, Feed, FolderId, OutboxEntry } from '../contract/models.ts'
import { fail, type Result } from '../contract/problems.ts'
import type { Library, Write } from '../library/writes.ts'
import type { Client, RemoteId } from './service.ts'

/** What is remembered of an account for as long as the app runs. */
export interface SyncMemory {
  /** How often the service would not have a change although the rest worked, by its number in the outbox. */
  tries: Map<number, number>
  /** Articles that the service named but did not give, or that found no place here. */
  passedOver: Set<RemoteId>
}

export const newMemory = (): SyncMemory => ({ tries: new Map(), passedOver: new Set() })

/** An article as the service gives it, with all that is known of its marks. */
export interface Arrival {
  id: RemoteId
  item: ParsedItem
  read: boolean | null
  saved: boolean | null
  labels: string[]
}

export interface Taken {
  writes: Write[]
  newArticles: number
  fetchesPages: boolean
  /** False once somebody else has rewritten an article that these writes build on. */
  isCurrent(): boolean
}

/** All that a sync works with. */
export interface Sync {
  accountId: AccountId
  client: Client
  /** As it will be once all that is on its way is stored. */
  library: Library
  clock: Pick<Clock, 'now'>
  signal: AbortSignal
  memory: SyncMemory
  /** The structure was asked for a second time, because of an article in a feed that nobody knew. */
  hasLookedAgain?: boolean
  log(line: string): void
  pause(ms: number, signal: AbortSignal): Promise<void>
  checksum(text: string): string
  /** One durable write; what has come with it is then completed. */
  store(writes: Write[]): Promise<void>
  newFeed(url: string, title: string, folderId: FolderId | null, position: number): Feed
  takeIn(feed: Feed, arrivals: readonly Arrival[]): Promise<Result<Taken>>
  /** For whoever watches. */
  sent(entries: readonly OutboxEntry[]): void
  arrived(newArticles: number): void
  expect(more: number): void
  advance(done: number): void
}

/** The account with something else learned; nothing when it is gone. */
export function learned(
  { library, accountId }: Pick<Sync, 'library' | 'accountId'>,
  what: Partial<Omit<AccountSync, 'cursors' | 'doubts'>> & {
    cursors?: Record<string, string>
    doubts?: Record<string, string | null>
  },
): Write[] {
  const account = library.account(accountId)
  if (!account) return []
  const { cursors, doubts, ...rest } = what
  const sync: AccountSync = {
    ...account.sync,
    ...rest,
    cursors: { ...account.sync.cursors, ...cursors },
    doubts: Object.fromEntries(
      Object.entries({ ...account.sync.doubts, ...doubts }).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    ),
  }
  return JSON.stringify(sync) === JSON.stringify(account.sync)
    ? []
    : [{ kind: 'accounts.put', accounts: [{ ...account, sync }] }]
}

/** All marks that the service has are asked for anew, and its articles are not. */
export function withoutMarks(account: Account): Account {
  const { changes: _changes, sets: _sets, ...cursors } = account.sync.cursors
  return { ...account, sync: { ...account.sync, cursors } }
}

export const feedsOf = ({ library, accountId }: Pick<Sync, 'library' | 'accountId'>): Feed[] =>
  library.feeds().filter((feed) => feed.accountId === accountId)

/** null: stopped, or the account is no more. */
export function accountOf({ library, accountId, signal }: Sync): Account | null {
  return signal.aborted ? null : library.account(accountId)
}

export const stopped = <T>(): Result<T> => fail({ kind: 'cancelled' })
