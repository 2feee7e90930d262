// <bs-opml-tree>: the feeds of an OPML file with their ticks; only the rows in view exist, so 5,000 stay quick.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { Rows, rowsStyles } from '../../elements/virtual.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import type { ChoiceRow, OpmlChoice } from './opml-choice.ts'
import '../../elements/icon.ts'

/** Height of a row in rem. */
const ROW = 2

/** Fires `bs-tick` when another choice was made. */
@customElement('bs-opml-tree')
export class OpmlTree extends LitElement {
  static override styles = [
    shared,
    rowsStyles,
    css`
      :host {
        display: block;
      }
      .tree {
        position: relative;
        block-size: min(20rem, 46vh);
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        block-size: 2rem;
        inline-size: 100%;
        padding-inline: var(--space-3);
        cursor: default;
        user-select: none;
      }
      .line:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }
      .tree:focus-visible .active {
        outline: 2px solid var(--focus);
        outline-offset: -2px;
      }
      .box {
        display: grid;
        place-items: center;
        flex: none;
        inline-size: 1.1rem;
        block-size: 1.1rem;
        border: 1.5px solid var(--rule-strong);
        border-radius: 0.2rem;
        background: var(--paper);
        font-size: 0.7rem;
      }
      .box.all,
      .box.some {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .known .box {
        visibility: hidden;
      }
      .title {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .folder .title {
        font-weight: 600;
      }
      .known .title {
        color: var(--ink-3);
      }
      .note {
        flex: none;
      }
      .d1 {
        padding-inline-start: 2.4rem;
      }
      .d2 {
        padding-inline-start: 4rem;
      }
      .d3 {
        padding-inline-start: 5.6rem;
      }
      .d4 {
        padding-inline-start: 7.2rem;
      }
      .d5 {
        padding-inline-start: 8.8rem;
      }
      @media (forced-colors: active) {
        .box.all,
        .box.some {
          forced-color-adjust: none;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ]

  @property({ attribute: false }) choice!: OpmlChoice
  @state() private active = 0
  readonly #rows = new Rows<ChoiceRow>(this, ROW)
  @query('.tree') private tree!: HTMLElement

  protected override render(): TemplateResult {
    return html`<div
      class="tree"
      data-rows
      role="tree"
      tabindex="0"
      aria-label=${t('dialogs.feedsInFile')}
      aria-multiselectable="true"
      aria-activedescendant="row-${this.active}"
      @keydown=${this.#key}
    >
      ${this.#rows.render(
        this.choice.rows,
        (_row, at) => at,
        (row, at) => this.#line(row, at),
      )}
    </div>`
  }

  #line({ outline, depth, choosable, end, parent, place }: ChoiceRow, at: number): TemplateResult {
    const tick = this.choice.tick(at)
    const known = choosable === 0
    const folder = outline.url === null
    return html`<div
      id="row-${at}"
      role="treeitem"
      class="line d${Math.min(depth, 5)} ${folder ? 'folder' : 'feed'} ${known ? 'known' : ''} ${at === this.active ? 'active' : ''}"
      aria-level=${depth + 1}
      aria-checked=${tick === 'all' ? 'true' : tick === 'some' ? 'mixed' : 'false'}
      aria-disabled=${known ? 'true' : nothing}
      aria-expanded=${end > at + 1 ? 'true' : nothing}
      aria-posinset=${place}
      aria-setsize=${this.choice.siblings(parent)}
      title=${outline.url ?? nothing}
      @click=${() => this.#toggle(at)}
    >
      <span class="box ${known ? '' : tick}"
        >${
          known || tick === 'none' ? nothing : html`<bs-icon name=${tick === 'all' ? 'check' : 'minus'}></bs-icon>`
        }</span
      >
      <span class="title" dir="auto">${outline.title || outline.url}</span>
      ${
        folder
          ? html`<span class="note">${t('dialogs.countFeeds', { n: this.choice.feedsIn(at) })}</span>`
          : known
            ? html`<span class="note">${t('dialogs.followedAlready')}</span>`
            : nothing
      }
    </div>`
  }

  #toggle(at: number): void {
    this.active = at
    this.choice.toggle(at)
    this.renew()
    this.dispatchEvent(new CustomEvent('bs-tick'))
  }

  /** After the choice was changed from outside. */
  renew(): void {
    this.requestUpdate()
  }

  #key = (event: KeyboardEvent): void => {
    const last = this.choice.rows.length - 1
    const { page } = this.#rows
    const to: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      ArrowLeft: this.choice.rows[this.active]?.parent ?? 0,
      Home: 0,
      End: last,
      PageDown: this.active + page,
      PageUp: this.active - page,
    }
    const next = to[event.key]
    if (event.key === ' ') this.#toggle(this.active)
    else if (next !== undefined) this.#moveTo(Math.max(0, Math.min(last, next)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #moveTo(at: number): void {
    this.active = at
    this.#rows.reveal(at)
  }

  override focus(): void {
    this.tree.focus()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-opml-tree': OpmlTree
  }
}
