// The small picture of a feed: its own, or its first letter.
import { css, html, type TemplateResult } from 'lit'
import type { Feed } from '../../main/contract/models.ts'
import { feedName } from '../state/folders.ts'

export const feedIconStyles = css`
  .feed-icon {
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border-radius: 0.2rem;
    object-fit: contain;
    overflow: hidden;
  }
  .letter {
    border: 1px solid var(--rule-strong);
    color: var(--ink-2);
    font: 600 0.72rem / 1 var(--face-head);
    text-transform: uppercase;
  }
`

export function feedIcon(feed: Feed): TemplateResult {
  if (feed.icon !== null && /^[0-9a-f]{32}$/.test(feed.icon))
    return html`<img class="feed-icon" src="/media/${feed.icon}" alt="" loading="lazy" decoding="async" />`
  return html`<span class="feed-icon letter" aria-hidden="true">${firstLetter(feedName(feed))}</span>`
}

/** The first letter or digit as a reader sees it, not half a surrogate pair. */
const firstLetter = (name: string): string => /[\p{L}\p{N}]/u.exec(name)?.[0] ?? '·'
