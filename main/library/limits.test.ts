// What comes from outside at its worst: ids that are none, heads without end, dates that are none, clocks that jump.
import { expect, test, vi } from 'vitest'
import type { CleanHtml } from '../contract/models.ts'
import { memoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { article, day, feed, start, testHost } from './testing/scene.ts'
import type { Library } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const all = { scope: { kind: 'all' }, show: 'all', order: 'newest' } as const
const today = { ...all, scope: { kind: 'today' } } as const

async function opened(at = start): Promise<{ host: ReturnType<typeof testHost>; library: Library }> {
  const host = testHost(memoryFiles(), at)
  const library = await openLibrary(host)
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  return { host, library }
}

test.each([2 ** 32 + 1, 1.5, -1, NaN, Infinity, 2 ** 32 - 1, 0])('the id %d is nobody', async (id) => {
  const { host, library } = await opened()
  const linked = article(1)
  linked.identity.remote = '0000000000000001'
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [linked, article(2)] }])
  await library.apply([
    { kind: 'articles.mark', ids: [id], read: true, saved: true },
    { kind: 'articles.place', id, position: 0.5 },
    { kind: 'articles.update', id, head: { title: 'Other' } },
    { kind: 'articles.remove', ids: [id] },
    { kind: 'articles.label', ids: [id], label: 'later', value: true },
    { kind: 'articles.unlink', ids: [id] },
    { kind: 'articles.tell', ids: [id], keys: ['read'] },
  ])
  expect(library.labels()).toEqual([])
  expect(library.outbox()).toEqual([])
  expect(await library.remoteIds([id, 1], 16)).toEqual([null, '0000000000000001'])
  expect(library.state(id)).toBeUndefined()
  expect(await library.body(id)).toBe(null)
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(3)] }])
  expect(library.list(all).sort()).toEqual([1, 2, 3])
  expect(library.counts()).toMatchObject({ total: 3, unread: 3, saved: 0 })
  expect((await openLibrary(host)).counts()).toMatchObject({ total: 3, unread: 3, saved: 0 })
})

test('heads without end are cut, addresses are whole or left out, texts stay as they are', async () => {
  const { host, library } = await opened()
  const long = '😀'.repeat(4_000_000)
  const made = article(1)
  const address = `https://paper.example/${'a'.repeat(4000)}`
  Object.assign(made.head, {
    url: address,
    title: long,
    kicker: long,
    standfirst: `x${long}`,
    authors: Array.from({ length: 500 }, () => 'Ada '.repeat(1000)),
    categories: Array.from({ length: 5000 }, (_, n) => `c${n}`),
    comments: { url: `${address}${long}`, count: 1, feed: address },
  })
  const html = `<p>${'abc 😀 '.repeat(1_200_000)}</p>` as CleanHtml
  made.body.html = html
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [made] }])
  await library.close()
  const again = await openLibrary(host)
  const [head] = await again.heads([1])
  expect(JSON.stringify(head).length).toBeLessThan(64 * 1024)
  expect(head).toMatchObject({ url: address, comments: { url: null, count: 1, feed: address } })
  expect(head?.standfirst).toBe(`x${'😀'.repeat(299)}`)
  expect(head?.title.isWellFormed()).toBe(true)
  expect((await again.body(1))?.html === html).toBe(true)
})

test.each([NaN, Infinity, -Infinity, 9e15, -9e15, 1e300])('%d is no date', async (at) => {
  const { host, library } = await opened()
  const made = article(1, { arrivedAt: at })
  Object.assign(made.head, { publishedAt: at, updatedAt: at })
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [made] }])
  for (const one of [library, await openLibrary(host)]) {
    expect(await one.heads([1])).toMatchObject([{ publishedAt: null, updatedAt: null, arrivedAt: start }])
    expect(one.state(1)).toMatchObject({ sortAt: start })
  }
})

test('before 1970 there were papers too', async () => {
  const { library } = await opened()
  const made = article(1)
  made.head.publishedAt = -5 * 365 * day
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [made, article(2)] }])
  expect(library.list(all)).toEqual([2, 1])
  expect(await library.heads([1])).toMatchObject([{ publishedAt: -5 * 365 * day }])
})

test('a clock that was in the year 2100 for a while: what came then is not of today, and ids go on', async () => {
  const { host, library } = await opened()
  const undated = (n: number) => {
    const made = article(n)
    made.head.publishedAt = null
    return made
  }
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [undated(1)] }])
  host.clock.at = Date.UTC(2100, 5, 1, 12)
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [undated(2)] }])
  expect(library.list(today)).toEqual([2])
  host.clock.at = start + 60_000
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [undated(3), article(4)] }])
  for (const one of [library, await openLibrary(host)]) {
    expect(one.list(today)).not.toContain(2)
    expect(one.list(today).slice(0, 2)).toEqual([3, 1])
    expect(one.counts().today).toBe(one.list(today).length)
  }
})
