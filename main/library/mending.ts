// Makes again what damage has taken: register rows from the records, reading state and forgotten articles from the newest
// backup, feeds from what their articles say.
import type { ArticleId, Feed, FeedId } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Codec, Files } from '../base/host.ts'
import { backupFiles, backupPath, backupRows, decodeBackup, type BackupContent } from './backup-file.ts'
import type { Catalogue } from './catalogue.ts'
import type { Content } from './content.ts'
import { keysOf, readRecord, seconds, sortAt, type ArticleRecord } from './record.ts'
import { completenessFlags, flag, pageBits, type LostKeys, type Register } from './register.ts'

/** The newest backup of this library that can be read; '': of any, when nobody knows which library this is. */
export async function newestBackup(files: Files, codec: Codec, library: string): Promise<BackupContent | null> {
  for (const { name, title } of await backupFiles(files, codec)) {
    if (!title || (library !== '' && title.library !== library)) continue
    const bytes = await files.read(backupPath(name))
    const content = bytes && decodeBackup(bytes, codec)
    if (content) return content
  }
  return null
}

/** Fills pages that could not be read. Keys have been loaded; the journal is read afterwards, on top. */
export async function mendPages(
  register: Register,
  content: Content,
  backup: BackupContent | null,
  pages: ReadonlySet<number>,
): Promise<Problem[]> {
  const before = new Map<ArticleId, { flags: number; position: number }>()
  const mended = new Map<number, number>([...pages].map((number) => [number, 0]))
  if (backup) {
    for (const { id, feed, arrived, sort, flags, position, keys } of backupRows(backup)) {
      if (!pages.has(id >>> pageBits)) continue
      before.set(id, { flags, position })
      // Removed articles have no record; others get their row from it.
      if ((flags & flag.removed) === 0) continue
      setRow(register, id, { feed, arrived, sort, flags, position, file: 0, offset: 0, size: 0 })
      register.setKeys(id, keys)
    }
  }
  for (const number of await content.numbers()) {
    for await (const { line, place } of content.lines(number)) {
      const record = readRecord(line)
      if (!record || !pages.has(record.id >>> pageBits)) continue
      const old = before.get(record.id)
      if (old && old.flags & flag.removed) continue
      const { flags = 0, position = 0 } = old ?? {}
      const kept = flags & (flag.read | flag.saved)
      setRow(register, record.id, { ...rowOf(record), ...place, flags: rowOf(record).flags | kept, position })
      register.setKeys(record.id, keysOf(record.keys))
      mended.set(record.id >>> pageBits, (mended.get(record.id >>> pageBits) ?? 0) + 1)
    }
  }
  return [...mended].map(([number, rows]) => ({
    kind: 'libraryMended',
    what: 'stateRebuilt',
    path: `register/${String(number).padStart(4, '0')}.state`,
    lost: backup ? 0 : rows,
  }))
}

function rowOf({ feed, arrived, row, body }: ArticleRecord) {
  const complete =
    body !== null && body.media.every(({ state }) => state === 'kept' || state === 'skipped') && !body.wantsPage
  const files = row.files || row.picture || row.enclosures ? flag.media : 0
  const flags = flag.present | files | completenessFlags(complete ? 'complete' : 'waiting')
  return { feed, arrived, sort: seconds(sortAt(row.publishedAt, arrived)), flags }
}

type RowNumbers = Record<'feed' | 'arrived' | 'sort' | 'flags' | 'position' | 'file' | 'offset' | 'size', number>

function setRow(register: Register, id: ArticleId, numbers: RowNumbers): void {
  const { state } = register.toChange(id)
  const row = register.row(id)
  state.feed[row] = numbers.feed
  state.arrived[row] = numbers.arrived
  state.sort[row] = numbers.sort
  state.flags[row] = numbers.flags
  state.position[row] = numbers.position
  state.file[row] = numbers.file
  state.offset[row] = numbers.offset
  state.size[row] = numbers.size
}

/** Fills keys that could not be read. */
export async function mendKeys(
  register: Register,
  content: Content,
  backup: BackupContent | null,
  { pages, rows }: LostKeys,
): Promise<Problem[]> {
  const found = new Set<ArticleId>()
  if (backup) {
    for (const { id, keys } of backupRows(backup)) {
      if (!rows.has(id)) continue
      register.setKeys(id, keys)
      found.add(id)
    }
  }
  for (const number of await content.numbers()) {
    for await (const { line } of content.lines(number)) {
      const record = readRecord(line)
      if (!record || !rows.has(record.id) || !register.isLive(record.id)) continue
      register.setKeys(record.id, keysOf(record.keys))
      found.add(record.id)
    }
  }
  return [...pages].map((number) => {
    let lost = 0
    for (const id of rows) if (id >>> pageBits === number && !found.has(id)) lost++
    return {
      kind: 'libraryMended',
      what: 'stateRebuilt',
      path: `register/${String(number).padStart(4, '0')}.keys`,
      lost,
    }
  })
}

/** Articles whose feed nobody knows any more stay readable under a feed made from their address. */
export async function placeholders(
  register: Register,
  catalogue: Catalogue,
  record: (id: ArticleId) => Promise<ArticleRecord | null>,
  now: number,
): Promise<Feed[]> {
  const unknown = new Map<FeedId, ArticleId>()
  for (const { first, rows, state } of register.pages) {
    for (let row = 0; row < rows; row++) {
      const feed = state.feed[row] ?? 0
      if (!register.isLive(first + row) || catalogue.feeds.has(feed) || catalogue.unfollowed.has(feed)) continue
      unknown.set(feed, first + row)
    }
  }
  const feeds: Feed[] = []
  for (const [id, article] of unknown) {
    const url = (await record(article))?.row.url ?? ''
    const { origin, host } = URL.canParse(url) ? new URL(url) : { origin: '', host: '' }
    feeds.push(placeholder(id, origin, host, now))
  }
  return feeds
}

const placeholder = (id: FeedId, origin: string, host: string, now: number): Feed => ({
  id,
  url: origin,
  title: host === '' ? `? ${id}` : host,
  ownTitle: null,
  description: null,
  siteUrl: origin === '' ? null : origin,
  language: null,
  icon: null,
  folderId: null,
  position: id,
  followedAt: now,
  fullText: 'auto',
  fetchesPages: false,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: true,
  fetch: {
    checkedAt: null,
    changedAt: null,
    nextAt: now,
    etag: null,
    lastModified: null,
    hash: null,
    failures: 0,
    problem: { kind: 'badAddress', text: origin },
    gone: false,
    moved: null,
    rhythm: null,
    wants: null,
    hub: null,
  },
})
