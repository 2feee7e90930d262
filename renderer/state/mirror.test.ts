import { beforeEach, describe, expect, it } from 'vitest'
import type { Bridge } from '../../main/contract/bridge.ts'
import type { Announcement, ChangeKind } from '../../main/contract/changes.ts'
import type { Account, ArticleHead, Settings, Snapshot } from '../../main/contract/models.ts'
import { fail, ok, type Problem } from '../../main/contract/problems.ts'
import { demoBridge } from '../bridge/demo.ts'
import { DemoAccounts } from '../bridge/demo-accounts.ts'
import { DemoLibrary, newFeed } from '../bridge/demo-library.ts'
import { ArticleList } from './article-list.ts'
import { Store } from './mirror.ts'

/** A wire whose every answer is given by the test. */
class Wire implements Bridge {
  asked: { name: string; input: unknown }[] = []
  snapshot: Snapshot | null = null
  ids: number[] = []
  heads = new Map<number, ArticleHead>()
  #listener: (announcement: Announcement) => void = () => undefined

  run: Bridge['run'] = async (name, input) => {
    this.asked.push({ name, input })
    await Promise.resolve()
    if (name === 'app.snapshot')
      return this.snapshot === null ? fail({ kind: 'cancelled' }) : ok(structuredClone(this.snapshot))
    if (name === 'articles.list') return ok({ ids: [...this.ids], revision: 1 })
    if (name === 'articles.heads') return ok((input as { ids: number[] }).ids.flatMap((id) => this.heads.get(id) ?? []))
    return fail({ kind: 'notFound', noun: 'article', id: 1 })
  }
  onChange(listener: (announcement: Announcement) => void): () => void {
    this.#listener = listener
    return () => undefined
  }
  say(announcement: Announcement): void {
    this.#listener(announcement)
  }
  change(revision: number, kind: ChangeKind): void {
    this.say({ revision, counts: null, ...kind })
  }
  count(name: string): number {
    return this.asked.filter((each) => each.name === name).length
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
}

let wire: Wire
let store: Store
let problems: Problem[]

beforeEach(async () => {
  const demo = await demoBridge(new URLSearchParams('articles=12&feeds=2&delay=0')).run('app.snapshot', {})
  if (!demo.ok) throw new Error('no snapshot')
  wire = new Wire()
  wire.snapshot = { ...demo.value, revision: 10 }
  problems = []
  store = new Store(wire, (problem) => problems.push(problem))
  await store.start()
})

describe('accounts in the mirror', () => {
  const of = (id: number, position: number): Account => {
    const [account] = new DemoAccounts(new DemoLibrary(20, 20, store.settings), new URLSearchParams('accounts'))
      .accounts
    return { ...(account ?? expect.fail('no account')), id, position }
  }

  it('stand in their order, change, and go with their states', async () => {
    wire.change(11, { kind: 'accounts.changed', accounts: [of(2, 5)] })
    wire.change(12, { kind: 'accounts.changed', accounts: [of(1, 3)] })
    await settle()
    expect(store.snapshot.accounts.map((each) => each.id)).toEqual([1, 2])
    wire.change(13, { kind: 'accounts.changed', accounts: [{ ...of(2, 1), title: 'Home' }] })
    expect(store.snapshot.accounts.map((each) => each.title)).toEqual(['Home', 'Miniflux'])
    wire.say({
      kind: 'accounts.moved',
      states: [1, 2].map((id) => ({ accountId: id, waiting: 3, refused: 0, kind: 'offline' })),
    })
    expect(store.snapshot.accountStates.map((each) => each.waiting)).toEqual([3, 3])
    wire.change(14, { kind: 'accounts.removed', ids: [2] })
    expect(store.snapshot.accounts.map((each) => each.id)).toEqual([1])
    expect(store.snapshot.accountStates.map((each) => each.accountId)).toEqual([1])
  })

  it('bring labels, which heads take at once', async () => {
    const list = new ArticleList(store)
    const demo = new DemoLibrary(3, 2, store.settings)
    wire.heads.set(1, { ...demo.head(1), labels: ['Tea'] })
    await list.need([1])
    wire.change(11, { kind: 'articles.labelled', ids: [1, 99], label: 'Bread', value: true })
    expect(list.head(1)?.labels).toEqual(['Bread', 'Tea'])
    wire.change(12, { kind: 'articles.labelled', ids: [1], label: 'Tea', value: false })
    expect(list.head(1)?.labels).toEqual(['Bread'])
    wire.change(13, { kind: 'labels.changed', labels: [{ label: 'Bread', articles: 1 }] })
    expect(store.snapshot.labels).toEqual([{ label: 'Bread', articles: 1 }])
  })
})

describe('the mirror', () => {
  it('takes changes one after the other', () => {
    wire.change(11, { kind: 'feeds.changed', feeds: [newFeed(7, 'Seven', 'en', null, 0, null)] })
    wire.change(12, { kind: 'feeds.removed', ids: [1] })
    expect([...store.snapshot.feeds.keys()]).toEqual([2, 7])
    expect(store.snapshot.revision).toBe(12)
    expect(wire.count('app.snapshot')).toBe(1)
  })

  it('takes the counts that come with a change', () => {
    const counts = { unread: 3, saved: 0, total: 12, today: 0, feeds: {} }
    wire.say({ revision: 11, counts, kind: 'articles.marked', ids: [1], read: true, saved: null })
    expect(store.snapshot.counts).toEqual(counts)
  })

  it('asks for everything again when a change is missing, and takes what came meanwhile', async () => {
    if (wire.snapshot) wire.snapshot = { ...wire.snapshot, revision: 13, feeds: [] }
    wire.change(13, { kind: 'feeds.removed', ids: [1, 2] })
    wire.change(14, { kind: 'feeds.changed', feeds: [newFeed(9, 'Nine', 'en', null, 0, null)] })
    await settle()
    expect(wire.count('app.snapshot')).toBe(2)
    expect([...store.snapshot.feeds.keys()]).toEqual([9])
    expect(store.snapshot.revision).toBe(14)
  })

  it('passes over what it knows already', () => {
    wire.change(10, { kind: 'feeds.removed', ids: [1] })
    expect(store.snapshot.feeds.size).toBe(2)
    expect(wire.count('app.snapshot')).toBe(1)
  })

  it('begins anew when the library was replaced, even by an older one', async () => {
    if (wire.snapshot) wire.snapshot = { ...wire.snapshot, revision: 2, feeds: [] }
    wire.change(0, { kind: 'library.replaced' })
    await settle()
    expect(store.snapshot.revision).toBe(2)
    expect(store.snapshot.feeds.size).toBe(0)
  })

  it('shows problems, unless the one who asks shows them', async () => {
    await store.run('articles.body', { id: 1 })
    await store.run('articles.body', { id: 1 }, { quiet: true })
    wire.say({ kind: 'problem.noticed', problem: { kind: 'diskFull' } })
    expect(problems.map((problem) => problem.kind)).toEqual(['notFound', 'diskFull'])
  })

  it('takes settings and notices', () => {
    const settings: Settings = { ...store.settings, theme: 'sepia' }
    wire.change(11, { kind: 'settings.changed', settings })
    wire.say({ kind: 'online.changed', online: false })
    expect([store.settings.theme, store.snapshot.online]).toEqual(['sepia', false])
  })
})

describe('the open list', () => {
  const head = (id: number, read: boolean): ArticleHead => ({
    id,
    feedId: 1,
    url: null,
    title: `Article ${id}`,
    kicker: null,
    standfirst: null,
    authors: [],
    agency: null,
    publishedAt: id,
    updatedAt: null,
    arrivedAt: id,
    language: null,
    picture: null,
    enclosures: [],
    categories: [],
    words: 1,
    comments: null,
    locked: false,
    read,
    saved: false,
    position: 0,
    completeness: 'complete',
  })
  let list: ArticleList

  beforeEach(async () => {
    wire.ids = [5, 4, 3, 2, 1]
    for (const id of wire.ids) wire.heads.set(id, head(id, id % 2 === 0))
    list = new ArticleList(store)
    await list.open({ scope: { kind: 'all' }, show: 'unread', order: 'newest' })
  })

  it('fetches heads together that are asked for together', async () => {
    for (const id of list.ids) expect(list.head(id)).toBeUndefined()
    await settle()
    expect(wire.count('articles.heads')).toBe(1)
    expect(list.head(3)?.title).toBe('Article 3')
  })

  it('finds neighbours and what is unread in both directions', async () => {
    expect(list.neighbour(3, 1)).toBe(2)
    expect(list.neighbour(5, -1)).toBeNull()
    expect(list.neighbour(null, 1)).toBe(5)
    expect(await list.nextUnread(5, 1)).toBe(3)
    expect(await list.nextUnread(5, -1)).toBeNull()
    expect(await list.nextUnread(1, 1, true)).toBe(5)
    expect(await list.nextUnread(null, -1)).toBe(1)
  })

  it('looks for what is unread beyond what is fetched at once', async () => {
    wire.ids = Array.from({ length: 1_400 }, (_, at) => 2_000 - at)
    for (const id of wire.ids) wire.heads.set(id, head(id, id !== 700))
    await list.open({ scope: { kind: 'all' }, show: 'all', order: 'oldest' })
    expect(await list.nextUnread(2_000, 1)).toBe(700)
    expect(wire.count('articles.heads')).toBe(3)
  })

  it('keeps what is read until it is opened again', async () => {
    await list.need(list.ids)
    wire.change(11, { kind: 'articles.marked', ids: [5], read: true, saved: null })
    expect(list.head(5)?.read).toBe(true)
    expect(list.ids).toEqual([5, 4, 3, 2, 1])
    wire.ids = [6, 4, 3, 2, 1]
    wire.heads.set(6, head(6, false))
    await list.takeIn()
    expect(list.ids).toEqual([6, 5, 4, 3, 2, 1])
    await list.open(list.query)
    expect(list.ids).toEqual([6, 4, 3, 2, 1])
  })

  it('says how many wait while the reader is further down', () => {
    list.atTop = () => false
    wire.change(11, { kind: 'articles.added', feedId: 1, ids: [6, 7], at: 0 })
    expect([list.waiting, list.ids.length]).toEqual([2, 5])
    wire.change(12, { kind: 'articles.removed', ids: [7, 4] })
    expect([list.waiting, ...list.ids]).toEqual([1, 5, 3, 2, 1])
  })

  it('leaves alone what other feeds bring', async () => {
    list.atTop = () => false
    await list.open({ scope: { kind: 'feed', id: 2 }, show: 'all', order: 'newest' })
    wire.change(11, { kind: 'articles.added', feedId: 1, ids: [6], at: 0 })
    expect(list.waiting).toBe(0)
  })

  it('fetches a head again when the article has changed', async () => {
    await list.need([5])
    wire.heads.set(5, { ...head(5, false), title: 'Corrected' })
    wire.change(11, { kind: 'articles.changed', ids: [5] })
    await list.need([5])
    expect(list.head(5)?.title).toBe('Corrected')
  })

  it('takes out what is gone from the library', async () => {
    wire.heads.delete(4)
    await list.need(list.ids)
    expect(list.ids).toEqual([5, 3, 2, 1])
  })
})
