// How the head of a list is set: a title, a folio line, and a double rule as under a newspaper's name.
import { css } from 'lit'

export const headerStyles = css`
  :host {
    container-type: inline-size;
    position: relative;
    display: block;
    background: var(--paper);
    border-block-end: 1px solid var(--rule-strong);
  }
  :host::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: -4px;
    z-index: 1;
    block-size: 1px;
    background: var(--rule);
  }
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35rem var(--space-4);
    padding: 0.7rem var(--space-4) 0.65rem 1.6rem;
  }
  /* A front page has its own head. */
  :host([plain]) {
    padding-block: 0.4rem;
    border-block-end-color: var(--rule);
  }
  :host([plain])::after {
    display: none;
  }
  :host([plain]) .title {
    flex: 0 1 auto;
  }
  :host([plain]) .tools {
    flex: 1;
    justify-content: flex-end;
  }
  .title {
    flex: 1 1 16rem;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .names {
    min-inline-size: 0;
  }
  h1 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 600 1.6rem / 1.15 var(--face-head);
    letter-spacing: -0.012em;
  }
  .folio {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5rem;
    color: var(--ink-3);
    font-size: var(--size-2);
    font-variant-numeric: lining-nums tabular-nums;
  }
  .new {
    min-block-size: 1.5rem;
    margin-block: -0.2rem;
    padding: 0 0.6rem;
    border-color: transparent;
    border-radius: 1rem;
    background: var(--accent-soft);
    color: var(--accent);
    font-size: var(--size-2);
    font-weight: 600;
  }
  .tools,
  .group {
    display: flex;
    align-items: center;
    gap: 0.15rem;
  }
  .tools {
    flex-wrap: wrap;
    gap: 0.35rem 0.9rem;
  }
  .tools button {
    color: var(--ink-2);
  }
  .tools button[aria-pressed='true'] {
    color: var(--accent);
  }
  svg {
    inline-size: 1.15rem;
    block-size: 1.15rem;
    stroke-width: 1.75;
  }
  .search {
    position: relative;
    display: flex;
    align-items: center;
    color: var(--ink-3);
  }
  .search > svg {
    position: absolute;
    inset-inline-start: 0.6rem;
    pointer-events: none;
    inline-size: 1rem;
    block-size: 1rem;
  }
  .search input {
    inline-size: 12rem;
    padding-inline: 2rem 1.9rem !important;
    border-color: var(--rule);
    border-radius: 1.1rem;
  }
  .search input::-webkit-search-cancel-button {
    display: none;
  }
  .search .clear {
    position: absolute;
    inset-inline-end: 0.1rem;
    inline-size: 1.8rem;
    min-block-size: 1.8rem;
  }
  .turning svg {
    animation: turn 1.6s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @container (max-width: 54rem) {
    .title {
      flex-basis: 100%;
    }
    .tools {
      flex: 1;
      justify-content: space-between;
    }
    .search {
      flex: 1 1 7rem;
    }
    .search input {
      inline-size: 100%;
    }
  }
  @container (max-width: 40rem) {
    .tools {
      gap: 0.35rem;
    }
    .group {
      gap: 0;
    }
    .group button:not(.square) {
      padding-inline: 0.5rem;
    }
    .group .square {
      inline-size: 2rem;
    }
  }
  @container (max-width: 28rem) {
    :host {
      justify-content: space-between;
    }
    .tools,
    :host([plain]) .tools {
      display: contents;
    }
    .title {
      flex: 1 1 calc(100% - 5rem);
    }
    /* A glass beside the title; a field as wide as the window while somebody searches. */
    .search {
      flex: 0 0 2.25rem;
    }
    .search:is(:focus-within, :has(input:not(:placeholder-shown))) {
      flex: 1 0 100%;
    }
    .search:not(:focus-within) input:placeholder-shown {
      padding-inline: 2rem 0 !important;
      color: transparent;
    }
    .search:not(:focus-within) input::placeholder {
      color: transparent;
    }
    :host([plain]) .search {
      flex: 1 1 calc(100% - 4rem);
    }
  }
`
