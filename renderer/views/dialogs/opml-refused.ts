// The lines of an OPML file that were left out, with the reason in words.
import { css, html, type TemplateResult } from 'lit'
import type { Out } from '../../../main/contract/commands.ts'
import { t } from '../../words/words.ts'

const REFUSED_SHOWN = 200

export const refusedStyles = css`
  .refused {
    max-block-size: 10rem;
    overflow: auto;
  }
  .refused li {
    padding-block: var(--space-1);
    border-block-end: 1px solid var(--rule);
  }
`

export const refusedLines = (refused: Out<'opml.preview'>['refused']): TemplateResult =>
  html`<details>
    <summary>${t('dialogs.refusedCount', { n: refused.length })}</summary>
    <ul class="refused" tabindex="0" aria-label=${t('dialogs.refusedCount', { n: refused.length })}>
      ${refused.slice(0, REFUSED_SHOWN).map(({ text, why }) => html`<li class="wrap">${text} <span class="note">${refusedWords(why)}</span></li>`)}
    </ul>
  </details>`

/** Why a line of the file was left out; reasons it may learn later are not explained wrongly. */
function refusedWords(why: string): string {
  switch (why) {
    case 'command':
      return t('dialogs.refusedCommand')
    case 'scheme':
      return t('dialogs.refusedScheme')
    case 'badAddress':
      return t('dialogs.refusedAddress')
    case 'notAFeed':
      return t('dialogs.refusedList')
    case 'repeated':
      return t('dialogs.refusedRepeated')
    default:
      return t('dialogs.refusedOther')
  }
}
