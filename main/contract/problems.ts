// What can go wrong as plain values: a kind and what the reader needs to act, never prose.
import type { AccountId, FeedId, Instant } from './models.ts'

export type Problem =
  // the network
  | { kind: 'offline' }
  | { kind: 'hostNotFound'; host: string }
  | { kind: 'connectionFailed'; host: string; code: string }
  | { kind: 'certificateRefused'; host: string; code: string }
  | { kind: 'timedOut'; host: string; ms: number }
  | { kind: 'tooManyRedirects'; url: string }
  | { kind: 'privateAddress'; host: string }
  | { kind: 'httpStatus'; status: number; retryAt: Instant | null }
  | { kind: 'signInNeeded'; host: string; realm: string | null }
  | { kind: 'gone' }
  | { kind: 'busy'; retryAt: Instant | null }
  | { kind: 'tooLarge'; limit: number }
  | { kind: 'badAddress'; text: string }
  // feeds
  | { kind: 'notAFeed'; found: 'html' | 'text' | 'binary' | 'empty' | 'xml' | 'json' }
  | { kind: 'feedUnreadable'; detail: string }
  | { kind: 'noFeedFound'; url: string }
  | { kind: 'alreadyFollowed'; feedId: FeedId }
  | { kind: 'takesTooLong'; ms: number }
  // articles
  | { kind: 'wall'; wall: 'consent' | 'bot' | 'paywall' }
  | { kind: 'nothingToRead' }
  | { kind: 'badPicture'; found: string }
  // OPML
  | { kind: 'notOpml' }
  | { kind: 'opmlRefused'; why: 'entities' | 'tooLarge' | 'tooDeep' | 'tooMany' }
  // accounts
  /** `field`: which part of the sign-in is wrong; `userOrSecret` where the service does not say. */
  | { kind: 'signInRefused'; field: 'address' | 'user' | 'secret' | 'userOrSecret' | 'app' }
  /** Something answers there, but not this service. */
  | { kind: 'notThisService'; url: string }
  /** The service is there; its owner has to allow programs to use it. */
  | { kind: 'apiSwitchedOff'; url: string }
  | { kind: 'signInExpired'; accountId: AccountId }
  | { kind: 'accountExists'; accountId: AccountId }
  /** An answer that is none: an error page with 200, an array where an object belongs. Nothing was changed by it. */
  | { kind: 'oddAnswer'; host: string; what: string }
  /** An answer that looks wrong (empty, halved): it is believed when the next says the same. */
  | { kind: 'doubtfulAnswer'; host: string; what: 'feeds' | 'unread' | 'saved' }
  | { kind: 'limitReached'; retryAt: Instant | null }
  /** The service would not have this one change; everything else went on. */
  | { kind: 'changeRefused'; status: number; detail: string }
  | { kind: 'notOffered'; accountId: AccountId; ability: string }
  // the disk
  | { kind: 'diskFull' }
  | { kind: 'diskReadOnly'; path: string }
  | { kind: 'diskFailed'; path: string; code: string }
  | { kind: 'libraryInUse'; pid: number }
  | { kind: 'libraryTooNew'; found: number; known: number }
  | {
      kind: 'libraryMended'
      what: 'journalCut' | 'shelfRebuilt' | 'snapshotRestored' | 'stateRebuilt' | 'bodiesLost' | 'backupRestored'
      path: string
      lost: number
    }
  | { kind: 'backupUnreadable'; path: string }
  // requests
  | {
      kind: 'notFound'
      noun: 'feed' | 'folder' | 'article' | 'file' | 'backup' | 'account' | 'label'
      id: string | number
    }
  | { kind: 'badRequest'; where: string; why: string }
  | { kind: 'cancelled' }
  | { kind: 'noKeychain' }

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = <T = never>(problem: Problem): Result<T> => ({ ok: false, problem })

/** Makes a forgotten case a compile error. */
export function assertNever(x: never): never {
  throw new Error(`unexpected: ${JSON.stringify(x)}`)
}
