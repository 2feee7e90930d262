// Opens what is on the disk: library.json, register, journal, in that order, and mends what is damaged.
import type { ArticleId } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Codec, Files } from '../base/host.ts'
import { pendingMarks } from './account-deeds.ts'
import { backupPath, decodeBackup } from './backup-file.ts'
import { Catalogue } from './catalogue.ts'
import { Content } from './content.ts'
import { perform, type Books } from './deeds.ts'
import { Journal } from './journal.ts'
import type { LibraryHost, Tuning } from './library.ts'
import { mendKeys, mendPages, newestBackup, placeholders } from './mending.ts'
import { readRecord } from './record.ts'
import { RecordReader } from './reader.ts'
import { Register } from './register.ts'
import { performRestore, type RestoreDeed } from './restoring.ts'
import { Shelves } from './shelves.ts'
import { Tally } from './tally.ts'

export interface OpenBooks {
  books: Books
  content: Content
  journal: Journal
  reader: RecordReader
  tally: Tally
  /** Everything found and mended so far. */
  problems: Problem[]
  /** Backups that a restore in the journal names. */
  restored: Set<string>
  /** Told of damage that is found later; `lost`: articles of which nothing is left. */
  damaged: { tell: (problem: Problem | null, lost: ArticleId[]) => void }
}

const noRows: ReadonlyMap<ArticleId, string> = new Map()

export async function openBooks({ files, codec, clock }: LibraryHost, { contentBytes }: Tuning): Promise<OpenBooks> {
  const open = emptyBooks(files, codec, contentBytes)
  const { books, content, journal, problems, tally } = open
  const { catalogue, register } = books
  await catalogue.open()
  if (catalogue.file.damaged) problems.push(mended('snapshotRestored', 'library.json', 0))
  await content.openEnd()
  const knownArticles = catalogue.library === '' ? await articlesIn(content) : catalogue.nextArticleId
  const { mended: older, lost } = await register.open(knownArticles)
  const isNew = catalogue.file.found === 'nothing' && register.pages.length === 0
  const catalogueLost = catalogue.library === '' && !isNew
  if (catalogueLost) await bringBackCatalogue(open, files, codec)
  for (const { file, number } of older)
    if (file.damaged) problems.push(mended('snapshotRestored', `register/${number}`, 0))
  if (lost.length > 0) {
    await books.loadKeys()
    const backup = await newestBackup(files, codec, catalogue.library)
    problems.push(...(await mendPages(register, content, backup, new Set(lost.map(({ number }) => number)))))
  }
  const everything = catalogue.file.found !== 'current' || older.length > 0 || lost.length > 0
  const reading = await journal.read(catalogue.seq, everything)
  for (const { deeds } of reading.entries) {
    for (const deed of deeds) {
      if (deed[0] === 'restore') await restoreAgain(open, files, codec, deed)
      else perform(books, deed, noRows)
    }
  }
  if (reading.torn !== null || reading.lost > 0) {
    problems.push(mended('journalCut', reading.torn ?? 'journal', reading.lost))
  }
  for (const number of catalogue.unsettled) {
    const page = register.pages[number]
    if (page) page.unsettled = true
  }
  // What came from a backup, or from nowhere, is older than what the reader still wants to be told.
  if (lost.length > 0) for (const deed of pendingMarks(catalogue.outbox)) perform(books, deed, noRows)
  if (catalogueLost) {
    for (const feed of catalogue.feeds.values())
      if (feed.accountId != null && !catalogue.accounts.has(feed.accountId))
        perform(books, ['feeds', [{ ...feed, accountId: null, remoteId: null }]], noRows)
    for (const feed of await placeholders(register, catalogue, (id) => open.reader.record(id), clock.now())) {
      perform(books, ['feeds', [feed]], noRows)
    }
  }
  if (catalogue.library === '') {
    catalogue.library = crypto.randomUUID()
    catalogue.seq = Math.min(catalogue.seq, journal.seq)
    await catalogue.write()
  }
  tally.count(catalogue.nextFeedId, clock.now())
  books.tally = tally
  return open
}

/** The id after the highest that has a record. */
async function articlesIn(content: Content): Promise<ArticleId> {
  let next = 1
  for (const number of await content.numbers()) {
    for await (const { line } of content.lines(number)) next = Math.max(next, (readRecord(line)?.id ?? 0) + 1)
  }
  return next
}

function emptyBooks(files: Files, codec: Codec, contentBytes: number): OpenBooks {
  const problems: Problem[] = []
  const damaged: OpenBooks['damaged'] = {
    tell(problem) {
      if (problem) problems.push(problem)
    },
  }
  const register = new Register(files, codec)
  const content = new Content(files, codec, contentBytes)
  const reader = new RecordReader(content, register, () => {
    damaged.tell({ kind: 'libraryMended', what: 'bodiesLost', path: 'content', lost: 1 }, [])
  })
  const rowFromRecord = async (id: ArticleId) => (await reader.record(id))?.row ?? null
  const shelves = new Shelves(files, codec, register, rowFromRecord, (problem, lost) => damaged.tell(problem, lost))
  const readKeys = async (): Promise<void> => {
    const lost = await register.loadKeys()
    if (!lost) return
    const backup = await newestBackup(files, codec, books.catalogue.library)
    const found = await mendKeys(register, content, backup, lost)
    for (const problem of found) damaged.tell(problem, [])
  }
  let loading: Promise<void> | null = null
  /** Nobody goes on with keys that are still being mended. */
  const loadKeys = (): Promise<void> => {
    loading ??= readKeys().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
  const books: Books = { catalogue: new Catalogue(files, codec), register, shelves, tally: null, loadKeys }
  const journal = new Journal(files, codec)
  return { books, content, reader, problems, restored: new Set(), damaged, tally: new Tally(register), journal }
}

async function restoreAgain(
  { books, problems, restored }: OpenBooks,
  files: Files,
  codec: Codec,
  deed: RestoreDeed,
): Promise<void> {
  restored.add(deed[1])
  const path = backupPath(deed[1])
  const bytes = await files.read(path)
  const backup = bytes && decodeBackup(bytes, codec)
  await books.loadKeys()
  if (backup) performRestore(books, deed, backup)
  else problems.push({ kind: 'backupUnreadable', path })
}

/** Both library.json are damaged or gone: the newest backup has feeds, folders and settings. */
async function bringBackCatalogue({ books, problems }: OpenBooks, files: Files, codec: Codec): Promise<void> {
  const backup = await newestBackup(files, codec, '')
  if (backup) {
    // The register goes on from its own pages and from all of the journal.
    books.catalogue.replace({ ...backup.catalogue, seq: 0, unsettled: [], nextArticleId: books.register.next })
  }
  problems.push(mended('backupRestored', 'library.json', backup ? 0 : 1))
}

const mended = (what: Extract<Problem, { kind: 'libraryMended' }>['what'], path: string, lost: number): Problem => ({
  kind: 'libraryMended',
  what,
  path,
  lost,
})
