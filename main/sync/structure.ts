// Feeds and folders as the service has them, into the library: told apart by their ids there, found again by their address.
import type { Account, Feed, Folder, FolderId, OutboxEntry } from '../contract/models.ts'
import { ok, type Problem, type Result } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import { boundStructure } from './bounds.ts'
import { accountOf, feedsOf, learned, stopped, type Sync } from './scene.ts'
import type { RemoteFeed, RemoteFolder, Structure } from './service.ts'

/** Answers with the doubt when what was said looks wrong, and changes nothing then. */
export async function pullStructure(sync: Sync): Promise<Result<Problem | null>> {
  const answer = await sync.client.structure(sync.signal)
  if (!answer.ok) return answer
  const account = accountOf(sync)
  if (!account) return stopped()
  const said = boundStructure(answer.value)
  const changes = compare(sync, account, said)
  if (!isDoubtful(changes)) return apply(sync, said, changes)
  const sign = signOf(sync, said)
  if (account.sync.doubts['feeds'] !== sign) {
    await sync.store(learned(sync, { doubts: { feeds: sign } }))
    sync.log(`doubtful: ${changes.removed.length} of ${changes.linked} feeds are not there`)
    return ok({ kind: 'doubtfulAnswer', host: URL.parse(account.address)?.host ?? account.address, what: 'feeds' })
  }
  const itself = await isItself(sync)
  if (!itself.ok) return itself
  const still = accountOf(sync)
  return still ? apply(sync, said, compare(sync, still, said)) : stopped()
}

async function apply(sync: Sync, { feeds }: Structure, { writes }: Changes): Promise<Result<null>> {
  const account = accountOf(sync)
  if (!account) return stopped()
  const seen = { ...account.sync.seen, feeds: feeds.length }
  await sync.store([...writes, ...learned(sync, { doubts: { feeds: null }, seen })])
  return ok(null)
}

/** False: more than half of the feeds are not there, and it has not been said before. */
export async function isLikely(sync: Sync, answer: Structure): Promise<Result<boolean>> {
  const account = sync.library.account(sync.accountId)
  const said = boundStructure(answer)
  const there = new Set(said.feeds.map(({ remoteId }) => remoteId))
  const linked = feedsOf(sync).filter(({ remoteId }) => remoteId != null)
  const removed = linked.filter(({ remoteId }) => !there.has(remoteId ?? ''))
  if (!isDoubtful({ removed, linked: linked.length })) return ok(true)
  if (account?.sync.doubts['feeds'] !== signOf(sync, said)) return ok(false)
  const itself = await isItself(sync)
  return itself.ok ? ok(true) : itself
}

/** Somebody in the service's place may say `[]` to everything, again and again; sets have another form. */
async function isItself({ client, signal }: Sync): Promise<Result<null>> {
  const sets = await client.sets?.(signal)
  return sets && !sets.ok ? sets : ok(null)
}

const signOf = (sync: Sync, { feeds }: Structure): string =>
  sync.checksum(JSON.stringify([feeds.map(({ remoteId }) => remoteId).toSorted()]))

interface Changes {
  writes: Write[]
  removed: Feed[]
  /** Feeds here that the service knew. */
  linked: number
}

/** Empty, or half is gone: it is believed when it is said again. */
const isDoubtful = ({ removed, linked }: Pick<Changes, 'removed' | 'linked'>): boolean =>
  removed.length > 0 && removed.length * 2 > linked

/** What the reader has done and the service has not heard of yet. */
interface Wishes {
  gone: Set<string>
  followed: Set<number>
  titled: Set<number>
  placed: Set<number>
  added: Set<number>
}

export function wishesOf(entries: readonly OutboxEntry[]): Wishes {
  const wishes: Wishes = {
    gone: new Set(),
    followed: new Set(),
    titled: new Set(),
    placed: new Set(),
    added: new Set(),
  }
  for (const { change } of entries) {
    if (change.on === 'gone') wishes.gone.add(`${change.key} ${change.remoteId}`)
    if (change.on === 'folder' && change.key === 'add') wishes.added.add(change.id)
    if (change.on !== 'feed') continue
    if (change.key === 'follow') wishes.followed.add(change.id)
    if (change.key === 'title') wishes.titled.add(change.id)
    if (change.key === 'folder') wishes.placed.add(change.id)
  }
  return wishes
}

function compare(sync: Sync, account: Account, said: Structure): Changes {
  const { library } = sync
  const wishes = wishesOf(library.outbox(account.id))
  const here = feedsOf(sync)
  const places = new Map<FolderId | null, number>()
  const lastPlace = (parent: FolderId | null): number => {
    const siblings = [
      ...library.feeds().filter(({ folderId }) => folderId === parent),
      ...library.folders().filter(({ parentId }) => parentId === parent),
    ]
    return Math.max(-1, ...siblings.map(({ position }) => position))
  }
  const nextPlace = (parent: FolderId | null): number => {
    const place = (places.get(parent) ?? lastPlace(parent)) + 1
    places.set(parent, place)
    return place
  }
  const folders = compareFolders(sync, account, said, wishes, here, nextPlace)
  const feeds = compareFeeds(sync, account, said, wishes, here, folders.ids, nextPlace)
  const writes: Write[] = []
  if (folders.put.length > 0) writes.push({ kind: 'folders.put', folders: folders.put, service: true })
  if (feeds.restored.length > 0) writes.push({ kind: 'feeds.restore', ids: feeds.restored, service: true })
  if (feeds.put.length > 0) writes.push({ kind: 'feeds.put', feeds: feeds.put, service: true })
  if (feeds.unlinked.length > 0) writes.push({ kind: 'feeds.unlink', ids: feeds.unlinked })
  if (feeds.removed.length > 0)
    writes.push({ kind: 'feeds.remove', ids: feeds.removed.map(({ id }) => id), service: true })
  if (folders.removed.length > 0) writes.push({ kind: 'folders.remove', ids: folders.removed, service: true })
  return { writes, removed: feeds.removed, linked: here.filter(({ remoteId }) => remoteId != null).length }
}

function compareFolders(
  { library }: Sync,
  account: Account,
  said: Structure,
  wishes: Wishes,
  feeds: readonly Feed[],
  nextPlace: (parent: FolderId | null) => number,
) {
  const here = library.folders().filter((folder) => folder.accountId === account.id)
  const byRemote = new Map(here.flatMap((folder) => (folder.remoteId == null ? [] : [[folder.remoteId, folder]])))
  const there = new Set(said.folders.map(({ remoteId }) => remoteId))
  const ids = new Map<string, FolderId>()
  const taken = new Set<FolderId>()
  const put: Folder[] = []
  for (const remote of said.folders) {
    if (wishes.gone.has(`folder ${remote.remoteId}`)) continue
    const folder =
      byRemote.get(remote.remoteId) ??
      here.find(({ id, remoteId, title }) => remoteId == null && title === remote.title && !taken.has(id)) ??
      renamed(
        remote,
        here.filter(({ id }) => !taken.has(id)),
        feeds,
        said.feeds,
        there,
      )
    const { remoteId, title } = remote
    const next: Folder = folder
      ? { ...folder, remoteId, title }
      : {
          id: library.nextFolderId(),
          title,
          parentId: null,
          position: nextPlace(null),
          accountId: account.id,
          remoteId,
        }
    ids.set(remoteId, next.id)
    taken.add(next.id)
    if (!folder || folder.remoteId !== remoteId || folder.title !== title) put.push(next)
  }
  const removed = here.filter(
    ({ id, remoteId }) =>
      remoteId != null &&
      !taken.has(id) &&
      !wishes.added.has(id) &&
      // Where folders are made by what is in them, an empty one lives here alone.
      (account.abilities.emptyFolders || feeds.some(({ folderId }) => folderId === id)),
  )
  return { ids, put, removed: removed.map(({ id }) => id) }
}

/** Where the title is the key, another title looks like another folder: with the same feeds in it. */
function renamed(
  remote: RemoteFolder,
  folders: readonly Folder[],
  feeds: readonly Feed[],
  said: readonly RemoteFeed[],
  there: ReadonlySet<string>,
): Folder | undefined {
  const inside = new Set(said.flatMap((feed) => (feed.folderId === remote.remoteId ? [feed.remoteId] : [])))
  return folders.find(({ id, remoteId }) => {
    if (remoteId == null || there.has(remoteId)) return false
    const own = feeds.filter((feed) => feed.folderId === id && feed.remoteId != null)
    return own.length > 0 && own.every((feed) => inside.has(feed.remoteId ?? ''))
  })
}

function compareFeeds(
  sync: Sync,
  account: Account,
  said: Structure,
  wishes: Wishes,
  here: readonly Feed[],
  folders: ReadonlyMap<string, FolderId>,
  nextPlace: (parent: FolderId | null) => number,
) {
  const { library } = sync
  const there = new Set(said.feeds.map(({ remoteId }) => remoteId))
  const byRemote = new Map(here.flatMap((feed) => (feed.remoteId == null ? [] : [[feed.remoteId, feed]])))
  /** Not known there, or no more under the id they had. */
  const loose = new Map(
    here.flatMap((feed) => (feed.remoteId == null || !there.has(feed.remoteId) ? [[feed.url, feed]] : [])),
  )
  const letGo = new Map(
    library.unfollowed().flatMap(({ feed }) => (feed.accountId === account.id ? [[feed.url, feed]] : [])),
  )
  const changes = { put: [] as Feed[], restored: [] as number[], unlinked: [] as number[], removed: [] as Feed[] }
  const kept = new Set<number>()
  for (const remote of said.feeds) {
    if (wishes.gone.has(`feed ${remote.remoteId}`)) continue
    const folderId = remote.folderId === null ? null : (folders.get(remote.folderId) ?? null)
    const known = byRemote.get(remote.remoteId) ?? take(loose, remote.url)
    const back = known ? undefined : take(letGo, remote.url)
    const feed = known ?? back
    if (back) changes.restored.push(back.id)
    if (feed && feed.remoteId != null && feed.remoteId !== remote.remoteId) changes.unlinked.push(feed.id)
    const next = feed
      ? withRemote(account, feed, remote, folderId, wishes, nextPlace)
      : {
          ...sync.newFeed(remote.url, remote.title || remote.url, folderId, nextPlace(folderId)),
          ownTitle: account.abilities.fetchesHere && remote.title !== '' ? remote.title : null,
          siteUrl: remote.siteUrl,
          accountId: account.id,
          remoteId: remote.remoteId,
        }
    kept.add(next.id)
    if (back || next !== feed) changes.put.push(next)
  }
  changes.removed = here.filter(({ id, remoteId }) => remoteId != null && !kept.has(id) && !wishes.followed.has(id))
  return changes
}

/** The same object when nothing is other than before. */
function withRemote(
  { abilities }: Account,
  feed: Feed,
  remote: RemoteFeed,
  folderId: FolderId | null,
  wishes: Wishes,
  nextPlace: (parent: FolderId | null) => number,
): Feed {
  const next: Feed = { ...feed, remoteId: remote.remoteId, siteUrl: remote.siteUrl ?? feed.siteUrl }
  // Where it is fetched here, it is here that one knows where it has moved.
  if (!abilities.fetchesHere) next.url = remote.url
  // The service has one title: its own, or what the reader calls it.
  if (remote.title !== '' && remote.title !== (feed.ownTitle ?? feed.title) && !wishes.titled.has(feed.id)) {
    next.title = abilities.fetchesHere ? feed.title : remote.title
    next.ownTitle = abilities.fetchesHere ? remote.title : null
  }
  if (feed.folderId !== folderId && !wishes.placed.has(feed.id)) {
    next.folderId = folderId
    next.position = nextPlace(folderId)
  }
  return JSON.stringify(next) === JSON.stringify(feed) ? feed : next
}

function take<T>(from: Map<string, T>, key: string): T | undefined {
  const found = from.get(key)
  from.delete(key)
  return found
}
