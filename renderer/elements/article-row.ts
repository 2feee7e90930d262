// One row of the article list: a headline, where it is from, the first words of it, and what is known of it.
import { css, html, nothing, type TemplateResult } from 'lit'
import type { DirectiveResult } from 'lit/directive.js'
import { keyed } from 'lit/directives/keyed.js'
import type { ArticleHead } from '../../main/contract/models.ts'
import { feedName } from '../state/folders.ts'
import { shortTime } from '../state/article-time.ts'
import { store } from '../state/store.ts'
import { formatDate, t } from '../words/words.ts'
import { icon } from './icons.ts'

export interface RowView {
  head: ArticleHead | undefined
  id: string
  index: number
  total: number
  active: boolean
  open: boolean
  /** The day that begins with this row. */
  day: string | null
  showFeed: boolean
  now: number
}

/** Height of a row in rem: two lines of headline and one of standfirst, or one and two. */
export const ROW = 6.4

const DAY = 86_400_000

export function articleRow(view: RowView): TemplateResult {
  const { head } = view
  return html`<div
    role="option"
    id=${view.id}
    data-index=${view.index}
    class="row ${view.active ? 'active' : ''} ${head?.read === false ? 'unread' : ''} ${view.day === null ? '' : 'first'}"
    aria-selected=${view.open ? 'true' : 'false'}
    aria-setsize=${view.total}
    aria-posinset=${view.index + 1}
    aria-label=${head === undefined ? '…' : spoken(head, view)}
  >
    <div class="body">
      ${head === undefined ? html`<div class="words"><div class="meta">…</div></div>` : [words(head, view), thumb(head)]}
    </div>
  </div>`
}

function words(head: ArticleHead, view: RowView): TemplateResult {
  const feed = store.snapshot.feeds.get(head.feedId)
  const from = view.showFeed && feed !== undefined ? feedName(feed) : (head.authors[0] ?? head.agency ?? '')
  return html`<div class="words">
    <div class="text">
      <div class="title" dir="auto" lang=${head.language ?? nothing} title=${head.title}>${head.title}</div>
      ${head.standfirst === null ? nothing : html`<div class="below"><div class="standfirst" dir="auto" lang=${head.language ?? nothing}>${head.standfirst}</div></div>`}
    </div>
    <div class="meta">
      <span class="from" dir="auto">${from}</span>
      <time datetime=${new Date(head.publishedAt ?? head.arrivedAt).toISOString()}
        >${shortTime(head.publishedAt ?? head.arrivedAt, view.now)}</time
      >
      ${marks(head)}${tags(head)}${view.day === null ? nothing : html`<span class="day">${view.day}</span>`}
    </div>
  </div>`
}

/** What a screen reader says of a row: the headline first, then the rest. */
function spoken(head: ArticleHead, view: RowView): string {
  const feed = store.snapshot.feeds.get(head.feedId)
  const parts = [head.read ? head.title : `${t('shell.unreadMark')}: ${head.title}`]
  if (view.showFeed && feed !== undefined) parts.push(feedName(feed))
  parts.push(shortTime(head.publishedAt ?? head.arrivedAt, view.now), ...marksOf(head).map((each) => each.text))
  if (head.labels?.length) parts.push(`${t('accounts.labels')}: ${head.labels.join(', ')}`)
  if (head.standfirst !== null) parts.push(head.standfirst)
  return parts.join('. ')
}

interface Mark {
  name: 'bookmark' | 'lock' | 'audio' | 'waiting' | 'partial'
  text: string
}

function marksOf(head: ArticleHead): Mark[] {
  const marks: Mark[] = []
  if (head.saved) marks.push({ name: 'bookmark', text: t('shell.savedMark') })
  if (head.locked) marks.push({ name: 'lock', text: t('shell.lockedMark') })
  if (head.enclosures.some((each) => each.type?.startsWith('audio/')))
    marks.push({ name: 'audio', text: t('shell.audioMark') })
  if (head.completeness === 'waiting') marks.push({ name: 'waiting', text: t('shell.completenessWaiting') })
  if (head.completeness === 'partial') marks.push({ name: 'partial', text: t('shell.completenessPartial') })
  return marks
}

const marks = (head: ArticleHead): TemplateResult[] =>
  marksOf(head).map((each) => html`<span class="mark ${each.name}" title=${each.text}>${icon(each.name)}</span>`)

/** As many as the line has room for; all of them are said. */
const tags = (head: ArticleHead): TemplateResult[] =>
  (head.labels ?? []).slice(0, 3).map((each) => html`<span class="tag" dir="auto">${each}</span>`)

function thumb(head: ArticleHead): DirectiveResult | typeof nothing {
  // What is still to be fetched is not asked for.
  if (head.picture === null || head.completeness === 'waiting') return nothing
  if (!/^[0-9a-f]{32}$/.test(head.picture.key)) return nothing
  // What could not be shown is tried again once the article is more complete.
  return keyed(
    head.completeness,
    html`<img
      class="thumb"
      src="/media/${head.picture.key}"
      alt=""
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${hide}
      @load=${show}
    />`,
  )
}

// A recycled row shows another picture: only what really failed is hidden.
const hide = (event: Event): boolean => (event.target as HTMLElement).toggleAttribute('hidden', true)
const show = (event: Event): boolean => (event.target as HTMLElement).toggleAttribute('hidden', false)

export function dayName(at: number, now: number, length: 'long' | 'short'): string {
  const today = new Date(now).setHours(0, 0, 0, 0)
  const day = new Date(at).setHours(0, 0, 0, 0)
  if (day === today) return t('shell.today')
  if (Math.round((today - day) / DAY) === 1) return t('shell.yesterday')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return formatDate(at, { weekday: length, day: 'numeric', month: length, ...(sameYear ? {} : { year: 'numeric' }) })
}

export const articleRowStyles = css`
  .row {
    inline-size: 100%;
    cursor: default;
    user-select: none;
  }
  .day {
    margin-inline-start: auto;
    font-weight: 600;
    letter-spacing: 0.07em;
    text-transform: uppercase;
  }
  .body {
    position: relative;
    display: flex;
    gap: 0.85rem;
    block-size: 6.4rem;
    padding: 0.7rem 1.1rem 0.6rem 1.6rem;
    border-block-start: 1px solid var(--rule);
  }
  .first .body {
    border-block-start-color: var(--rule-strong);
  }
  .row:hover .body {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .row[aria-selected='true'] .body {
    background: var(--accent-soft);
  }
  [role='listbox']:focus-visible .active .body {
    outline: 2px solid var(--focus);
    outline-offset: -3px;
  }
  .unread .body::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.65rem;
    inset-block-start: 2.32rem;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--unread);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
  .text {
    display: flex;
    flex-direction: column;
    block-size: 3.9rem;
    overflow: hidden;
  }
  .title,
  .standfirst {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .title {
    flex: none;
  }
  /* What the headline leaves: one line or two. */
  .below {
    flex: 1;
    min-block-size: 0;
    container: below / size;
  }
  @container below (block-size < 2.2rem) {
    .standfirst {
      -webkit-line-clamp: 1;
    }
  }
  .title {
    color: var(--ink-2);
    font: 450 1.06rem / 1.3rem var(--face-head);
  }
  .unread .title {
    color: var(--ink);
    font-weight: 650;
  }
  .standfirst {
    margin-block-start: 0.05rem;
    color: var(--ink-3);
    font: var(--size-2) / 1.15rem var(--face-ui);
  }
  .meta {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    block-size: 1.2rem;
    color: var(--ink-3);
    font-size: var(--size-1);
    white-space: nowrap;
  }
  .from {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--ink-2);
    font-weight: 550;
  }
  time {
    flex: none;
  }
  .mark {
    flex: none;
    display: inline-flex;
  }
  .mark svg {
    inline-size: 0.9rem;
    block-size: 0.9rem;
    stroke-width: 2;
  }
  .tag {
    flex: 0 1 auto;
    min-inline-size: 1.5rem;
    max-inline-size: 7rem;
    padding-inline: 0.4rem;
    overflow: hidden;
    text-overflow: ellipsis;
    border: 1px solid var(--rule);
    border-radius: 0.7rem;
    color: var(--ink-2);
  }
  .mark.bookmark {
    color: var(--accent);
  }
  .bookmark path {
    fill: currentColor;
  }
  .thumb {
    flex: none;
    align-self: center;
    inline-size: 4.6rem;
    block-size: 4.6rem;
    object-fit: cover;
    background: var(--sunken);
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'] .body {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .unread .body::before {
      forced-color-adjust: none;
      background: LinkText;
    }
  }
`
