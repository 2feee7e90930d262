// <bs-label-chooser>: type a few letters of a label to put it on an article or take it away; a new word makes a new one.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { homeOf } from '../state/accounts.ts'
import { labelChoices, type LabelChoice } from '../state/label-choices.ts'
import { label, LONGEST_LABEL } from '../state/labels.ts'
import { list } from '../state/list.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { formatNumber, t } from '../words/words.ts'
import { deepFocus } from './dialog.ts'
import { icon } from './icons.ts'
import { announce } from './live.ts'
import { paletteStyles } from './palette-styles.ts'
import './toast.ts'

@customElement('bs-label-chooser')
export class LabelChooser extends LitElement {
  static override styles = [
    shared,
    paletteStyles,
    css`
      dialog {
        inline-size: min(26rem, calc(100vw - 2rem));
      }
      [aria-checked='true'] svg {
        color: var(--accent);
      }
      [aria-checked='false'] .check {
        visibility: hidden;
      }
      .check {
        display: inline-flex;
      }
      .foot {
        padding: var(--space-2) 1.25rem var(--space-3);
        border-block-start: 1px solid var(--rule);
      }
    `,
  ]

  @state() private text = ''
  @state() private at = 0
  @query('dialog') private dialog!: HTMLDialogElement
  @query('[role=listbox]') private box!: HTMLElement | null
  #returnTo: HTMLElement | null = null
  /** What was taken away can be put back while the chooser is open. */
  readonly #seen = new Set<string>()

  constructor() {
    super()
    new Watch(this, 'place', 'labels', 'article', 'list')
  }

  get #article(): ArticleId | null {
    const { dialog } = place
    return dialog?.name === 'labels' && typeof dialog.argument === 'number' ? dialog.argument : null
  }

  get #choices(): LabelChoice[] {
    const id = this.#article
    const own = (id === null ? undefined : list.head(id))?.labels ?? []
    const { labels } = store.snapshot
    for (const each of own) this.#seen.add(each)
    const emptied = [...this.#seen].filter((each) => !labels.some((known) => known.label === each))
    return labelChoices([...labels, ...emptied.map((label) => ({ label, articles: 0 }))], own, this.text)
  }

  protected override render(): TemplateResult {
    const id = this.#article
    if (id === null) return html`<dialog></dialog>`
    const choices = this.#choices
    const at = Math.min(this.at, choices.length - 1)
    const head = list.head(id)
    const feed = head === undefined ? undefined : store.snapshot.feeds.get(head.feedId)
    const home = feed === undefined ? null : homeOf(feed)
    return html`<dialog aria-label=${t('accounts.chooseLabels')} @cancel=${this.#cancel} @click=${this.#outside}>
      <input
        type="text"
        role="combobox"
        aria-label=${t('accounts.labelPlaceholder')}
        aria-expanded="true"
        aria-controls="found"
        aria-autocomplete="list"
        aria-describedby="how"
        aria-activedescendant=${at < 0 ? nothing : `choice-${at}`}
        placeholder=${t('accounts.labelPlaceholder')}
        autocomplete="off"
        maxlength=${LONGEST_LABEL}
        .value=${this.text}
        @input=${this.#typed}
        @keydown=${this.#key}
      />
      <div role="listbox" id="found" aria-label=${t('accounts.chooseLabels')} tabindex="-1">
        ${repeat(
          choices,
          (choice) => `${choice.fresh} ${choice.label}`,
          (choice, index) =>
            html`<div
              role="option"
              id="choice-${index}"
              aria-selected=${index === at ? 'true' : 'false'}
              aria-checked=${choice.on ? 'true' : 'false'}
              @click=${() => void this.#toggle(choice)}
              @pointermove=${() => (this.at = index)}
            >
              ${choice.fresh ? icon('plus') : icon('label')}<span class="text" dir="auto"
                >${choice.fresh ? t('accounts.newLabel', { label: choice.label }) : choice.label}</span
              ><span class="end">${choice.fresh ? nothing : formatNumber(choice.articles)}</span
              ><span class="check">${icon('check')}</span>
            </div>`,
        )}
      </div>
      ${choices.length === 0 ? html`<p class="nothing">${t('accounts.noLabels')}</p>` : nothing}
      <p class="note foot" id="how">
        ${t('accounts.labelsHow')}
        ${home === null || home.abilities.labels ? nothing : t('accounts.labelsStay', { title: home.title })}
      </p>
      <bs-toasts inside></bs-toasts>
    </dialog>`
  }

  protected override willUpdate(): void {
    if (this.#article === null || this.#returnTo !== null) return
    this.#returnTo = deepFocus() ?? document.body
    this.text = ''
    this.at = 0
    this.#seen.clear()
  }

  protected override updated(): void {
    const open = this.#article !== null
    if (open && !this.dialog.open) {
      this.dialog.showModal()
      this.dialog.querySelector('input')?.focus()
    } else if (!open && this.#returnTo !== null) {
      this.dialog.close()
      if (this.#returnTo.isConnected) this.#returnTo.focus({ preventScroll: true })
      this.#returnTo = null
    }
    this.box?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  #typed = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value
    this.at = 0
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const choices = this.#choices
    const { length } = choices
    const at = Math.min(this.at, length - 1)
    const choice = choices[at]
    if (event.key === 'ArrowDown') this.at = (at + 1) % Math.max(1, length)
    else if (event.key === 'ArrowUp') this.at = (at - 1 + length) % Math.max(1, length)
    else if (event.key === 'Enter' && choice !== undefined) void this.#toggle(choice)
    else return
    event.preventDefault()
  }

  async #toggle(choice: LabelChoice): Promise<void> {
    const id = this.#article
    if (id === null) return
    await label([id], choice.label, !choice.on)
    announce(
      choice.on ? t('accounts.unlabelled', { label: choice.label }) : t('accounts.labelled', { label: choice.label }),
    )
    if (choice.fresh) this.text = ''
    const field = this.renderRoot.querySelector('input')
    field?.focus()
    field?.select()
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
    'bs-label-chooser': LabelChooser
  }
}
