// The model's accounts: what becomes pending, and what a service may not change, said as plainly as it can be.
import type {
  Account,
  AccountId,
  ArticleId,
  Feed,
  FeedId,
  Folder,
  OutboxEntry,
  PendingChange,
} from '../../contract/models.ts'
import type { RefusedEntry, Write } from '../writes.ts'
import type { Model } from './model.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>

const same = (a: OutboxEntry, accountId: AccountId, b: PendingChange): boolean => {
  const { change } = a
  if (change.on === 'gone' || b.on === 'gone') {
    if (change.on !== 'gone' || b.on !== 'gone') return false
    return a.accountId === accountId && change.key === b.key && change.remoteId === b.remoteId
  }
  if (change.on !== b.on || change.id !== b.id || change.key !== b.key) return false
  if (change.key !== 'label' || b.key !== 'label') return true
  return change.label.toLowerCase() === b.label.toLowerCase()
}

export class ModelWishes {
  entries: OutboxEntry[] = []
  refused: RefusedEntry[] = []
  next = 1

  copy(): ModelWishes {
    return Object.assign(new ModelWishes(), structuredClone({ ...this }))
  }

  has(change: PendingChange, accountId = 0): boolean {
    return this.entries.some((entry) => same(entry, accountId, change))
  }

  add(accountId: AccountId, at: number, change: PendingChange): void {
    this.drop(accountId, change)
    this.entries.push({ seq: this.next++, accountId, at, change })
  }

  drop(accountId: AccountId, change: PendingChange): void {
    this.entries = this.entries.filter((entry) => !same(entry, accountId, change))
  }

  forgetAccount(id: AccountId): void {
    this.entries = this.entries.filter(({ accountId }) => accountId !== id)
    this.refused = this.refused.filter(({ accountId }) => accountId !== id)
  }
}

export function articleWish(id: ArticleId, key: string, value = true): PendingChange {
  if (key === 'read' || key === 'saved') return { on: 'article', id, key, value }
  return { on: 'article', id, key: 'label', label: key, value }
}

const accountOf = (model: Model, accountId: AccountId | null | undefined): Account | undefined =>
  accountId == null ? undefined : model.accounts.get(accountId)

type Owned = { accountId?: AccountId | null }
const isSameAccount = (a: Owned, b: Owned): boolean => (a.accountId ?? null) === (b.accountId ?? null)

function accountFor(model: Model, id: ArticleId, key: string): Account | undefined {
  const found = model.articles.get(id)
  const account = found && accountOf(model, model.feeds.get(found.head.feedId)?.accountId)
  if (!account || key === 'read') return account
  return (key === 'saved' ? account.abilities.save : account.abilities.labels) ? account : undefined
}

/** Account by account. */
export function tellMarks(model: Model, ids: ArticleId[], key: string, value: boolean, at: number): void {
  const of = ids.map((id) => ({ id, account: accountFor(model, id, key) }))
  for (const account of new Set(of.map((one) => one.account)))
    for (const { id } of of.filter((one) => one.account === account))
      if (account) model.wishes.add(account.id, at, articleWish(id, key, value))
}

/** Answers with whether anything is other than before. */
export function labelInModel(model: Model, id: ArticleId, said: string, value: boolean): boolean {
  const found = model.live(id)
  const tidy = said.replace(/\s+/g, ' ').trim()
  if (!found) return false
  const label = spelling(model, tidy)
  const { labels = [] } = found.head
  if (labels.includes(label) === value) return false
  const next = value ? [...labels, label].sort((a, b) => a.localeCompare(b)) : labels.filter((one) => one !== label)
  if (next.length > 0) found.head.labels = next
  else delete found.head.labels
  return true
}

const spelling = (model: Model, label: string): string =>
  [...model.articles.values()]
    .flatMap(({ head }) => head.labels ?? [])
    .find((one) => one.toLowerCase() === label.toLowerCase()) ?? label

export function tellInModel(
  model: Model,
  write: Of<'articles.label' | 'articles.tell' | 'outbox.add' | 'outbox.sent' | 'outbox.refused' | 'outbox.settle'>,
  now: number,
): void {
  const { wishes } = model
  switch (write.kind) {
    case 'articles.label': {
      const label = spelling(model, write.label.replace(/\s+/g, ' ').trim())
      const changed = write.ids.filter((id) => {
        return !(write.service && wishes.has(articleWish(id, label))) && labelInModel(model, id, label, write.value)
      })
      if (!write.service) tellMarks(model, changed, label, write.value, now)
      return
    }
    case 'articles.tell':
      for (const key of write.keys)
        for (const value of [true, false]) {
          const ids = [...new Set(write.ids)].filter((id) => model.articles.get(id)?.head[key] === value)
          tellMarks(model, ids, key, value, now)
        }
      return
    case 'outbox.add':
      if (model.accounts.has(write.accountId))
        for (const change of write.changes) wishes.add(write.accountId, now, change)
      return
    case 'outbox.sent':
      for (const { seq, change } of write.entries) {
        const entry = wishes.entries.find((one) => one.seq === seq && same(one, write.accountId, change))
        if (!entry) continue
        wishes.entries = wishes.entries.filter((one) => one !== entry)
        if (change.on !== 'gone' || change.key !== 'feed') continue
        for (const feed of model.unfollowed.values())
          if (feed.accountId === write.accountId && feed.remoteId === change.remoteId) forgetArticles(model, feed.id)
      }
      return
    case 'outbox.refused':
      for (const { seq, change, problem } of write.entries) {
        const entry = wishes.entries.find((one) => one.seq === seq && same(one, write.accountId, change))
        if (!entry) continue
        wishes.entries = wishes.entries.filter((one) => one !== entry)
        wishes.refused = [...wishes.refused, { ...entry, problem, refusedAt: now }].sort((a, b) => a.seq - b.seq)
      }
      return
    case 'outbox.settle': {
      const settled = write.seqs.flatMap((seq) => wishes.refused.filter((one) => one.seq === seq))
      wishes.refused = wishes.refused.filter(({ seq }) => !write.seqs.includes(seq))
      if (write.how === 'again') for (const entry of settled) again(model, entry, now)
    }
  }
}

function again(model: Model, { accountId, change }: RefusedEntry, now: number): void {
  if (!model.accounts.has(accountId) || model.wishes.has(change, accountId)) return
  if (change.on === 'article') {
    const ids = [change.id]
    if (change.key === 'label')
      model.apply([{ kind: 'articles.label', ids, label: change.label, value: change.value }], now)
    else model.apply([{ kind: 'articles.mark', ids, [change.key]: change.value }], now)
  }
  if (!model.wishes.has(change, accountId)) model.wishes.add(accountId, now, change)
}

function forgetArticles(model: Model, feedId: FeedId): void {
  model.wishes.entries = model.wishes.entries.filter(
    ({ change }) => change.on !== 'article' || model.articles.get(change.id)?.head.feedId !== feedId,
  )
}

const goneFeed = ({ remoteId, ownTitle, title }: Feed): PendingChange => ({
  on: 'gone',
  key: 'feed',
  remoteId: remoteId ?? '',
  title: ownTitle ?? title,
})
const goneFolder = ({ remoteId, title }: Folder): PendingChange => ({
  on: 'gone',
  key: 'folder',
  remoteId: remoteId ?? '',
  title,
})

export function followInModel(
  model: Model,
  write: Of<'feeds.put' | 'feeds.remove' | 'feeds.restore' | 'folders.put' | 'folders.remove'>,
  now: number,
): void {
  switch (write.kind) {
    case 'feeds.put':
      for (const feed of write.feeds) putFeed(model, feed, write.service ?? false, now)
      retell(model, now)
      return
    case 'feeds.remove':
      for (const id of write.ids) removeFeed(model, id, write.service ?? false, now)
      return
    case 'feeds.restore':
      for (const id of write.ids) restoreFeed(model, id, write.service ?? false, now)
      retell(model, now)
      return
    case 'folders.put':
      for (const folder of write.folders) putFolder(model, folder, write.service ?? false, now)
      return
    case 'folders.remove':
      for (const id of write.ids) removeFolder(model, id, write.service ?? false, now)
  }
}

function wishForFeed(
  model: Model,
  account: Account,
  id: FeedId,
  key: 'follow' | 'title' | 'folder',
  now: number,
): void {
  if (key === 'folder' && !account.abilities.moveFeed) return
  model.wishes.add(account.id, now, { on: 'feed', id, key })
}

const feedWaits = ({ wishes }: Model, id: FeedId, key: 'follow' | 'title' | 'folder'): boolean =>
  wishes.has({ on: 'feed', id, key })

function forgetFeed({ wishes }: Model, id: FeedId): void {
  wishes.entries = wishes.entries.filter(({ change }) => change.on !== 'feed' || change.id !== id)
}

function putFeed(model: Model, feed: Feed, service: boolean, now: number): void {
  const { id } = feed
  const was = model.feeds.get(id)
  const account = accountOf(model, feed.accountId)
  let next = feed
  if (service && feed.accountId != null) {
    if (!account) return
    if (!was && feed.remoteId != null && model.wishes.has(goneFeed(feed), account.id)) return
    const follows = feedWaits(model, id, 'follow')
    if (was && (follows || feedWaits(model, id, 'title'))) next = { ...next, title: was.title, ownTitle: was.ownTitle }
    if (was && (follows || feedWaits(model, id, 'folder')))
      next = { ...next, folderId: was.folderId, position: was.position }
  }
  if (service && account && was && feed.remoteId != null) model.wishes.drop(account.id, goneFeed(feed))
  const before = was ?? model.unfollowed.get(id)
  model.feeds.set(id, next)
  model.unfollowed.delete(id)
  if (service) return
  const left = was && !isSameAccount(was, feed) ? accountOf(model, was.accountId) : undefined
  if (was && left) {
    forgetFeed(model, id)
    forgetArticles(model, id)
    if (account && was.remoteId != null) model.wishes.add(left.id, now, goneFeed(was))
  }
  if (!account) return
  if (was && isSameAccount(was, feed)) {
    if (was.ownTitle !== feed.ownTitle) wishForFeed(model, account, id, 'title', now)
    if (was.folderId !== feed.folderId) wishForFeed(model, account, id, 'folder', now)
  } else if (!was && before?.accountId === account.id) comeBack(model, next, account, now)
  // A remote id that it did not have in another account is right for this one.
  else if (feed.remoteId == null || (left && was?.remoteId === feed.remoteId)) {
    model.feeds.set(id, { ...next, remoteId: null })
    wishForFeed(model, account, id, 'follow', now)
    if (before) for (const one of model.articles.values()) if (one.head.feedId === id) one.remote = null
  }
}

function comeBack(model: Model, feed: Feed, account: Account, now: number): void {
  const { id, remoteId } = feed
  if (remoteId != null && model.wishes.has(goneFeed(feed), account.id)) {
    model.wishes.drop(account.id, goneFeed(feed))
    wishForFeed(model, account, id, 'title', now)
    wishForFeed(model, account, id, 'folder', now)
    return
  }
  wishForFeed(model, account, id, 'follow', now)
  if (remoteId == null) model.unknown.push(id)
  model.feeds.set(id, { ...feed, remoteId: null })
  for (const one of model.articles.values()) if (one.head.feedId === id) one.remote = null
}

/** All that has been marked in feeds that the service has never known. */
function retell(model: Model, now: number): void {
  for (const id of model.unknown.splice(0))
    for (const key of ['read', 'saved'] as const) {
      const own = [...model.articles.values()].filter(({ head }) => head.feedId === id && head[key])
      const ids = own.map(({ head }) => head.id)
      tellMarks(model, ids, key, true, now)
    }
}

function removeFeed(model: Model, id: FeedId, service: boolean, now: number): void {
  const feed = model.feeds.get(id)
  if (!feed) return
  const account = accountOf(model, feed.accountId)
  if (account) {
    if (service && feedWaits(model, id, 'follow')) return
    forgetFeed(model, id)
    if (service || feed.remoteId == null) forgetArticles(model, id)
    else model.wishes.add(account.id, now, goneFeed(feed))
  }
  model.feeds.delete(id)
  model.unfollowed.set(id, feed)
}

function restoreFeed(model: Model, id: FeedId, service: boolean, now: number): void {
  const feed = model.unfollowed.get(id)
  if (!feed) return
  const account = accountOf(model, feed.accountId)
  if (account && service && feed.remoteId != null && model.wishes.has(goneFeed(feed), account.id)) return
  model.unfollowed.delete(id)
  model.feeds.set(id, account || feed.accountId == null ? feed : { ...feed, accountId: null, remoteId: null })
  if (account && !service) comeBack(model, feed, account, now)
}

const folderWaits = ({ wishes }: Model, id: number, key: 'add' | 'title'): boolean =>
  wishes.has({ on: 'folder', id, key })

function forgetFolder({ wishes }: Model, id: number): void {
  wishes.entries = wishes.entries.filter(({ change }) => change.on !== 'folder' || change.id !== id)
}

function putFolder(model: Model, folder: Folder, service: boolean, now: number): void {
  const { id } = folder
  const was = model.folders.get(id)
  const account = accountOf(model, folder.accountId)
  if (service && folder.accountId != null) {
    if (!account) return
    if (!was && folder.remoteId != null && model.wishes.has(goneFolder(folder), account.id)) return
    const waits = folderWaits(model, id, 'add') || folderWaits(model, id, 'title')
    model.folders.set(id, was && waits ? { ...folder, title: was.title } : folder)
    return
  }
  model.folders.set(id, folder)
  if (service) return
  const left = was && !isSameAccount(was, folder) ? accountOf(model, was.accountId) : undefined
  if (was && left) {
    forgetFolder(model, id)
    if (account && was.remoteId != null) model.wishes.add(left.id, now, goneFolder(was))
  }
  if (!account) return
  if (was && isSameAccount(was, folder)) {
    if (was.title !== folder.title) model.wishes.add(account.id, now, { on: 'folder', id, key: 'title' })
  } else if (folder.remoteId != null && model.wishes.has(goneFolder(folder), account.id)) {
    model.wishes.drop(account.id, goneFolder(folder))
    model.wishes.add(account.id, now, { on: 'folder', id, key: 'title' })
  } else if (!(was && !left && folder.remoteId != null)) {
    model.folders.set(id, { ...folder, remoteId: null })
    model.wishes.add(account.id, now, { on: 'folder', id, key: 'add' })
  }
}

function removeFolder(model: Model, id: number, service: boolean, now: number): void {
  const folder = model.folders.get(id)
  if (!folder) return
  const account = accountOf(model, folder.accountId)
  if (account) {
    if (service && folderWaits(model, id, 'add')) return
    forgetFolder(model, id)
    if (!service && folder.remoteId != null) model.wishes.add(account.id, now, goneFolder(folder))
  }
  model.folders.delete(id)
}
