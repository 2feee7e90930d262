// One piece of long work: what it is, how far, how long still, and the button that stops it.
import { html, nothing, type TemplateResult } from 'lit'
import type { Progress } from '../../../main/contract/models.ts'
import { store } from '../../state/store.ts'
import { formatBytes, formatNumber, t } from '../../words/words.ts'
import { durationWords } from './durations.ts'

export const workOn = (task: Progress['task']): Progress | undefined =>
  store.snapshot.progress.find((each) => each.task === task)

export function workLine(work: Progress): TemplateResult {
  const { task, done, total } = work
  const parts = [
    total > 0 ? t('dialogs.ofTotal', { done, total }) : null,
    work.newArticles > 0 ? t('dialogs.newArticles', { n: work.newArticles }) : null,
    work.bytes > 0 ? formatBytes(work.bytes) : null,
    work.failed > 0 ? t('dialogs.failed', { n: work.failed }) : null,
    work.remaining === null ? null : t('dialogs.remaining', { time: durationWords(work.remaining) }),
  ]
  const stop = () => void store.run('work.cancel', { task: task as 'refresh' }, { quiet: true })
  return html`<div class="work">
    <div class="row between">
      <strong>${taskWords(task)}</strong>
      ${
        task === 'retention' || task === 'backup'
          ? nothing
          : html`<button aria-label=${t('dialogs.stopTask', { task: taskWords(task) })} @click=${stop}>
              ${t('dialogs.stop')}
            </button>`
      }
    </div>
    <progress
      max=${Math.max(1, total)}
      .value=${done}
      aria-label=${taskWords(task)}
      title=${formatNumber(done)}
    ></progress>
    <p class="note">${parts.filter((part) => part !== null).join(' · ')}</p>
  </div>`
}

export function taskWords(task: Progress['task']): string {
  switch (task) {
    case 'refresh':
      return t('dialogs.taskRefresh')
    case 'takeAlong':
      return t('dialogs.taskTakeAlong')
    case 'import':
      return t('dialogs.taskImport')
    case 'retention':
      return t('dialogs.taskRetention')
    case 'backup':
      return t('dialogs.taskBackup')
    case 'sync':
      return t('accounts.task')
  }
}
