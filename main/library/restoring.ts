// Brings a backup back: feeds, folders, labels and settings as they were, reading state for everything, and the text of
// what was saved and is gone. What came after the backup stays, as far as its feed does; accounts, and what waits for
// them, stay as they are.
import type { AccountId, ArticleId, Feed } from '../contract/models.ts'
import { backupRows, type BackupContent } from './backup-file.ts'
import type { Catalogue } from './catalogue.ts'
import type { Books, Deed, RowTuple } from './deeds.ts'
import { completeSettings } from './defaults.ts'
import { flag, liveMask } from './register.ts'
import { keysOf } from './record.ts'

export type RestoreDeed = Extract<Deed, ['restore', ...unknown[]]>

export function performRestore(books: Books, [, , at, raised, texts]: RestoreDeed, backup: BackupContent): void {
  restoreCatalogue(books, at, raised, backup)
  restoreRows(books, raised, backup)
  for (const tuple of texts) restoreText(books, tuple)
  restorePositions(books, raised, texts, backup)
  restoreLabels(books, raised, backup)
  books.register.forgetOrder()
}

function restoreCatalogue(
  { catalogue }: Books,
  at: number,
  raised: RestoreDeed[3],
  { catalogue: was, title }: BackupContent,
): void {
  const inFolder = (id: number | null): number | null => (id === null ? null : id + raised.folders)
  const accounts = title.library === catalogue.library ? null : strangers(catalogue, raised, was)
  /** Of an account that is here no more it is nobody's. */
  const inAccount = <T extends { accountId?: AccountId | null; remoteId?: string | null }>(one: T): T => {
    if (one.accountId == null) return one
    const id = accounts ? accounts.get(one.accountId) : one.accountId
    if (id !== undefined && catalogue.accounts.has(id)) return { ...one, accountId: id }
    return { ...one, accountId: null, remoteId: null }
  }
  const feeds = was.feeds.map((feed): Feed => {
    return inAccount({ ...feed, id: feed.id + raised.feeds, folderId: inFolder(feed.folderId) })
  })
  const kept = new Set(feeds.map(({ id }) => id))
  for (const feed of catalogue.feeds.values()) if (!kept.has(feed.id)) catalogue.unfollowed.set(feed.id, { feed, at })
  catalogue.feeds.clear()
  for (const feed of feeds) {
    catalogue.feeds.set(feed.id, feed)
    catalogue.unfollowed.delete(feed.id)
    catalogue.nextFeedId = Math.max(catalogue.nextFeedId, feed.id + 1)
  }
  for (const { feed } of was.unfollowed) {
    const id = feed.id + raised.feeds
    if (catalogue.feeds.has(id) || catalogue.unfollowed.has(id)) continue
    catalogue.unfollowed.set(id, { feed: inAccount({ ...feed, id, folderId: inFolder(feed.folderId) }), at })
    catalogue.nextFeedId = Math.max(catalogue.nextFeedId, id + 1)
  }
  catalogue.folders.clear()
  for (const folder of was.folders) {
    const id = folder.id + raised.folders
    catalogue.folders.set(id, inAccount({ ...folder, id, parentId: inFolder(folder.parentId) }))
    catalogue.nextFolderId = Math.max(catalogue.nextFolderId, id + 1)
  }
  catalogue.settings = completeSettings(was.settings)
  const { feeds: followed, folders, outbox } = catalogue
  outbox.dropWhere(
    ({ change }) =>
      (change.on === 'feed' && !followed.has(change.id)) || (change.on === 'folder' && !folders.has(change.id)),
  )
}

/** Accounts of another library come without their secrets; one that is signed in here already is the same. Answers with
 * what their ids are here. */
function strangers(
  catalogue: Catalogue,
  raised: RestoreDeed[3],
  was: BackupContent['catalogue'],
): Map<AccountId, AccountId> {
  const ids = new Map<AccountId, AccountId>()
  const here = [...catalogue.accounts.values()]
  for (const account of was.accounts ?? []) {
    const { service, address, user, sync } = account
    const same = here.find((one) => one.service === service && one.address === address && one.user === user)
    const id = same?.id ?? account.id + (raised.accounts ?? 0)
    ids.set(account.id, id)
    if (same) continue
    catalogue.accounts.set(id, { ...account, id, sync: { ...sync, expired: true } })
    catalogue.nextAccountId = Math.max(catalogue.nextAccountId, id + 1)
  }
  return ids
}

/** As they were for what the backup knows; a backup of before there were labels knows nothing of them. */
function restoreLabels(
  { catalogue: { labels }, register }: Books,
  raised: RestoreDeed[3],
  backup: BackupContent,
): void {
  const was = backup.catalogue.labels
  if (!was) return
  const known = new Set<ArticleId>()
  for (const { id } of backupRows(backup)) known.add(id + raised.articles)
  for (const id of [...labels.articles()]) if (known.has(id)) labels.drop(id)
  for (const [label, ids] of was) {
    const back = ids.map((id) => id + raised.articles).filter((id) => known.has(id) && register.isLive(id))
    labels.set(back, labels.spelling(label), true)
  }
}

const reader = flag.read | flag.saved

function restoreRows({ register }: Books, raised: RestoreDeed[3], backup: BackupContent): void {
  for (const was of backupRows(backup)) {
    const id = was.id + raised.articles
    const now = register.flags(id)
    if ((now & flag.present) === 0) {
      // Nothing is left of it. What had been read does not come again; what had not may.
      if ((was.flags & (flag.removed | flag.read)) === 0) continue
      const { state } = register.toChange(id)
      const row = register.row(id)
      state.feed[row] = was.feed + raised.feeds
      state.arrived[row] = was.arrived
      state.sort[row] = was.sort
      state.flags[row] = flag.present | flag.removed | (was.flags & reader)
      register.setKeys(id, was.keys)
      continue
    }
    const { state } = register.toChange(id)
    state.flags[register.row(id)] = (now & ~reader) | (was.flags & reader)
    state.position[register.row(id)] = was.position
  }
}

/** Rows without a text had none. */
function restorePositions(
  { register }: Books,
  raised: RestoreDeed[3],
  texts: readonly RowTuple[],
  backup: BackupContent,
): void {
  const back = new Set(texts.map(([id]) => id))
  for (const { id, position } of backupRows(backup)) {
    const raisedId = id + raised.articles
    if (back.has(raisedId)) register.toChange(raisedId).state.position[register.row(raisedId)] = position
  }
}

function restoreText(
  { register, shelves }: Books,
  [id, feed, arrived, sort, flags, file, offset, size, keys]: RowTuple,
): void {
  if ((register.flags(id) & liveMask) === flag.present) return
  const { state } = register.toChange(id)
  const row = register.row(id)
  state.feed[row] = feed
  state.arrived[row] = arrived
  state.sort[row] = sort
  state.flags[row] = flags
  state.file[row] = file
  state.offset[row] = offset
  state.size[row] = size
  register.setKeys(id, keysOf(keys))
  shelves.put(id, null)
}
