// What Feedbin has: the ids of all that is unread and starred, articles by id, and what came lately.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { SECOND } from '../http.ts'
import { authorsOf, contentOf, instantOf, itemOf, webLink } from '../item.ts'
import { decimalId, remoteId } from '../remote-id.ts'
import type { Client, Page, RemoteId, RemoteItem } from '../service.ts'
import type { FeedbinSession } from './feedbin-session.ts'

export const ENTRIES_A_CALL = 100
/** How much of what has been read already a first sync brings: all of it would be years, of feeds followed for a day. */
const HISTORY = 30 * 24 * 60 * 60 * SECOND
const MOST_PAGES = 10_000

export const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const ids = v.array(id)
const text = v.fallback(v.nullish(v.string(), null), null)

const enclosure = v.object({
  enclosure_url: v.string(),
  enclosure_type: text,
  enclosure_length: v.fallback(v.union([v.string(), v.number(), v.null()]), null),
  itunes_duration: text,
})
const entry = v.object({
  id,
  feed_id: id,
  title: text,
  url: text,
  author: text,
  content: text,
  summary: text,
  published: text,
  created_at: text,
  enclosure: v.fallback(v.nullish(enclosure, null), null),
})
const entries = v.array(entry)
const dated = v.array(v.object({ id, created_at: v.pipe(v.string(), v.isoTimestamp()) }))

export const readingOf = (session: FeedbinSession) =>
  ({
    async sets(signal) {
      const [unread, saved] = await Promise.all([
        session.get('/unread_entries.json', ids, signal),
        session.get('/starred_entries.json', ids, signal),
      ])
      if (!unread.ok) return unread
      return saved.ok ? ok({ unread: idSet(unread.value), saved: idSet(saved.value) }) : saved
    },

    async items(asked, signal): Promise<Result<RemoteItem[]>> {
      if (asked.length === 0) return ok([])
      const path = `/entries.json?ids=${asked.map(decimalId).join(',')}&include_enclosure=true`
      const answer = await session.get(path, entries, signal)
      if (!answer.ok) return answer
      const known = new Set(asked)
      return ok(answer.value.map(itemOfEntry).filter((item) => known.has(item.id)))
    },

    async recent(cursor, signal): Promise<Result<Page<RemoteId>>> {
      const { since, page, next } = bookmarkOf(cursor, session.now())
      const path = `/entries.json?since=${encodeURIComponent(since)}&per_page=${ENTRIES_A_CALL}&page=${page}`
      const answer = await session.get(path, dated, signal)
      // What it says of a page after the last.
      const isOver = !answer.ok && answer.problem.kind === 'httpStatus' && answer.problem.status === 404 && page > 1
      if (!answer.ok && !isOver) return answer
      const rows = answer.ok ? answer.value : []
      // Newest first, so the first page says where to begin next time; to the last digit, as it was said.
      const newest = next ?? rows.reduce((latest, row) => later(latest, row.created_at), since)
      if (page >= MOST_PAGES) return fail({ kind: 'oddAnswer', host: session.host, what: 'endless list' })
      const done = rows.length < ENTRIES_A_CALL
      return ok({
        values: rows.map((row) => idOf(row.id)),
        cursor: done ? newest : `${since} ${page + 1} ${newest}`,
        done,
      })
    },
  }) satisfies Partial<Client>

const idOf = (number: number): RemoteId => remoteId(number) ?? String(number)
const idSet = (numbers: readonly number[]): Set<RemoteId> => new Set(numbers.map(idOf))

/** Microseconds decide where milliseconds are the same. */
function later(a: string, b: string): string {
  const [first, second] = [Date.parse(a), Date.parse(b)]
  if (first !== second) return first > second ? a : b
  return a > b ? a : b
}

/** A time alone, or in the midst of a list: since when, the next page, and where the next list begins. */
function bookmarkOf(cursor: string | null, now: number): { since: string; page: number; next: string | null } {
  const [since, page, next] = (cursor ?? '').split(' ')
  const isTime = since !== undefined && Number.isFinite(Date.parse(since))
  return {
    since: isTime ? since : new Date(now - HISTORY).toISOString(),
    page: isTime && /^\d{1,6}$/.test(page ?? '') ? Number(page) : 1,
    next: isTime ? (next ?? null) : null,
  }
}

/** "01:51:35", "51:35" or seconds. */
export function secondsOf(duration: string | null): number | null {
  const parts = duration?.trim().split(':') ?? []
  if (parts.length === 0 || parts.length > 3 || parts.some((part) => !/^\d{1,6}$/.test(part))) return null
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0) || null
}

function itemOfEntry(said: v.InferOutput<typeof entry>): RemoteItem {
  const link = webLink(said.url)
  const sound = said.enclosure
  return {
    id: idOf(said.id),
    feedId: String(said.feed_id),
    read: null,
    saved: null,
    labels: null,
    item: itemOf({
      // A link outlasts these ids.
      id: link ? null : idOf(said.id),
      link,
      title: said.title,
      summary: said.content ? null : said.summary || null,
      content: contentOf(said.content, link),
      authors: authorsOf(said.author),
      published: instantOf(said.published) ?? instantOf(said.created_at),
      enclosures:
        sound && webLink(sound.enclosure_url)
          ? [
              {
                url: sound.enclosure_url,
                type: sound.enclosure_type,
                length: Number(sound.enclosure_length) || null,
                duration: secondsOf(sound.itunes_duration),
                title: null,
              },
            ]
          : [],
    }),
  }
}
