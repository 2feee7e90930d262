// How the palette is set.
import { css } from 'lit'

export const paletteStyles = css`
  dialog {
    inline-size: min(40rem, calc(100vw - 2rem));
    max-block-size: min(34rem, 80dvh);
    margin-block-start: 10dvh;
    padding: 0;
    border: 1px solid var(--rule-strong);
    border-radius: calc(var(--radius) * 2);
    background: var(--paper);
    color: var(--ink);
    box-shadow: var(--shadow);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(20 18 14 / 0.3);
  }
  input {
    flex: none;
    min-block-size: 3.4rem !important;
    padding: 0 1.25rem !important;
    border: 0 !important;
    border-block-end: 1px solid var(--rule) !important;
    border-radius: 0 !important;
    background: none !important;
    font: 1.25rem / 1.3 var(--face-head) !important;
    outline: none !important;
  }
  [role='listbox'] {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding: var(--space-2);
  }
  [role='option'] {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.2rem;
    padding: 0.15rem 0.75rem;
    border-radius: var(--radius);
    cursor: default;
  }
  [role='option'][aria-selected='true'] {
    background: var(--accent-soft);
    outline: 1px solid transparent;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .kind,
  .end {
    flex: none;
    color: var(--ink-3);
    font-size: var(--size-2);
  }
  svg {
    flex: none;
    inline-size: 1.1rem;
    block-size: 1.1rem;
    stroke-width: 1.75;
    color: var(--ink-3);
  }
  .nothing {
    padding: var(--space-4);
    color: var(--ink-2);
    font: italic 1.05rem / 1.4 var(--face-head);
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`
