// Lists: one pass over the columns picks what matches, and only what is shown is sorted.
import type { ArticleId, ArticleQuery, FeedId, Folder, FolderId, Instant } from '../contract/models.ts'
import { completenessOf, flag, liveMask, type Register } from './register.ts'
import type { Catalogue } from './catalogue.ts'
import { midnight } from './tally.ts'

interface Wanted {
  register: Register
  /** By feed id: 1 when its articles are wanted. */
  feeds: Uint8Array
  /** Flags that are looked at, and what they must be. */
  mask: number
  value: number
  /** Seconds; up to `until`, without it. */
  since: number
  until: number
}

export function list(
  register: Register,
  catalogue: Catalogue,
  { scope, show, order }: ArticleQuery,
  now: Instant,
  options: { among?: readonly ArticleId[]; limit?: number },
): ArticleId[] {
  if (scope.kind === 'search' && !options.among) return []
  const unread = show === 'unread' ? flag.read : 0
  const saved = scope.kind === 'saved' ? flag.saved : 0
  const wanted: Wanted = {
    register,
    feeds: wantedFeeds(catalogue, scope),
    mask: liveMask | unread | saved,
    value: flag.present | saved,
    since: scope.kind === 'today' ? midnight(now) : 0,
    // A clock that was far ahead for a while leaves articles that are not of today.
    until: scope.kind === 'today' ? midnight(now, 24) : Infinity,
  }
  const found = new Found(register, order, options.limit ?? Infinity)
  const labelled = scope.kind === 'label' ? catalogue.labels.ids(scope.label) : null
  if (options.among) {
    for (const id of [...new Set(options.among)].sort((a, b) => a - b))
      if (!labelled || labelled.has(id)) consider(wanted, id, found)
  } else if (labelled) for (const id of labelled) consider(wanted, id, found)
  else if (scope.kind === 'feed') for (const id of register.ofFeed(scope.id)) consider(wanted, id, found)
  else scan(wanted, found)
  return found.inOrder()
}

/** Live articles of followed feeds that still lack something, newest first. */
export function incomplete(register: Register, catalogue: Catalogue, feedId: FeedId | undefined): ArticleId[] {
  const feeds = wantedFeeds(catalogue, feedId === undefined ? { kind: 'all' } : { kind: 'feed', id: feedId })
  const wanted = { register, feeds, mask: liveMask | flag.complete, value: flag.present, since: 0, until: Infinity }
  const found = new Found(register, 'newest', Infinity)
  if (feedId === undefined) scan(wanted, found)
  else for (const id of register.ofFeed(feedId)) consider(wanted, id, found)
  return found.inOrder().filter((id) => completenessOf(register.flags(id)) !== 'complete')
}

function consider(wanted: Wanted, id: ArticleId, found: Found): void {
  const page = wanted.register.page(id)
  if (!page) return
  const row = wanted.register.row(id)
  if (((page.state.flags[row] ?? 0) & wanted.mask) !== wanted.value) return
  if (wanted.feeds[page.state.feed[row] ?? 0] !== 1) return
  const sort = page.state.sort[row] ?? 0
  if (sort >= wanted.since && sort < wanted.until) found.add(id, sort)
}

/** From the newest id to the oldest: later articles are mostly newer, so the first few found are mostly the ones. */
function scan({ register, feeds, mask, value, since, until }: Wanted, found: Found): void {
  for (let number = register.pages.length - 1; number >= 0; number--) {
    const page = register.pages[number]
    if (!page) continue
    const { flags, feed, sort } = page.state
    const { first } = page
    for (let row = page.rows - 1; row >= 0; row--) {
      if (((flags[row] ?? 0) & mask) !== value) continue
      const at = sort[row] ?? 0
      if (at >= since && at < until && at >= found.least && at <= found.most && feeds[feed[row] ?? 0] === 1)
        found.add(first + row, at)
    }
  }
}

function wantedFeeds(catalogue: Catalogue, scope: ArticleQuery['scope']): Uint8Array {
  const wanted = new Uint8Array(catalogue.nextFeedId)
  const folders = scope.kind === 'folder' ? withNested(catalogue.folders.values(), scope.id) : null
  for (const { id, folderId, accountId } of catalogue.feeds.values()) {
    if (scope.kind === 'feed' && id !== scope.id) continue
    if (scope.kind === 'account' && accountId !== scope.id) continue
    if (folders && (folderId === null || !folders.has(folderId))) continue
    wanted[id] = 1
  }
  return wanted
}

export function withNested(folders: Iterable<Folder>, id: FolderId): Set<FolderId> {
  const all = [...folders]
  const found = new Set<FolderId>(all.some((folder) => folder.id === id) ? [id] : [])
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const folder of all) if (folder.parentId !== null && found.has(folder.parentId)) found.add(folder.id)
  }
  return found
}

/** Collects ids with the time they are ordered by; with a limit it holds no more than a few times as many. */
class Found {
  /** Times outside of these cannot be among the first any more. */
  least = 0
  most = Infinity
  readonly #register: Register
  readonly #newest: boolean
  readonly #limit: number
  #ids: ArticleId[] = []

  constructor(register: Register, order: 'newest' | 'oldest', limit: number) {
    this.#register = register
    this.#newest = order === 'newest'
    this.#limit = Math.max(0, limit)
  }

  add(id: ArticleId, sort: number): void {
    if (sort < this.least || sort > this.most) return
    this.#ids.push(id)
    if (this.#ids.length < 4 * this.#limit + 256) return
    this.#ids = this.inOrder()
    const last = this.#sort(this.#ids.at(-1) ?? 0)
    if (this.#newest) this.least = last
    else this.most = last
  }

  #sort(id: ArticleId): number {
    return this.#register.page(id)?.state.sort[this.#register.row(id)] ?? 0
  }

  inOrder(): ArticleId[] {
    const ids = Uint32Array.from(this.#ids).sort()
    const keys = new Uint32Array(ids.length)
    for (let i = 0; i < ids.length; i++) keys[i] = this.#sort(ids[i] ?? 0)
    const sorted = ids.length < few ? sortedFew(ids, keys) : sortedBy(ids, keys)
    return Array.from(this.#newest ? sorted.reverse() : sorted).slice(0, this.#limit)
  }
}

/** Below this a comparing sort is faster. */
const few = 2000

function sortedFew(ids: Uint32Array<ArrayBuffer>, keys: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const order = Array.from(ids, (_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  return Uint32Array.from(order, (i) => ids[i] ?? 0)
}

const digit = 11
const digits = 1 << digit

/** Ids by their keys, ascending, equal keys in the order given: a radix sort, ten times as fast as a comparing one. */
function sortedBy(ids: Uint32Array<ArrayBuffer>, keys: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  let from = { ids, keys }
  let to = { ids: new Uint32Array(ids.length), keys: new Uint32Array(ids.length) }
  const starts = new Uint32Array(digits)
  for (let shift = 0; shift < 32; shift += digit) {
    starts.fill(0)
    for (const key of from.keys)
      starts[(key >>> shift) & (digits - 1)] = (starts[(key >>> shift) & (digits - 1)] ?? 0) + 1
    let sum = 0
    for (let i = 0; i < digits; i++) {
      const count = starts[i] ?? 0
      starts[i] = sum
      sum += count
    }
    for (let i = 0; i < from.ids.length; i++) {
      const key = from.keys[i] ?? 0
      const place = starts[(key >>> shift) & (digits - 1)] ?? 0
      starts[(key >>> shift) & (digits - 1)] = place + 1
      to.ids[place] = from.ids[i] ?? 0
      to.keys[place] = key
    }
    const other = from
    from = to
    to = other
  }
  return from.ids
}
