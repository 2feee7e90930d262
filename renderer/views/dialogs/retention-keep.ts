// Keeps a rule for what goes, and lets what it takes away go at once, as its preview has said.
import type { Retention } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { announce } from '../../elements/live.ts'
import { store } from '../../state/store.ts'
import { toast } from '../../state/toasts.ts'
import { formatBytes, t } from '../../words/words.ts'

/** null: it went well, and the reader has been told. */
export async function keepGeneralRetention(retention: Retention): Promise<Problem | null> {
  const kept = await store.run('settings.change', { settings: { retention } })
  return kept.ok ? applyRetention() : kept.problem
}

export async function applyRetention(): Promise<Problem | null> {
  const gone = await store.run('library.applyRetention', {})
  if (!gone.ok) return gone.problem
  if (gone.value.articles === 0) announce(t('dialogs.ruleKept'))
  else
    toast({ text: t('dialogs.removed', { n: gone.value.articles, size: formatBytes(gone.value.bytes) }), kind: 'done' })
  return null
}
