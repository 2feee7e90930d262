// What can be done with the article that is open.
import type { ArticleId } from '../../main/contract/models.ts'
import { announce } from '../elements/live.ts'
import { store } from '../state/store.ts'
import { toast } from '../state/toasts.ts'
import { t } from '../words/words.ts'

export async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address)
    toast({ text: t('article.copied'), kind: 'done' })
  } catch (error) {
    // Without a secure place, or without the right to, the browser throws a DOMException.
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error
    toast({ text: t('article.notCopied'), kind: 'problem' })
  }
}

/** Answers when the app has taken it up; what arrives is announced as changes of the article. */
export async function fetchMissing(id: ArticleId, audio: boolean): Promise<boolean> {
  announce(t('article.fetching'))
  const result = await store.run('articles.complete', audio ? { ids: [id], audio } : { ids: [id] })
  return result.ok
}
