// What a refresh tells while it runs, and what is left of it when it is stopped.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import type { OpmlOutline } from '../contract/models.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 120_000 })
const poll = <T>(what: () => T) => expect.poll(what, { timeout: 60_000 })

let host: MemoryHost
let app: App
beforeEach(async () => {
  host = createMemoryHost()
  app = await openApp(host, { background: false })
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
const feed = {
  headers: { 'content-type': 'application/rss+xml' },
  body: '<rss version="2.0"><channel><title>Paper</title><item><guid>1</guid><title>One</title></item></channel></rss>',
}
const addresses = [1, 2, 3, 4].map((number) => `https://paper-${number}.example/feed`)
const outlines = addresses.map((url): OpmlOutline => ({ title: url, url, siteUrl: null, children: [], known: false }))
const work = async () =>
  (await ask('app.snapshot', {})).progress.map(({ task, done, total }) => ({ task, done, total }))

test('an import tells how far it is, beside a refresh, and can be stopped by its name', async () => {
  const gates = new Map<string, () => void>()
  const held = (url: string) => new Promise<typeof feed>((answer) => gates.set(url, () => answer(feed)))
  const own = 'https://own.example/feed'
  host.wire.on(own, feed)
  await ask('feeds.follow', { url: own })
  for (const url of [own, ...addresses]) host.wire.on(url, () => held(url))
  const open = (url: string) => gates.get(url)?.()
  await ask('opml.import', { outlines })
  await ask('feeds.refresh', { ids: [1] })
  await poll(() => gates.size).toBe(5)
  expect(await work()).toEqual([
    { task: 'import', done: 0, total: 4 },
    { task: 'refresh', done: 0, total: 1 },
  ])
  open(addresses[0] ?? '')
  open(own)
  await poll(work).toEqual([{ task: 'import', done: 1, total: 4 }])
  await ask('work.cancel', { task: 'import' })
  for (const url of addresses) open(url)
  await poll(work).toEqual([])
  const { feeds } = await ask('app.snapshot', {})
  expect(feeds.map(({ fetch }) => fetch.checkedAt !== null)).toEqual([true, true, false, false, false])
})

test('a feed that has been followed is at rest', async () => {
  host.wire.on('https://own.example/feed', feed)
  await ask('feeds.follow', { url: 'https://own.example/feed' })
  await ask('feeds.refresh', { ids: [], wait: true, complete: 'wait' })
  expect((await ask('feeds.activity', {})).map((line) => line.doing)).toEqual(['waiting'])
})

test('what a closing app was still fetching is not stored, and nobody stumbles over it', async () => {
  let answer = () => undefined as void
  host.wire.on('https://own.example/feed', () => new Promise((done) => (answer = () => done(feed))))
  const followed = app.run('feeds.follow', { url: 'https://own.example/feed' })
  await poll(() => host.wire.requests.length).toBe(1)
  await app.close()
  const before = host.files.operations
  answer()
  expect(await followed).toMatchObject({ ok: false })
  expect(host.files.operations).toBe(before)
  app = await openApp((host = host.again()), { background: false })
  expect((await ask('app.snapshot', {})).feeds).toEqual([])
})

test.each(['feeds.follow', 'feeds.discover', 'feeds.add'] as const)('%s ends with the app', async (name) => {
  const url = 'https://own.example/feed'
  const cancelled = { problem: { kind: 'cancelled' } } as const
  host.wire.on(url, ({ signal }) => new Promise((done) => signal?.addEventListener('abort', () => done(cancelled))))
  const asked = name === 'feeds.follow' ? app.run(name, { url }) : app.run(name, { address: url })
  await poll(() => host.wire.requests.length).toBe(1)
  await app.close()
  expect(await asked).toEqual({ ok: false, problem: { kind: 'cancelled' } })
  expect(host.wire.requests.length).toBe(1)
})
