// The page an article stands on: headline, byline, lead picture, what belongs below.
import { css } from 'lit'

export const articlePage = css`
  :host {
    display: block;
    position: relative;
    block-size: 100%;
    overflow-y: auto;
    overflow-x: hidden;
    overscroll-behavior-y: contain;
    background: var(--paper);
    color: var(--ink);
    container: article / inline-size;
    scrollbar-gutter: stable;
  }

  svg {
    inline-size: 1.2em;
    block-size: 1.2em;
    flex: none;
    stroke-width: 1.75;
  }

  .page {
    --text-face: var(--chosen-face, var(--face-text));
    --text-head: var(--chosen-head, var(--face-head));
    --column: min(var(--measure, 36rem), 100%);
    display: grid;
    grid-template-columns: minmax(0, 1fr) var(--column) minmax(0, 1fr);
    padding-inline: clamp(1.1rem, 4cqi, 3rem);
    padding-block: clamp(1.25rem, 3.5cqi, 2.75rem) 2.5rem;
  }

  .page > * {
    grid-column: 2;
    min-inline-size: 0;
  }

  .tools {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: var(--space-1);
    padding: var(--space-1) var(--space-3);
    background: var(--paper);
    border-block-end: 1px solid var(--rule);
  }

  .tools .gap {
    flex: 1;
  }

  .tools button {
    color: var(--ink-2);
  }

  .tools button[aria-pressed='true'] {
    color: var(--accent);
  }

  .tools button[aria-pressed='true'] svg {
    fill: currentColor;
  }

  @container article (inline-size < 40rem) {
    .tools button:not(.back) .words {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .tools button {
      padding-inline: 0.55rem;
    }
  }

  /* How far one has read: a hair at the head of the page. */
  .tools::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: -1px;
    block-size: 2px;
    background: var(--kicker);
    transform-origin: 0 50%;
    scale: 0 1;
    animation: read linear both;
    animation-timeline: scroll(nearest block);
  }

  :host(:dir(rtl)) .tools::after {
    transform-origin: 100% 50%;
  }

  @keyframes read {
    to {
      scale: 1 1;
    }
  }

  .paper {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-block-end: clamp(0.9rem, 2cqi, 1.4rem);
    padding-block-end: 0.5rem;
    border-block-end: 3px double var(--rule-strong);
    font: 600 var(--size-3) / 1.3 var(--face-ui);
    color: var(--ink-2);
  }

  .paper img {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    object-fit: contain;
    border-radius: 0.15rem;
  }

  .paper a {
    color: inherit;
    text-decoration: none;
  }

  .paper a:hover {
    text-decoration: underline;
  }

  .kicker {
    margin-block-end: 0.45rem;
    font: 650 var(--size-2) / 1.3 var(--face-ui);
    letter-spacing: 0.055em;
    text-transform: uppercase;
    color: var(--kicker);
  }

  .cjk .kicker,
  .rtl .kicker {
    letter-spacing: 0;
  }

  h1 {
    font: 560 clamp(1.75rem, 1.15rem + 3cqi, 3.05rem) / 1.07 var(--text-head);
    font-variant-numeric: lining-nums proportional-nums;
    letter-spacing: -0.014em;
    text-wrap: balance;
    overflow-wrap: break-word;
    hyphens: manual;
  }

  .long h1 {
    font-size: clamp(1.5rem, 1.05rem + 2.1cqi, 2.3rem);
    line-height: 1.12;
  }

  .cjk h1,
  .rtl h1 {
    line-height: 1.3;
    letter-spacing: 0;
    font-weight: 640;
  }

  .cjk h1 {
    line-break: strict;
    word-break: auto-phrase;
    text-spacing-trim: trim-start;
  }

  .standfirst {
    margin-block-start: 0.8rem;
    font: 400 calc(var(--text-size) * 1.1) / 1.38 var(--text-face);
    color: var(--ink-2);
    text-wrap: pretty;
    overflow-wrap: break-word;
  }

  .byline {
    margin-block-start: 1.1rem;
    font: 600 var(--size-3) / 1.4 var(--face-ui);
    font-variant-numeric: lining-nums;
  }

  .byline .agency {
    font-weight: 400;
    color: var(--ink-2);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.15rem;
    margin-block-start: 0.25rem;
    overflow: clip;
    font: 400 var(--size-2) / 1.5 var(--face-ui);
    font-variant-numeric: lining-nums;
    color: var(--ink-3);
  }

  /* The point before a fact falls outside where a line begins. */
  .labels {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    margin-block-start: 0.8rem;
    font-family: var(--face-ui);
  }

  .labels li {
    display: inline-flex;
    align-items: center;
    max-inline-size: 100%;
    border: 1px solid var(--rule-strong);
    border-radius: 1rem;
  }

  .labels button {
    min-inline-size: 0;
    min-block-size: 1.75rem;
    padding: 0 0.15rem 0 0.6rem;
    border: 0;
    border-radius: 1rem;
    gap: 0.35rem;
    color: var(--ink-2);
    font-size: var(--size-2);
    user-select: none;
  }

  .labels bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .labels svg {
    flex: none;
    inline-size: 0.85rem;
    block-size: 0.85rem;
  }

  .labels .take {
    flex: none;
    inline-size: 1.6rem;
    padding: 0;
    color: var(--ink-3);
  }

  .facts > span {
    position: relative;
    margin-inline-start: -1.15rem;
    padding-inline-start: 1.15rem;
  }

  .facts > span::before {
    content: '·';
    position: absolute;
    inset-inline-start: 0.45rem;
  }

  .lock {
    display: flex;
    gap: 0.6rem;
    margin-block-start: 1rem;
    padding: 0.6rem 0.8rem;
    border-inline-start: 3px solid var(--kicker);
    background: var(--sunken);
    font: 400 var(--size-2) / 1.45 var(--face-ui);
    color: var(--ink-2);
  }

  /* The lead picture may be wider than the text, as far as there is room. */
  .lead {
    grid-column: 1 / -1;
    justify-self: center;
    inline-size: min(100%, max(var(--measure, 36rem), min(1.32 * var(--measure, 36rem), 62rem)));
    margin-block-start: clamp(1.2rem, 3cqi, 1.8rem);
  }

  .lead img {
    display: block;
    max-inline-size: 100%;
    inline-size: auto;
    block-size: auto;
    max-block-size: min(78vh, 46rem);
    margin-inline: auto;
    background: var(--sunken);
  }

  .lead img.wide {
    inline-size: 100%;
    object-fit: cover;
  }

  .lead figcaption {
    inline-size: var(--column);
    margin: 0.55rem auto 0;
    font: 400 var(--size-2) / 1.42 var(--face-ui);
    color: var(--ink-3);
    text-wrap: pretty;
  }

  .credit {
    margin-inline-start: 0.4em;
    white-space: nowrap;
  }

  .sounds {
    display: grid;
    gap: 0.6rem;
    margin-block-start: 1.5rem;
  }

  .sound {
    padding: 0.7rem 0.9rem;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--surface);
    font: 400 var(--size-2) / 1.4 var(--face-ui);
  }

  .sound p {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0.3rem 0.6rem;
  }

  .sound strong {
    font-weight: 600;
    font-size: var(--size-3);
  }

  .sound audio {
    display: block;
    inline-size: 100%;
    block-size: 2.75rem;
    margin-block-start: 0.5rem;
  }

  .text {
    margin-block-start: clamp(1.3rem, 3cqi, 1.9rem);
  }

  .end {
    margin-block-start: 2.4rem;
    padding-block-start: 0.9rem;
    border-block-start: 1px solid var(--rule-strong);
    font: 400 var(--size-2) / 1.5 var(--face-ui);
    color: var(--ink-3);
  }

  .end > * + * {
    margin-block-start: 0.5rem;
  }

  .state {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0.25rem 0.6rem;
  }

  .state svg {
    inline-size: 1.15em;
    block-size: 1.15em;
  }

  .state.complete svg {
    color: var(--ok);
  }

  .categories {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.9rem;
  }

  .neighbours {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 var(--space-5);
    max-inline-size: calc(var(--measure, 36rem) + 6rem);
    margin: 0 auto;
    padding: 0 clamp(1.1rem, 4cqi, 3rem) 4rem;
  }

  .neighbours button {
    display: block;
    block-size: auto;
    padding: 0.8rem 0;
    border: 0;
    border-block-start: 1px solid var(--rule);
    border-radius: 0;
    background: none;
    text-align: start;
  }

  .neighbours button:hover .name {
    text-decoration: underline 1px;
    text-underline-offset: 0.16em;
  }

  .neighbours .next {
    grid-column: 2;
    text-align: end;
  }

  .neighbours .which {
    display: block;
    font: 600 var(--size-1) / 1.4 var(--face-ui);
    color: var(--ink-3);
  }

  .neighbours .name {
    display: block;
    margin-block-start: 0.15rem;
    font: 500 var(--size-4) / 1.25 var(--face-head);
    text-wrap: balance;
  }

  .quiet {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--space-4);
    block-size: 100%;
    padding: var(--space-6);
    color: var(--ink-3);
    text-align: center;
  }

  .quiet svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    stroke-width: 1.1;
  }

  .continued {
    display: flex;
    align-items: center;
    gap: 0.8rem;
    position: fixed;
    inset-block-end: 1.4rem;
    inset-inline-start: 50%;
    translate: -50%;
    z-index: 3;
    inline-size: max-content;
    max-inline-size: calc(100cqi - 2rem);
    padding: 0.45rem 0.5rem 0.45rem 1rem;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    font: 400 var(--size-2) / 1.4 var(--face-ui);
  }

  :host(:dir(rtl)) .continued {
    translate: 50%;
  }

  .address {
    position: fixed;
    inset-block-end: 0;
    inset-inline-start: 0;
    z-index: 4;
    max-inline-size: min(44rem, 92cqi);
    padding: 0.15rem 0.6rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-block-start: 1px solid var(--rule);
    border-inline-end: 1px solid var(--rule);
    border-start-end-radius: var(--radius);
    background: var(--surface);
    color: var(--ink-2);
    font: 400 var(--size-1) / 1.5 var(--face-ui);
    direction: ltr;
    pointer-events: none;
  }

  @media (prefers-reduced-motion: reduce) {
    .tools::after {
      display: none;
    }
  }

  @media print {
    :host {
      block-size: auto;
      overflow: visible;
      background: none;
      color: #000;
    }

    .tools,
    .neighbours,
    .continued,
    .address,
    .sounds,
    .state,
    button:not(.enlarge) {
      display: none !important;
    }

    .page {
      display: block;
      padding: 0;
    }

    .lead img {
      max-block-size: 11cm;
    }

    h1 {
      font-size: 24pt;
    }

    h1,
    .standfirst,
    .byline {
      break-after: avoid;
    }
  }
`
