// What a service in the manner of Google Reader has: the sets of ids that can be relied on everywhere, and texts by id.
import { ok, type Result } from '../../contract/problems.ts'
import { json, SECOND, type Pair } from '../http.ts'
import { longId } from '../remote-id.ts'
import type { Client, Page, RemoteId, RemoteItem } from '../service.ts'
import { labelsThere, type Catalogue } from './google-reader-feeds.ts'
import { itemOfReader, itemsSchema, labelId } from './google-reader-items.ts'
import type { Preset } from './google-reader-presets.ts'
import { idSet, idsPage } from './google-reader-ids.ts'
import type { GoogleReaderSession } from './google-reader-session.ts'

const UNREAD: readonly Pair[] = [
  ['s', 'user/-/state/com.google/reading-list'],
  ['xt', 'user/-/state/com.google/read'],
]
const SAVED: readonly Pair[] = [['s', 'user/-/state/com.google/starred']]
const ALL: readonly Pair[] = [['s', 'user/-/state/com.google/reading-list']]

const DAY = 24 * 60 * 60
const FIRST_DAYS = 30

export function readingOf(session: GoogleReaderSession, preset: Preset, catalogue: Catalogue, labels: boolean) {
  let labelsAt = Number.NEGATIVE_INFINITY

  async function items(ids: readonly RemoteId[], signal: AbortSignal): Promise<Result<RemoteItem[]>> {
    if (ids.length === 0) return ok([])
    const form = ids.map((id): Pair => ['i', longId(id)])
    const answer = await session.post('/stream/items/contents?output=json', form, signal, 1)
    if (!answer.ok) {
      // Miniflux up to 2.2.8 says so where none is left.
      if (answer.problem.kind === 'changeRefused' && /no items returned/.test(answer.problem.detail)) return ok([])
      if (answer.problem.kind !== 'tooLarge' || ids.length === 1) return answer
      const middle = Math.ceil(ids.length / 2)
      const first = await items(ids.slice(0, middle), signal)
      if (!first.ok) return first
      const second = await items(ids.slice(middle), signal)
      return second.ok ? ok([...first.value, ...second.value]) : second
    }
    const read = json(answer.value, itemsSchema)
    if (!read.ok) return read
    const asked = new Set(ids)
    const found = read.value.items.flatMap(
      (said) => itemOfReader(said, preset, labels ? catalogue.folders : null) ?? [],
    )
    return ok(found.filter(({ id }) => asked.delete(id)))
  }

  async function labelSets(signal: AbortSignal): Promise<Result<Map<string, Set<RemoteId>>>> {
    const known = await labelsThere(session, catalogue, signal)
    if (!known.ok) return known
    const sets = new Map<string, Set<RemoteId>>()
    for (const label of known.value) {
      const set = await idSet(session, preset, [['s', labelId(label)]], signal)
      if (!set.ok) return set
      sets.set(label, set.value)
    }
    if (sets.size === 0) return ok(sets)
    // Of a label that is gone by now FreshRSS names all articles there are.
    const still = await labelsThere(session, catalogue, signal)
    if (!still.ok) return still
    for (const label of sets.keys()) if (!still.value.includes(label)) sets.delete(label)
    return ok(sets)
  }

  return {
    items,

    async sets(signal) {
      const unread = await idSet(session, preset, UNREAD, signal)
      if (!unread.ok) return unread
      const saved = await idSet(session, preset, SAVED, signal)
      if (!saved.ok) return saved
      const both = { unread: unread.value, saved: saved.value }
      if (!labels || session.now() - labelsAt < preset.labelsEvery) return ok(both)
      const labelled = await labelSets(signal)
      if (!labelled.ok) return labelled
      labelsAt = session.now()
      return ok({ ...both, labels: labelled.value })
    },

    /** `since` alone, or in the midst of it: since when, where the next begins, and how this one goes on. */
    async recent(cursor, signal): Promise<Result<Page<RemoteId>>> {
      const [since = '', next = '', ...rest] = (cursor ?? '').split(' ')
      const from = Number(since) > 0 ? Number(since) : Math.floor(session.now() / SECOND) - FIRST_DAYS * DAY
      const going = rest.join(' ')
      const page = await idsPage(session, preset, [...ALL, ['ot', String(from)]], going || null, signal)
      if (!page.ok) return page
      const { ids, continuation, answer } = page.value
      const then = next || String(Math.floor(answer.at / SECOND) - DAY)
      const done = continuation === null || continuation === going || ids.length === 0
      return ok({ values: ids, cursor: done ? then : `${from} ${then} ${continuation}`, done })
    },
  } satisfies Partial<Client>
}
