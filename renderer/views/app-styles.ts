// How the parts of the window stand beside each other.
import { css } from 'lit'

export const appStyles = css`
  :host {
    display: block;
    block-size: 100dvh;
    overflow: hidden;
    background: var(--paper);
    color: var(--ink);
  }
  .window,
  .floor {
    display: flex;
    block-size: 100%;
    min-inline-size: 0;
  }
  nav {
    position: relative;
    flex: none;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    inline-size: var(--tree-width, 17rem);
    background: var(--sunken);
  }
  nav bs-feed-tree {
    flex: 1;
  }
  .desk {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .floor {
    flex: 1;
    min-block-size: 0;
    padding-block-start: 4px;
  }
  .floor.bare {
    padding-block-start: 0;
  }
  .list {
    flex: none;
    inline-size: var(--list-width, 25rem);
    display: flex;
    min-block-size: 0;
  }
  .list bs-article-list {
    flex: 1;
    min-inline-size: 0;
  }
  .list.wide,
  nav.wide {
    flex: 1;
    inline-size: auto;
  }
  nav bs-splitter {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
  }
  main,
  .reading {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
    outline: none;
  }
  bs-article,
  bs-front-page,
  bs-cards,
  bs-first-start {
    display: block;
    block-size: 100%;
    overflow-y: auto;
  }
  main {
    block-size: 100%;
  }
  .masthead {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    padding: 0.8rem 0.6rem 0.55rem 1.15rem;
  }
  .masthead :is(h1, p) {
    flex: 1;
    font: 700 1.3rem / 1.2 var(--face-head);
    letter-spacing: -0.015em;
  }
  .masthead button {
    color: var(--ink-2);
  }
  svg {
    inline-size: 1.2rem;
    block-size: 1.2rem;
    stroke-width: 1.75;
  }
  .skip {
    position: fixed;
    inset-block-start: 0;
    inset-inline-start: 0;
    z-index: 30;
    display: flex;
    gap: var(--space-2);
    padding: var(--space-2);
  }
  .skip:not(:focus-within) {
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .hint {
    position: fixed;
    inset-block-end: var(--space-4);
    inset-inline-end: var(--space-4);
    z-index: 15;
    padding: 0.4rem 0.9rem;
    border: 1px solid var(--rule-strong);
    border-radius: 1.2rem;
    background: var(--surface);
    box-shadow: var(--shadow);
    color: var(--ink-2);
    font-size: var(--size-2);
  }
  @media print {
    :host,
    .window,
    .desk,
    .floor,
    .reading,
    main,
    bs-article,
    bs-front-page,
    bs-cards {
      display: block;
      block-size: auto;
      overflow: visible;
    }
    nav,
    .list,
    bs-header,
    bs-splitter,
    bs-toasts {
      display: none !important;
    }
  }
`
