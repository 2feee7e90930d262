// Who syncs when: one sync at a time for each account, its client and secret, its state, and what to do when it fails.
import type { Account, AccountId, AccountState, AccountSync, OutboxEntry } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import { DiskError } from '../base/host.ts'
import { isExpired, isInterrupted, retryAtOf } from '../sync/problems.ts'
import type { Client, Credentials, Service, ServiceContext } from '../sync/service.ts'
import { newMemory, syncAccount, type Synced, type SyncMemory } from '../sync/sync.ts'
import { readCredentials, secretName } from './credentials.ts'
import type { Desk } from './desk.ts'
import { serviceContext } from './service-context.ts'
import type { Job } from './work.ts'

export interface Syncs {
  readonly services: readonly Service[]
  /** What every service is given to work with. */
  readonly context: ServiceContext
  states(): AccountState[]
  /** 'push' only tells what waits. While another one runs, this one comes after it. */
  run(id: AccountId, options?: SyncOptions): Promise<Synced>
  isRunning(id: AccountId): boolean
  /** What has been told lately, newest first. */
  sent(): SentEntry[]
  /** The secret or the address is another from now on, or the account is gone: what runs is stopped first. */
  forget(id: AccountId): Promise<void>
  /** Tells what the accounts do, soon, if it is other than before. */
  tell(): void
  stop(): Promise<void>
}

export interface SyncOptions {
  only?: 'push' | undefined
  /** What comes is completed. */
  complete?: boolean
}

export type SentEntry = OutboxEntry & { sentAt: number }

interface Running {
  only: 'push' | null
  abort: AbortController
  done: number
  total: number
  end: Promise<Synced>
}

interface Line {
  client: Client | null
  memory: SyncMemory
  /** The keychain has none for it (any more). */
  lacksSecret: boolean
  running: Running | null
  next: { options: SyncOptions; end: Promise<Synced> } | null
  /** Has answered from a private address. */
  isPrivate: boolean
}

const MOST_SENT = 500
const PAUSE = 300
const MINUTE = 60_000
const LONGEST_WAIT = 60 * MINUTE

export function createSyncs(desk: () => Desk, services: readonly Service[]): Syncs {
  const lines = new Map<AccountId, Line>()
  const sent: SentEntry[] = []
  let job: Job | null = null
  let busy = 0
  let told = '[]'
  let waiting = false
  let context: ServiceContext | null = null

  const lineOf = (id: AccountId): Line => {
    const line = lines.get(id) ?? {
      client: null,
      memory: newMemory(),
      lacksSecret: false,
      running: null,
      next: null,
      isPrivate: false,
    }
    lines.set(id, line)
    return line
  }

  function states(): AccountState[] {
    const { host, library } = desk()
    return library.accounts().map((account): AccountState => {
      const { id: accountId, sync, abilities } = account
      const common = { accountId, waiting: library.waiting(accountId), refused: library.refused(accountId).length }
      const line = lines.get(accountId)
      if (line?.running && line.running.only === null) {
        const { done, total } = line.running
        return { ...common, kind: 'syncing', done, total }
      }
      if (account.paused) return { ...common, kind: 'paused' }
      if (sync.expired || line?.lacksSecret) return { ...common, kind: 'expired' }
      if (!host.surroundings.online() && !abilities.fetchesHere) return { ...common, kind: 'offline' }
      if (sync.problem) return { ...common, kind: 'troubled', problem: sync.problem, nextAt: sync.nextAt }
      return { ...common, kind: 'signedIn', syncedAt: sync.syncedAt }
    })
  }

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

  async function clientOf(account: Account): Promise<Result<Client>> {
    const line = lineOf(account.id)
    if (line.client) return ok(line.client)
    const { host } = desk()
    const service = services.find(({ name }) => name === account.service)
    if (!service) return fail({ kind: 'notOffered', accountId: account.id, ability: account.service })
    const credentials = readCredentials(await host.secrets.get(secretName(account.id)))
    line.lacksSecret = credentials === null
    if (!credentials) return fail({ kind: 'signInExpired', accountId: account.id })
    const common = (context ??= serviceContext(host))
    const wire: ServiceContext['wire'] = {
      async request(request) {
        const answer = await common.wire.request(request)
        if (answer.ok) line.isPrivate = answer.value.private
        return answer
      },
    }
    const keep = (renewed: Credentials) => {
      if (line.client !== client) return
      void host.secrets.set(secretName(account.id), JSON.stringify(renewed)).then((kept) => {
        if (!kept.ok) host.log(`session of account ${account.id} could not be kept`)
      })
    }
    const client = service.open({ ...common, wire }, account, credentials, keep)
    line.client = client
    return ok(client)
  }

  /** The whole of one sync; never rejects for what can be expected. */
  async function sync(id: AccountId, line: Line, running: Running, options: SyncOptions): Promise<Synced> {
    const { library, host, work } = desk()
    const synced: Synced = { newArticles: 0, sent: 0, problem: null }
    const account = library.account(id)
    if (!account) return { ...synced, problem: { kind: 'notFound', noun: 'account', id } }
    if (!host.surroundings.online() && !account.abilities.fetchesHere && !isLocal(account))
      return { ...synced, problem: { kind: 'offline' } }
    const isWhole = options.only !== 'push'
    if (isWhole) {
      busy++
      job = work.running('sync') ?? work.begin('sync', 0)
    }
    const own = isWhole ? job : null
    try {
      const client = await clientOf(account)
      const signal = AbortSignal.any([running.abort.signal, own?.signal ?? work.closing])
      const result: Result<null> = client.ok
        ? await syncAccount(
            {
              accountId: id,
              client: client.value,
              library,
              clock: host.clock,
              signal,
              memory: line.memory,
              log: (text) => host.log(`account ${id}: ${text}`),
              async store(writes) {
                await library.apply(writes)
              },
              sent(entries) {
                synced.sent += entries.length
                const sentAt = host.clock.now()
                sent.unshift(...entries.map((entry) => ({ ...entry, sentAt })).reverse())
                sent.length = Math.min(sent.length, MOST_SENT)
              },
            },
            options.only ?? null,
          )
        : client
      const problem = result.ok ? null : signal.aborted ? ({ kind: 'cancelled' } as const) : result.problem
      await note(id, problem, isWhole)
      return { ...synced, problem }
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      return { ...synced, problem: error.problem }
    } finally {
      if (isWhole && --busy === 0) {
        own?.end()
        job = null
      }
    }
  }

  /** What it has taught about the account, and when it is to be asked again. */
  async function note(id: AccountId, problem: Problem | null, isWhole: boolean): Promise<void> {
    const { library, host } = desk()
    const account = library.account(id)
    if (!account || problem?.kind === 'offline') return
    const now = host.clock.now()
    const shortest = Math.max(library.settings().refreshMinutes, lineOf(id).client?.shortest ?? 0) * MINUTE
    const next: AccountSync = { ...account.sync }
    if (problem === null) {
      Object.assign(next, { failures: 0, problem: null, expired: false })
      if (isWhole) Object.assign(next, { syncedAt: now, nextAt: now + shortest })
    } else if (problem.kind === 'cancelled') next.nextAt = now + shortest
    else if (isExpired(problem)) {
      next.problem = { kind: 'signInExpired', accountId: id }
      // What the keychain has not got now it may have after the next start.
      next.expired = !lineOf(id).lacksSecret
    } else if (!isInterrupted(problem)) {
      next.failures = account.sync.failures + 1
      next.problem = problem
      const rest = Math.min(LONGEST_WAIT, MINUTE * 2 ** Math.min(account.sync.failures, 10))
      // Many that wait for one service do not come back at once.
      next.nextAt = Math.max(retryAtOf(problem) ?? 0, now + rest) + Math.random() * rest * 0.3
    }
    if (JSON.stringify(next) !== JSON.stringify(account.sync))
      await library.apply([{ kind: 'accounts.put', accounts: [{ ...account, sync: next }] }])
  }

  function begin(id: AccountId, options: SyncOptions): Promise<Synced> {
    const line = lineOf(id)
    const running: Running = {
      only: options.only ?? null,
      abort: new AbortController(),
      done: 0,
      total: 0,
      end: Promise.resolve({ newArticles: 0, sent: 0, problem: null }),
    }
    line.running = running
    running.end = sync(id, line, running, options).finally(() => {
      line.running = null
      tell()
    })
    tell()
    return running.end
  }

  return {
    services,
    get context() {
      return (context ??= serviceContext(desk().host))
    },
    states,
    tell,
    isRunning: (id) => lines.get(id)?.running != null,
    sent: () => sent,
    run(id, options = {}) {
      const line = lineOf(id)
      if (!line.running) return begin(id, options)
      if (line.next) {
        if (options.only !== 'push') line.next.options.only = undefined
        line.next.options.complete ||= options.complete ?? false
        return line.next.end
      }
      const next = { options: { ...options }, end: line.running.end }
      const go = () => {
        line.next = null
        return begin(id, next.options)
      }
      next.end = line.running.end.then(go, go)
      line.next = next
      return next.end
    },
    async forget(id) {
      const line = lines.get(id)
      lines.delete(id)
      if (!line) return
      line.client = null
      line.running?.abort.abort()
      await line.running?.end.catch(() => undefined)
    },
    async stop() {
      const running = [...lines.values()].flatMap((line) => line.running ?? [])
      for (const { abort } of running) abort.abort()
      await Promise.allSettled(running.map(({ end }) => end))
    },
  }
}

const isLocal = ({ address }: Account): boolean => /^(localhost|127\.|\[::1\])/.test(URL.parse(address)?.hostname ?? '')
