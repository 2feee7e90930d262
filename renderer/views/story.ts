// One story as it stands on the front page and on a card: picture, headline, where it is from, its marks.
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { DirectiveResult } from 'lit/directive.js'
import type { ArticleHead, ArticleId, Feed } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { openArticle } from '../state/actions-reading.ts'
import { fullDate, shortTime } from '../state/article-time.ts'
import { tongueOf } from '../state/article-language.ts'
import { feedName } from '../state/folders.ts'
import { language, t } from '../words/words.ts'

/** A plain click reads it here; with a key held down the browser does as it always does. */
export function openHere(id: ArticleId, event: MouseEvent): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  openArticle(id)
}

export const addressOf = (head: ArticleHead): string =>
  head.url !== null && /^https?:/i.test(head.url) ? head.url : `#article-${head.id}`

const tongues = new WeakMap<ArticleHead, string | null>()

/** For its headline: faces and division of words go by it. */
export function languageOf(head: ArticleHead, feed: Feed | undefined): string | null {
  const known = tongues.get(head)
  if (known !== undefined) return known
  const found = tongueOf(`${head.title} ${head.standfirst ?? ''}`, [head.language, feed?.language ?? null]).language
  tongues.set(head, found)
  return found
}

const hide = (event: Event): void => {
  if (event.target instanceof HTMLElement) event.target.hidden = true
}

/** Beside the headline it says nothing of its own: it stays silent for screen readers. */
export const storyPicture = (head: ArticleHead, eager: boolean): DirectiveResult | typeof nothing =>
  head.picture === null || head.completeness === 'waiting'
    ? nothing
    : // What could not be shown is tried again once the article is more complete.
      keyed(
        head.completeness,
        html`<img
          src=${`/media/${head.picture.key}`}
          alt=""
          loading=${eager ? 'eager' : 'lazy'}
          decoding="async"
          @error=${hide}
        />`,
      )

export function storyMeta(head: ArticleHead, feed: Feed | undefined, now: number): TemplateResult {
  const at = head.publishedAt ?? head.arrivedAt
  return html`<p class="meta" lang=${language()}>
    <bdi>${feed === undefined ? '' : feedName(feed)}</bdi> ·
    <time datetime=${new Date(at).toISOString()} title=${fullDate(at)}>${shortTime(at, now)}</time>
    ${head.saved ? mark('bookmark', t('article.savedMark')) : nothing}${head.locked ? mark('lock', t('article.lockedMark')) : nothing}${
      head.enclosures.some((each) => each.type?.startsWith('audio/') === true)
        ? mark('audio', t('article.soundMark'))
        : nothing
    }${head.read ? mark('check', t('article.readAlready')) : nothing}${(head.labels ?? []).map(
      (each) => html`<span>${icon('label')}<bdi>${each}</bdi></span>`,
    )}
  </p>`
}

const mark = (name: 'bookmark' | 'lock' | 'audio' | 'check', words: string): TemplateResult =>
  html`<span title=${words}>${icon(name)}<span class="hidden-text">${words}</span></span>`
