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

/** The same list again: what was read leaves it, what has arrived joins it. */
export const renewList = (): Promise<void> => list.open(list.query)
