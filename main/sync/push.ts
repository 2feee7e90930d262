// Tells a service what the reader has marked: sets in batches, never toggles; one that it will not have blocks no other.
import type { ArticleId, OutboxEntry, PendingChange } from '../contract/models.ts'
import { ok, type Problem, type Result } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import { isRefusal } from './problems.ts'
import type { RemoteId } from './service.ts'
import type { Sync } from './scene.ts'

type Mark = Extract<PendingChange, { on: 'article' }>
type MarkEntry = OutboxEntry & { change: Mark }

interface Telling {
  entry: MarkEntry
  remote: RemoteId
}

/** A change that failed by itself. */
export interface Suspect {
  entry: OutboxEntry
  problem: Problem
}

/** Refusals in a row after which it is rather the service that is troubled: before anything has worked, and since. */
const MOST_AT_FIRST = 12
const MOST_IN_A_ROW = 40
/** Syncs in which all else worked. */
const MOST_TRIES = 3

/** What has failed by itself and was not refused for good: nothing else has worked since. */
export async function pushMarks(sync: Sync): Promise<Result<Suspect[]>> {
  const teller = new Teller(sync)
  for (const group of groupsOf(sync)) {
    const told = await teller.tellAll(group)
    if (!told.ok) return told
    if (teller.isTroubled()) break
  }
  return ok(teller.suspects)
}

/** All else has worked: who fails over and over alone is refused. */
export async function strike(sync: Sync, suspects: readonly Suspect[]): Promise<void> {
  const { tries } = sync.memory
  const refused: Suspect[] = []
  for (const suspect of suspects) {
    const times = (tries.get(suspect.entry.seq) ?? 0) + 1
    if (times >= MOST_TRIES) refused.push(suspect)
    else tries.set(suspect.entry.seq, times)
  }
  if (refused.length > 0) await refuse(sync, refused)
}

export async function refuse(sync: Sync, suspects: readonly Suspect[]): Promise<void> {
  for (const { entry, problem } of suspects) {
    sync.memory.tries.delete(entry.seq)
    sync.log(`change ${entry.seq}: refused, ${JSON.stringify(problem)}`)
  }
  const entries = suspects.map(({ entry: { seq, change }, problem }) => ({ seq, change, problem }))
  const feeds = suspects.flatMap(({ entry: { change }, problem }) => {
    const feed = change.on === 'feed' && change.key === 'follow' ? sync.library.feed(change.id) : null
    return feed ? [{ ...feed, fetch: { ...feed.fetch, problem } }] : []
  })
  const writes: Write[] = [{ kind: 'outbox.refused', accountId: sync.accountId, entries }]
  if (feeds.length > 0) writes.push({ kind: 'feeds.put', feeds, service: true })
  await sync.store(writes)
}

/** The write for what has been told. */
export const sentWrite = ({ accountId }: Pick<Sync, 'accountId'>, entries: readonly OutboxEntry[]): Write => ({
  kind: 'outbox.sent',
  accountId,
  entries: entries.map(({ seq, change }) => ({ seq, change })),
})

/** What is set to the same value, each group oldest first; what has failed before comes last. */
function groupsOf({ library, accountId, memory }: Sync): MarkEntry[][] {
  const entries = library.outbox(accountId).filter((entry): entry is MarkEntry => entry.change.on === 'article')
  const groups = new Map<string, MarkEntry[]>()
  for (const entry of entries) {
    const { key, value } = entry.change
    const name = `${memory.tries.has(entry.seq) ? 1 : 0} ${key === 'label' ? entry.change.label : ''} ${key} ${value}`
    const group = groups.get(name)
    if (group) group.push(entry)
    else groups.set(name, [entry])
  }
  return [...groups].toSorted(([a], [b]) => Number(a.slice(0, 1)) - Number(b.slice(0, 1))).map(([, group]) => group)
}

class Teller {
  readonly suspects: (Suspect & { entry: MarkEntry })[] = []
  readonly #sync: Sync
  #hasWorked = false
  #inARow = 0

  constructor(sync: Sync) {
    this.#sync = sync
  }

  isTroubled(): boolean {
    return this.#inARow >= (this.#hasWorked ? MOST_IN_A_ROW : MOST_AT_FIRST)
  }

  async tellAll(group: readonly MarkEntry[]): Promise<Result<null>> {
    const { library, client, accountId } = this.#sync
    const account = library.account(accountId)
    if (!account) return ok(null)
    const [first] = group
    const { labels, save } = account.abilities
    const isKnown = first && (first.change.key === 'label' ? labels : first.change.key === 'saved' ? save : true)
    for (let start = 0; start < group.length && !this.isTroubled(); start += client.batch.tell) {
      const entries = group.slice(start, start + client.batch.tell)
      const ids = entries.map(({ change }): ArticleId => change.id)
      const remotes = isKnown ? await library.remoteIds(ids, account.digits) : []
      // What the service cannot know, or knows no more, there is no need to tell.
      const unknown = entries.filter((_, index) => !remotes[index])
      if (unknown.length > 0) {
        this.#sync.log(`${unknown.length} changes to articles that are not there`)
        await this.#sync.store([sentWrite(this.#sync, unknown)])
      }
      const tellings = entries.flatMap((entry, index): Telling[] => {
        const remote = remotes[index]
        return remote ? [{ entry, remote }] : []
      })
      if (tellings.length === 0) continue
      const told = await this.#tell(tellings, true)
      if (!told.ok) return told
    }
    return ok(null)
  }

  /** Fails only for what stands in the way of all. */
  async #tell(tellings: readonly Telling[], mayBePurged: boolean): Promise<Result<null>> {
    const said = await this.#say(tellings)
    if (said.ok) {
      this.#inARow = 0
      this.#hasWorked = true
      return this.#settle()
    }
    if (!isRefusal(said.problem)) return said
    this.#sync.log(`${tellings.length} changes not taken: ${JSON.stringify(said.problem)}`)
    this.#inARow++
    if (mayBePurged) {
      const there = await this.#withoutPurged(tellings)
      if (there.length === 0) return ok(null)
      if (there.length < tellings.length) return this.#tell(there, false)
    }
    const [only] = tellings
    if (tellings.length === 1 && only) {
      this.suspects.push({ entry: only.entry, problem: said.problem })
      return ok(null)
    }
    const middle = Math.ceil(tellings.length / 2)
    for (const half of [tellings.slice(0, middle), tellings.slice(middle)]) {
      if (this.isTroubled()) return ok(null)
      const told = await this.#tell(half, false)
      if (!told.ok) return told
    }
    return ok(null)
  }

  async #say(tellings: readonly Telling[]): Promise<Result<null>> {
    const sync = this.#sync
    const change = tellings[0]?.entry.change
    if (!change) return ok(null)
    const what =
      change.key === 'label'
        ? { key: change.key, label: change.label, value: change.value }
        : { key: change.key, value: change.value }
    const told = await sync.client.tell(
      what,
      tellings.map(({ remote }) => remote),
      sync.signal,
    )
    if (!told.ok) return told
    const refusals = new Map(told.value.refused.map(({ id, problem }) => [id, problem]))
    const sent = tellings.filter(({ remote }) => !refusals.has(remote)).map(({ entry }) => entry)
    const writes: Write[] = sent.length > 0 ? [sentWrite(sync, sent)] : []
    await sync.store(writes)
    for (const { seq } of sent) sync.memory.tries.delete(seq)
    sync.sent(sent)
    const all = tellings.flatMap(({ entry, remote }) => {
      const problem = refusals.get(remote)
      return problem ? [{ entry, problem }] : []
    })
    const isGone = ({ problem }: Suspect) => problem.kind === 'gone'
    await this.#unlink(all.filter(isGone).map(({ entry }) => entry))
    const refused = all.filter((suspect) => !isGone(suspect))
    if (refused.length > 0) await refuse(sync, refused)
    return ok(null)
  }

  /** The service works: those that failed alone are asked for once more, then refused. */
  async #settle(): Promise<Result<null>> {
    const suspects = this.suspects.splice(0)
    for (const { entry } of suspects) {
      const account = this.#sync.library.account(this.#sync.accountId)
      const [remote] = account ? await this.#sync.library.remoteIds([entry.change.id], account.digits) : []
      if (!remote) continue
      const said = await this.#say([{ entry, remote }])
      if (said.ok) continue
      if (!isRefusal(said.problem)) return said
      await refuse(this.#sync, [{ entry, problem: said.problem }])
    }
    return ok(null)
  }

  /** Some servers refuse a whole batch for one article that they have thrown away. It stays here as it is. */
  async #withoutPurged(tellings: readonly Telling[]): Promise<readonly Telling[]> {
    const { client, signal } = this.#sync
    if (!client.items) return tellings
    const there = new Set<RemoteId>()
    for (let start = 0; start < tellings.length; start += client.batch.items) {
      const ids = tellings.slice(start, start + client.batch.items).map(({ remote }) => remote)
      const answer = await client.items(ids, signal)
      if (!answer.ok) return tellings
      for (const { id } of answer.value) there.add(id)
    }
    // All of them gone: that would rather be an answer that is none.
    if (there.size === 0) return tellings
    const gone = tellings.filter(({ remote }) => !there.has(remote)).map(({ entry }) => entry)
    await this.#unlink(gone)
    return tellings.filter(({ remote }) => there.has(remote))
  }

  /** Thrown away there, they stay here as they are, and there is nobody to tell. */
  async #unlink(gone: readonly MarkEntry[]): Promise<void> {
    if (gone.length === 0) return
    const ids = gone.map(({ change }) => change.id)
    await this.#sync.store([{ kind: 'articles.unlink', ids }, sentWrite(this.#sync, gone)])
  }
}
