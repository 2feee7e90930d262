// Pages laid out from five articles and from hundreds, with the stories where an editor would look for them.
import { describe, expect, test } from 'vitest'
import type { ArticleHead, Feed, Folder } from '../../main/contract/models.ts'
import { compose, sectionName, weigh, type Edition, type Material } from './front-page.ts'

const HOUR = 3_600_000
const now = Date.UTC(2026, 4, 20, 12)

const feed = (id: number, folderId: number | null, rhythm = 120): Feed => ({
  id,
  url: `https://paper${id}.example/feed`,
  title: `Paper ${id}`,
  ownTitle: null,
  description: null,
  siteUrl: null,
  language: null,
  icon: null,
  folderId,
  position: id,
  followedAt: 0,
  fullText: 'auto',
  fetchesPages: false,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: false,
  fetch: {
    checkedAt: null,
    changedAt: null,
    nextAt: 0,
    etag: null,
    lastModified: null,
    hash: null,
    failures: 0,
    problem: null,
    gone: false,
    moved: null,
    rhythm,
    wants: null,
    hub: null,
  },
})

const folder = (id: number, parentId: number | null = null): Folder => ({
  id,
  title: `Folder ${id}`,
  parentId,
  position: id,
})

const head = (id: number, changes: Partial<ArticleHead> = {}): ArticleHead => ({
  id,
  feedId: 1,
  url: null,
  title: `Unlike headline ${id} ${'abcdefghij'.charAt(id % 10).repeat(5)}${id}`,
  kicker: null,
  standfirst: null,
  authors: [],
  agency: null,
  publishedAt: now - HOUR,
  updatedAt: null,
  arrivedAt: now,
  language: null,
  picture: null,
  enclosures: [],
  categories: [],
  words: 400,
  comments: null,
  locked: false,
  read: false,
  saved: false,
  position: 0,
  completeness: 'complete',
  ...changes,
})

const picture = { key: '0'.repeat(32), width: 1200, height: 800, caption: null, credit: null }

const lay = (heads: ArticleHead[], changes: Partial<Material> = {}): Edition =>
  compose({
    heads,
    feeds: new Map([1, 2, 3, 4].map((id) => [id, feed(id, id < 3 ? 10 : 11)])),
    folders: new Map([folder(10), folder(11), folder(12, 10)].map((each) => [each.id, each])),
    scope: { kind: 'all' },
    now,
    period: (at) => (now - at < 24 * HOUR ? 'today' : now - at < 168 * HOUR ? 'thisWeek' : 'earlier'),
    ...changes,
  })

const shown = (edition: Edition): number[] =>
  [
    edition.lead,
    ...edition.seconds,
    ...edition.briefs,
    ...edition.sections.flatMap((section) => section.stories),
  ].flatMap((story) => (story === null ? [] : [story.id, ...story.alsoIn.map((each) => each.id)]))

describe('any number of articles', () => {
  test.each([0, 1, 2, 3, 5, 9, 30, 300])('%d', (n) => {
    const heads = Array.from({ length: n }, (_, at) =>
      head(at + 1, { feedId: (at % 4) + 1, publishedAt: now - at * HOUR, picture: at % 2 === 0 ? picture : null }),
    )
    const edition = lay(heads)
    const ids = shown(edition)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeLessThanOrEqual(75)
    expect(edition.lead === null).toBe(n === 0)
    if (n <= 9) expect(ids.length).toBe(n)
    expect(edition.ids.size).toBe(n)
  })
})

describe('the lead', () => {
  test('is fresh, long and pictured rather than old, short and bare', () => {
    const heads = [
      head(1, { publishedAt: now - 60 * HOUR, picture, words: 2_000 }),
      head(2, { words: 40 }),
      head(3, { picture, words: 900 }),
      head(4, { words: 900 }),
    ]
    expect(lay(heads).lead?.id).toBe(3)
  })

  test('is what several papers tell', () => {
    const heads = [
      head(1, { picture, words: 900 }),
      head(2, { feedId: 2, title: 'Parliament passes the harbour budget by night' }),
      head(3, { feedId: 3, title: 'Harbour budget: parliament passes it by night' }),
      head(4, { feedId: 4, title: 'By night, parliament passes harbour budget' }),
    ]
    const { lead } = lay(heads)
    expect([lead?.id, ...(lead?.alsoIn.map((each) => each.id) ?? [])].sort()).toEqual([2, 3, 4])
  })

  test('has not been read', () => {
    expect(lay([head(1, { picture, words: 3_000, read: true }), head(2, { words: 100 })]).lead?.id).toBe(2)
  })

  test('exists also when the library has slept for a month', () => {
    const heads = [1, 2, 3].map((id) => head(id, { publishedAt: now - (720 + id * 10) * HOUR }))
    expect(lay(heads).lead?.id).toBe(1)
  })
})

test('one paper does not take all places at the top', () => {
  const heads = Array.from({ length: 20 }, (_, at) =>
    head(at + 1, { feedId: at < 15 ? 1 : 2 + (at % 3), words: at < 15 ? 900 : 500 }),
  )
  const { lead, seconds } = lay(heads)
  const papers = new Set([lead, ...seconds].map((story) => heads.find((each) => each.id === story?.id)?.feedId))
  expect(papers.size).toBeGreaterThanOrEqual(3)
})

test('a paper that writes seldom weighs more, a small picture nothing', () => {
  expect(weigh(head(1), feed(1, null, 10_000), now)).toBeGreaterThan(weigh(head(1), feed(1, null, 10), now))
  expect(weigh(head(1, { picture: { ...picture, width: 80, height: 80 } }), undefined, now)).toBe(
    weigh(head(1), undefined, now),
  )
})

describe('sections', () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    head(at + 1, { feedId: (at % 4) + 1, publishedAt: now - at * 4 * HOUR }),
  )
  const keys = (edition: Edition): string[] =>
    edition.sections.map(({ key }) => ('id' in key ? `${key.kind} ${key.id}` : key.kind)).sort()

  test('are folders', () => {
    expect(keys(lay(many))).toEqual(['folder 10', 'folder 11'])
  })

  test('are feeds where there are no folders, and folders of folders within a folder', () => {
    const feeds = new Map([1, 2, 3, 4].map((id) => [id, feed(id, null)]))
    expect(keys(lay(many, { feeds }))).toEqual(['feed 1', 'feed 2', 'feed 3', 'feed 4'])
    const nested = new Map([feed(1, 12), feed(2, 12), feed(3, 10), feed(4, 10)].map((each) => [each.id, each]))
    expect(keys(lay(many, { feeds: nested, scope: { kind: 'folder', id: 10 } }))).toEqual([
      'feed 3',
      'feed 4',
      'folder 12',
    ])
  })

  test('are times within a feed', () => {
    const often = many.map((each, at) => ({ ...each, publishedAt: now - at * 3 * HOUR }))
    const { sections } = lay(often, { scope: { kind: 'feed', id: 1 } })
    expect(sections.map(({ key }) => key.kind)).toEqual(['today', 'thisWeek', 'earlier'])
  })

  test('begin with a picture if one is near', () => {
    const heads = many.map((each, at) => ({ ...each, picture: at > 10 && at % 5 === 0 ? picture : null }))
    for (const { stories } of lay(heads).sections)
      expect(stories.findIndex((story) => story.pictured)).toBeOneOf([0, -1, 3, 4, 5, 6])
  })

  test('a circle of folders ends', () => {
    const folders = new Map([folder(10, 11), folder(11, 10)].map((each) => [each.id, each]))
    expect(lay(many, { folders }).lead).not.toBeNull()
  })

  test('have names', () => {
    const names = { today: 'Today', thisWeek: 'This week', earlier: 'Earlier' }
    const feeds = new Map([[1, { ...feed(1, null), ownTitle: 'Mine' }]])
    const folders = new Map([[10, folder(10)]])
    expect(sectionName({ kind: 'feed', id: 1 }, feeds, folders, names)).toBe('Mine')
    expect(sectionName({ kind: 'folder', id: 10 }, feeds, folders, names)).toBe('Folder 10')
    expect(sectionName({ kind: 'earlier' }, feeds, folders, names)).toBe('Earlier')
  })
})
