// <bs-picture-view>: the pictures of an article, one at a time, as large as the window or as large as they are.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { deepFocus } from '../elements/dialog.ts'
import { icon, type IconName } from '../elements/icons.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'

export interface ShownPicture {
  src: string
  alt: string
  caption: string
  language: string | null
}

@customElement('bs-picture-view')
export class PictureView extends LitElement {
  static override styles = [
    shared,
    css`
      dialog {
        inline-size: 100vw;
        block-size: 100dvh;
        max-inline-size: none;
        max-block-size: none;
        padding: 0;
        border: 0;
        background: var(--paper);
        color: var(--ink);
        overflow: hidden;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
      }
      .tools {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-3);
      }
      .tools p {
        flex: 1;
        padding-inline-start: var(--space-2);
        color: var(--ink-3);
        font-size: var(--size-2);
        font-variant-numeric: lining-nums tabular-nums;
      }
      svg {
        inline-size: 1.2rem;
        block-size: 1.2rem;
      }
      .frame {
        display: grid;
        min-block-size: 0;
        overflow: auto;
      }
      img {
        margin: auto;
        max-inline-size: 100%;
        max-block-size: 100%;
        min-inline-size: 0;
        min-block-size: 0;
        object-fit: contain;
        cursor: zoom-in;
      }
      .full img {
        max-inline-size: none;
        max-block-size: none;
        cursor: zoom-out;
      }
      .caption {
        max-inline-size: 46rem;
        max-block-size: 30dvh;
        margin-inline: auto;
        padding: var(--space-3) var(--space-5) var(--space-4);
        overflow: auto;
        color: var(--ink-2);
        font-size: var(--size-2);
        text-align: center;
        text-wrap: pretty;
      }
    `,
  ]

  @state() private pictures: readonly ShownPicture[] = []
  @state() private at = 0
  @state() private full = false
  @query('dialog') private dialog!: HTMLDialogElement
  #returnTo: HTMLElement | null = null

  async show(pictures: readonly ShownPicture[], at: number): Promise<void> {
    this.#returnTo = deepFocus()
    this.pictures = pictures
    this.at = at
    this.full = false
    await this.updateComplete
    this.dialog.showModal()
    this.dialog.querySelector<HTMLElement>('.close')?.focus()
  }

  close(): void {
    if (this.dialog.open) this.dialog.close()
  }

  protected override render(): TemplateResult {
    const picture = this.pictures[this.at]
    const many = this.pictures.length > 1
    return html`<dialog aria-label=${t('article.picture')} @keydown=${this.#key} @close=${this.#closed}>
      ${
        picture === undefined
          ? nothing
          : html`<div class="tools">
                <p aria-live="polite">
                  ${many ? t('dialogs.ofTotal', { done: this.at + 1, total: this.pictures.length }) : nothing}
                </p>
                ${
                  many
                    ? html`${this.#button('chevronLeft', t('article.previousPicture'), () => this.#step(-1))}
                      ${this.#button('chevronRight', t('article.nextPicture'), () => this.#step(1))}`
                    : nothing
                }
                <button class="plain" aria-pressed=${this.full ? 'true' : 'false'} @click=${this.#toggle}>
                  ${t('article.fullSize')}
                </button>
                ${this.#button('close', t('shell.close'), () => this.close(), 'close')}
              </div>
              <div
                class="frame ${this.full ? 'full' : ''}"
                tabindex=${this.full ? '0' : nothing}
                role=${this.full ? 'group' : nothing}
                aria-label=${this.full ? t('article.picture') : nothing}
              >
                <img src=${picture.src} alt=${picture.alt} lang=${picture.language ?? nothing} @click=${this.#toggle} />
              </div>
              ${picture.caption === '' ? html`<span></span>` : html`<p class="caption" dir="auto" lang=${picture.language ?? nothing}>${picture.caption}</p>`}`
      }
    </dialog>`
  }

  #button(name: IconName, label: string, run: () => void, kind = ''): TemplateResult {
    return html`<button class="plain square ${kind}" aria-label=${label} title=${label} @click=${run}>
      ${icon(name)}
    </button>`
  }

  #toggle = (): void => {
    this.full = !this.full
  }

  #step(by: 1 | -1): void {
    const { length } = this.pictures
    this.at = (this.at + by + length) % length
    this.full = false
  }

  #key = (event: KeyboardEvent): void => {
    // The keys of the window do not reach below what covers it.
    event.stopPropagation()
    if (this.full || event.ctrlKey || event.metaKey || event.altKey || this.pictures.length < 2) return
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight'
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    this.#step(event.key === forward ? 1 : -1)
  }

  #closed = (): void => {
    const target = this.#returnTo
    this.#returnTo = null
    this.pictures = []
    if (target?.isConnected) target.focus({ preventScroll: true })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-picture-view': PictureView
  }
}
