// The one place that knows the virtualizer: a scroller that holds only the rows that can be seen.
import { html, type TemplateResult } from 'lit'
import type { DirectiveResult } from 'lit/directive.js'
import { virtualize, virtualizerRef, type VirtualizerHostElement } from '@lit-labs/virtualizer/virtualize.js'

/** To be put into the element that scrolls. The same array again renders the visible rows again at once. */
export const virtualRows = <T>(
  items: readonly T[],
  key: (item: T) => string | number,
  row: (item: T, index: number) => TemplateResult,
): DirectiveResult =>
  virtualize<T | undefined>({
    items: items as (T | undefined)[],
    // For a moment after the list has become shorter the virtualizer still asks for rows that are gone.
    keyFunction: (item, index) => (item === undefined ? `gone ${index}` : key(item)),
    renderItem: (item, index) => (item === undefined ? html`<div></div>` : row(item, index)),
    scroller: true,
  })

/** Scrolls as little as needed for the row to be seen, however far away it is. */
export function revealRow(scroller: HTMLElement | null, index: number, block: ScrollLogicalPosition = 'nearest'): void {
  const virtualizer = (scroller as VirtualizerHostElement | null)?.[virtualizerRef]
  virtualizer?.element(index)?.scrollIntoView({ block })
}
