// Marking articles, each time with the way back.
import type { ArticleId, Scope } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'
import { list } from './list.ts'
import { place, sameScope } from './place.ts'
import { store } from './store.ts'
import { toast } from './toasts.ts'
import { listen } from './topics.ts'
import { undoToast } from './undo.ts'

export async function mark(ids: readonly ArticleId[], what: { read?: boolean; saved?: boolean }): Promise<void> {
  if (ids.length === 0) return
  const result = await store.run('articles.mark', { ids: [...ids], ...what })
  if (result.ok && result.value.changed > 0) undoToast(markedWords(what, result.value.changed), result.value.undo)
}

export async function toggle(id: ArticleId, what: 'read' | 'saved'): Promise<void> {
  await list.need([id])
  const head = list.head(id)
  if (head !== undefined) await mark([id], what === 'read' ? { read: !head.read } : { saved: !head.saved })
}

/** What the reader has seen, and nothing that came since. */
export async function markAllRead(scope: Scope = place.scope): Promise<void> {
  const before = sameScope(scope, list.query.scope) && list.drawnAt > 0 ? list.drawnAt : Date.now()
  const result = await store.run('articles.markAll', { scope, before, read: true })
  if (!result.ok) return
  if (result.value.changed > 0) undoToast(markedWords({ read: true }, result.value.changed), result.value.undo)
  else toast({ text: t('shell.nothingUnread') })
}

function markedWords(what: { read?: boolean; saved?: boolean }, n: number): string {
  if (what.read !== undefined) return what.read ? t('shell.markedRead', { n }) : t('shell.markedUnread', { n })
  return what.saved === true ? t('shell.markedSaved', { n }) : t('shell.markedUnsaved', { n })
}

let lastOpened: ArticleId | null = null

/** Opening is reading, where the reader wants it so. Only the opening: whoever marks it unread again, keeps it so. */
async function readOnOpen(): Promise<void> {
  const id = place.articleId
  if (id === lastOpened || !store.snapshot.ready) return
  lastOpened = id
  if (id === null || !store.settings.markReadOnOpen) return
  await list.need([id])
  if (list.head(id)?.read === false && place.articleId === id)
    await store.run('articles.mark', { ids: [id], read: true })
}

listen(['place', 'settings'], () => void readOnOpen())
