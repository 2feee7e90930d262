// What is followed at a service in the manner of Google Reader: folders are labels of feeds, named by their titles.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { json, type Pair } from '../http.ts'
import { webLink } from '../item.ts'
import { isSameAddress } from '../same-address.ts'
import type { Client, RemoteFeed, RemoteFolder, Structure } from '../service.ts'
import { isSponsored, labelId, labelOf } from './google-reader-items.ts'
import type { Preset } from './google-reader-presets.ts'
import type { GoogleReaderSession } from './google-reader-session.ts'
import { titleOf } from './google-reader-titles.ts'

/** What was seen last. */
export interface Catalogue {
  /** Titles; null: not asked yet. */
  folders: ReadonlySet<string> | null
}

const text = v.fallback(v.nullish(v.string(), ''), '')
const subscriptions = v.object({
  subscriptions: v.array(
    v.object({
      id: v.string(),
      title: text,
      url: text,
      htmlUrl: text,
      categories: v.fallback(v.nullish(v.array(v.object({ id: v.string() })), []), []),
    }),
  ),
})
const tags = v.object({ tags: v.array(v.object({ id: v.string(), type: text })) })
type Subscription = v.InferOutput<typeof subscriptions>['subscriptions'][number]

const folderOf = (title: string): RemoteFolder => ({ remoteId: labelId(title), title })

/** Labels that are no folders. One that is called as a folder is cannot be told from it. */
export async function labelsThere(
  session: GoogleReaderSession,
  catalogue: Catalogue,
  signal: AbortSignal,
): Promise<Result<string[]>> {
  if (!catalogue.folders) {
    const followed = await session.get('/subscription/list', [], subscriptions, signal)
    if (!followed.ok) return followed
    catalogue.folders = new Set(followed.value.value.subscriptions.flatMap(foldersOf))
  }
  const known = await session.get('/tag/list', [['types', '1']], tags, signal)
  return known.ok ? ok(labelsIn(known.value.value.tags, catalogue.folders)) : known
}

const foldersOf = ({ categories }: Subscription): string[] => categories.flatMap(({ id }) => labelOf(id) ?? [])

function labelsIn(known: readonly { id: string; type: string }[], folders: ReadonlySet<string>): string[] {
  const titles = known.flatMap(({ id, type }) => (type === 'tag' || type === '' ? (labelOf(id) ?? []) : []))
  const named = new Set(known.flatMap(({ id, type }) => (type === 'folder' ? (labelOf(id) ?? []) : [])))
  return [...new Set(titles)].filter((title) => !folders.has(title) && !named.has(title))
}

export function feedsOf(session: GoogleReaderSession, preset: Preset, catalogue: Catalogue, hasLabels: boolean) {
  const feedOf = (said: Subscription): RemoteFeed => {
    const url = webLink(said.url) ?? webLink(said.id.replace(/^feed\//, '')) ?? said.id
    const [folder] = foldersOf(said)
    return {
      remoteId: said.id,
      url,
      siteUrl: webLink(said.htmlUrl),
      title: titleOf(said.title, preset.titles, true) || url,
      folderId: folder === undefined || folder === preset.general ? null : labelId(folder),
    }
  }

  const list = async (signal: AbortSignal): Promise<Result<{ feeds: RemoteFeed[]; folders: Set<string> }>> => {
    const known = await session.get('/subscription/list', [], subscriptions, signal)
    if (!known.ok) return known
    const said = known.value.value.subscriptions.filter(({ id }) => !isSponsored(id))
    return ok({ feeds: said.map(feedOf), folders: new Set(said.flatMap(foldersOf)) })
  }

  const structure = async (signal: AbortSignal): Promise<Result<Structure>> => {
    const followed = await list(signal)
    if (!followed.ok) return followed
    const known = await session.get('/tag/list', [['types', '1']], tags, signal)
    if (!known.ok) return known
    const said = known.value.value.tags
    const named = said.flatMap(({ id, type }) => (type === 'folder' ? (labelOf(id) ?? []) : []))
    const folders = new Set([...followed.value.folders, ...named])
    catalogue.folders = folders
    return ok({
      folders: [...folders].filter((title) => title !== preset.general).map(folderOf),
      feeds: followed.value.feeds,
      labels: hasLabels ? labelsIn(said, folders) : [],
    })
  }

  const edit = (what: readonly Pair[], signal: AbortSignal) => session.write('/subscription/edit', what, signal)

  /** Asked of a feed that it does not have, Miniflux up to 2.2.x hangs up. */
  const editFeed = async (remoteId: string, what: readonly Pair[], signal: AbortSignal): Promise<Result<null>> => {
    const answer = await edit([['ac', 'edit'], ['s', remoteId], ...what], signal)
    if (answer.ok || answer.problem.kind !== 'connectionFailed') return answer
    const known = await list(signal)
    return known.ok && !known.value.feeds.some((one) => one.remoteId === remoteId)
      ? fail({ kind: 'changeRefused', status: 0, detail: 'feed not found' })
      : answer
  }

  const moveFeed = (moved: Pick<RemoteFeed, 'remoteId' | 'folderId'>, to: RemoteFolder | null, signal: AbortSignal) => {
    const into = to?.remoteId ?? (preset.general === null ? null : labelId(preset.general))
    const form: Pair[] = []
    if (into !== null) form.push(['a', into])
    if (moved.folderId !== null && moved.folderId !== into) form.push(['r', moved.folderId])
    return form.length > 0 ? editFeed(moved.remoteId, form, signal) : Promise.resolve(ok(null))
  }

  const renameFeed = (renamed: Pick<RemoteFeed, 'remoteId'>, title: string, signal: AbortSignal) =>
    editFeed(renamed.remoteId, [['t', title]], signal)

  /** Some follow by `subscribe`, some find the feed of a page by `quickadd` only; both may say no to what is there. */
  async function subscribe(url: string, into: string | null, title: string | null, signal: AbortSignal) {
    const form: Pair[] = [
      ['ac', 'subscribe'],
      ['s', `feed/${url}`],
    ]
    if (into !== null) form.push(['a', into])
    if (title) form.push(['t', title])
    const followed = await edit(form, signal)
    if (followed.ok || (followed.problem.kind !== 'changeRefused' && followed.problem.kind !== 'oddAnswer'))
      return followed
    const query = new URLSearchParams({ output: 'json', quickadd: url }).toString()
    const answer = await session.post(`/subscription/quickadd?${query}`, [['quickadd', url]], signal)
    if (!answer.ok) return answer.problem.kind === 'changeRefused' ? followed : answer
    const said = json(answer.value, v.object({ numResults: v.fallback(v.number(), 0), error: text }))
    if (!said.ok) return said
    if (said.value.numResults > 0) return ok(null)
    return fail({ kind: 'changeRefused', status: answer.value.status, detail: said.value.error.slice(0, 300) })
  }

  return {
    structure,
    moveFeed,
    renameFeed,

    async follow({ url, title, folder }, signal) {
      const find = (feeds: RemoteFeed[]) => feeds.find((one) => isSameAddress(one.url, url))
      const before = await list(signal)
      if (!before.ok) return before
      const there = find(before.value.feeds)
      if (there) return ok(there)
      const followed = await subscribe(url, folder?.remoteId ?? null, title, signal)
      if (!followed.ok && followed.problem.kind !== 'changeRefused') return followed
      const after = await list(signal)
      if (!after.ok) return after
      const known = new Set(before.value.feeds.map(({ remoteId }) => remoteId))
      const added = find(after.value.feeds) ?? after.value.feeds.find(({ remoteId }) => !known.has(remoteId))
      if (!added) return followed.ok ? fail({ kind: 'changeRefused', status: 200, detail: 'not followed' }) : followed
      if (folder && added.folderId !== folder.remoteId) {
        const moved = await moveFeed(added, folder, signal)
        if (!moved.ok) return moved
      }
      if (title && added.title !== title) {
        const renamed = await renameFeed(added, title, signal)
        if (!renamed.ok) return renamed
      }
      return ok({ ...added, folderId: folder?.remoteId ?? added.folderId, title: title || added.title })
    },

    async unfollow(gone, signal) {
      const answer = await edit([['ac', 'unsubscribe'], ['s', gone.remoteId]], signal) // prettier-ignore
      if (answer.ok || answer.problem.kind !== 'changeRefused') return answer
      const still = await list(signal)
      if (!still.ok) return still
      return still.value.feeds.some(({ remoteId }) => remoteId === gone.remoteId) ? answer : ok(null)
    },

    /** It is there as soon as a feed is in it. */
    addFolder: (title) => Promise.resolve(ok(folderOf(title))),

    async renameFolder(folder, title, signal) {
      const answer = await session.write('/rename-tag', [['s', folder.remoteId], ['dest', labelId(title)]], signal) // prettier-ignore
      if (answer.ok) return ok(folderOf(title))
      if (answer.problem.kind !== 'changeRefused') return answer
      // It may have been renamed already, or never have had a feed in it.
      const known = await structure(signal)
      if (!known.ok) return known
      return known.value.folders.some(({ remoteId }) => remoteId === folder.remoteId) ? answer : ok(folderOf(title))
    },

    async removeFolder(folder, _feeds, signal) {
      const inside = async (): Promise<Result<RemoteFeed[]>> => {
        const known = await list(signal)
        return known.ok ? ok(known.value.feeds.filter(({ folderId }) => folderId === folder.remoteId)) : known
      }
      const found = await inside()
      if (!found.ok) return found
      for (const feed of found.value) {
        const moved = await moveFeed(feed, null, signal)
        if (!moved.ok) return moved
      }
      const left = found.value.length > 0 ? await inside() : found
      if (!left.ok) return left
      if (left.value.length > 0)
        return fail({ kind: 'changeRefused', status: 200, detail: 'feeds stay in this folder' })
      const answer = await session.write('/disable-tag', [['s', folder.remoteId]], signal)
      if (answer.ok || (answer.problem.kind !== 'changeRefused' && answer.problem.kind !== 'oddAnswer')) return answer
      const known = await structure(signal)
      if (!known.ok) return known
      return known.value.folders.some(({ remoteId }) => remoteId === folder.remoteId) ? answer : ok(null)
    },
  } satisfies Partial<Client>
}
