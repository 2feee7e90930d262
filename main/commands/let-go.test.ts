// What was private about a feed goes when the feed can no longer come back, and not before.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 60_000 })

let host: MemoryHost
let app: App
const DAY = 24 * 3_600_000
const secret = { kind: 'basic', user: 'anna', password: 'hush' } as const

beforeEach(async () => {
  host = createMemoryHost()
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
async function follow(name: string, items: number): Promise<number> {
  const url = `https://${name}.example/feed`
  const item = (number: number) => `<item><guid>${number}</guid><title>Story ${number}</title></item>`
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>${name}</title>${Array.from({ length: items }, (_, n) => item(n)).join('')}</channel></rss>`,
  })
  return (await ask('feeds.follow', { url, secret })).id
}
const kept = async (id: number) => (await host.secrets.get(`feed:${id}`)) !== null
const noted = async () =>
  (JSON.parse((await host.secrets.get('feeds:private')) ?? '[]') as number[][]).map(([id]) => id)
const poll = <T>(what: () => Promise<T>) => expect.poll(what, { timeout: 20_000 })
/** The house is kept by the clock on the wall; its last work is a look at the secrets. */
async function dayLater(days: number): Promise<void> {
  const backups = async () =>
    (await ask('library.backups', {})).map((backup) => backup.at).sort((a, b) => b - a)[0] ?? 0
  host.clock.set(host.clock.now() + days * DAY)
  const now = host.clock.now()
  await host.clock.advance(60_000)
  await poll(backups).toBeGreaterThanOrEqual(now)
  for (let turn = 0; turn < 20; turn++) await new Promise((later) => setTimeout(later, 0))
}

test('the secret of a feed that was let go of stays for thirty days, and then goes', async () => {
  const [gone, empty, stays] = [await follow('gone', 3), await follow('empty', 0), await follow('stays', 1)]
  await poll(noted).toEqual([gone, empty, stays])
  await ask('feeds.unfollow', { ids: [gone, empty] })
  await dayLater(1.1)
  for (let days = 0; days < 28; days += 7) {
    await dayLater(7)
    expect([await kept(gone), await kept(empty), await kept(stays)]).toEqual([true, true, true])
  }
  await dayLater(4)
  await poll(async () => [await kept(gone), await kept(empty), await kept(stays)]).toEqual([false, false, true])
  await poll(noted).toEqual([stays])
})

test('one that comes back keeps its secret, also when it goes and comes once more', async () => {
  const id = await follow('back', 2)
  // A library of nothing is not backed up.
  await follow('stays', 1)
  const { undo } = await ask('feeds.unfollow', { ids: [id] })
  await dayLater(20)
  await ask('articles.undo', { undo })
  await dayLater(15)
  await dayLater(15)
  expect(await kept(id)).toBe(true)
  await ask('feeds.unfollow', { ids: [id] })
  await dayLater(20)
  expect(await kept(id)).toBe(true)
})

test('a list that cannot be read is made anew', async () => {
  await host.secrets.set('feeds:private', '{"not": a list')
  const id = await follow('paper', 1)
  await poll(noted).toEqual([id])
  await host.secrets.set('feeds:private', '{"7": 3}')
  await dayLater(2)
  await poll(noted).toEqual([id])
  expect(await kept(id)).toBe(true)
})
