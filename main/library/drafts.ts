// Turns asked-for writes into deeds, and into records for the content files; nothing is changed here yet.
import type { ArticleId, FeedId, Instant } from '../contract/models.ts'
import { assertNever } from '../contract/problems.ts'
import type { Place } from './content.ts'
import { rowTuple, type Books, type PlainDeed, type RowTuple } from './deeds.ts'
import { Ahead, unlinked } from './ahead.ts'
import { FeedDraft } from './draft-feeds.ts'
import { FolderDraft } from './draft-folders.ts'
import { draftLabel, draftMark, draftTell } from './draft-marks.ts'
import { draftAccountRemoval, draftRefused, draftSent, draftSettling, draftWishes } from './draft-outbox.ts'
import type { Identity, NewArticle, StoredBody, Write } from './writes.ts'
import { completenessFlags, flag } from './register.ts'
import { instantOrNull } from './bounds.ts'
import { keysFor } from './identity.ts'
import {
  hasRemote,
  headOf,
  keysOf,
  keyTuple,
  recordLine,
  seconds,
  shelfRow,
  sortAt,
  type ArticleRecord,
  type KeyTuple,
} from './record.ts'

export interface Draft {
  deeds: PlainDeed[]
  records: DraftRecord[]
}

export interface DraftRecord {
  id: ArticleId
  line: string
  /** The shelf row, where it is new. */
  row: string | null
  /** Tells the deed where the record lies. */
  placed(place: Place): void
}

export class Drafter {
  readonly #books: Books
  readonly #record: (id: ArticleId) => Promise<ArticleRecord | null>

  constructor(books: Books, record: (id: ArticleId) => Promise<ArticleRecord | null>) {
    this.#books = books
    this.#record = record
  }

  /** A new group begins: ids that a failed one has taken are free again. */
  begin(): Ahead {
    return new Ahead(this.#books)
  }

  async draft(writes: readonly Write[], now: Instant, ahead: Ahead): Promise<Draft> {
    const draft: Draft = { deeds: [], records: [] }
    // What goes together with its account has nobody to be told, in whatever order it is said.
    for (const write of writes)
      if (write.kind === 'accounts.remove') for (const id of write.ids) ahead.accounts.delete(id)
    for (const write of writes) await this.#add(draft, write, now, ahead)
    return draft
  }

  async #add(draft: Draft, write: Write, now: Instant, ahead: Ahead): Promise<void> {
    const { deeds } = draft
    const feeds = (): FeedDraft => new FeedDraft(ahead, now, deeds, this.#books.register)
    const folders = (): FolderDraft => new FolderDraft(ahead, now, deeds)
    switch (write.kind) {
      case 'feeds.put':
        return feeds().put(write)
      case 'feeds.remove':
        return feeds().remove(write)
      case 'feeds.restore':
        return feeds().restore(write)
      case 'folders.put':
        return folders().put(write)
      case 'folders.remove':
        return folders().remove(write)
      case 'settings.put':
        deeds.push(['settings', write.settings])
        return
      case 'articles.add':
        return this.#newArticles(draft, write, now, ahead)
      case 'articles.update': {
        const tuple = await this.#update(draft, write, ahead)
        if (tuple) deeds.push(['text', [tuple]])
        return
      }
      case 'articles.mark':
        return draftMark(ahead, write, now, deeds)
      case 'articles.label':
        return draftLabel(ahead, write, now, deeds)
      case 'articles.tell':
        return draftTell(ahead, write, now, deeds)
      case 'articles.place':
        // A deed for what is not there yet would find it there when it is done again.
        if (ahead.isLive(write.id))
          deeds.push(['place', write.id, Math.round(Math.min(1, Math.max(0, write.position || 0)) * 10_000)])
        return
      case 'articles.remove': {
        const ids = write.ids.filter((id) => ahead.isLive(id))
        for (const id of ids) {
          ahead.setFlags(id, ahead.flags(id) | flag.removed)
          ahead.dropLabels(id)
        }
        if (ids.length > 0) deeds.push(['remove', ids])
        return
      }
      case 'articles.unlink':
        return this.#unlink(draft, [], write.ids, ahead)
      case 'feeds.unlink':
        return this.#unlink(draft, write.ids, [], ahead)
      case 'accounts.put':
        for (const account of write.accounts) ahead.accounts.set(account.id, account)
        if (write.accounts.length > 0) deeds.push(['accounts', write.accounts])
        return
      case 'accounts.remove':
        return draftAccountRemoval(ahead, write, deeds)
      case 'outbox.add':
        return draftWishes(ahead, write, now, deeds)
      case 'outbox.sent':
        return draftSent(ahead, write, deeds)
      case 'outbox.refused':
        return draftRefused(ahead, write, now, deeds)
      case 'outbox.settle':
        return draftSettling(ahead, write, now, deeds)
      default:
        assertNever(write)
    }
  }

  #unlink({ deeds }: Draft, feeds: FeedId[], of: ArticleId[], ahead: Ahead): void {
    const ids = of.filter((id) => (ahead.flags(id) & flag.present) !== 0)
    if (feeds.length + ids.length === 0) return
    deeds.push(['unlink', [...feeds], ids])
    ahead.unlink(feeds, ids)
  }

  #newArticles(
    draft: Draft,
    { feedId, articles }: Extract<Write, { kind: 'articles.add' }>,
    now: Instant,
    ahead: Ahead,
  ): void {
    // Articles of a feed that was unfollowed while it was fetched still belong to it, should it come back.
    if (articles.length === 0 || !(ahead.feeds.has(feedId) || ahead.unfollowed.has(feedId))) return
    const tuples = articles.map((article) => this.#newArticle(draft, feedId, article, now, ahead))
    draft.deeds.push(['add', tuples])
    for (const [index, { labels = [] }] of articles.entries())
      for (const label of labels) {
        const ids = [tuples[index]?.[0] ?? 0]
        draftLabel(ahead, { kind: 'articles.label', ids, label, value: true, service: true }, now, draft.deeds)
      }
  }

  #newArticle(draft: Draft, feedId: number, article: NewArticle, now: Instant, ahead: Ahead): RowTuple {
    const { identity, head, body, completeness } = article
    const id = ahead.nextArticleId++
    const arrived = instantOrNull(article.arrivedAt ?? null) ?? now
    const keys = keyTuple(keysFor(identity))
    const row = shelfRow(head, body)
    const flags =
      flag.present |
      completenessFlags(completeness) |
      filesFlag(row) |
      (article.read ? flag.read : 0) |
      (article.saved ? flag.saved : 0)
    const tuple: RowTuple = [id, feedId, arrived, seconds(sortAt(row.publishedAt, arrived)), flags, 0, 0, 0, keys]
    this.#keep(draft, tuple, { id, feed: feedId, arrived, keys, row, body }, ahead)
    return tuple
  }

  async #update(
    draft: Draft,
    write: Extract<Write, { kind: 'articles.update' }>,
    ahead: Ahead,
  ): Promise<RowTuple | null> {
    const { id, head, body, completeness, hash, identity } = write
    const earlier = ahead.articles.get(id)
    await this.#books.loadKeys()
    const tuple = earlier ? copied(earlier.tuple) : rowTuple(this.#books.register, id)
    if (!tuple) return null
    if (!earlier && ahead.isUnlinked(id)) tuple[8] = unlinked(tuple[8])
    if (identity) tuple[8] = recognised(tuple[8], identity)
    if (hash !== undefined) tuple[8][7] = hash >>> 0
    if (completeness !== undefined) tuple[4] = (tuple[4] & ~completenessMask) | completenessFlags(completeness)
    if (head || body) {
      const record = earlier?.record ?? (await this.#record(id))
      if (record) {
        const next = merged(record, tuple, head, body)
        tuple[3] = seconds(sortAt(next.row.publishedAt, tuple[2]))
        tuple[4] = (tuple[4] & ~flag.media) | filesFlag(next.row)
        this.#keep(draft, tuple, next, ahead)
        return tuple
      }
    }
    // A record of this group has no place yet: what follows it in the group is written with it again.
    if (earlier?.record) this.#keep(draft, tuple, { ...earlier.record, keys: tuple[8] }, ahead)
    else ahead.articles.set(id, { tuple, record: null })
    return tuple
  }

  #keep(draft: Draft, tuple: RowTuple, record: ArticleRecord, ahead: Ahead): void {
    const row = JSON.stringify(record.row)
    const placed = ({ file, offset, size }: Place): void => {
      tuple[5] = file
      tuple[6] = offset
      tuple[7] = size
    }
    draft.records.push({ id: record.id, row, line: recordLine(record), placed })
    ahead.articles.set(record.id, { tuple, record })
  }
}

const completenessMask = flag.complete | flag.partial
const filesFlag = (row: { files?: unknown; picture?: unknown; enclosures?: unknown }): number =>
  row.files || row.picture || row.enclosures ? flag.media : 0

/** The service goes on knowing it by the same id when nobody says another. */
function recognised(before: KeyTuple, identity: Identity): KeyTuple {
  const keys = keysFor(identity)
  if (hasRemote(keys)) return keyTuple(keys)
  const { remoteA, remoteB, remoteC } = keysOf(before)
  return keyTuple({ ...keys, remoteA, remoteB, remoteC })
}

const copied = (tuple: RowTuple): RowTuple => [...tuple.slice(0, 8), [...tuple[8]]] as RowTuple

function merged(
  record: ArticleRecord,
  tuple: RowTuple,
  head: Partial<object> | undefined,
  body: StoredBody | undefined,
): ArticleRecord {
  const nextBody = body ?? record.body
  return { ...record, keys: tuple[8], body: nextBody, row: shelfRow({ ...headOf(record.row), ...head }, nextBody) }
}
