// What the reader takes back while a service is being told of it, and what it must not be believed meanwhile.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeServer, type Call } from '../sync/testing/fake-server.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
const other = 'https://other.example/feed'
let server: FakeServer
let anna: Reader

beforeEach(async () => {
  server = new FakeServer()
  server.follow(paper)
  server.publish(paper, 3)
  anna = new Reader(server, 'sets')
  await anna.open()
  await anna.signIn()
})
afterEach(() => anna.close())

/** Does something else when the server is first asked for this: it is still to answer. */
function meanwhile(call: Call, work: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    server.fault = (asked) => {
      if (asked !== call) return null
      server.fault = () => null
      work().then(resolve, reject)
      return null
    }
  })
}
const followed = () => [...server.feeds.values()].map(({ url }) => url).toSorted()
const feeds = async () => (await anna.ask('app.snapshot', {})).feeds

test('a feed that was let go and taken back while that was told is followed again', async () => {
  const [feed] = await feeds()
  if (!feed) throw new Error('no feed')
  const [article] = await anna.articles()
  const { undo } = await anna.ask('feeds.unfollow', { ids: [feed.id] })
  const taken = meanwhile('unfollow', () => anna.ask('articles.undo', { undo }))
  await anna.sync()
  await taken
  await anna.sync()
  await anna.sync()
  expect(followed()).toEqual([paper])
  expect((await feeds()).map(({ id, url }) => [id, url])).toEqual([[feed.id, paper]])
  expect(await anna.articles()).toHaveLength(3)
  expect((await anna.articles()).map(({ id }) => id)).toContain(article?.id)
})

test('a folder that was removed and taken back while that was told is there again', async () => {
  const [feed] = await feeds()
  const folder = await anna.ask('folders.add', { title: 'Mine', parentId: null, accountId: anna.accountId })
  await anna.ask('feeds.move', { feeds: [feed?.id ?? 0], folders: [], to: folder.id, place: 0 })
  await anna.sync()
  const { undo } = await anna.ask('folders.remove', { id: folder.id })
  const taken = meanwhile('removeFolder', () => anna.ask('articles.undo', { undo }))
  await anna.sync()
  await taken
  await anna.sync()
  await anna.sync()
  expect([...server.folders.values()].map(({ title }) => title)).toEqual(['Mine'])
  expect((await anna.ask('app.snapshot', {})).folders.map(({ title }) => title)).toEqual(['Mine'])
  expect((await feeds())[0]?.folderId).toBe((await anna.ask('app.snapshot', {})).folders[0]?.id)
})

test('a feed that was let go is not forgotten because the list of feeds comes empty once', async () => {
  server.follow(other)
  server.follow('https://third.example/feed')
  await anna.sync()
  const [feed] = await feeds()
  await anna.ask('feeds.unfollow', { ids: [feed?.id ?? 0] })
  server.fault = (call) => (call === 'structure' ? 'empty' : null)
  await anna.sync()
  server.fault = () => null
  await anna.sync()
  expect(followed()).toEqual([other, 'https://third.example/feed'])
  expect((await feeds()).map(({ url }) => url).toSorted()).toEqual([other, 'https://third.example/feed'])
})
