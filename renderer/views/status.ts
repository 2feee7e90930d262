// <bs-status>: one quiet line about what goes on behind the page; it is spoken only when it begins and when it ends.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { isTroubled } from '../../main/contract/troubled.ts'
import type { AccountId, Progress } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { announce } from '../elements/live.ts'
import { accountById, stateOf } from '../state/accounts.ts'
import { showOutbox, signInAgain } from '../state/actions-accounts.ts'
import { isSample } from '../state/folders.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { dismiss, toast } from '../state/toasts.ts'
import { shared } from '../styles/shared.ts'
import { formatRelative, t } from '../words/words.ts'

@customElement('bs-status')
export class StatusElement extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        border-block-start: 1px solid var(--rule);
        color: var(--ink-3);
        font-size: var(--size-2);
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.3rem;
        padding: 0.5rem 0.5rem 0.5rem 1rem;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-block-size: 1.9rem;
      }
      .line > span:not(.keep) {
        flex: 1;
        min-inline-size: 0;
      }
      svg {
        flex: none;
        inline-size: 1.05rem;
        block-size: 1.05rem;
        stroke-width: 1.75;
      }
      .square {
        inline-size: 1.9rem;
        min-block-size: 1.9rem;
        color: var(--ink-2);
      }
      .stop {
        min-block-size: 1.6rem;
        padding-block: 0;
        font-size: var(--size-2);
      }
      progress {
        display: block;
        block-size: 2px;
      }
      .foot {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .foot .troubled {
        max-inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        vertical-align: bottom;
      }
      .troubled {
        color: var(--danger);
        font-size: var(--size-2);
      }
    `,
  ]

  #before: readonly Progress[] = []
  #wasOnline = true
  #timer: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    new Watch(this, 'progress', 'online', 'feeds', 'accounts')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.requestUpdate(), 30_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
  }

  protected override render(): TemplateResult {
    const { progress, online } = store.snapshot
    return html`<section aria-label=${t('shell.status')}>
      ${progress.map((each) => this.#work(each))}
      <div class="line">
        ${online ? nothing : icon('offline')}
        <span class="foot" title=${online ? nothing : t('shell.offline')}
          >${online ? (progress.length > 0 ? '' : (this.#accounts() ?? this.#trouble() ?? this.#checked())) : t('shell.offline')}</span
        >
        ${this.#button('activity', 'activity', t('shell.activity'))}
        ${this.#button('keys', 'keyboard', t('shell.keysHeading'))}
        ${this.#button('settings', 'settings', t('shell.settings'))}
      </div>
    </section>`
  }

  #button(
    dialog: 'activity' | 'keys' | 'settings',
    name: 'activity' | 'keyboard' | 'settings',
    label: string,
  ): TemplateResult {
    return html`<button
      class="plain square"
      aria-label=${label}
      title=${label}
      @click=${() => place.go({ dialog: { name: dialog } })}
    >
      ${icon(name)}
    </button>`
  }

  #work(each: Progress): TemplateResult {
    const words = workWords(each)
    const left =
      each.remaining !== null && each.remaining > 45_000
        ? `, ${t('shell.minutesLeft', { n: Math.max(1, Math.round(each.remaining / 60_000)) })}`
        : ''
    const { task } = each
    return html`<div>
      <div class="line">
        <span>${words}${left}</span>
        ${task === 'refresh' || task === 'takeAlong' || task === 'import' || task === 'sync' ? html`<button class="plain stop" @click=${() => void store.run('work.cancel', { task })}>${t('shell.stop')}</button>` : nothing}
      </div>
      <progress aria-label=${words} max=${Math.max(1, each.total)} .value=${each.done}></progress>
    </div>`
  }

  /** What only the reader can help with: a sign-in that has expired, a change that was refused; else what waits. */
  #accounts(): TemplateResult | null {
    const { accounts, accountStates } = store.snapshot
    const expired = accounts.find((each) => stateOf(each.id)?.kind === 'expired')
    if (expired !== undefined)
      return html`<button class="link troubled" @click=${() => signInAgain(expired.id)}>
        ${t('accounts.expiredLong')}
      </button>`
    const sum = (key: 'waiting' | 'refused'): number => accountStates.reduce((all, each) => all + each[key], 0)
    const refused = sum('refused')
    const held = accountStates.some((each) => each.kind !== 'signedIn' && each.kind !== 'syncing')
    const waiting = held ? sum('waiting') : 0
    if (refused + waiting === 0) return null
    return html`<button class="link ${refused > 0 ? 'troubled' : ''}" @click=${() => showOutbox()}>
      ${refused > 0 ? t('accounts.refused', { n: refused }) : t('accounts.waiting', { n: waiting })}
    </button>`
  }

  #trouble(): TemplateResult | null {
    let n = 0
    for (const feed of store.snapshot.feeds.values()) if (isTroubled(feed)) n++
    return n === 0
      ? null
      : html`<button class="link troubled" @click=${() => place.go({ dialog: { name: 'activity' } })}>
          ${t('shell.troubled', { n })}
        </button>`
  }

  #checked(): string {
    const feeds = [...store.snapshot.feeds.values()].filter((feed) => !isSample(feed))
    if (feeds.length === 0) return ''
    let last = 0
    for (const feed of feeds) last = Math.max(last, feed.fetch.checkedAt ?? 0)
    for (const account of store.snapshot.accounts) last = Math.max(last, account.sync.syncedAt ?? 0)
    return last === 0 ? t('shell.notChecked') : t('shell.checked', { when: formatRelative(last, Date.now()) })
  }

  protected override updated(): void {
    const { progress, online } = store.snapshot
    for (const each of progress) if (!this.#before.some((before) => before.task === each.task)) this.#say(each, 'begun')
    for (const before of this.#before)
      if (!progress.some((each) => each.task === before.task)) this.#say(before, 'ended')
    this.#before = progress
    if (online !== this.#wasOnline) announce(online ? t('shell.online') : t('shell.offline'))
    this.#wasOnline = online
    this.#sayExpired()
  }

  #sayExpired(): void {
    const expired = new Set<AccountId>()
    for (const { accountId, kind } of store.snapshot.accountStates) if (kind === 'expired') expired.add(accountId)
    for (const id of expired.difference(this.#expired)) {
      const open = (): void => {
        dismiss(told)
        signInAgain(id)
      }
      const text = t('accounts.saidExpired', { title: accountById(id)?.title ?? '' })
      const told = toast({ text, kind: 'problem', action: { label: t('accounts.signIn'), run: open } })
    }
    this.#expired = expired
  }
  #expired: ReadonlySet<AccountId> = new Set()

  #say({ task, newArticles }: Progress, what: 'begun' | 'ended'): void {
    if (task === 'sync') {
      // Accounts are synced again and again: only what has come is worth a word.
      if (what === 'ended' && newArticles > 0) announce(t('accounts.finished', { n: newArticles }))
    } else if (what === 'ended')
      announce(task === 'refresh' ? t('shell.finishedRefresh', { n: newArticles }) : t('shell.finished'))
    else if (task === 'refresh') announce(t('shell.startedRefresh'))
    else if (task === 'takeAlong') announce(t('shell.startedTakeAlong'))
    else if (task === 'import') announce(t('shell.startedImport'))
  }
}

function workWords({ task, done, total }: Progress): string {
  switch (task) {
    case 'refresh':
      return t('shell.workRefresh', { done, total })
    case 'takeAlong':
      return t('shell.workTakeAlong', { done, total })
    case 'import':
      return t('shell.workImport', { done, total })
    case 'retention':
      return t('shell.workRetention', { done, total })
    case 'backup':
      return t('shell.workBackup')
    case 'sync':
      return total > 0 ? t('accounts.work', { done, total }) : t('accounts.syncing')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-status': StatusElement
  }
}
