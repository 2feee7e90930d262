// What every part of the library works with: the open books, the one way to write, and the announcing of what was written.
import type { ArticleId, FeedId } from '../contract/models.ts'
import type { Change, ChangeKind } from '../contract/changes.ts'
import type { Problem } from '../contract/problems.ts'
import { DiskError } from '../base/host.ts'
import { backUpWhenDue } from './backups.ts'
import { Committer } from './committer.ts'
import { perform, type PlainDeed } from './deeds.ts'
import { Drafter } from './drafts.ts'
import type { LibraryHost, Tuning } from './library.ts'
import { MediaStore } from './media-store.ts'
import type { OpenBooks } from './opening.ts'
import { labelCounts } from './reads.ts'
import { keyTuple, type ArticleRecord } from './record.ts'
import { Snapshots } from './snapshots.ts'
import type { Write } from './writes.ts'

export class Core {
  readonly host: LibraryHost
  readonly open: OpenBooks
  readonly committer: Committer
  readonly snapshots: Snapshots
  readonly media: MediaStore
  readonly tuning: Tuning
  revision = 0
  #closing: Promise<void> | null = null
  readonly #drafter: Drafter
  /** Those whose counts have been told. */
  #counted: Set<FeedId>
  /** As they were last told. */
  #labels: string
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #problemListeners = new Set<(problem: Problem) => void>()

  constructor(host: LibraryHost, open: OpenBooks, tuning: Tuning) {
    this.host = host
    this.open = open
    this.tuning = tuning
    this.#counted = new Set(open.books.catalogue.feeds.keys())
    this.#labels = JSON.stringify(labelCounts(open.books))
    this.media = new MediaStore(host.files, host.codec, () => this.refuseWhenClosed())
    this.snapshots = new Snapshots(open, tuning.journalBytes, (problem) => this.notice(problem))
    this.#drafter = new Drafter(open.books, (id) => this.record(id))
    this.committer = new Committer({
      books: open.books,
      content: open.content,
      journal: open.journal,
      drafter: this.#drafter,
      // Nobody waits for a snapshot; a bug in it is no reason to stop writing.
      afterwards: () => this.snapshots.whenDue().catch((error: unknown) => host.log(`library: ${String(error)}`)),
    })
    open.damaged.tell = (problem, lost) => {
      if (problem) this.notice(problem)
      if (lost.length > 0) void this.#forget(lost)
    }
  }

  /** Everything asked for before is done; a disk that cannot take the snapshot loses nothing by it. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { journal, content, problems } = this.open
    await this.committer.idle()
    await this.committer.alone(async () => {
      try {
        await backUpWhenDue(this)
      } catch (error) {
        if (!(error instanceof DiskError)) throw error
        this.notice(error.problem)
      }
      if (journal.size > 0 || problems.length > 0) await this.snapshots.tryToWrite()
      await content.close()
      await journal.close()
    })
  }

  now = (): number => this.host.clock.now()

  async apply(writes: readonly Write[]): Promise<Change[]> {
    this.refuseWhenClosed()
    return this.committer.commit(
      weightOf(writes),
      (ahead) => this.#drafter.draft(writes, this.now(), ahead),
      (changes) => this.announce(changes),
    )
  }

  /** Somebody else may hold the lock by now. */
  refuseWhenClosed(): void {
    if (this.#closing) throw new DiskError({ kind: 'cancelled' })
  }

  /** Runs work while nothing else writes, and not once it is closed. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.refuseWhenClosed()
    return this.committer.alone(() => {
      this.refuseWhenClosed()
      return work()
    })
  }

  /** For the library's own doings; `choose` sees everything that was written before. */
  enact(choose: () => PlainDeed[]): Promise<Change[]> {
    return this.alone(async () => {
      const deeds = choose()
      if (deeds.length === 0) return []
      await this.committer.store([{ deeds, records: [] }])
      return this.announce(deeds.flatMap((deed) => perform(this.open.books, deed, new Map())))
    })
  }

  /** The record, or as much of it as the shelf knows when the text is lost. */
  async record(id: ArticleId): Promise<ArticleRecord | null> {
    const { reader, books } = this.open
    const record = await reader.record(id)
    if (record || !books.register.isLive(id)) return record
    const row = (await books.shelves.rows([id])).get(id)
    if (!row) return null
    await books.loadKeys()
    const state = books.register.page(id)?.state
    const at = books.register.row(id)
    const keys = keyTuple(books.register.keys(id))
    return { id, feed: state?.feed[at] ?? 0, arrived: state?.arrived[at] ?? 0, keys, row, body: null }
  }

  announce(kinds: readonly ChangeKind[]): Change[] {
    const telling = kinds
      .filter((kind) => !('ids' in kind) || kind.ids.length > 0)
      .map((kind) => ({ kind, counting: this.#changesCounts(kind) }))
    const touchesLabels = telling.some(
      ({ kind, counting }) => kind.kind === 'articles.labelled' || (counting && !comesAndStays.has(kind.kind)),
    )
    if (touchesLabels) telling.push(...this.#labelNews().map((kind) => ({ kind, counting: false })))
    const counts = telling.some(({ counting }) => counting)
      ? this.open.tally.counts(this.open.books.catalogue.feeds.values(), this.now())
      : null
    const changes = telling.map(({ kind, counting }): Change => {
      return { ...kind, revision: ++this.revision, counts: counting ? counts : null }
    })
    for (const change of changes) for (const listener of this.#listeners) this.#call(listener, change)
    return changes
  }

  /** Counts are as long as there are feeds: with a feed they are told when it comes or goes, not whenever it is visited. */
  #changesCounts(kind: ChangeKind): boolean {
    switch (kind.kind) {
      case 'feeds.changed': {
        const before = this.#counted.size
        for (const { id } of kind.feeds) this.#counted.add(id)
        return this.#counted.size > before
      }
      case 'feeds.removed':
        for (const id of kind.ids) this.#counted.delete(id)
        return true
      case 'library.replaced':
        this.#counted = new Set(this.open.books.catalogue.feeds.keys())
        return true
      case 'articles.added':
      case 'articles.marked':
      case 'articles.removed':
        return true
      default:
        return false
    }
  }

  #labelNews(): ChangeKind[] {
    const labels = labelCounts(this.open.books)
    const text = JSON.stringify(labels)
    if (text === this.#labels) return []
    this.#labels = text
    return [{ kind: 'labels.changed', labels }]
  }

  notice(problem: Problem): void {
    const known = this.open.problems.find((other) => isSame(other, problem))
    if (known) {
      if (known.kind === 'libraryMended' && problem.kind === 'libraryMended') known.lost += problem.lost
      return
    }
    this.open.problems.push(problem)
    this.host.log(`library: ${JSON.stringify(problem)}`)
    for (const listener of this.#problemListeners) this.#call(listener, problem)
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onProblem(listener: (problem: Problem) => void): () => void {
    this.#problemListeners.add(listener)
    return () => this.#problemListeners.delete(listener)
  }

  /** What a listener does wrong is no reason to lose a write. */
  #call<T>(listener: (value: T) => void, value: T): void {
    try {
      listener(value)
    } catch (error) {
      this.host.log(`library: a listener failed: ${String(error)}`)
    }
  }

  async #forget(ids: ArticleId[]): Promise<void> {
    try {
      await this.enact(() => [['forget', ids]])
    } catch (error) {
      // Nothing can be read of them now either; it is tried again when they are next looked for.
      this.host.log(`library: ${String(error)}`)
    }
  }
}

/** Many articles of one damaged file are one problem. */
const isSame = (a: Problem, b: Problem): boolean =>
  a.kind === 'libraryMended' && b.kind === 'libraryMended'
    ? a.what === b.what && a.path === b.path
    : JSON.stringify(a) === JSON.stringify(b)

/** Changes of counts that leave labels as they are. */
const comesAndStays: ReadonlySet<ChangeKind['kind']> = new Set(['articles.added', 'articles.marked'])

/** Texts that are much longer than usual weigh as much as many. */
const usual = 8192

function weight(write: Write): number {
  if (write.kind === 'articles.update') return 1 + (write.body?.html.length ?? 0) / usual
  return write.kind === 'articles.add'
    ? write.articles.reduce((sum, { body }) => sum + 1 + body.html.length / usual, 0)
    : 1
}

const weightOf = (writes: readonly Write[]): number => writes.reduce((sum, write) => sum + weight(write), 0)
