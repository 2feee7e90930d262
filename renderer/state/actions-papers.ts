// What is done with feeds and folders.
import type { AccountId, FeedId, FolderId } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'
import type { Action } from './actions.ts'
import { can, homeOf } from './accounts.ts'
import { sync } from './actions-accounts.ts'
import { feedName, feedsWithin, isSample } from './folders.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { toast } from './toasts.ts'
import { undoToast } from './undo.ts'

const always = (): boolean => true
const hasFeeds = (): boolean => store.snapshot.feeds.size > 0
const feedHere = (): FeedId | null => (place.scope.kind === 'feed' ? place.scope.id : null)

/** Those of the list that is open; asked again even where it is not yet due. What a service fetches is synced. */
export async function refresh(ids: readonly FeedId[] | null): Promise<void> {
  const { feeds, accounts } = store.snapshot
  const chosen = [...feeds.values()].filter((feed) => ids === null || ids.includes(feed.id))
  const homes = ids === null ? accounts : chosen.map(homeOf)
  const elsewhere = new Set<AccountId>()
  for (const home of homes)
    if (home !== null && !home.paused && (ids === null || !home.abilities.fetchesHere)) elsewhere.add(home.id)
  const own = chosen.filter((feed) => !isSample(feed) && homeOf(feed)?.abilities.fetchesHere !== false)
  if (own.length + elsewhere.size === 0) return void toast({ text: t('accounts.onlySample') })
  await Promise.all([
    own.length === 0
      ? null
      : store.run('feeds.refresh', ids === null ? { force: true } : { ids: own.map((feed) => feed.id), force: true }),
    elsewhere.size === 0 ? null : sync([...elsewhere]),
  ])
}

export async function unfollow(id: FeedId): Promise<void> {
  const feed = store.snapshot.feeds.get(id)
  if (feed === undefined) return
  const result = await store.run('feeds.unfollow', { ids: [id] })
  if (!result.ok) return
  if (place.scope.kind === 'feed' && place.scope.id === id) place.go({ scope: { kind: 'all' } })
  undoToast(t('shell.unfollowed', { name: feedName(feed) }), result.value.undo)
}

export async function removeFolder(id: FolderId): Promise<void> {
  const folder = store.snapshot.folders.get(id)
  if (folder === undefined) return
  const result = await store.run('folders.remove', { id })
  if (!result.ok) return
  if (place.scope.kind === 'folder' && place.scope.id === id) place.go({ scope: { kind: 'all' } })
  undoToast(t('shell.folderRemoved', { name: folder.title }), result.value.undo)
}

const inPlace = (): FeedId[] | null =>
  place.scope.kind === 'feed' || place.scope.kind === 'folder' || place.scope.kind === 'account'
    ? [...feedsWithin(store.snapshot, place.scope)]
    : null

export const paperActions: Action[] = [
  {
    id: 'feeds.refresh',
    group: 'papers',
    words: 'shell.doRefresh',
    defaultKeys: 'r',
    run: () => refresh(inPlace()),
    enabled: hasFeeds,
  },
  {
    id: 'feeds.refreshAll',
    group: 'papers',
    words: 'shell.doRefreshAll',
    defaultKeys: 'Shift+r',
    run: () => refresh(null),
    enabled: hasFeeds,
  },
  {
    id: 'feeds.add',
    group: 'papers',
    words: 'shell.doAdd',
    defaultKeys: 'a',
    run: () => place.go({ dialog: { name: 'add' } }),
    enabled: always,
  },
  {
    id: 'feeds.properties',
    group: 'papers',
    words: 'shell.doProperties',
    defaultKeys: 'i',
    run: () => {
      const id = feedHere()
      if (id !== null) place.go({ dialog: { name: 'feed', argument: id } })
    },
    enabled: () => feedHere() !== null,
  },
  {
    id: 'feeds.unfollow',
    group: 'papers',
    words: 'shell.doUnfollow',
    defaultKeys: '',
    run: () => {
      const id = feedHere()
      return id === null ? undefined : unfollow(id)
    },
    enabled: () => {
      const feed = store.snapshot.feeds.get(feedHere() ?? -1)
      return feed !== undefined && can(feed, 'unfollow')
    },
  },
  {
    id: 'feeds.opml',
    group: 'papers',
    words: 'shell.doOpml',
    defaultKeys: '',
    run: () => place.go({ dialog: { name: 'opml' } }),
    enabled: always,
  },
  {
    id: 'feeds.takeAlong',
    group: 'papers',
    words: 'shell.doTakeAlong',
    defaultKeys: 'Shift+t',
    run: () => place.go({ dialog: { name: 'takeAlong' } }),
    enabled: hasFeeds,
  },
  {
    id: 'feeds.activity',
    group: 'papers',
    words: 'shell.doActivity',
    defaultKeys: 'g v',
    run: () => place.go({ dialog: { name: 'activity' } }),
    enabled: always,
  },
]
