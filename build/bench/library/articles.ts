// Articles for measuring: as long, as varied and as scattered over the years as a reader's own, and the same every time.
import type { CleanHtml, Feed } from '../../../main/contract/models.ts'
import type { NewArticle } from '../../../main/library/writes.ts'

/** A small generator of repeatable chance (xorshift). */
export function chance(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}

const syllables =
  'an be ci da el fo gra hi in jo ka li mo ne or pe qua ri sta tu um ver wa xi yo zen schi tion ment ing'.split(' ')

function vocabulary(random: () => number): string[] {
  const word = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(
      '',
    )
  return Array.from({ length: 8000 }, word)
}

const random = chance(20261123)
const words = vocabulary(random)
/** Few words are used much, many seldom, as in any language. */
const word = (): string => words[Math.floor(random() ** 3 * words.length)] ?? 'a'
const sentence = (length: number): string => {
  const text = Array.from({ length }, word).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

const sentences = Array.from({ length: 20_000 }, () => sentence(8 + Math.floor(random() * 14)))
const names = Array.from({ length: 300 }, () => sentence(2).slice(0, -1))
const hex = (): string =>
  Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0')

/** About 6 kB of HTML. */
function html(key: string | null): CleanHtml {
  const paragraphs = Array.from(
    { length: 9 },
    () => `<p>${Array.from({ length: 6 }, () => pick(sentences)).join(' ')}</p>`,
  )
  const figure =
    key === null
      ? ''
      : `<figure><img src="/media/${key}" alt="${pick(sentences)}"><figcaption>${pick(sentences)}</figcaption></figure>`
  return `${paragraphs[0]}${figure}<h2>${pick(sentences)}</h2>${paragraphs.slice(1).join('')}` as CleanHtml
}

const hour = 3_600_000
export const longAgo = Date.UTC(2023, 10, 23)
export const today = Date.UTC(2026, 10, 23, 12)

export function article(feed: number, number: number, publishedAt: number, fresh: boolean): NewArticle {
  const title = `${pick(sentences).slice(0, 70)} ${number}`
  const key = random() < 0.5 ? `${hex()}${hex()}${hex()}${hex()}` : null
  const url = `https://paper-${feed}.example/2026/${pick(words)}-${pick(words)}-${number}.html`
  return {
    identity: {
      guid: `tag:paper-${feed}.example,2026:${number}`,
      url,
      title,
      publishedAt,
      hash: Math.floor(random() * 0x1_0000_0000),
    },
    head: {
      url,
      title,
      publishedAt,
      kicker: random() < 0.4 ? pick(words) : null,
      standfirst: `${pick(sentences)} ${pick(sentences)}`,
      authors: [pick(names)],
      agency: random() < 0.2 ? 'AFP' : null,
      updatedAt: random() < 0.2 ? publishedAt + hour : null,
      language: 'en',
      picture: key === null ? null : { key, width: 1200, height: 800, caption: pick(sentences), credit: pick(names) },
      enclosures: [],
      categories: [pick(words), pick(words)],
      words: 900,
      comments: null,
      locked: random() < 0.05,
    },
    body: {
      html: html(key),
      source: random() < 0.7 ? 'page' : 'feed',
      media:
        key === null
          ? []
          : [{ key, url: `https://paper-${feed}.example/${key}.jpg`, kind: 'picture', state: 'kept', bytes: 80_000 }],
      problem: null,
      wantsPage: false,
      tries: 0,
    },
    completeness: random() < 0.95 ? 'complete' : 'partial',
    arrivedAt: publishedAt + hour,
    read: !fresh && random() < 0.7,
    saved: !fresh && random() < 0.01,
  }
}

export const anyDate = (): number => longAgo + Math.floor(random() * (today - longAgo))

export const feed = (id: number): Feed => ({
  id,
  url: `https://paper-${id}.example/feed.xml`,
  title: `The ${pick(words)} ${pick(words)} ${id}`,
  ownTitle: null,
  description: pick(sentences),
  siteUrl: `https://paper-${id}.example/`,
  language: 'en',
  icon: null,
  folderId: (id % 20) + 1,
  position: id,
  followedAt: longAgo,
  fullText: 'auto',
  fetchesPages: id % 3 === 0,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: false,
  fetch: {
    checkedAt: today,
    changedAt: today,
    nextAt: today + hour,
    etag: `"${hex()}${hex()}"`,
    lastModified: 'Mon, 23 Nov 2026 12:00:00 GMT',
    hash: `${hex()}${hex()}${hex()}${hex()}`,
    failures: 0,
    problem: null,
    gone: false,
    moved: null,
    rhythm: 240,
    wants: 60,
    hub: null,
  },
})
