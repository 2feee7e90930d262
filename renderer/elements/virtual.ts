// A scroller that holds only the rows that can be seen, all of one height: nothing is measured, nothing jumps.
import { css, html, type LitElement, type ReactiveController, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { ScrollMap } from '../state/scroll-map.ts'

/** Rows kept ready beyond each edge. */
const AHEAD = 4

export const rowsStyles = css`
  .all-rows {
    position: relative;
    overflow: hidden;
  }
  .some-rows {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
  }
`

/** To be rendered into an element marked `data-rows` that scrolls and is positioned. */
export class Rows<T> implements ReactiveController {
  readonly #host: LitElement
  #rem: number
  readonly #map = new ScrollMap()
  #scroller: HTMLElement | null = null
  #height = 0
  #view = 900
  #first = 0
  #last = -1
  #count = 0
  /** The scroller is to be put where the map says. */
  #put = false
  readonly #observer = new ResizeObserver(() => this.#resized())

  constructor(host: LitElement, rem: number) {
    this.#host = host
    this.#rem = rem
    host.addController(this)
  }

  /** Another height of all rows, in rem; to be said before `render`. */
  set rem(rem: number) {
    if (rem === this.#rem) return
    this.#rem = rem
    this.#height = 0
    this.#resize()
  }
  /** CSS pixels of one row, as the reader's font size makes them. */
  get height(): number {
    return (this.#height ||= this.#rem * parseFloat(getComputedStyle(document.documentElement).fontSize))
  }
  /** Index of the row at the upper edge. */
  get first(): number {
    return Math.floor(this.#map.top / this.height)
  }
  get top(): number {
    return this.#map.top
  }
  /** How many rows a screenful is. */
  get page(): number {
    return Math.max(1, Math.floor(this.#view / this.height) - 1)
  }

  render(
    items: readonly T[],
    key: (item: T, index: number) => string | number,
    row: (item: T, index: number) => TemplateResult,
  ): TemplateResult {
    if (items.length !== this.#count) {
      this.#count = items.length
      this.#resize()
    }
    this.#first = Math.max(0, this.first - AHEAD)
    this.#last = Math.min(this.#count - 1, Math.ceil((this.#map.top + this.#view) / this.height) + AHEAD - 1)
    const first = this.#first
    return html`<div role="presentation" class="all-rows">
      <div role="presentation" class="some-rows">
        ${repeat(
          items.slice(first, this.#last + 1),
          (item, at) => key(item, first + at),
          (item, at) => row(item, first + at),
        )}
      </div>
    </div>`
  }

  /** Scrolls as little as needed for the row to be seen, however far away it is. */
  reveal(index: number): void {
    if (index < 0) return
    const top = index * this.height
    if (top < this.#map.top) this.go(top)
    else if (top + this.height > this.#map.top + this.#view) this.go(top + this.height - this.#view)
  }

  go(top: number): void {
    this.#map.go(top)
    this.#put = true
    this.#host.requestUpdate()
  }

  hostUpdated(): void {
    const found = this.#host.renderRoot.querySelector<HTMLElement>('[data-rows]')
    if (found !== this.#scroller) this.#attach(found)
    if (found === null) return
    const all = found.querySelector<HTMLElement>('.all-rows')
    const some = found.querySelector<HTMLElement>('.some-rows')
    if (all === null || some === null) return
    all.style.blockSize = `${this.#map.length}px`
    some.style.transform = `translateY(${this.#first * this.height - this.#map.offset}px)`
    // Only when it is wished: in between the reader may have scrolled on, and the event is still to come.
    if (this.#put && Math.abs(found.scrollTop - this.#map.physical) >= 1) found.scrollTop = this.#map.physical
    this.#put = false
  }

  #resize(): void {
    const scroller = this.#scroller
    if (scroller !== null && scroller.clientHeight > 0 && !this.#put) this.#map.scrolled(scroller.scrollTop)
    const before = this.#map.physical
    this.#map.resize(this.#count * this.height, this.#view)
    if (before !== this.#map.physical) this.#put = true
  }

  hostDisconnected(): void {
    this.#attach(null)
  }

  #attach(scroller: HTMLElement | null): void {
    this.#observer.disconnect()
    this.#scroller?.removeEventListener('scroll', this.#scrolled)
    this.#scroller?.removeEventListener('scrollend', this.#rested)
    this.#scroller = scroller
    if (scroller === null) return
    this.#observer.observe(scroller)
    scroller.addEventListener('scroll', this.#scrolled, { passive: true })
    scroller.addEventListener('scrollend', this.#rested)
  }

  #resized(): void {
    const view = this.#scroller?.clientHeight ?? 0
    // Hidden for the moment: it comes back as it was.
    if (view === 0) return
    this.#view = view
    this.#height = 0
    this.#resize()
    this.#host.requestUpdate()
  }

  #scrolled = (): void => {
    const scroller = this.#scroller
    if (scroller === null || scroller.clientHeight === 0) return
    const before = this.#map.offset
    const early = this.#map.scrolled(scroller.scrollTop)
    const first = this.first
    const last = Math.ceil((this.#map.top + this.#view) / this.height)
    const bare = (first < this.#first + 1 && this.#first > 0) || (last > this.#last && this.#last < this.#count - 1)
    if (early) this.#put = true
    if (early || bare || before !== this.#map.offset) this.#host.requestUpdate()
  }

  /** Long lists: the scroll bar is put where the list is, without moving what is seen. */
  #rested = (): void => {
    const before = this.#map.physical
    // Already moved on: there will be another end.
    if (Math.abs((this.#scroller?.scrollTop ?? before) - before) >= 1) return
    this.#map.go(this.#map.top)
    if (Math.abs(before - this.#map.physical) < 1) return
    this.#put = true
    this.#host.requestUpdate()
  }
}
