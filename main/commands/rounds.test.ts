// What the app does by itself, under a clock that is set by hand.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

let host: MemoryHost
let app: App
const url = 'https://paper.example/feed'
const HOUR = 3_600_000

beforeEach(async () => {
  host = createMemoryHost()
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: '<rss version="2.0"><channel><title>Paper</title><item><guid>1</guid><title>One</title></item></channel></rss>',
  })
  app = await openApp(host, { background: true })
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
const visits = () => host.wire.requests.filter((request) => request.url === url).length
/** Lets what was begun come to its end: a visit is done when nothing runs any more. */
const quiet = async () => {
  for (let round = 0; round < 200; round++) {
    await new Promise((later) => setTimeout(later, 5))
    if ((await ask('app.snapshot', {})).progress.length === 0 && round > 3) return
  }
}

test('visits a feed when its time has come, and asks nothing of it before', async () => {
  const feed = await ask('feeds.follow', { url })
  await host.clock.advance(feed.fetch.nextAt - host.clock.now() - 60_000)
  await quiet()
  expect(visits()).toBe(1)
  await host.clock.advance(3 * 60_000)
  await quiet()
  expect(visits()).toBe(2)
})

test('on a full disk feeds are left alone for a while instead of being fetched at every beat', async () => {
  const feed = await ask('feeds.follow', { url })
  await host.clock.advance(feed.fetch.nextAt - host.clock.now() - 60_000)
  await quiet()
  host.files.failAt(1, 'full')
  for (let beat = 0; beat < 20; beat++) {
    await host.clock.advance(30_000)
    await quiet()
  }
  expect(visits()).toBe(2)
  host.files.heal()
  for (let beat = 0; beat < 30; beat++) {
    await host.clock.advance(30_000)
    await quiet()
  }
  expect(visits()).toBe(3)
  expect((await ask('app.snapshot', {})).feeds[0]?.fetch.checkedAt).toBeGreaterThan(feed.fetch.nextAt)
})

test('keeps house by the clock on the wall: a machine that sleeps at night has a backup every day', async () => {
  await ask('feeds.follow', { url })
  const backups = async () => (await ask('library.backups', {})).length
  await host.clock.advance(3 * 60_000)
  await expect.poll(backups).toBe(1)
  for (const expected of [2, 3]) {
    // Timers do not run in the night.
    host.clock.set(host.clock.now() + 25 * HOUR)
    await host.clock.advance(60_000)
    await expect.poll(backups).toBe(expected)
  }
})

test('what came before the network had names is tried a moment later', async () => {
  const feed = await ask('feeds.follow', { url })
  host.setOnline(false)
  host.clock.set(feed.fetch.nextAt + HOUR)
  host.setOnline(true)
  await quiet()
  expect(visits()).toBe(1)
  await host.clock.advance(6000)
  await quiet()
  expect(visits()).toBe(2)
})

test('with no refresh at the start nothing is fetched for a whole interval, unless the reader asks', async () => {
  const page = 'https://paper.example/1'
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title><item><link>${page}</link><title>One</title></item></channel></rss>`,
  })
  host.wire.on(page, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  await ask('settings.change', { settings: { refreshOnStart: false, refreshMinutes: 60 } })
  const { id, fetch } = await ask('feeds.follow', { url })
  await quiet()
  await app.close()
  const began = Math.max(host.clock.now(), fetch.nextAt) + 24 * HOUR
  host.clock.set(began)
  host = host.again()
  app = await openApp(host, { background: true })
  const requests = () => host.wire.requests.length
  const before = requests()
  // An hour, with the network going and coming.
  for (let minutes = 0; minutes < 56; minutes += 4) {
    host.setOnline(minutes % 8 === 0)
    await host.clock.advance(4 * 60_000)
    await quiet()
  }
  host.setOnline(true)
  expect(requests()).toBe(before)
  await ask('feeds.refresh', { ids: [id], wait: true, complete: 'none' })
  expect(requests()).toBe(before + 1)
  await host.clock.advance(6 * 60_000)
  await quiet()
  // The page that could not be had is tried now; the feed was visited when the reader asked.
  expect(host.wire.requests.slice(before + 1).map((request) => request.url)).toEqual([page])
  await host.clock.advance(3 * HOUR)
  await quiet()
  expect(visits()).toBeGreaterThan(2)
})

test('with a refresh at the start what is due is visited at once', async () => {
  const { fetch } = await ask('feeds.follow', { url })
  await app.close()
  host.clock.set(fetch.nextAt + HOUR)
  host = host.again()
  app = await openApp(host, { background: true })
  await quiet()
  expect(visits()).toBe(2)
})
