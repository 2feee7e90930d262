// The books as they will be once all that has been drafted is done: what a later draft of the same group builds on.
import type { Account, AccountId, ArticleId, Feed, FeedId, Folder, FolderId, Instant } from '../contract/models.ts'
import type { OutboxEntry, PendingChange } from '../contract/models.ts'
import type { Unfollowed } from './catalogue.ts'
import type { Books, PlainDeed, RowTuple } from './deeds.ts'
import { labelKey } from './labels.ts'
import { Layer } from './layer.ts'
import { packed, wishKey, type WishKey } from './outbox.ts'
import type { ArticleRecord } from './record.ts'
import { flag, liveMask } from './register.ts'
import type { RefusedEntry } from './writes.ts'

export class Ahead {
  readonly feeds: Layer<FeedId, Feed>
  readonly unfollowed: Layer<FeedId, Unfollowed>
  readonly folders: Layer<FolderId, Folder>
  readonly accounts: Layer<AccountId, Account>
  readonly waiting: Layer<WishKey, OutboxEntry>
  readonly refused: Layer<number, RefusedEntry>
  /** Rows and records that are new, or written again. */
  readonly articles = new Map<ArticleId, { tuple: RowTuple; record: ArticleRecord | null }>()
  nextArticleId: ArticleId
  readonly #flags = new Map<ArticleId, number>()
  readonly #labelled = new Map<string, boolean>()
  readonly #spellings = new Map<string, string>()
  readonly #unlinked = { feeds: new Set<FeedId>(), articles: new Set<ArticleId>() }
  readonly #books: Books
  #nextSeq: number

  constructor(books: Books) {
    const { catalogue, register } = books
    this.#books = books
    this.feeds = new Layer(catalogue.feeds)
    this.unfollowed = new Layer(catalogue.unfollowed)
    this.folders = new Layer(catalogue.folders)
    this.accounts = new Layer(catalogue.accounts)
    this.waiting = new Layer(catalogue.outbox.entries)
    this.refused = new Layer(catalogue.outbox.refused)
    this.nextArticleId = register.next
    this.#nextSeq = catalogue.outbox.nextSeq
  }

  /** As many numbers for wishes. */
  seqs(count: number): number {
    const first = this.#nextSeq
    this.#nextSeq += count
    return first
  }

  flags(id: ArticleId): number {
    const ahead = this.#flags.get(id)
    if (ahead !== undefined) return ahead
    const now = this.#books.register.flags(id)
    return now === 0 ? (this.articles.get(id)?.tuple[4] ?? 0) : now
  }

  isLive(id: ArticleId): boolean {
    return (this.flags(id) & liveMask) === flag.present
  }

  setFlags(id: ArticleId, flags: number): void {
    this.#flags.set(id, flags)
  }

  feedOf(id: ArticleId): FeedId {
    const { register } = this.#books
    const now = register.page(id)?.state.feed[register.row(id)] ?? 0
    return now === 0 ? (this.articles.get(id)?.tuple[1] ?? 0) : now
  }

  account(id: AccountId | null | undefined): Account | null {
    return id === null || id === undefined ? null : (this.accounts.get(id) ?? null)
  }

  /** Of what the reader follows there. */
  accountOf(id: ArticleId): Account | null {
    return this.account(this.feeds.get(this.feedOf(id))?.accountId)
  }

  isLabelled(id: ArticleId, label: string): boolean {
    return this.#labelled.get(`${id} ${labelKey(label)}`) ?? this.#books.catalogue.labels.has(id, label)
  }

  setLabelled(id: ArticleId, label: string, value: boolean): void {
    this.#labelled.set(`${id} ${labelKey(label)}`, value)
    if (!this.#spellings.has(labelKey(label))) this.#spellings.set(labelKey(label), label)
  }

  dropLabels(id: ArticleId): void {
    const labels = [...this.#spellings.values(), ...this.#books.catalogue.labels.of(id)]
    for (const label of labels) if (this.isLabelled(id, label)) this.setLabelled(id, label, false)
  }

  spelling(label: string): string {
    return this.#spellings.get(labelKey(label)) ?? this.#books.catalogue.labels.spelling(label)
  }

  unlink(feeds: readonly FeedId[], articles: readonly ArticleId[]): void {
    for (const id of feeds) this.#unlinked.feeds.add(id)
    for (const id of articles) this.#unlinked.articles.add(id)
    const wanted = { feeds: new Set(feeds), articles: new Set(articles) }
    for (const [id, { tuple, record }] of this.articles) {
      if (!wanted.articles.has(id) && !wanted.feeds.has(tuple[1])) continue
      const row = [...tuple] as RowTuple
      row[8] = unlinked(tuple[8])
      this.articles.set(id, { tuple: row, record: record && { ...record, keys: row[8] } })
    }
  }

  isUnlinked(id: ArticleId): boolean {
    return this.#unlinked.articles.has(id) || this.#unlinked.feeds.has(this.feedOf(id))
  }
}

export const unlinked = (keys: RowTuple[8]): RowTuple[8] => keys.slice(0, 8) as RowTuple[8]

/** Something is to be told: with a new number, in place of an older wish for the same. */
export function wish(
  ahead: Ahead,
  deeds: PlainDeed[],
  at: Instant,
  account: AccountId,
  changes: PendingChange[],
): void {
  if (changes.length === 0) return
  let seq = ahead.seqs(changes.length)
  const entries = changes.map((change): OutboxEntry => ({ seq: seq++, accountId: account, at, change }))
  for (const entry of entries) ahead.waiting.set(wishKey(account, entry.change), entry)
  deeds.push(['wait', packed(entries)])
}

/** These are no longer to be told. */
export function unwish(ahead: Ahead, deeds: PlainDeed[], keys: Iterable<WishKey>): void {
  const gone: [WishKey, number][] = []
  for (const key of keys) {
    const entry = ahead.waiting.get(key)
    if (!entry) continue
    ahead.waiting.delete(key)
    gone.push([key, entry.seq])
  }
  if (gone.length > 0) deeds.push(['sent', gone])
}
