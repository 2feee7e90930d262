// <bs-retention>: the rule for what goes by itself, and what it would take away, shown before it is kept.
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FeedId, Retention, RetentionPreview } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { feedName } from '../../state/folders.ts'
import { store } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { formatBytes, formatDate, formatNumber, t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'
import { textOf, tickedOf } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'
import '../../elements/icon.ts'

type Limit = 'days' | 'count' | 'megabytes'
const LIMITS: readonly { limit: Limit; usual: number; most: number }[] = [
  { limit: 'days', usual: 90, most: 36_500 },
  { limit: 'count', usual: 1000, most: 10_000_000 },
  { limit: 'megabytes', usual: 2000, most: 100_000_000 },
]
const PAUSE = 350
const ROWS_SHOWN = 100

/** Fires `bs-keep` with the rule when the reader has seen what goes and keeps it. */
@customElement('bs-retention')
export class RetentionFields extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
      input[type='number'] {
        inline-size: 7rem;
      }
      .limit {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        min-block-size: var(--control);
      }
      .goes {
        padding: var(--space-3);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
        min-block-size: 4.25rem;
      }
      .table {
        max-block-size: 14rem;
        overflow: auto;
        margin-block-start: var(--space-2);
      }
    `,
  ]

  /** The rule as it is kept now. */
  @property({ attribute: false }) value!: Retention
  @property({ type: Number }) feedId: FeedId | null = null
  /** Keeping is under way. */
  @property({ type: Boolean }) busy = false
  @state() private draft: Retention | null = null
  @state() private preview: RetentionPreview | null = null
  @state() private problem: Problem | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Kept, or put back from elsewhere; the same rule in another object changes nothing.
    const before = changed.get('value')
    if (before !== undefined && !sameRule(before, this.value)) {
      this.draft = null
      this.#later()
    }
  }

  protected override render(): TemplateResult {
    const rule = this.draft ?? this.value
    return html`<div class="stack">
      <fieldset class="stack tight">
        <legend>${this.feedId === null ? t('dialogs.retentionAll') : t('dialogs.retentionFeed')}</legend>
        ${LIMITS.map(({ limit, usual, most }) => this.#limit(rule, limit, usual, most))}
      </fieldset>
      <fieldset class="stack tight">
        <legend>${t('dialogs.retentionSpare')}</legend>
        ${this.#spare(rule, 'keepUnread', t('dialogs.keepUnread'))}
        ${this.#spare(rule, 'keepSaved', t('dialogs.keepSaved'))}
      </fieldset>
      ${this.#goes()}
      <div class="row end">
        ${this.changed ? html`<button @click=${this.#drop}>${t('dialogs.discard')}</button>` : nothing}
        <button
          class="primary"
          ?disabled=${this.busy || this.preview === null || (!this.changed && this.preview.articles === 0)}
          @click=${this.#keep}
        >
          ${
            (this.preview?.articles ?? 0) === 0
              ? t('dialogs.keepRule')
              : this.changed
                ? t('dialogs.keepRuleRemove', { n: this.preview?.articles ?? 0 })
                : t('dialogs.removeNow', { n: this.preview?.articles ?? 0 })
          }
        </button>
      </div>
    </div>`
  }

  #limit(rule: Retention, limit: Limit, usual: number, most: number): TemplateResult {
    const value = rule[limit]
    return html`<div class="limit">
      <input
        type="checkbox"
        id=${limit}
        .checked=${value !== null}
        @change=${(event: Event) => this.#set({ [limit]: tickedOf(event) ? usual : null })}
      />
      <label for=${limit}>${this.#limitWords(limit)}</label>
      <input
        type="number"
        min="1"
        max=${most}
        step="1"
        aria-label=${this.#limitWords(limit)}
        ?disabled=${value === null}
        .value=${String(value ?? usual)}
        @change=${(event: Event) => this.#set({ [limit]: bounded(textOf(event), most, value ?? usual) })}
      />
      <span aria-hidden="true"
        >${limit === 'days' ? t('dialogs.unitDays') : limit === 'count' ? t('dialogs.unitArticles') : t('dialogs.unitMegabytes')}</span
      >
    </div>`
  }

  #limitWords(limit: Limit): string {
    if (limit === 'days') return t('dialogs.limitDays')
    if (limit === 'count') return t('dialogs.limitCount')
    return this.feedId === null ? t('dialogs.limitMegabytesAll') : t('dialogs.limitMegabytes')
  }

  #spare(rule: Retention, which: 'keepUnread' | 'keepSaved', label: string): TemplateResult {
    return html`<div class="check">
      <input
        type="checkbox"
        id=${which}
        .checked=${rule[which]}
        @change=${(event: Event) => this.#set({ [which]: tickedOf(event) })}
      />
      <label for=${which}>${label}</label>
    </div>`
  }

  #goes(): TemplateResult {
    const { preview, problem } = this
    return html`<div class="goes" aria-live="polite">
      ${
        problem !== null
          ? problemNote(problem, { retry: () => void this.#look() })
          : preview === null
            ? html`<p class="working"><bs-icon name="refresh"></bs-icon>${t('dialogs.counting')}</p>`
            : preview.articles === 0
              ? html`<p>${t('dialogs.nothingGoes')}</p>`
              : html`<p>
                    <strong>${t('dialogs.thisGoes', { n: preview.articles, size: formatBytes(preview.bytes) })}</strong>
                  </p>
                  <p class="note">${t('dialogs.goesForGood')}</p>
                  ${
                    this.feedId === null
                      ? html`<details>
                          <summary>${t('dialogs.byFeed')}</summary>
                          <div class="table" tabindex="0" role="region" aria-label=${t('dialogs.byFeed')}>
                            ${goesTable(preview)}
                          </div>
                        </details>`
                      : nothing
                  }`
      }
    </div>`
  }

  get changed(): boolean {
    return this.draft !== null && !sameRule(this.draft, this.value)
  }

  #set(change: Partial<Retention>): void {
    this.draft = { ...(this.draft ?? this.value), ...change }
    this.#later()
  }

  #drop = (): void => {
    this.draft = null
    this.#later()
  }

  #keep = (): void => {
    this.dispatchEvent(new CustomEvent<Retention>('bs-keep', { detail: this.draft ?? this.value }))
  }

  #later(): void {
    // An old preview must not be agreed to for a new rule.
    this.preview = null
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), PAUSE)
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked
    const retention = this.draft ?? this.value
    const result = await store.run(
      'library.previewRetention',
      this.feedId === null ? { retention } : { retention, feedId: this.feedId },
      { quiet: true },
    )
    if (asked !== this.#asked) return
    this.preview = result.ok ? result.value : null
    this.problem = result.ok ? null : result.problem
  }

  /** Counts again, after something was removed. */
  renew(): void {
    this.#later()
  }
}

const sameRule = (a: Retention, b: Retention): boolean =>
  (Object.keys(a) as (keyof Retention)[]).every((key) => a[key] === b[key])

function goesTable(preview: RetentionPreview): TemplateResult {
  const dates = (from: number | null, to: number | null) =>
    [...new Set([from, to].filter((at) => at !== null).map((at) => formatDate(at, { dateStyle: 'medium' })))].join(
      ' – ',
    )
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t('dialogs.columnFeed')}</th>
        <th scope="col" class="number">${t('dialogs.columnArticles')}</th>
        <th scope="col" class="number">${t('dialogs.columnSize')}</th>
        <th scope="col">${t('dialogs.columnFrom')}</th>
      </tr>
    </thead>
    <tbody>
      ${[...preview.feeds]
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, ROWS_SHOWN)
        .map((each) => {
          const feed = store.snapshot.feeds.get(each.feedId)
          return html`<tr>
            <td class="wrap" dir="auto">${feed === undefined ? '' : feedName(feed)}</td>
            <td class="number">${formatNumber(each.articles)}</td>
            <td class="number">${formatBytes(each.bytes)}</td>
            <td>${dates(each.oldest, each.newest)}</td>
          </tr>`
        })}
    </tbody>
  </table>`
}

function bounded(text: string, most: number, before: number): number {
  const number = Math.round(Number(text))
  return text.trim() === '' || !Number.isFinite(number) ? before : Math.min(most, Math.max(1, number))
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-retention': RetentionFields
  }
}
