// <bs-dialog open heading="…">: a modal over the native <dialog>, which gives back the focus when it closes.
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import './icon.ts'
import './toast.ts'

/** Slots: default (body), `footer` (buttons). Messages show inside it too: what lies outside a modal cannot be pressed. Fires `bs-close` when the reader wants it closed. */
@customElement('bs-dialog')
export class DialogElement extends LitElement {
  static override styles = [
    shared,
    css`
      dialog {
        inline-size: min(var(--dialog-width, 34rem), calc(100vw - 2 * var(--space-4)));
        max-block-size: calc(100dvh - 2 * var(--space-4));
        padding: 0;
        border: 1px solid var(--rule);
        border-radius: calc(var(--radius) * 2);
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
        animation: appear var(--fast) var(--ease);
      }
      dialog::backdrop {
        background: rgb(20 18 14 / 0.42);
      }
      @keyframes appear {
        from {
          opacity: 0;
          translate: 0 0.5rem;
        }
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding-block: var(--space-3);
        padding-inline: var(--space-5) var(--space-3);
        border-block-end: 1px solid var(--rule);
      }
      h2 {
        flex: 1;
        font: 600 var(--size-5) / 1.2 var(--face-head);
      }
      .body {
        flex: 1;
        min-block-size: 0;
        overflow: auto;
        padding: var(--space-4) var(--space-5);
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-5);
        border-block-start: 1px solid var(--rule);
      }
      footer:not(.filled) {
        display: none;
      }
    `,
  ]

  @property({ type: Boolean }) open = false
  @property() heading = ''
  /** There is nothing but text in it: then the text itself takes the focus, to be scrolled. */
  @property({ type: Boolean }) plain = false
  @query('dialog') private dialog!: HTMLDialogElement
  #returnTo: HTMLElement | null = null

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="heading" @cancel=${this.#cancel} @close=${this.#closed} @pointerdown=${this.#outside}>
        <header>
          <h2 id="heading" tabindex="-1">${this.heading}</h2>
          <button class="plain square" aria-label=${t('shell.close')} title=${t('shell.close')} @click=${this.#ask}>
            <bs-icon name="close"></bs-icon>
          </button>
        </header>
        <div
          class="body"
          tabindex=${this.plain ? '0' : nothing}
          role=${this.plain ? 'group' : nothing}
          aria-labelledby=${this.plain ? 'heading' : nothing}
        >
          <slot></slot>
        </div>
        <footer><slot name="footer" @slotchange=${this.#footer}></slot></footer>
        ${this.open ? html`<bs-toasts inside></bs-toasts>` : nothing}
      </dialog>
    `
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return
    if (this.open && !this.dialog.open) {
      this.#returnTo = deepFocus()
      this.dialog.showModal()
    } else if (!this.open && this.dialog.open) this.dialog.close()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#giveBack()
  }

  #cancel = (event: Event): void => {
    event.preventDefault()
    this.#ask()
  }

  #outside = (event: PointerEvent): void => {
    if (event.target !== this.dialog) return
    const box = this.dialog.getBoundingClientRect()
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
    if (!inside) this.#ask()
  }

  #ask = (): void => {
    this.dispatchEvent(new CustomEvent('bs-close'))
  }

  #closed = (): void => {
    this.#giveBack()
    // The browser may close it by itself (a second Esc): the state must hear of it.
    if (this.open) this.#ask()
  }

  #giveBack(): void {
    const target = this.#returnTo
    this.#returnTo = null
    if (target?.isConnected) target.focus()
  }

  #footer = (event: Event): void => {
    const slot = event.target as HTMLSlotElement
    slot.parentElement?.classList.toggle('filled', slot.assignedElements().length > 0)
  }
}

/** What really has the focus, through shadow roots. */
export function deepFocus(): HTMLElement | null {
  let found = document.activeElement
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement
  return found instanceof HTMLElement ? found : null
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-dialog': DialogElement
  }
}
