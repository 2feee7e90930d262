// <bs-add-dialog>: from an address somebody has typed or pasted to a feed that is followed.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { AccountId, FeedCandidate, FeedId } from '../../../main/contract/models.ts'
import { ok, type Problem } from '../../../main/contract/problems.ts'
import { can, homeHere, rememberHome } from '../../state/accounts.ts'
import { feedName } from '../../state/folders.ts'
import { place } from '../../state/place.ts'
import { store } from '../../state/store.ts'
import { toast } from '../../state/toasts.ts'
import { announce } from '../../elements/live.ts'
import { t } from '../../words/words.ts'
import './account-choice.ts'
import './candidates.ts'
import type { Candidates } from './candidates.ts'
import { DialogView, textOf } from './dialog-view.ts'
import './folder-choice.ts'
import type { FolderChoice } from './folder-choice.ts'
import { problemNote } from './problem-note.ts'
import './secret-fields.ts'
import type { SecretFields } from './secret-fields.ts'
import { typedAddress, webAddress } from './typed-address.ts'

//  asking ──look──▶ looking ──one──▶ following ──▶ (the feed is opened)
//    ▲                 ├──several──▶ choosing ──follow──▶ following
//    └── problem ──────┴─────────────────────────────────────┘
type Step = 'asking' | 'looking' | 'choosing' | 'following'

@customElement('bs-add-dialog')
export class AddDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      .address {
        display: flex;
        gap: var(--space-2);
        inline-size: 100%;
      }
      .address input {
        flex: 1;
        min-inline-size: 0;
        font-size: var(--size-4);
        min-block-size: 2.5rem;
      }
    `,
  ]

  @property() address = ''
  @state() private step: Step = 'asking'
  @state() private candidates: FeedCandidate[] = []
  @state() private problem: Problem | null = null
  @state() private isPrivate = false
  /** The account it is followed in. */
  @state() private home: AccountId | null = null
  @query('bs-folder-choice') private folder!: FolderChoice | null
  @query('bs-secret-fields') private secretFields!: SecretFields | null
  @query('bs-candidates') private choice!: Candidates | null
  /** An answer to a question that was given up is not listened to. */
  #asked = 0

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    const known = this.address.trim() !== ''
    const { scope } = place
    this.home = homeHere()
    if (scope.kind === 'folder')
      void this.updateComplete.then(() => this.folder !== null && (this.folder.value = scope.id))
    void this.focusOn('#address')
    if (known) void this.#look()
  }

  protected override render(): TemplateResult {
    const busy = this.step === 'looking' || this.step === 'following'
    return this.frame(
      t('dialogs.addHeading'),
      html`<form class="stack" novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="address">${t('dialogs.address')}</label>
          <div class="address">
            <input
              id="address"
              inputmode="url"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              maxlength="4000"
              placeholder="newspaper.example"
              aria-describedby=${this.problem === null ? 'address-note' : 'address-problem'}
              aria-invalid=${this.problem === null ? 'false' : 'true'}
              .value=${this.address}
              @input=${this.#typed}
            />
          </div>
          ${
            this.problem === null
              ? html`<p class="note" id="address-note">${t('dialogs.addressNote')}</p>`
              : problemNote(this.problem, {
                  id: 'address-problem',
                  retry: () => void this.#look(),
                  signIn: () => this.#openPrivate(),
                })
          }
        </div>
        ${this.step === 'choosing' ? html`<bs-candidates .candidates=${this.candidates}></bs-candidates>` : nothing}
        <bs-account-choice
          .value=${this.home}
          @bs-choose=${(event: CustomEvent<AccountId | null>) => (this.home = event.detail)}
        ></bs-account-choice>
        ${can({ accountId: this.home }, 'moveFeed') ? html`<bs-folder-choice .accountId=${this.home}></bs-folder-choice>` : nothing}
        <details ?open=${this.isPrivate} @toggle=${this.#togglePrivate}>
          <summary>${t('dialogs.privateFeed')}</summary>
          ${this.isPrivate ? html`<bs-secret-fields></bs-secret-fields>` : nothing}
        </details>
        <button type="submit" hidden></button>
      </form>`,
      html`${
          busy
            ? html`<p class="working grow" role="status">
                <bs-icon name="refresh"></bs-icon
                >${this.step === 'looking' ? t('dialogs.looking') : t('dialogs.following')}
              </p>`
            : nothing
        }
        <button @click=${busy ? this.#giveUp : this.close}>${t('dialogs.cancel')}</button>
        <button class="primary" ?disabled=${busy} @click=${() => void this.#next()}>
          ${this.step === 'choosing' ? t('dialogs.followChosen') : t('dialogs.follow')}
        </button>`,
    )
  }

  #typed = (event: Event): void => {
    this.address = textOf(event)
    this.problem = null
    this.#giveUp()
  }

  #submit = (event: Event): void => {
    event.preventDefault()
    void this.#next()
  }

  #giveUp = (): void => {
    this.#asked++
    this.step = 'asking'
  }

  #togglePrivate = (event: Event): void => {
    this.isPrivate = (event.target as HTMLDetailsElement).open
  }

  #openPrivate(): void {
    this.isPrivate = true
    void this.focusOn('bs-secret-fields')
  }

  async #next(): Promise<void> {
    if (this.step === 'choosing') await this.#follow(this.choice?.chosen ?? [])
    else if (this.step === 'asking') await this.#look()
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked
    this.problem = null
    const address = typedAddress(this.address)
    if (address === '') {
      this.#show({ kind: 'badAddress', text: '' })
      return
    }
    if (this.secretFields?.secret) {
      // A feed behind a lock cannot be looked for, only opened.
      await this.#follow([{ url: webAddress(address) ?? address, title: null, kind: null, sample: [] }])
      return
    }
    this.step = 'looking'
    const found = await store.run('feeds.discover', { address }, { quiet: true })
    if (asked !== this.#asked) return
    if (!found.ok) {
      this.#show(found.problem)
      if (found.problem.kind === 'signInNeeded') this.isPrivate = true
      return
    }
    const [only] = found.value
    if (only === undefined) this.#show({ kind: 'noFeedFound', url: address })
    else if (found.value.length === 1) await this.#follow([only])
    else {
      this.candidates = found.value
      this.step = 'choosing'
      announce(t('dialogs.foundSeveral', { n: found.value.length }))
      void this.focusOn('bs-candidates')
    }
  }

  /** One after another; what went well stays, the first problem is shown. */
  async #follow(wanted: readonly FeedCandidate[]): Promise<void> {
    const asked = ++this.#asked
    if (wanted.length === 0) return
    this.step = 'following'
    const accountId = this.home
    const folder = this.folder === null ? ok(null) : await this.folder.take()
    if (!folder.ok) return this.#show(folder.problem)
    const secret = this.secretFields?.secret ?? null
    const followed: FeedId[] = []
    let name = ''
    let problem: Problem | null = null
    for (const { url, title } of wanted) {
      const wish = { url, title, folderId: folder.value, secret, ...(accountId === null ? {} : { accountId }) }
      const result = await store.run('feeds.follow', wish, { quiet: true })
      if (result.ok) {
        followed.push(result.value.id)
        name ||= feedName(result.value)
      } else problem ??= result.problem
      if (asked !== this.#asked) break
    }
    if (followed.length > 0) {
      rememberHome(accountId)
      toast({
        text:
          followed.length === 1 ? t('dialogs.followed', { name }) : t('dialogs.followedSome', { n: followed.length }),
        kind: 'done',
      })
    }
    // Whoever has cancelled meanwhile stays where they are.
    if (!this.isConnected || asked !== this.#asked) return
    if (problem !== null) return this.#show(problem)
    const [first] = followed
    if (first !== undefined)
      place.go({
        scope:
          followed.length > 1 && folder.value !== null
            ? { kind: 'folder', id: folder.value }
            : { kind: 'feed', id: first },
        dialog: null,
      })
  }

  #show(problem: Problem): void {
    this.problem = problem
    this.step = this.step === 'following' && this.candidates.length > 0 ? 'choosing' : 'asking'
    void this.focusOn('#address')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-add-dialog': AddDialog
  }
}
