// Drafts of what is followed and where it lies: the records, and what the reader's changes to them mean for the service.
import type { Account, Feed, FeedId, Folder, Instant, PendingChange } from '../contract/models.ts'
import { unwish, wish, type Ahead } from './ahead.ts'
import type { PlainDeed } from './deeds.ts'
import { draftTell } from './draft-marks.ts'
import { articleWishes } from './draft-outbox.ts'
import { wishKey, type WishKey } from './outbox.ts'
import { flag } from './register.ts'
import type { Write } from './writes.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>
type FeedKey = 'follow' | 'title' | 'folder'

export class StructureDraft {
  readonly #ahead: Ahead
  readonly #now: Instant
  readonly #deeds: PlainDeed[]
  /** What is to be told follows the record it is about. */
  readonly #wishes: { account: Account; change: PendingChange }[] = []
  readonly #retell: FeedId[] = []
  readonly #idsOf: (feedId: FeedId) => readonly number[]

  constructor(ahead: Ahead, now: Instant, deeds: PlainDeed[], idsOf: (feedId: FeedId) => readonly number[]) {
    this.#ahead = ahead
    this.#now = now
    this.#deeds = deeds
    this.#idsOf = idsOf
  }

  putFeeds({ feeds, service = false }: Of<'feeds.put'>): void {
    const put: Feed[] = []
    for (const feed of feeds) {
      const next = service ? this.#fromService(feed) : this.#fromReader(feed)
      if (!next) continue
      this.#ahead.feeds.set(next.id, next)
      this.#ahead.unfollowed.delete(next.id)
      put.push(next)
    }
    if (put.length > 0) this.#deeds.push(['feeds', put])
    this.#flush()
  }

  #fromReader(feed: Feed): Feed {
    const was = this.#ahead.feeds.get(feed.id)
    const account = this.#ahead.account(feed.accountId)
    const before = was ?? this.#ahead.unfollowed.get(feed.id)?.feed
    const moved = was !== undefined && (was.accountId ?? null) !== (feed.accountId ?? null)
    if (moved) this.#leave(was, account)
    if (!account) return feed
    if (was && !moved) {
      if (was.ownTitle !== feed.ownTitle) this.#wishForFeed(account, feed.id, 'title')
      if (was.folderId !== feed.folderId) this.#wishForFeed(account, feed.id, 'folder')
      return feed
    }
    return before && !was && before.accountId === account.id
      ? this.#comeBack(feed, account)
      : this.#join(feed, account, was)
  }

  /** It is another account's from now on, or nobody's. */
  #leave(was: Feed, to: Account | null): void {
    const { accountId, remoteId } = was
    const from = this.#ahead.account(accountId)
    if (!from) return
    unwish(this.#ahead, this.#deeds, [...feedWishes(from, was.id), ...articleWishes(this.#ahead, was.id)])
    // Set free it stays followed there: so does everything when an account is taken from here.
    if (to && remoteId != null) this.#wish(from, goneFeed(remoteId, was))
  }

  #join(feed: Feed, account: Account, was: Feed | undefined): Feed {
    const { remoteId } = feed
    if (remoteId != null && remoteId !== was?.remoteId) return feed
    if (remoteId != null && this.#ahead.account(was?.accountId) === null) return feed
    this.#follow(account, feed)
    if (was) this.#unlink(feed.id)
    return { ...feed, remoteId: null }
  }

  /** As if nothing had been, when nothing has been told yet. */
  #comeBack(feed: Feed, account: Account): Feed {
    const { id, remoteId } = feed
    if (remoteId == null) {
      this.#follow(account, feed)
      this.#retell.push(id)
      return feed
    }
    const gone = wishKey(account.id, goneFeed(remoteId, feed))
    if (this.#ahead.waiting.has(gone)) {
      unwish(this.#ahead, this.#deeds, [gone])
      this.#wishForFeed(account, id, 'title')
      this.#wishForFeed(account, id, 'folder')
      return feed
    }
    this.#follow(account, feed)
    this.#unlink(id)
    return { ...feed, remoteId: null }
  }

  #fromService(feed: Feed): Feed | null {
    const { id, accountId } = feed
    const account = this.#ahead.account(accountId)
    if (!account) return accountId == null ? feed : null
    const was = this.#ahead.feeds.get(id)
    if (!was) return this.#isLetGo(account, feed) ? null : feed
    // Let go under another number, and followed again before anybody knew.
    if (feed.remoteId != null) unwish(this.#ahead, this.#deeds, [wishKey(account.id, goneFeed(feed.remoteId, feed))])
    const waits = (key: FeedKey): boolean => this.#ahead.waiting.has(wishKey(account.id, { on: 'feed', id, key }))
    const { title, ownTitle, folderId, position } = was
    return {
      ...feed,
      ...(waits('title') || waits('follow') ? { title, ownTitle } : {}),
      ...(waits('folder') || waits('follow') ? { folderId, position } : {}),
    }
  }

  removeFeeds({ ids, service = false }: Of<'feeds.remove'>): void {
    const going: FeedId[] = []
    for (const id of ids) {
      const feed = this.#ahead.feeds.get(id)
      if (!feed) continue
      const account = this.#ahead.account(feed.accountId)
      if (account) {
        if (service && this.#ahead.waiting.has(wishKey(account.id, { on: 'feed', id, key: 'follow' }))) continue
        unwish(this.#ahead, this.#deeds, feedWishes(account, id))
        // Marks wait as long as the feed may come back as if nothing had been.
        if (service || feed.remoteId == null) unwish(this.#ahead, this.#deeds, articleWishes(this.#ahead, id))
        else this.#wish(account, goneFeed(feed.remoteId, feed))
      }
      going.push(id)
      this.#ahead.feeds.delete(id)
      this.#ahead.unfollowed.set(id, { feed, at: this.#now })
    }
    if (going.length > 0) this.#deeds.push(['unfollow', going, this.#now])
    this.#flush()
  }

  restoreFeeds({ ids, service = false }: Of<'feeds.restore'>): void {
    const back: Feed[] = []
    for (const id of ids) {
      const feed = this.#ahead.unfollowed.get(id)?.feed
      if (!feed) continue
      const next = this.#restored(feed, service)
      if (!next) continue
      this.#ahead.unfollowed.delete(id)
      this.#ahead.feeds.set(id, next)
      back.push(next)
    }
    if (back.length > 0) this.#deeds.push(['feeds', back])
    this.#flush()
  }

  #restored(feed: Feed, service: boolean): Feed | null {
    const account = this.#ahead.account(feed.accountId)
    if (!account) return feed.accountId == null ? feed : { ...feed, accountId: null, remoteId: null }
    if (!service) return this.#comeBack(feed, account)
    return this.#isLetGo(account, feed) ? null : feed
  }

  /** The reader has, and the service does not know it yet. */
  #isLetGo({ id }: Account, feed: Feed): boolean {
    return feed.remoteId != null && this.#ahead.waiting.has(wishKey(id, goneFeed(feed.remoteId, feed)))
  }

  putFolders({ folders, service = false }: Of<'folders.put'>): void {
    const put: Folder[] = []
    for (const folder of folders) {
      const next = service ? this.#folderFromService(folder) : this.#folderFromReader(folder)
      if (!next) continue
      this.#ahead.folders.set(next.id, next)
      put.push(next)
    }
    if (put.length > 0) this.#deeds.push(['folders', put])
    this.#flush()
  }

  #folderFromReader(folder: Folder): Folder {
    const { id, remoteId } = folder
    const was = this.#ahead.folders.get(id)
    const moved = was !== undefined && (was.accountId ?? null) !== (folder.accountId ?? null)
    const from = moved ? this.#ahead.account(was.accountId) : null
    const account = this.#ahead.account(folder.accountId)
    if (from) {
      unwish(this.#ahead, this.#deeds, folderWishes(from, id))
      if (account && was?.remoteId != null) this.#wish(from, goneFolder(was.remoteId, was))
    }
    if (!account) return folder
    if (was && !moved) {
      if (was.title !== folder.title && account.abilities.renameFolder)
        this.#wish(account, { on: 'folder', id, key: 'title' })
      return folder
    }
    const gone = remoteId == null ? null : wishKey(account.id, goneFolder(remoteId, folder))
    if (gone !== null && this.#ahead.waiting.has(gone)) {
      unwish(this.#ahead, this.#deeds, [gone])
      if (account.abilities.renameFolder) this.#wish(account, { on: 'folder', id, key: 'title' })
      return folder
    }
    if (moved && !from && remoteId != null) return folder
    this.#wish(account, { on: 'folder', id, key: 'add' })
    return { ...folder, remoteId: null }
  }

  #folderFromService(folder: Folder): Folder | null {
    const { id, accountId, remoteId } = folder
    const account = this.#ahead.account(accountId)
    if (!account) return accountId == null ? folder : null
    const was = this.#ahead.folders.get(id)
    if (!was)
      return remoteId != null && this.#ahead.waiting.has(wishKey(account.id, goneFolder(remoteId, folder)))
        ? null
        : folder
    const waits = folderWishes(account, id).some((key) => this.#ahead.waiting.has(key))
    return waits ? { ...folder, title: was.title } : folder
  }

  removeFolders({ ids, service = false }: Of<'folders.remove'>): void {
    const going = ids.filter((id) => {
      const folder = this.#ahead.folders.get(id)
      if (!folder) return false
      const account = this.#ahead.account(folder.accountId)
      if (account) {
        if (service && this.#ahead.waiting.has(wishKey(account.id, { on: 'folder', id, key: 'add' }))) return false
        unwish(this.#ahead, this.#deeds, folderWishes(account, id))
        if (!service && folder.remoteId != null) this.#wish(account, goneFolder(folder.remoteId, folder))
      }
      this.#ahead.folders.delete(id)
      return true
    })
    if (going.length > 0) this.#deeds.push(['unfold', going])
    this.#flush()
  }

  #unlink(feedId: FeedId): void {
    this.#deeds.push(['unlink', [feedId], []])
    this.#ahead.unlink([feedId], [])
  }

  #wishForFeed(account: Account, id: FeedId, key: FeedKey): void {
    const { renameFeed, moveFeed } = account.abilities
    if ((key === 'title' && !renameFeed) || (key === 'folder' && !moveFeed)) return
    this.#wish(account, { on: 'feed', id, key })
  }

  /** The same address may have been let go under another number: telling that now would take it from whom follows it. */
  #follow(account: Account, { id, url }: Feed): void {
    for (const { feed } of this.#ahead.unfollowed.values())
      if (feed.id !== id && feed.accountId === account.id && feed.url === url && feed.remoteId != null)
        unwish(this.#ahead, this.#deeds, [wishKey(account.id, goneFeed(feed.remoteId, feed))])
    this.#wish(account, { on: 'feed', id, key: 'follow' })
  }

  #wish(account: Account, change: PendingChange): void {
    this.#wishes.push({ account, change })
  }

  #flush(): void {
    for (const { account, change } of this.#wishes.splice(0))
      wish(this.#ahead, this.#deeds, this.#now, account.id, [change])
    for (const feedId of this.#retell.splice(0)) this.#retellFeed(feedId)
  }

  /** What has been marked in a feed that the service has never known. */
  #retellFeed(feedId: FeedId): void {
    for (const key of ['read', 'saved'] as const) {
      const ids = this.#idsOf(feedId).filter((id) => (this.#ahead.flags(id) & flag[key]) !== 0)
      draftTell(this.#ahead, { kind: 'articles.tell', ids, keys: [key] }, this.#now, this.#deeds)
    }
  }
}

const feedWishes = (account: Account, id: FeedId): WishKey[] =>
  (['follow', 'title', 'folder'] as const).map((key) => wishKey(account.id, { on: 'feed', id, key }))
const folderWishes = (account: Account, id: number): WishKey[] =>
  (['add', 'title'] as const).map((key) => wishKey(account.id, { on: 'folder', id, key }))

const goneFeed = (remoteId: string, { title, ownTitle }: Feed): PendingChange => ({
  on: 'gone',
  key: 'feed',
  remoteId,
  title: ownTitle ?? title,
})
const goneFolder = (remoteId: string, { title }: Folder): PendingChange => ({
  on: 'gone',
  key: 'folder',
  remoteId,
  title,
})
