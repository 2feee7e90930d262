// Tells Tiny Tiny RSS what was marked, followed and let go: always set, never switched, never a whole feed.
import * as v from 'valibot'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import { decimalId } from '../remote-id.ts'
import type { Client, RemoteFeed, RemoteId, Told } from '../service.ts'
import { followedOf, labelsOf, readingOf } from './tiny-tiny-rss-reading.ts'
import { number, type TinyTinyRssSession } from './tiny-tiny-rss-session.ts'

const FIELDS = { saved: 0, unread: 2 }
const SET = 1
const CLEARED = 0
const EXISTS = 0
const ADDED = 1
const BAD_ADDRESS = 2
const NO_FEED = 3

const updated = v.object({ updated: v.fallback(number, 0) })
const subscribed = v.object({
  status: v.object({ code: number, feed_id: v.fallback(number, 0), message: v.fallback(v.string(), '') }),
})

export const tellingOf = (session: TinyTinyRssSession) =>
  ({
    async tell(change, ids, signal): Promise<Result<Told>> {
      if (ids.length === 0) return ok({ refused: [] })
      const known = ids.map(decimalId).join(',')
      if (change.key === 'label') return setLabel(session, change, ids, known, signal)
      const field = change.key === 'saved' ? FIELDS.saved : FIELDS.unread
      const mode = (change.key === 'saved') === change.value ? SET : CLEARED
      const answer = await session.ask('updateArticle', { article_ids: known, field, mode }, updated, signal)
      if (!answer.ok) return answer
      return answer.value.updated >= ids.length ? ok({ refused: [] }) : gone(session, ids, signal)
    },

    async follow({ url, folder }, signal): Promise<Result<RemoteFeed>> {
      const asked = { feed_url: url, category_id: Number(folder?.remoteId ?? 0) }
      const answer = await session.ask('subscribeToFeed', asked, subscribed, signal)
      if (!answer.ok) return answer
      const { code, feed_id: id, message } = answer.value.status
      if (code !== EXISTS && code !== ADDED) return fail(refusalOf(code, url, message))
      const feeds = await followedOf(session, signal)
      if (!feeds.ok) return feeds
      const there = feeds.value.find((feed) => (id > 0 ? feed.remoteId === String(id) : feed.url === url))
      return there ? ok(there) : fail({ kind: 'oddAnswer', host: session.host, what: 'no feed followed' })
    },

    async unfollow(feed, signal): Promise<Result<null>> {
      const answer = await session.ask('unsubscribeFeed', { feed_id: Number(feed.remoteId) }, v.unknown(), signal)
      // What it says of a feed that is not followed; it has no other reason to refuse.
      const isGone =
        !answer.ok &&
        answer.problem.kind === 'changeRefused' &&
        /^(FEED_NOT_FOUND|E_OPERATION_FAILED)$/.test(answer.problem.detail)
      return answer.ok || isGone ? ok(null) : answer
    },
  }) satisfies Partial<Client>

function refusalOf(code: number, url: string, message: string): Problem {
  if (code === BAD_ADDRESS) return { kind: 'badAddress', text: url }
  if (code === NO_FEED) return { kind: 'noFeedFound', url }
  return { kind: 'changeRefused', status: code, detail: message.slice(0, 300) }
}

async function setLabel(
  session: TinyTinyRssSession,
  change: { label: string; value: boolean },
  ids: readonly RemoteId[],
  known: string,
  signal: AbortSignal,
): Promise<Result<Told>> {
  const labels = await labelsOf(session, signal)
  if (!labels.ok) return labels
  const there = labels.value.find(({ caption }) => caption === change.label)
  // They are made on its own pages only. One that is not there is on no article.
  if (!there)
    return ok({
      refused: change.value
        ? ids.map((id) => ({ id, problem: { kind: 'changeRefused', status: 0, detail: `label ${change.label}` } }))
        : [],
    })
  const asked = { article_ids: known, label_id: there.id, assign: change.value }
  const answer = await session.ask('setArticleLabel', asked, updated, signal)
  return answer.ok ? ok({ refused: [] }) : answer
}

/** Some databases count only what was changed by it, so the articles themselves are asked for. */
async function gone(session: TinyTinyRssSession, ids: readonly RemoteId[], signal: AbortSignal): Promise<Result<Told>> {
  const there = await readingOf(session).items(ids, signal)
  if (!there.ok) return there
  const known = new Set(there.value.map(({ id }) => id))
  return ok({ refused: ids.filter((id) => !known.has(id)).map((id) => ({ id, problem: { kind: 'gone' } })) })
}
