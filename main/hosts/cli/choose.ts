// Finds the feed or folder that the reader means: by number, by address, by title, or by a part of one title only.
import type { Account, Feed, Folder, FolderId, Scope, Snapshot } from '../../contract/models.ts'
import { Refused } from './session.ts'

export const titleOf = (feed: Feed): string => feed.ownTitle ?? feed.title

export function chooseFeed(snapshot: Snapshot, meant: string): Feed {
  const { feeds } = snapshot
  return (
    feeds.find((feed) => String(feed.id) === meant) ??
    feeds.find((feed) => feed.url === meant || feed.siteUrl === meant) ??
    onlyOne(feeds, titleOf, meant, 'feed')
  )
}

export function chooseFolder(snapshot: Snapshot, meant: string): Folder {
  const { folders } = snapshot
  return (
    folders.find((folder) => String(folder.id) === meant) ?? onlyOne(folders, (folder) => folder.title, meant, 'folder')
  )
}

export function chooseAccount(accounts: readonly Account[], meant: string): Account {
  return (
    accounts.find((account) => String(account.id) === meant) ??
    onlyOne(accounts, (account) => account.title, meant, 'account')
  )
}

/** 'top' is where there is no folder. */
export const chooseParent = (snapshot: Snapshot, meant: string): FolderId | null =>
  meant === 'top' ? null : chooseFolder(snapshot, meant).id

export interface ScopeOptions {
  feed?: string | undefined
  folder?: string | undefined
  saved?: boolean | undefined
  today?: boolean | undefined
  search?: string | undefined
  label?: string | undefined
  account?: string | undefined
}

export function chooseScope(snapshot: Snapshot, options: ScopeOptions): Scope {
  if (options.search !== undefined) return { kind: 'search', text: options.search }
  if (options.feed !== undefined) return { kind: 'feed', id: chooseFeed(snapshot, options.feed).id }
  if (options.folder !== undefined) return { kind: 'folder', id: chooseFolder(snapshot, options.folder).id }
  if (options.label !== undefined) return { kind: 'label', label: options.label }
  if (options.account !== undefined)
    return { kind: 'account', id: chooseAccount(snapshot.accounts, options.account).id }
  if (options.saved) return { kind: 'saved' }
  return options.today ? { kind: 'today' } : { kind: 'all' }
}

function onlyOne<T>(
  all: readonly T[],
  title: (one: T) => string,
  meant: string,
  noun: 'feed' | 'folder' | 'account',
): T {
  const wanted = meant.toLowerCase()
  const same = all.filter((one) => title(one).toLowerCase() === wanted)
  const found = same.length > 0 ? same : all.filter((one) => wanted && title(one).toLowerCase().includes(wanted))
  const [only] = found
  if (!only) throw new Refused({ kind: 'notFound', noun, id: meant })
  if (found.length > 1)
    throw new Refused({
      kind: 'badRequest',
      where: meant,
      why: `${found.length} ${noun}s are called so; use the number`,
    })
  return only
}
