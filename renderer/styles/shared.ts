// What every shadow root starts from: one look for buttons, fields, links and tables in the whole window.
import { css } from 'lit'

export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  fieldset {
    border: 0;
    min-inline-size: 0;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  /* Focus that was put there for readers who cannot see it needs no ring around a whole area. */
  [tabindex='-1']:focus-visible:is(h1, h2, section, main, article) {
    outline: none;
  }

  .hidden-text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  a {
    color: var(--accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.16em;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--control);
    padding: 0.25rem 0.8rem;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: 500 var(--size-3) / 1.3 var(--face-ui);
    text-decoration: none;
    cursor: default;
    user-select: none;
    transition:
      background-color var(--fast) var(--ease),
      border-color var(--fast) var(--ease);
  }

  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--ink) 6%, var(--surface));
  }

  button:active:not(:disabled),
  .button:active {
    background: color-mix(in srgb, var(--ink) 11%, var(--surface));
  }

  button:disabled {
    color: var(--ink-3);
    border-color: var(--rule);
    background: transparent;
  }

  .primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  .primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 14%, var(--accent));
  }

  .primary:active:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 24%, var(--accent));
  }

  .danger {
    border-color: var(--danger);
    color: var(--danger);
  }

  .plain {
    border-color: transparent;
    background: transparent;
  }

  .plain:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .plain:active:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 13%, transparent);
  }

  button[aria-pressed='true'] {
    color: var(--accent);
    background: var(--accent-soft);
  }

  .square {
    inline-size: var(--control);
    padding: 0;
    flex: none;
  }

  .link {
    display: inline;
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-align: start;
    text-decoration: underline 1px;
    text-underline-offset: 0.16em;
    cursor: pointer;
    user-select: auto;
  }

  .link:hover:not(:disabled) {
    background: none;
    text-decoration-thickness: 2px;
  }

  input:not([type='checkbox'], [type='radio'], [type='range'], [type='file']),
  select,
  textarea {
    min-block-size: var(--control);
    max-inline-size: 100%;
    padding: 0.25rem 0.6rem;
    border: 1px solid var(--rule-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: var(--size-3) / 1.35 var(--face-ui);
  }

  :is(input, select, textarea):focus-visible {
    outline-offset: 0;
    border-color: var(--focus);
  }

  :is(input, select, textarea):disabled {
    color: var(--ink-3);
    background: var(--sunken);
    border-color: var(--rule);
  }

  :is(input, textarea)[aria-invalid='true'] {
    border-color: var(--danger);
  }

  ::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }

  input:is([type='checkbox'], [type='radio']) {
    inline-size: 1.05rem;
    block-size: 1.05rem;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }

  input[type='range'] {
    accent-color: var(--accent);
  }

  label {
    user-select: none;
  }

  progress {
    inline-size: 100%;
    block-size: 0.375rem;
    appearance: none;
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    background: var(--rule);
  }

  progress::-webkit-progress-bar {
    background: var(--rule);
  }

  progress::-webkit-progress-value {
    background: var(--accent);
    transition: inline-size var(--fast) var(--ease);
  }

  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-variant-numeric: lining-nums tabular-nums;
  }

  th {
    font-weight: 600;
    color: var(--ink-2);
    text-align: start;
  }

  th,
  td {
    padding: 0.4rem 0.6rem;
    border-block-end: 1px solid var(--rule);
    vertical-align: baseline;
  }

  .number {
    text-align: end;
    font-variant-numeric: lining-nums tabular-nums;
  }

  hr {
    border: 0;
    border-block-start: 1px solid var(--rule);
    margin: var(--space-4) 0;
  }

  .note {
    color: var(--ink-3);
    font-size: var(--size-2);
  }

  .field-problem {
    color: var(--danger);
    font-size: var(--size-2);
  }

  kbd {
    display: inline-block;
    min-inline-size: 1.6em;
    padding: 0.05rem 0.35rem;
    border: 1px solid var(--rule-strong);
    border-block-end-width: 2px;
    border-radius: 0.25rem;
    background: var(--surface);
    font: var(--size-1) / 1.4 var(--face-ui);
    text-align: center;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }

  @media (forced-colors: active) {
    .primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border-color: Highlight;
    }

    button[aria-pressed='true'] {
      outline: 1px solid Highlight;
    }
  }
`
