// <bs-published .head>: "Published today at 5:59 · updated 10 minutes ago", kept true for as long as it is seen.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ArticleHead } from '../../main/contract/models.ts'
import { fullDate, published, staysTrue, updated, type Told } from '../state/article-time.ts'
import { Watch } from '../state/store.ts'

@customElement('bs-published')
export class PublishedElement extends LitElement {
  static override styles = css`
    time {
      white-space: normal;
    }
  `

  @property({ attribute: false }) head: ArticleHead | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    new Watch(this)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('visibilitychange', this.#look)
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#look)
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { head } = this
    if (head === null) return nothing
    const now = Date.now()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#look, staysTrue(head, now))
    const since = updated(head, now)
    return html`${line(published(head, now))}${since === null ? nothing : html` <span aria-hidden="true">·</span> ${line(since)}`}`
  }

  /** Timers sleep with the machine, and are late in a window that is not seen. */
  #look = (): void => {
    if (document.visibilityState === 'visible') this.requestUpdate()
  }
}

const line = (told: Told): TemplateResult =>
  html`<time datetime=${new Date(told.at).toISOString()} title=${fullDate(told.at)}>${told.text}</time>`

declare global {
  interface HTMLElementTagNameMap {
    'bs-published': PublishedElement
  }
}
