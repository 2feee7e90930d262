// Remembers how far an article has been read, goes back there, and turns pages.
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ArticleId } from '../../main/contract/models.ts'
import { placeOf, scrollFor, worthReturning, type Sight } from '../state/reading-place.ts'
import { store } from '../state/store.ts'

/** The place is stored while it changes, not at the end: the end may be a power cut. */
const EVERY = 2_000
const PAGE = 0.86
/** Pictures without a known height move the text for a while. */
const SETTLING = 2_500

interface Scrolled extends ReactiveControllerHost, HTMLElement {
  readonly textElement: HTMLElement | null
  readonly pageElement: HTMLElement | null
}

export class Reading implements ReactiveController {
  readonly #host: Scrolled
  #article: ArticleId | null = null
  #stored = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #returning: { place: number; until: number; observer: ResizeObserver } | null = null
  #goal: number | null = null
  /** The reader was brought back to the middle of the text and may want the beginning. */
  continued = false

  constructor(host: Scrolled) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    const host = this.#host
    host.addEventListener('scroll', this.#scrolled, { passive: true })
    host.addEventListener('scrollend', this.#rested)
    for (const name of ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const)
      host.addEventListener(name, this.#hands, { passive: true })
    document.addEventListener('visibilitychange', this.#hidden)
  }

  hostDisconnected(): void {
    const host = this.#host
    host.removeEventListener('scroll', this.#scrolled)
    host.removeEventListener('scrollend', this.#rested)
    for (const name of ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const)
      host.removeEventListener(name, this.#hands)
    document.removeEventListener('visibilitychange', this.#hidden)
    this.#settled()
    this.#store()
  }

  /** Before another article takes the page. */
  leave(): void {
    this.#settled()
    this.#store()
    this.#article = null
    this.continued = false
  }

  /** Once the article stands in the page. */
  open(article: ArticleId, place: number): void {
    this.#article = article
    this.#stored = place
    this.#goal = null
    this.continued = worthReturning(place)
    if (!this.continued || this.#host.textElement === null) {
      this.#host.scrollTop = 0
      return
    }
    const observer = new ResizeObserver(() => this.#goBack())
    this.#returning = { place, until: performance.now() + SETTLING, observer }
    observer.observe(this.#host.textElement)
    this.#goBack()
  }

  fromTheTop(): void {
    this.#settled()
    this.continued = false
    this.#host.scrollTo({ top: 0 })
    this.#host.requestUpdate()
  }

  /** A page further; false: there was none. */
  turn(step: 1 | -1): boolean {
    const host = this.#host
    const page = host.pageElement
    if (page === null) return false
    this.#settled()
    const from = this.#goal ?? host.scrollTop
    const end = Math.min(host.scrollHeight, page.offsetTop + page.offsetHeight) - host.clientHeight
    const left = step === 1 ? end - from : from
    if (left < 8) return false
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.#goal = from + step * Math.min(left, host.clientHeight * PAGE)
    host.scrollTo({ top: this.#goal, behavior: still ? 'instant' : 'smooth' })
    return true
  }

  #sight(): Sight | null {
    const text = this.#host.textElement
    if (text === null) return null
    const top = text.getBoundingClientRect().top - this.#host.getBoundingClientRect().top
    return {
      textTop: top + this.#host.scrollTop,
      textHeight: text.offsetHeight,
      scroll: this.#host.scrollTop,
      view: this.#host.clientHeight,
    }
  }

  #goBack(): void {
    const sight = this.#sight()
    if (this.#returning === null || sight === null) return
    if (performance.now() > this.#returning.until) this.#settled()
    else this.#host.scrollTop = scrollFor(this.#returning.place, sight)
  }

  #settled(): void {
    this.#returning?.observer.disconnect()
    this.#returning = null
  }

  #scrolled = (): void => {
    if (this.#article === null || this.#returning !== null) return
    if (this.continued) {
      this.continued = false
      this.#host.requestUpdate()
    }
    this.#timer ??= setTimeout(() => this.#store(), EVERY)
  }

  #rested = (): void => {
    this.#goal = null
  }

  #hands = (): void => {
    this.#settled()
    this.#goal = null
  }

  #hidden = (): void => {
    if (document.visibilityState === 'hidden') this.#store()
  }

  #store(): void {
    clearTimeout(this.#timer)
    const due = this.#timer !== undefined
    this.#timer = undefined
    const sight = this.#sight()
    if (!due || this.#article === null || sight === null) return
    const position = Math.round(placeOf(sight) * 1_000) / 1_000
    if (Math.abs(position - this.#stored) < 0.005) return
    this.#stored = position
    void store.run('articles.place', { id: this.#article, position }, { quiet: true })
  }
}
