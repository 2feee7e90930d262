// Feeds, folders, accounts and settings as they will be once everything asked for is stored: a record is written whole, so whoever
// changes one builds on what is already on its way, and no change is lost to another.
import type { Account, ArticleId, Feed, Folder, Settings } from '../contract/models.ts'
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

export function intended(stored: Library): IntendedLibrary {
  const feeds = new Map<number, Ahead<Feed>>()
  const folders = new Map<number, Ahead<Folder>>()
  const accounts = new Map<number, Ahead<Account>>()
  const settings = new Map<'settings', Ahead<Settings>>()
  const editions = new Map<ArticleId, number>()

  function note(write: Write, by: object): void {
    switch (write.kind) {
      case 'feeds.put':
        for (const feed of write.feeds) feeds.set(feed.id, { value: feed, by })
        return
      case 'feeds.remove':
        for (const id of write.ids) feeds.set(id, { value: null, by })
        return
      case 'folders.put':
        for (const folder of write.folders) folders.set(folder.id, { value: folder, by })
        return
      case 'folders.remove':
        for (const id of write.ids) folders.set(id, { value: null, by })
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
    async apply(writes) {
      const by = {}
      for (const write of writes) note(write, by)
      try {
        return await stored.apply(writes)
      } finally {
        for (const ahead of [feeds, folders, accounts, settings]) settle(ahead, by)
        for (const write of writes) if (write.kind === 'articles.update') note(write, by)
      }
    },
  }
}

const over = <T>(ahead: Ahead<T> | undefined, stored: T | null): T | null => (ahead ? ahead.value : stored)

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
