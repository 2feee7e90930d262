// <bs-backups>: the backups there are, one more now, and the way back to one of them.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Backup } from '../../../main/contract/commands.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { store, Watch } from '../../state/store.ts'
import { toast } from '../../state/toasts.ts'
import { shared } from '../../styles/shared.ts'
import { formatBytes, formatDate, formatRelative, t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'
import { problemNote } from './problem-note.ts'
import '../../elements/icon.ts'

/** Fires `bs-changed` when a backup was made or brought back. */
@customElement('bs-backups')
export class BackupsElement extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--rule);
      }
      .ask {
        grid-column: 1 / -1;
        padding: var(--space-3);
        border-inline-start: 3px solid var(--accent);
        background: var(--accent-soft);
      }
    `,
  ]

  @state() private backups: Backup[] | null = null
  @state() private asking: string | null = null
  @state() private busy: 'backup' | 'restore' | null = null
  @state() private problem: Problem | null = null

  constructor() {
    super()
    new Watch(this, 'progress')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  protected override render(): TemplateResult {
    const { backups } = this
    return html`<div class="stack">
      <div class="row between">
        <p class="quiet grow">${t('dialogs.backupsNote')}</p>
        <button class="primary" ?disabled=${this.busy !== null} @click=${this.#backup}>
          ${this.busy === 'backup' ? t('dialogs.backingUp') : t('dialogs.backupNow')}
        </button>
      </div>
      ${this.problem === null ? nothing : html`<div role="alert">${problemNote(this.problem, { retry: () => void this.#look() })}</div>`}
      ${
        backups === null
          ? nothing
          : backups.length === 0
            ? html`<p class="quiet">${t('dialogs.noBackups')}</p>`
            : html`<ul>
                ${backups.map((each) => this.#one(each))}
              </ul>`
      }
    </div>`
  }

  #one(each: Backup): TemplateResult {
    const date = formatDate(each.at, { dateStyle: 'long', timeStyle: 'short' })
    return html`<li>
      <div>
        <p>
          <strong>${date}</strong>
          <span class="quiet">${formatRelative(Math.min(each.at, Date.now()), Date.now())}</span>
        </p>
        <p class="note">
          ${t('dialogs.backupFacts', { feeds: each.feeds, n: each.articles, size: formatBytes(each.bytes) })}
        </p>
      </div>
      <button
        aria-expanded=${this.asking === each.name ? 'true' : 'false'}
        aria-label=${t('dialogs.restoreOf', { date })}
        ?disabled=${this.busy !== null}
        @click=${() => (this.asking = this.asking === each.name ? null : each.name)}
      >
        ${t('dialogs.restore')}
      </button>
      ${
        this.asking === each.name
          ? html`<div class="ask stack tight" role="group" aria-label=${t('dialogs.restoreOf', { date })}>
              <p>${t('dialogs.restoreMeans', { date })}</p>
              <p class="note">${t('dialogs.restoreUndo')}</p>
              <div class="row end">
                <button @click=${() => (this.asking = null)}>${t('dialogs.cancel')}</button>
                <button
                  class="primary"
                  ?disabled=${this.busy !== null}
                  @click=${() => void this.#restore(each.name, date)}
                >
                  ${this.busy === 'restore' ? t('dialogs.restoring') : t('dialogs.restoreNow')}
                </button>
              </div>
            </div>`
          : nothing
      }
    </li>`
  }

  async #look(): Promise<void> {
    const result = await store.run('library.backups', {}, { quiet: true })
    this.problem = result.ok ? null : result.problem
    if (result.ok) this.backups = [...result.value].sort((a, b) => b.at - a.at)
  }

  #backup = async (): Promise<void> => {
    this.busy = 'backup'
    const made = await store.run('library.backup', {}, { quiet: true })
    this.busy = null
    if (!made.ok) {
      this.problem = made.problem
      return
    }
    toast({ text: t('dialogs.backupMade', { size: formatBytes(made.value.bytes) }), kind: 'done' })
    await this.#look()
    this.#changed()
  }

  /** The library backs up what is here now before it does; that backup is the way back from the way back. */
  async #restore(name: string, date: string): Promise<void> {
    this.busy = 'restore'
    this.problem = null
    const known = new Set(this.backups?.map((each) => each.name))
    const back = await store.run('library.restore', { name }, { quiet: true })
    this.busy = null
    this.asking = null
    if (!back.ok) {
      this.problem = back.problem
      return
    }
    await this.#look()
    const before = this.backups?.find((each) => !known.has(each.name))
    toast({
      text: t('dialogs.restored', { date }),
      kind: 'done',
      action: before === undefined ? null : { label: t('shell.undo'), run: () => void putBack(before.name) },
    })
    this.#changed()
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('bs-changed'))
  }
}

async function putBack(name: string): Promise<void> {
  const result = await store.run('library.restore', { name })
  if (result.ok) toast({ text: t('shell.undone') })
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-backups': BackupsElement
  }
}
