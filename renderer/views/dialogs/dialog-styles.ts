// What all dialogs look alike in: fields, groups of choices, facts, meters and notes.
import { css } from 'lit'

export const dialogStyles = css`
  :host {
    display: contents;
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }

  .tight {
    gap: var(--space-2);
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--space-1);
  }

  .field > label,
  .label,
  legend {
    padding: 0;
    font-weight: 600;
    font-size: var(--size-3);
  }

  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 1px;
    padding: 2px;
    border: 1px solid var(--rule-strong);
    border-radius: calc(var(--radius) + 2px);
    background: var(--surface);
  }

  .segment {
    position: relative;
    flex: 1 0 auto;
    display: grid;
    place-items: center;
    min-block-size: calc(var(--control) - 6px);
    padding: 0.15rem 0.8rem;
    border-radius: var(--radius);
    text-align: center;
  }

  .segment > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
  }

  .segment:hover {
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }

  .segment:has(:checked) {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }

  .segment:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }

  @media (forced-colors: active) {
    .segment:has(:checked) {
      outline: 2px solid Highlight;
    }
  }

  .wide,
  .field > .wide,
  .field > .problem {
    inline-size: 100%;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
  }

  .row > .grow {
    flex: 1 1 12rem;
    min-inline-size: 0;
  }

  .end {
    justify-content: flex-end;
  }

  .between {
    justify-content: space-between;
  }

  .check {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    column-gap: var(--space-2);
    line-height: 1.4;
  }

  .check > input {
    margin-block-start: 0.15rem;
  }

  .check > .note {
    grid-column: 2;
  }

  h3 {
    font: 600 var(--size-4) / 1.3 var(--face-head);
  }

  .stack > section:not(:first-child) {
    padding-block-start: var(--space-4);
    border-block-start: 1px solid var(--rule);
  }

  section.stack {
    gap: var(--space-3);
  }

  section.tight {
    gap: var(--space-2);
  }

  fieldset > legend {
    margin-block-end: var(--space-1);
  }

  .away {
    margin-inline-end: auto;
  }

  .lead {
    font: var(--size-4) / 1.5 var(--face-text);
    color: var(--ink-2);
  }

  .quiet {
    color: var(--ink-2);
  }

  .problem {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    column-gap: var(--space-2);
    align-items: start;
    padding: var(--space-2) var(--space-3);
    border-inline-start: 3px solid var(--danger);
    background: color-mix(in srgb, var(--danger) 7%, var(--paper));
    overflow-wrap: anywhere;
  }

  .problem > bs-icon {
    margin-block-start: 0.15em;
    color: var(--danger);
  }

  .problem .row {
    margin-block-start: var(--space-1);
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(8rem, auto) minmax(0, 1fr);
    gap: var(--space-1) var(--space-4);
    font-variant-numeric: lining-nums tabular-nums;
  }

  .number {
    white-space: nowrap;
  }

  .facts dt {
    color: var(--ink-2);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .bar {
    display: block;
    block-size: 0.375rem;
    border-radius: 1rem;
    background: var(--rule);
    overflow: hidden;
  }

  .wrap {
    overflow-wrap: anywhere;
  }

  .one-line {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  details > summary {
    cursor: default;
    font-weight: 600;
  }

  details[open] > summary {
    margin-block-end: var(--space-3);
  }

  .working {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--ink-2);
  }

  .working > bs-icon {
    animation: turn 1.4s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }

  @media (width < 30rem) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }

    .facts dd {
      margin-block-end: var(--space-2);
    }
  }
`
