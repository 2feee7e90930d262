// The labels of an article as chips: each leads to its list, and has a button that takes it away.
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleHead } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { goTo } from '../state/actions-going.ts'
import { label } from '../state/labels.ts'
import { direction, language, t } from '../words/words.ts'

export function labelChips({ id, labels = [] }: ArticleHead): TemplateResult | typeof nothing {
  if (labels.length === 0) return nothing
  return html`<ul class="labels" lang=${language()} dir=${direction()} aria-label=${t('accounts.labels')}>
    ${labels.map(
      (each) =>
        html`<li>
          <button class="plain" dir="auto" @click=${() => goTo({ kind: 'label', label: each })}>
            ${icon('label')}<bdi>${each}</bdi></button
          ><button
            class="plain take"
            aria-label=${t('accounts.takeLabel', { label: each })}
            title=${t('accounts.takeLabel', { label: each })}
            @click=${() => void label([id], each, false)}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`
}
