// A list may be longer than a browser can make an element: this maps the scroller's pixels to the list's and back.

/** Browsers begin to fail somewhere above; one and a half million rows of text are 150 million pixels. */
export const LONGEST = 8_000_000

/** Pixels at both ends that are one to one. */
const EDGE = 200_000

/** `top` is where the list is looked at, `physical` where the scroller stands. While the list fits they are the same.
 * Beyond that small movements stay one to one, and only a jump (the scroll bar) is taken as a share of the whole. */
export class ScrollMap {
  #total = 0
  #view = 0
  #top = 0
  #physical = 0

  get top(): number {
    return this.#top
  }
  get physical(): number {
    return this.#physical
  }
  /** Length of the element that is scrolled. */
  get length(): number {
    return Math.min(this.#total, LONGEST)
  }
  /** What is to be taken off a row's place to get where it is drawn. */
  get offset(): number {
    return this.#top - this.#physical
  }
  get #end(): number {
    return Math.max(0, this.#total - this.#view)
  }
  get #scaled(): boolean {
    return this.#total > LONGEST
  }

  resize(total: number, view: number): void {
    this.#total = total
    this.#view = view
    this.go(this.#top)
  }

  go(top: number): void {
    this.#top = Math.max(0, Math.min(this.#end, top))
    this.#physical = this.#physicalOf(this.#top)
  }

  /** Near both ends one pixel is one pixel, so that the ends are reached exactly; in between lies the rest. */
  #physicalOf(top: number): number {
    const longer = this.#end - (LONGEST - this.#view)
    if (longer <= 0 || top <= EDGE) return top
    if (top >= this.#end - EDGE) return top - longer
    return EDGE + ((top - EDGE) / (this.#end - 2 * EDGE)) * (this.#end - longer - 2 * EDGE)
  }

  #topOf(physical: number): number {
    const longer = this.#end - (LONGEST - this.#view)
    if (longer <= 0 || physical <= EDGE) return physical
    if (physical >= this.#end - longer - EDGE) return physical + longer
    return EDGE + ((physical - EDGE) / (this.#end - longer - 2 * EDGE)) * (this.#end - 2 * EDGE)
  }

  /** The scroller stands at `physical` now. True: it must be put to `this.physical`, because it came to its end before
   * the list did. */
  scrolled(physical: number): boolean {
    if (!this.#scaled) {
      this.#top = this.#physical = Math.max(0, physical)
      return false
    }
    const by = physical - this.#physical
    const end = LONGEST - this.#view
    if (Math.abs(by) > 2 * this.#view) this.#top = this.#topOf(Math.max(0, Math.min(end, physical)))
    else this.#top = Math.max(0, Math.min(this.#end, this.#top + by))
    this.#physical = physical
    const early = (physical <= 0 && this.#top > 0) || (physical >= end && this.#top < this.#end)
    if (early) this.go(this.#top)
    return early
  }
}
