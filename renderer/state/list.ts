// The one list of this window: it follows the place and the settings.
import type { ArticleQuery, Scope } from '../../main/contract/models.ts'
import { ArticleList } from './article-list.ts'
import { place, scopeKey } from './place.ts'
import { store } from './store.ts'
import { listen } from './topics.ts'

export const list = new ArticleList(store)

let opened = ''

function follow(): void {
  if (!store.snapshot.ready) return
  const { show, order } = store.settings
  const { scope } = place
  // What is saved, labelled or searched for is wanted whether it has been read or not.
  const kept = scope.kind === 'saved' || scope.kind === 'search' || scope.kind === 'label'
  const query: ArticleQuery = { scope, show: kept ? 'all' : show, order }
  const key = `${scopeKey(scope)} ${query.show} ${query.order}`
  if (key === opened) return
  opened = key
  void list.open(query)
}

listen(['place', 'settings'], follow)

/** What is gone has no list. */
store.onAnnouncement((announcement) => {
  const { scope } = place
  const gone =
    announcement.kind === 'feeds.removed'
      ? scope.kind === 'feed' && announcement.ids.includes(scope.id)
      : announcement.kind === 'folders.removed'
        ? scope.kind === 'folder' && announcement.ids.includes(scope.id)
        : announcement.kind === 'accounts.removed'
          ? scope.kind === 'account' && announcement.ids.includes(scope.id)
          : announcement.kind === 'library.replaced' && !isHere(scope)
  if (gone) place.go({ scope: { kind: 'all' } })
})

function isHere(scope: Scope): boolean {
  const { feeds, folders, accounts } = store.snapshot
  if (scope.kind === 'feed') return feeds.has(scope.id)
  if (scope.kind === 'folder') return folders.has(scope.id)
  return scope.kind !== 'account' || accounts.some((each) => each.id === scope.id)
}

/** The same list again: what was read leaves it, what has arrived joins it. */
export const renewList = (): Promise<void> => list.open(list.query)
