// The list that is open: its ids in order, the heads that were needed so far, and what has arrived since.
import type { Announcement } from '../../main/contract/changes.ts'
import type { ArticleHead, ArticleId, ArticleQuery, FeedId, Instant, Scope } from '../../main/contract/models.ts'
import { feedsWithin } from './folders.ts'
import { mergeKeeping } from './merge.ts'
import type { Store } from './mirror.ts'
import { scopeKey } from './place.ts'
import { tell } from './topics.ts'

/** What `articles.heads` answers at once. */
const BATCH = 500
const CACHE = 6_000

export class ArticleList {
  readonly #store: Store
  #query: ArticleQuery = { scope: { kind: 'all' }, show: 'all', order: 'newest' }
  #ids: readonly ArticleId[] = []
  #index: Map<ArticleId, number> | null = null
  #heads = new Map<ArticleId, ArticleHead>()
  #wanted = new Set<ArticleId>()
  #asking: Promise<void> | null = null
  #waiting = new Set<ArticleId>()
  #loading: Promise<void> | null = null
  #again = false
  #turn = 0
  /** When what is drawn was asked for: "mark all read" marks nothing younger. */
  drawnAt: Instant = 0
  /** False while a list is on its way. */
  ready = false
  /** The row the keys are at; not the same as the open article. */
  #active: ArticleId | null = null
  /** Rises when the top of the list shall be shown. */
  topWish = 0
  /** The element says whether the reader looks at the top of the list, where new articles may join by themselves. */
  atTop: () => boolean = () => true

  constructor(store: Store) {
    this.#store = store
    store.onAnnouncement((announcement) => this.#hear(announcement))
  }

  get query(): ArticleQuery {
    return this.#query
  }
  get ids(): readonly ArticleId[] {
    return this.#ids
  }
  /** How many have arrived that the list does not show yet. */
  get waiting(): number {
    return this.#timer !== undefined || this.#again ? 0 : this.#waiting.size
  }

  get active(): ArticleId | null {
    return this.#active
  }
  set active(id: ArticleId | null) {
    if (id === this.#active) return
    this.#active = id
    tell('list')
  }

  showTop(): void {
    this.topWish++
    tell('list')
  }

  /** Opens a list; the same query again renews it, and then what was read leaves the unread list. */
  open(query: ArticleQuery): Promise<void> {
    const fresh =
      scopeKey(query.scope) !== scopeKey(this.#query.scope) ||
      query.show !== this.#query.show ||
      query.order !== this.#query.order
    this.#query = query
    if (fresh || !this.ready) {
      this.#setIds([])
      this.#active = null
      this.ready = false
      tell('list')
    }
    return this.#load('replace')
  }

  /** Takes in what has arrived; what is read meanwhile stays where it is. */
  takeIn(): Promise<void> {
    return this.#load('merge')
  }

  indexOf(id: ArticleId): number {
    this.#index ??= new Map(this.#ids.map((each, at) => [each, at]))
    return this.#index.get(id) ?? -1
  }

  /** The head if it is here; otherwise it is fetched and 'list' told. */
  head(id: ArticleId): ArticleHead | undefined {
    const head = this.#heads.get(id)
    if (head === undefined && !this.#wanted.has(id)) {
      this.#wanted.add(id)
      this.#asking ??= Promise.resolve().then(() => this.#fetchWanted())
    }
    return head
  }

  async need(ids: readonly ArticleId[]): Promise<void> {
    for (const id of ids) this.head(id)
    while (this.#asking !== null && ids.some((id) => this.#wanted.has(id))) await this.#asking
  }

  /** The neighbour of an article in this list (the first or last when it is not in it). */
  neighbour(id: ArticleId | null, step: 1 | -1): ArticleId | null {
    const at = id === null ? -1 : this.indexOf(id)
    if (at < 0) return (step === 1 ? this.#ids[0] : this.#ids.at(-1)) ?? null
    return this.#ids[at + step] ?? null
  }

  /** The next unread one in a direction; with `wrap` the search goes on from the other end. */
  async nextUnread(id: ArticleId | null, step: 1 | -1, wrap = false): Promise<ArticleId | null> {
    const start = id === null ? -1 : this.indexOf(id)
    const ids = this.#ids
    const from = start < 0 ? (step === 1 ? 0 : ids.length - 1) : start + step
    const found = await this.#findUnread(ids, from, step === 1 ? ids.length : -1, step)
    if (found !== null || !wrap || start < 0) return found
    return this.#findUnread(ids, step === 1 ? 0 : ids.length - 1, start, step)
  }

  async #findUnread(ids: readonly ArticleId[], from: number, to: number, step: 1 | -1): Promise<ArticleId | null> {
    for (let at = from; at !== to; at += step) {
      const id = ids[at]
      if (id === undefined) break
      if (!this.#heads.has(id)) {
        const ahead =
          step === 1 ? ids.slice(at, Math.min(at + BATCH, to)) : ids.slice(Math.max(to + 1, at - BATCH + 1), at + 1)
        await this.need(ahead)
      }
      if (this.#heads.get(id)?.read === false) return id
    }
    return null
  }

  #load(manner: 'replace' | 'merge'): Promise<void> {
    const turn = ++this.#turn
    const asked = Date.now()
    const { query } = this
    const load = async (): Promise<void> => {
      const result = await this.#store.run('articles.list', { query })
      if (turn !== this.#turn) return
      this.#loading = null
      this.ready = true
      if (result.ok) {
        const fresh = result.value.ids
        this.#setIds(
          manner === 'merge' ? mergeKeeping(this.#ids, fresh, (id) => this.#heads.get(id) !== undefined) : fresh,
        )
        this.#waiting.clear()
        this.drawnAt = asked
      }
      tell('list')
      if (this.#again) this.#takeInSoon()
    }
    this.#again = false
    this.#loading = load()
    return this.#loading
  }

  #setIds(ids: readonly ArticleId[]): void {
    this.#ids = ids
    this.#index = null
  }

  async #fetchWanted(): Promise<void> {
    // The latest wishes first: a quick scroll leaves many behind that nobody looks at any more.
    const batch = [...this.#wanted].slice(-BATCH)
    const result = await this.#store.run('articles.heads', { ids: batch })
    for (const id of batch) this.#wanted.delete(id)
    if (result.ok) {
      for (const head of result.value) this.#heads.set(head.id, head)
      this.#dropGone(batch, result.value)
      this.#trim()
      tell('list')
    }
    const left = [...this.#wanted]
    if (result.ok && left.length > 0) {
      this.#wanted = new Set(left.slice(-BATCH))
      this.#asking = this.#fetchWanted()
    } else {
      this.#wanted.clear()
      this.#asking = null
    }
    await this.#asking
  }

  #dropGone(asked: ArticleId[], found: ArticleHead[]): void {
    if (found.length === asked.length) return
    const gone = new Set(asked).difference(new Set(found.map((head) => head.id)))
    this.#setIds(this.#ids.filter((id) => !gone.has(id)))
  }

  #trim(): void {
    const keys = this.#heads.keys()
    for (let over = this.#heads.size - CACHE; over > 0; over--) {
      const oldest = keys.next()
      if (!oldest.done) this.#heads.delete(oldest.value)
    }
  }

  #hear(announcement: Announcement): void {
    if (announcement.kind === 'articles.marked') {
      for (const id of announcement.ids) {
        const head = this.#heads.get(id)
        if (head === undefined) continue
        this.#heads.set(id, { ...head, read: announcement.read ?? head.read, saved: announcement.saved ?? head.saved })
      }
      tell('list', 'article')
    } else if (announcement.kind === 'articles.labelled') {
      const { label, value } = announcement
      for (const id of announcement.ids) {
        const head = this.#heads.get(id)
        if (head === undefined) continue
        const others = (head.labels ?? []).filter((each) => each !== label)
        this.#heads.set(id, { ...head, labels: value ? [...others, label].sort(alphabetical) : others })
      }
      const { scope } = this.#query
      if (value && scope.kind === 'label' && scope.label === label) this.#takeInSoon()
      tell('list', 'article')
    } else if (announcement.kind === 'articles.changed') {
      for (const id of announcement.ids) this.#heads.delete(id)
      tell('list', 'article')
    } else if (announcement.kind === 'articles.removed') {
      const gone = new Set(announcement.ids)
      for (const id of gone) {
        this.#heads.delete(id)
        this.#waiting.delete(id)
      }
      this.#setIds(this.#ids.filter((id) => !gone.has(id)))
      tell('list', 'article')
    } else if (announcement.kind === 'articles.added') {
      if (this.#concerns(announcement.feedId)) this.#arrive(announcement.ids)
    } else if (announcement.kind === 'library.replaced' && this.ready) {
      this.#heads.clear()
      void this.#load('replace')
      tell('article')
    }
  }

  #arrive(ids: readonly ArticleId[]): void {
    for (const id of ids) this.#waiting.add(id)
    if (this.#ids.length === 0 || (this.#query.order === 'newest' && this.atTop())) this.#takeInSoon()
    tell('list')
  }

  #timer: ReturnType<typeof setTimeout> | undefined

  /** One load a second is enough while a hundred feeds bring their articles. */
  #takeInSoon(): void {
    if (this.#loading !== null) {
      this.#again = true
      return
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.takeIn()
    }, 700)
  }

  #concerns(feedId: FeedId): boolean {
    const { scope } = this.#query
    if (scope.kind === 'all' || scope.kind === 'today') return true
    if (scope.kind === 'feed' || scope.kind === 'folder' || scope.kind === 'account')
      return this.#feeds(scope).has(feedId)
    return false
  }

  #feeds(scope: Scope): Set<FeedId> {
    return feedsWithin(this.#store.snapshot, scope)
  }
}

const alphabetical = (a: string, b: string): number => a.localeCompare(b)
