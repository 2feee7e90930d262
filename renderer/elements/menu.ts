// <bs-menu>: a menu at the pointer or under a button, with the keys a menu has.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { shared } from '../styles/shared.ts'
import { deepFocus } from './dialog.ts'
import { icon, type IconName } from './icons.ts'

export type MenuItem =
  { label: string; icon?: IconName; danger?: boolean; disabled?: boolean; keys?: string; run: () => void } | 'rule'

@customElement('bs-menu')
export class MenuElement extends LitElement {
  static override styles = [
    shared,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        min-inline-size: 13rem;
        max-inline-size: min(24rem, 100vw);
        max-block-size: 100dvh;
        overflow: auto;
        padding: var(--space-1);
        border: 1px solid var(--rule-strong);
        border-radius: calc(var(--radius) * 1.5);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      [role='menuitem'] {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: var(--control);
        padding: 0.2rem 0.75rem;
        border-radius: var(--radius);
        cursor: default;
        user-select: none;
      }
      [role='menuitem']:focus {
        outline: none;
        background: var(--accent-soft);
      }
      [role='menuitem']:focus-visible {
        outline: 2px solid var(--focus);
        outline-offset: -2px;
      }
      [aria-disabled='true'] {
        color: var(--ink-3);
      }
      .danger {
        color: var(--danger);
      }
      span {
        flex: 1;
      }
      svg,
      i {
        flex: none;
        inline-size: 1.1rem;
        block-size: 1.1rem;
        stroke-width: 1.75;
      }
      kbd {
        flex: none;
      }
      [role='separator'] {
        block-size: 1px;
        margin: var(--space-1) var(--space-2);
        background: var(--rule);
      }
    `,
  ]

  @state() private items: MenuItem[] = []
  @state() private label = ''
  @query('[popover]') private popup!: HTMLElement
  #returnTo: HTMLElement | null = null

  async show(items: MenuItem[], at: { x: number; y: number } | Element, label: string): Promise<void> {
    if (this.#returnTo === null) this.#returnTo = deepFocus()
    this.items = items
    this.label = label
    await this.updateComplete
    this.popup.showPopover()
    this.#put(at)
    this.#focus(0, 1)
  }

  protected override render(): TemplateResult {
    return html`<div
      popover
      role="menu"
      aria-label=${this.label}
      @keydown=${this.#key}
      @toggle=${this.#toggled}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      ${this.items.map((item) =>
        item === 'rule'
          ? html`<div role="separator"></div>`
          : html`<div
              role="menuitem"
              tabindex="-1"
              class=${item.danger ? 'danger' : ''}
              aria-disabled=${item.disabled ? 'true' : 'false'}
              @click=${() => this.#choose(item)}
              @pointermove=${(event: PointerEvent) => (event.currentTarget as HTMLElement).focus({ preventScroll: true })}
            >
              ${item.icon === undefined ? html`<i></i>` : icon(item.icon)}<span>${item.label}</span>${item.keys ? html`<kbd aria-hidden="true">${item.keys}</kbd>` : nothing}
            </div>`,
      )}
    </div>`
  }

  #put(at: { x: number; y: number } | Element): void {
    const size = this.popup.getBoundingClientRect()
    const box = at instanceof Element ? at.getBoundingClientRect() : null
    const x = box?.left ?? ('x' in at ? at.x : 0)
    const y = box?.bottom ?? ('y' in at ? at.y : 0)
    // Above, when there is no room below.
    const above = y + size.height > innerHeight - 4 ? (box?.top ?? y) - size.height : y
    this.popup.style.left = `${Math.max(4, Math.min(x, innerWidth - size.width - 4))}px`
    this.popup.style.top = `${Math.max(4, above)}px`
  }

  get #entries(): HTMLElement[] {
    return [...this.popup.querySelectorAll<HTMLElement>('[role=menuitem]')]
  }

  #focus(from: number, step: 1 | -1): void {
    const entries = this.#entries
    for (let tries = 0, at = from; tries < entries.length; tries++, at += step) {
      const entry = entries[(at + entries.length) % entries.length]
      if (entry === undefined || entry.getAttribute('aria-disabled') === 'true') continue
      entry.focus()
      return
    }
  }

  #key = (event: KeyboardEvent): void => {
    const entries = this.#entries
    const at = entries.findIndex((entry) => entry.matches(':focus'))
    const letter =
      event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null
    if (event.key === 'ArrowDown') this.#focus(at + 1, 1)
    else if (event.key === 'ArrowUp') this.#focus(at - 1, -1)
    else if (event.key === 'Home') this.#focus(0, 1)
    else if (event.key === 'End') this.#focus(entries.length - 1, -1)
    else if (event.key === 'Tab') this.popup.hidePopover()
    else if (event.key === 'Enter' || event.key === ' ') entries[at]?.click()
    else if (letter !== null) {
      const after = [...entries.slice(at + 1), ...entries.slice(0, at + 1)]
      after.find((entry) => entry.textContent.trim().toLowerCase().startsWith(letter))?.focus()
    } else if (event.key !== 'Escape') return
    else this.popup.hidePopover()
    event.preventDefault()
    event.stopPropagation()
  }

  #choose(item: Exclude<MenuItem, 'rule'>): void {
    if (item.disabled) return
    this.popup.hidePopover()
    this.#giveBack()
    item.run()
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#giveBack()
  }

  #giveBack(): void {
    const target = this.#returnTo
    this.#returnTo = null
    // A click elsewhere has moved the focus already.
    const lost =
      deepFocus() === document.body ||
      deepFocus() === null ||
      this.contains(deepFocus()) ||
      this.shadowRoot?.activeElement !== null
    if (lost && target?.isConnected) target.focus({ preventScroll: true })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-menu': MenuElement
  }
}
