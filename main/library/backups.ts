// Backups: one a day by itself, seven days and four weeks of them, and the way back.
import type { Backup } from '../contract/commands.ts'
import type { ArticleId, Instant } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import {
  backupFiles,
  backupPath,
  backupRows,
  decodeBackup,
  encodeBackup,
  isBackupName,
  type BackupContent,
} from './backup-file.ts'
import type { Core } from './core.ts'
import { perform, type RowTuple } from './deeds.ts'
import type { DraftRecord } from './drafts.ts'
import { pendingMarks } from './account-deeds.ts'
import { headOf, recordLine, shelfRow, type ArticleRecord } from './record.ts'
import { flag, type Register } from './register.ts'
import { performRestore, type RestoreDeed } from './restoring.ts'

const day = 24 * 60 * 60 * 1000
const dailies = 7
const weeklies = 4

export async function listBackups({ host }: Core): Promise<Backup[]> {
  const found = await backupFiles(host.files, host.codec)
  return found.flatMap(({ name, bytes, title }) => {
    return title ? [{ name, at: title.at, bytes, articles: title.articles, feeds: title.feeds }] : []
  })
}

export function makeBackup(core: Core): Promise<Backup> {
  return core.alone(() => writeBackup(core))
}

async function writeBackup(core: Core): Promise<Backup> {
  const { books, tally } = core.open
  const { catalogue, register } = books
  const { codec, files } = core.host
  await books.loadKeys()
  const at = core.now()
  const articles = tally.counts(catalogue.feeds.values(), at).total
  const saved: string[] = []
  for (const id of savedIds(register)) {
    const record = await core.record(id)
    if (record) saved.push(recordLine(record))
  }
  const serials = (await backupFiles(files, codec)).map(({ title }) => title?.serial ?? 0)
  const serial = Math.max(0, ...serials) + 1
  const title = { version: 1 as const, library: catalogue.library, at, serial, articles, feeds: catalogue.feeds.size }
  const bytes = encodeBackup({ title, catalogue: catalogue.data(), register, saved }, codec)
  const name = await freeName(core, at)
  await files.replace(backupPath(name), bytes)
  await rotate(core)
  return { name, at, bytes: bytes.length, articles, feeds: catalogue.feeds.size }
}

function savedIds(register: Register): ArticleId[] {
  const ids: ArticleId[] = []
  for (const { first, rows, state } of register.pages) {
    for (let row = 0; row < rows; row++) {
      if ((state.flags[row] ?? 0) & flag.saved && register.isLive(first + row)) ids.push(first + row)
    }
  }
  return ids
}

async function freeName({ host }: Core, at: Instant): Promise<string> {
  const nameAt = (instant: Instant): string =>
    `${new Date(instant).toISOString().slice(0, 23).replace(/[:.]/g, '-')}.backup`
  const taken = new Set((await host.files.list('backups')).map(({ name }) => name))
  let instant = at
  while (taken.has(nameAt(instant))) instant++
  return nameAt(instant)
}

/** The newest of each of the last seven days and four weeks that have one. */
async function rotate(core: Core): Promise<void> {
  const { files, codec } = core.host
  const newestFirst = (await backupFiles(files, codec)).map(({ name }) => name)
  const days = new Map<string, string>()
  const weeks = new Map<number, string>()
  for (const name of newestFirst) {
    const date = name.slice(0, 10)
    const week = Math.floor((Date.parse(date) / day + 3) / 7)
    if (!days.has(date) && days.size < dailies) days.set(date, name)
    if (!weeks.has(week) && weeks.size < weeklies) weeks.set(week, name)
  }
  // The journal may still need one that was brought back.
  const kept = new Set([...newestFirst.slice(0, 2), ...days.values(), ...weeks.values(), ...core.open.restored])
  for (const name of newestFirst) if (!kept.has(name)) await files.remove(backupPath(name))
  // Left by a crash: a name that never comes again.
  for (const { name } of await files.list('backups'))
    if (name.endsWith('.backup.new')) await files.remove(backupPath(name))
}

/** Makes the day's backup when there is none yet, while nothing else writes; a clock that went back does not stop it. */
export async function backUpWhenDue(core: Core): Promise<void> {
  if (core.open.books.catalogue.feeds.size === 0) return
  const [newest] = await listBackups(core)
  const age = newest ? core.now() - newest.at : Infinity
  if (age >= day || age < -day) await writeBackup(core)
}

export async function restoreBackup(core: Core, name: string): Promise<Result<null>> {
  const bytes = isBackupName(name) ? await core.host.files.read(backupPath(name)) : null
  if (!bytes) return fail({ kind: 'notFound', noun: 'backup', id: name })
  const backup = decodeBackup(bytes, core.host.codec)
  if (!backup) return fail({ kind: 'backupUnreadable', path: backupPath(name) })
  // So that there is a way back from the way back.
  await makeBackup(core)
  await core.alone(async () => {
    // The rotation may just have taken it, and the journal is going to name it.
    await core.host.files.replace(backupPath(name), bytes)
    await bringBack(core, name, backup)
  })
  core.announce([{ kind: 'library.replaced' }])
  return ok(null)
}

async function bringBack(core: Core, name: string, backup: BackupContent): Promise<void> {
  const { books, tally } = core.open
  const { catalogue, register } = books
  const same = backup.title.library === catalogue.library
  const raised = {
    articles: same ? 0 : register.next - 1,
    feeds: same ? 0 : catalogue.nextFeedId - 1,
    folders: same ? 0 : catalogue.nextFolderId - 1,
    accounts: same ? 0 : catalogue.nextAccountId - 1,
  }
  await books.loadKeys()
  const texts: RowTuple[] = []
  const records: DraftRecord[] = []
  const rows = new Map([...backupRows(backup)].map((row) => [row.id, row]))
  for (const saved of backup.saved) {
    const was = rows.get(saved.id)
    const id = saved.id + raised.articles
    if (!was || register.isLive(id)) continue
    const record = await withPresentMedia(core, { ...saved, id, feed: saved.feed + raised.feeds })
    const wants = record.body === null || record.body.media.some(({ state }) => state === 'wanted')
    const flags = wants ? was.flags & ~completeFlags : was.flags
    const tuple: RowTuple = [id, record.feed, record.arrived, was.sort, flags, 0, 0, 0, record.keys]
    texts.push(tuple)
    records.push({
      id,
      line: recordLine(record),
      row: null,
      placed({ file, offset, size }) {
        tuple[5] = file
        tuple[6] = offset
        tuple[7] = size
      },
    })
  }
  const deed: RestoreDeed = ['restore', name, core.now(), raised, texts]
  core.open.restored.add(name)
  const again = same ? pendingMarks(catalogue.outbox) : []
  await core.committer.store([{ deeds: [deed, ...again], records }])
  books.tally = null
  performRestore(books, deed, backup)
  for (const mark of again) perform(books, mark, new Map())
  tally.count(catalogue.nextFeedId, core.now())
  books.tally = tally
  await core.snapshots.tryToWrite()
}

const completeFlags = flag.complete | flag.partial

/** Pictures that have gone since are fetched again. */
async function withPresentMedia(core: Core, record: ArticleRecord): Promise<ArticleRecord> {
  if (!record.body) return record
  const media = await Promise.all(
    record.body.media.map(async (one) => {
      const there = one.state !== 'kept' || (await core.media.has(one.key))
      return there ? one : { ...one, state: 'wanted' as const, bytes: 0 }
    }),
  )
  const body = { ...record.body, media }
  return { ...record, body, row: shelfRow(headOf(record.row), body) }
}
