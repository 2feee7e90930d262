// <bs-sign-in-dialog>: signs in again to an account whose password has changed; all that is here stays.
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AccountId, ServiceInfo } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { accountById, stateOf } from '../../state/accounts.ts'
import { store, Watch } from '../../state/store.ts'
import { toast } from '../../state/toasts.ts'
import { t } from '../../words/words.ts'
import './account-fields.ts'
import type { AccountFields } from './account-fields.ts'
import { fieldOf } from './account-problem.ts'
import { DialogView } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'

@customElement('bs-sign-in-dialog')
export class SignInDialog extends DialogView {
  @property({ type: Number }) accountId: AccountId = 0
  @state() private info: ServiceInfo | null = null
  @state() private problem: Problem | null = null
  @state() private busy = false
  @query('bs-account-fields') private fields!: AccountFields | null

  constructor() {
    super()
    new Watch(this, 'accounts')
  }

  protected override firstUpdated(): void {
    const account = accountById(this.accountId)
    void store.run('accounts.services', {}, { quiet: true }).then(async (result) => {
      if (!result.ok) {
        this.problem = result.problem
        return
      }
      const own = result.value.filter((each) => each.service === account?.service)
      this.info = own.find((each) => each.preset === account?.preset) ?? own[0] ?? null
      await this.focusOn('bs-account-fields')
      this.fields?.focusOn('secret')
    })
  }

  protected override render(): TemplateResult {
    const account = accountById(this.accountId)
    if (account === null)
      return this.frame(t('accounts.heading'), problemNote({ kind: 'notFound', noun: 'account', id: this.accountId }))
    const waiting = stateOf(account.id)?.waiting ?? 0
    return this.frame(
      t('accounts.signInTo', { title: account.title }),
      html`<form class="stack" novalidate autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
        <p class="quiet">
          ${t('accounts.againLead')}${waiting > 0 ? html` ${t('accounts.againWaiting', { n: waiting })}` : nothing}
        </p>
        ${
          this.info === null
            ? this.problem === null
              ? nothing
              : problemNote(this.problem)
            : html`<bs-account-fields
                again
                .info=${this.info}
                .known=${{ address: account.address, user: account.user }}
                .problem=${this.problem}
                ?busy=${this.busy}
                @bs-retry=${() => void this.#send()}
                @keydown=${this.#enter}
              ></bs-account-fields>`
        }
      </form>`,
      html`${
          this.busy
            ? html`<p class="working grow" role="status">
                <bs-icon name="refresh"></bs-icon>${t('accounts.signingIn')}
              </p>`
            : nothing
        }
        <button @click=${this.close}>${t('dialogs.cancel')}</button>
        <button class="primary" ?disabled=${this.busy || this.info === null} @click=${() => void this.#send()}>
          ${t('accounts.signIn')}
        </button>`,
    )
  }

  #enter = (event: KeyboardEvent): void => {
    const origin = event.composedPath()[0]
    if (event.key !== 'Enter' || event.isComposing || !(origin instanceof HTMLInputElement)) return
    event.preventDefault()
    void this.#send()
  }

  async #send(): Promise<void> {
    const { fields } = this
    const account = accountById(this.accountId)
    if (fields === null || account === null || this.busy) return
    this.problem = null
    const typed = fields.read()
    if (typed === null) return
    this.busy = true
    if (!(await fields.agree())) {
      this.busy = false
      return
    }
    const result = await store.run('accounts.signInAgain', { id: account.id, ...typed }, { quiet: true })
    this.busy = false
    if (result.ok) {
      fields.clear()
      this.close()
      toast({ text: t('accounts.saidAgain', { title: result.value.title }), kind: 'done' })
      return
    }
    const wrong = fieldOf(result.problem)
    if (wrong === 'secret' || wrong === 'app') fields.clear()
    this.problem = result.problem
    await this.updateComplete
    fields.focusOn(wrong)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-sign-in-dialog': SignInDialog
  }
}
