// What a sync has taught about an account, and when it is to be asked again.
import type { Account, AccountSync, Instant } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import { isExpired, isInterrupted, retryAtOf } from '../sync/problems.ts'

const MINUTE = 60_000
const LONGEST_REST = 60 * MINUTE
/** Many that wait for one service do not come back at once. */
const SPREAD = 0.3

export interface SyncEnd {
  problem: Problem | null
  /** It was not only told what waits. */
  whole: boolean
  now: Instant
  /** Minutes between two syncs. */
  pause: number
  /** The keychain has nothing for it. */
  lacksSecret: boolean
}

export function noted({ id, sync }: Account, { problem, whole, now, pause, lacksSecret }: SyncEnd): AccountSync {
  if (problem === null) {
    const well = { ...sync, failures: 0, problem: null, expired: false }
    if (whole) return { ...well, syncedAt: now, nextAt: now + pause * MINUTE }
    // What troubled a whole sync may trouble the next one.
    return sync.expired ? well : sync
  }
  if (problem.kind === 'cancelled') return { ...sync, nextAt: now + pause * MINUTE }
  if (isInterrupted(problem)) return sync
  if (isExpired(problem)) {
    // What the keychain has not got now it may have after the next start.
    if (lacksSecret) return sync
    return { ...sync, problem: { kind: 'signInExpired', accountId: id }, expired: true }
  }
  const rest = Math.min(LONGEST_REST, MINUTE * 2 ** Math.min(sync.failures, 10))
  const at = Math.max(retryAtOf(problem) ?? 0, now + rest) + Math.random() * rest * SPREAD
  return { ...sync, failures: sync.failures + 1, problem, nextAt: Math.round(at) }
}
