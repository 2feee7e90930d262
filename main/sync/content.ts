// Articles with their texts, a few hundred at a time: each page is stored together with the bookmark behind it, so that
// whatever is cut off goes on where it was.
import type { Feed } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import { boundLabels, isItem } from './bounds.ts'
import type { RemoteId, RemoteItem } from './service.ts'
import { pullStructure } from './structure.ts'
import { feedsOf, learned, stopped, type Arrival, type Sync, type Taken } from './scene.ts'

/** What the service has marked, when that was asked for before the articles. */
export interface Sets {
  unread: ReadonlySet<RemoteId>
  saved: ReadonlySet<RemoteId>
  labels?: ReadonlyMap<string, ReadonlySet<RemoteId>>
}

const MOST_ATTEMPTS = 5
const MOST_PAGES = 100_000

/** All that has come since the bookmark. */
export async function pullNews(sync: Sync): Promise<Result<null>> {
  const { client, library, accountId, signal } = sync
  let cursor = library.account(accountId)?.sync.cursors['news'] ?? null
  let expected = 0
  let coming = client.news?.(cursor, signal)
  for (let number = 0; coming && number < MOST_PAGES; number++) {
    const page = await coming
    if (!page.ok) return page
    const { values, done, total } = page.value
    if (signal.aborted) return stopped()
    if (number === 0) {
      expected = total ?? values.length
      sync.expect(expected)
    }
    if (!done && page.value.cursor === cursor)
      return fail({ kind: 'oddAnswer', host: hostOf(sync), what: 'a bookmark that does not move' })
    cursor = page.value.cursor
    coming = done ? undefined : ahead(client.news?.(cursor, signal))
    const taken = await takeItems(sync, values, null, () => learned(sync, { cursors: { news: page.value.cursor } }))
    if (!taken.ok) return taken
    sync.advance(Math.min(values.length, expected))
    expected -= Math.min(values.length, expected)
  }
  return ok(null)
}

/** On its way while what came before is taken in; it may be that nobody waits for it any more. */
function ahead<T>(coming: Promise<T> | undefined): Promise<T> | undefined {
  coming?.catch(() => undefined)
  return coming
}

/** Those of `ids` that the service still has, in batches. */
export async function pullItems(
  sync: Sync,
  ids: readonly RemoteId[],
  sets: Sets,
  bookmark: () => Write[] = () => [],
): Promise<Result<null>> {
  const { client, signal, memory } = sync
  if (!client.items) return ok(null)
  sync.expect(ids.length)
  const batchAt = (start: number) => ids.slice(start, start + client.batch.items)
  const ask = (start: number) => (start < ids.length ? client.items?.(batchAt(start), signal) : undefined)
  let coming = ask(0)
  for (let start = 0; coming; start += client.batch.items) {
    const batch = batchAt(start)
    const items = await coming
    if (!items.ok) return items
    if (signal.aborted) return stopped()
    coming = ahead(ask(start + client.batch.items))
    const isLast = start + client.batch.items >= ids.length
    const taken = await takeItems(sync, items.value, sets, isLast ? bookmark : () => [])
    if (!taken.ok) return taken
    // What was not given is no longer there; it is not asked for again and again.
    for (const id of batch) memory.passedOver.add(id)
    sync.advance(batch.length)
  }
  return ok(null)
}

/** Takes articles in; `bookmark` is stored in the same step. */
async function takeItems(
  sync: Sync,
  items: readonly RemoteItem[],
  sets: Sets | null,
  bookmark: () => Write[],
): Promise<Result<null>> {
  const good = items.filter(isItem)
  let feeds = byRemote(sync)
  const unknown = [...new Set(good.map(({ feedId }) => feedId))].filter((id) => !feeds.has(id))
  const letGo = unknown.length > 0 ? letGoOf(sync) : new Set()
  if (!sync.hasLookedAgain && unknown.some((id) => !letGo.has(id))) {
    // Followed there since the feeds were asked for.
    sync.hasLookedAgain = true
    const structure = await pullStructure(sync)
    if (!structure.ok) return structure
    feeds = byRemote(sync)
  }
  const byFeed = Map.groupBy(good, ({ feedId }) => feedId)
  for (let attempt = 1; ; attempt++) {
    const writes: Write[] = []
    const intakes: { feedId: string; fetchesPages: boolean; newArticles: number; isCurrent(): boolean }[] = []
    for (const [feedId, some] of byFeed) {
      const feed = feeds.get(feedId)
      if (!feed) continue
      const taken = await takeSound(sync, feed, some.map((item) => arrivalOf(item, sets)).toSorted(newestFirst))
      if (!taken.ok) return taken
      writes.push(...taken.value.writes)
      intakes.push({ feedId, ...taken.value })
    }
    if (sync.signal.aborted || !sync.library.account(sync.accountId)) return stopped()
    if (!intakes.every((intake) => intake.isCurrent()) && attempt < MOST_ATTEMPTS) continue
    feeds = byRemote(sync)
    const changedAt = sync.clock.now()
    const put = intakes.flatMap(({ feedId, fetchesPages, newArticles }) => {
      const feed = feeds.get(feedId)
      if (!feed || newArticles === 0) return []
      return [{ ...feed, fetchesPages, fetch: { ...feed.fetch, changedAt, checkedAt: changedAt } }]
    })
    if (put.length > 0) writes.unshift({ kind: 'feeds.put', feeds: put, service: true })
    writes.push(...bookmark())
    await sync.store(writes)
    sync.arrived(intakes.reduce((sum, { newArticles }) => sum + newArticles, 0))
    return ok(null)
  }
}

/** An article that cannot be read at all does not keep out the others. */
async function takeSound(sync: Sync, feed: Feed, arrivals: readonly Arrival[]): Promise<Result<Taken>> {
  const taken = await sync.takeIn(feed, arrivals)
  if (taken.ok || sync.signal.aborted || taken.problem.kind === 'cancelled') return taken
  const [only] = arrivals
  if (arrivals.length <= 1) {
    if (only) sync.log(`article ${only.id}: ${taken.problem.kind}`)
    return ok({ writes: [], newArticles: 0, fetchesPages: feed.fetchesPages, isCurrent: () => true })
  }
  const middle = Math.ceil(arrivals.length / 2)
  const first = await takeSound(sync, feed, arrivals.slice(0, middle))
  if (!first.ok) return first
  const second = await takeSound(sync, feed, arrivals.slice(middle))
  if (!second.ok) return second
  return ok({
    writes: [...first.value.writes, ...second.value.writes],
    newArticles: first.value.newArticles + second.value.newArticles,
    fetchesPages: first.value.fetchesPages,
    isCurrent: () => first.value.isCurrent() && second.value.isCurrent(),
  })
}

function arrivalOf({ id, item, read, saved, labels }: RemoteItem, sets: Sets | null): Arrival {
  return {
    id,
    item,
    read: read ?? (sets ? !sets.unread.has(id) : null),
    saved: saved ?? sets?.saved.has(id) ?? null,
    labels: boundLabels(labels ?? labelsIn(sets, id)),
  }
}

export const labelsIn = (sets: Sets | null, id: RemoteId): string[] =>
  sets?.labels ? [...sets.labels].flatMap(([label, ids]) => (ids.has(id) ? [label] : [])) : []

/** As feeds have them; serial numbers are given from the end. */
const newestFirst = (a: Arrival, b: Arrival): number =>
  (b.item.published ?? b.item.updated ?? 0) - (a.item.published ?? a.item.updated ?? 0)

const byRemote = (sync: Sync) =>
  new Map(feedsOf(sync).flatMap((feed) => (feed.remoteId == null ? [] : [[feed.remoteId, feed] as const])))

/** Unfollowed here, and the service is still to hear of it. */
const letGoOf = ({ library, accountId }: Sync): Set<string> =>
  new Set(
    library
      .outbox(accountId)
      .flatMap(({ change }) => (change.on === 'gone' && change.key === 'feed' ? [change.remoteId] : [])),
  )

export function hostOf({ library, accountId }: Sync): string {
  const address = library.account(accountId)?.address ?? ''
  return URL.parse(address)?.host ?? address
}
