// What the reader does while something else is on its way is never lost to it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import type { Answer } from '../hosts/memory/wire.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

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
const words = 'Every sentence of it is long enough to be read as a text of its own. '.repeat(30)
const rss = (items: string[], title = 'Paper'): Answer => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: `<rss version="2.0"><channel><title>${title}</title>${items
    .map((item) => `<item><guid>${item}</guid><title>${item}</title><description>${words}</description></item>`)
    .join('')}</channel></rss>`,
})
/** Holds an address's answer back until it is let go. */
function heldBack(url: string, answer: Answer): { asked: Promise<void>; letGo(): void } {
  const gate = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  host.wire.on(url, async () => {
    asked.resolve()
    await gate.promise
    return answer
  })
  return { asked: asked.promise, letGo: () => gate.resolve() }
}
const one = 'https://one.example/feed'
const feeds = async () => (await ask('app.snapshot', {})).feeds
const refreshed = (ids: number[]) => ask('feeds.refresh', { ids, force: true, wait: true, complete: 'none' })

describe('a feed', () => {
  test('that is given another address while it is fetched keeps it, and is fetched from there', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one })
    const held = heldBack(one, rss(['a', 'b']))
    const visit = refreshed([id])
    await held.asked
    const two = 'https://two.example/feed'
    host.wire.on(two, rss(['c'], 'Moved'))
    await ask('feeds.change', { id, url: two })
    held.letGo()
    await visit
    expect(await feeds()).toMatchObject([{ url: two, title: 'Moved', fetch: { problem: null } }])
  })

  test('that is renamed and moved in the same moment is both', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one })
    const folder = await ask('folders.add', { title: 'News', parentId: null })
    await Promise.all([
      ask('feeds.change', { id, ownTitle: 'Mine' }),
      ask('feeds.change', { id, keepAudio: true }),
      ask('feeds.move', { feeds: [id], folders: [], to: folder.id, place: 0 }),
      refreshed([id]),
    ])
    expect(await feeds()).toMatchObject([{ ownTitle: 'Mine', keepAudio: true, folderId: folder.id }])
  })

  test('that is followed twice at once is followed once, with all that came', async () => {
    host.wire.on(one, rss(['a', 'b']))
    const answers = await Promise.all([app.run('feeds.follow', { url: one }), app.run('feeds.follow', { url: one })])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    expect(await feeds()).toHaveLength(1)
    expect((await ask('app.snapshot', {})).counts.total).toBe(2)
  })

  test('that was let go while it was fetched stays away', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one })
    const held = heldBack(one, rss(['a', 'b']))
    const visit = refreshed([id])
    await held.asked
    const gone = ask('feeds.unfollow', { ids: [id] })
    held.letGo()
    await Promise.all([visit, gone])
    expect(await feeds()).toEqual([])
  })

  test('whose secret was for another place does not tell it to the new one', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one, secret: { kind: 'bearer', token: 'hidden' } })
    const two = 'https://two.example/feed'
    host.wire.on(two, rss(['b']))
    await ask('feeds.change', { id, url: two })
    await refreshed([id])
    const asked = host.wire.requests.filter((request) => request.url === two)
    expect(asked.length).toBeGreaterThan(0)
    for (const request of asked) expect(JSON.stringify(request.headers)).not.toContain('hidden')
  })
})

test('two settings changed at once are both changed', async () => {
  await Promise.all([
    ask('settings.change', { settings: { theme: 'dark' } }),
    ask('settings.change', { settings: { refreshMinutes: 90 } }),
  ])
  expect((await ask('app.snapshot', {})).settings).toMatchObject({ theme: 'dark', refreshMinutes: 90 })
})

describe('undoing a move', () => {
  test('takes back the place and nothing else', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one })
    const folder = await ask('folders.add', { title: 'News', parentId: null })
    const { undo } = await ask('feeds.move', { feeds: [id], folders: [], to: folder.id, place: 0 })
    await ask('feeds.change', { id, ownTitle: 'Mine' })
    const checked = (await feeds())[0]?.fetch
    await ask('articles.undo', { undo })
    expect(await feeds()).toMatchObject([{ ownTitle: 'Mine', folderId: null, fetch: checked }])
  })

  test('does not bring back what has been let go since', async () => {
    host.wire.on(one, rss(['a']))
    const { id } = await ask('feeds.follow', { url: one })
    const folder = await ask('folders.add', { title: 'News', parentId: null })
    const { undo } = await ask('feeds.move', { feeds: [id], folders: [], to: folder.id, place: 0 })
    const removed = await ask('folders.remove', { id: folder.id })
    await ask('feeds.unfollow', { ids: [id] })
    await ask('articles.undo', { undo })
    await ask('articles.undo', { undo: removed.undo })
    expect(await feeds()).toEqual([])
    expect((await ask('app.snapshot', {})).folders).toMatchObject([{ title: 'News' }])
  })
})

test('a refresh that is asked for right after one was stopped is done', async () => {
  host.wire.on(one, rss(['a']))
  const first = await ask('feeds.follow', { url: one })
  const two = 'https://two.example/feed'
  host.wire.on(two, rss(['b']))
  const second = await ask('feeds.follow', { url: two })
  const held = heldBack(one, rss(['a', 'c']))
  const stopped = refreshed([first.id])
  await held.asked
  await ask('work.cancel', { task: 'refresh' })
  host.wire.on(two, rss(['b', 'd']))
  expect(await refreshed([second.id])).toMatchObject({ checked: 1, newArticles: 1 })
  held.letGo()
  await stopped
})
