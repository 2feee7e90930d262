// Tells a service what was followed, named, moved and let go: folders first, each change by itself, so that none blocks
// another.
import type { Feed, Folder, OutboxEntry, PendingChange } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import { isRefusal } from './problems.ts'
import { refuse, sentWrite, type Suspect } from './push.ts'
import { accountOf, feedsOf, stopped, type Sync } from './scene.ts'
import type { RemoteFeed, RemoteFolder } from './service.ts'
import { isLikely } from './structure.ts'

/** What the service has, kept up to date while it is told. */
interface There {
  folders: Map<string, RemoteFolder>
  feeds: Map<string, RemoteFeed>
}

type Told = Result<Write[]>
type Step = (sync: Sync, there: There, entry: OutboxEntry) => Promise<Told> | Told

export async function pushStructure(sync: Sync): Promise<Result<Suspect[]>> {
  const entries = sync.library.outbox(sync.accountId).filter(({ change }) => change.on !== 'article')
  if (entries.length === 0) return ok([])
  const structure = await sync.client.structure(sync.signal)
  if (!structure.ok) return structure
  // What is not in the list counts as done: one that looks wrong tells nothing.
  const likely = await isLikely(sync, structure.value)
  if (!likely.ok) return likely
  if (!likely.value) return ok([])
  const there: There = {
    folders: new Map(structure.value.folders.map((folder) => [folder.remoteId, folder])),
    feeds: new Map(structure.value.feeds.map((feed) => [feed.remoteId, feed])),
  }
  const suspects: Suspect[] = []
  let lost: Problem | null = null
  for (const entry of entries.toSorted((a, b) => rank(a.change) - rank(b.change))) {
    if (!accountOf(sync)) return stopped()
    // Taken back while others were told.
    if (!sync.library.waits(sync.accountId, entry.change)) continue
    const told = await stepOf(entry.change)(sync, there, entry)
    if (told.ok) {
      await sync.store([sentWrite(sync, [entry]), ...told.value])
      await sync.store(againOf(sync, entry.change))
      sync.memory.tries.delete(entry.seq)
      sync.sent([entry])
      lost = null
      continue
    }
    const { problem } = told
    if (problem.kind === 'changeRefused' || problem.kind === 'notOffered') await refuse(sync, [{ entry, problem }])
    else if (isRefusal(problem)) suspects.push({ entry, problem })
    else if (isCut(problem) && !lost) {
      // Some servers hang up, or ponder for ever, over a feed that they cannot read.
      lost = problem
      suspects.push({ entry, problem })
    } else return told
  }
  // Whether it was the one change or the network, the next step of the sync will show.
  return ok(suspects)
}

const isCut = ({ kind }: Problem): boolean => kind === 'connectionFailed' || kind === 'timedOut'

const order = ['folder add', 'folder title', 'feed follow', 'feed title', 'feed folder', 'gone feed', 'gone folder']
const rank = ({ on, key }: PendingChange): number => order.indexOf(`${on} ${key}`)

function stepOf(change: PendingChange): Step {
  switch (change.on) {
    case 'folder':
      return change.key === 'add' ? addFolder : renameFolder
    case 'feed':
      return change.key === 'follow' ? follow : change.key === 'title' ? renameFeed : moveFeed
    case 'gone':
      return change.key === 'feed' ? unfollow : removeFolder
    case 'article':
      return () => ok([])
  }
}

const lacks = ({ accountId }: Sync, ability: string): Told => fail({ kind: 'notOffered', accountId, ability })

const folderOf = (sync: Sync, { change }: OutboxEntry): Folder | null =>
  (change.on === 'folder' && sync.library.folders().find(({ id }) => id === change.id)) || null
const feedOf = (sync: Sync, { change }: OutboxEntry): Feed | null =>
  change.on === 'feed' ? (feedsOf(sync).find(({ id }) => id === change.id) ?? null) : null

const addFolder: Step = async (sync, there, entry) => {
  const folder = folderOf(sync, entry)
  if (!folder || (folder.remoteId != null && there.folders.has(folder.remoteId))) return ok([])
  const made = await folderThere(sync, there, folder)
  return made.ok ? ok(made.value.writes) : made
}

/** As the service has it, made there if need be. */
async function folderThere(
  sync: Sync,
  there: There,
  folder: Folder,
): Promise<Result<{ remote: RemoteFolder; writes: Write[] }>> {
  const known = folder.remoteId == null ? undefined : there.folders.get(folder.remoteId)
  if (known) return ok({ remote: known, writes: [] })
  const same = [...there.folders.values()].find(({ title }) => title === folder.title)
  const { client, signal, library } = sync
  if (!same && !client.addFolder)
    return fail({ kind: 'notOffered', accountId: sync.accountId, ability: 'emptyFolders' })
  const made = same ? ok(same) : await client.addFolder?.(folder.title, signal)
  if (!made?.ok) return made ?? stopped()
  there.folders.set(made.value.remoteId, made.value)
  const now = library.folders().find(({ id }) => id === folder.id)
  const put = now ? [{ ...now, remoteId: made.value.remoteId }] : []
  return ok({ remote: made.value, writes: [{ kind: 'folders.put', folders: put, service: true }] })
}

const renameFolder: Step = async (sync, there, entry) => {
  const folder = folderOf(sync, entry)
  const remote = folder?.remoteId == null ? undefined : there.folders.get(folder.remoteId)
  if (!folder || !remote || remote.title === folder.title) return ok([])
  const { client, signal, library } = sync
  if (!client.renameFolder) return lacks(sync, 'renameFolder')
  const renamed = await client.renameFolder(remote, folder.title, signal)
  if (!renamed.ok) return renamed
  there.folders.delete(remote.remoteId)
  there.folders.set(renamed.value.remoteId, renamed.value)
  for (const feed of there.feeds.values())
    if (feed.folderId === remote.remoteId) there.feeds.set(feed.remoteId, { ...feed, folderId: renamed.value.remoteId })
  const now = library.folders().find(({ id }) => id === folder.id)
  const put = now ? [{ ...now, remoteId: renamed.value.remoteId }] : []
  return ok([{ kind: 'folders.put', folders: put, service: true }])
}

const follow: Step = async (sync, there, entry) => {
  const feed = feedOf(sync, entry)
  if (!feed || (feed.remoteId != null && there.feeds.has(feed.remoteId))) return ok([])
  const { client, signal, library } = sync
  if (!client.follow) return lacks(sync, 'follow')
  const place = await placeOf(sync, there, feed)
  if (!place.ok) return place
  // What was made for it stays, whatever becomes of the feed.
  await sync.store(place.value.writes)
  const followed = await client.follow({ url: feed.url, title: feed.ownTitle, folder: place.value.remote }, signal)
  if (!followed.ok) return followed
  const remote = followed.value
  there.feeds.set(remote.remoteId, remote)
  const now = library.feed(feed.id)
  // Let go meanwhile: the service is told in its turn, by the name that it has given.
  if (!now)
    return ok([
      {
        kind: 'outbox.add',
        accountId: sync.accountId,
        changes: [{ on: 'gone', key: 'feed', remoteId: remote.remoteId, title: remote.title }],
      },
    ])
  const twin = feedsOf(sync).find(({ id, remoteId }) => remoteId === remote.remoteId && id !== feed.id)
  if (twin) return ok([{ kind: 'feeds.remove', ids: [feed.id], service: true }])
  const title = now.ownTitle === null && remote.title !== '' ? remote.title : now.title
  const writes: Write[] = now.remoteId != null ? [{ kind: 'feeds.unlink', ids: [feed.id] }] : []
  const fetch = { ...now.fetch, problem: null }
  const put = { ...now, title, remoteId: remote.remoteId, siteUrl: now.siteUrl ?? remote.siteUrl, fetch }
  return ok([...writes, { kind: 'feeds.put', feeds: [put], service: true }])
}

/** The folder it lies in, as the service has it. */
async function placeOf(
  sync: Sync,
  there: There,
  feed: Feed,
): Promise<Result<{ remote: RemoteFolder | null; writes: Write[] }>> {
  const folder = sync.library.folders().find(({ id }) => id === feed.folderId)
  if (!folder || folder.accountId !== sync.accountId) return ok({ remote: null, writes: [] })
  return folderThere(sync, there, folder)
}

const remoteOf = (there: There, feed: Feed | null): RemoteFeed | undefined =>
  feed?.remoteId == null ? undefined : there.feeds.get(feed.remoteId)

const renameFeed: Step = async (sync, there, entry) => {
  const feed = feedOf(sync, entry)
  const remote = remoteOf(there, feed)
  const title = feed?.ownTitle ?? feed?.title
  if (!remote || title === undefined || remote.title === title) return ok([])
  if (!sync.client.renameFeed) return lacks(sync, 'renameFeed')
  const renamed = await sync.client.renameFeed(remote, title, sync.signal)
  if (!renamed.ok) return renamed
  there.feeds.set(remote.remoteId, { ...remote, title })
  return ok([])
}

const moveFeed: Step = async (sync, there, entry) => {
  const feed = feedOf(sync, entry)
  const remote = remoteOf(there, feed)
  if (!feed || !remote) return ok([])
  if (!sync.client.moveFeed) return lacks(sync, 'moveFeed')
  const place = await placeOf(sync, there, feed)
  if (!place.ok) return place
  await sync.store(place.value.writes)
  const to = place.value.remote
  if ((to?.remoteId ?? null) === remote.folderId) return ok([])
  const moved = await sync.client.moveFeed(remote, to, sync.signal)
  if (!moved.ok) return moved
  there.feeds.set(remote.remoteId, { ...remote, folderId: to?.remoteId ?? null })
  return ok([])
}

const unfollow: Step = async (sync, there, { change }) => {
  const remote = change.on === 'gone' ? there.feeds.get(change.remoteId) : undefined
  if (!remote) return ok([])
  if (!sync.client.unfollow) return lacks(sync, 'unfollow')
  const gone = await sync.client.unfollow(remote, sync.signal)
  if (!gone.ok) return gone
  there.feeds.delete(remote.remoteId)
  return ok([])
}

const removeFolder: Step = async (sync, there, { change }) => {
  const remote = change.on === 'gone' ? there.folders.get(change.remoteId) : undefined
  if (!remote) return ok([])
  if (!sync.client.removeFolder) return lacks(sync, 'removeFolder')
  const inside = [...there.feeds.values()].filter(({ folderId }) => folderId === remote.remoteId)
  const gone = await sync.client.removeFolder(remote, inside, sync.signal)
  if (!gone.ok) return gone
  there.folders.delete(remote.remoteId)
  return ok([])
}

/** Taken back while that was told, it has to be there again. Who takes it back later knows that it was told. */
function againOf({ library, accountId }: Sync, change: PendingChange): Write[] {
  if (change.on !== 'gone') return []
  const isBack = (one: Feed | Folder): boolean => one.accountId === accountId && one.remoteId === change.remoteId
  if (change.key === 'feed') {
    const feeds = library.feeds().filter(isBack)
    return feeds.flatMap((feed): Write[] => [
      { kind: 'feeds.unlink', ids: [feed.id] },
      { kind: 'feeds.put', feeds: [{ ...feed, remoteId: null }], service: true },
      { kind: 'outbox.add', accountId, changes: [{ on: 'feed', key: 'follow', id: feed.id }] },
    ])
  }
  const folders = library.folders().filter(isBack)
  return folders.flatMap((folder): Write[] => [
    { kind: 'folders.put', folders: [{ ...folder, remoteId: null }], service: true },
    { kind: 'outbox.add', accountId, changes: [{ on: 'folder', key: 'add', id: folder.id }] },
  ])
}
