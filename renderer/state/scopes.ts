// What a list is called, and how much unread it holds.
import type { Scope } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'
import { feedName, feedsWithin } from './folders.ts'
import { store } from './store.ts'

export function scopeName(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return t('shell.all')
    case 'today':
      return t('shell.today')
    case 'saved':
      return t('shell.saved')
    case 'search':
      return t('shell.searchFor', { text: scope.text })
    case 'feed': {
      const feed = store.snapshot.feeds.get(scope.id)
      return feed === undefined ? t('shell.unknownFeed') : feedName(feed)
    }
    case 'folder':
      return store.snapshot.folders.get(scope.id)?.title ?? t('shell.unknownFolder')
    case 'account':
      return store.snapshot.accounts.find((each) => each.id === scope.id)?.title ?? t('accounts.unknown')
    case 'label':
      return scope.label
  }
}

/** null: not counted (what is saved, a search). */
export function unreadIn(scope: Scope): number | null {
  const { counts } = store.snapshot
  if (scope.kind === 'all') return counts.unread
  if (scope.kind === 'today') return counts.today
  if (scope.kind === 'feed') return counts.feeds[scope.id]?.[0] ?? 0
  if (scope.kind !== 'folder' && scope.kind !== 'account') return null
  let unread = 0
  for (const id of feedsWithin(store.snapshot, scope)) unread += counts.feeds[id]?.[0] ?? 0
  return unread
}

/** "12 unread", or for lists that are not about that: how many there are. */
export function countWords(scope: Scope, listed: number): string {
  const unread = unreadIn(scope)
  if (unread === null || scope.kind === 'saved') return t('shell.articleCount', { n: listed })
  if (unread > 0) return t('shell.unreadCount', { n: unread })
  return hasArticles(scope) ? t('shell.allRead') : t('shell.articleCount', { n: 0 })
}

const labelCount = (label: string): number => store.snapshot.labels.find((each) => each.label === label)?.articles ?? 0

/** Read or not. */
export function hasArticles(scope: Scope): boolean {
  const { counts } = store.snapshot
  if (scope.kind === 'label') return labelCount(scope.label) > 0
  if (scope.kind !== 'feed' && scope.kind !== 'folder' && scope.kind !== 'account') return counts.total > 0
  return [...feedsWithin(store.snapshot, scope)].some((id) => (counts.feeds[id]?.[1] ?? 0) > 0)
}
