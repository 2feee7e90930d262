// The made-up library: thirty papers, and articles that are written when somebody looks at them.
import type {
  AccountId,
  ArticleBody,
  ArticleHead,
  ArticleId,
  ArticleQuery,
  CleanHtml,
  Counts,
  Feed,
  FeedId,
  Folder,
  FolderId,
  Instant,
  Settings,
} from '../../main/contract/models.ts'
import { feedsWithin } from '../state/folders.ts'
import { dice } from './demo-pictures.ts'
import { papers, voiceOf } from './demo-texts.ts'

const HOUR = 3_600_000

export class DemoLibrary {
  readonly feeds = new Map<number, Feed>()
  readonly folders = new Map<FolderId, Folder>()
  settings: Settings
  total: number
  #now = Date.now()
  #read: Uint8Array
  #saved: Uint8Array
  readonly #added = new Map<ArticleId, Instant>()
  readonly #places = new Map<ArticleId, number>()
  readonly labels = new Map<string, Set<ArticleId>>()
  readonly #removedFeeds = new Set<number>()

  constructor(articles: number, feeds: number, settings: Settings) {
    this.total = articles
    this.settings = settings
    this.#read = new Uint8Array(articles + 5_000)
    this.#saved = new Uint8Array(articles + 5_000)
    for (let id = 1; id <= feeds; id++) this.#follow(id)
    for (let id = 1; id <= articles; id++) {
      const roll = dice(id)
      this.#read[id] = roll() < 0.55 ? 1 : 0
      this.#saved[id] = roll() < 0.02 ? 1 : 0
    }
  }

  feedOf(id: ArticleId): number {
    return 1 + (Math.floor(dice(id + 77)() ** 1.6 * this.feeds.size) % Math.max(1, this.feeds.size))
  }

  publishedAt(id: ArticleId): Instant {
    const spread = Math.min(0.9, 20_000 / this.total)
    return this.#added.get(id) ?? this.#now - (this.total - id) * spread * HOUR * (0.4 + dice(id)() * 0.02) - 4 * 60_000
  }

  list(query: ArticleQuery): ArticleId[] {
    const { scope } = query
    const within =
      scope.kind === 'feed' || scope.kind === 'folder' || scope.kind === 'account' ? feedsWithin(this, scope) : null
    const labelled = scope.kind === 'label' ? (this.labels.get(scope.label) ?? new Set<ArticleId>()) : null
    const today = new Date().setHours(0, 0, 0, 0)
    const words = scope.kind === 'search' ? scope.text.toLowerCase() : ''
    const ids: ArticleId[] = []
    for (let id = this.total; id >= 1; id--) {
      if (query.show === 'unread' && this.#read[id] === 1) continue
      if (scope.kind === 'saved' && this.#saved[id] !== 1) continue
      if (scope.kind === 'today' && this.publishedAt(id) < today) break
      if (labelled !== null && !labelled.has(id)) continue
      if (within !== null && !within.has(this.feedOf(id))) continue
      if (words !== '' && !this.head(id).title.toLowerCase().includes(words)) continue
      if (this.#removedFeeds.has(this.feedOf(id))) continue
      ids.push(id)
    }
    return query.order === 'oldest' ? ids.reverse() : ids
  }

  counts(): Counts {
    const counts: Counts = { unread: 0, saved: 0, total: this.total, today: 0, feeds: {} }
    const today = new Date().setHours(0, 0, 0, 0)
    for (let id = 1; id <= this.total; id++) {
      const feedId = this.feedOf(id)
      const feed = (counts.feeds[feedId] ??= [0, 0])
      feed[1]++
      if (this.#saved[id] === 1) counts.saved++
      if (this.#read[id] === 1) continue
      feed[0]++
      counts.unread++
      if (this.publishedAt(id) >= today) counts.today++
    }
    return counts
  }

  head(id: ArticleId): ArticleHead {
    const feedId = this.feedOf(id)
    const roll = dice(id * 31)
    const voice = voiceOf(this.feeds.get(feedId)?.language ?? 'en')
    const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
    const publishedAt = this.publishedAt(id)
    const paragraphs = 4 + Math.floor(roll() * 14)
    return {
      id,
      feedId,
      url: `https://paper.example/${feedId}/${id}`,
      title: pick(voice.headlines),
      kicker: roll() < 0.3 ? pick(voice.crossheads) : null,
      standfirst: roll() < 0.85 ? `${pick(voice.sentences)} ${pick(voice.sentences)}` : null,
      authors: roll() < 0.7 ? [pick(voice.names)] : [],
      agency: roll() < 0.2 ? 'AFP' : null,
      publishedAt,
      updatedAt: roll() < 0.15 ? Math.min(this.#now - 10 * 60_000, publishedAt + 2 * HOUR) : null,
      arrivedAt: publishedAt + 60_000,
      language: voice.language,
      picture:
        roll() < 0.6
          ? {
              key: (id * 7919)
                .toString(16)
                .padStart(32, '0')
                .replace(/^0{8}/, (id * 40503).toString(16).padStart(8, '1').slice(0, 8)),
              width: 960,
              height: 540,
              caption: pick(voice.sentences),
              credit: 'Broadsheet',
            }
          : null,
      enclosures: [],
      categories: [pick(voice.crossheads)],
      words: paragraphs * 64,
      comments:
        roll() < 0.2 ? { url: 'https://paper.example/comments', count: Math.floor(roll() * 90), feed: null } : null,
      locked: roll() < 0.04,
      read: this.#read[id] === 1,
      saved: this.#saved[id] === 1,
      position: this.#places.get(id) ?? 0,
      completeness: roll() < 0.88 ? 'complete' : roll() < 0.5 ? 'partial' : 'waiting',
      labels: [...this.labels].filter(([, ids]) => ids.has(id)).map(([label]) => label),
    }
  }

  body(id: ArticleId): ArticleBody {
    const head = this.head(id)
    const roll = dice(id * 131)
    const voice = voiceOf(head.language)
    const pick = (from: readonly string[]): string => from[Math.floor(roll() * from.length)] ?? ''
    const blocks: string[] = []
    for (let at = 0; at < head.words / 64; at++) {
      if (at > 0 && at % 4 === 0) blocks.push(`<h2>${pick(voice.crossheads)}</h2>`)
      blocks.push(`<p>${Array.from({ length: 3 + Math.floor(roll() * 3) }, () => pick(voice.sentences)).join(' ')}</p>`)
      if (at === 2 && head.picture !== null) {
        const key = head.picture.key.replace(/^./, '3')
        blocks.push(
          `<figure><img src="/media/${key}" alt="${pick(voice.crossheads)}" width="960" height="540"><figcaption>${pick(voice.sentences)}</figcaption></figure>`,
        )
      }
      if (at === 5) blocks.push(`<blockquote><p>${pick(voice.sentences)}</p></blockquote>`)
      if (at === 7) blocks.push(`<ul><li>${pick(voice.headlines)}</li><li>${pick(voice.headlines)}</li></ul>`)
      if (at === 9)
        blocks.push(
          '<table><thead><tr><th>1894</th><th>1924</th><th>2024</th></tr></thead><tbody><tr><td>12</td><td>41</td><td>388</td></tr></tbody></table>',
        )
    }
    const problem =
      head.completeness === 'partial' ? ({ kind: 'timedOut', host: 'paper.example', ms: 20_000 } as const) : null
    return { id, html: blocks.join('\n') as CleanHtml, source: 'page', media: [], problem }
  }

  mark(ids: readonly ArticleId[], what: { read?: boolean | undefined; saved?: boolean | undefined }): ArticleId[] {
    const changed: ArticleId[] = []
    for (const id of ids) {
      const before = [this.#read[id], this.#saved[id]]
      if (what.read !== undefined) this.#read[id] = Number(what.read)
      if (what.saved !== undefined) this.#saved[id] = Number(what.saved)
      if (this.#read[id] !== before[0] || this.#saved[id] !== before[1]) changed.push(id)
    }
    return changed
  }

  /** Answers with those that were otherwise before. */
  label(label: string, ids: readonly ArticleId[], value: boolean): ArticleId[] {
    const set = this.labels.get(label) ?? new Set<ArticleId>()
    const changed = ids.filter((id) => set.has(id) !== value)
    for (const id of changed) {
      if (value) set.add(id)
      else set.delete(id)
    }
    if (set.size > 0) this.labels.set(label, set)
    else this.labels.delete(label)
    return changed
  }

  /** These feeds are followed in an account, in folders of that account. */
  give(accountId: AccountId, feedIds: readonly FeedId[], folders: readonly string[]): void {
    const ids = folders.map((title) => {
      const id = Math.max(0, ...this.folders.keys()) + 1
      this.folders.set(id, { id, title, parentId: null, position: 500 + id, accountId, remoteId: String(id) })
      return id
    })
    feedIds.forEach((id, at) => {
      const feed = this.feeds.get(id)
      const folderId = ids[at % (ids.length + 1)] ?? null
      if (feed !== undefined) this.feeds.set(id, { ...feed, accountId, folderId, remoteId: String(id) })
    })
  }

  place(id: ArticleId, position: number): void {
    this.#places.set(id, position)
  }

  arrive(): ArticleId {
    this.total++
    this.#added.set(this.total, Date.now())
    return this.total
  }

  hide(feedIds: readonly number[], hidden: boolean): void {
    for (const id of feedIds) {
      if (hidden) this.#removedFeeds.add(id)
      else this.#removedFeeds.delete(id)
    }
  }

  #follow(id: number): void {
    const [title, language, path] = papers[(id - 1) % papers.length] ?? ['Paper', 'en', '']
    const again = Math.floor((id - 1) / papers.length)
    const folderId = path === '' ? null : this.#folder(again === 0 ? path : `${path.split('/')[0]}/${again % 40}`)
    const problem =
      id === 4
        ? ({ kind: 'httpStatus', status: 503, retryAt: this.#now + HOUR } as const)
        : id === 30
          ? ({ kind: 'gone' } as const)
          : null
    this.feeds.set(
      id,
      newFeed(id, again === 0 ? title : `${title} ${again + 1}`, language, folderId, this.#now, problem),
    )
  }

  #folder(path: string): FolderId {
    let parentId: FolderId | null = null
    for (const title of path.split('/')) {
      const known = [...this.folders.values()].find((each) => each.parentId === parentId && each.title === title)
      const folder: Folder = known ?? { id: this.folders.size + 1, title, parentId, position: this.folders.size }
      this.folders.set(folder.id, folder)
      parentId = folder.id
    }
    return parentId ?? 1
  }
}

export function newFeed(
  id: number,
  title: string,
  language: string,
  folderId: FolderId | null,
  now: Instant,
  problem: Feed['fetch']['problem'],
): Feed {
  return {
    id,
    url: `https://paper.example/${id}/feed`,
    title,
    ownTitle: null,
    description: null,
    siteUrl: `https://paper.example/${id}/`,
    language,
    icon:
      id % 4 === 0
        ? null
        : `f${(id * 7919).toString(16).padStart(31, '0')}`.replace(
            /^f0{7}/,
            `f${(id * 40503).toString(16).padStart(7, '1').slice(0, 7)}`,
          ),
    folderId,
    position: 100 + id,
    followedAt: now - 90 * 24 * HOUR,
    fullText: 'auto',
    fetchesPages: id % 3 === 0,
    keepAudio: false,
    retention: null,
    access: 'open',
    paused: false,
    fetch: {
      checkedAt: now - 12 * 60_000,
      changedAt: now - 3 * HOUR,
      nextAt: now + 18 * 60_000,
      etag: null,
      lastModified: null,
      hash: null,
      failures: problem === null ? 0 : 4,
      problem,
      gone: problem?.kind === 'gone',
      moved: null,
      rhythm: 90,
      wants: null,
      hub: null,
    },
  }
}
