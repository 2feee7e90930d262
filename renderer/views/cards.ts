// <bs-cards>: the open list as cards; only those in sight exist.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { deepFocus } from '../elements/dialog.ts'
import { frameOf, reveal, seen, slotsOf, step, type Frame } from '../state/card-window.ts'
import { list, renewList } from '../state/list.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { scriptFaces } from '../styles/article-text.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import { cardStyles } from '../styles/card-styles.ts'
import { nothingHere, nothingHereStyles } from './nothing-here.ts'
import { addressOf, languageOf, openHere, storyMeta, storyPicture } from './story.ts'

/** rem. Cards are of one height, so that a hundred thousand of them need no measuring. */
const NARROWEST = 15.5
const HEIGHT = 23.5
/** Below this width a card is a row with its picture aside. */
const COMPACT = 33
const COMPACT_HEIGHT = 8.25
const MINUTE = 60_000
/** Pixels, until it has been measured. */
const USUAL_VIEW = 900

@customElement('bs-cards')
export class CardsView extends LitElement {
  static override styles = [shared, scriptFaces, cardStyles, nothingHereStyles]

  @state() private width = 0
  @state() private scrolledBy = 0
  @query('.box') private box!: HTMLElement | null
  #view = 0
  /** Asked for once a size: the question costs a layout. */
  #rem = 16
  #observer = new ResizeObserver(() => this.#resized())
  #timer: ReturnType<typeof setInterval> | undefined
  #left: ArticleId | null = null
  #key = ''

  constructor() {
    super()
    new Watch(this, 'list', 'feeds', 'settings', 'place')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.requestUpdate(), MINUTE)
    this.#observer.observe(this)
    list.atTop = this.#atTop
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    this.#observer.disconnect()
    if (list.atTop === this.#atTop) list.atTop = () => true
  }

  #atTop = (): boolean => this.scrolledBy < 8 && list.active === null && place.articleId === null

  override focus(options?: FocusOptions): void {
    void this.#focusAt(Math.max(0, this.#active), options)
  }

  get #active(): number {
    return list.active === null ? -1 : list.indexOf(list.active)
  }

  #frame(): { frame: Frame; compact: boolean } {
    const rem = this.#rem
    const compact = this.width < COMPACT * rem
    const columns = compact ? 1 : Math.max(1, Math.floor(this.width / (NARROWEST * rem)))
    return { frame: frameOf(list.ids.length, columns, (compact ? COMPACT_HEIGHT : HEIGHT) * rem), compact }
  }

  #resized(): void {
    const { box } = this
    // Hidden under an article it keeps its size, and its place with it.
    if (this.clientWidth === 0) return
    const first = this.#firstSeen()
    this.#rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    this.#view = this.clientHeight
    if (this.width === this.clientWidth) return
    this.width = this.clientWidth
    const { frame } = this.#frame()
    if (box !== null && first > 0)
      void this.updateComplete.then(() => (box.scrollTop = Math.floor(first / frame.columns) * frame.rowHeight))
  }

  #firstSeen(): number {
    if (this.width === 0) return 0
    const { frame } = this.#frame()
    return Math.round(this.scrolledBy / frame.rowHeight) * frame.columns
  }

  protected override updated(): void {
    const { scope, show, order } = list.query
    const key = JSON.stringify([scope, show, order])
    if (key !== this.#key) {
      this.#key = key
      if (this.box !== null) this.box.scrollTop = 0
    }
    if (place.articleId !== null) this.#left = place.articleId
    else if (this.#left !== null) {
      const at = list.indexOf(this.#left)
      this.#left = null
      requestAnimationFrame(() => {
        const focus = deepFocus()
        const free = focus === null || focus === document.body || focus.contains(this)
        if (at >= 0 && place.articleId === null) void (free ? this.#focusAt(at) : this.#reveal(at))
      })
    }
  }

  async #reveal(at: number): Promise<void> {
    const { box } = this
    if (box === null) return
    const to = reveal(at, this.#frame().frame, box.scrollTop, box.clientHeight)
    if (to === null) return
    box.scrollTop = to
    this.scrolledBy = to
    await this.updateComplete
  }

  async #focusAt(at: number, options?: FocusOptions): Promise<void> {
    const id = list.ids[at]
    if (id === undefined) return
    list.active = id
    await this.#reveal(at)
    await list.need([id])
    this.requestUpdate()
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>(`a[data-id="${id}"]`)?.focus({ preventScroll: true, ...options })
  }

  #keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const { frame } = this.#frame()
    const rightToLeft = this.matches(':dir(rtl)')
    const next = step(event.key, Math.max(0, this.#active), frame, this.#view, rightToLeft)
    if (next === null) return
    event.preventDefault()
    void this.#focusAt(next)
  }

  #scrolled = (): void => {
    this.scrolledBy = this.box?.scrollTop ?? 0
  }

  #renew = async (): Promise<void> => {
    await renewList()
    if (this.box !== null) this.box.scrollTop = 0
    this.focus()
  }

  protected override render(): TemplateResult {
    const { ids } = list
    if (ids.length === 0) return html`<div class="box">${list.ready ? nothingHere(list.query) : nothing}</div>`
    const { frame, compact } = this.#frame()
    const { from, to } = seen(frame, this.scrolledBy, this.#view || USUAL_VIEW)
    const active = Math.max(0, this.#active)
    // Whatever was focused can be reached again, also when it has been scrolled away.
    const reachable = active >= from && active < to ? active : from
    const rest = ids.length - frame.shown
    const slots = slotsOf(frame, this.#view || USUAL_VIEW)
    const pieces = ids.slice(from, to).map((id, at) => ({ id, at: from + at }))
    return html`
      ${
        list.waiting === 0
          ? nothing
          : html`<div class="fresh">
              <button @click=${this.#renew}>${t('article.fresh', { n: list.waiting })}</button>
            </div>`
      }
      <div class="box" @scroll=${this.#scrolled} @keydown=${this.#keys}>
        <ul
          class=${compact ? 'compact' : ''}
          role="list"
          aria-label=${t('article.cards')}
          .style=${`block-size: ${frame.height}px; --columns: ${frame.columns}; --row: ${frame.rowHeight}px; --from: ${(from / frame.columns) * frame.rowHeight}px`}
        >
          ${repeat(
            pieces,
            // A card that leaves on one side comes back on the other; what is in sight keeps its element.
            ({ at }) => at % slots,
            ({ id, at }) => this.#card(id, at, at === reachable),
          )}
        </ul>
        ${rest > 0 ? html`<p class="note">${t('article.restInList', { n: rest })}</p>` : nothing}
      </div>
    `
  }

  #card(id: ArticleId, at: number, reachable: boolean): TemplateResult {
    const head = list.head(id)
    if (head === undefined) return html`<li aria-setsize=${list.ids.length} aria-posinset=${at + 1}></li>`
    const feed = store.snapshot.feeds.get(head.feedId)
    const open = (event: MouseEvent): void => openHere(id, event)
    return html`<li aria-setsize=${list.ids.length} aria-posinset=${at + 1}>
      <article
        class=${`card${head.read ? ' read' : ''}${head.picture === null ? ' bare' : ''}`}
        lang=${languageOf(head, feed) ?? nothing}
      >
        ${storyPicture(head, true)}
        <div class="said">
          ${head.kicker === null ? nothing : html`<p class="kicker" dir="auto">${head.kicker}</p>`}
          <div class="words">
            <h2 dir="auto">
              <a
                href=${addressOf(head)}
                data-id=${id}
                tabindex=${reachable ? 0 : -1}
                @click=${open}
                @focus=${() => (list.active = id)}
                >${head.title}</a
              >
            </h2>
            ${head.standfirst === null ? nothing : html`<p class="standfirst" dir="auto">${head.standfirst}</p>`}
          </div>
          ${storyMeta(head, feed, Date.now())}
        </div>
      </article>
    </li>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-cards': CardsView
  }
}
