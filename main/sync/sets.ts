// The whole of what is unread and saved at the service, compared with the library: one write, nothing on a mere suspicion.
import type { ArticleId } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import type { RemoteArticle, Write } from '../library/writes.ts'
import { MOST_IDS } from './bounds.ts'
import { hostOf, pullItems, type Sets } from './content.ts'
import { both, doubtOf, flipsOf, type Flips } from './flips.ts'
import { MarkSheet } from './mark-sheet.ts'
import type { RemoteId } from './service.ts'
import { accountOf, feedsOf, learned, stopped, type Sync } from './scene.ts'

const HOUR = 3_600_000
/** Where the service tells what changes, this only finds what it has thrown away, and what was missed. */
const SELDOM = 6 * HOUR
const EDITS = 24 * HOUR
const RECENT = 48 * HOUR
const MOST_EDITS = 500
const MANY = 10
/** Before an answer that looks wrong is asked for again. */
const PAUSE = 2000
const MOST_PAGES = 10_000

export function isSetsDue({ client, library, accountId, clock }: Sync): boolean {
  if (!client.sets) return false
  if (!client.changes) return true
  const last = Number(library.account(accountId)?.sync.cursors['sets'] ?? 0)
  const since = clock.now() - last
  return since < 0 || since >= SELDOM
}

/** Answers with the doubt when the service contradicts itself. */
export async function pullSets(sync: Sync): Promise<Result<Problem | null>> {
  const { client, library, signal } = sync
  const account = accountOf(sync)
  if (!account || !client.sets) return stopped()
  // What comes after this is in no set yet.
  const known = await library.remotes(
    feedsOf(sync).map(({ id }) => id),
    account.digits,
  )
  const first = await client.sets(signal)
  if (!first.ok) return first
  if (first.value.unread.size > MOST_IDS || first.value.saved.size > MOST_IDS)
    return fail({ kind: 'oddAnswer', host: hostOf(sync), what: 'too many articles' })
  let sets = first.value
  let flips = flipsOf(sync, known, sets)
  const doubt = doubtOf(flips, known.size)
  if (doubt) {
    sync.log(`doubtful: ${doubt} articles, asked again`)
    await sync.pause(PAUSE, signal)
    const second = await client.sets(signal)
    if (!second.ok) return second
    sets = second.value
    const again = flipsOf(sync, known, sets)
    // What is said twice is believed.
    flips = doubtOf(again, known.size) ? both(flips, again) : again
  }
  const problem = holdBack(sync, flips)
  const confirmed = await confirm(sync, flips)
  if (!confirmed.ok) return confirmed
  const { read, unsaved, gone } = confirmed.value
  if (!accountOf(sync)) return stopped()
  const sheet = new MarkSheet(library)
  for (const id of read) sheet.mark(id, 'read', true)
  for (const id of flips.unread) sheet.mark(id, 'read', false)
  for (const id of flips.saved) sheet.mark(id, 'saved', true)
  for (const id of unsaved) sheet.mark(id, 'saved', false)
  for (const [id, labels] of flips.labels) sheet.labels(id, labels)
  const writes: Write[] = sheet.writes()
  if (gone.length > 0) {
    sync.log(
      `no longer there: ${gone
        .map(({ remote }) => remote)
        .slice(0, 20)
        .join(' ')} (${gone.length})`,
    )
    writes.push({ kind: 'articles.unlink', ids: gone.map(({ id }) => id) })
  }
  await sync.store(writes)
  for (const { remote } of gone) sync.memory.passedOver.delete(remote)
  const cursors: Record<string, string> = problem ? {} : { sets: String(sync.clock.now()) }
  const content = await pullUnknown(sync, known, sets)
  if (!content.ok) return content
  if (!accountOf(sync)) return stopped()
  const seen = {
    feeds: library.account(account.id)?.sync.seen.feeds ?? 0,
    unread: sets.unread.size,
    saved: sets.saved.size,
  }
  await sync.store(learned(sync, { seen, doubts: { saved: problem ? problem.sign : null }, cursors }))
  return ok(problem?.problem ?? null)
}

/** What was saved is held dearest: many that are to be so no more wait for the next sync to say the same. */
function holdBack(sync: Sync, flips: Flips): { problem: Problem; sign: string } | null {
  const { unsaved, savedHere } = flips
  // Where each is asked for by itself, that is as good.
  if (sync.client.items || unsaved.size < MANY || unsaved.size * 2 <= savedHere) return null
  const sign = sync.checksum([...unsaved.keys()].toSorted((a, b) => a - b).join(' '))
  if (sync.library.account(sync.accountId)?.sync.doubts['saved'] === sign) return null
  flips.unsaved = new Map()
  return { sign, problem: { kind: 'doubtfulAnswer', host: hostOf(sync), what: 'saved' } }
}

interface Confirmed {
  read: ArticleId[]
  unsaved: ArticleId[]
  /** The service has thrown them away, which is not the same. */
  gone: { id: ArticleId; remote: RemoteId }[]
}

/** What is in its set no more is asked for by itself, where that can be done. */
async function confirm(sync: Sync, { absent, unsaved }: Flips): Promise<Result<Confirmed>> {
  const { client, signal } = sync
  const confirmed: Confirmed = { read: [], unsaved: [], gone: [] }
  // One that tells all changes has told of those that were read.
  if (!client.items) {
    if (!client.changes) confirmed.read.push(...absent.keys())
    confirmed.unsaved.push(...unsaved.keys())
    return ok(confirmed)
  }
  const all = [...new Map([...absent, ...unsaved])]
  for (let start = 0; start < all.length; start += client.batch.items) {
    const batch = all.slice(start, start + client.batch.items)
    const answer = await client.items(
      batch.map(([, remote]) => remote),
      signal,
    )
    if (!answer.ok) return answer
    if (signal.aborted) return stopped()
    const there = new Map(answer.value.map((item) => [item.id, item]))
    for (const [id, remote] of batch) {
      const item = there.get(remote)
      if (!item) confirmed.gone.push({ id, remote })
      if (item && absent.has(id) && item.read !== false) confirmed.read.push(id)
      if (item && unsaved.has(id) && item.saved !== true) confirmed.unsaved.push(id)
    }
  }
  return ok(confirmed)
}

/** Texts of what the sets name and the library has not, then of what the service calls recent, then of what may have been
 * edited. */
async function pullUnknown(sync: Sync, known: ReadonlyMap<RemoteId, RemoteArticle>, sets: Sets): Promise<Result<null>> {
  const { client, memory, library, accountId, signal, clock } = sync
  if (!client.items) return ok(null)
  const isNew = (id: RemoteId) => !known.has(id) && !memory.passedOver.has(id)
  const named = new Set([
    ...sets.unread,
    ...sets.saved,
    ...[...(sets.labels?.values() ?? [])].flatMap((ids) => [...ids]),
  ])
  const unknown = await pullItems(sync, [...named].filter(isNew).toSorted().toReversed(), sets)
  if (!unknown.ok) return unknown
  let cursor = library.account(accountId)?.sync.cursors['recent'] ?? null
  for (let number = 0; client.recent && number < MOST_PAGES; number++) {
    const page = await client.recent(cursor, signal)
    if (!page.ok) return page
    if (!accountOf(sync)) return stopped()
    if (!page.value.done && page.value.cursor === cursor) break
    cursor = page.value.cursor
    const bookmark = () => learned(sync, { cursors: { recent: page.value.cursor } })
    const fresh = page.value.values.filter((id) => isNew(id) && !named.has(id))
    const taken = await pullItems(sync, fresh, sets, bookmark)
    if (!taken.ok) return taken
    if (fresh.length === 0) await sync.store(bookmark())
    if (page.value.done) break
  }
  const now = clock.now()
  const edits = Number(library.account(accountId)?.sync.cursors['edits'] ?? now - EDITS)
  // Where news are told, so is what was edited, or it cannot be known.
  if (client.news || Math.abs(now - edits) < EDITS) return ok(null)
  const late = [...known].filter(([, { id }]) => (library.state(id)?.arrivedAt ?? 0) > now - RECENT)
  const again = late.slice(-MOST_EDITS).map(([remote]) => remote)
  return pullItems(sync, again, sets, () => learned(sync, { cursors: { edits: String(now) } }))
}
