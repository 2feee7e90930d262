// How the tree of feeds is set.
import { css } from 'lit'

export const feedTreeStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  [role='tree'] {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    position: relative;
    background: var(--sunken);
    outline: none;
    scrollbar-width: thin;
  }
  .row {
    --indent: 0;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    inline-size: 100%;
    block-size: 2.0625rem;
    padding-inline: calc(0.5rem + var(--indent) * 0.95rem) 0.85rem;
    border-block: 2px solid transparent;
    color: var(--ink-3);
    font-size: var(--size-3);
    cursor: default;
    user-select: none;
  }
  .row[aria-level='2'] {
    --indent: 1;
  }
  .row[aria-level='3'] {
    --indent: 2;
  }
  .row[aria-level='4'] {
    --indent: 3;
  }
  .row[aria-level='5'] {
    --indent: 4;
  }
  .row[aria-level='6'] {
    --indent: 5;
  }
  .row[aria-level='7'] {
    --indent: 6;
  }
  .row[aria-level='8'] {
    --indent: 7;
  }
  .row[aria-level='9'] {
    --indent: 8;
  }
  .row:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }
  .row[aria-selected='true'] {
    background: var(--accent-soft);
    color: var(--ink);
  }
  [role='tree']:focus-visible .active {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .some {
    color: var(--ink);
  }
  .folder .name {
    font-family: var(--face-head);
    font-size: 1.02rem;
  }
  .smart .name {
    font-family: var(--face-head);
    font-size: 1.06rem;
  }
  .last-smart {
    border-block-end: 1px solid var(--rule);
  }
  .section {
    border-block-start: 1px solid var(--rule);
  }
  .last-smart + .section {
    border-block-start-color: transparent;
  }
  .section .name {
    color: var(--ink);
    font: 600 1.02rem / 1.3 var(--face-head);
  }
  .section > svg {
    color: var(--ink-2);
  }
  .label > svg {
    inline-size: 0.95rem;
    block-size: 0.95rem;
  }
  .chip-row {
    align-items: flex-start;
    padding-inline-start: 2.1rem;
  }
  .chosen {
    background: var(--accent-soft);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    max-inline-size: 100%;
    min-inline-size: 0;
    overflow: hidden;
    min-block-size: 1.5rem;
    padding-inline: 0.55rem 0.65rem;
    border: 1px solid var(--rule);
    border-radius: 1rem;
    background: var(--paper);
    color: var(--ink-2);
    font-size: var(--size-1);
    font-variant-numeric: lining-nums tabular-nums;
  }
  .chip:hover {
    border-color: var(--rule-strong);
  }
  /* No state is shorter than this; so much of it is always seen. */
  .chip > span {
    flex-shrink: 3;
    min-inline-size: 3.5em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip b {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    margin-inline-start: -0.1rem;
    font-weight: inherit;
  }
  .chip i {
    flex: none;
    inline-size: 0.45rem;
    block-size: 0.45rem;
    border-radius: 50%;
    background: var(--ink-3);
  }
  .chip.good i {
    background: var(--ok);
  }
  .chip.bad {
    border-color: var(--danger);
    color: var(--danger);
  }
  .chip.bad i {
    background: var(--danger);
  }
  .chip svg {
    inline-size: 0.8rem;
    block-size: 0.8rem;
    animation: turn 1.6s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name input {
    inline-size: 100%;
    min-block-size: 1.7rem;
    padding-block: 0;
  }
  .twisty {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 1.125rem;
    block-size: 1.5rem;
    color: var(--ink-3);
  }
  .twisty svg {
    transition: rotate var(--fast) var(--ease);
  }
  [aria-expanded='true'] > .twisty svg {
    rotate: 90deg;
  }
  svg {
    flex: none;
    inline-size: 1.05rem;
    block-size: 1.05rem;
    stroke-width: 1.75;
  }
  .mark {
    display: inline-flex;
    color: var(--danger);
  }
  .mark.quiet {
    color: var(--ink-3);
  }
  .count {
    flex: none;
    color: var(--ink-3);
    font-size: var(--size-2);
    font-weight: 400;
    font-variant-numeric: lining-nums tabular-nums;
  }
  .some .count {
    color: var(--ink-2);
  }
  .before {
    border-block-start-color: var(--focus);
  }
  .after {
    border-block-end-color: var(--focus);
  }
  .into {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .row[aria-selected='true'] * {
      color: HighlightText;
    }
  }
`
