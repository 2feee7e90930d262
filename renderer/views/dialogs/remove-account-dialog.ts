// <bs-remove-account-dialog>: before an account goes: what becomes of its feeds and articles.
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { In } from '../../../main/contract/commands.ts'
import type { AccountId } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { accountById, stateOf } from '../../state/accounts.ts'
import { store, Watch } from '../../state/store.ts'
import { undoToast } from '../../state/undo.ts'
import { t } from '../../words/words.ts'
import { DialogView } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'

type Fate = In<'accounts.remove'>['articles']

@customElement('bs-remove-account-dialog')
export class RemoveAccountDialog extends DialogView {
  @property({ type: Number }) accountId: AccountId = 0
  @state() private articles: Fate = 'keep'
  @state() private problem: Problem | null = null
  @state() private busy = false

  constructor() {
    super()
    new Watch(this, 'accounts')
  }

  protected override firstUpdated(): void {
    void this.focusOn('#fate-keep')
  }

  protected override render(): TemplateResult {
    const account = accountById(this.accountId)
    if (account === null)
      return this.frame(t('accounts.removeNow'), problemNote({ kind: 'notFound', noun: 'account', id: this.accountId }))
    const state = stateOf(account.id)
    const unsent = (state?.waiting ?? 0) + (state?.refused ?? 0)
    return this.frame(
      t('accounts.removeHeading', { title: account.title }),
      html`<div class="stack">
        <p>${t('accounts.removeLead')}</p>
        <div class="stack tight" role="radiogroup" aria-label=${t('accounts.removeChoice')}>
          ${this.#fate('keep', t('accounts.removeKeep'), t('accounts.removeKeepNote'))}
          ${this.#fate('remove', t('accounts.removeAll'), t('accounts.removeAllNote'))}
        </div>
        ${
          unsent === 0
            ? nothing
            : html`<div class="problem">
                <bs-icon name="problem"></bs-icon>
                <p>${t('accounts.removeWaiting', { n: unsent })}</p>
              </div>`
        }
        ${this.problem === null ? nothing : problemNote(this.problem, { retry: () => void this.#remove() })}
      </div>`,
      html`<button @click=${this.close}>${t('dialogs.cancel')}</button>
        <button class="danger" ?disabled=${this.busy} @click=${() => void this.#remove()}>
          ${t('accounts.removeNow')}
        </button>`,
    )
  }

  #fate(fate: Fate, label: string, note: string): TemplateResult {
    return html`<div class="check">
      <input
        type="radio"
        name="fate"
        id="fate-${fate}"
        .checked=${this.articles === fate}
        aria-describedby="fate-${fate}-note"
        @change=${() => (this.articles = fate)}
      />
      <label for="fate-${fate}">${label}</label>
      <p class="note" id="fate-${fate}-note">${note}</p>
    </div>`
  }

  async #remove(): Promise<void> {
    const account = accountById(this.accountId)
    if (account === null || this.busy) return
    this.busy = true
    const result = await store.run('accounts.remove', { id: account.id, articles: this.articles }, { quiet: true })
    this.busy = false
    if (!result.ok) {
      this.problem = result.problem
      return
    }
    this.close()
    undoToast(t('accounts.removed', { title: account.title }), result.value.undo)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-remove-account-dialog': RemoveAccountDialog
  }
}
