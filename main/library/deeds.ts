// Deeds: what the journal holds. Each sets things to a value and none adds to one, so that doing them again in order,
// from any earlier state, ends in the same state.
import type { ArticleId, Feed, FeedId, Folder, FolderId, Instant, Settings } from '../contract/models.ts'
import type { ChangeKind } from '../contract/changes.ts'
import { letGoOfFeed, performForAccounts, tell, type AccountDeed, type Telling } from './account-deeds.ts'
import type { Catalogue } from './catalogue.ts'
import { flag, liveMask, readerFlags, type Register } from './register.ts'
import type { Shelves } from './shelves.ts'
import type { Tally } from './tally.ts'
import { keysOf, keyTuple, type KeyTuple } from './record.ts'

/** A row of the register as it lies in the journal. */
export type RowTuple = [
  id: ArticleId,
  feed: FeedId,
  arrived: Instant,
  sort: number,
  flags: number,
  file: number,
  offset: number,
  size: number,
  keys: KeyTuple,
]

export type Deed =
  | ['feeds', Feed[]]
  | ['unfollow', FeedId[], Instant]
  | ['refollow', FeedId[]]
  /** The time of these is over: they and their articles are forgotten. */
  | ['purge', FeedId[]]
  | ['folders', Folder[]]
  | ['unfold', FolderId[]]
  | ['settings', Settings]
  | ['add', RowTuple[]]
  /** New text, or only new completeness or keys, for rows there are. */
  | ['text', RowTuple[]]
  /** With what is to be told about it there is one of the two. */
  | ['mark', ids: ArticleId[], read: 0 | 1 | null, saved: 0 | 1 | null, telling?: Telling]
  | ['place', ArticleId, number]
  | ['remove', ArticleId[]]
  /** Nothing of these is left to read, through damage: they may come again. */
  | ['forget', ArticleId[]]
  /** Records lie elsewhere now. */
  | ['move', [id: ArticleId, file: number, offset: number, size: number][]]
  /** A backup came back, its ids raised by these; `texts`: articles that were gone and are here again. */
  | [
      'restore',
      name: string,
      at: Instant,
      raised: { articles: number; feeds: number; folders: number; accounts?: number },
      texts: RowTuple[],
    ]
  | AccountDeed

/** Those that need nothing but the books. */
export type PlainDeed = Exclude<Deed, ['restore', ...unknown[]]>

export interface Books {
  catalogue: Catalogue
  register: Register
  shelves: Shelves
  /** null: the journal is being read, counts follow. */
  tally: Tally | null
  /** Before keys are read or row tuples are made. */
  loadKeys(): Promise<void>
}

/** Does it in memory; `rows`: heads that need not be read from their records. */
export function perform(books: Books, deed: PlainDeed, rows: ReadonlyMap<ArticleId, string>): ChangeKind[] {
  const { catalogue } = books
  switch (deed[0]) {
    case 'feeds':
      for (const feed of deed[1]) {
        catalogue.feeds.set(feed.id, feed)
        catalogue.unfollowed.delete(feed.id)
        catalogue.nextFeedId = Math.max(catalogue.nextFeedId, feed.id + 1)
      }
      return [{ kind: 'feeds.changed', feeds: deed[1] }]
    case 'unfollow':
      return [{ kind: 'feeds.removed', ids: unfollow(catalogue, deed[1], deed[2]) }]
    case 'refollow':
      return [{ kind: 'feeds.changed', feeds: refollow(catalogue, deed[1]) }]
    case 'purge':
      for (const id of deed[1]) purge(books, id)
      return []
    case 'folders':
      for (const folder of deed[1]) {
        catalogue.folders.set(folder.id, folder)
        catalogue.nextFolderId = Math.max(catalogue.nextFolderId, folder.id + 1)
      }
      return [{ kind: 'folders.changed', folders: deed[1] }]
    case 'unfold':
      return [{ kind: 'folders.removed', ids: deed[1].filter((id) => catalogue.folders.delete(id)) }]
    case 'settings':
      catalogue.settings = deed[1]
      return [{ kind: 'settings.changed', settings: deed[1] }]
    case 'add':
      return add(books, deed[1], rows)
    case 'text':
      return [{ kind: 'articles.changed', ids: deed[1].filter((row) => retext(books, row, rows)).map(([id]) => id) }]
    case 'mark':
      if (deed[4]) {
        const [, ids, read, saved, telling] = deed
        tell(catalogue.outbox, ids, read === null ? 'saved' : 'read', (read ?? saved) === 1, telling)
      }
      return [mark(books, deed[1], deed[2], deed[3])]
    case 'place':
      return place(books, deed[1], deed[2])
    case 'remove':
      for (const id of deed[1]) catalogue.labels.drop(id)
      return [{ kind: 'articles.removed', ids: deed[1].filter((id) => takeAway(books, id, flag.removed)) }]
    case 'forget':
      for (const id of deed[1]) catalogue.labels.drop(id)
      return [{ kind: 'articles.removed', ids: deed[1].filter((id) => takeAway(books, id, 0)) }]
    case 'move':
      for (const [id, file, offset, size] of deed[1])
        if (books.register.isLive(id)) moveTo(books.register, id, file, offset, size)
      return []
    default:
      return performForAccounts(books, deed)
  }
}

function unfollow(catalogue: Catalogue, ids: FeedId[], at: Instant): FeedId[] {
  return ids.filter((id) => {
    const feed = catalogue.feeds.get(id)
    if (feed) catalogue.unfollowed.set(id, { feed, at })
    return catalogue.feeds.delete(id)
  })
}

function refollow(catalogue: Catalogue, ids: FeedId[]): Feed[] {
  return ids.flatMap((id) => {
    const feed = catalogue.unfollowed.get(id)?.feed
    if (!feed) return []
    catalogue.unfollowed.delete(id)
    catalogue.feeds.set(id, feed)
    return [feed]
  })
}

function purge(books: Books, feedId: FeedId): void {
  if (books.catalogue.feeds.has(feedId)) return
  books.catalogue.unfollowed.delete(feedId)
  letGoOfFeed(books, feedId)
  for (const id of books.register.ofFeed(feedId)) setFlags(books, id, 0)
  books.register.forgetOrder()
}

function setFlags(books: Books, id: ArticleId, flags: number): void {
  const { register, tally, shelves } = books
  const { state } = register.toChange(id)
  const row = register.row(id)
  const before = state.flags[row] ?? 0
  tally?.shift(state.feed[row] ?? 0, before, state.sort[row] ?? 0, -1)
  state.flags[row] = flags
  tally?.shift(state.feed[row] ?? 0, flags, state.sort[row] ?? 0, 1)
  if ((before & liveMask) === flag.present && (flags & liveMask) !== flag.present) shelves.drop(id)
}

function add(books: Books, tuples: RowTuple[], rows: ReadonlyMap<ArticleId, string>): ChangeKind[] {
  const { register } = books
  const byFeed = new Map<FeedId, { ids: ArticleId[]; at: Instant }>()
  for (const tuple of tuples) {
    const [id, feed, arrived] = tuple
    const isNew = (register.flags(id) & flag.present) === 0
    setRow(books, tuple, tuple[4])
    if (isNew) register.noteNew(id, feed)
    books.shelves.put(id, rows.get(id) ?? null)
    const added = byFeed.get(feed)
    if (added) added.ids.push(id)
    else byFeed.set(feed, { ids: [id], at: arrived })
  }
  return [...byFeed].map(([feedId, { ids, at }]) => ({ kind: 'articles.added', feedId, ids, at }))
}

function retext(books: Books, tuple: RowTuple, rows: ReadonlyMap<ArticleId, string>): boolean {
  const [id] = tuple
  const { register } = books
  if (!register.isLive(id)) return false
  const page = register.page(id)
  const row = register.row(id)
  const moved = page?.state.file[row] !== tuple[5] || page.state.offset[row] !== tuple[6]
  setRow(books, tuple, (tuple[4] & ~readerFlags) | (register.flags(id) & readerFlags))
  if (moved) books.shelves.put(id, rows.get(id) ?? null)
  return true
}

function setRow(books: Books, tuple: RowTuple, flags: number): void {
  const [id, feed, arrived, sort, , file, offset, size, keys] = tuple
  const { register, tally } = books
  const { state } = register.toChange(id)
  const row = register.row(id)
  tally?.shift(state.feed[row] ?? 0, state.flags[row] ?? 0, state.sort[row] ?? 0, -1)
  state.feed[row] = feed
  state.arrived[row] = arrived
  state.sort[row] = sort
  state.flags[row] = flags
  state.file[row] = file
  state.offset[row] = offset
  state.size[row] = size
  tally?.shift(feed, flags, sort, 1)
  register.setKeys(id, keysOf(keys))
}

function mark(books: Books, ids: ArticleId[], read: 0 | 1 | null, saved: 0 | 1 | null): ChangeKind {
  const clear = (read === null ? 0 : flag.read) | (saved === null ? 0 : flag.saved)
  const set = (read === 1 ? flag.read : 0) | (saved === 1 ? flag.saved : 0)
  const changed = ids.filter((id) => {
    const flags = books.register.flags(id)
    const next = (flags & ~clear) | set
    if ((flags & liveMask) !== flag.present || next === flags) return false
    setFlags(books, id, next)
    return true
  })
  return {
    kind: 'articles.marked',
    ids: changed,
    read: read === null ? null : read === 1,
    saved: saved === null ? null : saved === 1,
  }
}

function place({ register }: Books, id: ArticleId, position: number): ChangeKind[] {
  if (!register.isLive(id)) return []
  register.toChange(id).state.position[register.row(id)] = position
  return []
}

/** `keep`: the flag that stays so that it does not come back. */
function takeAway(books: Books, id: ArticleId, keep: number): boolean {
  const flags = books.register.flags(id)
  if ((flags & liveMask) !== flag.present) return false
  setFlags(books, id, keep === 0 ? 0 : (flags & ~flag.media) | keep)
  const { state } = books.register.toChange(id)
  state.size[books.register.row(id)] = 0
  if (keep === 0) books.register.forgetOrder()
  return true
}

function moveTo(register: Register, id: ArticleId, file: number, offset: number, size: number): void {
  const { state } = register.toChange(id)
  const row = register.row(id)
  state.file[row] = file
  state.offset[row] = offset
  state.size[row] = size
}

/** The row as it is, to be written again with some of it changed. */
export function rowTuple(register: Register, id: ArticleId): RowTuple | null {
  const page = register.page(id)
  if (!page || !register.isLive(id)) return null
  const row = register.row(id)
  const { state } = page
  return [
    id,
    state.feed[row] ?? 0,
    state.arrived[row] ?? 0,
    state.sort[row] ?? 0,
    state.flags[row] ?? 0,
    state.file[row] ?? 0,
    state.offset[row] ?? 0,
    state.size[row] ?? 0,
    keyTuple(register.keys(id)),
  ]
}
