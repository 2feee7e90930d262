// What is followed at Feedbin. Its tags are folders here: of several on one feed the one given last counts, and moving
// takes away only what would come before it.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { json } from '../http.ts'
import { webLink } from '../item.ts'
import type { Client, RemoteFeed, RemoteFolder, Structure } from '../service.ts'
import { id } from './feedbin-reading.ts'
import { isGone, type FeedbinSession } from './feedbin-session.ts'

const subscription = v.object({
  id,
  feed_id: id,
  title: v.nullish(v.string(), ''),
  feed_url: v.string(),
  site_url: v.nullish(v.string(), ''),
})
const tagging = v.object({ id, feed_id: id, name: v.string() })
type Subscription = v.InferOutput<typeof subscription>
type Tagging = v.InferOutput<typeof tagging>

const folderOf = (name: string): RemoteFolder => ({ remoteId: name, title: name })

const feedOf = (said: Subscription, folderId: string | null): RemoteFeed => ({
  remoteId: String(said.feed_id),
  url: said.feed_url,
  siteUrl: webLink(said.site_url),
  title: said.title || said.feed_url,
  folderId,
})

const newestFirst = (taggings: readonly Tagging[]): Tagging[] => taggings.toSorted((a, b) => b.id - a.id)

export const feedsOf = (session: FeedbinSession) => {
  const subscriptions = (signal: AbortSignal) => session.get('/subscriptions.json', v.array(subscription), signal)

  const taggings = async (signal: AbortSignal): Promise<Result<Tagging[]>> => {
    const known = await session.get('/taggings.json', v.array(tagging), signal)
    return known.ok ? ok(newestFirst(known.value)) : known
  }

  const untag = async (some: readonly Tagging[], signal: AbortSignal): Promise<Result<null>> => {
    for (const one of some) {
      const answer = await session.write('DELETE', `/taggings/${one.id}.json`, signal)
      if (!answer.ok && !isGone(answer)) return answer
    }
    return ok(null)
  }

  const moveFeed = async (feed: RemoteFeed, to: RemoteFolder | null, signal: AbortSignal): Promise<Result<null>> => {
    const known = await taggings(signal)
    if (!known.ok) return known
    const own = known.value.filter((one) => String(one.feed_id) === feed.remoteId)
    if (!to) return untag(own, signal)
    const there = own.findIndex((one) => one.name === to.remoteId)
    if (there >= 0) return untag(own.slice(0, there), signal)
    const made = await session.write('POST', '/taggings.json', signal, {
      feed_id: Number(feed.remoteId),
      name: to.remoteId,
    })
    return made.ok ? untag(own.slice(0, 1), signal) : made
  }

  /** Changes go to a subscription, which has another id than its feed. null: it is not followed any more. */
  const subscriptionOf = async (feed: RemoteFeed, signal: AbortSignal): Promise<Result<Subscription | null>> => {
    const known = await subscriptions(signal)
    return known.ok ? ok(known.value.find((one) => String(one.feed_id) === feed.remoteId) ?? null) : known
  }

  const renameFeed = async (feed: RemoteFeed, title: string, signal: AbortSignal): Promise<Result<null>> => {
    const there = await subscriptionOf(feed, signal)
    if (!there.ok) return there
    if (!there.value) return fail({ kind: 'changeRefused', status: 404, detail: feed.url })
    const answer = await session.write('PATCH', `/subscriptions/${there.value.id}.json`, signal, { title })
    return answer.ok ? ok(null) : answer
  }

  return {
    moveFeed,
    renameFeed,

    async structure(signal): Promise<Result<Structure>> {
      const followed = await subscriptions(signal)
      if (!followed.ok) return followed
      const known = await taggings(signal)
      if (!known.ok) return known
      const placeOf = new Map<number, string>()
      for (const { feed_id: feed, name } of known.value) if (!placeOf.has(feed)) placeOf.set(feed, name)
      return ok({
        folders: [...new Set(known.value.map(({ name }) => name))].map(folderOf),
        feeds: followed.value.map((one) => feedOf(one, placeOf.get(one.feed_id) ?? null)),
        labels: [],
      })
    },

    async follow({ url, title, folder }, signal): Promise<Result<RemoteFeed>> {
      const made = await session.write('POST', '/subscriptions.json', signal, { feed_url: url })
      if (!made.ok)
        return made.problem.kind === 'changeRefused' && made.problem.status === 404
          ? fail({ kind: 'noFeedFound', url })
          : made
      const said = json(made.value, subscription)
      const there = said.ok ? said : await subscribed(url, signal)
      if (!there.ok) return there
      const feed = feedOf(there.value, null)
      const moved = folder ? await moveFeed(feed, folder, signal) : ok(null)
      if (!moved.ok) return moved
      const isNew = made.value.status === 201
      if (!isNew || !title || title === feed.title) return ok({ ...feed, folderId: folder?.remoteId ?? null })
      const renamed = await renameFeed(feed, title, signal)
      return renamed.ok ? ok({ ...feed, title, folderId: folder?.remoteId ?? null }) : renamed
    },

    async unfollow(feed, signal): Promise<Result<null>> {
      const there = await subscriptionOf(feed, signal)
      if (!there.ok) return there
      if (!there.value) return ok(null)
      const answer = await session.write('DELETE', `/subscriptions/${there.value.id}.json`, signal)
      return answer.ok || isGone(answer) ? ok(null) : answer
    },

    /** A tag is there as soon as a feed has it. */
    addFolder: async (title) => ok(folderOf(title)),

    async renameFolder(folder, title, signal): Promise<Result<RemoteFolder>> {
      const said = { old_name: folder.remoteId, new_name: title }
      const answer = await session.write('POST', '/tags.json', signal, said)
      return answer.ok ? ok(folderOf(title)) : answer
    },

    async removeFolder(folder, _feeds, signal): Promise<Result<null>> {
      const known = await taggings(signal)
      return known.ok
        ? untag(
            known.value.filter((one) => one.name === folder.remoteId),
            signal,
          )
        : known
    },
  } satisfies Partial<Client>

  async function subscribed(url: string, signal: AbortSignal): Promise<Result<Subscription>> {
    const known = await subscriptions(signal)
    if (!known.ok) return known
    const there = known.value.find((one) => one.feed_url === url)
    return there ? ok(there) : fail({ kind: 'oddAnswer', host: session.host, what: 'no feed followed' })
  }
}
