// What accounts do by themselves, under a clock that is set by hand.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Announcement } from '../contract/changes.ts'
import { FakeServer } from '../sync/testing/fake-server.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
const HOUR = 3_600_000
let server: FakeServer
let anna: Reader
let heard: Announcement[]

beforeEach(async () => {
  server = new FakeServer()
  server.follow(paper)
  server.publish(paper, 3)
  anna = new Reader(server, 'changes', true)
  await anna.open()
  heard = []
  anna.app.onChange((announcement) => void heard.push(announcement))
  await anna.signIn()
  // The first one, which has begun by itself, has come to its end.
  await anna.sync()
})
afterEach(() => anna.close())

const count = (call: string) => server.calls.filter((one) => one.call === call).length
/** Time passes, and what it has begun comes to its end. */
async function pass(ms: number): Promise<void> {
  await anna.host.clock.advance(ms)
  for (let round = 0; round < 100; round++) await new Promise((later) => setImmediate(later))
}

test('tells what was marked after a few seconds, all at once, and nothing twice', async () => {
  const [one, two] = (await anna.articles()).map(({ id }) => id)
  await anna.ask('articles.mark', { ids: [one ?? 0], read: true })
  await pass(3000)
  await anna.ask('articles.mark', { ids: [two ?? 0], read: true })
  expect(count('tell')).toBe(0)
  await pass(2500)
  expect(count('tell')).toBe(1)
  expect([...server.items.values()].filter(({ read }) => read)).toHaveLength(2)
  const syncs = count('structure')
  await pass(60_000)
  expect([count('tell'), count('structure')]).toEqual([1, syncs])
})

test('syncs when its time has come', async () => {
  server.publish(paper, 1)
  const before = count('structure')
  const { settings } = await anna.ask('app.snapshot', {})
  await pass(settings.refreshMinutes * 60_000 - 60_000)
  expect(count('structure')).toBe(before)
  await pass(90_000)
  expect(count('structure')).toBe(before + 1)
  await expect.poll(async () => (await anna.articles()).length).toBe(4)
})

test('rests when the service is troubled, for longer each time; what is marked meanwhile waits', async () => {
  server.fault = () => '503'
  await anna.sync()
  const asked = server.calls.length
  await anna.mark(`${paper} number 1`, { read: true })
  await pass(50_000)
  expect(server.calls).toHaveLength(asked)
  await pass(60_000)
  expect(server.calls.length).toBe(asked + 1)
  const { accounts, accountStates } = await anna.ask('app.snapshot', {})
  expect(accountStates).toMatchObject([{ kind: 'troubled', waiting: 1, nextAt: accounts[0]?.sync.nextAt }])
  expect(accounts[0]?.sync.failures).toBe(2)
  server.fault = () => null
  await pass(5 * 60_000)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'signedIn', waiting: 0 }])
})

test('asks nothing offline, paused or expired, and syncs when the network is back', async () => {
  anna.host.setOnline(false)
  const asked = server.calls.length
  await anna.mark(`${paper} number 1`, { read: true })
  await pass(3 * HOUR)
  expect(server.calls).toHaveLength(asked)
  anna.host.setOnline(true)
  await pass(6000)
  expect(server.byGuid(`${paper}#1`)?.read).toBe(true)

  await anna.ask('accounts.change', { id: anna.accountId, paused: true })
  const paused = server.calls.length
  await pass(3 * HOUR)
  expect(server.calls).toHaveLength(paused)
  await anna.ask('accounts.change', { id: anna.accountId, paused: false })

  server.password = 'other'
  await pass(HOUR)
  const expired = server.calls.length
  await anna.mark(`${paper} number 2`, { read: true })
  await pass(3 * HOUR)
  expect(server.calls).toHaveLength(expired)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'expired', waiting: 1 }])
  // It was a network with a sign-in page of its own.
  server.password = 'secret'
  anna.host.setOnline(false)
  anna.host.setOnline(true)
  await pass(6000)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'signedIn', waiting: 0 }])
  const states = heard.flatMap((one) => (one.kind === 'accounts.moved' ? one.states.map(({ kind }) => kind) : []))
  expect(new Set(states)).toEqual(new Set(['syncing', 'signedIn', 'offline', 'paused', 'expired']))
})

test('a start without a secret says so at once, and keeps everything', async () => {
  await anna.mark(`${paper} number 1`, { read: true })
  await anna.restart(false)
  await pass(1000)
  const snapshot = await anna.ask('app.snapshot', {})
  expect(snapshot.accountStates).toMatchObject([{ kind: 'expired', waiting: 1 }])
  expect(await anna.articles()).toHaveLength(3)
  await anna.ask('accounts.signInAgain', { id: anna.accountId, secret: server.password })
  await pass(6000)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'signedIn', waiting: 0 }])
  expect(server.byGuid(`${paper}#1`)?.read).toBe(true)
})

test('a fault of ours is met once, then left alone for a while', async () => {
  server.fault = () => {
    throw new Error('ours')
  }
  await expect(anna.sync()).rejects.toThrow('ours')
  const asked = server.calls.length
  await pass(50_000)
  expect(server.calls).toHaveLength(asked)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'troubled' }])
  server.fault = () => null
  await pass(3 * 60_000)
  expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'signedIn' }])
})
