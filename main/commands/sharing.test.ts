// Two computers without a service, over one shared folder: feeds, folders and marks are the same on both.
import { afterEach, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'
import { createMemoryWire, type MemoryWire } from '../hosts/memory/wire.ts'

const url = 'https://paper.example/feed'
let computers: Computer[] = []
afterEach(async () => {
  for (const { app, host } of computers) {
    await app.close()
    await host.close()
  }
  computers = []
})

class Computer {
  readonly host: MemoryHost
  readonly app: App
  accountId = 0

  private constructor(host: MemoryHost, app: App) {
    this.host = host
    this.app = app
  }

  static async open(wire: MemoryWire, shared: MemoryFiles, background = false): Promise<Computer> {
    const host = createMemoryHost({ wire })
    const app = await openApp({ ...host, folder: async () => shared }, { background })
    const one = new Computer(host, app)
    computers.push(one)
    return one
  }

  async ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
    const answer = await this.app.run(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
    return answer.value
  }

  async share(shareFeeds: boolean) {
    const form = { service: 'folder', address: '/shared', user: '', secret: '', shareFeeds } as const
    this.accountId = (await this.ask('accounts.signIn', form)).id
    await this.sync()
  }

  async sync() {
    const { accounts } = await this.ask('accounts.sync', { wait: true, complete: 'none' })
    expect(accounts).toMatchObject([{ problem: null, waiting: 0 }])
  }

  refresh() {
    return this.ask('feeds.refresh', { force: true, wait: true, complete: 'none' })
  }

  async articles() {
    const { ids } = await this.ask('articles.list', {
      query: { scope: { kind: 'all' }, show: 'all', order: 'oldest' },
    })
    return this.ask('articles.heads', { ids })
  }

  async mark(title: string, marks: { read?: boolean; saved?: boolean }) {
    const ids = (await this.articles()).flatMap((head) => (head.title === title ? [head.id] : []))
    await this.ask('articles.mark', { ids, ...marks })
  }

  async marks() {
    const heads = await this.articles()
    return Object.fromEntries(heads.map(({ title, read, saved, labels = [] }) => [title, { read, saved, labels }]))
  }
}

function publish(wire: MemoryWire, count: number) {
  const items = Array.from({ length: count }, (_, index) => {
    const number = count - index
    return `<item><guid>${number}</guid><title>Number ${number}</title><pubDate>Fri, 20 Nov 2026 ${String(number).padStart(2, '0')}:00:00 GMT</pubDate></item>`
  })
  const body = `<rss version="2.0"><channel><title>Paper</title>${items.join('')}</channel></rss>`
  wire.on(url, { headers: { 'content-type': 'application/rss+xml' }, body })
}

test('what is followed and marked is the same on both, also for articles that come later', async () => {
  const wire = createMemoryWire()
  const shared = memoryFiles(undefined, Date.now)
  publish(wire, 3)
  const desk = await Computer.open(wire, shared)
  const outer = await desk.ask('folders.add', { title: 'Outer', parentId: null })
  const inner = await desk.ask('folders.add', { title: 'Inner', parentId: outer.id })
  await desk.ask('feeds.follow', { url, folderId: inner.id })
  await desk.mark('Number 1', { read: true })
  const [first] = await desk.articles()
  await desk.ask('articles.label', { ids: [first?.id ?? 0], label: 'for the train', value: true })
  await desk.share(true)

  const lap = await Computer.open(wire, shared)
  await lap.share(false)
  const snapshot = await lap.ask('app.snapshot', {})
  expect(snapshot.feeds).toMatchObject([{ url, accountId: lap.accountId, remoteId: url }])
  expect(snapshot.folders.map(({ title }) => title).toSorted()).toEqual(['Inner', 'Outer'])
  expect(snapshot.feeds[0]?.folderId).toBe(snapshot.folders.find(({ title }) => title === 'Inner')?.id)
  await lap.refresh()
  await lap.sync()
  expect(await lap.marks()).toEqual(await desk.marks())
  expect((await lap.marks())['Number 1']).toMatchObject({ read: true, labels: ['for the train'] })

  publish(wire, 5)
  await desk.refresh()
  await desk.mark('Number 5', { read: true, saved: true })
  const four = (await desk.articles()).flatMap(({ id, title }) => (title === 'Number 4' ? [id] : []))
  await desk.ask('articles.label', { ids: four, label: 'Later', value: true })
  await desk.sync()
  // Marked there before it came here.
  await lap.sync()
  await lap.refresh()
  await lap.sync()
  expect(await lap.marks()).toEqual(await desk.marks())
  expect(await lap.marks()).toMatchObject({
    'Number 5': { read: true, saved: true },
    'Number 4': { labels: ['Later'] },
  })

  await lap.mark('Number 5', { saved: false })
  await lap.mark('Number 1', { read: false })
  await lap.ask('feeds.change', { id: snapshot.feeds[0]?.id ?? 0, ownTitle: 'My paper' })
  await lap.sync()
  await desk.sync()
  expect(await desk.marks()).toEqual(await lap.marks())
  expect((await desk.ask('app.snapshot', {})).feeds).toMatchObject([{ ownTitle: 'My paper', title: 'Paper' }])

  await lap.ask('feeds.unfollow', { ids: [snapshot.feeds[0]?.id ?? 0] })
  await lap.sync()
  // Everything gone at once is believed when it is said again.
  await desk.ask('accounts.sync', { wait: true })
  await desk.sync()
  expect((await desk.ask('app.snapshot', {})).feeds).toEqual([])
})

test('by itself: marks are told after a few seconds, and looked at again for what has come', async () => {
  const wire = createMemoryWire()
  const shared = memoryFiles(undefined, Date.now)
  publish(wire, 2)
  const desk = await Computer.open(wire, shared, true)
  await desk.share(false)
  await desk.ask('feeds.follow', { url, accountId: desk.accountId })
  await desk.mark('Number 1', { read: true })
  const waiting = async () => (await desk.ask('app.snapshot', {})).accountStates[0]?.waiting
  expect(await waiting()).toBe(2)
  await desk.host.clock.advance(6000)
  await expect.poll(waiting).toBe(0)

  const lap = await Computer.open(wire, shared, true)
  await lap.share(false)
  // The feed that has come is due, and what comes from it is compared with what was marked.
  const isRead = async () => {
    await lap.host.clock.advance(5000)
    return (await lap.marks())['Number 1']?.read
  }
  await expect.poll(isRead, { timeout: 10_000 }).toBe(true)
})

test('two folders of one title say where they lay; the sample newspaper and its folder stay', async () => {
  const wire = createMemoryWire()
  publish(wire, 1)
  const other = 'https://other.example/feed'
  wire.on(other, {
    headers: { 'content-type': 'application/rss+xml' },
    body: '<rss version="2.0"><channel><title>Other</title><item><title>One</title></item></channel></rss>',
  })
  const desk = await Computer.open(wire, memoryFiles(undefined, Date.now))
  const [east, west] = [
    await desk.ask('folders.add', { title: 'East', parentId: null }),
    await desk.ask('folders.add', { title: 'West', parentId: null }),
  ]
  for (const [parent, address] of [
    [east, url],
    [west, other],
  ] as const) {
    const news = await desk.ask('folders.add', { title: 'News', parentId: parent.id })
    await desk.ask('feeds.follow', { url: address, folderId: news.id })
  }
  await desk.ask('library.sample', {})
  const before = await desk.ask('app.snapshot', {})
  const sample = before.feeds.filter((feed) => feed.url.startsWith('sample:'))
  await desk.share(true)
  const { feeds, folders } = await desk.ask('app.snapshot', {})
  const titleOf = (address: string) =>
    folders.find(({ id }) => id === feeds.find((feed) => feed.url === address)?.folderId)?.title
  expect([titleOf(url), titleOf(other)]).toEqual(['East / News', 'West / News'])
  expect(sample.length).toBeGreaterThan(0)
  for (const { id, folderId } of sample) {
    expect(feeds.find((feed) => feed.id === id)).toMatchObject({ folderId })
    expect(feeds.find((feed) => feed.id === id)?.accountId ?? null).toBeNull()
    expect(folders.find((folder) => folder.id === folderId)?.accountId ?? null).toBeNull()
  }
})
