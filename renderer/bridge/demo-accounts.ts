// Accounts of the made-up library: two that are signed in, an outbox, and a sign-in that refuses what is called "wrong".
// ?demo&accounts[&states=expired,troubled&keychain=file]
import type { Announcement, ChangeKind } from '../../main/contract/changes.ts'
import type { In, Out } from '../../main/contract/commands.ts'
import type {
  Account,
  AccountId,
  AccountState,
  ArticleId,
  LabelCount,
  OutboxLine,
  PendingChange,
  Progress,
} from '../../main/contract/models.ts'
import { fail, ok, type Result } from '../../main/contract/problems.ts'
import type { DemoLibrary } from './demo-library.ts'
import { demoServices, everything } from './demo-services.ts'

const MINUTE = 60_000

export interface DemoStage {
  library: DemoLibrary
  hear(announcement: Announcement): void
  change(kind: ChangeKind, counted?: boolean): void
  undoable(back: () => void): { undo: string }
  work(task: Progress['task'], total: number, each: (done: number) => void): Promise<void>
}

export class DemoAccounts {
  readonly #library: DemoLibrary
  accounts: Account[] = []
  readonly #states = new Map<AccountId, AccountState>()
  #waiting: OutboxLine[] = []
  #refused: OutboxLine[] = []
  #sent: OutboxLine[] = []
  #seq = 100

  constructor(library: DemoLibrary, options: URLSearchParams) {
    this.#library = library
    if (!options.has('accounts')) return
    const kinds = (options.get('states') ?? '').split(',')
    this.#add(1, 'miniflux', 'Miniflux', 'https://news.example.org', 'clara', kinds[0] ?? '')
    this.#add(2, 'freshrss', 'FreshRSS', 'https://freshrss.example.org/api/greader.php', 'clara', kinds[1] ?? '')
    const ids = [...library.feeds.keys()]
    library.give(1, ids.slice(-10, -4), ['Morning', 'Science'])
    library.give(2, ids.slice(-4), ['Kiosk'])
    library.label('To discuss', [3, 19, 41, library.total, library.total - 3], true)
    library.label('Recipes', [7, 12], true)
    this.#refused.push(this.#line(1, { on: 'feed', id: ids.at(-10) ?? 1, key: 'title' }, library.total - 30, 422))
    for (let at = 1; at < 12; at++)
      this.#sent.push({
        ...this.#line(1 + (at % 2), { on: 'article', id: library.total - at, key: 'read', value: true }),
        sentAt: Date.now() - at * MINUTE,
      })
    if (kinds.includes('offline')) for (let at = 20; at < 32; at++) this.#waits(library.total - at, 'read', true)
  }

  get states(): AccountState[] {
    return this.accounts.map((account) => this.#stateOf(account.id))
  }

  get labels(): LabelCount[] {
    return [...this.#library.labels]
      .map(([label, ids]) => ({ label, articles: ids.size }))
      .sort((a, b) => a.label.localeCompare(b.label))
  }

  /** What is marked in an account waits there, as long as it cannot be told. */
  marked(ids: readonly ArticleId[], what: { read?: boolean | undefined; saved?: boolean | undefined }): void {
    for (const id of ids.slice(0, 200)) {
      if (what.read !== undefined) this.#waits(id, 'read', what.read)
      if (what.saved !== undefined) this.#waits(id, 'saved', what.saved)
    }
  }

  handlers(stage: DemoStage) {
    const { library, hear, change, undoable, work } = stage
    const moved = (): void => hear({ kind: 'accounts.moved', states: this.states })
    const put = (account: Account): Account => {
      this.accounts = [...this.accounts.filter((each) => each.id !== account.id), account].sort((a, b) => a.id - b.id)
      change({ kind: 'accounts.changed', accounts: [account] })
      moved()
      return account
    }
    const sync = async (id: AccountId): Promise<void> => {
      if (this.#states.get(id)?.kind === 'offline') return
      const total = 50_000
      await work('sync', total, (done) => {
        this.#states.set(id, { accountId: id, waiting: 0, refused: 0, kind: 'syncing', done, total })
        moved()
      })
      for (const line of this.#waiting.filter((each) => each.accountId === id))
        this.#sent.unshift({ ...line, sentAt: Date.now() })
      this.#waiting = this.#waiting.filter((each) => each.accountId !== id)
      this.#states.set(id, { accountId: id, waiting: 0, refused: 0, kind: 'signedIn', syncedAt: Date.now() })
      moved()
    }
    const label = (ids: readonly ArticleId[], word: string, value: boolean): ArticleId[] => {
      const changed = library.label(word, ids, value)
      if (changed.length > 0) {
        change({ kind: 'articles.labelled', ids: changed, label: word, value })
        change({ kind: 'labels.changed', labels: this.labels })
      }
      return changed
    }
    return {
      'articles.label': ({ ids, label: word, value }: In<'articles.label'>) => {
        const changed = label(ids, word, value)
        return ok({ ...undoable(() => label(changed, word, !value)), changed: changed.length })
      },
      'labels.rename': ({ label: word, to }: In<'labels.rename'>) => {
        const ids = [...(library.labels.get(word) ?? [])]
        label(ids, word, false)
        label(ids, to, true)
        return ok(null)
      },
      'labels.remove': ({ label: word }: In<'labels.remove'>) => {
        const ids = [...(library.labels.get(word) ?? [])]
        label(ids, word, false)
        return ok(undoable(() => label(ids, word, true)))
      },
      'accounts.services': () => ok(demoServices),
      'accounts.signIn': async (input: In<'accounts.signIn'>): Promise<Result<Account>> => {
        await new Promise((resolve) => setTimeout(resolve, 600))
        const refused = this.#refuses(input)
        if (refused !== null) return refused
        const known = this.accounts.find((each) => each.address === input.address && each.user === input.user)
        if (known !== undefined) return fail({ kind: 'accountExists', accountId: known.id })
        const id = Math.max(0, ...this.accounts.map((each) => each.id)) + 1
        const address = /^[/]|^https?:/.test(input.address) ? input.address : `https://${input.address}/reader`
        this.#add(id, input.preset ?? input.service, input.title ?? null, address, input.user, '')
        const account = this.accounts.at(-1)
        if (account === undefined) throw new Error('it was just added')
        put(account)
        void sync(id)
        return ok(account)
      },
      'accounts.signInAgain': async (input: In<'accounts.signInAgain'>): Promise<Result<Account>> => {
        const account = this.accounts.find((each) => each.id === input.id)
        if (account === undefined) return fail({ kind: 'notFound', noun: 'account', id: input.id })
        const refused = this.#refuses({ user: account.user, address: account.address, ...input })
        if (refused !== null) return refused
        this.#states.set(account.id, { ...this.#stateOf(account.id), kind: 'signedIn', syncedAt: Date.now() })
        return ok(put({ ...account, user: input.user ?? account.user, sync: { ...account.sync, expired: false } }))
      },
      'accounts.change': ({ id, title, paused }: In<'accounts.change'>): Result<Account> => {
        const account = this.accounts.find((each) => each.id === id)
        if (account === undefined) return fail({ kind: 'notFound', noun: 'account', id })
        if (paused !== undefined)
          this.#states.set(
            id,
            paused
              ? { accountId: id, waiting: 0, refused: 0, kind: 'paused' }
              : { accountId: id, waiting: 0, refused: 0, kind: 'signedIn', syncedAt: account.sync.syncedAt },
          )
        return ok(put({ ...account, title: title ?? account.title, paused: paused ?? account.paused }))
      },
      'accounts.remove': ({ id, articles }: In<'accounts.remove'>) => {
        const account = this.accounts.find((each) => each.id === id)
        if (account === undefined) return fail({ kind: 'notFound', noun: 'account', id })
        const feeds = [...library.feeds.values()].filter((feed) => feed.accountId === id)
        const folders = [...library.folders.values()].filter((folder) => folder.accountId === id)
        this.accounts = this.accounts.filter((each) => each.id !== id)
        for (const feed of feeds)
          if (articles === 'remove') library.feeds.delete(feed.id)
          else library.feeds.set(feed.id, { ...feed, accountId: null })
        for (const folder of folders)
          if (articles === 'remove') library.folders.delete(folder.id)
          else library.folders.set(folder.id, { ...folder, accountId: null })
        if (articles === 'remove') {
          change({ kind: 'feeds.removed', ids: feeds.map((each) => each.id) }, true)
          change({ kind: 'folders.removed', ids: folders.map((each) => each.id) })
        } else {
          change({ kind: 'feeds.changed', feeds: feeds.map((feed) => ({ ...feed, accountId: null })) }, true)
          change({ kind: 'folders.changed', folders: folders.map((folder) => ({ ...folder, accountId: null })) })
        }
        change({ kind: 'accounts.removed', ids: [id] })
        return ok(
          undoable(() => {
            for (const feed of feeds) library.feeds.set(feed.id, feed)
            for (const folder of folders) library.folders.set(folder.id, folder)
            put(account)
            change({ kind: 'folders.changed', folders })
            change({ kind: 'feeds.changed', feeds }, true)
          }),
        )
      },
      'accounts.sync': async ({ ids }: In<'accounts.sync'>): Promise<Result<Out<'accounts.sync'>>> => {
        const chosen = this.accounts.filter((each) => ids?.includes(each.id) ?? true)
        for (const account of chosen) await sync(account.id)
        return ok({
          accounts: chosen.map(({ id }) => ({ id, newArticles: 12, sent: 4, waiting: 0, problem: null })),
        })
      },
      'accounts.outbox': ({ limit }: In<'accounts.outbox'>) =>
        ok({
          waiting: this.#waiting.slice(0, limit),
          sent: this.#sent.slice(0, limit),
          refused: this.#refused.slice(0, limit),
          totals: { waiting: this.#waiting.length, refused: this.#refused.length },
        }),
      'accounts.settle': ({ seqs, how }: In<'accounts.settle'>) => {
        const chosen = this.#refused.filter((each) => seqs.includes(each.seq))
        this.#refused = this.#refused.filter((each) => !seqs.includes(each.seq))
        if (how === 'again')
          this.#waiting.push(...chosen.map((line) => ({ ...line, problem: null, refusedAt: null, seq: ++this.#seq })))
        moved()
        return ok(null)
      },
    }
  }

  #refuses(form: { address: string; user: string; secret: string }): Result<Account> | null {
    const { address, user, secret } = form
    if (address.includes('offline')) return fail({ kind: 'offline' })
    if (address.includes('closed')) return fail({ kind: 'apiSwitchedOff', url: address })
    if (address.includes('other')) return fail({ kind: 'notThisService', url: address })
    if (address.includes('cert')) return fail({ kind: 'certificateRefused', host: address, code: 'CERT_HAS_EXPIRED' })
    if (address.includes('wrong')) return fail({ kind: 'signInRefused', field: 'address' })
    if (user === 'wrong') return fail({ kind: 'signInRefused', field: 'user' })
    return secret === 'wrong' ? fail({ kind: 'signInRefused', field: 'userOrSecret' }) : null
  }

  #add(id: AccountId, preset: string, title: string | null, address: string, user: string, kind: string): void {
    const info = demoServices.find((each) => each.preset === preset)
    const now = Date.now()
    this.accounts.push({
      id,
      service: info?.service ?? 'miniflux',
      preset,
      title: title ?? info?.title ?? preset,
      address,
      user,
      abilities: info?.abilities ?? everything,
      digits: 16,
      addedAt: now,
      position: id,
      paused: kind === 'paused',
      sync: {
        syncedAt: now - 6 * MINUTE,
        nextAt: now + 9 * MINUTE,
        failures: 0,
        problem: null,
        expired: kind === 'expired',
        cursors: {},
        seen: { feeds: 6, unread: 40, saved: 2 },
        doubts: {},
      },
    })
    const rest = { accountId: id, waiting: 0, refused: 0 }
    const state: AccountState =
      kind === 'expired' || kind === 'offline' || kind === 'paused'
        ? { ...rest, kind }
        : kind === 'troubled'
          ? {
              ...rest,
              kind,
              problem: { kind: 'oddAnswer', host: 'news.example.org', what: 'html' },
              nextAt: now + 25 * MINUTE,
            }
          : kind === 'syncing'
            ? { ...rest, kind, done: 1_200, total: 50_000 }
            : { ...rest, kind: 'signedIn', syncedAt: now - 6 * MINUTE }
    this.#states.set(id, state)
  }

  #stateOf(id: AccountId): AccountState {
    const state = this.#states.get(id)
    if (state === undefined) throw new Error(`no state of account ${id}`)
    const own = (lines: readonly OutboxLine[]): number => lines.filter((each) => each.accountId === id).length
    return { ...state, waiting: own(this.#waiting), refused: own(this.#refused) }
  }

  #waits(id: ArticleId, key: 'read' | 'saved', value: boolean): void {
    const accountId = this.#library.feeds.get(this.#library.feedOf(id))?.accountId ?? null
    if (accountId === null) return
    this.#waiting = this.#waiting.filter(
      ({ change }) => !(change.on === 'article' && change.id === id && change.key === key),
    )
    this.#waiting.push(this.#line(accountId, { on: 'article', id, key, value }))
  }

  #line(accountId: AccountId, change: PendingChange, about?: ArticleId, status?: number): OutboxLine {
    const at = Date.now() - 3 * MINUTE
    return {
      seq: ++this.#seq,
      accountId,
      at,
      change,
      title: this.#library.head(change.on === 'article' ? change.id : (about ?? 1)).title,
      problem: status === undefined ? null : { kind: 'changeRefused', status, detail: 'Unprocessable Entity' },
      refusedAt: status === undefined ? null : at,
      sentAt: null,
    }
  }
}
