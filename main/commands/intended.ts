// Feeds, folders, accounts, settings and marks as they will be once everything asked for is stored: a record is written
// whole, so whoever changes one builds on what is already on its way, and no change is lost to another.
import type { Account, ArticleId, Feed, Folder, PendingChange, Settings } from '../contract/models.ts'
import type { Library, Write } from '../library/writes.ts'

export interface IntendedLibrary extends Library {
  /** As it is on the disk: what a window may be shown. */
  stored: Library
  /** Changes whenever somebody begins or ends to rewrite this article: two who rewrite it from what they have read compare. */
  edition(id: ArticleId): number
}

interface Ahead<T> {
  /** null: it is about to go. */
  value: T | null
  by: object
}

/** 'read 12' → whether it will be. */
type Marks = Map<`${'read' | 'saved'} ${ArticleId}`, Ahead<boolean>>

export function intended(stored: Library): IntendedLibrary {
  const feeds = new Map<number, Ahead<Feed>>()
  const folders = new Map<number, Ahead<Folder>>()
  const accounts = new Map<number, Ahead<Account>>()
  const settings = new Map<'settings', Ahead<Settings>>()
  const marks: Marks = new Map()
  const editions = new Map<ArticleId, number>()
  const service = fromService(stored, feeds, folders)

  function note(write: Write, by: object): void {
    switch (write.kind) {
      case 'feeds.put':
        for (const feed of write.feeds) set(feeds, feed.id, write.service ? service.feed(feed) : feed, by)
        return
      case 'feeds.remove':
        for (const id of write.ids) if (!write.service || service.mayRemoveFeed(id)) feeds.set(id, { value: null, by })
        return
      case 'folders.put':
        for (const folder of write.folders) set(folders, folder.id, write.service ? service.folder(folder) : folder, by)
        return
      case 'folders.remove':
        for (const id of write.ids)
          if (!write.service || service.mayRemoveFolder(id)) folders.set(id, { value: null, by })
        return
      case 'accounts.put':
        for (const account of write.accounts) accounts.set(account.id, { value: account, by })
        return
      case 'accounts.remove':
        for (const id of write.ids) accounts.set(id, { value: null, by })
        return
      case 'settings.put':
        settings.set('settings', { value: write.settings, by })
        return
      case 'articles.mark':
        noteMarks(stored, marks, write, by)
        return
      case 'articles.update':
        editions.set(write.id, (editions.get(write.id) ?? 0) + 1)
    }
  }

  return {
    ...stored,
    get revision() {
      return stored.revision
    },
    stored,
    edition: (id) => editions.get(id) ?? 0,
    feed: (id) => over(feeds.get(id), stored.feed(id)),
    feeds: () => merged(feeds, stored.feeds()),
    folders: () => merged(folders, stored.folders()),
    account: (id) => over(accounts.get(id), stored.account(id)),
    accounts: () => merged(accounts, stored.accounts()),
    settings: () => settings.get('settings')?.value ?? stored.settings(),
    state(id) {
      const state = stored.state(id)
      if (!state || marks.size === 0) return state
      const read = marks.get(`read ${id}`)?.value ?? state.read
      const saved = marks.get(`saved ${id}`)?.value ?? state.saved
      return { ...state, read, saved }
    },
    async apply(writes) {
      const by = {}
      for (const write of writes) note(write, by)
      try {
        return await stored.apply(writes)
      } finally {
        for (const ahead of [feeds, folders, accounts, settings, marks]) settle(ahead, by)
        for (const write of writes) if (write.kind === 'articles.update') note(write, by)
      }
    },
  }
}

/** What the library will take of a service's record: not what the reader has changed and it does not know yet. */
function fromService(
  stored: Library,
  feeds: ReadonlyMap<number, Ahead<Feed>>,
  folders: ReadonlyMap<number, Ahead<Folder>>,
) {
  const waits = (accountId: number | null | undefined, change: PendingChange): boolean =>
    accountId != null && stored.waits(accountId, change)
  return {
    feed(feed: Feed): Feed | null {
      const { id, accountId, remoteId } = feed
      const ahead = feeds.get(id)
      const before = stored.feed(id)
      const was = over(ahead, before)
      if (!was) return ahead || (remoteId != null && waits(accountId, goneFeed(remoteId))) ? null : feed
      const follows = !before || waits(accountId, { on: 'feed', id, key: 'follow' })
      const titled = follows || was.ownTitle !== before.ownTitle || waits(accountId, { on: 'feed', id, key: 'title' })
      const moved = follows || was.folderId !== before.folderId || waits(accountId, { on: 'feed', id, key: 'folder' })
      return {
        ...feed,
        ...(titled ? { title: was.title, ownTitle: was.ownTitle } : {}),
        ...(moved ? { folderId: was.folderId, position: was.position } : {}),
      }
    },
    mayRemoveFeed(id: number): boolean {
      const ahead = feeds.get(id)?.value
      return !ahead && !waits(stored.feed(id)?.accountId, { on: 'feed', id, key: 'follow' })
    },
    folder(folder: Folder): Folder | null {
      const { id, accountId, remoteId } = folder
      const ahead = folders.get(id)
      const before = stored.folders().find((one) => one.id === id) ?? null
      const was = over(ahead, before)
      if (!was) return ahead || (remoteId != null && waits(accountId, goneFolder(remoteId))) ? null : folder
      const waiting = (['add', 'title'] as const).some((key) => waits(accountId, { on: 'folder', id, key }))
      return waiting || was.title !== before?.title ? { ...folder, title: was.title } : folder
    },
    mayRemoveFolder(id: number): boolean {
      const before = stored.folders().find((one) => one.id === id)
      return !folders.get(id)?.value && !waits(before?.accountId, { on: 'folder', id, key: 'add' })
    },
  }
}

const goneFeed = (remoteId: string): PendingChange => ({ on: 'gone', key: 'feed', remoteId, title: '' })
const goneFolder = (remoteId: string): PendingChange => ({ on: 'gone', key: 'folder', remoteId, title: '' })

/** A service's mark does not undo one of the reader's that is on its way, or waits to be told. */
function noteMarks(stored: Library, marks: Marks, write: Extract<Write, { kind: 'articles.mark' }>, by: object): void {
  for (const key of ['read', 'saved'] as const) {
    const value = write[key]
    if (value === undefined) continue
    for (const id of write.ids)
      if (!write.service || (!marks.has(`${key} ${id}`) && !stored.isPending(id, key)))
        marks.set(`${key} ${id}`, { value, by })
  }
}

const over = <T>(ahead: Ahead<T> | undefined, stored: T | null): T | null => (ahead ? ahead.value : stored)

/** null: there will be no such thing, or nothing is known ahead. */
function set<T>(ahead: Map<number, Ahead<T>>, id: number, value: T | null, by: object): void {
  if (value) ahead.set(id, { value, by })
}

function merged<T extends { id: number }>(ahead: ReadonlyMap<number, Ahead<T>>, stored: T[]): T[] {
  if (ahead.size === 0) return stored
  const all = new Map(stored.map((one) => [one.id, one]))
  for (const [id, { value }] of ahead)
    if (value) all.set(id, value)
    else all.delete(id)
  return [...all.values()]
}

/** What somebody else has asked for since stays ahead. */
function settle(ahead: Map<unknown, Ahead<unknown>>, by: object): void {
  for (const [key, one] of ahead) if (one.by === by) ahead.delete(key)
}
