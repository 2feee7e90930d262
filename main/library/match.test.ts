// What is the same article, and what is another: guids, addresses, hosts and titles that change, and feeds that are careless.
import { describe, expect, test, vi } from 'vitest'
import type { CleanHtml } from '../contract/models.ts'
import { memoryFiles } from '../hosts/memory/files.ts'
import { feedSignOf, hash, normalAddress, signOf } from './identity.ts'
import { openLibrary } from './library.ts'
import { article, feed, start, testHost } from './testing/scene.ts'
import type { Identity, Library, NewArticle } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const item = (more: Partial<Identity> = {}): Identity => ({
  guid: 'urn:1',
  url: 'https://paper.example/2026/11/the-bridge-is-open',
  title: 'The bridge is open again after ten years',
  publishedAt: start,
  hash: 1,
  ...more,
})

const asArticle = (identity: Identity): NewArticle => {
  const made = article(1)
  return {
    ...made,
    identity,
    head: { ...made.head, title: identity.title ?? 'Untitled' },
    body: { ...made.body, html: '<p>x</p>' as CleanHtml },
  }
}

/** A library whose feed 1 has had these, ids from 1. */
async function having(...identities: Identity[]): Promise<Library> {
  const library = await openLibrary(testHost(memoryFiles()))
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1), feed(2)] }])
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: identities.map(asArticle) }])
  return library
}

async function matched(before: Identity[], now: Identity[]): Promise<string[]> {
  const library = await having(...before)
  const matches = await library.match(1, now)
  return matches.map((match) => (match.state === 'new' ? 'new' : `${match.state} ${match.id}`))
}

describe('the same article', () => {
  test.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['nothing has changed', {}, {}],
    [
      'https instead of http',
      { url: 'http://paper.example/a', guid: 'http://paper.example/a' },
      { url: 'https://paper.example/a', guid: 'https://paper.example/a' },
    ],
    [
      'www and a slash',
      { guid: null, url: 'https://www.paper.example/a/' },
      { guid: null, url: 'https://paper.example/a' },
    ],
    [
      'tracking parameters',
      { guid: null, url: 'https://paper.example/a?id=7&utm_source=rss&fbclid=x' },
      { guid: null, url: 'https://paper.example/a?utm_medium=feed&id=7#top' },
    ],
    ['a new guid, the old address', { guid: 'a' }, { guid: 'b' }],
    ['a new guid, the old address, another date', { guid: 'a' }, { guid: 'b', publishedAt: start + 5000 }],
    [
      'a new title and address, the old guid',
      {},
      { title: 'Bridge opened', url: 'https://paper.example/2026/11/bridge-opened' },
    ],
    ['no guid, a new title', { guid: null }, { guid: null, title: 'Bridge opened' }],
    [
      'a new host, and guids that are addresses',
      { guid: 'https://old.example/x/a-b', url: 'https://old.example/x/a-b' },
      { guid: 'https://new.example/x/a-b', url: 'https://new.example/x/a-b' },
    ],
    ['everything new but title and date', {}, { guid: 'other', url: 'https://new.example/node/4711' }],
    [
      'a title in other letters',
      { guid: null, url: null, title: 'The  Bridge is OPEN' },
      { guid: null, url: null, title: ' the bridge is open' },
    ],
    [
      'no guid, no address, no date',
      { guid: null, url: null, publishedAt: null },
      { guid: null, url: null, publishedAt: null },
    ],
    [
      'nothing but what it says',
      { guid: null, url: null, title: null, publishedAt: null },
      { guid: null, url: null, title: null, publishedAt: null },
    ],
    ['an empty guid', { guid: '' }, { guid: ' ' }],
  ])('%s', async (_, before, now) => {
    expect(await matched([item(before)], [item(now)])).toEqual(['same 1'])
  })

  test('changed when the feed gives other text', async () => {
    expect(await matched([item()], [item({ hash: 2, title: 'The bridge is open' })])).toEqual(['changed 1'])
  })

  test('an update tells what it is recognised by from now on', async () => {
    const library = await having(item())
    const next = item({
      guid: 'urn:new',
      url: 'https://elsewhere.example/1',
      title: 'Quite another title, and longer',
      hash: 9,
    })
    expect(await library.match(1, [next])).toEqual([{ state: 'new' }])
    await library.apply([{ kind: 'articles.update', id: 1, identity: next, hash: 9 }])
    expect(await library.match(1, [next])).toEqual([{ state: 'same', id: 1 }])
  })

  test('removed by the reader, or by retention: it does not come back', async () => {
    const library = await having(item())
    await library.apply([{ kind: 'articles.remove', ids: [1] }])
    expect(
      await library.match(1, [
        item(),
        item({ guid: 'urn:2', url: 'https://paper.example/2', title: 'Another', publishedAt: start + 1000 }),
      ]),
    ).toEqual([{ state: 'removed', id: 1 }, { state: 'new' }])
  })
})

describe('another article', () => {
  test.each<[string, Partial<Identity>, Partial<Identity>]>([
    [
      'another guid, address, title and date',
      {},
      { guid: 'urn:2', url: 'https://paper.example/2', title: 'Two', publishedAt: start + 1 },
    ],
    [
      'another guid, title and date at an address that all have',
      { url: 'https://paper.example/' },
      { url: 'https://paper.example/', guid: 'urn:2', title: 'Two', publishedAt: start + 60_000 },
    ],
    [
      'a front page as address, another title and date',
      { guid: null, url: 'https://paper.example' },
      { guid: null, url: 'https://paper.example', title: 'Two', publishedAt: start + 60_000 },
    ],
    [
      'a title that comes every day',
      { title: 'Photo of the day' },
      { title: 'Photo of the day', guid: 'urn:2', url: 'https://paper.example/2', publishedAt: start + 86_400_000 },
    ],
    [
      'a short title twice on one day',
      { title: 'Photo of the day' },
      { title: 'Photo of the day', guid: 'urn:2', url: 'https://paper.example/2' },
    ],
    [
      'the same path and title at another host, another date',
      { guid: 'a', url: 'https://one.example/hello-world', title: 'Hello World' },
      { guid: 'b', url: 'https://two.example/hello-world', title: 'Hello World', publishedAt: start + 9_000_000 },
    ],
    [
      'no title, no guid, another address',
      { guid: null, title: null },
      { guid: null, title: null, url: 'https://paper.example/2' },
    ],
    [
      'another id in the address',
      { guid: null, url: 'https://paper.example/?p=1', publishedAt: null },
      { guid: null, url: 'https://paper.example/?p=2', title: 'Two', publishedAt: null },
    ],
  ])('%s', async (_, before, now) => {
    expect(await matched([item(before)], [item(now)])).toEqual(['new'])
  })

  test('in another feed', async () => {
    const library = await having(item())
    expect(await library.match(2, [item()])).toEqual([{ state: 'new' }])
  })
})

describe('careless feeds', () => {
  const many = (more: (n: number) => Partial<Identity>): Identity[] =>
    Array.from({ length: 6 }, (_, i) =>
      item({
        guid: `g${i}`,
        url: `https://p.example/${i}`,
        title: `Title ${i}`,
        publishedAt: start + i * 60_000,
        hash: i,
        ...more(i),
      }),
    )
  const all = ['same 1', 'same 2', 'same 3', 'same 4', 'same 5', 'same 6']

  test.each<[string, (n: number) => Partial<Identity>]>([
    ['every item has the same address', () => ({ url: 'https://p.example/' })],
    ['every item has the same guid', () => ({ guid: 'x' })],
    ['every item has the same guid and address', () => ({ guid: 'x', url: 'https://p.example/' })],
    ['no titles', () => ({ title: null })],
    ['no titles, no guids', () => ({ title: '', guid: null })],
    ['the same title everywhere', () => ({ title: 'Untitled' })],
    ['the same title and date everywhere', () => ({ title: 'Untitled', publishedAt: start })],
    ['only fragments differ', (n) => ({ guid: null, url: `https://p.example/news#${n}` })],
    ['nothing differs but the text', () => ({ guid: null, url: null, title: null, publishedAt: null })],
  ])('%s: each is found again, and a new one is new', async (_, more) => {
    const before = many(more)
    expect(await matched(before, before)).toEqual(all)
    expect(await matched(before, before.toReversed())).toEqual(all.toReversed())
    const next = item({
      guid: 'new',
      url: 'https://p.example/new',
      title: 'New',
      publishedAt: start + 600_000,
      hash: 77,
      ...more(6),
    })
    expect(await matched(before, [next, ...before.slice(0, 5)])).toEqual(['new', ...all.slice(0, 5)])
  })

  test('two items never are one article', async () => {
    const twice = [item({ hash: 5 }), item({ hash: 6 })]
    const found = await matched([item()], [item(), item()])
    expect(found.filter((one) => one !== 'new').length).toBeLessThanOrEqual(1)
    expect(new Set((await matched(twice, twice)).filter((one) => one !== 'new')).size).toBe(2)
    expect(await matched(twice, [item({ hash: 6 }), item({ hash: 5 })])).toEqual(['same 2', 'same 1'])
  })

  test('an item that left the feed is not taken for one that came', async () => {
    const before = many(() => ({ url: 'https://p.example/' }))
    expect(await matched(before.slice(0, 3), before.slice(3))).toEqual(['new', 'new', 'new'])
  })
})

test('addresses that mean the same page', () => {
  const same = (a: string, b: string): void => expect(normalAddress(a)).toEqual(normalAddress(b))
  same('HTTP://WWW.Paper.Example:80/a/index.html', 'https://paper.example/a')
  same('https://paper.example/a?b=2&a=1', 'https://paper.example/a?a=1&b=2')
  same('https://paper.example/?', 'https://paper.example')
  expect(normalAddress('https://paper.example/a?page=2')).not.toEqual(normalAddress('https://paper.example/a'))
  expect(normalAddress('https://paper.example/A')).not.toEqual(normalAddress('https://paper.example/a'))
  expect(normalAddress('not an address')).toEqual({ host: '', path: 'not an address' })
})

test('hashes spread', () => {
  const seen = new Set<number>()
  const low = new Set<number>()
  for (let n = 0; n < 50_000; n++) {
    const [a, b] = hash(`https://paper.example/article-${n}`)
    seen.add(a * 0x10_0000 + (b & 0xfffff))
    low.add(b & 0xffff)
  }
  expect(seen.size).toBe(50_000)
  expect(low.size).toBeGreaterThan(30_000)
})

describe('with ids of a service', () => {
  const [first, second] = ['00000000000000aa', '0123456789abcdef01234567']

  test('they decide before anything else', async () => {
    const plain = { guid: null, url: null, title: null }
    expect(await matched([item({ remote: first })], [item({ ...plain, hash: 2, remote: first })])).toEqual([
      'changed 1',
    ])
    // Alike in everything, and another all the same.
    expect(await matched([item({ remote: first })], [item({ remote: second })])).toEqual(['new'])
    expect(await matched([item({ remote: second })], [item({ remote: second }), item({ remote: first })])).toEqual([
      'same 1',
      'new',
    ])
    // An item that comes twice is one.
    expect(await matched([item({ remote: first })], [item({ remote: first }), item({ remote: first })])).toEqual([
      'same 1',
      'same 1',
    ])
  })

  test('found again by what else is known, when no service knows it yet', async () => {
    expect(await matched([item()], [item({ remote: first })])).toEqual(['same 1'])
    // Of two that look the same the one that is nobody's.
    expect(await matched([item({ remote: second }), item({ hash: 3 })], [item({ remote: first })])).toEqual([
      'changed 2',
    ])
    // What the feed itself says has no such id.
    expect(await matched([item({ remote: first })], [item()])).toEqual(['same 1'])
    // No id at all is no id.
    expect(await matched([item({ remote: 'banana' })], [item({ remote: '0000000000000000' })])).toEqual(['same 1'])
  })

  test('what was removed does not come back under its id', async () => {
    const library = await having(item({ remote: first }))
    await library.apply([{ kind: 'articles.remove', ids: [1] }])
    const found = await library.match(1, [item({ guid: null, url: null, title: null, remote: first })])
    expect(found).toEqual([{ state: 'removed', id: 1 }])
    expect(await library.remotes([1, 2], 16)).toEqual(
      new Map([[first, { id: 1, feedId: 1, read: false, saved: false, removed: true }]]),
    )
  })

  test('an update that names none keeps the id; one that names another has that', async () => {
    const library = await having(item({ remote: first }))
    await library.apply([{ kind: 'articles.update', id: 1, identity: item({ guid: 'urn:2' }) }])
    expect(await library.remoteIds([1], 16)).toEqual([first])
    await library.apply([{ kind: 'articles.update', id: 1, identity: item({ remote: second }) }])
    expect(await library.remoteIds([1, 2], 24)).toEqual([second, null])
    expect([...(await library.remotes([1], 24)).keys()]).toEqual([second])
  })
})

test('signs made of keys are the same everywhere, and those of other feeds and articles are others', async () => {
  const [one, other] = [await having(item()), await having(item({ title: 'Another title' }), item({ guid: 'urn:3' }))]
  const [sign] = await one.remoteIds([1], 'keys')
  expect(sign).toMatch(/^[0-9a-f]{24}$/)
  expect(await other.remoteIds([1], 'keys')).toEqual([sign])
  expect(signOf(feedSignOf(feed(1)), item())).toBe(sign)
  expect([...(await other.remotes([1], 'keys')).keys()]).toHaveLength(2)
  expect(feedSignOf(feed(1, { remoteId: 'r1' }))).not.toBe(feedSignOf(feed(1)))
  const bare = { guid: null, url: null }
  expect(signOf('00000000', item(bare))).toMatch(/^0{8}[0-9a-f]{8}0{8}$/)
  expect(signOf('00000000', item({ ...bare, title: null }))).toBe(null)
  expect(signOf('00000000', item({ guid: null }))).not.toBe(signOf('00000000', item(bare)))
})
