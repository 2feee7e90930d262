// What is followed at Miniflux, and its categories. Deleting one deletes the feeds in it, so it is emptied first.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { hostOf, json, type Answer } from '../http.ts'
import { webLink } from '../item.ts'
import { isSameAddress } from '../same-address.ts'
import type { Client, RemoteFeed, RemoteFolder, Structure } from '../service.ts'
import { isGone, type MinifluxSession } from './miniflux-session.ts'

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const category = v.object({ id, title: v.string() })
const feed = v.object({
  id,
  feed_url: v.string(),
  site_url: v.nullish(v.string(), ''),
  title: v.nullish(v.string(), ''),
  category: v.nullish(category, null),
})
const categories = v.array(category)
const feeds = v.array(feed)
type Category = v.InferOutput<typeof category>

/** Every feed must be in a category; each user begins with this one. Here it stands for none. */
const GENERAL = 'All'
const generalOf = (known: readonly Category[]): Category | null =>
  known.filter(({ title }) => title === GENERAL).sort((a, b) => a.id - b.id)[0] ?? null

const folderOf = ({ id: number, title }: Category): RemoteFolder => ({ remoteId: String(number), title })

function feedOf(said: v.InferOutput<typeof feed>, general: Category | null): RemoteFeed {
  const inGeneral = !said.category || said.category.id === general?.id
  return {
    remoteId: String(said.id),
    url: said.feed_url,
    siteUrl: webLink(said.site_url),
    title: said.title || said.feed_url,
    folderId: inGeneral ? null : String(said.category?.id),
  }
}

export const feedsOf = (session: MinifluxSession) => {
  const list = async (signal: AbortSignal): Promise<Result<Category[]>> => {
    const known = await session.get('/categories', categories, signal)
    return known.ok ? ok(known.value.value) : known
  }

  /** Where feeds go that are to be in none. */
  const elsewhere = async (signal: AbortSignal, not: string | null): Promise<Result<number>> => {
    const known = await list(signal)
    if (!known.ok) return known
    const others = known.value.filter((one) => String(one.id) !== not).sort((a, b) => a.id - b.id)
    const place = generalOf(others) ?? others[0]
    if (place) return ok(place.id)
    const made = await session.write('POST', '/categories', signal, { title: GENERAL })
    if (!made.ok) return made
    const again = await list(signal)
    if (!again.ok) return again
    const general = generalOf(again.value)
    return general && String(general.id) !== not
      ? ok(general.id)
      : fail({ kind: 'changeRefused', status: 0, detail: 'no other category' })
  }

  const structure = async (signal: AbortSignal): Promise<Result<Structure>> => {
    const [folders, followed] = await Promise.all([list(signal), session.get('/feeds', feeds, signal)])
    if (!folders.ok) return folders
    if (!followed.ok) return followed
    const general = generalOf(folders.value)
    return ok({
      folders: folders.value.filter((one) => one !== general).map(folderOf),
      feeds: followed.value.value.map((one) => feedOf(one, general)),
      labels: [],
    })
  }

  const change = async (path: string, signal: AbortSignal, body: object): Promise<Result<null>> => {
    const answer = await session.write('PUT', path, signal, body)
    return answer.ok ? ok(null) : answer
  }

  const moveFeed = async (moved: RemoteFeed, to: RemoteFolder | null, signal: AbortSignal): Promise<Result<null>> => {
    const place = to ? ok(Number(to.remoteId)) : await elsewhere(signal, null)
    return place.ok ? change(`/feeds/${moved.remoteId}`, signal, { category_id: place.value }) : place
  }

  return {
    structure,
    moveFeed,

    async follow({ url, title, folder }, signal) {
      const place = folder ? ok(Number(folder.remoteId)) : await elsewhere(signal, null)
      if (!place.ok) return place
      const made = await session.write('POST', '/feeds', signal, { feed_url: url, category_id: place.value })
      const known = made.ok || made.problem.kind === 'changeRefused' ? await structure(signal) : made
      if (!known.ok) return known
      const number = made.ok ? createdId(made.value) : null
      const there = known.value.feeds.find((one) =>
        number === null ? isSameAddress(one.url, url) : one.remoteId === String(number),
      )
      if (!there)
        return made.ok ? fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'no feed followed' }) : made
      if (!made.ok || !title || title === there.title) return ok(there)
      const renamed = await change(`/feeds/${there.remoteId}`, signal, { title })
      return renamed.ok ? ok({ ...there, title }) : renamed
    },

    async unfollow(gone, signal) {
      const answer = await session.write('DELETE', `/feeds/${gone.remoteId}`, signal)
      return answer.ok || isGone(answer.problem) ? ok(null) : answer
    },

    renameFeed: (renamed, title, signal) => change(`/feeds/${renamed.remoteId}`, signal, { title }),

    async addFolder(title, signal) {
      const made = await session.write('POST', '/categories', signal, { title })
      if (!made.ok && made.problem.kind !== 'changeRefused') return made
      const known = await list(signal)
      if (!known.ok) return known
      const there =
        known.value.find((one) => one.title === title) ??
        known.value.find((one) => one.title.toLowerCase() === title.toLowerCase())
      if (there) return ok(folderOf(there))
      return made.ok ? fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'no category made' }) : made
    },

    async renameFolder(folder, title, signal) {
      const answer = await change(`/categories/${folder.remoteId}`, signal, { title })
      return answer.ok ? ok({ remoteId: folder.remoteId, title }) : answer
    },

    async removeFolder(folder, _feeds, signal) {
      const inside = () => session.get(`/categories/${folder.remoteId}/feeds`, feeds, signal)
      const place = await elsewhere(signal, folder.remoteId)
      if (!place.ok) return place
      for (let look = 0; look < 3; look++) {
        const found = await inside()
        if (!found.ok) return isGone(found.problem) ? ok(null) : found
        if (found.value.value.length === 0) {
          const answer = await session.write('DELETE', `/categories/${folder.remoteId}`, signal)
          return answer.ok || isGone(answer.problem) ? ok(null) : answer
        }
        for (const one of found.value.value) {
          const moved = await change(`/feeds/${one.id}`, signal, { category_id: place.value })
          if (!moved.ok && !isGone(moved.problem)) return moved
        }
      }
      return fail({ kind: 'changeRefused', status: 0, detail: 'feeds keep coming into this category' })
    },
  } satisfies Partial<Client>
}

function createdId(answer: Answer): number | null {
  const made = json(answer, v.object({ feed_id: id }))
  return made.ok ? made.value.feed_id : null
}
