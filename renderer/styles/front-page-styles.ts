// The front page as it is printed: columns, rules between them, sizes by weight; from one column to six.
import { css } from 'lit'

export const frontPageStyles = css`
  :host {
    display: block;
    position: relative;
    block-size: 100%;
    overflow-y: auto;
    overflow-x: hidden;
    background: var(--paper);
    color: var(--ink);
    container: front / inline-size;
    scrollbar-gutter: stable;
    --gap: 1.15rem;
    --text-head: var(--face-head);
    --text-face: var(--face-text);
  }

  .sheet {
    max-inline-size: 120rem;
    margin-inline: auto;
    padding: clamp(0.8rem, 2cqi, 1.8rem) clamp(1rem, 2.6cqi, 2.6rem) 4rem;
  }

  .masthead {
    text-align: center;
    border-block-end: 1px solid var(--ink);
    box-shadow:
      0 3px 0 var(--paper),
      0 4px 0 var(--ink);
    margin-block-end: calc(1.1rem + 4px);
    padding-block-end: 0.5rem;
  }

  .masthead .name {
    font: 640 clamp(2rem, 5.2cqi, 4.6rem) / 1.06 var(--face-head);
    letter-spacing: -0.022em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .masthead .line {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1.5rem;
    margin-block-start: 0.55rem;
    padding-block-start: 0.4rem;
    border-block-start: 1px solid var(--rule-strong);
    font: 400 var(--size-2) / 1.4 var(--face-ui);
    font-variant-numeric: lining-nums;
    color: var(--ink-2);
  }

  .fresh {
    position: sticky;
    inset-block-start: 0.6rem;
    z-index: 3;
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
    white-space: nowrap;
  }

  .fresh button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 14%, var(--accent));
  }

  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.4rem calc(2 * var(--gap));
  }

  .story {
    position: relative;
    break-inside: avoid;
    min-inline-size: 0;
  }

  .story h3 {
    font: 600 1.16rem / 1.16 var(--text-head);
    font-variant-numeric: lining-nums;
    letter-spacing: -0.006em;
    text-wrap: balance;
    overflow-wrap: break-word;
    hyphens: auto;
  }

  .story h3 a {
    color: var(--ink);
    text-decoration: none;
  }

  .story h3 a::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .story:hover h3 a {
    text-decoration: underline 1px;
    text-underline-offset: 0.12em;
  }

  .story h3 a:focus-visible {
    outline: none;
  }

  .story:has(h3 a:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 4px;
  }

  .story.read h3 a {
    color: var(--ink-3);
  }

  .story.read .standfirst {
    color: var(--ink-3);
  }

  .story.read img {
    opacity: 0.72;
  }

  .story img {
    display: block;
    inline-size: 100%;
    aspect-ratio: 3 / 2;
    object-fit: cover;
    margin-block-end: 0.55rem;
    background: var(--sunken);
  }

  .kicker {
    margin-block-end: 0.18rem;
    font: 650 var(--size-1) / 1.3 var(--face-ui);
    letter-spacing: 0.05em;
    text-transform: uppercase;
    color: var(--kicker);
  }

  .standfirst {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
    margin-block-start: 0.35rem;
    font: 400 0.97rem / 1.4 var(--text-face);
    font-variant-numeric: oldstyle-nums;
    color: var(--ink-2);
    text-wrap: pretty;
    overflow-wrap: break-word;
    hyphens: auto;
  }

  .meta,
  .also {
    margin-block-start: 0.4rem;
    font: 400 var(--size-1) / 1.4 var(--face-ui);
    font-variant-numeric: lining-nums;
    color: var(--ink-3);
    overflow-wrap: anywhere;
  }

  .meta time {
    white-space: nowrap;
  }

  .meta svg {
    inline-size: 1.05em;
    block-size: 1.05em;
    margin-inline-start: 0.35em;
    vertical-align: -0.14em;
    stroke-width: 2;
  }

  .meta svg.saved {
    fill: currentColor;
  }

  .also a {
    position: relative;
    color: inherit;
  }

  .also a:hover {
    color: var(--accent);
  }

  .story:lang(ja) h3 {
    word-break: auto-phrase;
  }

  .story:is(:lang(ja), :lang(zh), :lang(ko), :lang(ar), :lang(fa), :lang(he)) h3 {
    line-height: 1.3;
    letter-spacing: 0;
  }

  .other img {
    display: none;
  }

  /* Lead */
  .lead h3 {
    font-size: clamp(1.9rem, 4.1cqi, 3.9rem);
    font-weight: 580;
    line-height: 1.03;
    letter-spacing: -0.018em;
  }

  .lead.long h3 {
    font-size: clamp(1.6rem, 2.9cqi, 2.8rem);
  }

  .lead img {
    aspect-ratio: 16 / 9;
    margin-block-end: 0.8rem;
  }

  .lead .standfirst {
    margin-block-start: 0.6rem;
    font-size: 1.14rem;
    line-height: 1.42;
    -webkit-line-clamp: 7;
  }

  .lead .kicker {
    margin-block-end: 0.4rem;
    font-size: var(--size-2);
  }

  .begin {
    display: none;
    margin-block-start: 0.7rem;
    font: 400 0.97rem / 1.42 var(--text-face);
    font-variant-numeric: oldstyle-nums;
    color: var(--ink);
    text-align: justify;
    overflow-wrap: break-word;
  }

  .begin:is(:lang(ja), :lang(zh), :lang(ko)) {
    text-justify: inter-character;
  }

  .begin p + p {
    text-indent: 1.2em;
  }

  .seconds {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 1.2rem calc(2 * var(--gap));
  }

  .second h3 {
    font-size: 1.42rem;
    line-height: 1.12;
    letter-spacing: -0.01em;
  }

  .seconds .second + .second {
    padding-block-start: 1.1rem;
    border-block-start: 1px solid var(--rule);
  }

  .briefs > h2,
  .section > header h2 {
    font: 650 var(--size-2) / 1.3 var(--face-ui);
    letter-spacing: 0.045em;
    text-transform: uppercase;
  }

  .briefs > h2 {
    padding-block: 0.35rem;
    border-block: 2px solid var(--ink);
    border-block-end: 0;
  }

  .brief {
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--rule);
  }

  .brief h3 {
    font-size: 1rem;
    line-height: 1.22;
    font-weight: 560;
    letter-spacing: 0;
  }

  .brief .meta {
    margin-block-start: 0.2rem;
  }

  /* Sections */
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 calc(2 * var(--gap));
  }

  .section {
    margin-block-start: 2rem;
    border-block-start: 2px solid var(--ink);
  }

  .section > header {
    padding-block: 0.35rem 0.8rem;
  }

  .section > header a {
    color: inherit;
    text-decoration: none;
  }

  .section > header a:hover {
    color: var(--accent);
    text-decoration: underline 1px;
  }

  .section .first h3 {
    font-size: 1.5rem;
    line-height: 1.12;
    letter-spacing: -0.01em;
  }

  .rest .story {
    padding-block: 0.75rem;
    border-block-start: 1px solid var(--rule);
  }

  .rest .standfirst {
    -webkit-line-clamp: 3;
  }

  .end {
    margin-block-start: 2.5rem;
    padding-block-start: 1.2rem;
    border-block-start: 1px solid var(--ink);
    box-shadow:
      0 -3px 0 var(--paper),
      0 -4px 0 var(--ink);
    text-align: center;
    font: italic 400 1.05rem / 1.5 var(--face-head);
    color: var(--ink-2);
  }

  /* Two columns */
  @container front (inline-size >= 33rem) {
    .top {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .top > * {
      grid-column: 1 / -1;
    }

    .seconds {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .seconds .second:nth-child(2) {
      padding-block-start: 0;
      border-block-start: 0;
    }

    .seconds .second:nth-child(even)::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: calc(-1 * var(--gap));
      border-inline-start: 1px solid var(--rule);
    }

    .seconds:has(> :only-child) {
      grid-template-columns: minmax(0, 1fr);
    }

    .briefs .list {
      columns: 2;
      column-gap: calc(2 * var(--gap));
      column-rule: 1px solid var(--rule);
    }

    .body {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0 calc(2 * var(--gap));
    }

    .rest {
      position: relative;
    }

    .rest::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: calc(-1 * var(--gap));
      border-inline-start: 1px solid var(--rule);
    }

    .rest .story:first-child {
      padding-block-start: 0;
      border-block-start: 0;
    }

    .rest .standfirst {
      display: none;
    }

    .body:not(:has(.rest)) {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  /* Four columns */
  @container front (inline-size >= 54rem) {
    .top {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      grid-template-rows: auto 1fr;
    }

    .top > .lead {
      grid-column: 1 / 4;
    }

    .begin {
      display: block;
      columns: 15rem 3;
      column-gap: calc(2 * var(--gap));
      column-rule: 1px solid var(--rule);
    }

    .top > .seconds {
      grid-column: 4;
      grid-template-columns: minmax(0, 1fr);
      position: relative;
    }

    .seconds .second:nth-child(2) {
      padding-block-start: 1.1rem;
      border-block-start: 1px solid var(--rule);
    }

    .seconds .second:nth-child(even)::before {
      content: none;
    }

    .top > .seconds::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: calc(-1 * var(--gap));
      border-inline-start: 1px solid var(--rule);
    }

    .top > .lead:only-child,
    .top > .lead:not(:has(+ .seconds)) {
      grid-column: 1 / -1;
    }

    .second h3 {
      font-size: 1.28rem;
    }

    .seconds .second:nth-child(n + 3) img {
      display: none;
    }

    .top > .briefs {
      grid-column: 1 / 4;
    }

    .top > .seconds {
      grid-row: 1 / 3;
    }

    .top:not(:has(> .seconds)) > .briefs {
      grid-column: 1 / -1;
    }

    .briefs .list {
      columns: 3;
    }

    .body {
      grid-template-columns: minmax(0, 2fr) minmax(0, 2fr);
    }

    .rest {
      columns: 2;
      column-gap: calc(2 * var(--gap));
      column-rule: 1px solid var(--rule);
    }

    .rest[data-count='1'],
    .rest[data-count='2'] {
      columns: 1;
    }

    .rest .standfirst {
      display: -webkit-box;
    }
  }

  /* Five columns */
  @container front (66rem <= inline-size < 80rem) {
    .top {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }

    .top > .seconds {
      grid-column: 4 / 6;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .seconds .second:nth-child(2) {
      padding-block-start: 0;
      border-block-start: 0;
    }

    .seconds .second:nth-child(even)::before {
      content: '';
    }

    .seconds .second:nth-child(n + 3) img {
      display: block;
    }
  }

  /* Six columns */
  @container front (inline-size >= 80rem) {
    .top {
      grid-template-columns: repeat(6, minmax(0, 1fr));
      grid-template-rows: auto;
    }

    .top > .seconds {
      grid-row: auto;
    }

    .seconds .second:nth-child(n + 3) img,
    .section:not(.half) .other img {
      display: block;
    }

    .top > .lead {
      grid-column: 1 / 4;
    }

    .top > .seconds {
      grid-column: 4 / 6;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .seconds .second:nth-child(2) {
      padding-block-start: 0;
      border-block-start: 0;
    }

    .seconds .second:nth-child(even)::before {
      content: '';
    }

    .top > .briefs {
      grid-column: 6;
      position: relative;
    }

    .top > .briefs::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: calc(-1 * var(--gap));
      border-inline-start: 1px solid var(--rule);
    }

    .top:not(:has(.briefs)) > .seconds {
      grid-column: 4 / 7;
    }

    .top:not(:has(.seconds)) > .lead {
      grid-column: 1 / 6;
    }

    .top > .lead:only-child {
      grid-column: 1 / -1;
    }

    .briefs .list {
      columns: 1;
    }

    .sections {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .section {
      grid-column: 1 / -1;
    }

    .section.half {
      grid-column: auto;
    }

    .section:not(.half) .body {
      grid-template-columns: minmax(0, 2fr) minmax(0, 4fr);
    }

    .section:not(.half) .rest {
      columns: 4;
    }

    .section:not(.half) .rest[data-count='3'] {
      columns: 3;
    }

    .section:not(.half) .rest[data-count='2'] {
      columns: 2;
    }

    .section:not(.half) .rest[data-count='1'] {
      columns: 1;
    }

    .section:not(.half) .rest .story {
      border-block-start: 0;
      padding-block: 0 1.1rem;
    }
  }

  @media print {
    :host {
      block-size: auto;
      overflow: visible;
      background: none;
    }

    .fresh,
    .end {
      display: none;
    }

    .sheet {
      padding: 0;
    }

    .masthead {
      box-shadow: none;
      border-block-end-width: 2px;
    }

    .lead img {
      aspect-ratio: auto;
      block-size: 7.5cm;
    }

    /* A grid within a grid does not break well between pages. */
    .top {
      display: block;
    }

    .top > * + * {
      margin-block-start: 1.2rem;
    }

    .briefs {
      break-inside: avoid;
    }

    .story.read :is(h3 a, .standfirst) {
      color: inherit;
    }

    .story.read img {
      opacity: 1;
    }

    .section > header,
    h3 {
      break-after: avoid;
    }

    .top,
    .body,
    .sections {
      break-inside: auto;
    }
  }
`
