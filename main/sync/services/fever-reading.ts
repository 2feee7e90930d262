// What a Fever interface has: groups and feeds, articles by their rising ids, and the ids of what is unread and saved.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { SECOND } from '../http.ts'
import { authorsOf, contentOf, itemOf, webLink } from '../item.ts'
import { decimalId, remoteId } from '../remote-id.ts'
import type { Client, Page, RemoteFeed, RemoteId, RemoteItem, Structure } from '../service.ts'
import { flag, type FeverSession } from './fever-session.ts'
import { titleOf } from './google-reader-titles.ts'

/** Articles a call, whatever is asked for. */
export const ITEMS_A_CALL = 50

/** Numbers on some servers, text on others. */
const id = v.pipe(v.union([v.number(), v.string()]), v.transform(String), v.regex(/^\d{1,20}$/))
const text = v.fallback(v.nullish(v.string(), null), null)
const number = v.fallback(v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite()), 0)
/** "1,2,3"; a single one may come as a number. */
const list = v.pipe(v.union([v.number(), v.string()]), v.transform(idList))

function idList(said: number | string): string[] {
  return String(said)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

const memberships = v.array(v.object({ group_id: id, feed_ids: list }))
const groups = v.object({
  groups: v.array(v.object({ id, title: v.string() })),
  feeds_groups: v.optional(memberships, []),
})
const feeds = v.object({
  feeds: v.array(v.object({ id, title: text, url: v.nullish(v.string(), ''), site_url: text })),
  feeds_groups: v.optional(memberships, []),
})
const item = v.object({
  id,
  feed_id: id,
  title: text,
  author: text,
  html: text,
  url: text,
  is_read: flag,
  is_saved: flag,
  created_on_time: number,
})
const items = v.object({ items: v.array(item), total_items: number })

export const readingOf = (session: FeverSession) =>
  ({
    async structure(signal): Promise<Result<Structure>> {
      const folders = await session.ask('groups', groups, signal)
      if (!folders.ok) return folders
      const followed = await session.ask('feeds', feeds, signal)
      if (!followed.ok) return followed
      // Group 0 is not a group of the reader's own: it means all of them.
      const own = folders.value.groups.filter((group) => group.id !== '0')
      const known = new Set(own.map((group) => group.id))
      const placeOf = new Map<string, string>()
      for (const { group_id: group, feed_ids: members } of [
        ...folders.value.feeds_groups,
        ...followed.value.feeds_groups,
      ])
        for (const feed of members) if (known.has(group) && !placeOf.has(feed)) placeOf.set(feed, group)
      return ok({
        folders: own.map((group) => ({ remoteId: group.id, title: titleOf(group.title, session.writing, true) })),
        feeds: followed.value.feeds.map((feed): RemoteFeed => ({
          remoteId: feed.id,
          url: feed.url ?? '',
          siteUrl: webLink(feed.site_url),
          title: titleOf(feed.title || feed.url || feed.id, session.writing, true),
          folderId: placeOf.get(feed.id) ?? null,
        })),
        labels: [],
      })
    },

    async sets(signal) {
      const [unread, saved] = await Promise.all([unreadIds(session, signal), savedIds(session, signal)])
      if (!unread.ok) return unread
      return saved.ok ? ok({ unread: unread.value, saved: saved.value }) : saved
    },

    async news(cursor, signal): Promise<Result<Page<RemoteItem>>> {
      const after = /^[1-9]\d{0,19}$/.test(cursor ?? '') ? BigInt(cursor ?? 0) : null
      // Miniflux takes 0 for nothing said, and answers with any fifty: begin after 1, and ask for 1 by its name.
      const first = after === null ? await session.ask('items&with_ids=1', items, signal) : ok({ items: [] })
      if (!first.ok) return first
      const page = await session.ask(`items&since_id=${after ?? 1}`, items, signal)
      if (!page.ok) return page
      const { items: said, total_items: total } = page.value
      // A server that takes no notice of `since_id` says the same again and again.
      const newer = said.filter((one) => BigInt(one.id) > (after ?? 1n))
      const rising = newer.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      if (said.length >= ITEMS_A_CALL && newer.some((one, i) => one !== rising[i]))
        return fail({ kind: 'oddAnswer', host: session.host, what: 'articles out of order' })
      const values = itemsOf(session, [...first.value.items.filter((one) => one.id === '1'), ...rising])
      if (!values.ok) return values
      return ok({
        values: values.value,
        cursor: rising.at(-1)?.id ?? String(after ?? 1),
        done: newer.length === 0,
        total: total || null,
      })
    },

    async items(ids, signal): Promise<Result<RemoteItem[]>> {
      if (ids.length === 0) return ok([])
      const answer = await session.ask(`items&with_ids=${ids.map(decimalId).join(',')}`, items, signal)
      if (!answer.ok) return answer
      const found = itemsOf(session, answer.value.items)
      const asked = new Set(ids)
      return found.ok ? ok(found.value.filter((one) => asked.has(one.id))) : found
    },
  }) satisfies Partial<Client>

const unreadIds = async (session: FeverSession, signal: AbortSignal): Promise<Result<Set<RemoteId>>> => {
  const answer = await session.ask('unread_item_ids', v.object({ unread_item_ids: list }), signal)
  return answer.ok ? idSet(session, answer.value.unread_item_ids) : answer
}

export const savedIds = async (session: FeverSession, signal: AbortSignal): Promise<Result<Set<RemoteId>>> => {
  const answer = await session.ask('saved_item_ids', v.object({ saved_item_ids: list }), signal)
  return answer.ok ? idSet(session, answer.value.saved_item_ids) : answer
}

function idSet({ host }: FeverSession, said: readonly string[]): Result<Set<RemoteId>> {
  const ids = new Set<RemoteId>()
  for (const one of said) {
    const known = remoteId(one)
    if (!known) return fail({ kind: 'oddAnswer', host, what: `id ${one.slice(0, 40)}` })
    ids.add(known)
  }
  return ok(ids)
}

function itemsOf({ host, writing }: FeverSession, said: readonly v.InferOutput<typeof item>[]): Result<RemoteItem[]> {
  const found: RemoteItem[] = []
  for (const one of said) {
    const known = remoteId(one.id)
    if (!known) return fail({ kind: 'oddAnswer', host, what: `id ${one.id}` })
    const link = webLink(one.url)
    found.push({
      id: known,
      feedId: one.feed_id,
      read: one.is_read,
      saved: one.is_saved,
      labels: null,
      item: itemOf({
        // A link outlasts these ids, which are new when a feed is followed again.
        id: link ? null : known,
        link,
        title: one.title && titleOf(one.title, writing, false),
        content: contentOf(one.html, link),
        authors: authorsOf(one.author),
        published: one.created_on_time > 0 ? one.created_on_time * SECOND : null,
      }),
    })
  }
  return ok(found)
}
