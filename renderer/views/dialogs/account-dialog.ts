// <bs-account-dialog>: from the list of services to an account that is signed in.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Account, ServiceInfo } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { announce } from '../../elements/live.ts'
import { rememberHome } from '../../state/accounts.ts'
import { goTo } from '../../state/actions-going.ts'
import { store } from '../../state/store.ts'
import { t } from '../../words/words.ts'
import './account-fields.ts'
import type { AccountFields } from './account-fields.ts'
import { fieldOf } from './account-problem.ts'
import { DialogView, tickedOf } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'
import { serviceTitle, serviceWords } from './service-words.ts'

//  choosing ──service──▶ filling ──send──▶ signing in ──▶ signed in
//     ▲── other service ────┘ ▲── problem ──────┘
@customElement('bs-account-dialog')
export class AccountDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      .service {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        justify-content: start;
        gap: 0 var(--space-3);
        inline-size: 100%;
        padding: var(--space-3) var(--space-2);
        border: 0;
        border-block-end: 1px solid var(--rule);
        border-radius: 0;
        background: none;
        text-align: start;
      }
      .service:first-child {
        border-block-start: 1px solid var(--rule);
      }
      .service strong {
        font: 600 var(--size-5) / 1.3 var(--face-head);
      }
      .service .note {
        grid-column: 2;
        font-weight: 400;
      }
      .service > bs-icon {
        grid-row: 1 / span 2;
        font-size: 1.3rem;
        color: var(--ink-3);
      }
      .service > bs-icon:last-child {
        grid-column: 3;
        font-size: 1.1rem;
      }
      [dir='rtl'] .service > bs-icon:last-child {
        scale: -1 1;
      }
    `,
  ]

  /** A service that is known already: its preset. */
  @property() preset = ''
  @state() private services: ServiceInfo[] | null = null
  @state() private info: ServiceInfo | null = null
  @state() private problem: Problem | null = null
  @state() private busy = false
  @state() private account: Account | null = null
  @state() private shareFeeds = true
  @query('bs-account-fields') private fields!: AccountFields | null
  #typedAddress = ''

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    void store.run('accounts.services', {}, { quiet: true }).then(async (result) => {
      if (result.ok) {
        this.services = result.value
        this.info = result.value.find((each) => each.preset === this.preset) ?? null
      } else this.problem = result.problem
      if (this.info === null) await this.focusOn('.service')
      else this.#focusFields()
    })
  }

  protected override render(): TemplateResult {
    if (this.account !== null) return this.#signedIn(this.account)
    return this.info === null ? this.#choosing() : this.#filling(this.info)
  }

  #choosing(): TemplateResult {
    const { services } = this
    return this.frame(
      t('accounts.heading'),
      html`<div class="stack">
        <p class="lead">${t('accounts.lead')}</p>
        ${this.problem === null ? nothing : problemNote(this.problem)}
        ${
          services === null
            ? nothing
            : services.length === 0
              ? html`<p>${t('accounts.noServices')}</p>`
              : html`<div role="group" aria-label=${t('accounts.services')}>
                  ${services.map((info) => this.#service(info))}
                </div>`
        }
      </div>`,
    )
  }

  #service(info: ServiceInfo): TemplateResult {
    return html`<button class="service" @click=${() => this.#choose(info)}>
      <bs-icon name=${info.abilities.fetchesHere ? 'shared' : 'account'}></bs-icon>
      <strong>${serviceTitle(info)}</strong>
      <span class="note">${serviceWords(info).join(' ')}</span>
      <bs-icon name="chevronRight"></bs-icon>
    </button>`
  }

  #filling(info: ServiceInfo): TemplateResult {
    const folder = info.abilities.fetchesHere
    return this.frame(
      folder ? serviceTitle(info) : t('accounts.headingTo', { title: info.title }),
      html`<form class="stack" novalidate autocomplete="off" @submit=${this.#submit}>
        <p class="quiet">${serviceWords(info, true).join(' ')}</p>
        <bs-account-fields
          .info=${info}
          .problem=${this.problem}
          ?busy=${this.busy}
          @bs-retry=${() => void this.#send()}
          @keydown=${this.#enter}
        ></bs-account-fields>
        ${folder ? this.#share() : nothing}
      </form>`,
      html`${
          this.busy
            ? html`<p class="working grow" role="status">
                <bs-icon name="refresh"></bs-icon>${t('accounts.signingIn')}
              </p>`
            : html`<button class="plain away" @click=${this.#other}>${t('accounts.otherService')}</button>`
        }
        <button @click=${this.close}>${t('dialogs.cancel')}</button>
        <button class="primary" ?disabled=${this.busy} @click=${() => void this.#send()}>
          ${folder ? t('accounts.share') : t('accounts.signIn')}
        </button>`,
    )
  }

  #share(): TemplateResult {
    return html`<div class="check">
      <input
        type="checkbox"
        id="share"
        .checked=${this.shareFeeds}
        aria-describedby="share-note"
        @change=${(event: Event) => (this.shareFeeds = tickedOf(event))}
      />
      <label for="share">${t('accounts.shareFeeds')}</label>
      <p class="note" id="share-note">${t('accounts.shareFeedsNote')}</p>
    </div>`
  }

  #signedIn(account: Account): TemplateResult {
    const corrected = account.address !== this.#typedAddress && this.info?.address === null
    return this.frame(
      t('accounts.doneHeading'),
      html`<div class="stack">
        <p class="lead" role="status">${t('accounts.doneLead', { title: account.title })}</p>
        <dl class="facts">
          <dt>${t('accounts.doneAddress')}</dt>
          <dd>
            <bdi dir="ltr">${account.address}</bdi
            >${corrected ? html`<p class="note">${t('accounts.doneCorrected')}</p>` : nothing}
          </dd>
          ${
            account.user === ''
              ? nothing
              : html`<dt>${t('accounts.doneUser')}</dt>
                  <dd><bdi>${account.user}</bdi></dd>`
          }
        </dl>
      </div>`,
      html`<button class="primary" id="go" @click=${() => this.#go(account)}>${t('accounts.showAccount')}</button>`,
    )
  }

  #go(account: Account): void {
    this.close()
    goTo({ kind: 'account', id: account.id })
  }

  #choose(info: ServiceInfo): void {
    this.problem = null
    this.info = info
    this.#focusFields()
  }

  #other = (): void => {
    this.problem = null
    this.info = null
    void this.focusOn('.service')
  }

  #focusFields(): void {
    void this.focusOn('bs-account-fields')
  }

  #submit = (event: Event): void => {
    event.preventDefault()
    void this.#send()
  }

  /** A form does not hear of Enter in fields that lie in another tree. */
  #enter = (event: KeyboardEvent): void => {
    const origin = event.composedPath()[0]
    if (event.key !== 'Enter' || event.isComposing || !(origin instanceof HTMLInputElement)) return
    event.preventDefault()
    void this.#send()
  }

  async #send(): Promise<void> {
    const { info, fields } = this
    if (info === null || fields === null || this.busy) return
    this.problem = null
    const typed = fields.read()
    if (typed === null) return
    this.busy = true
    if (!(await fields.agree())) {
      this.busy = false
      return
    }
    const { service, preset } = info
    this.#typedAddress = typed.address
    const folder = info.abilities.fetchesHere ? { shareFeeds: this.shareFeeds } : {}
    const result = await store.run('accounts.signIn', { service, preset, ...typed, ...folder }, { quiet: true })
    this.busy = false
    if (result.ok) {
      fields.clear()
      announce(t('accounts.saidSignedIn', { title: result.value.title }))
      if (result.value.abilities.follow) rememberHome(result.value.id)
      this.account = result.value
      return this.focusOn('#go')
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
    'bs-account-dialog': AccountDialog
  }
}
