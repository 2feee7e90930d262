// What the window knows of the library: a copy that announcements keep true.
import type { Bridge } from '../../main/contract/bridge.ts'
import type { Announcement, Change } from '../../main/contract/changes.ts'
import type { CommandName, In, Out } from '../../main/contract/commands.ts'
import type {
  AccountId,
  Counts,
  Feed,
  FeedActivity,
  FeedId,
  Folder,
  FolderId,
  Settings,
  Snapshot,
} from '../../main/contract/models.ts'
import type { Problem, Result } from '../../main/contract/problems.ts'
import { tell } from './topics.ts'

export interface Mirrored extends Omit<Snapshot, 'feeds' | 'folders'> {
  /** False until the first snapshot is here. */
  ready: boolean
  feeds: Map<FeedId, Feed>
  folders: Map<FolderId, Folder>
  activity: Map<FeedId, FeedActivity>
}

export class Store {
  readonly #bridge: Bridge
  readonly #onProblem: (problem: Problem) => void
  readonly #listeners = new Set<(announcement: Announcement) => void>()
  /** Changes that arrive while a snapshot is on its way. */
  #waiting: Change[] | null = null
  snapshot: Mirrored = nothingYet()

  constructor(bridge: Bridge, onProblem: (problem: Problem) => void) {
    this.#bridge = bridge
    this.#onProblem = onProblem
  }

  async start(): Promise<void> {
    this.#bridge.onChange((announcement) => this.#hear(announcement))
    await this.#renew()
    for (const problem of this.snapshot.problems) this.#onProblem(problem)
  }

  get settings(): Settings {
    return this.snapshot.settings
  }

  /** Asks the app. A problem that comes back is shown as a toast, unless the caller shows it itself (`quiet`). */
  async run<K extends CommandName>(name: K, input: In<K>, options: { quiet?: boolean } = {}): Promise<Result<Out<K>>> {
    const result = await this.#bridge.run(name, input)
    if (!result.ok && !options.quiet && result.problem.kind !== 'cancelled') this.#onProblem(result.problem)
    return result
  }

  /** Every announcement, after the mirror has taken it. A new snapshot is announced as `library.replaced`. */
  onAnnouncement(listener: (announcement: Announcement) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #hear(announcement: Announcement): void {
    if (!('revision' in announcement)) {
      this.#takeNotice(announcement)
      this.#pass(announcement)
    } else if (this.#waiting !== null) this.#waiting.push(announcement)
    else if (announcement.revision === this.snapshot.revision + 1 && announcement.kind !== 'library.replaced')
      this.#takeChange(announcement)
    else if (announcement.revision > this.snapshot.revision || announcement.kind === 'library.replaced')
      void this.#renew()
  }

  async #renew(): Promise<void> {
    if (this.#waiting !== null) return
    this.#waiting = []
    const result = await this.run('app.snapshot', {})
    const waiting = this.#waiting
    this.#waiting = null
    if (!result.ok) return
    const { feeds, folders, ...rest } = result.value
    this.snapshot = {
      ...rest,
      ready: true,
      feeds: byId(feeds),
      folders: byId(folders),
      activity: this.snapshot.activity,
    }
    tell('feeds', 'counts', 'settings', 'progress', 'online', 'activity', 'accounts', 'labels')
    this.#pass({ kind: 'library.replaced', revision: rest.revision, counts: rest.counts })
    for (const change of waiting) if (change.revision > this.snapshot.revision) this.#hear(change)
  }

  #takeChange(change: Change): void {
    const { feeds, folders } = this.snapshot
    this.snapshot.revision = change.revision
    if (change.counts !== null) {
      this.snapshot.counts = change.counts
      tell('counts')
    }
    if (change.kind === 'feeds.changed') {
      for (const feed of change.feeds) feeds.set(feed.id, feed)
      if (feeds.size > 0) this.snapshot.firstStart = false
      tell('feeds')
    } else if (change.kind === 'feeds.removed') {
      for (const id of change.ids) feeds.delete(id)
      tell('feeds')
    } else if (change.kind === 'folders.changed') {
      for (const folder of change.folders) folders.set(folder.id, folder)
      tell('feeds')
    } else if (change.kind === 'folders.removed') {
      for (const id of change.ids) folders.delete(id)
      tell('feeds')
    } else if (change.kind === 'settings.changed') {
      this.snapshot.settings = change.settings
      tell('settings')
    } else if (change.kind === 'accounts.changed') {
      const { accounts } = this.snapshot
      const others = accounts.filter((each) => !change.accounts.some((changed) => changed.id === each.id))
      this.snapshot.accounts = [...others, ...change.accounts].sort((a, b) => a.position - b.position || a.id - b.id)
      this.snapshot.firstStart = false
      tell('accounts')
    } else if (change.kind === 'accounts.removed') {
      const gone = (id: AccountId): boolean => change.ids.includes(id)
      this.snapshot.accounts = this.snapshot.accounts.filter((each) => !gone(each.id))
      this.snapshot.accountStates = this.snapshot.accountStates.filter((each) => !gone(each.accountId))
      tell('accounts')
    } else if (change.kind === 'labels.changed') {
      this.snapshot.labels = change.labels
      tell('labels')
    }
    this.#pass(change)
  }

  #takeNotice(notice: Exclude<Announcement, Change>): void {
    if (notice.kind === 'progress.changed') {
      this.snapshot.progress = notice.progress
      tell('progress')
    } else if (notice.kind === 'activity.changed') {
      for (const each of notice.activity) this.snapshot.activity.set(each.feedId, each)
      tell('activity')
    } else if (notice.kind === 'online.changed') {
      this.snapshot.online = notice.online
      tell('online')
    } else if (notice.kind === 'keychain.changed') {
      this.snapshot.host = { ...this.snapshot.host, keychain: notice.keychain }
      tell('accounts')
    } else if (notice.kind === 'accounts.moved') {
      this.snapshot.accountStates = notice.states
      tell('accounts')
    } else if (notice.kind === 'problem.noticed') this.#onProblem(notice.problem)
  }

  #pass(announcement: Announcement): void {
    for (const listener of this.#listeners) listener(announcement)
  }
}

const byId = <T extends { id: number }>(records: T[]): Map<number, T> => new Map(records.map((each) => [each.id, each]))

const noCounts = (): Counts => ({ unread: 0, saved: 0, total: 0, today: 0, feeds: {} })

/** Drawn for the moment before the first answer; the settings here are only what an empty frame needs. */
function nothingYet(): Mirrored {
  return {
    ready: false,
    revision: 0,
    feeds: new Map(),
    folders: new Map(),
    activity: new Map(),
    counts: noCounts(),
    settings: {
      language: 'system',
      theme: 'system',
      layout: 'list',
      show: 'all',
      order: 'newest',
      text: { face: 'serif', size: 19, measure: 66, lineHeight: 1.55, justify: false, hyphenate: true },
      keys: {},
      markReadOnOpen: true,
      retention: { days: null, count: null, megabytes: null, keepUnread: true, keepSaved: true },
      pictures: true,
      audio: 'ask',
      refreshMinutes: 30,
      refreshOnStart: true,
      pictureMegabytes: 10,
    },
    progress: [],
    online: true,
    problems: [],
    version: '',
    languages: [],
    host: { name: 'browser', keychain: 'none' },
    firstStart: false,
    accounts: [],
    accountStates: [],
    labels: [],
  }
}
