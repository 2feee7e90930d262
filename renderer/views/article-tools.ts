// The buttons above an article, and the way to its neighbours below it.
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleHead, ArticleId } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { actions, keysOf } from '../state/actions.ts'
import { openArticle } from '../state/actions-reading.ts'
import { showKeys } from '../state/keys.ts'
import { chooseLabels } from '../state/labels.ts'
import { list } from '../state/list.ts'
import { mark } from '../state/marks.ts'
import { place } from '../state/place.ts'
import { scopeName } from '../state/scopes.ts'
import { store } from '../state/store.ts'
import { t } from '../words/words.ts'
import { copyLink } from './article-actions.ts'
import { openOutside } from './article-links.ts'

/** The article lies over its list (front page, cards, narrow window): there must be a way back. */
export function articleTools(head: ArticleHead, over: boolean): TemplateResult {
  const { id, url, saved, read } = head
  return html`
    <div class="tools" role="group" aria-label=${t('article.actions')}>
      ${
        over
          ? html`<button class="plain back" @click=${back} title=${withKeys(t('article.back'), 'go.leave')}>
              ${icon('arrowLeft')}<span class="words">${scopeName(place.scope)}</span>
            </button>`
          : nothing
      }
      <span class="gap"></span>
      <button
        class="plain"
        aria-pressed=${saved ? 'true' : 'false'}
        title=${withKeys(t('article.save'), 'article.toggleSaved')}
        @click=${() => void mark([id], { saved: !saved })}
      >
        ${icon('bookmark')}<span class="words">${t('article.save')}</span>
      </button>
      <button class="plain" title=${withKeys(t('accounts.doLabel'), 'article.label')} @click=${() => chooseLabels(id)}>
        ${icon('label')}<span class="words">${t('accounts.labelButton')}</span>
      </button>
      <button
        class="plain"
        title=${withKeys(read ? t('article.markUnread') : t('article.markRead'), 'article.toggleRead')}
        @click=${() => void mark([id], { read: !read })}
      >
        ${icon(read ? 'read' : 'check')}<span class="words"
          >${read ? t('article.markUnread') : t('article.markRead')}</span
        >
      </button>
      ${
        url === null
          ? nothing
          : html`<button
                class="plain"
                title=${withKeys(t('article.copyLink'), 'article.copyAddress')}
                @click=${() => void copyLink(url)}
              >
                ${icon('copy')}<span class="words">${t('article.copyLink')}</span>
              </button>
              <button
                class="plain"
                title=${withKeys(t('article.openOriginal'), 'article.openOriginal')}
                @click=${() => openOutside(url)}
              >
                ${icon('external')}<span class="words">${t('article.openOriginal')}</span>
              </button>`
      }
    </div>
  `
}

const mac = /^Mac/.test(navigator.platform)

/** "Save (s)": buttons teach their keys. */
function withKeys(words: string, action: string): string {
  const found = actions.find((each) => each.id === action)
  const keys = found === undefined ? '' : keysOf(found, store.settings.keys)
  return keys === ''
    ? words
    : `${words} (${showKeys(keys, mac)
        .map((stroke) => stroke.join('+'))
        .join(' ')})`
}

/** The article before and the one after, by name. */
export function neighbours(id: ArticleId): TemplateResult | typeof nothing {
  if (list.indexOf(id) < 0) return nothing
  const button = (step: 1 | -1): TemplateResult | typeof nothing => {
    const other = list.neighbour(id, step)
    const head = other === null ? undefined : list.head(other)
    if (other === null || head === undefined) return nothing
    return html`<button class=${step === 1 ? 'next' : 'previous'} @click=${() => openArticle(other)}>
      <span class="which">${step === 1 ? t('article.next') : t('article.previous')}</span>
      <span class="name" dir="auto">${head.title}</span>
    </button>`
  }
  return html`<nav class="neighbours" aria-label=${t('article.neighbours')}>${button(-1)}${button(1)}</nav>`
}

const back = (): void => place.go({ articleId: null })
