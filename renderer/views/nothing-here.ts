// What stands where there are no articles, with the way on where there is one.
import { css, html, nothing, type TemplateResult } from 'lit'
import type { ArticleQuery } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { hasArticles } from '../state/scopes.ts'
import { store } from '../state/store.ts'
import { t } from '../words/words.ts'

export const nothingHereStyles = css`
  .nothing {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.4rem;
    min-block-size: min(100%, 30rem);
    padding: var(--space-6) var(--space-5);
    text-align: center;
    color: var(--ink-2);
  }

  .nothing svg {
    inline-size: 2.6rem;
    block-size: 2.6rem;
    margin-block-end: var(--space-3);
    stroke-width: 1.1;
    color: var(--ink-3);
  }

  .nothing h2 {
    font: 500 clamp(1.5rem, 4cqi, 2.2rem) / 1.15 var(--face-head);
    color: var(--ink);
    text-wrap: balance;
  }

  .nothing p {
    max-inline-size: 34rem;
    font: italic 400 1.05rem / 1.45 var(--face-text);
    text-wrap: balance;
  }

  .nothing button {
    margin-block-start: var(--space-4);
  }
`

export function nothingHere(query: ArticleQuery): TemplateResult {
  const { scope } = query
  if (scope.kind === 'search')
    return said('search', t('article.nothingFound', { text: scope.text }), t('article.nothingFoundMore'))
  if (scope.kind === 'saved') return said('bookmark', t('article.nothingSaved'), t('article.nothingSavedMore'))
  if (scope.kind === 'label') return said('label', t('accounts.nothingLabelled'), t('accounts.nothingLabelledMore'))
  if (query.show === 'unread' && hasArticles(scope))
    return said('check', t('article.allRead'), t('article.allReadMore'), showRead)
  if (scope.kind === 'today') return said('today', t('article.nothingToday'), t('article.nothingTodayMore'))
  if (scope.kind === 'account') return said('account', t('article.nothingYet'), t('accounts.nothingInAccountMore'))
  return said('front', t('article.nothingYet'), t('article.nothingYetMore'))
}

const showRead = html`<button @click=${() => void store.run('settings.change', { settings: { show: 'all' } })}>
  ${t('article.showRead')}
</button>`

const said = (
  name: 'search' | 'bookmark' | 'check' | 'today' | 'front' | 'label' | 'account',
  heading: string,
  more: string,
  action?: TemplateResult,
): TemplateResult =>
  html`<div class="nothing">
    ${icon(name)}
    <h2>${heading}</h2>
    <p>${more}</p>
    ${action ?? nothing}
  </div>`
