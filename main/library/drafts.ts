// Turns asked-for writes into deeds, and into records for the content files; nothing is changed here yet.
import type { ArticleId, Instant } from '../contract/models.ts'
import { assertNever } from '../contract/problems.ts'
import type { Place } from './content.ts'
import { rowTuple, type Books, type PlainDeed, type RowTuple } from './deeds.ts'
import type { NewArticle, StoredBody, Write } from './writes.ts'
import { completenessFlags, completenessOf, flag } from './register.ts'
import { instantOrNull } from './bounds.ts'
import { keysFor } from './identity.ts'
import { headOf, keyTuple, recordLine, seconds, shelfRow, sortAt, type ArticleRecord } from './record.ts'

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

/** What the writes of one group, drafted before, will have made of an article. */
export type Pending = Map<ArticleId, { tuple: RowTuple; record: ArticleRecord | null }>

export class Drafter {
  readonly #books: Books
  readonly #record: (id: ArticleId) => Promise<ArticleRecord | null>
  #nextArticleId = 0

  constructor(books: Books, record: (id: ArticleId) => Promise<ArticleRecord | null>) {
    this.#books = books
    this.#record = record
  }

  /** A new group begins: ids that a failed one has taken are free again. */
  begin(): Pending {
    this.#nextArticleId = this.#books.register.next
    return new Map()
  }

  async draft(writes: readonly Write[], now: Instant, pending: Pending): Promise<Draft> {
    const draft: Draft = { deeds: [], records: [] }
    for (const write of writes) await this.#add(draft, write, now, pending)
    return draft
  }

  async #add(draft: Draft, write: Write, now: Instant, pending: Pending): Promise<void> {
    const { deeds } = draft
    switch (write.kind) {
      case 'feeds.put':
        if (write.feeds.length > 0) deeds.push(['feeds', write.feeds])
        return
      case 'feeds.remove':
        deeds.push(['unfollow', write.ids, now])
        return
      case 'feeds.restore':
        deeds.push(['refollow', write.ids])
        return
      case 'folders.put':
        if (write.folders.length > 0) deeds.push(['folders', write.folders])
        return
      case 'folders.remove':
        deeds.push(['unfold', write.ids])
        return
      case 'settings.put':
        deeds.push(['settings', write.settings])
        return
      case 'articles.add':
        if (this.#isKnown(write.feedId, draft) && write.articles.length > 0) {
          deeds.push([
            'add',
            write.articles.map((article) => this.#newArticle(draft, write.feedId, article, now, pending)),
          ])
        }
        return
      case 'articles.update': {
        const tuple = await this.#update(draft, write, pending)
        if (tuple) deeds.push(['text', [tuple]])
        return
      }
      case 'articles.mark':
        if (write.read !== undefined || write.saved !== undefined) {
          deeds.push(['mark', [...write.ids], asBit(write.read), asBit(write.saved)])
        }
        return
      case 'articles.place':
        deeds.push(['place', write.id, Math.round(Math.min(1, Math.max(0, write.position || 0)) * 10_000)])
        return
      case 'articles.remove':
        deeds.push(['remove', [...write.ids]])
        return
      default:
        assertNever(write)
    }
  }

  /** Articles of a feed that was unfollowed while it was fetched still belong to it, should it come back. */
  #isKnown(feedId: number, draft: Draft): boolean {
    const { feeds, unfollowed } = this.#books.catalogue
    if (feeds.has(feedId) || unfollowed.has(feedId)) return true
    return draft.deeds.some((deed) => deed[0] === 'feeds' && deed[1].some(({ id }) => id === feedId))
  }

  #newArticle(draft: Draft, feedId: number, article: NewArticle, now: Instant, pending: Pending): RowTuple {
    const { identity, head, body, completeness } = article
    const id = this.#nextArticleId++
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
    this.#keep(draft, tuple, { id, feed: feedId, arrived, keys, row, body }, pending)
    return tuple
  }

  async #update(
    draft: Draft,
    write: Extract<Write, { kind: 'articles.update' }>,
    pending: Pending,
  ): Promise<RowTuple | null> {
    const { id, head, body, completeness, hash, identity } = write
    const earlier = pending.get(id)
    await this.#books.loadKeys()
    const tuple = earlier ? copied(earlier.tuple) : rowTuple(this.#books.register, id)
    if (!tuple) return null
    if (identity) tuple[8] = keyTuple(keysFor(identity))
    if (hash !== undefined) tuple[8][7] = hash >>> 0
    if (completeness !== undefined) tuple[4] = (tuple[4] & ~completenessMask) | completenessFlags(completeness)
    if (head || body) {
      const record = earlier?.record ?? (await this.#record(id))
      if (record) {
        const next = merged(record, tuple, head, body)
        tuple[3] = seconds(sortAt(next.row.publishedAt, tuple[2]))
        tuple[4] = (tuple[4] & ~flag.media) | filesFlag(next.row)
        this.#keep(draft, tuple, next, pending)
        return tuple
      }
    }
    // A record of this group has no place yet: what follows it in the group is written with it again.
    if (earlier?.record) this.#keep(draft, tuple, { ...earlier.record, keys: tuple[8] }, pending)
    else pending.set(id, { tuple, record: null })
    return tuple
  }

  #keep(draft: Draft, tuple: RowTuple, record: ArticleRecord, pending: Pending): void {
    const row = JSON.stringify(record.row)
    const placed = ({ file, offset, size }: Place): void => {
      tuple[5] = file
      tuple[6] = offset
      tuple[7] = size
    }
    draft.records.push({ id: record.id, row, line: recordLine(record), placed })
    pending.set(record.id, { tuple, record })
  }
}

const completenessMask = flag.complete | flag.partial
const filesFlag = (row: { files?: unknown; picture?: unknown; enclosures?: unknown }): number =>
  row.files || row.picture || row.enclosures ? flag.media : 0
const asBit = (wanted: boolean | undefined): 0 | 1 | null => (wanted === undefined ? null : wanted ? 1 : 0)
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

export const stateOf = (
  flags: number,
): { read: boolean; saved: boolean; completeness: ReturnType<typeof completenessOf> } => ({
  read: (flags & flag.read) !== 0,
  saved: (flags & flag.saved) !== 0,
  completeness: completenessOf(flags),
})
