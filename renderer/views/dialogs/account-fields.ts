// <bs-account-fields>: what a service wants to know for a sign-in, with what is wrong beside the field that is wrong.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import '../../elements/icon.ts'
import type { ServiceInfo } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { store, Watch } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { fieldOf, type SignInField } from './account-problem.ts'
import { dialogStyles } from './dialog-styles.ts'
import { problemNote } from './problem-note.ts'

export interface Typed {
  address: string
  user: string
  secret: string
  app: { id: string; key: string } | null
}

/** What is typed lives in the fields alone and is read when it is sent. Fires `bs-retry`. */
@customElement('bs-account-fields')
export class AccountFields extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
      .secret {
        display: flex;
        gap: var(--space-2);
      }
      .secret input {
        flex: 1;
        min-inline-size: 0;
      }
      bs-icon {
        font-size: 1.1rem;
      }
    `,
  ]

  @property({ attribute: false }) info!: ServiceInfo
  /** What is known already. */
  @property({ attribute: false }) known: { address: string; user: string } = { address: '', user: '' }
  @property({ attribute: false }) problem: Problem | null = null
  @property({ type: Boolean }) busy = false
  /** The address seldom changes: it lies behind a fold. */
  @property({ type: Boolean }) again = false
  @state() private shown = false
  @state() private missing: ReadonlySet<string> = new Set()

  constructor() {
    super()
    new Watch(this, 'accounts')
  }

  protected override render(): TemplateResult {
    const { info } = this
    const path = info.abilities.fetchesHere
    return html`<div class="stack">
      ${path ? this.#address(t('accounts.path'), t('accounts.pathNote')) : this.#addressOrFixed()}
      ${info.secret === 'none' ? nothing : [this.#user(), this.#secret()]} ${info.needsApp ? this.#app() : nothing}
      ${info.secret === 'none' ? nothing : this.#keychain()}
    </div>`
  }

  #keychain(): TemplateResult {
    const note = html`<p class="note" id="keychain">${keychainNote()}</p>`
    if (store.snapshot.host.keychain !== 'session') return note
    return html`${note}<label class="check">
        <input id="in-file" type="checkbox" ?disabled=${this.busy} /> ${t('accounts.keepInFile')}
      </label>`
  }

  #addressOrFixed(): TemplateResult {
    const { address } = this.info
    if (address !== null)
      return html`<div class="field">
        <p class="quiet">${t('accounts.addressFixed', { address })}</p>
        ${this.#said('address')}
      </div>`
    const field = this.#address(t('accounts.address'), t('accounts.addressNote'))
    if (!this.again) return field
    const wrong = this.problem !== null && fieldOf(this.problem) === 'address'
    return html`<details ?open=${wrong}>
      <summary>${t('accounts.doneAddress')}: <bdi>${this.known.address}</bdi></summary>
      ${field}
    </details>`
  }

  #address(label: string, note: string): TemplateResult {
    const said = this.#said('address')
    return html`<div class="field">
      <label for="address">${label}</label>
      <input
        id="address"
        class="wide"
        dir="ltr"
        inputmode=${this.info.abilities.fetchesHere ? 'text' : 'url'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="4000"
        placeholder=${this.info.example ?? nothing}
        .defaultValue=${this.known.address}
        ?disabled=${this.busy}
        aria-describedby=${said === nothing ? 'address-note' : 'address-problem'}
        aria-invalid=${said === nothing ? 'false' : 'true'}
      />
      ${said === nothing ? html`<p class="note" id="address-note">${note}</p>` : said}
    </div>`
  }

  #user(): TemplateResult {
    return this.#text('user', t('accounts.user'), this.known.user, this.#said('user'))
  }

  #secret(): TemplateResult {
    const said = this.#said('secret')
    const { secret } = this.info
    const label =
      secret === 'password'
        ? t('accounts.password')
        : secret === 'token'
          ? t('accounts.token')
          : t('accounts.passwordOrToken')
    const describedBy = [
      said === nothing ? '' : 'secret-problem',
      secret === 'passwordOrToken' ? 'token-note' : '',
      'keychain',
    ]
    return html`<div class="field">
      <label for="secret">${label}</label>
      <div class="secret wide">
        <input
          id="secret"
          type=${this.shown ? 'text' : 'password'}
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="4000"
          ?disabled=${this.busy}
          aria-describedby=${describedBy.join(' ').trim()}
          aria-invalid=${said === nothing ? 'false' : 'true'}
        />
        <button
          type="button"
          class="square"
          aria-label=${t('accounts.showSecret')}
          aria-pressed=${this.shown ? 'true' : 'false'}
          title=${this.shown ? t('accounts.hideSecret') : t('accounts.showSecret')}
          @click=${() => (this.shown = !this.shown)}
        >
          <bs-icon name=${this.shown ? 'eyeOff' : 'eye'}></bs-icon>
        </button>
      </div>
      ${said}
      ${secret === 'passwordOrToken' ? html`<p class="note" id="token-note">${t('accounts.tokenNote')}</p>` : nothing}
    </div>`
  }

  #app(): TemplateResult {
    const said = this.#said('app')
    return html`<p class="note">${t('accounts.appNote')}</p>
      ${this.#text('app', t('accounts.appId'), '', said)} ${this.#text('app-key', t('accounts.appKey'), '', nothing)}`
  }

  #text(id: string, label: string, value: string, said: TemplateResult | typeof nothing): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        class="wide"
        dir="ltr"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="1000"
        .defaultValue=${value}
        ?disabled=${this.busy}
        aria-describedby=${said === nothing ? nothing : `${id}-problem`}
        aria-invalid=${said === nothing ? 'false' : 'true'}
      />
      ${said}
    </div>`
  }

  /** What is wrong with a field. */
  #said(field: SignInField): TemplateResult | typeof nothing {
    if (this.missing.has(field))
      return html`<p class="field-problem" id="${field}-problem">${t('accounts.missing')}</p>`
    if (this.problem === null || fieldOf(this.problem) !== field) return nothing
    if (this.info.abilities.fetchesHere && this.problem.kind === 'signInRefused')
      return html`<p class="field-problem" id="${field}-problem">${t('accounts.pathRefused')}</p>`
    return problemNote(this.problem, {
      id: `${field}-problem`,
      retry: () => this.dispatchEvent(new CustomEvent('bs-retry')),
      changeAddress: () => this.focusOn('address'),
      correct: (which) => this.focusOn(which),
    })
  }

  /** What is to be sent; null: something is missing, and that is said now. */
  read(): Typed | null {
    const value = (id: string): string => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? ''
    const { info } = this
    const address = info.address ?? value('address').trim()
    const user = value('user').trim()
    const secret = value('secret')
    const typed = { id: value('app').trim(), key: value('app-key').trim() }
    // The ones that were given are kept, unless others are typed.
    const app = info.needsApp && !(this.again && typed.id === '' && typed.key === '') ? typed : null
    const missing = new Set<SignInField>()
    if (address === '') missing.add('address')
    if (info.secret !== 'none' && secret === '') missing.add('secret')
    // Who has a token needs no name.
    if (info.needsUser && info.secret === 'password' && user === '') missing.add('user')
    if (app !== null && (app.id === '' || app.key === '')) missing.add('app')
    this.missing = missing
    const [first] = missing
    if (first === undefined) return { address, user, secret, app }
    this.focusOn(first)
    return null
  }

  /** Before a secret is sent that is to outlive this session. False: it could not be done, and that has been said. */
  async agree(): Promise<boolean> {
    const box = this.renderRoot.querySelector<HTMLInputElement>('#in-file')
    return box?.checked !== true || (await store.run('secrets.keepInFile', {})).ok
  }

  /** What is secret does not stay. */
  clear(): void {
    for (const id of ['secret', 'app-key']) {
      const field = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)
      if (field !== null) field.value = ''
    }
    this.shown = false
  }

  focusOn(field: SignInField): void {
    void this.updateComplete.then(() => {
      const found = this.renderRoot.querySelector<HTMLInputElement>(`#${field}`)
      const fold = found?.closest('details')
      if (fold) fold.open = true
      found?.focus()
      found?.select()
    })
  }

  /** The first field that is still to be filled. */
  override focus(): void {
    void this.updateComplete.then(() => {
      const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input')]
      const open = fields.filter((field) => field.closest('details:not([open])') === null)
      const target = open.find((field) => field.value === '') ?? open[0]
      target?.focus()
    })
  }
}

/** Where the password will lie here, and what that means. */
function keychainNote(): string {
  switch (store.snapshot.host.keychain) {
    case 'system':
      return t('accounts.keychainSystem')
    case 'session':
      return t('accounts.keychainSession')
    case 'file':
      return t('accounts.keychainFile')
    case 'none':
      return t('accounts.keychainNone')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-account-fields': AccountFields
  }
}
