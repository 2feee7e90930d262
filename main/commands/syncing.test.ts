// Two Broadsheets, a service that does its worst, and the service's own web side as the third.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeServer, type Call, type Fault } from '../sync/testing/fake-server.ts'
import type { Style } from '../sync/testing/fake-service.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
const other = 'https://other.example/feed'

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

  async function both(articles: number) {
    server.follow(paper)
    server.publish(paper, articles)
    const anna = await reader(style)
    await anna.signIn()
    return anna
  }
  const item = (number: number) => {
    const found = server.byGuid(`${paper}#${number}`)
    if (!found) throw new Error(`no item ${number}`)
    return found
  }

  test('what was marked offline wins until it was told, the newest of several', async () => {
    const anna = await both(4)
    anna.host.setOnline(false)
    await anna.mark(title(paper, 1), { read: true })
    await anna.mark(title(paper, 2), { read: true, saved: true })
    await anna.mark(title(paper, 2), { saved: false })
    await anna.mark(title(paper, 3), { read: true })
    await anna.mark(title(paper, 3), { read: false })
    expect((await anna.sync()).problem).toEqual({ kind: 'offline' })
    expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'offline', waiting: 4 }])
    server.mark(item(3).id, 'read', true)
    server.mark(item(2).id, 'saved', true)
    anna.host.setOnline(true)
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0 })
    expect([1, 2, 3, 4].map((n) => [item(n).read, item(n).saved])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ])
    expect((await anna.articles()).map(({ read, saved }) => [read, saved])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ])
  })

  test('an answer that was lost is asked for again, and does no harm', async () => {
    const anna = await both(20)
    for (let n = 1; n <= 14; n++) await anna.mark(title(paper, n), { read: true, saved: true })
    faults('tell', null, 'cutAfter')
    expect((await anna.sync()).problem).toMatchObject({ kind: 'connectionFailed' })
    heal()
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0 })
    for (let n = 1; n <= 14; n++) expect(item(n)).toMatchObject({ read: true, saved: true })
  })

  test('a bad article blocks no other: it is refused, shown, and can be sent again', async () => {
    const anna = await both(20)
    server.poisoned.add(item(3).id)
    for (let n = 1; n <= 14; n++) await anna.mark(title(paper, n), { read: true })
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0, sent: 13 })
    for (let n = 1; n <= 14; n++) expect(item(n).read).toBe(n !== 3)
    const outbox = await anna.ask('accounts.outbox', {})
    expect(outbox.refused).toMatchObject([{ title: title(paper, 3), problem: { kind: 'httpStatus', status: 500 } }])
    expect(outbox.sent).toHaveLength(13)
    server.poisoned.clear()
    await anna.ask('accounts.settle', { seqs: outbox.refused.map(({ seq }) => seq), how: 'again' })
    await anna.sync()
    expect(item(3).read).toBe(true)
    expect((await anna.ask('accounts.outbox', {})).totals).toEqual({ waiting: 0, refused: 0 })
  })

  test('a bad article that is alone is refused after three syncs that worked', async () => {
    const anna = await both(5)
    server.poisoned.add(item(3).id)
    await anna.mark(title(paper, 3), { read: true })
    for (const waiting of [1, 1, 0]) expect(await anna.sync()).toMatchObject({ problem: null, waiting })
    expect((await anna.find(title(paper, 3))).read).toBe(true)
    expect((await anna.ask('accounts.outbox', {})).totals).toEqual({ waiting: 0, refused: 1 })
  })

  test('a server that is down keeps everything waiting, and is left alone for a while', async () => {
    const anna = await both(20)
    for (let n = 1; n <= 14; n++) await anna.mark(title(paper, n), { read: true })
    always('tell', '503')
    expect(await anna.sync()).toMatchObject({ problem: { kind: 'httpStatus', status: 503 }, waiting: 14 })
    const [account] = (await anna.ask('app.snapshot', {})).accounts
    expect(account?.sync.failures).toBe(1)
    expect(account?.sync.nextAt).toBeGreaterThan(anna.host.clock.now())
    heal()
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0 })
    expect((await anna.ask('app.snapshot', {})).accounts[0]?.sync).toMatchObject({ failures: 0, problem: null })
  })

  test('a changed password loses nothing: marks wait for it', async () => {
    const anna = await both(5)
    await anna.mark(title(paper, 1), { read: true })
    server.password = 'another'
    expect((await anna.sync()).problem).toMatchObject({ kind: 'signInRefused' })
    expect((await anna.ask('app.snapshot', {})).accountStates).toMatchObject([{ kind: 'expired', waiting: 1 }])
    const refused = await anna.app.run('accounts.signInAgain', { id: anna.accountId, secret: 'wrong' })
    expect(refused).toEqual({ ok: false, problem: { kind: 'signInRefused', field: 'secret' } })
    await anna.ask('accounts.signInAgain', { id: anna.accountId, secret: 'another' })
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0 })
    expect(item(1).read).toBe(true)
    expect(JSON.stringify(await anna.ask('app.snapshot', {}))).not.toContain('another')
  })

  test('killed in mid-push: all is told after the next start', async () => {
    const anna = await both(20)
    for (let n = 1; n <= 20; n++) await anna.mark(title(paper, n), { read: true })
    let calls = 0
    server.fault = (call) => (call === 'tell' && ++calls > 2 ? 'hang' : null)
    const work = anna.app.run('accounts.sync', { wait: true, complete: 'none' })
    while (calls <= 2) await new Promise((later) => setImmediate(later))
    heal()
    await anna.restart()
    await work
    expect((await anna.ask('app.snapshot', {})).accountStates[0]?.waiting).toBe(8)
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0, sent: 8 })
    for (let n = 1; n <= 20; n++) expect(item(n).read).toBe(true)
  })

  test('stopped in mid-pull it goes on where it was, and doubles nothing', async () => {
    server.follow(paper)
    server.publish(paper, 40)
    const anna = await reader(style)
    let calls = 0
    server.fault = (call) => ((call === 'items' || call === 'news') && ++calls > 3 ? 'hang' : null)
    const account = await anna.ask('accounts.signIn', {
      service: 'miniflux',
      address: 'https://fake.example',
      user: 'anna',
      secret: 'secret',
    })
    anna.accountId = account.id
    while (calls <= 3) {
      await new Promise((later) => setImmediate(later))
      await anna.host.clock.advance(50)
    }
    expect((await anna.ask('app.snapshot', {})).accountStates[0]).toMatchObject({ kind: 'syncing', total: 40 })
    await anna.ask('work.cancel', { task: 'sync' })
    const kind = async () => (await anna.ask('app.snapshot', {})).accountStates[0]?.kind
    await expect.poll(kind).toBe('signedIn')
    const before = (await anna.articles()).length
    expect(before).toBeGreaterThanOrEqual(10)
    expect(before).toBeLessThan(30)
    heal()
    const asked = server.calls.length
    expect(await anna.sync()).toMatchObject({ problem: null, newArticles: 40 - before })
    const titles = (await anna.articles()).map((head) => head.title)
    expect(new Set(titles).size).toBe(40)
    expect(titles).toHaveLength(40)
    const again = server.calls.slice(asked).filter(({ call }) => call === 'items' || call === 'news').length
    expect(again).toBeLessThan(9)
  })

  test('an empty or halved list of feeds is believed when it is said twice', async () => {
    const anna = await both(3)
    server.follow(other)
    server.publish(other, 3)
    await anna.sync()
    always('structure', 'empty')
    expect((await anna.sync()).problem).toMatchObject({ kind: 'doubtfulAnswer', what: 'feeds' })
    expect((await anna.ask('app.snapshot', {})).feeds).toHaveLength(2)
    heal()
    expect((await anna.sync()).problem).toBeNull()
    expect((await anna.ask('app.snapshot', {})).feeds).toHaveLength(2)
    always('structure', 'empty')
    await anna.sync()
    await anna.restart()
    expect((await anna.sync()).problem).toBeNull()
    expect((await anna.ask('app.snapshot', {})).feeds).toHaveLength(0)
    heal()
    await anna.sync()
    expect((await anna.ask('app.snapshot', {})).feeds).toHaveLength(2)
    expect(await anna.articles()).toHaveLength(6)
  })

  test('an article that was thrown away there is not read, and stays', async () => {
    const anna = await both(10)
    for (const n of [2, 3]) server.purge(item(n).id)
    anna.hours(7)
    expect((await anna.sync()).problem).toBeNull()
    for (const n of [1, 2, 3, 4]) expect((await anna.find(title(paper, n))).read).toBe(false)
    await anna.mark(title(paper, 2), { read: true })
    await anna.mark(title(paper, 4), { read: true })
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0 })
    anna.hours(7)
    await anna.sync()
    expect((await anna.find(title(paper, 2))).read).toBe(true)
    expect(item(4).read).toBe(true)
  })

  test('a feed that was followed anew elsewhere keeps what was read and saved, and tells it', async () => {
    const anna = await both(8)
    for (const n of [1, 2, 3]) await anna.mark(title(paper, n), { read: true })
    await anna.mark(title(paper, 4), { saved: true })
    await anna.sync()
    const feed = [...server.feeds.values()][0]
    server.unfollow(feed?.remoteId ?? '')
    await anna.sync()
    await anna.sync()
    expect((await anna.ask('app.snapshot', {})).feeds).toHaveLength(0)
    server.follow(paper)
    server.publish(paper, 1)
    await anna.sync()
    await anna.sync()
    expect(await anna.articles()).toHaveLength(9)
    for (const n of [1, 2, 3]) expect(item(n).read).toBe(true)
    expect(item(4)).toMatchObject({ read: false, saved: true })
    expect((await anna.find(title(paper, 1))).read).toBe(true)
    server.mark(item(5).id, 'read', true)
    await anna.sync()
    expect((await anna.find(title(paper, 5))).read).toBe(true)
  })

  test('feeds and folders go both ways', async () => {
    const anna = await both(2)
    const folder = await anna.ask('folders.add', { title: 'Mine', parentId: null, accountId: anna.accountId })
    const feed = await anna.ask('feeds.follow', { url: other, folderId: folder.id })
    const bad = await anna.ask('feeds.follow', { url: 'https://refused.example/', accountId: anna.accountId })
    const [first] = (await anna.ask('app.snapshot', {})).feeds
    if (!first) throw new Error('no feed')
    await anna.ask('feeds.change', { id: first.id, ownTitle: 'My own' })
    await anna.ask('feeds.move', { feeds: [first.id], folders: [], to: folder.id, place: 0 })
    expect((await anna.sync()).problem).toBeNull()
    const there = () =>
      [...server.feeds.values()]
        .map(({ title: name, url, folderId }) => [url, name, server.folders.get(folderId ?? '')?.title ?? null])
        .toSorted()
    expect(there()).toEqual([
      [other, `Paper ${other}`, 'Mine'],
      [paper, 'My own', 'Mine'],
    ])
    expect((await anna.ask('accounts.outbox', {})).refused).toMatchObject([{ change: { on: 'feed', id: bad.id } }])
    await anna.ask('folders.rename', { id: folder.id, title: 'Ours' })
    await anna.sync()
    expect(there().map((row) => row[2])).toEqual(['Ours', 'Ours'])
    const { undo } = await anna.ask('feeds.unfollow', { ids: [feed.id] })
    await anna.ask('articles.undo', { undo })
    await anna.sync()
    expect(there()).toHaveLength(2)
    await anna.ask('feeds.unfollow', { ids: [feed.id, bad.id] })
    await anna.ask('folders.remove', { id: folder.id })
    await anna.sync()
    expect(there()).toEqual([[paper, 'My own', null]])
    expect([...server.folders.values()]).toEqual([])
    expect((await anna.ask('app.snapshot', {})).feeds.map(({ id, folderId }) => [id, folderId])).toEqual([
      [first.id, null],
    ])
    const elsewhere = server.folder('Elsewhere')
    const kept = [...server.feeds.keys()][0] ?? ''
    server.change(kept, { title: 'Another', folderId: elsewhere.remoteId })
    server.follow(other, null, elsewhere.remoteId)
    await anna.sync()
    const after = await anna.ask('app.snapshot', {})
    expect(after.folders.map((one) => one.title)).toEqual(['Elsewhere'])
    expect(after.feeds.map((one) => [one.ownTitle ?? one.title, one.folderId]).toSorted()).toEqual([
      ['Another', after.folders[0]?.id],
      [`Paper ${other}`, after.folders[0]?.id],
    ])
  })

  test('a backup that comes back is brought up to date', async () => {
    const anna = await both(5)
    const { name } = await anna.ask('library.backup', {})
    server.publish(paper, 3)
    await anna.mark(title(paper, 1), { read: true })
    await anna.sync()
    expect(await anna.articles()).toHaveLength(8)
    await anna.ask('library.restore', { name })
    server.publish(paper, 1)
    anna.hours(7)
    expect((await anna.sync()).problem).toBeNull()
    expect((await anna.articles()).map((head) => head.title)).toHaveLength(9)
    expect((await anna.find(title(paper, 1))).read).toBe(true)
  })

  test('an account is removed with its articles or without, and comes back with what waited', async () => {
    const anna = await both(4)
    await anna.mark(title(paper, 1), { read: true })
    const removed = await anna.ask('accounts.remove', { id: anna.accountId, articles: 'remove' })
    let snapshot = await anna.ask('app.snapshot', {})
    expect([snapshot.accounts, snapshot.feeds, await anna.articles()]).toEqual([[], [], []])
    expect(await anna.host.secrets.get(`account:${anna.accountId}`)).toBeNull()
    await anna.ask('articles.undo', removed)
    expect(await anna.articles()).toHaveLength(4)
    expect(await anna.sync()).toMatchObject({ problem: null, waiting: 0, newArticles: 0 })
    expect(item(1).read).toBe(true)
    await anna.ask('accounts.remove', { id: anna.accountId, articles: 'keep' })
    snapshot = await anna.ask('app.snapshot', {})
    expect(snapshot.accounts).toEqual([])
    expect(snapshot.feeds).toMatchObject([{ url: paper, accountId: null }])
    expect(await anna.articles()).toHaveLength(4)
  })
})

test('sets that are empty, halved or an error page change nothing while another answer says otherwise', async () => {
  server.follow(paper)
  server.publish(paper, 30)
  const anna = await reader('sets')
  await anna.signIn()
  for (let n = 1; n <= 12; n++) await anna.mark(title(paper, n), { saved: true })
  await anna.sync()
  const state = async () => (await anna.articles()).map(({ read, saved }) => [read, saved])
  const before = await state()
  for (const fault of ['empty', 'halved', 'odd', '500', 'cut'] as const) {
    faults('sets', fault)
    await anna.sync()
    expect(await state()).toEqual(before)
  }
  // Each is asked for by itself: an empty list is not enough to make them read.
  always('sets', 'empty')
  expect((await anna.sync()).problem).toBeNull()
  expect(await state()).toEqual(before)
  heal()
  for (const id of server.items.keys()) server.mark(id, 'read', true)
  for (const id of server.items.keys()) server.mark(id, 'saved', false)
  expect((await anna.sync()).problem).toBeNull()
  expect(await state()).toEqual(before.map(() => [true, false]))
})

test('labels go both ways', async () => {
  server.follow(paper)
  server.publish(paper, 5)
  const item = (number: number) => server.byGuid(`${paper}#${number}`)
  server.label(item(1)?.id ?? '', 'Later', true)
  const anna = await reader('sets')
  await anna.signIn()
  expect((await anna.find(title(paper, 1))).labels).toEqual(['Later'])
  const ids = [(await anna.find(title(paper, 2))).id, (await anna.find(title(paper, 3))).id]
  await anna.ask('articles.label', { ids, label: 'Work', value: true })
  server.label(item(4)?.id ?? '', 'later', true)
  server.label(item(1)?.id ?? '', 'Later', false)
  await anna.sync()
  expect([2, 3].map((n) => [...(item(n)?.labels ?? [])])).toEqual([['Work'], ['Work']])
  expect((await anna.find(title(paper, 4))).labels).toHaveLength(1)
  expect((await anna.find(title(paper, 1))).labels).toBeUndefined()
  await anna.ask('labels.rename', { label: 'Work', to: 'Job' })
  await anna.sync()
  expect([2, 3].map((n) => [...(item(n)?.labels ?? [])])).toEqual([['Job'], ['Job']])
  const removed = await anna.ask('labels.remove', { label: 'Job' })
  await anna.sync()
  expect([...(item(2)?.labels ?? [])]).toEqual([])
  await anna.ask('articles.undo', removed)
  await anna.sync()
  expect([...(item(2)?.labels ?? [])]).toEqual(['Job'])
})

test('signs in once, keeps a renewed session, and refuses the same account a second time', async () => {
  const anna = await reader('changes')
  server.session = 'first'
  await anna.signIn()
  const kept = async () => JSON.parse((await anna.host.secrets.get(`account:${anna.accountId}`)) ?? '')
  await expect.poll(kept).toMatchObject({ user: 'anna', secret: 'secret', session: 'first' })
  const form = { service: 'miniflux', address: 'https://fake.example', user: 'anna', secret: 'secret' } as const
  expect(await anna.app.run('accounts.signIn', form)).toEqual({
    ok: false,
    problem: { kind: 'accountExists', accountId: anna.accountId },
  })
  expect(await anna.app.run('accounts.signIn', { ...form, user: 'ben', secret: 'wrong' })).toEqual({
    ok: false,
    problem: { kind: 'signInRefused', field: 'secret' },
  })
  expect((await anna.ask('app.snapshot', {})).accounts).toHaveLength(1)
})

test('what belongs to an account stays in it, and feeds are refreshed through it', async () => {
  server.follow(paper)
  const anna = await reader('changes')
  await anna.signIn()
  const { accountId } = anna
  const notOffered = (ability: string) => ({ ok: false, problem: { kind: 'notOffered', accountId, ability } })
  const own = await anna.ask('folders.add', { title: 'Own', parentId: null })
  const theirs = await anna.ask('folders.add', { title: 'Theirs', parentId: null, accountId })
  const [feed] = (await anna.ask('app.snapshot', {})).feeds
  if (!feed) throw new Error('no feed')
  const move = (feeds: number[], folders: number[], to: number | null) =>
    anna.app.run('feeds.move', { feeds, folders, to, place: 0 })
  expect(await move([feed.id], [], own.id)).toEqual(notOffered('nest'))
  expect(await move([], [theirs.id], own.id)).toEqual(notOffered('nest'))
  expect(await move([], [own.id], theirs.id)).toEqual(notOffered('nest'))
  expect(await anna.app.run('folders.add', { title: 'In', parentId: theirs.id })).toEqual(notOffered('nest'))
  expect(await anna.app.run('feeds.change', { id: feed.id, url: 'https://b.example/' })).toEqual(notOffered('url'))
  expect(await move([feed.id], [theirs.id], null)).toMatchObject({ ok: true })
  expect(await move([feed.id], [], theirs.id)).toMatchObject({ ok: true })
  expect(await anna.app.run('feeds.follow', { url: paper, accountId })).toEqual({
    ok: false,
    problem: { kind: 'alreadyFollowed', feedId: feed.id },
  })
  server.publish(paper, 3)
  expect(await anna.ask('feeds.refresh', { ids: [feed.id], wait: true, complete: 'none' })).toMatchObject({
    newArticles: 3,
    failed: 0,
  })
  expect((await anna.ask('opml.export', {})).text).toContain(paper)
})

test('where a folder is its title and lives by its feeds, it is renamed both ways and may be empty here', async () => {
  server.foldersByFeeds = true
  server.follow(paper, null, server.folder('News').remoteId)
  server.follow(other)
  const anna = await reader('sets')
  await anna.signIn()
  const folders = async () => (await anna.ask('app.snapshot', {})).folders.map(({ id, title: name }) => [id, name])
  const [[id] = []] = await folders()
  const [feed] = [...server.feeds.values()]
  server.renameFolder(feed?.folderId ?? '', 'Daily')
  await anna.sync()
  expect(await folders()).toEqual([[id, 'Daily']])
  await anna.ask('folders.rename', { id: Number(id), title: 'Weekly' })
  const empty = await anna.ask('folders.add', { title: 'Empty', parentId: null, accountId: anna.accountId })
  await anna.sync()
  await anna.sync()
  expect(await folders()).toEqual([
    [id, 'Weekly'],
    [empty.id, 'Empty'],
  ])
  expect([...server.folders.values()].map(({ title: name }) => name)).toEqual(['Weekly'])
  const second = (await anna.ask('app.snapshot', {})).feeds.find(({ url }) => url === other)
  await anna.ask('feeds.move', { feeds: [second?.id ?? 0], folders: [], to: empty.id, place: 0 })
  await anna.sync()
  expect([...server.folders.values()].map(({ title: name }) => name).toSorted()).toEqual(['Empty', 'Weekly'])
  await anna.ask('folders.remove', { id: Number(id) })
  expect((await anna.sync()).problem).toBeNull()
  expect(await folders()).toEqual([[empty.id, 'Empty']])
  expect([...server.feeds.values()].map(({ folderId }) => folderId)).toEqual([null, 'user/-/label/Empty'])
})
