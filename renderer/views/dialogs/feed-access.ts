// <bs-feed-access>: how a private feed is opened: a secret given, replaced or taken away, and tried at once.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Secret } from '../../../main/contract/commands.ts'
import type { Feed } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { announce } from '../../elements/live.ts'
import { store } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'
import { problemNote } from './problem-note.ts'
import './secret-fields.ts'
import type { SecretFields } from './secret-fields.ts'

@customElement('bs-feed-access')
export class FeedAccess extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ attribute: false }) feed!: Feed
  @state() private problem: Problem | null = null
  @query('bs-secret-fields') private fields!: SecretFields
  @query('details') private details!: HTMLDetailsElement

  protected override render(): TemplateResult {
    const open = this.feed.access === 'open'
    return html`<details>
      <summary>${open ? t('dialogs.privateFeed') : t('dialogs.signedIn')}</summary>
      <div class="stack">
        <p class="quiet">${open ? t('dialogs.accessNote') : t('dialogs.signedInNote')}</p>
        <bs-secret-fields></bs-secret-fields>
        ${this.problem === null ? nothing : html`<div role="alert">${problemNote(this.problem)}</div>`}
        <div class="row end">
          ${open ? nothing : html`<button @click=${() => void this.#change(null)}>${t('dialogs.secretRemove')}</button>`}
          <button @click=${this.#keep}>${open ? t('dialogs.secretKeep') : t('dialogs.secretReplace')}</button>
        </div>
      </div>
    </details>`
  }

  /** Opens it too. */
  override focus(): void {
    this.details.open = true
    this.fields.focus()
  }

  #keep = (): void => {
    const { secret } = this.fields
    if (secret === null) this.fields.focus()
    else void this.#change(secret)
  }

  async #change(secret: Secret | null): Promise<void> {
    const { id } = this.feed
    const result = await store.run('feeds.change', { id, secret }, { quiet: true })
    this.problem = result.ok ? null : result.problem
    if (!result.ok) return
    this.fields.clear()
    announce(t('dialogs.kept'))
    void store.run('feeds.refresh', { ids: [id], force: true })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-feed-access': FeedAccess
  }
}
