// An account that is another user's from now on, or lies at another server: the same ids mean other feeds and articles there, so all are found anew.
import type { Account, PendingChange } from '../contract/models.ts'
import type { Library, Write } from '../library/writes.ts'
import type { Structure } from '../sync/service.ts'
import { isSameAddress } from '../sync/same-address.ts'

/** What is followed here is followed there, too, and what was read or saved is told of what is found again. */
export function estranged(library: Library, account: Account): Write[] {
  const { id: accountId, abilities } = account
  const feeds = library.feeds().filter((feed) => feed.accountId === accountId)
  const folders = library.folders().filter((folder) => folder.accountId === accountId)
  const untold = library.outbox(accountId).filter(({ change }) => change.on === 'article' || change.on === 'gone')
  const refused = library.refused(accountId).filter(({ change }) => change.on === 'gone')
  const follows = feeds.map(({ id }): PendingChange => ({ on: 'feed', key: 'follow', id }))
  return [
    { kind: 'accounts.put', accounts: [account] },
    { kind: 'outbox.sent', accountId, entries: untold.map(({ seq, change }) => ({ seq, change })) },
    { kind: 'outbox.settle', seqs: refused.map(({ seq }) => seq), how: 'forget' },
    { kind: 'feeds.unlink', ids: feeds.map(({ id }) => id) },
    { kind: 'folders.put', folders: folders.map((folder) => ({ ...folder, remoteId: null })), service: true },
    { kind: 'feeds.put', feeds: feeds.map((feed) => ({ ...feed, remoteId: null })), service: true },
    ...(abilities.follow ? [{ kind: 'outbox.add' as const, accountId, changes: follows }] : []),
  ]
}

/** Whether ids mean there what they mean here: those of most feeds lead to the same addresses. */
export function knowsItsFeeds(library: Library, { id }: Account, { feeds }: Structure): boolean {
  const there = new Map(feeds.map(({ remoteId, url }) => [remoteId, url]))
  let [same, other] = [0, 0]
  for (const { accountId, remoteId, url } of library.feeds()) {
    const address = accountId === id && remoteId != null ? there.get(remoteId) : undefined
    if (address === undefined) continue
    if (isSameAddress(address, url)) same++
    else other++
  }
  return other <= same
}
