// <bs-splitter>: the line between two panes, moved by pointer or arrow keys; tells the wished width by `bs-size`.
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'

const STEP = 16

@customElement('bs-splitter')
export class SplitterElement extends LitElement {
  static override styles = css`
    :host {
      position: relative;
      z-index: 2;
      display: block;
      inline-size: 1px;
      background: var(--rule);
      cursor: col-resize;
      touch-action: none;
      user-select: none;
      outline: none;
    }
    /* Wide enough for a hand that is not steady. */
    :host::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline: -5px;
    }
    :host(:hover)::after,
    :host(:focus-visible)::after,
    :host([moving])::after {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline: -1px;
      background: var(--focus);
    }
    @media (forced-colors: active) {
      :host {
        background: CanvasText;
      }
    }
  `

  @property() label = ''
  @property({ type: Number }) value = 300
  @property({ type: Number }) min = 180
  @property({ type: Number }) max = 600
  /** Width a double click gives back. */
  @property({ type: Number }) usual = 300
  #from: { x: number; value: number } | null = null

  constructor() {
    super()
    this.addEventListener('pointerdown', (event) => this.#down(event))
    this.addEventListener('pointermove', (event) => this.#move(event))
    this.addEventListener('pointerup', () => this.#up())
    this.addEventListener('pointercancel', () => this.#up())
    this.addEventListener('dblclick', () => this.#tell(this.usual))
    this.addEventListener('keydown', (event) => this.#key(event))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('role', 'separator')
    this.setAttribute('aria-orientation', 'vertical')
    this.tabIndex = 0
  }

  protected override render(): TemplateResult {
    return html``
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('label')) this.setAttribute('aria-label', this.label)
    this.setAttribute('aria-valuenow', String(Math.round(this.value)))
    this.setAttribute('aria-valuemin', String(this.min))
    this.setAttribute('aria-valuemax', String(this.max))
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    event.preventDefault()
    this.setPointerCapture(event.pointerId)
    this.#from = { x: event.clientX, value: this.value }
    this.toggleAttribute('moving', true)
  }

  #move(event: PointerEvent): void {
    if (this.#from !== null) this.#tell(this.#from.value + (event.clientX - this.#from.x) * this.#sign())
  }

  #up(): void {
    this.#from = null
    this.toggleAttribute('moving', false)
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wanted: Record<string, number> = {
      ArrowLeft: this.value - STEP * this.#sign(),
      ArrowRight: this.value + STEP * this.#sign(),
      Home: this.min,
      End: this.max,
      Enter: this.usual,
    }
    const value = wanted[event.key]
    if (value === undefined) return
    event.preventDefault()
    this.#tell(value)
  }

  #sign(): 1 | -1 {
    return getComputedStyle(this).direction === 'rtl' ? -1 : 1
  }

  #tell(value: number): void {
    const detail = Math.round(Math.min(this.max, Math.max(this.min, value)))
    this.dispatchEvent(new CustomEvent<number>('bs-size', { detail }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-splitter': SplitterElement
  }
}
