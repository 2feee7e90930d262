// The heartbeat of accounts: syncs when their time has come, tells what was marked a few seconds later, rests when told to.
import type { Account, AccountId } from '../contract/models.ts'
import type { Change } from '../contract/changes.ts'
import type { Desk } from './desk.ts'
import { report } from './feeds.ts'
import type { SyncOptions } from './syncs.ts'

const BEAT = 30_000
/** Marks that come together are told together. */
const SOON = 5_000
/** After sleep a network has an address before it has names. */
const SETTLE = 5_000
/** A clock that was put right: nobody rests for so long. */
const LONGEST = 26 * 3_600_000
/** What cannot be stored is not fetched again and again. */
const DISK_REST = 15 * 60_000
const MINUTE = 60_000

/** Starts; answers with what ends it. */
export function startSyncRounds(desk: Desk): () => void {
  const { library, host, syncs } = desk
  const { clock, surroundings } = host
  const nothing = () => undefined as void
  const cancels = { beat: nothing, soon: nothing, settle: nothing, arrived: nothing }
  /** The newest change that was there when the account was last told anything, and when that was. */
  const tried = new Map<AccountId, { seq: number; at: number }>()
  /** Articles that came here by themselves: what was marked elsewhere before is to be looked at again. */
  const arrived = new Set<AccountId>()
  let soon = false
  let stopped = false
  let diskRests = -Infinity

  const newest = (id: AccountId): number => (library.waiting(id) === 0 ? 0 : (library.outbox(id).at(-1)?.seq ?? 0))

  function run({ id }: Account, options: SyncOptions): void {
    tried.set(id, { seq: newest(id), at: clock.now() })
    syncs
      .run(id, { complete: true, ...options })
      .then(({ problem }) => {
        if (problem?.kind.startsWith('disk')) diskRests = clock.now()
      })
      .catch(report(desk))
  }

  /** Nothing runs while offline, expired, paused, or when the disk is full. `again`: another network may take the secret
   * that one with a sign-in page of its own has refused. */
  function idle(again = false): Account[] {
    if (stopped || Math.abs(clock.now() - diskRests) < DISK_REST) return []
    const kinds = new Map(syncs.states().map((state) => [state.accountId, state.kind]))
    return library.accounts().filter(({ id }) => {
      const kind = kinds.get(id)
      return (kind === 'signedIn' || kind === 'troubled' || (again && kind === 'expired')) && !syncs.isRunning(id)
    })
  }
  const rests = ({ sync }: Account): boolean => {
    const left = sync.nextAt - clock.now()
    return left > 0 && left < LONGEST
  }

  /** Only what is new since it was last tried: what the service would not have waits for the next sync. */
  function push(): void {
    for (const account of idle()) {
      const last = tried.get(account.id) ?? { seq: 0, at: -Infinity }
      const isLate = clock.now() - last.at >= syncs.shortest(account.id) * MINUTE
      if (newest(account.id) > last.seq && isLate && !(account.sync.problem && rests(account)))
        run(account, { only: 'push' })
    }
  }
  function due(): void {
    for (const account of idle()) if (!rests(account)) run(account, {})
  }
  /** Everything that is not asked to rest. */
  function all(): void {
    for (const account of idle(true)) if (!(isAsked(account) && rests(account))) run(account, {})
  }

  function pushSoon(): void {
    if (soon || stopped) return
    soon = true
    cancels.soon = clock.after(SOON, () => {
      soon = false
      push()
    })
  }

  function lookAgain(feedId: number): void {
    const accountId = library.feed(feedId)?.accountId
    const account = accountId == null ? null : library.account(accountId)
    if (!account?.abilities.fetchesHere || arrived.has(account.id)) return
    if (arrived.size === 0)
      cancels.arrived = clock.after(SOON, () => {
        const accounts = idle().filter(({ id }) => arrived.has(id))
        arrived.clear()
        for (const one of accounts) run(one, {})
      })
    arrived.add(account.id)
  }

  function changed(change: Change): void {
    if (library.accounts().length === 0 && change.kind !== 'accounts.removed') return
    syncs.tell()
    if (change.kind === 'articles.added') lookAgain(change.feedId)
    else if (told.has(change.kind)) pushSoon()
  }

  const settle = () => {
    cancels.settle()
    syncs.tell()
    if (!surroundings.online()) return
    cancels.settle = clock.after(SETTLE, () => void syncs.look().then(all).catch(report(desk)))
  }
  const next = () => {
    if (stopped) return
    cancels.beat = clock.after(BEAT, () => {
      due()
      push()
      next()
    })
  }

  const stops = [library.onChange(changed), surroundings.onWake(settle), surroundings.onOnline(settle)]
  next()
  const first = library.settings().refreshOnStart ? all : nothing
  if (library.accounts().length > 0) void syncs.look().then(first).catch(report(desk))
  return () => {
    stopped = true
    for (const cancel of Object.values(cancels)) cancel()
    for (const stop of stops) stop()
  }
}

/** The service has asked for the rest. */
const isAsked = ({ sync }: Account): boolean =>
  sync.problem !== null && 'retryAt' in sync.problem && sync.problem.retryAt !== null

const told = new Set<Change['kind']>([
  'articles.marked',
  'articles.labelled',
  'feeds.changed',
  'feeds.removed',
  'folders.changed',
  'folders.removed',
])
