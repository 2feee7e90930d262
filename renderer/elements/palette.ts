// <bs-palette>: type a few letters of anything, and go there or have it done.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { goTo } from '../state/actions-going.ts'
import { search } from '../state/fuzzy.ts'
import { place } from '../state/place.ts'
import { Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import { deepFocus } from './dialog.ts'
import { feedIconStyles } from './feed-icon.ts'
import { icon } from './icons.ts'
import { announce } from './live.ts'
import { paletteEntries, type IndexedEntry, type PaletteEntry } from './palette-entries.ts'
import { paletteStyles } from './palette-styles.ts'

const LIMIT = 60

@customElement('bs-palette')
export class PaletteElement extends LitElement {
  static override styles = [shared, feedIconStyles, paletteStyles]

  @state() private text = ''
  @state() private at = 0
  @query('dialog') private dialog!: HTMLDialogElement
  @query('[role=listbox]') private box!: HTMLElement | null
  #all: IndexedEntry[] = []
  #found: PaletteEntry[] = []
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
      this.#all = paletteEntries()
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

  #choose(entry: PaletteEntry): void {
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

declare global {
  interface HTMLElementTagNameMap {
    'bs-palette': PaletteElement
  }
}
