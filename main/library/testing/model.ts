// The library as plain values: what must be true, written as simply as it can be said. Tests do to it what they do to the
// real one and compare.
import type {
  Account,
  AccountId,
  ArticleHead,
  ArticleId,
  ArticleQuery,
  Feed,
  FeedId,
  Folder,
  FolderId,
  LabelCount,
  OutboxEntry,
  Settings,
} from '../../contract/models.ts'
import { defaultSettings } from '../defaults.ts'
import type { Library, NewArticle, StoredBody, Write } from '../writes.ts'
import { articleWish, followInModel, labelInModel, ModelWishes, tellInModel, tellMarks } from './model-accounts.ts'
import { account, article, feed } from './scene.ts'

export interface ModelArticle {
  head: ArticleHead
  body: StoredBody
  removed: boolean
  remote: string | null
}

export class Model {
  feeds = new Map<FeedId, Feed>()
  unfollowed = new Map<FeedId, Feed>()
  folders = new Map<FolderId, Folder>()
  settings: Settings = defaultSettings
  articles = new Map<ArticleId, ModelArticle>()
  next = 1
  accounts = new Map<AccountId, Account>()
  wishes = new ModelWishes()
  /** Feeds that came back and were never known to their service. */
  unknown: FeedId[] = []

  copy(): Model {
    const { wishes, ...rest } = this
    return Object.assign(new Model(), structuredClone(rest), { wishes: wishes.copy() })
  }

  apply(writes: readonly Write[], now: number): void {
    for (const write of writes)
      if (write.kind === 'accounts.remove') for (const id of write.ids) this.accounts.delete(id)
    for (const write of writes) this.#do(write, now)
  }

  #do(write: Write, now: number): void {
    switch (write.kind) {
      case 'feeds.put':
      case 'feeds.remove':
      case 'feeds.restore':
      case 'folders.put':
      case 'folders.remove':
        followInModel(this, write, now)
        return
      case 'accounts.put':
        for (const one of write.accounts) this.accounts.set(one.id, one)
        return
      case 'accounts.remove':
        for (const id of write.ids) {
          this.accounts.delete(id)
          this.wishes.forgetAccount(id)
        }
        return
      case 'articles.label':
      case 'articles.tell':
      case 'outbox.add':
      case 'outbox.sent':
      case 'outbox.refused':
      case 'outbox.settle':
        tellInModel(this, write, now)
        return
      case 'articles.unlink':
        for (const id of write.ids) this.#unlink(id)
        return
      case 'feeds.unlink':
        for (const [id, { head }] of this.articles) if (write.ids.includes(head.feedId)) this.#unlink(id)
        return
      case 'settings.put':
        this.settings = write.settings
        return
      case 'articles.add':
        if (!this.feeds.has(write.feedId) && !this.unfollowed.has(write.feedId)) return
        for (const one of write.articles) this.#add(write.feedId, one, now)
        return
      case 'articles.update': {
        const found = this.live(write.id)
        if (!found) return
        Object.assign(found.head, write.head)
        if (write.body) found.body = write.body
        if (write.completeness) found.head.completeness = write.completeness
        if (write.identity?.remote != null) found.remote = write.identity.remote
        return
      }
      case 'articles.mark':
        for (const key of ['read', 'saved'] as const) {
          const value = write[key]
          if (value === undefined) continue
          const changed = write.ids.filter((id) => {
            const found = this.live(id)
            if (!found || found.head[key] === value || (write.service && this.wishes.has(articleWish(id, key))))
              return false
            found.head[key] = value
            return true
          })
          if (!write.service) tellMarks(this, changed, key, value, now)
        }
        return
      case 'articles.place': {
        const found = this.live(write.id)
        if (found) found.head.position = write.position
        return
      }
      case 'articles.remove':
        for (const id of write.ids) {
          const found = this.live(id)
          if (found) found.removed = true
          if (found) delete found.head.labels
        }
    }
  }

  live(id: ArticleId): ModelArticle | undefined {
    const found = this.articles.get(id)
    return found?.removed ? undefined : found
  }

  #add(feedId: FeedId, added: NewArticle, now: number): void {
    const { head, body, completeness, arrivedAt = now, read = false, saved = false, labels = [], identity } = added
    const id = this.next++
    this.articles.set(id, {
      head: { ...structuredClone(head), id, feedId, arrivedAt, read, saved, position: 0, completeness },
      body: structuredClone(body),
      removed: false,
      remote: identity.remote ?? null,
    })
    for (const label of labels) labelInModel(this, id, label, true)
  }

  #unlink(id: ArticleId): void {
    const found = this.articles.get(id)
    if (found) found.remote = null
  }

  shown(): ModelArticle[] {
    return [...this.articles.values()].filter(({ removed, head }) => !removed && this.feeds.has(head.feedId))
  }

  labels(): LabelCount[] {
    const all = new Map<string, LabelCount>()
    for (const { head } of this.shown())
      for (const label of head.labels ?? []) {
        const one = all.get(label) ?? { label, articles: 0 }
        one.articles++
        all.set(label, one)
      }
    return [...all.values()].sort((a, b) => a.label.localeCompare(b.label))
  }

  list({ scope, show, order }: ArticleQuery, now: number): ArticleId[] {
    const today = dayOf(now)
    const inScope = ({ head }: ModelArticle): boolean => {
      switch (scope.kind) {
        case 'all':
          return true
        case 'saved':
          return head.saved
        case 'today':
          return today(sortAt(head))
        case 'feed':
          return head.feedId === scope.id
        case 'folder':
          return this.#isIn(this.feeds.get(head.feedId)?.folderId ?? null, scope.id)
        case 'account':
          return this.feeds.get(head.feedId)?.accountId === scope.id
        case 'label':
          return head.labels?.some((label) => label.toLowerCase() === scope.label.toLowerCase()) ?? false
        case 'search':
          return false
      }
    }
    const newest = order === 'newest' ? 1 : -1
    return this.shown()
      .filter((one) => inScope(one) && (show === 'all' || !one.head.read))
      .map(({ head }) => head)
      .sort((a, b) => newest * (seconds(sortAt(b)) - seconds(sortAt(a)) || b.id - a.id))
      .map(({ id }) => id)
  }

  #isIn(folder: FolderId | null, wanted: FolderId): boolean {
    if (folder === wanted) return this.folders.has(wanted)
    const parent = folder === null ? null : (this.folders.get(folder)?.parentId ?? null)
    return parent !== null && this.#isIn(parent, wanted)
  }

  /** Everything there is to see, to be compared. */
  dump(now: number): unknown {
    const shown = this.shown()
    const today = dayOf(now)
    const feeds = [...this.feeds.values()].sort((a, b) => a.id - b.id)
    return {
      feeds,
      folders: [...this.folders.values()].sort((a, b) => a.id - b.id),
      settings: this.settings,
      accounts: [...this.accounts.values()].sort((a, b) => a.id - b.id),
      outbox: this.wishes.entries,
      waiting: [1, 2].map((id) => this.wishes.entries.filter(({ accountId }) => accountId === id).length),
      refused: this.wishes.refused,
      labels: this.labels(),
      remotes: shown.sort((a, b) => a.head.id - b.head.id).map(({ remote }) => remote),
      counts: {
        unread: shown.filter(({ head }) => !head.read).length,
        saved: shown.filter(({ head }) => head.saved).length,
        total: shown.length,
        today: shown.filter(({ head }) => today(sortAt(head))).length,
        feeds: Object.fromEntries(
          feeds.map(({ id }) => {
            const own = shown.filter(({ head }) => head.feedId === id)
            return [id, [own.filter(({ head }) => !head.read).length, own.length]]
          }),
        ),
      },
      lists: queries(feeds, [...this.folders.keys()]).map((query) => [query, this.list(query, now)]),
      heads: shown.map(({ head }) => head).sort((a, b) => a.id - b.id),
      bodies: shown.sort((a, b) => a.head.id - b.head.id).map(({ body }) => body),
      incomplete: this.list({ scope: { kind: 'all' }, show: 'all', order: 'newest' }, now).filter(
        (id) => this.articles.get(id)?.head.completeness !== 'complete',
      ),
    }
  }
}

function dayOf(now: number): (instant: number) => boolean {
  const since = new Date(now).setHours(0, 0, 0, 0)
  const until = new Date(now).setHours(24, 0, 0, 0)
  return (instant) => instant >= since && instant < until
}

const seconds = (instant: number): number => Math.floor(instant / 1000)
const sortAt = ({ publishedAt, arrivedAt }: ArticleHead): number =>
  publishedAt === null || publishedAt > arrivedAt + 600_000 ? arrivedAt : publishedAt

function queries(feeds: Feed[], folders: FolderId[]): ArticleQuery[] {
  return [
    { scope: { kind: 'all' }, show: 'all', order: 'newest' },
    { scope: { kind: 'all' }, show: 'unread', order: 'oldest' },
    { scope: { kind: 'saved' }, show: 'all', order: 'newest' },
    { scope: { kind: 'today' }, show: 'unread', order: 'newest' },
    ...feeds.map(({ id }): ArticleQuery => ({ scope: { kind: 'feed', id }, show: 'unread', order: 'newest' })),
    ...folders
      .sort((a, b) => a - b)
      .map((id): ArticleQuery => ({ scope: { kind: 'folder', id }, show: 'all', order: 'oldest' })),
    { scope: { kind: 'account', id: 1 }, show: 'unread', order: 'newest' },
    { scope: { kind: 'label', label: 'LATER' }, show: 'all', order: 'newest' },
  ]
}

/** The same of the real one. */
export async function dump(library: Library): Promise<unknown> {
  const feeds = library.feeds().sort((a, b) => a.id - b.id)
  const folders = library.folders().sort((a, b) => a.id - b.id)
  const all = library.list({ scope: { kind: 'all' }, show: 'all', order: 'newest' }).sort((a, b) => a - b)
  return {
    feeds,
    folders,
    settings: library.settings(),
    accounts: library.accounts().sort((a, b) => a.id - b.id),
    outbox: library.outbox(),
    waiting: [1, 2].map((id) => library.waiting(id)),
    refused: library.refused(),
    labels: library.labels(),
    remotes: await library.remoteIds(all, 16),
    counts: library.counts(),
    lists: queries(
      feeds,
      folders.map(({ id }) => id),
    ).map((query) => [query, library.list(query)]),
    heads: await library.heads(all),
    bodies: await Promise.all(all.map((id) => library.body(id))),
    incomplete: library.incomplete(),
  }
}

/** Some writes that a reader or a trade might ask for next. */
export function someWrites(model: Model, random: () => number, counter: { n: number }): Write[] {
  const below = (n: number): number => Math.floor(random() * n)
  const feedId = (): FeedId => 1 + below(5)
  const ids = (count: number): ArticleId[] => Array.from({ length: count }, () => 1 + below(model.next + 1))
  const one = (): Write => {
    switch (below(26)) {
      case 0:
        return {
          kind: 'feeds.put',
          feeds: [feed(feedId(), { title: `Paper ${counter.n}`, folderId: below(2) ? 1 + below(3) : null })],
        }
      case 1:
        return { kind: 'feeds.remove', ids: [feedId()] }
      case 2:
        return { kind: 'feeds.restore', ids: [feedId(), feedId()] }
      case 3:
        return {
          kind: 'folders.put',
          folders: [{ id: 1 + below(3), title: `Folder ${counter.n}`, parentId: null, position: 0 }],
        }
      case 4:
        return below(3)
          ? { kind: 'folders.put', folders: [{ id: 4, title: 'Nested', parentId: 1, position: 0 }] }
          : { kind: 'folders.remove', ids: [1 + below(4)] }
      case 5:
        return { kind: 'settings.put', settings: { ...defaultSettings, refreshMinutes: counter.n } }
      case 6:
      case 7:
      case 8:
      case 9:
        return {
          kind: 'articles.add',
          feedId: feedId(),
          articles: Array.from({ length: 1 + below(6) }, () => some(random, counter)),
        }
      case 10: {
        const { head, body, completeness, identity } = some(random, counter)
        const [id = 1] = ids(1)
        return {
          kind: 'articles.update',
          id,
          ...(below(3) ? { head: { title: head.title, publishedAt: head.publishedAt } } : {}),
          ...(below(2) ? { body } : {}),
          ...(below(2) ? { completeness } : {}),
          hash: counter.n,
          ...(below(3) ? {} : { identity: { ...identity, hash: counter.n } }),
        }
      }
      case 11:
      case 12:
      case 13:
        return {
          kind: 'articles.mark',
          ids: ids(1 + below(8)),
          ...(below(3) ? { read: below(3) > 0 } : { saved: below(2) > 0 }),
        }
      case 14:
        return { kind: 'articles.place', id: ids(1)[0] ?? 1, position: below(10_001) / 10_000 }
      case 15:
        return { kind: 'articles.remove', ids: ids(below(3)) }
      default:
        return someAboutAccounts()
    }
  }
  const someAboutAccounts = (): Write => {
    const service = below(3) === 0
    const accountId = 1 + below(2)
    const label = ['later', 'Later', 'recipes', ' of  two words '][below(4)] ?? ''
    const someWaiting = (): OutboxEntry[] => model.wishes.entries.filter(() => below(3) === 0)
    switch (below(14)) {
      case 0:
        return { kind: 'accounts.put', accounts: [account(accountId, { title: `Account ${counter.n}` })] }
      case 1:
        return below(4) > 0
          ? { kind: 'accounts.put', accounts: [account(1), account(2)] }
          : { kind: 'accounts.remove', ids: [accountId] }
      case 2:
      case 3:
      case 4: {
        const id = feedId()
        const folderId = below(2) ? 1 + below(4) : null
        const remoteId = below(3) ? `r${id}` : null
        const ownTitle = below(2) ? `Mine ${below(3)}` : null
        return { kind: 'feeds.put', feeds: [feed(id, { folderId, ownTitle, accountId, remoteId })], service }
      }
      case 5:
        return below(2)
          ? { kind: 'feeds.remove', ids: [feedId()], service }
          : { kind: 'feeds.restore', ids: [feedId()], service }
      case 6: {
        const id = 1 + below(4)
        const folder = { id, title: `Folder ${below(3)}`, parentId: null, position: 0, accountId }
        return below(4)
          ? { kind: 'folders.put', folders: [{ ...folder, remoteId: below(2) ? `d${id}` : null }], service }
          : { kind: 'folders.remove', ids: [id], service }
      }
      case 7:
        return { kind: 'articles.mark', ids: ids(1 + below(8)), read: below(2) > 0, service }
      case 8:
        return { kind: 'articles.label', ids: ids(1 + below(4)), label, value: below(3) > 0, service }
      case 9:
        return below(2)
          ? { kind: 'articles.tell', ids: ids(1 + below(4)), keys: ['read', 'saved'] }
          : { kind: 'articles.unlink', ids: ids(1 + below(4)) }
      case 10:
        return below(3)
          ? { kind: 'outbox.sent', accountId, entries: someWaiting() }
          : { kind: 'feeds.unlink', ids: [feedId()] }
      case 11: {
        const problem = { kind: 'changeRefused', status: 400, detail: 'no' } as const
        const entries = someWaiting().map(({ seq, change }) => ({ seq: seq - below(2), change, problem }))
        return { kind: 'outbox.refused', accountId, entries }
      }
      case 12: {
        const seqs = model.wishes.refused.map(({ seq }) => seq).filter(() => below(2))
        return { kind: 'outbox.settle', seqs, how: below(2) ? 'again' : 'forget' }
      }
      default: {
        const gone = { on: 'gone', key: 'feed', remoteId: `r${feedId()}`, title: 'Gone' } as const
        return { kind: 'outbox.add', accountId, changes: [gone] }
      }
    }
  }
  return Array.from({ length: 1 + below(3) }, one)
}

function some(random: () => number, counter: { n: number }): NewArticle {
  const n = ++counter.n
  const completeness = random() < 0.7 ? 'complete' : random() < 0.5 ? 'partial' : 'waiting'
  const made = article(n, {
    completeness,
    media: random() < 0.3 ? [n % 7] : [],
    ...(random() < 0.05 ? { text: 'x y z '.repeat(20_000) } : {}),
  })
  if (random() < 0.3) made.identity.remote = n.toString(16).padStart(16, '0')
  if (random() < 0.1) made.labels = ['Later']
  if (random() < 0.1) made.head.publishedAt = null
  if (random() < 0.1) made.head.publishedAt = made.head.publishedAt === null ? null : made.head.publishedAt + 1e11
  return made
}
