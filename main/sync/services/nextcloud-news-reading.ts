// What the News app has: articles by their rising ids, and what has changed since a time. It has no lists of ids.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { SECOND, type Answer } from '../http.ts'
import { authorsOf, contentOf, itemOf, webLink } from '../item.ts'
import { remoteId } from '../remote-id.ts'
import type { Client, Page, RemoteId, RemoteItem, StateChange } from '../service.ts'
import type { NextcloudNewsSession } from './nextcloud-news-session.ts'

const ITEMS_A_CALL = 200
/** Marks made while the last answer was written. */
const OVERLAP = 120 * SECOND
/** What has changed comes in one answer, however much it is, texts and all. */
const MOST_CHANGED = 60_000_000

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const text = v.fallback(v.nullish(v.string(), null), null)
const item = v.object({
  id,
  feedId: id,
  guid: text,
  url: text,
  title: text,
  author: text,
  body: text,
  pubDate: v.fallback(v.nullish(v.number(), null), null),
  enclosureLink: text,
  enclosureMime: text,
  mediaThumbnail: text,
  unread: v.boolean(),
  starred: v.boolean(),
})
type Item = v.InferOutput<typeof item>
const items = v.object({ items: v.array(item) })

export const readingOf = (session: NextcloudNewsSession) => {
  /** Where reading all articles began: marks made since then are changes. */
  let begun: number | null = null

  return {
    async news(cursor, signal): Promise<Result<Page<RemoteItem>>> {
      const { after, since } = bookmarkOf(cursor, ' ')
      const page = await itemsAfter(session, after, signal)
      if (!page.ok) return page
      begun = since ?? page.value.since
      return ok({
        values: page.value.items.map(remoteItemOf),
        cursor: `${page.value.items.at(-1)?.id ?? after} ${begun}`,
        done: page.value.done,
      })
    },

    async changes(cursor, signal): Promise<Result<Page<StateChange>>> {
      const isAll = cursor?.includes(':') ?? begun === null
      if (!isAll) return changedSince(session, /^\d+$/.test(cursor ?? '') ? Number(cursor) : (begun ?? 0), signal)
      const { after, since } = bookmarkOf(cursor, ':')
      const page = await itemsAfter(session, after, signal)
      if (!page.ok) return page
      const next = since ?? page.value.since
      return ok({
        values: page.value.items.map(changeOf),
        cursor: page.value.done ? String(next) : `${page.value.items.at(-1)?.id ?? after}:${next}`,
        done: page.value.done,
      })
    },
  } satisfies Partial<Client>
}

async function changedSince(
  session: NextcloudNewsSession,
  since: number,
  signal: AbortSignal,
): Promise<Result<Page<StateChange>>> {
  const asked = session.now()
  const path = `/items/updated?lastModified=${since}&type=3&id=0`
  const changed = await session.get(path, items, signal, {
    limit: MOST_CHANGED,
    patience: 120 * SECOND,
    deadline: 600 * SECOND,
  })
  if (changed.ok) {
    const { value, answer } = changed.value
    return ok({
      values: value.items.map(changeOf),
      cursor: String(secondsOf(answer, session.now() - asked)),
      done: true,
    })
  }
  if (changed.problem.kind !== 'tooLarge') return changed
  // After a long time away: everything, page by page.
  const now = await session.get('/version', v.unknown(), signal)
  return now.ok ? ok({ values: [], cursor: `0:${secondsOf(now.value.answer, 0)}`, done: false }) : now
}

/** By the server's clock, before it began to answer. */
const secondsOf = ({ at }: Answer, took: number): number => Math.floor((at - Math.max(0, took) - OVERLAP) / SECOND)

/** After which article, and the time of the marks that its list is about. */
function bookmarkOf(cursor: string | null, between: string): { after: number; since: number | null } {
  const [after, since] = (cursor ?? '').split(between)
  const whole = (said: string | undefined) => (/^\d{1,15}$/.test(said ?? '') ? Number(said) : 0)
  return { after: whole(after), since: whole(since) || null }
}

/** Rising by id: what is marked or thrown away meanwhile moves nothing. */
async function itemsAfter(
  session: NextcloudNewsSession,
  after: number,
  signal: AbortSignal,
): Promise<Result<{ items: Item[]; done: boolean; since: number }>> {
  const asked = session.now()
  for (let size = ITEMS_A_CALL; ; size = Math.max(1, Math.floor(size / 4))) {
    const path = `/items?type=3&id=0&getRead=true&batchSize=${size}&offset=${after}&oldestFirst=true`
    const page = await session.get(path, items, signal)
    if (page.ok) {
      const found = page.value.value.items
      if (found.some((one, i) => one.id <= (found[i - 1]?.id ?? after)))
        return fail({ kind: 'oddAnswer', host: session.host, what: 'articles out of order' })
      return ok({
        items: found,
        done: found.length < size,
        since: secondsOf(page.value.answer, session.now() - asked),
      })
    }
    if (page.problem.kind !== 'tooLarge' || size === 1) return page
  }
}

const idOf = (number: number): RemoteId => remoteId(number) ?? String(number)
const changeOf = (said: Item): StateChange => ({ id: idOf(said.id), read: !said.unread, saved: said.starred })

function remoteItemOf(said: Item): RemoteItem {
  const link = webLink(said.url)
  const picture = webLink(said.mediaThumbnail)
  const sound = webLink(said.enclosureLink)
  return {
    id: idOf(said.id),
    feedId: String(said.feedId),
    read: !said.unread,
    saved: said.starred,
    labels: null,
    item: itemOf({
      id: said.guid || (link ? null : idOf(said.id)),
      link,
      title: said.title,
      content: contentOf(said.body, link),
      authors: authorsOf(said.author),
      published: said.pubDate && said.pubDate > 0 ? said.pubDate * SECOND : null,
      thumbnails: picture ? [{ url: picture, width: null, height: null, time: null }] : [],
      enclosures: sound
        ? [{ url: sound, type: said.enclosureMime || null, length: null, duration: null, title: null }]
        : [],
    }),
  }
}
