// The reader's own words on articles, each time with the way back.
import type { ArticleId } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { undoToast } from './undo.ts'

/** As long as the library takes. */
export const LONGEST_LABEL = 100

export async function label(ids: readonly ArticleId[], word: string, value: boolean): Promise<void> {
  const result = await store.run('articles.label', { ids: [...ids], label: word, value })
  if (result.ok && result.value.changed > 0)
    undoToast(
      value ? t('accounts.labelled', { label: word }) : t('accounts.unlabelled', { label: word }),
      result.value.undo,
    )
}

export async function removeLabel(word: string): Promise<void> {
  const result = await store.run('labels.remove', { label: word })
  if (!result.ok) return
  if (place.scope.kind === 'label' && place.scope.label === word) place.go({ scope: { kind: 'all' } })
  undoToast(t('accounts.labelRemoved', { label: word }), result.value.undo)
}

/** Opens the chooser. */
export const chooseLabels = (id: ArticleId): void => place.go({ dialog: { name: 'labels', argument: id } })
