// What Miniflux has: new articles by their rising ids, marks by the time they changed, and the sets of both.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { hostOf, SECOND, type Answer } from '../http.ts'
import { decimalId, remoteId } from '../remote-id.ts'
import type { Client, Page, RemoteId, RemoteItem, StateChange } from '../service.ts'
import { entriesSchema, entrySchema, idsSchema, itemOfEntry, type Entry } from './miniflux-entries.ts'
import { isGone, type MinifluxSession } from './miniflux-session.ts'

const EACH_PAGE = 250
/** As many as it gives, where only their ids are wanted. */
const MOST_A_PAGE = 1000
const IDS_A_PAGE = 10_000
const MOST_IDS = 5_000_000
/** Articles that may be marked elsewhere between two pages. */
const OVERLAP_OF_PAGES = 200
const MOST_IN_VAIN = 12
/** Marks made while the last answer was written. */
const OVERLAP = 60 * SECOND
const A_FEW = 4

export const readingOf = (session: MinifluxSession) =>
  ({
    async sets(signal) {
      const [unread, saved] = await Promise.all([
        idsOf(session, 'status=unread', signal),
        idsOf(session, 'starred=true', signal),
      ])
      if (!unread.ok) return unread
      return saved.ok ? ok({ unread: unread.value, saved: saved.value }) : saved
    },

    async news(cursor, signal): Promise<Result<Page<RemoteItem>>> {
      const after = wholeNumber(cursor)
      const page = await entriesAfter(session, '', after, signal)
      if (!page.ok) return page
      const { entries, total } = page.value
      return ok({
        values: entries.flatMap((entry) => itemOfEntry(entry) ?? []),
        cursor: String(entries.at(-1)?.id ?? after),
        done: entries.length >= total,
        total,
      })
    },

    async items(ids, signal): Promise<Result<RemoteItem[]>> {
      const found: RemoteItem[] = []
      const waiting = ids.values()
      const worker = async (): Promise<Result<null>> => {
        for (const id of waiting) {
          const answer = await session.get(`/entries/${decimalId(id)}`, entrySchema, signal)
          if (!answer.ok && !isGone(answer.problem)) return answer
          const item = answer.ok ? itemOfEntry(answer.value.value) : null
          if (item) found.push(item)
        }
        return ok(null)
      }
      const results = await Promise.all(Array.from({ length: A_FEW }, worker))
      return results.find((result) => !result.ok) ?? ok(found)
    },

    async changes(cursor, signal): Promise<Result<Page<StateChange>>> {
      const { since, after, next } = bookmarkOf(cursor)
      if (since === null) {
        // What was marked before is in the sets.
        const now = await session.get('/version', v.unknown(), signal)
        return now.ok ? ok({ values: [], cursor: String(seconds(now.value.answer)), done: true }) : now
      }
      const page = await entriesAfter(session, `&changed_after=${since}`, after, signal)
      if (!page.ok) return page
      const { entries, total, answer } = page.value
      const then = next ?? seconds(answer)
      const done = entries.length >= total
      return ok({
        values: entries.flatMap(changeOf),
        cursor: done ? String(then) : `${since}:${entries.at(-1)?.id ?? after}:${then}`,
        done,
      })
    },
  }) satisfies Partial<Client>

const changeOf = (entry: Entry): StateChange[] => {
  const id = remoteId(entry.id)
  return id && entry.status !== 'removed' ? [{ id, read: entry.status === 'read', saved: entry.starred }] : []
}

const seconds = ({ at }: Answer): number => Math.floor((at - OVERLAP) / SECOND)

const wholeNumber = (text: string | null | undefined): number => {
  const number = Number(text ?? 0)
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

/** Seconds alone, or in the midst of a list: since when, after which article, and where the next list begins. */
function bookmarkOf(cursor: string | null): { since: number | null; after: number; next: number | null } {
  const [since, after, next] = (cursor ?? '').split(':')
  return { since: wholeNumber(since) || null, after: wholeNumber(after), next: wholeNumber(next) || null }
}

/** Rising by id: what is marked meanwhile moves nothing. */
async function entriesAfter(
  session: MinifluxSession,
  filter: string,
  after: number,
  signal: AbortSignal,
  most = EACH_PAGE,
): Promise<Result<{ entries: Entry[]; total: number; answer: Answer }>> {
  let limit = most
  for (;;) {
    const path = `/entries?order=id&direction=asc&after_entry_id=${after}&limit=${limit}${filter}`
    const page = await session.get(path, entriesSchema, signal)
    if (page.ok) {
      const { entries, total } = page.value.value
      // What does not rise would be read round and round.
      if (entries.some(({ id }, i) => id <= (entries[i - 1]?.id ?? after)) || (entries.length === 0 && total > 0))
        return fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'articles out of order' })
      return ok({ entries, total, answer: page.value.answer })
    }
    if (page.problem.kind !== 'tooLarge' || limit === 1) return page
    limit = Math.max(1, Math.floor(limit / 4))
  }
}

async function idsOf(session: MinifluxSession, filter: string, signal: AbortSignal): Promise<Result<Set<RemoteId>>> {
  if (session.modern !== false) {
    const listed = await listedIds(session, filter, signal)
    if (!listed.ok) return listed
    if (listed.value) return ok(listed.value)
  }
  const ids = new Set<RemoteId>()
  for (let after = 0; ids.size < MOST_IDS;) {
    const page = await entriesAfter(session, `&${filter}`, after, signal, MOST_A_PAGE)
    if (!page.ok) return page
    const { entries, total } = page.value
    for (const change of entries.flatMap(changeOf)) ids.add(change.id)
    if (entries.length >= total) return ok(ids)
    after = entries.at(-1)?.id ?? after
  }
  return fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'endless list' })
}

/** From the newest on, by offset. Each page reaches back into the one before: ids only fall, so nothing is missing when it
 * begins no lower than that one ended, whatever was marked meanwhile. null: this version has no such list. */
async function listedIds(
  session: MinifluxSession,
  filter: string,
  signal: AbortSignal,
): Promise<Result<Set<RemoteId> | null>> {
  const ids: number[] = []
  let overlap = OVERLAP_OF_PAGES
  for (let inVain = 0; inVain < MOST_IN_VAIN && ids.length < MOST_IDS;) {
    const offset = Math.max(0, ids.length - overlap)
    const page = await session.get(`/entries/ids?${filter}&limit=${IDS_A_PAGE}&offset=${offset}`, idsSchema, signal)
    if (!page.ok) return isGone(page.problem) ? ok(old(session)) : page
    const said = page.value.value
    if (!('entry_ids' in said)) return ok(old(session))
    session.modern = true
    const listed = said.entry_ids
    if (listed.some((id, i) => id >= (listed[i - 1] ?? Number.POSITIVE_INFINITY))) break
    const last = ids.at(-1) ?? Number.POSITIVE_INFINITY
    const isGap = offset > 0 && (listed[0] ?? 0) < last
    const more = isGap ? [] : listed.filter((id) => id < last)
    for (const id of more) ids.push(id)
    if (!isGap && offset + listed.length >= said.total) return ok(new Set(ids.flatMap((id) => remoteId(id) ?? [])))
    if (more.length > 0) inVain = 0
    else {
      inVain++
      overlap = isGap ? overlap * 4 : Math.ceil(overlap / 4)
    }
  }
  return fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'a list that does not hold still' })
}

function old(session: MinifluxSession): null {
  session.modern = false
  return null
}
