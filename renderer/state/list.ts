// The one list of this window: it follows the place and the settings.
import type { ArticleQuery } from '../../main/contract/models.ts'
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
  // What is saved or searched for is wanted whether it has been read or not.
  const query: ArticleQuery = { scope, show: scope.kind === 'saved' || scope.kind === 'search' ? 'all' : show, order }
  const key = `${scopeKey(scope)} ${query.show} ${query.order}`
  if (key === opened) return
  opened = key
  void list.open(query)
}

listen(['place', 'settings'], follow)

/** A feed or folder that is gone has no list. */
store.onAnnouncement((announcement) => {
  const { scope } = place
  const gone =
    announcement.kind === 'feeds.removed'
      ? scope.kind === 'feed' && announcement.ids.includes(scope.id)
      : announcement.kind === 'folders.removed'
        ? scope.kind === 'folder' && announcement.ids.includes(scope.id)
        : announcement.kind === 'library.replaced' &&
          ((scope.kind === 'feed' && !store.snapshot.feeds.has(scope.id)) ||
            (scope.kind === 'folder' && !store.snapshot.folders.has(scope.id)))
  if (gone) place.go({ scope: { kind: 'all' } })
})

/** The same list again: what was read leaves it, what has arrived joins it. */
export const renewList = (): Promise<void> => list.open(list.query)
