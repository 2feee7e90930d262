// Articles on their way to the disk: what fails stays retriable, what is newer wins, what the reader asked for is done.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { Announcement } from '../contract/changes.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import type { Completeness } from '../contract/models.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

let host: MemoryHost
let app: App
let heard: Announcement[]

beforeEach(async () => {
  host = createMemoryHost()
  app = await openApp(host, { background: false })
  heard = []
  app.onChange((announcement) => heard.push(announcement))
})
afterEach(async () => {
  await app.close()
  await host.close()
})

async function ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
  const answer = await app.run(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}
const url = 'https://paper.example/feed'
const page = 'https://paper.example/1'
const sound = 'https://paper.example/1.mp3'
const sentence = 'The council met again on Monday evening, and nobody left before the lamps were lit. '
const feedSays = (title: string, text: string) => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: `<rss version="2.0"><channel><title>Paper</title><item><guid>1</guid><link>${page}</link><title>${title}</title>
    <description>${text}</description><enclosure url="${sound}" type="audio/mpeg" length="5000"/></item></channel></rss>`,
})
const pageSays = (word: string) => ({
  headers: { 'content-type': 'text/html' },
  body: `<html><body><article><h1>Lamps</h1>${`<p>${word} ${sentence.repeat(4)}</p>`.repeat(8)}</article></body></html>`,
})
const mp3 = {
  headers: { 'content-type': 'audio/mpeg' },
  body: Uint8Array.from([0x49, 0x44, 0x33, 3, ...Array(500).fill(0)]),
}
const head = async () => {
  const { ids } = await ask('articles.list', { query: { scope: { kind: 'all' }, show: 'all', order: 'newest' } })
  const [first] = await ask('articles.heads', { ids })
  if (!first) throw new Error('an article was wanted')
  return first
}
const body = async () => ask('articles.body', { id: (await head()).id })
const settled = () => app.run('feeds.refresh', { ids: [], wait: true, complete: 'wait' })
const becomes = async (wanted: Completeness) => {
  await settled()
  expect((await head()).completeness).toBe(wanted)
}

test('on a full disk the article waits, nothing more is fetched, the reader is told, and later it is completed', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('feeds.follow', { url })
  await becomes('partial')
  host.wire.on(page, async () => {
    host.files.failAt(1, 'full')
    return pageSays('First')
  })
  await ask('articles.complete', { ids: [(await head()).id] })
  expect(await settled()).toEqual({ ok: false, problem: { kind: 'diskFull' } })
  expect(heard).toContainEqual({ kind: 'problem.noticed', problem: { kind: 'diskFull' } })
  expect((await head()).completeness).not.toBe('complete')
  const asked = host.wire.requests.length
  await ask('articles.complete', { ids: [(await head()).id] })
  await settled()
  expect(host.wire.requests.length).toBe(asked)
  host.files.heal()
  host.wire.on(page, pageSays('First'))
  await host.clock.advance(20 * 60_000)
  await becomes('complete')
  expect((await body()).html).toContain('First')
})

test('sound that was asked for without a network comes with the network', async () => {
  host.wire.on(url, feedSays('Lamps', sentence.repeat(60)))
  await ask('feeds.follow', { url })
  await becomes('complete')
  host.setOnline(false)
  await ask('articles.complete', { ids: [(await head()).id], audio: true })
  await becomes('waiting')
  host.setOnline(true)
  host.wire.on(sound, mp3)
  await app.close()
  host = host.again()
  app = await openApp(host, { background: true })
  await becomes('complete')
  expect((await body()).media).toMatchObject([{ kind: 'audio', state: 'kept' }])
})

test('sound that is on the disk stays with an article that the feed corrects', async () => {
  host.wire.on(url, feedSays('Lamps', sentence.repeat(60)))
  host.wire.on(sound, mp3)
  await ask('feeds.follow', { url })
  await ask('articles.complete', { ids: [(await head()).id], audio: true })
  await becomes('complete')
  host.wire.on(url, feedSays('Lamps, corrected', sentence.repeat(61)))
  await ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
  expect((await head()).title).toBe('Lamps, corrected')
  expect((await body()).media).toMatchObject([{ kind: 'audio', state: 'kept' }])
})

test('a correction that comes while the page is fetched is not overwritten by what was older', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('feeds.follow', { url })
  await becomes('partial')
  let asked = 0
  host.wire.on(page, async () => {
    if (++asked > 1) return pageSays('Second')
    host.wire.on(url, feedSays('Lamps, corrected', sentence))
    await ask('feeds.refresh', { force: true, wait: true, complete: 'none' })
    return pageSays('First')
  })
  await ask('articles.complete', { ids: [(await head()).id] })
  await becomes('complete')
  expect((await head()).title).toBe('Lamps, corrected')
  expect((await body()).html).toContain('Second')
})

test('a full text is not replaced by a shorter one once pages are no longer wanted', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, pageSays('First'))
  const { id } = await ask('feeds.follow', { url })
  await becomes('complete')
  await ask('feeds.change', { id, fullText: 'never' })
  host.wire.on(url, feedSays('Lamps, corrected', sentence))
  await ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
  expect((await head()).title).toBe('Lamps, corrected')
  expect(await body()).toMatchObject({ source: 'page' })
  expect((await body()).html).toContain('First')
})

test('each failure has one next try, however often it was tried', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('feeds.follow', { url })
  await settled()
  for (let again = 0; again < 4; again++) {
    await ask('articles.complete', { ids: [(await head()).id] })
    await settled()
  }
  const before = host.wire.requests.filter((request) => request.url === page).length
  expect(before).toBe(5)
  // Four hours and a quarter, and up to a quarter of that more.
  await host.clock.advance(6 * 60 * 60_000)
  await settled()
  expect(host.wire.requests.filter((request) => request.url === page).length).toBe(before + 1)
})

test('a paper that is asked for too much is left alone, and then gives its articles', async () => {
  const pages = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `https://paper.example/story-${number}`)
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title>${pages
      .map((link) => `<item><link>${link}</link><title>${link}</title><description>${sentence}</description></item>`)
      .join('')}</channel></rss>`,
  })
  for (const link of pages) host.wire.on(link, { status: 429 })
  await ask('feeds.follow', { url })
  await settled()
  const asked = () => host.wire.requests.filter((request) => pages.includes(request.url)).length
  expect(asked()).toBeLessThan(8)
  for (const link of pages) host.wire.on(link, pageSays(link))
  await host.clock.advance(2 * 60 * 60_000)
  await settled()
  const { ids } = await ask('articles.list', { query: { scope: { kind: 'all' }, show: 'all', order: 'newest' } })
  const all = await ask('articles.heads', { ids })
  expect(all.map((one) => one.completeness)).toEqual(Array(8).fill('complete'))
})

const botWall = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: `<html><head><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/cf_chl_opt.js"></script></head>
    <body><h1>Verify you are human</h1><p>Enable JavaScript and cookies to continue</p></body></html>`,
})
const requests = (address: string) => host.wire.requests.filter((request) => request.url === address).length

test.each([403, 429, 503])('a wall for robots that is sent with status %i is called one', async (status) => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, botWall(status))
  await ask('feeds.follow', { url })
  await becomes('partial')
  expect((await body()).problem).toEqual({ kind: 'wall', wall: 'bot' })
})

test('a refusal without a wall stays what it is, and says when to come back', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  const headers = { 'content-type': 'text/html', 'retry-after': '7200' }
  host.wire.on(page, { status: 503, headers, body: '<html><title>Back soon</title><p>We are moving house.</p></html>' })
  await ask('feeds.follow', { url })
  const began = host.clock.now()
  await becomes('partial')
  const { problem } = await body()
  expect(problem).toMatchObject({ kind: 'httpStatus', status: 503 })
  expect(problem?.kind === 'httpStatus' && problem.retryAt).toBeGreaterThanOrEqual(began + 7_200_000)
})

test('a host that says when it may be asked again is asked for nothing before, not even by the reader', async () => {
  const pages = [1, 2].map((number) => `https://paper.example/story-${number}`)
  const follow = async (link: string, at: string) => {
    host.wire.on(at, {
      headers: { 'content-type': 'application/rss+xml' },
      body: `<rss version="2.0"><channel><title>${at}</title><item><link>${link}</link><title>${link}</title>
        <description>${sentence}</description></item></channel></rss>`,
    })
    await ask('feeds.follow', { url: at })
    await settled()
  }
  const [first = '', second = ''] = pages
  host.wire.on(first, { status: 429, headers: { 'retry-after': '7200' } })
  host.wire.on(second, pageSays('Second'))
  await follow(first, 'https://one.example/feed')
  await follow(second, 'https://two.example/feed')
  const { ids } = await ask('articles.list', { query: { scope: { kind: 'all' }, show: 'all', order: 'newest' } })
  await ask('articles.complete', { ids })
  await settled()
  await host.clock.advance(115 * 60_000)
  await settled()
  expect(requests(first)).toBe(1)
  expect(requests(second)).toBe(0)
  host.wire.on(first, pageSays('First'))
  await host.clock.advance(45 * 60_000)
  await settled()
  expect(requests(second)).toBe(1)
  expect((await ask('articles.heads', { ids })).map((one) => one.completeness)).toEqual(['complete', 'complete'])
})

test('pictures whose host wants to be left alone wait, and come afterwards', async () => {
  const pictures = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `https://pictures.example/${number}.gif`)
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title><item><guid>1</guid><title>Lamps</title><description>${
      sentence.repeat(60) + pictures.map((src) => `&lt;img src="${src}"&gt;`).join(' ')
    }</description></item></channel></rss>`,
  })
  for (const src of pictures) host.wire.on(src, { status: 429, headers: { 'retry-after': '3600' } })
  await ask('feeds.follow', { url })
  await settled()
  const asked = () => pictures.reduce((sum, src) => sum + requests(src), 0)
  // Three at a time are on their way when the first is refused.
  expect(asked()).toBeLessThanOrEqual(3)
  const before = asked()
  await host.clock.advance(55 * 60_000)
  await settled()
  expect(asked()).toBe(before)
  const gif = Uint8Array.from([...'GIF89a'].map((c) => c.charCodeAt(0)).concat([9, 0, 9, 0, 0, 0, 0, 0x3b]))
  for (const src of pictures) host.wire.on(src, { headers: { 'content-type': 'image/gif' }, body: gif })
  await host.clock.advance(30 * 60_000)
  await becomes('complete')
  expect((await body()).media.map((entry) => entry.state)).toEqual(pictures.map(() => 'kept'))
})

test('a start tries what failed when its time has come, not at once and not for ever', async () => {
  const restart = async () => {
    await app.close()
    host = host.again()
    app = await openApp(host, { background: true })
    await settled()
  }
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('feeds.follow', { url })
  await becomes('partial')
  expect(requests(page)).toBe(1)
  for (let start = 0; start < 5; start++) await restart()
  expect(requests(page)).toBe(1)
  // A minute, four minutes, sixteen … and up to a quarter of it more.
  for (const [minutes, expected] of [
    [1.5, 2],
    [3, 2],
    [3, 3],
    [10, 3],
  ] as const) {
    host.clock.set(host.clock.now() + minutes * 60_000)
    await restart()
    expect(requests(page)).toBe(expected)
  }
  for (let days = 0; days < 30; days++) {
    host.clock.set(host.clock.now() + 30 * 60 * 60_000)
    await restart()
  }
  expect(requests(page)).toBe(10)
  host.wire.on(page, pageSays('First'))
  await ask('articles.complete', { ids: [(await head()).id] })
  await becomes('complete')
})

test('a try that a wrong clock noted in the future holds nothing up', async () => {
  host.wire.on(url, feedSays('Lamps', sentence))
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('feeds.follow', { url })
  await becomes('partial')
  host.clock.set(host.clock.now() - 400 * 24 * 60 * 60_000)
  await app.close()
  host = host.again()
  app = await openApp(host, { background: true })
  await settled()
  expect(requests(page)).toBe(2)
})

test('sound that is stopped half-way, or has no room, leaves nothing behind, and comes when it is wanted again', async () => {
  const long = Uint8Array.from([0x49, 0x44, 0x33, 3, ...Array<number>(900_000).fill(1)])
  const files = () => host.files.paths().filter((path) => path.startsWith('media/'))
  host.wire.on(url, feedSays('Lamps', sentence.repeat(60)))
  await ask('feeds.follow', { url })
  await becomes('complete')
  // Half of it is there when the reader stops it.
  const { request } = host.wire
  host.wire.request = (asked) => {
    let poured = 0
    const sink = async (piece: Uint8Array) => {
      await asked.sink?.(piece)
      poured += piece.length
      if (poured < 500_000) return
      expect(files()).toHaveLength(1)
      await ask('work.cancel', { task: 'takeAlong' })
    }
    return request(asked.sink ? { ...asked, sink } : asked)
  }
  host.wire.on(sound, { headers: { 'content-type': 'audio/mpeg' }, body: long })
  const scope = { kind: 'all' } as const
  expect(await app.run('articles.takeAlong', { scope, audio: true })).toEqual({
    ok: false,
    problem: { kind: 'cancelled' },
  })
  host.wire.request = request
  expect(files()).toEqual([])
  host.wire.on(sound, () => {
    host.files.failAt(3, 'full')
    return { headers: { 'content-type': 'audio/mpeg' }, body: long }
  })
  expect(await app.run('articles.takeAlong', { scope, audio: true })).toEqual({
    ok: false,
    problem: { kind: 'diskFull' },
  })
  expect(files()).toEqual([])
  host.files.heal()
  host.wire.on(sound, { headers: { 'content-type': 'audio/mpeg' }, body: long })
  expect(await ask('articles.takeAlong', { scope, audio: true })).toMatchObject({ articles: 1, bytes: long.length })
  expect(files()).toHaveLength(1)
  expect((await body()).media).toMatchObject([{ kind: 'audio', state: 'kept', bytes: long.length }])
})

test('an episode that two articles offer is fetched once', async () => {
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title>${[1, 2]
      .map(
        (number) => `<item><guid>${number}</guid><title>Story ${number}</title><description>${sentence.repeat(60)}
          </description><enclosure url="${sound}" type="audio/mpeg" length="5000"/></item>`,
      )
      .join('')}</channel></rss>`,
  })
  host.wire.on(sound, mp3)
  await ask('feeds.follow', { url })
  await ask('articles.takeAlong', { scope: { kind: 'all' }, audio: true })
  expect(requests(sound)).toBe(1)
})
