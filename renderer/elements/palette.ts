// <bs-palette>: type a few letters of anything, and go there or have it done.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { actions, keysOf } from '../state/actions.ts'
import { goTo } from '../state/actions-going.ts'
import { feedName } from '../state/folders.ts'
import { fold, search } from '../state/fuzzy.ts'
import { runAction } from '../state/keyboard.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { formatNumber, t } from '../words/words.ts'
import { keyText } from './article-menu.ts'
import { deepFocus } from './dialog.ts'
import { feedIcon, feedIconStyles } from './feed-icon.ts'
import { icon } from './icons.ts'
import { announce } from './live.ts'

interface Entry {
  key: string
  text: string
  kind: string
  icon: TemplateResult
  /** At the end of the line: keys, or what is unread. */
  end: string
  run: () => void
}
interface Indexed {
  folded: string
  weight: number
  item: Entry
}

const LIMIT = 60

@customElement('bs-palette')
export class PaletteElement extends LitElement {
  static override styles = [
    shared,
    feedIconStyles,
    css`
      dialog {
        inline-size: min(40rem, calc(100vw - 2rem));
        max-block-size: min(34rem, 80dvh);
        margin-block-start: 10dvh;
        padding: 0;
        border: 1px solid var(--rule-strong);
        border-radius: calc(var(--radius) * 2);
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: rgb(20 18 14 / 0.3);
      }
      input {
        flex: none;
        min-block-size: 3.4rem !important;
        padding: 0 1.25rem !important;
        border: 0 !important;
        border-block-end: 1px solid var(--rule) !important;
        border-radius: 0 !important;
        background: none !important;
        font: 1.25rem / 1.3 var(--face-head) !important;
        outline: none !important;
      }
      [role='listbox'] {
        flex: 1;
        min-block-size: 0;
        overflow: auto;
        padding: var(--space-2);
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-block-size: 2.2rem;
        padding: 0.15rem 0.75rem;
        border-radius: var(--radius);
        cursor: default;
      }
      [role='option'][aria-selected='true'] {
        background: var(--accent-soft);
        outline: 1px solid transparent;
      }
      .text {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .kind,
      .end {
        flex: none;
        color: var(--ink-3);
        font-size: var(--size-2);
      }
      svg {
        flex: none;
        inline-size: 1.1rem;
        block-size: 1.1rem;
        stroke-width: 1.75;
        color: var(--ink-3);
      }
      .nothing {
        padding: var(--space-4);
        color: var(--ink-2);
        font: italic 1.05rem / 1.4 var(--face-head);
      }
      @media (forced-colors: active) {
        [role='option'][aria-selected='true'] {
          outline: 2px solid Highlight;
        }
      }
    `,
  ]

  @state() private text = ''
  @state() private at = 0
  @query('dialog') private dialog!: HTMLDialogElement
  @query('[role=listbox]') private box!: HTMLElement | null
  #all: Indexed[] = []
  #found: Entry[] = []
  #returnTo: HTMLElement | null = null
  #saying: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    new Watch(this, 'place')
  }

  get #open(): boolean {
    return place.dialog?.name === 'palette'
  }

  protected override render(): TemplateResult {
    if (!this.#open) return html`<dialog></dialog>`
    const found = this.#found
    const active = found[this.at]
    return html`<dialog aria-label=${t('shell.palette')} @cancel=${this.#cancel} @click=${this.#outside}>
      <input
        type="text"
        role="combobox"
        aria-label=${t('shell.palette')}
        aria-expanded="true"
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant=${active === undefined ? nothing : `entry-${this.at}`}
        placeholder=${t('shell.palettePlaceholder')}
        autocomplete="off"
        spellcheck="false"
        maxlength="200"
        .value=${this.text}
        @input=${this.#typed}
        @keydown=${this.#key}
      />
      <div role="listbox" id="found" aria-label=${t('shell.palette')} tabindex="-1">
        ${repeat(
          found,
          (entry) => entry.key,
          (entry, at) =>
            html`<div
              role="option"
              id="entry-${at}"
              aria-selected=${at === this.at ? 'true' : 'false'}
              @click=${() => this.#choose(entry)}
              @pointermove=${() => (this.at = at)}
            >
              ${entry.icon}<span class="text" dir="auto">${entry.text}</span><span class="kind">${entry.kind}</span
              ><span class="end">${entry.end}</span>
            </div>`,
        )}
      </div>
      ${found.length === 0 ? html`<p class="nothing">${t('shell.paletteNothing')}</p>` : nothing}
    </dialog>`
  }

  protected override willUpdate(): void {
    if (this.#open && this.#returnTo === null) {
      this.#returnTo = deepFocus() ?? document.body
      this.text = ''
      this.at = 0
      this.#all = index()
      this.#find()
    }
  }

  protected override updated(): void {
    if (this.#open && !this.dialog.open) {
      this.dialog.showModal()
      this.dialog.querySelector('input')?.focus()
    } else if (!this.#open && this.#returnTo !== null) {
      this.dialog.close()
      if (this.#returnTo.isConnected) this.#returnTo.focus({ preventScroll: true })
      this.#returnTo = null
    }
    this.box?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  #find(): void {
    this.#found = search(this.#all, this.text, LIMIT).map((each) => each.item)
    const text = this.text.trim()
    if (text !== '')
      this.#found.push({
        key: 'search',
        text: t('shell.paletteSearch', { text }),
        kind: '',
        icon: icon('search'),
        end: '',
        run: () => goTo({ kind: 'search', text }),
      })
    this.at = 0
    clearTimeout(this.#saying)
    this.#saying = setTimeout(() => this.#open && announce(t('shell.paletteResults', { n: this.#found.length })), 600)
  }

  #typed = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value
    this.#find()
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const { length } = this.#found
    const entry = this.#found[this.at]
    if (event.key === 'ArrowDown') this.at = (this.at + 1) % Math.max(1, length)
    else if (event.key === 'ArrowUp') this.at = (this.at - 1 + length) % Math.max(1, length)
    else if (event.key === 'PageDown') this.at = Math.min(length - 1, this.at + 10)
    else if (event.key === 'PageUp') this.at = Math.max(0, this.at - 10)
    else if (event.key === 'Enter' && entry !== undefined) this.#choose(entry)
    else return
    event.preventDefault()
  }

  #choose(entry: Entry): void {
    place.go({ dialog: null })
    // After the focus has gone back, so that what is done may move it.
    void this.updateComplete.then(() => entry.run())
  }

  #cancel = (event: Event): void => {
    event.preventDefault()
    place.go({ dialog: null })
  }

  #outside = (event: MouseEvent): void => {
    if (event.target === this.dialog) place.go({ dialog: null })
  }
}

/** Everything there is, with what is likely meant first. */
function index(): Indexed[] {
  const { feeds, folders, counts, settings } = store.snapshot
  const entries: Indexed[] = []
  const add = (weight: number, item: Entry): void => void entries.push({ folded: fold(item.text), weight, item })
  for (const action of actions) {
    if (action.id === 'window.palette' || !action.enabled()) continue
    add(2, {
      key: action.id,
      text: t(action.words),
      kind: '',
      icon: icon('chevronRight'),
      end: keyText(keysOf(action, settings.keys)),
      run: () => runAction(action),
    })
  }
  for (const folder of folders.values())
    add(1, {
      key: `folder ${folder.id}`,
      text: folder.title,
      kind: t('shell.kindFolder'),
      icon: icon('folder'),
      end: '',
      run: () => goTo({ kind: 'folder', id: folder.id }),
    })
  for (const feed of feeds.values()) {
    const unread = counts.feeds[feed.id]?.[0] ?? 0
    add(0, {
      key: `feed ${feed.id}`,
      text: feedName(feed),
      kind: t('shell.kindPaper'),
      icon: feedIcon(feed),
      end: unread === 0 ? '' : formatNumber(unread),
      run: () => goTo({ kind: 'feed', id: feed.id }),
    })
  }
  return entries
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-palette': PaletteElement
  }
}
