// <bs-outbox-dialog>: what waits to be sent, what was sent, and what a service would not have.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Out } from '../../../main/contract/commands.ts'
import type { AccountId, OutboxLine } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { accountById } from '../../state/accounts.ts'
import { store, Watch } from '../../state/store.ts'
import { problemWords } from '../../words/problem.ts'
import { formatNumber, formatRelative, t } from '../../words/words.ts'
import { DialogView } from './dialog-view.ts'
import { changeWords } from './outbox-words.ts'
import { problemNote } from './problem-note.ts'

const LIMIT = 200
/** While a thousand marks are sent once is enough in so many milliseconds. */
const PAUSE = 400

type Outbox = Out<'accounts.outbox'>

@customElement('bs-outbox-dialog')
export class OutboxDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      :host {
        --dialog-width: 40rem;
      }
      h3 {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }
      .count {
        color: var(--ink-3);
        font: var(--size-3) / 1 var(--face-ui);
      }
      li {
        display: grid;
        gap: 0.1rem;
        padding-block: 0.45rem;
        border-block-end: 1px solid var(--rule);
      }
      .title {
        font: 500 var(--size-4) / 1.35 var(--face-head);
        overflow-wrap: anywhere;
      }
      .meta {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.3rem;
        color: var(--ink-3);
        font-size: var(--size-2);
      }
      .why {
        color: var(--danger);
        font-size: var(--size-2);
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: var(--space-2);
        padding-block: var(--space-5);
        text-align: center;
        color: var(--ink-2);
      }
      .empty p:first-of-type {
        font: 500 var(--size-5) / 1.3 var(--face-head);
        color: var(--ink);
      }
      .empty bs-icon {
        font-size: 2rem;
        color: var(--ink-3);
      }
    `,
  ]

  /** 0: all accounts. */
  @property({ type: Number }) accountId: AccountId = 0
  @state() private outbox: Outbox | null = null
  @state() private problem: Problem | null = null
  @state() private busy = false
  #stop: () => void = () => undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    new Watch(this, 'accounts')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = store.onAnnouncement(({ kind }) => {
      if (kind === 'accounts.moved' || kind === 'accounts.removed' || kind === 'library.replaced')
        this.#timer ??= setTimeout(() => void this.#renew(), PAUSE)
    })
    void this.#renew()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#stop()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('accountId') && this.outbox !== null) void this.#renew()
  }

  async #renew(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const result = await store.run('accounts.outbox', { limit: LIMIT }, { quiet: true })
    if (result.ok) this.outbox = result.value
    this.problem = result.ok ? null : result.problem
  }

  protected override render(): TemplateResult {
    const { outbox } = this
    const own = (lines: OutboxLine[]): OutboxLine[] =>
      this.accountId === 0 ? lines : lines.filter((each) => each.accountId === this.accountId)
    const account = accountById(this.accountId)
    return this.frame(
      account === null ? t('accounts.outboxHeading') : `${t('accounts.outboxHeading')}: ${account.title}`,
      html`<div class="stack">
        <p class="quiet">${t('accounts.outboxLead')}</p>
        ${this.problem === null ? nothing : problemNote(this.problem, { retry: () => void this.#renew(), here: 'openOutbox' })}
        ${outbox === null ? nothing : this.#lists(own(outbox.waiting), own(outbox.sent), own(outbox.refused), outbox.totals)}
      </div>`,
      html`<button class="primary" @click=${this.close}>${t('dialogs.done')}</button>`,
    )
  }

  #lists(waiting: OutboxLine[], sent: OutboxLine[], refused: OutboxLine[], totals: Outbox['totals']): TemplateResult {
    if (waiting.length + sent.length + refused.length === 0)
      return html`<div class="empty">
        <bs-icon name="outbox"></bs-icon>
        <p>${t('accounts.nothingAtAll')}</p>
        <p class="quiet">${t('accounts.nothingAtAllMore')}</p>
      </div>`
    const all = this.accountId === 0
    return html`${refused.length === 0 ? nothing : this.#refused(refused, all ? totals.refused : refused.length)}
    ${this.#section('waiting', t('accounts.outboxWaiting'), waiting, all ? totals.waiting : waiting.length, t('accounts.nothingWaiting'))}
    ${this.#section('sent', t('accounts.outboxSent'), sent, null, t('accounts.nothingSent'))}`
  }

  #section(id: string, heading: string, lines: OutboxLine[], total: number | null, empty: string): TemplateResult {
    return html`<section class="stack tight" aria-labelledby=${id}>
      <h3 id=${id}>
        ${heading}${total === null || total === 0 ? nothing : html`<span class="count">${formatNumber(total)}</span>`}
      </h3>
      ${
        lines.length === 0
          ? html`<p class="note">${empty}</p>`
          : html`<ul aria-labelledby=${id}>
              ${repeat(
                lines,
                (line) => line.seq,
                (line) => html`<li>${this.#line(line)}</li>`,
              )}
            </ul>`
      }
      ${total === null || total <= lines.length ? nothing : html`<p class="note">${t('accounts.andMore', { n: total - lines.length })}</p>`}
    </section>`
  }

  #refused(lines: OutboxLine[], total: number): TemplateResult {
    const seqs = lines.map((line) => line.seq)
    return html`<section class="stack tight" aria-labelledby="refused">
      <div class="row between">
        <h3 id="refused">${t('accounts.outboxRefused')}<span class="count">${formatNumber(total)}</span></h3>
        ${
          lines.length < 2
            ? nothing
            : html`<div class="row">
                <button ?disabled=${this.busy} @click=${() => void this.#settle(seqs, 'again')}>
                  ${t('accounts.allAgain')}
                </button>
                <button ?disabled=${this.busy} @click=${() => void this.#settle(seqs, 'forget')}>
                  ${t('accounts.allGo')}
                </button>
              </div>`
        }
      </div>
      <ul aria-labelledby="refused">
        ${repeat(
          lines,
          (line) => line.seq,
          (line) => html`<li>${this.#line(line)}${this.#choices(line)}</li>`,
        )}
      </ul>
    </section>`
  }

  #line(line: OutboxLine): TemplateResult {
    const now = Date.now()
    const at = line.sentAt ?? line.refusedAt ?? line.at
    const account = store.snapshot.accounts.length > 1 ? accountById(line.accountId) : null
    const why = line.problem === null ? null : problemWords(line.problem, now)
    return html`<span class="title" dir="auto">${line.title}</span>
      <span class="meta">
        <span>${changeWords(line.change)}</span>
        ${account === null ? nothing : html`<span>· <bdi>${account.title}</bdi></span>`}
        <time datetime=${new Date(at).toISOString()}>· ${formatRelative(Math.min(at, now), now)}</time>
      </span>
      ${why === null ? nothing : html`<span class="why" title=${why.detail ?? nothing}>${why.text}${why.detail === null ? nothing : html` <bdi class="note">${why.detail}</bdi>`}</span>`}`
  }

  #choices({ seq, title, change }: OutboxLine): TemplateResult {
    const name = `${changeWords(change)}, ${title}`
    return html`<span class="row">
      <button
        class="link"
        aria-label=${t('accounts.sendAgainOf', { name })}
        ?disabled=${this.busy}
        @click=${() => void this.#settle([seq], 'again')}
      >
        ${t('accounts.sendAgain')}
      </button>
      <button
        class="link"
        aria-label=${t('accounts.letGoOf', { name })}
        ?disabled=${this.busy}
        @click=${() => void this.#settle([seq], 'forget')}
      >
        ${t('accounts.letGo')}
      </button>
    </span>`
  }

  async #settle(seqs: number[], how: 'again' | 'forget'): Promise<void> {
    this.busy = true
    const result = await store.run('accounts.settle', { seqs, how }, { quiet: true })
    this.busy = false
    await this.#renew()
    if (!result.ok) this.problem = result.problem
    // The button that had the focus is gone with its line.
    await this.focusOn('li button, .primary')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-outbox-dialog': OutboxDialog
  }
}
