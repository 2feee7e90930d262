// One sync of one account, from the first change told to the last bookmark: the same for all services.
import type { Clock } from '../base/host.ts'
import type { AccountId, OutboxEntry } from '../contract/models.ts'
import { ok, type Problem, type Result } from '../contract/problems.ts'
import type { Library, Write } from '../library/writes.ts'
import { pushMarks } from './push.ts'
import type { Client } from './service.ts'

/** What is remembered of an account for as long as the app runs. */
export interface SyncMemory {
  /** How often the service would not have a change although the rest worked, by its number in the outbox. */
  tries: Map<number, number>
}

export const newMemory = (): SyncMemory => ({ tries: new Map() })

/** All that a sync works with. */
export interface Sync {
  accountId: AccountId
  client: Client
  library: Library
  clock: Pick<Clock, 'now'>
  signal: AbortSignal
  memory: SyncMemory
  log(line: string): void
  /** One durable write; what has come with it is then completed. */
  store(writes: Write[]): Promise<void>
  /** For whoever watches. */
  sent(entries: readonly OutboxEntry[]): void
}

export interface Synced {
  newArticles: number
  sent: number
  /** What ended it before its time, or was left for the next time. */
  problem: Problem | null
}

export async function syncAccount(sync: Sync, only: 'push' | null): Promise<Result<null>> {
  const marks = await pushMarks(sync)
  if (!marks.ok || only === 'push') return marks.ok ? ok(null) : marks
  return ok(null)
}
