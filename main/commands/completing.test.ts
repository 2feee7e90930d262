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
  await host.clock.advance(4.5 * 60 * 60_000)
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
