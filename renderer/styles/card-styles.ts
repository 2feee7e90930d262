// Cards of one height in as many columns as fit.
import { css } from 'lit'

export const cardStyles = css`
  :host {
    display: block;
    position: relative;
    block-size: 100%;
    background: var(--paper);
    color: var(--ink);
    container: cards / inline-size;
    --text-head: var(--face-head);
    --text-face: var(--face-text);
  }

  .box {
    block-size: 100%;
    overflow-y: auto;
    overflow-x: hidden;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
  }

  .fresh {
    position: absolute;
    inset-block-start: 0.6rem;
    inset-inline: 0;
    z-index: 2;
    display: flex;
    justify-content: center;
    block-size: 0;
  }

  .fresh button {
    block-size: var(--control);
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: var(--shadow);
  }

  ul {
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    grid-auto-rows: var(--row);
    align-content: start;
    padding-block-start: var(--from);
    padding-inline: 0.6rem;
    contain: strict;
    inline-size: 100%;
  }

  li {
    min-inline-size: 0;
    padding: 0.6rem 0.5rem 0.2rem;
    contain: strict;
    content-visibility: auto;
  }

  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: calc(var(--radius) * 1.2);
    background: var(--surface);
    transition: border-color var(--fast) var(--ease);
  }

  .card:hover {
    border-color: var(--rule-strong);
  }

  .card a:focus-visible {
    outline: none;
  }

  .card a:focus-visible::after {
    border-radius: inherit;
    outline: 2.5px solid var(--focus);
    outline-offset: -3px;
  }

  .card img {
    flex: none;
    inline-size: 100%;
    block-size: 9.6rem;
    object-fit: cover;
    background: var(--sunken);
  }

  .said {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    padding: 0.75rem 0.85rem 0.65rem;
  }

  .kicker {
    flex: none;
    margin-block-end: 0.2rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 650 var(--size-1) / 1.3 var(--face-ui);
    letter-spacing: 0.05em;
    text-transform: uppercase;
    color: var(--kicker);
  }

  /* Six lines for both: what the headline leaves is the standfirst's. */
  .words {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 6;
    overflow: hidden;
  }

  .card:is(.bare, :has(img[hidden])) .words {
    -webkit-line-clamp: 12;
  }

  h2 {
    font: 600 1.18rem / 1.18 var(--text-head);
    font-variant-numeric: lining-nums;
    letter-spacing: -0.006em;
    overflow-wrap: break-word;
  }

  .card:lang(ja) h2 {
    word-break: auto-phrase;
  }

  .card:is(:lang(ja), :lang(zh), :lang(ko), :lang(ar), :lang(fa), :lang(he)) h2 {
    line-height: 1.3;
    letter-spacing: 0;
  }

  .bare h2 {
    font-size: 1.42rem;
  }

  h2 a {
    color: var(--ink);
    text-decoration: none;
  }

  h2 a::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .read h2 a {
    color: var(--ink-3);
    font-weight: 500;
  }

  .read img {
    opacity: 0.72;
  }

  .standfirst {
    margin-block-start: 0.4rem;
    font: 400 0.94rem / 1.4 var(--text-face);
    color: var(--ink-2);
    overflow-wrap: break-word;
  }

  .read .standfirst {
    color: var(--ink-3);
  }

  .meta {
    flex: none;
    margin-block-start: auto;
    padding-block-start: 0.45rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 400 var(--size-1) / 1.4 var(--face-ui);
    font-variant-numeric: lining-nums;
    color: var(--ink-3);
  }

  .meta svg {
    inline-size: 1.05em;
    block-size: 1.05em;
    margin-inline-start: 0.3em;
    vertical-align: -0.14em;
    stroke-width: 2;
  }

  .compact li {
    padding: 0;
  }

  .compact .card {
    flex-direction: row-reverse;
    border: 0;
    border-block-end: 1px solid var(--rule);
    border-radius: 0;
    background: none;
  }

  .compact .card img {
    inline-size: 6.5rem;
    block-size: calc(100% - 1.6rem);
    margin-block: 0.8rem;
    border-radius: var(--radius);
  }

  .compact .said {
    padding-inline: 0.2rem 0.8rem;
  }

  .compact .card h2 {
    font-size: 1.08rem;
  }

  .compact .words {
    -webkit-line-clamp: 3;
  }

  .compact .standfirst {
    margin-block-start: 0.15rem;
    font-size: 0.9rem;
    line-height: 1.3;
  }

  .note {
    padding: var(--space-5);
    text-align: center;
  }
`
