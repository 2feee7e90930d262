import { afterEach, beforeEach, expect, test } from 'vitest'
import { sentenceOf, startFeedServer, type FeedServer } from './feed-server.ts'

let feeds: FeedServer
beforeEach(async () => {
  feeds = await startFeedServer()
})
afterEach(() => feeds.close())

const ask = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const numbers = (text: string) => [...text.matchAll(/urn:loopback:news:(\d+)/g)].map(([, number]) => Number(number))

test.each(['rss', 'atom'] as const)('a feed of kind %s grows, shrinks and is corrected', async (kind) => {
  const url = feeds.create('news', { kind, items: 3 })
  expect(numbers((await ask(url)).text)).toEqual([3, 2, 1])
  const [five, four] = feeds.add('news', 2, { daysOld: 3 })
  expect(numbers((await ask(url)).text)).toEqual([5, 4, 3, 2, 1])
  expect([five?.number, four?.number]).toEqual([5, 4])
  expect(Date.now() - (five?.publishedAt ?? 0)).toBeGreaterThan(2 * 86_400_000)
  expect(feeds.drop('news', 2).map((item) => item.number)).toEqual([2, 1])
  expect(numbers((await ask(url)).text)).toEqual([5, 4, 3])
  if (five) feeds.edit(five)
  expect((await ask(url)).text).toContain('news item 5 (corrected 1)')
  feeds.drop('news', 9)
  feeds.add('news', 1)
  expect(numbers((await ask(url)).text)).toEqual([6])
})

test('asked again it says that nothing is new, until something is', async () => {
  const url = feeds.create('news')
  const { headers } = await ask(url)
  const etag = { 'if-none-match': headers.get('etag') ?? '' }
  const since = { 'if-modified-since': headers.get('last-modified') ?? '' }
  expect((await ask(url, etag)).status).toBe(304)
  expect((await ask(url, since)).status).toBe(304)
  feeds.add('news', 1)
  expect((await ask(url, etag)).status).toBe(200)
  expect((await ask(url, since)).status).toBe(200)
  expect(feeds.hits('news')).toEqual({ asked: 5, notModified: 2 })
})

test('it fails as told', async () => {
  const url = feeds.create('news')
  feeds.status('news', 503, 60)
  const { status, headers } = await ask(url)
  expect([status, headers.get('retry-after')]).toEqual([503, '60'])
  feeds.status('news', null)
  expect((await ask(url)).status).toBe(200)
})

test('every item has a page with its text and a picture, also when it left the feed', async () => {
  feeds.create('news', { items: 2 })
  const [item] = feeds.drop('news', 1)
  if (!item) throw new Error('nothing dropped')
  const page = await ask(item.url)
  expect(page.text).toContain(sentenceOf(item))
  const [, picture = ''] = /<img src="([^"]+)"/.exec(page.text) ?? []
  const answer = await fetch(picture)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000)
  expect(feeds.pageHits()).toEqual({ pages: 1, pictures: 1 })
  expect((await ask(`${feeds.origin}/news/77`)).status).toBe(404)
})
