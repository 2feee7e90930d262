// Two Broadsheets, a service that does its worst, and the service's own web side as the third.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'
import { FakeServer, type Call, type Fault } from '../sync/testing/fake-server.ts'
import { fakeService, type Style } from '../sync/testing/fake-service.ts'

const paper = 'https://paper.example/feed'
const other = 'https://other.example/feed'

class Reader {
  host: MemoryHost
  app!: App
  accountId = 0
  readonly server: FakeServer
  readonly style: Style

  constructor(server: FakeServer, style: Style) {
    this.server = server
    this.style = style
    this.host = createMemoryHost()
  }

  async open() {
    this.app = await openApp(this.host, { background: false, services: [fakeService(this.server, this.style)] })
  }

  async ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
    const answer = await this.app.run(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
    return answer.value
  }

  async signIn() {
    const { server } = this
    const account = await this.ask('accounts.signIn', {
      service: 'miniflux',
      address: 'https://fake.example',
      user: 'anna',
      secret: server.password,
    })
    this.accountId = account.id
    return this.sync()
  }

  /** Waits for clocks that are set by hand. */
  async sync() {
    const work = this.ask('accounts.sync', { wait: true, complete: 'none' })
    let done = false
    const end = () => void (done = true)
    work.then(end, end)
    while (!done) {
      await new Promise((later) => setImmediate(later))
      await this.host.clock.advance(50)
    }
    const [synced] = (await work).accounts
    if (!synced) throw new Error('no account')
    return synced
  }

  async articles() {
    const { ids } = await this.ask('articles.list', {
      query: { scope: { kind: 'all' }, show: 'all', order: 'oldest' },
    })
    return this.ask('articles.heads', { ids })
  }

  async find(title: string) {
    const found = (await this.articles()).find((head) => head.title === title)
    if (!found) throw new Error(`no ${title}`)
    return found
  }

  async mark(title: string, marks: { read?: boolean; saved?: boolean }) {
    return this.ask('articles.mark', { ids: [(await this.find(title)).id], ...marks })
  }

  async close() {
    await this.app.close()
    await this.host.close()
  }

  /** As if the plug had been pulled: another process over the same disk. */
  async restart() {
    const old = this.app
    const secret = await this.host.secrets.get(`account:${this.accountId}`)
    const before = this.host
    this.host = this.host.again()
    await this.host.secrets.set(`account:${this.accountId}`, secret)
    await old.close()
    await before.close()
    await this.open()
  }
}

const title = (url: string, number: number) => `${url} number ${number}`
let server: FakeServer
let readers: Reader[]

beforeEach(() => {
  server = new FakeServer()
  readers = []
})
afterEach(async () => {
  for (const reader of readers) await reader.close()
})

async function reader(style: Style): Promise<Reader> {
  const one = new Reader(server, style)
  readers.push(one)
  await one.open()
  return one
}

/** Faults one after the other, for one call. */
function faults(call: Call, ...list: (Fault | null)[]) {
  server.fault = (asked) => (asked === call ? (list.shift() ?? null) : null)
}
const always = (call: Call, fault: Fault) => (server.fault = (asked) => (asked === call ? fault : null))
const heal = () => (server.fault = () => null)

describe.each(['sets', 'changes', 'apart'] as const)('a service with %s', (style) => {
  test('brings feeds, folders and articles with their marks, and takes marks both ways', async () => {
    const folder = server.folder('News')
    server.follow(paper, 'The Paper', folder.remoteId)
    server.follow(other)
    server.publish(paper, 20)
    server.publish(other, 3)
    const first = server.byGuid(`${paper}#1`)
    const second = server.byGuid(`${paper}#2`)
    if (!first || !second) throw new Error('no items')
    server.mark(first.id, 'read', true)
    server.mark(second.id, 'saved', true)
    const anna = await reader(style)
    expect((await anna.signIn()).problem).toBeNull()
    const snapshot = await anna.ask('app.snapshot', {})
    expect(snapshot.folders.map((one) => one.title)).toEqual(['News'])
    expect(snapshot.feeds.map((feed) => [feed.title, feed.folderId, feed.url])).toEqual([
      ['The Paper', snapshot.folders[0]?.id, paper],
      [`Paper ${other}`, null, other],
    ])
    expect(await anna.articles()).toHaveLength(23)
    expect(await anna.find(title(paper, 1))).toMatchObject({ read: true, saved: false })
    expect(await anna.find(title(paper, 2))).toMatchObject({ read: false, saved: true })
    expect(await anna.find(title(paper, 3))).toMatchObject({ read: false, saved: false })

    await anna.mark(title(paper, 3), { read: true })
    await anna.mark(title(paper, 2), { saved: false })
    server.mark(server.byGuid(`${paper}#4`)?.id ?? '', 'read', true)
    server.mark(server.byGuid(`${paper}#5`)?.id ?? '', 'saved', true)
    server.publish(other, 2)
    const synced = await anna.sync()
    expect(synced).toMatchObject({ problem: null, sent: 2, waiting: 0, newArticles: 2 })
    expect(server.byGuid(`${paper}#3`)?.read).toBe(true)
    expect(server.byGuid(`${paper}#2`)?.saved).toBe(false)
    expect((await anna.find(title(paper, 4))).read).toBe(true)
    expect((await anna.find(title(paper, 5))).saved).toBe(true)
    expect(await anna.articles()).toHaveLength(25)
  })
})
