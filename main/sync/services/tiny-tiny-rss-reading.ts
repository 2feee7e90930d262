// What Tiny Tiny RSS has: feeds, categories and labels, and lists of headlines that move while they are read.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { decimalId } from '../remote-id.ts'
import type { Client, Page, RemoteFeed, RemoteId, RemoteItem, Structure } from '../service.ts'
import { article, idOf, itemOfArticle } from './tiny-tiny-rss-articles.ts'
import { number, type TinyTinyRssSession } from './tiny-tiny-rss-session.ts'

/** The server's own limit, whatever is asked for. */
const HEADLINES_A_CALL = 200
const MOST_IDS = 2_000_000
/** Steps back in one list, before it is left for later. */
const MOST_STEPS_BACK = 200
const MOST_LABELS = 500

const ALL = -4
const SAVED = -1
const EVERY_REAL_FEED = -3

const text = v.fallback(v.nullish(v.string(), null), null)
const feed = v.object({ id: number, feed_url: text, title: text, cat_id: v.fallback(number, 0) })
const category = v.object({ id: number, title: text })
const label = v.object({ id: number, caption: v.string() })
const headline = v.object({ id: number })
export const labelsOf = async (session: TinyTinyRssSession, signal: AbortSignal) =>
  session.ask('getLabels', {}, v.array(label), signal)

export const followedOf = async (session: TinyTinyRssSession, signal: AbortSignal): Promise<Result<RemoteFeed[]>> => {
  const answer = await session.ask('getFeeds', { cat_id: EVERY_REAL_FEED }, v.array(feed), signal)
  if (!answer.ok) return answer
  // Below 0 are lists that plugins make.
  return ok(
    answer.value
      .filter(({ id }) => id > 0)
      .map(({ id, feed_url: url, title, cat_id: place }) => ({
        remoteId: String(id),
        url: url ?? '',
        siteUrl: null,
        title: title || url || String(id),
        folderId: place > 0 ? String(place) : null,
      })),
  )
}

export const readingOf = (session: TinyTinyRssSession) =>
  ({
    async structure(signal): Promise<Result<Structure>> {
      const folders = await session.ask('getCategories', { include_empty: true }, v.array(category), signal)
      if (!folders.ok) return folders
      const feeds = await followedOf(session, signal)
      if (!feeds.ok) return feeds
      const labels = await labelsOf(session, signal)
      if (!labels.ok) return labels
      return ok({
        folders: folders.value
          .filter(({ id }) => id > 0)
          .map(({ id, title }) => ({ remoteId: String(id), title: title || String(id) })),
        feeds: feeds.value,
        labels: labels.value.map(({ caption }) => caption),
      })
    },

    async sets(signal) {
      const unread = await idsOf(session, { feed_id: ALL, view_mode: 'unread' }, signal)
      if (!unread.ok) return unread
      const saved = await idsOf(session, { feed_id: SAVED, view_mode: 'all_articles' }, signal)
      if (!saved.ok) return saved
      const known = await labelsOf(session, signal)
      if (!known.ok) return known
      const labels = new Map<string, Set<RemoteId>>()
      for (const { id, caption } of known.value.slice(0, MOST_LABELS)) {
        const ids = await idsOf(session, { feed_id: id, view_mode: 'all_articles' }, signal)
        if (!ids.ok) return ids
        labels.set(caption, ids.value)
      }
      return ok({ unread: unread.value, saved: saved.value, labels })
    },

    async items(ids, signal): Promise<Result<RemoteItem[]>> {
      if (ids.length === 0) return ok([])
      const asked = { article_id: ids.map(decimalId).join(','), sanitize: false }
      const answer = await session.ask('getArticle', asked, v.array(article), signal)
      if (!answer.ok) return answer
      const known = new Set(ids)
      return ok(answer.value.map(itemOfArticle).filter(({ id }) => known.has(id)))
    },

    async recent(cursor, signal): Promise<Result<Page<RemoteId>>> {
      const { since, skip, top } = bookmarkOf(cursor)
      const list = { feed_id: ALL, view_mode: 'all_articles', since_id: since }
      const rows = await page(session, list, skip, signal)
      if (!rows.ok) return rows
      // The list is by date: only what its first page has says how far it reaches, or newer ones would be passed over.
      const reached = skip === 0 ? Math.max(since, ...rows.value) : top
      const done = rows.value.length < HEADLINES_A_CALL
      return ok({
        values: rows.value.map(idOf),
        cursor: done ? String(reached) : `${since}:${skip + rows.value.length}:${reached}`,
        done,
      })
    },
  }) satisfies Partial<Client>

const whole = (said: string | undefined): number => (/^\d{1,15}$/.test(said ?? '') ? Number(said) : 0)

/** An id alone, or in the midst of a list: after which id, how many have been read, and where the next list begins. */
function bookmarkOf(cursor: string | null): { since: number; skip: number; top: number } {
  const [since, skip, top] = (cursor ?? '').split(':')
  return { since: whole(since), skip: whole(skip), top: whole(top) }
}

async function page(
  session: TinyTinyRssSession,
  list: object,
  skip: number,
  signal: AbortSignal,
): Promise<Result<number[]>> {
  const asked = { limit: HEADLINES_A_CALL, skip, show_content: false, include_attachments: false, ...list }
  const rows = await session.ask('getHeadlines', asked, v.array(headline), signal)
  return rows.ok ? ok(rows.value.map(({ id }) => id)) : rows
}

/** What is read or taken away meanwhile draws later rows forward, past the next page's beginning. So each page begins
 * with a row that has been seen: if it does not, some were passed over, and the next try begins further ahead. */
async function idsOf(session: TinyTinyRssSession, list: object, signal: AbortSignal): Promise<Result<Set<RemoteId>>> {
  const ids = new Set<number>()
  let skip = 0
  for (let back = 0; back <= MOST_STEPS_BACK && ids.size < MOST_IDS;) {
    const rows = await page(session, list, skip, signal)
    if (!rows.ok) return rows
    const [first] = rows.value
    if (skip > 0 && (first === undefined || !ids.has(first))) {
      back++
      skip = Math.max(0, skip - HEADLINES_A_CALL / 2)
      continue
    }
    for (const id of rows.value) ids.add(id)
    if (rows.value.length < HEADLINES_A_CALL) return ok(new Set([...ids].map(idOf)))
    skip += rows.value.length - 1
  }
  return fail({ kind: 'oddAnswer', host: session.host, what: 'a list that does not hold still' })
}
