// The truth on disk, and its only writer: reads from memory and shelves, writes through the journal, changes announced.
import type { ArticleHead, ArticleId } from '../contract/models.ts'
import type { Host } from '../base/host.ts'
import { backUpWhenDue, listBackups, makeBackup, restoreBackup } from './backups.ts'
import { Core } from './core.ts'
import { matchItems } from './match.ts'
import { openBooks } from './opening.ts'
import { articleKey, wishKey } from './outbox.ts'
import { incomplete, list } from './query.ts'
import { labelCounts, remoteIds, remotes } from './reads.ts'
import { headOf } from './record.ts'
import { completenessOf, flag } from './register.ts'
import { applyRetention, previewRetention } from './retention.ts'
import { storage } from './storage.ts'
import type { Library } from './writes.ts'

export type LibraryHost = Pick<Host, 'files' | 'codec' | 'clock' | 'log'>

export interface Tuning {
  /** A snapshot is written when the journal is as long. */
  journalBytes: number
  /** A new content file is begun when the last is as long. */
  contentBytes: number
}

/** Reading half a megabyte of journal at the start costs a few milliseconds; 16 MB of content are copied in one step. */
const tuned: Tuning = { journalBytes: 512 * 1024, contentBytes: 16 * 1024 * 1024 }

/** The host holds the lock. `tuning` lets tests come to the limits sooner. */
export async function openLibrary(host: LibraryHost, tuning: Partial<Tuning> = {}): Promise<Library> {
  const tunedTo = { ...tuned, ...tuning }
  return library(new Core(host, await openBooks(host, tunedTo), tunedTo))
}

function library(core: Core): Library {
  const { books, reader, tally } = core.open
  const { catalogue, register, shelves } = books

  const state: Library['state'] = (id) => {
    const page = register.page(id)
    const row = register.row(id)
    const feedId = page?.state.feed[row] ?? 0
    if (!page || !register.isLive(id) || !catalogue.feeds.has(feedId)) return undefined
    const flags = page.state.flags[row] ?? 0
    return {
      feedId,
      read: (flags & flag.read) !== 0,
      saved: (flags & flag.saved) !== 0,
      completeness: completenessOf(flags),
      arrivedAt: page.state.arrived[row] ?? 0,
      sortAt: (page.state.sort[row] ?? 0) * 1000,
    }
  }

  const position = (id: ArticleId): number => (register.page(id)?.state.position[register.row(id)] ?? 0) / 10_000

  return {
    get revision() {
      return core.revision
    },
    problems: core.open.problems,

    feeds: () => [...catalogue.feeds.values()],
    feed: (id) => catalogue.feeds.get(id) ?? null,
    folders: () => [...catalogue.folders.values()],
    settings: () => catalogue.settings,
    counts: () => tally.counts(catalogue.feeds.values(), core.now()),
    nextFeedId: () => catalogue.nextFeedId++,
    nextFolderId: () => catalogue.nextFolderId++,

    accounts: () => [...catalogue.accounts.values()],
    account: (id) => catalogue.accounts.get(id) ?? null,
    nextAccountId: () => catalogue.nextAccountId++,
    outbox: (accountId) => catalogue.outbox.of(accountId),
    refused: (accountId) => catalogue.outbox.refusedOf(accountId),
    waiting: (accountId) => catalogue.outbox.waiting(accountId),
    isPending: (id, key) => catalogue.outbox.entries.has(articleKey(id, key)),
    waits: (accountId, change) => catalogue.outbox.entries.has(wishKey(accountId, change)),
    remotes: (feedIds, digits) => remotes(books, feedIds, digits),
    remoteIds: (ids, digits) => remoteIds(books, ids, digits),
    unfollowed: () => [...catalogue.unfollowed.values()],
    labels: () => labelCounts(books),
    labelsOf: (id) => catalogue.labels.of(id),

    list: (query, options = {}) => list(register, catalogue, query, core.now(), options),
    state,
    async heads(ids) {
      const rows = await shelves.rows(ids.filter(state))
      return ids.flatMap((id): ArticleHead[] => {
        const row = rows.get(id)
        const now = state(id)
        if (!row || !now) return []
        const { feedId, arrivedAt, read, saved, completeness } = now
        const labels = catalogue.labels.of(id)
        const head = { id, feedId, ...headOf(row), arrivedAt, read, saved, position: position(id), completeness }
        return [labels.length > 0 ? { ...head, labels } : head]
      })
    },
    body: async (id) => (state(id) ? ((await reader.record(id))?.body ?? null) : null),
    async hashes(feedId) {
      const ids = register.ofFeed(feedId)
      if (ids.length > 0) await books.loadKeys()
      return Uint32Array.from(ids, (id) => register.keys(id).hash)
    },
    async match(feedId, identities) {
      await books.loadKeys()
      return matchItems(register, register.ofFeed(feedId), identities)
    },
    incomplete: (feedId) => incomplete(register, catalogue, feedId),

    apply: (writes) => core.apply(writes),
    onChange: (listener) => core.onChange(listener),
    onProblem: (listener) => core.onProblem(listener),

    media: core.media,

    storage: () => storage(core),
    previewRetention: (options) => previewRetention(core, options),
    applyRetention: () => applyRetention(core),

    backups: () => listBackups(core),
    backup: () => makeBackup(core),
    keepBackups: () => core.alone(() => backUpWhenDue(core)),
    restore: (name) => restoreBackup(core, name),

    close: () => core.close(),
  }
}
