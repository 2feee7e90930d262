// What the library's tests have in common: a host of which only the clock is not real, feeds and articles.
import type { Account, AccountId, CleanHtml, Feed, FeedId } from '../../contract/models.ts'
import type { Files } from '../../base/host.ts'
import { nodeCodec } from '../../hosts/node/codec.ts'
import type { LibraryHost } from '../library.ts'
import type { NewArticle } from '../writes.ts'

export const start = Date.UTC(2026, 10, 23, 9)
export const day = 24 * 60 * 60 * 1000

export const codec = nodeCodec()

export interface TestHost extends LibraryHost {
  clock: LibraryHost['clock'] & { at: number }
  lines: string[]
}

export function testHost(files: Files, at = start): TestHost {
  const lines: string[] = []
  const clock = { at, now: () => clock.at, after: () => () => undefined }
  return { files, codec, clock, lines, log: (line) => void lines.push(line) }
}

/** Repeatable chance. */
export function chance(seed: number): () => number {
  let state = (seed * 2654435761) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}

export const feed = (id: FeedId, more: Partial<Feed> = {}): Feed => ({
  id,
  url: `https://paper-${id}.example/feed`,
  title: `Paper ${id}`,
  ownTitle: null,
  description: null,
  siteUrl: null,
  language: 'en',
  icon: null,
  folderId: null,
  position: id,
  followedAt: start,
  fullText: 'auto',
  fetchesPages: false,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: false,
  fetch: {
    checkedAt: null,
    changedAt: null,
    nextAt: start,
    etag: null,
    lastModified: null,
    hash: null,
    failures: 0,
    problem: null,
    gone: false,
    moved: null,
    rhythm: null,
    wants: null,
    hub: null,
  },
  ...more,
})

/** The second can neither label nor move. */
export const account = (id: AccountId, more: Partial<Account> = {}): Account => ({
  id,
  service: 'miniflux',
  preset: 'miniflux',
  title: `Account ${id}`,
  address: `https://service-${id}.example`,
  user: 'ada',
  abilities: {
    follow: true,
    unfollow: true,
    renameFeed: true,
    moveFeed: id !== 2,
    emptyFolders: true,
    renameFolder: true,
    removeFolder: true,
    save: true,
    labels: id !== 2,
    fetchesHere: false,
  },
  digits: 16,
  addedAt: start,
  position: id,
  paused: false,
  sync: {
    syncedAt: null,
    nextAt: start,
    failures: 0,
    problem: null,
    expired: false,
    cursors: {},
    seen: { feeds: 0, unread: 0, saved: 0 },
    doubts: {},
  },
  ...more,
})

export const mediaKeyOf = (n: number): string => n.toString(16).padStart(32, '0')

/** `n` makes it another article; a picture when `media` says so. */
export function article(n: number, more: Partial<NewArticle> & { media?: number[]; text?: string } = {}): NewArticle {
  const { media = [], text = `The text of article ${n}, which is not long. `.repeat(1 + (n % 7)), ...rest } = more
  const publishedAt = start - ((n * 7919) % 1000) * 60_000
  const url = `https://paper.example/2026/article-${n}`
  const title = `Headline number ${n} of this paper`
  return {
    identity: { guid: `urn:article:${n}`, url, title, publishedAt, hash: n * 31 },
    head: {
      url,
      title,
      kicker: null,
      standfirst: `What ${n} is about`,
      authors: ['Ada', `Writer ${n}`],
      agency: null,
      publishedAt,
      updatedAt: null,
      language: 'en',
      picture: null,
      enclosures: [],
      categories: ['news'],
      words: 20,
      comments: null,
      locked: false,
    },
    body: {
      html: `<p>${text}</p>` as CleanHtml,
      source: 'feed',
      media: media.map((key) => ({
        key: mediaKeyOf(key),
        url: `https://paper.example/${key}.jpg`,
        kind: 'picture',
        state: 'kept',
        bytes: 1000,
      })),
      problem: null,
      wantsPage: false,
      tries: 0,
    },
    completeness: 'complete',
    ...rest,
  }
}
