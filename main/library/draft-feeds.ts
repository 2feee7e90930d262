// Drafts of what is followed, and of what its services are to be told.
import type { Account, Feed, FeedId, Instant, PendingChange } from '../contract/models.ts'
import type { Ahead } from './ahead.ts'
import type { PlainDeed } from './deeds.ts'
import { draftTell } from './draft-marks.ts'
import { WishDraft } from './draft-wishes.ts'
import { flag, type Register } from './register.ts'
import type { Write } from './writes.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>

export class FeedDraft {
  readonly #ahead: Ahead
  readonly #now: Instant
  readonly #deeds: PlainDeed[]
  readonly #register: Register
  readonly #wishes: WishDraft
  /** Feeds that come back and that their service has never known. */
  readonly #unknown: FeedId[] = []

  constructor(ahead: Ahead, now: Instant, deeds: PlainDeed[], register: Register) {
    this.#ahead = ahead
    this.#now = now
    this.#deeds = deeds
    this.#register = register
    this.#wishes = new WishDraft(ahead, now, deeds)
  }

  put({ feeds, service = false }: Of<'feeds.put'>): void {
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
    const { id, accountId } = feed
    const was = this.#ahead.feeds.get(id)
    const account = this.#ahead.account(accountId)
    const moved = was !== undefined && (was.accountId ?? null) !== (accountId ?? null)
    if (moved) this.#leave(was, account)
    if (!account) return feed
    if (!was && this.#ahead.unfollowed.get(id)?.feed.accountId === account.id) return this.#comeBack(feed, account)
    if (!was || moved) return this.#join(feed, account, was)
    if (was.ownTitle !== feed.ownTitle) this.#rename(account, id)
    if (was.folderId !== feed.folderId) this.#move(account, id)
    return feed
  }

  /** It is another account's from now on, or nobody's. */
  #leave(was: Feed, to: Account | null): void {
    const from = this.#ahead.account(was.accountId)
    if (!from) return
    this.#wishes.drop(from, wishesFor(was.id))
    this.#wishes.silence(was.id)
    // Set free it stays followed there: so does everything when an account is taken from here.
    if (to && was.remoteId != null) this.#wishes.add(from, gone(was.remoteId, was))
  }

  #join(feed: Feed, account: Account, was: Feed | undefined): Feed {
    const from = this.#ahead.account(was?.accountId)
    // The account has taken back what is its own.
    if (feed.remoteId != null && (!from || feed.remoteId !== was?.remoteId)) return feed
    return this.#follow(feed, account)
  }

  /** As if nothing had been, when nothing has been told yet. */
  #comeBack(feed: Feed, account: Account): Feed {
    const { id, remoteId } = feed
    if (remoteId == null) this.#unknown.push(id)
    if (!this.#isLetGo(account, feed)) return this.#follow(feed, account)
    this.#keep(account, feed)
    this.#rename(account, id)
    this.#move(account, id)
    return feed
  }

  #follow(feed: Feed, account: Account): Feed {
    const { id, url } = feed
    // The same address may have been let go under another number: telling that now would take it from who follows it.
    for (const { feed: other } of this.#ahead.unfollowed.values())
      if (other.id !== id && other.accountId === account.id && other.url === url) this.#keep(account, other)
    this.#wishes.add(account, { on: 'feed', id, key: 'follow' })
    // Its articles get new ids there.
    if (this.#ahead.feeds.has(id) || this.#ahead.unfollowed.has(id)) {
      this.#deeds.push(['unlink', [id], []])
      this.#ahead.unlink([id], [])
    }
    return { ...feed, remoteId: null }
  }

  #rename(account: Account, id: FeedId): void {
    if (account.abilities.renameFeed) this.#wishes.add(account, { on: 'feed', id, key: 'title' })
  }

  #move(account: Account, id: FeedId): void {
    if (account.abilities.moveFeed) this.#wishes.add(account, { on: 'feed', id, key: 'folder' })
  }

  /** The reader has, and the service does not know it yet. */
  #isLetGo(account: Account, feed: Feed): boolean {
    return feed.remoteId != null && this.#wishes.waits(account, gone(feed.remoteId, feed))
  }

  /** It is not let go there. */
  #keep(account: Account, feed: Feed): void {
    if (feed.remoteId != null) this.#wishes.drop(account, [gone(feed.remoteId, feed)])
  }

  #fromService(feed: Feed): Feed | null {
    const { id, accountId } = feed
    const account = this.#ahead.account(accountId)
    if (!account) return accountId == null ? feed : null
    const was = this.#ahead.feeds.get(id)
    if (!was) return this.#isLetGo(account, feed) ? null : feed
    this.#keep(account, feed)
    const [follows, named, moved] = wishesFor(id).map((change) => this.#wishes.waits(account, change))
    const { title, ownTitle, folderId, position } = was
    return {
      ...feed,
      ...(follows || named ? { title, ownTitle } : {}),
      ...(follows || moved ? { folderId, position } : {}),
    }
  }

  remove({ ids, service = false }: Of<'feeds.remove'>): void {
    const going: FeedId[] = []
    for (const id of ids) {
      const feed = this.#ahead.feeds.get(id)
      if (!feed) continue
      const account = this.#ahead.account(feed.accountId)
      if (account) {
        if (service && this.#wishes.waits(account, { on: 'feed', id, key: 'follow' })) continue
        this.#wishes.drop(account, wishesFor(id))
        // Marks wait as long as the feed may come back as if nothing had been.
        if (service || feed.remoteId == null) this.#wishes.silence(id)
        else this.#wishes.add(account, gone(feed.remoteId, feed))
      }
      going.push(id)
      this.#ahead.feeds.delete(id)
      this.#ahead.unfollowed.set(id, { feed, at: this.#now })
    }
    if (going.length > 0) this.#deeds.push(['unfollow', going, this.#now])
    this.#flush()
  }

  restore({ ids, service = false }: Of<'feeds.restore'>): void {
    const back: Feed[] = []
    for (const id of ids) {
      const feed = this.#ahead.unfollowed.get(id)?.feed
      const next = feed && this.#restored(feed, service)
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

  #flush(): void {
    this.#wishes.flush()
    // What was marked in them was not to be told any more, and is again.
    for (const feedId of this.#unknown.splice(0))
      for (const key of ['read', 'saved'] as const) {
        const ids = this.#register.ofFeed(feedId).filter((id) => (this.#ahead.flags(id) & flag[key]) !== 0)
        draftTell(this.#ahead, { kind: 'articles.tell', ids, keys: [key] }, this.#now, this.#deeds)
      }
  }
}

const wishesFor = (id: FeedId): PendingChange[] => [
  { on: 'feed', id, key: 'follow' },
  { on: 'feed', id, key: 'title' },
  { on: 'feed', id, key: 'folder' },
]

const gone = (remoteId: string, { title, ownTitle }: Feed): PendingChange => ({
  on: 'gone',
  key: 'feed',
  remoteId,
  title: ownTitle ?? title,
})
