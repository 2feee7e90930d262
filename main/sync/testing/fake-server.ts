// A server with one user, as bad as the real ones have been: it cuts connections after it has done what was asked, loses
// articles, answers with empty and halved sets, and calls everything anew when a feed is followed again.
import type { Problem } from '../../contract/problems.ts'
import type { RemoteFeed, RemoteFolder, RemoteId } from '../service.ts'

export interface FakeItem {
  id: RemoteId
  feedId: string
  guid: string
  title: string
  at: number
  read: boolean
  saved: boolean
  labels: Set<string>
  /** Rising with every change of its marks. */
  changed: number
  /** Rising with the articles. */
  serial: number
}

export type Call =
  | 'structure'
  | 'sets'
  | 'news'
  | 'items'
  | 'recent'
  | 'changes'
  | 'tell'
  | 'follow'
  | 'unfollow'
  | 'rename'
  | 'move'
  | 'addFolder'
  | 'renameFolder'
  | 'removeFolder'

/** `cut`: nothing was done. `cutAfter`: it was, and nobody heard. `hang`: no answer ever. */
export type Fault = 'cut' | 'cutAfter' | 'hang' | 'empty' | 'halved' | '500' | '503' | '429' | '401' | 'odd'

export class FakeServer {
  readonly feeds = new Map<string, RemoteFeed>()
  readonly folders = new Map<string, RemoteFolder>()
  readonly items = new Map<RemoteId, FakeItem>()
  /** What every feed has published, whether anybody follows it or not. */
  readonly papers = new Map<string, { guid: string; title: string; at: number }[]>()
  readonly calls: { call: Call; ids: number }[] = []
  readonly poisoned = new Set<RemoteId>()
  /** The next fault of each call. */
  fault: (call: Call) => Fault | null = () => null
  password = 'secret'
  /** Given anew to whoever has another. */
  session: string | null = null
  /** Hears every mark, whoever makes it. */
  onMark: (item: FakeItem, key: 'read' | 'saved', value: boolean) => void = () => undefined
  /** Folders are there as long as a feed is in them. */
  foldersByFeeds = false
  #serial = 0
  #changes = 0
  #now = Date.UTC(2026, 10, 20)

  get changes(): number {
    return this.#changes
  }

  publish(url: string, count = 1): void {
    const paper = this.papers.get(url) ?? []
    this.papers.set(url, paper)
    for (let n = 0; n < count; n++) {
      const number = paper.length + 1
      paper.push({ guid: `${url}#${number}`, title: `${url} number ${number}`, at: (this.#now += 60_000) })
    }
    for (const feed of this.feeds.values()) if (feed.url === url) this.#fetch(feed)
  }

  #fetch({ remoteId, url }: RemoteFeed): void {
    const known = new Set([...this.items.values()].flatMap((item) => (item.feedId === remoteId ? [item.guid] : [])))
    for (const { guid, title, at } of this.papers.get(url) ?? []) {
      if (known.has(guid) || this.purged.has(`${remoteId} ${guid}`)) continue
      const serial = ++this.#serial
      const id = serial.toString(16).padStart(16, '0')
      const changed = ++this.#changes
      this.items.set(id, {
        id,
        feedId: remoteId,
        guid,
        title,
        at,
        read: false,
        saved: false,
        labels: new Set(),
        changed,
        serial,
      })
    }
  }

  readonly purged = new Set<string>()

  follow(url: string, title: string | null = null, folderId: string | null = null): RemoteFeed {
    const known = [...this.feeds.values()].find((feed) => feed.url === url)
    if (known) return known
    const feed = { remoteId: `f${++this.#serial}`, url, siteUrl: null, title: title ?? `Paper ${url}`, folderId }
    this.feeds.set(feed.remoteId, feed)
    this.#fetch(feed)
    return feed
  }

  unfollow(remoteId: string): void {
    this.feeds.delete(remoteId)
    for (const [id, item] of this.items) if (item.feedId === remoteId) this.items.delete(id)
    this.#tidy()
  }

  change(remoteId: string, by: Partial<Pick<RemoteFeed, 'title' | 'folderId'>>): void {
    const feed = this.feeds.get(remoteId)
    if (feed) this.feeds.set(remoteId, { ...feed, ...by })
    this.#tidy()
  }

  folder(title: string): RemoteFolder {
    const known = [...this.folders.values()].find((folder) => folder.title === title)
    if (known) return known
    const remoteId = this.foldersByFeeds ? `user/-/label/${title}` : `c${++this.#serial}`
    this.folders.set(remoteId, { remoteId, title })
    return { remoteId, title }
  }

  renameFolder(remoteId: string, title: string): RemoteFolder {
    if (!this.foldersByFeeds) {
      this.folders.set(remoteId, { remoteId, title })
      return { remoteId, title }
    }
    const next = this.folder(title)
    for (const feed of this.feeds.values())
      if (feed.folderId === remoteId) this.feeds.set(feed.remoteId, { ...feed, folderId: next.remoteId })
    this.folders.delete(remoteId)
    return next
  }

  removeFolder(remoteId: string): void {
    for (const feed of this.feeds.values())
      if (feed.folderId === remoteId) this.feeds.set(feed.remoteId, { ...feed, folderId: null })
    this.folders.delete(remoteId)
  }

  #tidy(): void {
    if (!this.foldersByFeeds) return
    const used = new Set([...this.feeds.values()].map(({ folderId }) => folderId))
    for (const id of this.folders.keys()) if (!used.has(id)) this.folders.delete(id)
  }

  mark(id: RemoteId, key: 'read' | 'saved', value: boolean): void {
    const item = this.items.get(id)
    if (!item) return
    item[key] = value
    this.onMark(item, key, value)
    item.changed = ++this.#changes
  }

  label(id: RemoteId, label: string, value: boolean): void {
    const item = this.items.get(id)
    if (!item) return
    if (value) item.labels.add(label)
    else item.labels.delete(label)
    item.changed = ++this.#changes
  }

  /** Thrown away for its age; it does not come back. */
  purge(id: RemoteId): void {
    const item = this.items.get(id)
    if (!item) return
    this.purged.add(`${item.feedId} ${item.guid}`)
    this.items.delete(id)
  }

  byGuid(guid: string): FakeItem | undefined {
    return [...this.items.values()].find((item) => item.guid === guid)
  }
}

export const problemOf: { [F in Exclude<Fault, 'hang' | 'empty' | 'halved'>]: Problem } = {
  cut: { kind: 'connectionFailed', host: 'fake.example', code: 'ECONNRESET' },
  cutAfter: { kind: 'connectionFailed', host: 'fake.example', code: 'ECONNRESET' },
  500: { kind: 'httpStatus', status: 500, retryAt: null },
  503: { kind: 'httpStatus', status: 503, retryAt: null },
  429: { kind: 'busy', retryAt: null },
  401: { kind: 'signInRefused', field: 'userOrSecret' },
  odd: { kind: 'oddAnswer', host: 'fake.example', what: 'an array' },
}
