// Who syncs when: one sync at a time for each account, its state, and what it has told.
import type { Account, AccountId, AccountState, Instant, OutboxEntry } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import { DiskError } from '../base/host.ts'
import { newMemory, type SyncMemory } from '../sync/scene.ts'
import type { Service, ServiceContext } from '../sync/service.ts'
import { syncAccount } from '../sync/sync.ts'
import { createClients } from './clients.ts'
import type { Desk } from './desk.ts'
import { noted } from './sync-notes.ts'
import { sceneOf } from './sync-scene.ts'
import type { Job } from './work.ts'

export interface Synced {
  newArticles: number
  sent: number
  /** What ended it before its time, or what was not believed. */
  problem: Problem | null
}

export interface SyncOptions {
  /** Only tells what waits. */
  only?: 'push' | undefined
  /** What comes is completed; not unless it is said. */
  complete?: boolean
}

export type SentEntry = OutboxEntry & { sentAt: Instant }

export interface Syncs {
  readonly services: readonly Service[]
  /** What every service is given to work with. */
  readonly context: ServiceContext
  states(): AccountState[]
  /** While another one runs, this one comes after it. */
  run(id: AccountId, options?: SyncOptions): Promise<Synced>
  isRunning(id: AccountId): boolean
  /** Minutes that the service wants between two syncs. */
  shortest(id: AccountId): number
  /** What has been told lately, newest first. */
  sent(): SentEntry[]
  /** Stops what runs; nothing is synced while `work` changes the secret or the address, or takes the account away. */
  apart<T>(id: AccountId, work: () => Promise<T>): Promise<T>
  /** Tells what the accounts do, soon, if it is other than before. */
  tell(): void
  /** Looks whether the keychain has a secret for each. */
  look(): Promise<void>
  stop(): Promise<void>
}

interface Running {
  whole: boolean
  abort: AbortController
  done: number
  total: number
  end: Promise<Synced>
}

interface Line {
  memory: SyncMemory
  running: Running | null
  next: { options: SyncOptions; end: Promise<Synced> } | null
}

const MOST_SENT = 500
const PAUSE = 300

export function createSyncs(desk: () => Desk, services: readonly Service[]): Syncs {
  const clients = createClients(desk, services)
  const lines = new Map<AccountId, Line>()
  const apart = new Set<AccountId>()
  const sent: SentEntry[] = []
  let job: Job | null = null
  let busy = 0
  let told = '[]'
  let waiting = false
  let watch: (() => void) | null = null

  const lineOf = (id: AccountId): Line => {
    const line = lines.get(id) ?? { memory: newMemory(), running: null, next: null }
    lines.set(id, line)
    return line
  }

  function stateOf(account: Account): AccountState {
    const { host, library } = desk()
    const { id: accountId, sync, abilities } = account
    const common = { accountId, waiting: library.waiting(accountId), refused: library.refused(accountId).length }
    const running = lines.get(accountId)?.running
    if (running?.whole) return { ...common, kind: 'syncing', done: running.done, total: running.total }
    if (account.paused) return { ...common, kind: 'paused' }
    if (sync.expired || clients.lacksSecret(accountId)) return { ...common, kind: 'expired' }
    if (!host.surroundings.online() && !abilities.fetchesHere) return { ...common, kind: 'offline' }
    if (sync.problem) return { ...common, kind: 'troubled', problem: sync.problem, nextAt: sync.nextAt }
    return { ...common, kind: 'signedIn', syncedAt: sync.syncedAt }
  }
  const states = () => desk().library.accounts().map(stateOf)

  function tell(): void {
    if (waiting) return
    waiting = true
    desk().host.clock.after(PAUSE, () => {
      waiting = false
      if (desk().work.closing.aborted) return
      const now = states()
      const text = JSON.stringify(now)
      if (text === told) return
      told = text
      desk().announce({ kind: 'accounts.moved', states: now })
    })
  }

  /** Never rejects for what can be expected. */
  async function sync(id: AccountId, running: Running, options: SyncOptions): Promise<Synced> {
    const { library, host, work } = desk()
    const synced: Synced = { newArticles: 0, sent: 0, problem: null }
    if (work.closing.aborted || apart.has(id)) return { ...synced, problem: { kind: 'cancelled' } }
    const account = library.account(id)
    if (!account) return { ...synced, problem: { kind: 'notFound', noun: 'account', id } }
    if (!host.surroundings.online() && !account.abilities.fetchesHere && !isLocal(account))
      return { ...synced, problem: { kind: 'offline' } }
    if (running.whole) {
      busy++
      job = work.running('sync') ?? work.begin('sync', 0)
    }
    const own = running.whole ? job : null
    const signal = AbortSignal.any([running.abort.signal, own?.signal ?? work.closing])
    try {
      const client = await clients.open(account)
      const result = client.ok
        ? await syncAccount(
            sceneOf(desk(), {
              accountId: id,
              client: client.value,
              memory: lineOf(id).memory,
              signal,
              complete: options.complete ?? false,
              isPrivate: () => clients.isPrivate(id),
              sent(entries) {
                synced.sent += entries.length
                remember(entries)
              },
              arrived(newArticles) {
                synced.newArticles += newArticles
                own?.advance({ newArticles })
              },
              expect(more) {
                running.total += more
                own?.advance({ total: own.progress.total + more })
                tell()
              },
              advance(done) {
                running.done += done
                own?.advance({ done })
                tell()
              },
            }),
            running.whole ? null : 'push',
          )
        : client
      const problem = result.ok ? result.value : signal.aborted ? ({ kind: 'cancelled' } as const) : result.problem
      await note(id, problem, running.whole)
      return { ...synced, problem }
    } catch (error) {
      if (signal.aborted) return { ...synced, problem: { kind: 'cancelled' } }
      if (error instanceof DiskError) return { ...synced, problem: error.problem }
      // A fault of ours is not to be met again at every beat.
      await note(id, { kind: 'oddAnswer', host: account.address, what: 'unexpected' }, true)
      throw error
    } finally {
      if (running.whole && --busy === 0) {
        own?.end()
        job = null
      }
    }
  }

  async function note(id: AccountId, problem: Problem | null, whole: boolean): Promise<void> {
    const { library, host } = desk()
    const account = library.account(id)
    if (!account) return
    const pause = Math.max(library.settings().refreshMinutes, clients.opened(id)?.shortest ?? 0)
    const now = host.clock.now()
    const next = noted(account, { problem, whole, now, pause, lacksSecret: clients.lacksSecret(id) })
    if (problem) host.log(`account ${id}: ${problem.kind}`)
    if (JSON.stringify(next) !== JSON.stringify(account.sync))
      await library.apply([{ kind: 'accounts.put', accounts: [{ ...account, sync: next }] }])
  }

  function remember(entries: readonly OutboxEntry[]): void {
    const sentAt = desk().host.clock.now()
    sent.unshift(...entries.map((entry) => ({ ...entry, sentAt })).reverse())
    sent.length = Math.min(sent.length, MOST_SENT)
  }

  /** A backup has come back: bookmarks are older, and what was asked for may have to be asked for again. */
  function startOver(): void {
    for (const line of lines.values()) {
      line.memory = newMemory()
      line.running?.abort.abort()
    }
  }

  function begin(id: AccountId, options: SyncOptions): Promise<Synced> {
    watch ??= desk().library.onChange(({ kind }) => kind === 'library.replaced' && startOver())
    const line = lineOf(id)
    const end = Promise.withResolvers<Synced>()
    const running: Running = {
      whole: options.only !== 'push',
      abort: new AbortController(),
      done: 0,
      total: 0,
      end: end.promise,
    }
    line.running = running
    tell()
    sync(id, running, options)
      .finally(() => {
        line.running = null
        tell()
      })
      .then(end.resolve, end.reject)
    return end.promise
  }

  return {
    services,
    get context() {
      return clients.context
    },
    states,
    tell,
    shortest: (id) => clients.opened(id)?.shortest ?? 0,
    isRunning: (id) => lines.get(id)?.running != null,
    sent: () => sent,
    run(id, options = {}) {
      const line = lineOf(id)
      if (!line.running) return begin(id, options)
      if (line.next) {
        if (options.only !== 'push') line.next.options.only = undefined
        if (options.complete) line.next.options.complete = true
        return line.next.end
      }
      const next = { options: { ...options }, end: line.running.end }
      const go = () => {
        line.next = null
        return begin(id, next.options)
      }
      next.end = line.running.end.then(async (before) => joined(before, await go()), go)
      line.next = next
      return next.end
    },
    async apart(id, work) {
      apart.add(id)
      try {
        const line = lines.get(id)
        clients.close(id)
        while (line?.running) {
          line.running.abort.abort()
          await line.running.end.catch(() => undefined)
        }
        lines.delete(id)
        return await work()
      } finally {
        clients.close(id)
        apart.delete(id)
      }
    },
    async look() {
      const { library } = desk()
      for (const account of library.accounts())
        if (!account.paused && !apart.has(account.id)) await clients.open(account)
      tell()
    },
    async stop() {
      watch?.()
      const running = [...lines.values()].flatMap((line) => line.running ?? [])
      for (const { abort } of running) abort.abort()
      await Promise.allSettled(running.map(({ end }) => end))
    },
  }
}

const isLocal = ({ address }: Account): boolean => /^(localhost|127\.|\[::1\])/.test(URL.parse(address)?.hostname ?? '')

/** With what the one brought that was under way when it was asked for, unless that was cut off. */
const joined = (before: Synced, { newArticles, sent, problem }: Synced): Synced =>
  before.problem === null
    ? { newArticles: before.newArticles + newArticles, sent: before.sent + sent, problem }
    : { newArticles, sent, problem }
