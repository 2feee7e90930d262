// How the list of headlines is set, around its rows.
import { css } from 'lit'

export const articleListStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  [role='listbox'] {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--paper);
    position: relative;
    outline: none;
    scrollbar-width: thin;
  }
  .band {
    flex: none;
    padding: 0.75rem 1.1rem 0.4rem 1.6rem;
    border-block-end: 1px solid var(--rule-strong);
    color: var(--ink-3);
    font: 600 var(--size-1) / 1 var(--face-ui);
    letter-spacing: 0.07em;
    text-transform: uppercase;
  }
  .empty {
    position: absolute;
    inset: 30% 0 auto;
    max-inline-size: 24rem;
    margin-inline: auto;
    padding-inline: var(--space-6);
    color: var(--ink-2);
    font: italic 1.15rem / 1.45 var(--face-head);
    text-align: center;
    text-wrap: balance;
  }
  .empty button {
    margin-block-start: var(--space-4);
    font-style: normal;
  }
`
