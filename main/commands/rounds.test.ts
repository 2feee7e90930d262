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
