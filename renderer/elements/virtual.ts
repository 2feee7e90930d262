// The one place that knows the virtualizer: a scroller that holds only the rows that can be seen, all of one height.
import { html, type TemplateResult } from 'lit'
import type { DirectiveResult } from 'lit/directive.js'
import { FlowLayout } from '@lit-labs/virtualizer/layouts/flow.js'
import { virtualize } from '@lit-labs/virtualizer/virtualize.js'

/** Where each row stands is known without measuring any, so a list neither jumps nor drifts, however far one goes. */
class EvenRows extends FlowLayout {
  /** Rows beyond the edges cost as much as those that are seen; a third of a screen of them is enough for a wheel. */
  override _overhang = 320
  #height = 32

  override get measureChildren(): boolean {
    return false
  }

  get rowHeight(): number {
    return this.#height
  }
  set rowHeight(height: number) {
    if (height === this.#height) return
    this.#height = height
    this._triggerReflow()
  }

  override _getItemPosition(index: number): { top: number; left: number } {
    return { top: index * this.#height, left: 0 }
  }

  override _getItemSize(): { width: number; height: number } {
    return { height: this.#height, width: this._viewDim2 }
  }

  override _updateScrollSize(): void {
    this._scrollSize = Math.max(1, this.items.length * this.#height)
  }

  override _getActiveItems(): void {
    if (this._viewDim1 === 0 || this.items.length === 0) {
      this._first = this._last = -1
      this._physicalMin = this._physicalMax = 0
      return
    }
    const last = this.items.length - 1
    const above = Math.floor((this._scrollPosition - this._overhang) / this.#height)
    const below = Math.ceil((this._scrollPosition + this._viewDim1 + this._overhang) / this.#height)
    this._first = Math.max(0, Math.min(last, above))
    this._last = Math.max(0, Math.min(last, below))
    this._physicalMin = this._first * this.#height
    this._physicalMax = (this._last + 1) * this.#height
  }
}

const evenRows = (rowHeight: number): { type: typeof EvenRows } => Object.assign({ type: EvenRows }, { rowHeight })

/** CSS pixels of so many rem, as the reader's font size makes them. */
export const pixels = (rem: number): number => rem * parseFloat(getComputedStyle(document.documentElement).fontSize)

/** To be put into the element that scrolls; every row must be `rowHeight` pixels high. The same array again renders
 * the visible rows again at once. */
export const virtualRows = <T>(
  items: readonly T[],
  rowHeight: number,
  key: (item: T) => string | number,
  row: (item: T, index: number) => TemplateResult,
): DirectiveResult =>
  virtualize<T | undefined>({
    items: items as (T | undefined)[],
    // For a moment after the list has become shorter the virtualizer still asks for rows that are gone.
    keyFunction: (item, index) => (item === undefined ? `gone ${index}` : key(item)),
    renderItem: (item, index) => (item === undefined ? html`<div></div>` : row(item, index)),
    scroller: true,
    layout: evenRows(rowHeight),
  })

/** Scrolls as little as needed for the row to be seen, however far away it is. */
export function revealRow(scroller: HTMLElement | null, index: number, rowHeight: number): void {
  if (scroller === null || index < 0) return
  const top = index * rowHeight
  const bottom = top + rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight
}
