// What the library knows about one article, in the three shapes in which it is kept: columns, a shelf row, a record.
import type { ArticleHead, ArticleId, FeedId, Instant, MediaKey, MediaState } from '../contract/models.ts'
import { bounded } from './bounds.ts'
import type { NewHead, StoredBody } from './writes.ts'
import type { Keys } from './register.ts'

/** A head as it lies in a shelf, without what is empty, and with the files that its text shows. */
export interface ShelfRow extends Partial<NewHead> {
  title: string
  files?: [key: MediaKey, kind: MediaState['kind'], state: MediaState['state'], bytes: number][]
}

/** One line of a content file: enough to make everything else about the article again, except what the reader did. */
export interface ArticleRecord {
  id: ArticleId
  feed: FeedId
  arrived: Instant
  keys: KeyTuple
  row: ShelfRow
  body: StoredBody | null
}

export type KeyTuple = [
  guidA: number,
  guidB: number,
  linkA: number,
  linkB: number,
  path: number,
  title: number,
  published: number,
  hash: number,
  /** Left out where no service knows it. */
  remoteA?: number,
  remoteB?: number,
  remoteC?: number,
]

export function keyTuple(k: Keys): KeyTuple {
  const tuple: KeyTuple = [k.guidA, k.guidB, k.linkA, k.linkB, k.path, k.title, k.published, k.hash]
  if (hasRemote(k)) tuple.push(k.remoteA, k.remoteB, k.remoteC)
  return tuple
}

export const keysOf = ([guidA, guidB, linkA, linkB, path, title, published, hash, a, b, c]: KeyTuple): Keys => ({
  guidA,
  guidB,
  linkA,
  linkB,
  path,
  title,
  published,
  hash,
  remoteA: a ?? 0,
  remoteB: b ?? 0,
  remoteC: c ?? 0,
})

export const hasRemote = ({ remoteA, remoteB, remoteC }: Keys): boolean => (remoteA | remoteB | remoteC) !== 0

/** A clock that is a little wrong does not move an article; a date far ahead does not stick to the top. */
const tolerance = 10 * 60 * 1000

export function sortAt(publishedAt: Instant | null | undefined, arrivedAt: Instant): Instant {
  if (publishedAt === null || publishedAt === undefined || !Number.isFinite(publishedAt)) return arrivedAt
  return publishedAt > arrivedAt + tolerance ? arrivedAt : Math.max(0, publishedAt)
}

/** Whole seconds, as the register keeps them. */
export const seconds = (instant: Instant): number => Math.min(0xffffffff, Math.max(0, Math.floor(instant / 1000)))

export function shelfRow(unbounded: NewHead, body: StoredBody | null): ShelfRow {
  const head = bounded(unbounded)
  const row: ShelfRow = { title: head.title }
  if (head.url !== null) row.url = head.url
  if (head.kicker !== null) row.kicker = head.kicker
  if (head.standfirst !== null) row.standfirst = head.standfirst
  if (head.authors.length > 0) row.authors = head.authors
  if (head.agency !== null) row.agency = head.agency
  if (head.publishedAt !== null) row.publishedAt = head.publishedAt
  if (head.updatedAt !== null) row.updatedAt = head.updatedAt
  if (head.language !== null) row.language = head.language
  if (head.picture !== null) row.picture = head.picture
  if (head.enclosures.length > 0) row.enclosures = head.enclosures
  if (head.categories.length > 0) row.categories = head.categories
  if (head.words > 0) row.words = head.words
  if (head.comments !== null) row.comments = head.comments
  if (head.locked) row.locked = true
  if (body && body.media.length > 0) {
    row.files = body.media.map(({ key, kind, state, bytes }) => [key, kind, state, bytes])
  }
  return row
}

export function headOf(row: ShelfRow): NewHead {
  return {
    url: row.url ?? null,
    title: row.title,
    kicker: row.kicker ?? null,
    standfirst: row.standfirst ?? null,
    authors: row.authors ?? [],
    agency: row.agency ?? null,
    publishedAt: row.publishedAt ?? null,
    updatedAt: row.updatedAt ?? null,
    language: row.language ?? null,
    picture: row.picture ?? null,
    enclosures: row.enclosures ?? [],
    categories: row.categories ?? [],
    words: row.words ?? 0,
    comments: row.comments ?? null,
    locked: row.locked ?? false,
  }
}

export type ReaderState = Pick<
  ArticleHead,
  'id' | 'feedId' | 'arrivedAt' | 'read' | 'saved' | 'position' | 'completeness'
>

/** Files that the article needs: none of these may be removed while it lives. */
export function filesOf(row: ShelfRow): MediaKey[] {
  const keys = (row.files ?? []).map(([key]) => key)
  if (row.picture) keys.push(row.picture.key)
  for (const { key } of row.enclosures ?? []) keys.push(key)
  return keys
}

export const recordLine = (record: ArticleRecord): string => JSON.stringify(record)

/** null: not a record. */
export function readRecord(line: string): ArticleRecord | null {
  try {
    const record = JSON.parse(line) as ArticleRecord
    return typeof record.id === 'number' && typeof record.row.title === 'string' ? record : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
