// <bs-toasts>: the short messages, at the foot of the window, read out and with a button that can be reached.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { Watch } from '../state/store.ts'
import { tell } from '../state/topics.ts'
import { dismiss, holdToasts, toasts, type Toast } from '../state/toasts.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import './icon.ts'
import { announce } from './live.ts'

/** Shared: an open dialog shows them once more, above itself, and they must not be read out twice. */
let said = 0
/** Those in open dialogs; the one of the window gives way to them. */
let inside = 0

@customElement('bs-toasts')
export class ToastsElement extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset-block-end: var(--space-4);
        inset-inline: 0;
        z-index: 20;
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding-inline: var(--space-4);
        pointer-events: none;
      }
      section {
        display: contents;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        max-inline-size: min(40rem, 100%);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border: 1px solid var(--rule-strong);
        border-radius: calc(var(--radius) * 2);
        background: var(--surface);
        box-shadow: var(--shadow);
        pointer-events: auto;
        animation: rise var(--fast) var(--ease);
      }
      .toast > bs-icon {
        color: var(--danger);
      }
      p {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .action {
        color: var(--accent);
        font-weight: 600;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 0.75rem;
        }
      }
    `,
  ]

  @property({ type: Boolean }) inside = false
  #counted = false

  constructor() {
    super()
    new Watch(this, 'toasts')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#counted = this.inside
    if (this.#counted) this.#count(1)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    if (this.#counted) this.#count(-1)
  }

  #count(step: 1 | -1): void {
    inside += step
    tell('toasts')
  }

  protected override render(): TemplateResult {
    return html`<section
      aria-label=${t('shell.messages')}
      ?hidden=${toasts().length === 0 || (inside > 0 && !this.inside)}
      @pointerenter=${() => holdToasts(true)}
      @pointerleave=${() => holdToasts(false)}
      @focusin=${() => holdToasts(true)}
      @focusout=${() => holdToasts(false)}
    >
      ${repeat(
        toasts(),
        (each) => each.id,
        (each) => this.#one(each),
      )}
    </section>`
  }

  #one(each: Toast): TemplateResult {
    return html`<div class="toast">
      ${each.kind === 'problem' ? html`<bs-icon name="problem"></bs-icon>` : nothing}
      <p>${each.text}</p>
      ${each.action === null ? nothing : html`<button class="plain action" @click=${each.action.run}>${each.action.label}</button>`}
      <button
        class="plain square"
        aria-label=${t('shell.dismiss')}
        title=${t('shell.dismiss')}
        @click=${() => dismiss(each.id)}
      >
        <bs-icon name="close"></bs-icon>
      </button>
    </div>`
  }

  protected override updated(): void {
    for (const each of toasts()) {
      if (each.id <= said) continue
      said = each.id
      announce(each.text, each.kind === 'problem' ? 'assertive' : 'polite')
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-toasts': ToastsElement
  }
}
