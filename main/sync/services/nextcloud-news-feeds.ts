// What is followed in the News app, and its folders. Deleting one deletes the feeds in it, so it is emptied first.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { json } from '../http.ts'
import { webLink } from '../item.ts'
import { isSameAddress } from '../same-address.ts'
import type { Client, RemoteFeed, RemoteFolder, Structure } from '../service.ts'
import { isStatus, type NextcloudNewsSession } from './nextcloud-news-session.ts'

const LOOKS = 3

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const feed = v.object({
  id,
  url: v.string(),
  title: v.nullish(v.string(), ''),
  link: v.nullish(v.string(), ''),
  /** 0 or null: in none. */
  folderId: v.nullish(v.number(), null),
})
const feeds = v.object({ feeds: v.array(feed) })
export const folders = v.object({ folders: v.array(v.object({ id, name: v.string() })) })

const feedOf = (said: v.InferOutput<typeof feed>): RemoteFeed => ({
  remoteId: String(said.id),
  url: said.url,
  siteUrl: webLink(said.link),
  title: said.title || said.url,
  folderId: said.folderId ? String(said.folderId) : null,
})

export const feedsOf = (session: NextcloudNewsSession) => {
  const followed = async (signal: AbortSignal): Promise<Result<RemoteFeed[]>> => {
    const known = await session.get('/feeds', feeds, signal)
    return known.ok ? ok(known.value.value.feeds.map(feedOf)) : known
  }

  const folderList = async (signal: AbortSignal): Promise<Result<RemoteFolder[]>> => {
    const known = await session.get('/folders', folders, signal)
    return known.ok
      ? ok(known.value.value.folders.map(({ id: number, name }) => ({ remoteId: String(number), title: name })))
      : known
  }

  const moveFeed = async (moved: RemoteFeed, to: RemoteFolder | null, signal: AbortSignal): Promise<Result<null>> => {
    const said = { folderId: to ? Number(to.remoteId) : null }
    const answer = await session.write('POST', `/feeds/${moved.remoteId}/move`, signal, said)
    return answer.ok ? ok(null) : answer
  }

  const renameFeed = async (renamed: RemoteFeed, title: string, signal: AbortSignal): Promise<Result<null>> => {
    const answer = await session.write('POST', `/feeds/${renamed.remoteId}/rename`, signal, { feedTitle: title })
    return answer.ok ? ok(null) : answer
  }

  return {
    moveFeed,
    renameFeed,

    async structure(signal): Promise<Result<Structure>> {
      const places = await folderList(signal)
      if (!places.ok) return places
      const known = await followed(signal)
      return known.ok ? ok({ folders: places.value, feeds: known.value, labels: [] }) : known
    },

    async follow({ url, title, folder }, signal): Promise<Result<RemoteFeed>> {
      const said = { url, folderId: folder ? Number(folder.remoteId) : null }
      const made = await session.write('POST', '/feeds', signal, said)
      if (!made.ok && !isStatus(made, 409)) return made
      const given = made.ok ? json(made.value, feeds) : null
      const first = given?.ok ? given.value.feeds[0] : undefined
      const known = first ? ok([feedOf(first)]) : await followed(signal)
      if (!known.ok) return known
      const there = first ? known.value[0] : known.value.find((one) => isSameAddress(one.url, url))
      if (!there) return made.ok ? fail({ kind: 'oddAnswer', host: session.host, what: 'no feed followed' }) : made
      if (!made.ok || !title || title === there.title) return ok(there)
      const renamed = await renameFeed(there, title, signal)
      return renamed.ok ? ok({ ...there, title }) : renamed
    },

    async unfollow(gone, signal): Promise<Result<null>> {
      const answer = await session.write('DELETE', `/feeds/${gone.remoteId}`, signal)
      return answer.ok || isStatus(answer, 404) ? ok(null) : answer
    },

    async addFolder(title, signal): Promise<Result<RemoteFolder>> {
      const made = await session.write('POST', '/folders', signal, { name: title })
      if (!made.ok && !isStatus(made, 409)) return made
      const known = await folderList(signal)
      if (!known.ok) return known
      const there = known.value.find((one) => one.title === title)
      if (there) return ok(there)
      return made.ok ? fail({ kind: 'oddAnswer', host: session.host, what: 'no folder made' }) : made
    },

    async renameFolder(folder, title, signal): Promise<Result<RemoteFolder>> {
      const answer = await session.write('PUT', `/folders/${folder.remoteId}`, signal, { name: title })
      return answer.ok ? ok({ remoteId: folder.remoteId, title }) : answer
    },

    async removeFolder(folder, _feeds, signal): Promise<Result<null>> {
      for (let look = 0; look < LOOKS; look++) {
        const known = await followed(signal)
        if (!known.ok) return known
        const inside = known.value.filter((one) => one.folderId === folder.remoteId)
        if (inside.length === 0) {
          const answer = await session.write('DELETE', `/folders/${folder.remoteId}`, signal)
          return answer.ok || isStatus(answer, 404) ? ok(null) : answer
        }
        for (const one of inside) {
          const moved = await moveFeed(one, null, signal)
          if (!moved.ok && !isStatus(moved, 404)) return moved
        }
      }
      return fail({ kind: 'changeRefused', status: 0, detail: 'feeds keep coming into this folder' })
    },
  } satisfies Partial<Client>
}
