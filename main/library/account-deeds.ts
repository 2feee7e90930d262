// Deeds about accounts, labels and what is to be told to services. They say what was decided when they were drafted
// (which articles, under which numbers), so that doing them again decides nothing anew.
import type { Account, AccountId, ArticleId, FeedId, Instant } from '../contract/models.ts'
import type { ChangeKind } from '../contract/changes.ts'
import { assertNever, type Problem } from '../contract/problems.ts'
import type { Books, PlainDeed } from './deeds.ts'
import { marked, unpacked, type Outbox, type Packed, type WishKey } from './outbox.ts'

/** These articles' new marks wait to be told, under numbers that begin with `seq`. */
export type Telling = [accountId: AccountId, at: Instant, seq: number]

export type AccountDeed =
  | ['accounts', Account[]]
  | ['unaccount', AccountId[]]
  | ['label', ids: ArticleId[], label: string, value: 0 | 1, telling?: Telling]
  /** Known to their service no more. */
  | ['unlink', FeedId[], ArticleId[]]
  | ['wait', Packed[]]
  /** Sent, or no longer wanted. */
  | ['sent', [WishKey, seq: number][]]
  | ['refuse', at: Instant, [WishKey, seq: number, Problem][]]
  /** Refused ones that were settled. */
  | ['settle', seqs: number[]]

export function performForAccounts(books: Books, deed: AccountDeed): ChangeKind[] {
  const { catalogue, register } = books
  const { accounts, labels, outbox } = catalogue
  switch (deed[0]) {
    case 'accounts':
      for (const account of deed[1]) {
        accounts.set(account.id, account)
        catalogue.nextAccountId = Math.max(catalogue.nextAccountId, account.id + 1)
      }
      return [{ kind: 'accounts.changed', accounts: deed[1] }]
    case 'unaccount':
      for (const id of deed[1]) outbox.dropAccount(id)
      return [{ kind: 'accounts.removed', ids: deed[1].filter((id) => accounts.delete(id)) }]
    case 'label': {
      const [, ids, label, value, telling] = deed
      if (telling) tell(outbox, ids, `label:${label}`, value === 1, telling)
      return [{ kind: 'articles.labelled', ids: labels.set(ids, label, value === 1), label, value: value === 1 }]
    }
    case 'unlink':
      for (const feedId of deed[1]) for (const id of register.ofFeed(feedId)) register.unlink(id)
      for (const id of deed[2]) register.unlink(id)
      return []
    case 'wait':
      for (const entry of unpacked(deed[1])) outbox.put(entry)
      return []
    case 'sent':
      for (const [key, seq] of deed[1]) outbox.drop(key, seq)
      return []
    case 'refuse':
      for (const [key, seq, problem] of deed[2]) {
        const entry = outbox.entries.get(key)
        if (entry?.seq !== seq) continue
        outbox.drop(key, seq)
        outbox.refuse({ ...entry, problem, refusedAt: deed[1] })
      }
      return []
    case 'settle':
      for (const seq of deed[1]) outbox.refused.delete(seq)
      return []
    default:
      return assertNever(deed)
  }
}

/** Marks that are to be told, in the order of their ids in the deed. */
export function tell(outbox: Outbox, ids: readonly ArticleId[], key: string, value: boolean, telling: Telling): void {
  const [accountId, at, first] = telling
  for (const [index, id] of ids.entries())
    outbox.put({ seq: first + index, accountId, at, change: marked(id, key, value) })
}

/** Nothing of this feed is to be told or labelled any more. The feed column outlives the articles. */
export function letGoOfFeed({ catalogue, register }: Books, feedId: FeedId): void {
  const isOfFeed = (id: ArticleId): boolean => register.page(id)?.state.feed[register.row(id)] === feedId
  for (const id of [...catalogue.labels.articles()]) if (isOfFeed(id)) catalogue.labels.drop(id)
  catalogue.outbox.dropWhere(
    ({ change }) => (change.on === 'article' && isOfFeed(change.id)) || (change.on === 'feed' && change.id === feedId),
  )
}

/** What the services are still to be told, to be set once more over an older state. */
export function pendingMarks(outbox: Outbox): PlainDeed[] {
  const ids = new Map<string, ArticleId[]>()
  for (const { change } of outbox.of()) {
    if (change.on !== 'article') continue
    const key = change.key === 'label' ? `label:${change.label}` : change.key
    const of = ids.get(`${change.value ? 1 : 0}${key}`)
    if (of) of.push(change.id)
    else ids.set(`${change.value ? 1 : 0}${key}`, [change.id])
  }
  return [...ids].map(([text, of]): PlainDeed => {
    const value = text.startsWith('1') ? 1 : 0
    const key = text.slice(1)
    if (key === 'read') return ['mark', of, value, null]
    return key === 'saved' ? ['mark', of, null, value] : ['label', of, key.slice(6), value]
  })
}
