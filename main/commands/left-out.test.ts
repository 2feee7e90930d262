// What a rule left out comes when the rule changes: in the background, a little at a time, over restarts.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 120_000 })
const poll = <T>(what: () => T) => expect.poll(what, { timeout: 60_000 })

let host: MemoryHost
let app: App
const url = 'https://paper.example/feed'

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
const gif = Uint8Array.from([...'GIF89a'].map((c) => c.charCodeAt(0)).concat([9, 0, 9, 0, 0, 0, 0, 0x3b]))
const mp3 = Uint8Array.from([0x49, 0x44, 0x33, 3, ...Array<number>(500).fill(0)])
const words = 'The council met again on Monday evening. '.repeat(50)
const picture = (number: number) => `https://paper.example/${number}.gif`
const sound = (number: number) => `https://paper.example/${number}.mp3`

/** A feed of articles with a picture and an episode each. */
function paper(articles: number): void {
  const numbers = Array.from({ length: articles }, (_, index) => index + 1)
  host.wire.on(url, {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>Paper</title>${numbers
      .map(
        (number) => `<item><guid>${number}</guid><title>Story ${number}</title>
          <description>&lt;img src="${picture(number)}"&gt;${words}</description>
          <enclosure url="${sound(number)}" type="audio/mpeg" length="5000"/></item>`,
      )
      .join('')}</channel></rss>`,
  })
  for (const number of numbers) {
    host.wire.on(picture(number), { headers: { 'content-type': 'image/gif' }, body: gif })
    host.wire.on(sound(number), { headers: { 'content-type': 'audio/mpeg' }, body: mp3 })
  }
}
const ids = async () =>
  (await ask('articles.list', { query: { scope: { kind: 'all' }, show: 'all', order: 'newest' } })).ids
const waiting = async () =>
  (await ask('articles.heads', { ids: await ids() })).filter((head) => head.completeness !== 'complete').length
/** How many articles have this kind of file on the disk. */
async function kept(kind: 'picture' | 'audio'): Promise<number> {
  let count = 0
  for (const id of await ids()) {
    const { media } = await ask('articles.body', { id })
    if (media.some((entry) => entry.kind === kind && entry.state === 'kept')) count++
  }
  return count
}
const asked = (address: string) => host.wire.requests.filter((request) => request.url === address).length
const takes = async () => (await ask('app.snapshot', {})).feeds[0]?.takes

test('pictures that were switched off come when they are switched on, and only they', async () => {
  paper(3)
  await ask('settings.change', { settings: { pictures: false } })
  await ask('feeds.follow', { url })
  await poll(waiting).toBe(0)
  expect(await kept('picture')).toBe(0)
  await ask('settings.change', { settings: { pictures: true } })
  await poll(() => kept('picture')).toBe(3)
  expect(await waiting()).toBe(0)
  expect(await kept('audio')).toBe(0)
})

test('sound comes for all feeds, or for one, when the rule says so', async () => {
  paper(2)
  const { id } = await ask('feeds.follow', { url })
  await poll(() => kept('picture')).toBe(2)
  await ask('feeds.change', { id, keepAudio: true })
  await poll(() => kept('audio')).toBe(2)
  await ask('feeds.change', { id, keepAudio: false })
  paper(4)
  await ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
  expect(await kept('audio')).toBe(2)
  await ask('settings.change', { settings: { audio: 'always' } })
  await poll(() => kept('audio')).toBe(4)
})

test('a hundred at a time: the next are noted as waiting when the last are there', async () => {
  paper(250)
  await ask('settings.change', { settings: { pictures: false } })
  await ask('feeds.follow', { url })
  await poll(waiting).toBe(0)
  let most = 0
  let written = host.files.bytesWritten
  for (let number = 1; number <= 250; number++)
    host.wire.on(picture(number), async () => {
      if (number % 20 === 0) most = Math.max(most, await waiting())
      return { headers: { 'content-type': 'image/gif' }, body: gif }
    })
  await ask('settings.change', { settings: { pictures: true } })
  await poll(() => kept('picture')).toBe(250)
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThanOrEqual(100)
  // A picture of 127 bytes with its trailer, a record, and two lines of the journal for each.
  written = host.files.bytesWritten - written
  expect(written / 250).toBeLessThan(6000)
})

test('a start goes on where the last one ended, and one that has nothing to do looks at nothing', async () => {
  paper(3)
  await ask('settings.change', { settings: { pictures: false } })
  await ask('feeds.follow', { url })
  await poll(waiting).toBe(0)
  expect(await takes()).toEqual({ pictures: 0, audio: false })
  await app.close()
  // Without what runs by itself, as the command line opens it.
  app = await openApp((host = host.again()), { background: false })
  await ask('settings.change', { settings: { pictures: true } })
  await app.close()
  app = await openApp((host = host.again()), { background: true })
  await host.clock.advance(61_000)
  await poll(() => kept('picture')).toBe(3)
  await poll(takes).toEqual({ pictures: 10_000_000, audio: false })
  await app.close()
  app = await openApp((host = host.again()), { background: true })
  const before = host.files.operations
  await host.clock.advance(61_000)
  expect(host.files.operations).toBe(before)
})

test('what came while the rule was off again is found when it is on again', async () => {
  paper(2)
  await ask('feeds.follow', { url })
  await poll(() => kept('picture')).toBe(2)
  await ask('settings.change', { settings: { pictures: false } })
  await poll(takes).toEqual({ pictures: 0, audio: false })
  paper(4)
  await ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
  expect(await kept('picture')).toBe(2)
  await ask('settings.change', { settings: { pictures: true } })
  await poll(() => kept('picture')).toBe(4)
})

test('a picture beyond the limit is asked for again when the limit is higher, and not before', async () => {
  paper(1)
  host.wire.on(picture(1), { problem: { kind: 'tooLarge', limit: 10_000_000 } })
  const { id } = await ask('feeds.follow', { url })
  await poll(waiting).toBe(0)
  await ask('feeds.change', { id, keepAudio: true })
  await poll(() => kept('audio')).toBe(1)
  expect(asked(picture(1))).toBe(1)
  host.wire.on(picture(1), { headers: { 'content-type': 'image/gif' }, body: gif })
  await ask('settings.change', { settings: { pictureMegabytes: 20 } })
  await poll(() => kept('picture')).toBe(1)
})

test('"take it all along" counts what was left out before', async () => {
  paper(3)
  await ask('settings.change', { settings: { pictures: false } })
  await ask('feeds.follow', { url })
  await poll(waiting).toBe(0)
  await app.close()
  app = await openApp((host = host.again()), { background: false })
  const estimate = (audio: boolean) => ask('articles.takeAlong', { scope: { kind: 'all' }, audio, estimateOnly: true })
  expect(await estimate(false)).toMatchObject({ articles: 0, files: 0 })
  await ask('settings.change', { settings: { pictures: true } })
  expect(await estimate(false)).toMatchObject({ articles: 3, files: 3 })
  expect(await estimate(true)).toMatchObject({ articles: 3, files: 6 })
})
