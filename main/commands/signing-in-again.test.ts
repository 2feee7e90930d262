// Secrets and bookmarks of accounts that are signed in again, or removed, while a sync begins.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeServer } from '../sync/testing/fake-server.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
const other = 'https://other.example/feed'
let server: FakeServer
let anna: Reader

beforeEach(async () => {
  server = new FakeServer()
  server.follow(paper)
  server.publish(paper, 5)
  anna = new Reader(server, 'changes')
  await anna.open()
  await anna.signIn()
})
afterEach(() => anna.close())

/** A sync begins while the keychain is at work. */
function whileKeeping(begin: () => Promise<unknown>): { begun: Promise<unknown> | null } {
  const state: { begun: Promise<unknown> | null } = { begun: null }
  const { secrets } = anna.host
  const set = secrets.set.bind(secrets)
  secrets.set = async (name, secret) => {
    if (state.begun === null) {
      state.begun = begin()
      for (let turn = 0; turn < 20; turn++) await new Promise((later) => setImmediate(later))
    }
    return set(name, secret)
  }
  return state
}

test('a sync that begins while the new secret is kept does not go on with the old one', async () => {
  server.password = 'new'
  const state = whileKeeping(() => anna.sync())
  await anna.ask('accounts.signInAgain', { id: anna.accountId, secret: 'new' })
  await state.begun
  expect(state.begun).not.toBeNull()
  expect((await anna.sync()).problem).toBeNull()
})

test('a sync that is under way when its account is removed leaves no secret behind', async () => {
  const id = anna.accountId
  server.session = 'renewed'
  const begun: Promise<unknown>[] = []
  const { secrets } = anna.host
  const get = secrets.get.bind(secrets)
  const name = `account:${id}`
  let left = 1
  // The sync begins behind the back of who removes the account.
  secrets.get = async (asked) => {
    if (left-- === 1) begun.push(anna.app.run('accounts.sync', { ids: [id], wait: true, complete: 'none' }))
    for (let turn = 0; turn < 2; turn++) await new Promise((later) => setImmediate(later))
    return get(asked)
  }
  await anna.ask('accounts.remove', { id, articles: 'keep' })
  await Promise.all(begun)
  for (let turn = 0; turn < 20; turn++) await new Promise((later) => setImmediate(later))
  expect(begun).toHaveLength(1)
  expect(await get(name)).toBeNull()
})

test('another user has other articles under the same ids: nothing is marked or renamed by them', async () => {
  const before = await anna.articles()
  await anna.mark(`${paper} number 1`, { read: true, saved: true })
  // What was the paper to anna is another one to ben, who follows the paper under another id.
  const [feed] = [...server.feeds.values()]
  server.publish(other, 5)
  if (feed) server.feeds.set(feed.remoteId, { ...feed, url: other, title: 'Other' })
  for (const item of server.items.values()) {
    item.guid = item.guid.replace(paper, other)
    item.title = item.title.replace(paper, other)
  }
  server.mark(server.byGuid(`${other}#3`)?.id ?? '', 'saved', true)
  server.follow(paper)
  server.mark(server.byGuid(`${paper}#2`)?.id ?? '', 'read', true)
  await anna.ask('accounts.signInAgain', { id: anna.accountId, secret: 'secret', user: 'ben' })
  expect((await anna.sync()).problem).toBeNull()
  expect((await anna.sync()).problem).toBeNull()
  const { feeds } = await anna.ask('app.snapshot', {})
  expect(feeds.map(({ url, title }) => [url, title]).toSorted()).toEqual([
    [other, 'Other'],
    [paper, `Paper ${paper}`],
  ])
  const after = await anna.articles()
  expect(after).toHaveLength(10)
  for (const { id, title } of before) expect(after.find((one) => one.id === id)?.title).toBe(title)
  const marked = [...server.items.values()].flatMap(({ guid, read, saved }) =>
    read || saved ? [[guid, read, saved]] : [],
  )
  expect(marked.toSorted()).toEqual([
    [`${other}#3`, false, true],
    [`${paper}#1`, true, true],
    [`${paper}#2`, true, false],
  ])
  expect(after.flatMap(({ title, read, saved }) => (read || saved ? [[title, read, saved]] : [])).toSorted()).toEqual([
    [`${other} number 3`, false, true],
    [`${paper} number 1`, true, true],
    [`${paper} number 2`, true, false],
  ])
})

test('a server that was set up anew gives the same ids to other feeds: it is treated like another user’s', async () => {
  await anna.mark(`${paper} number 1`, { read: true, saved: true })
  await anna.sync()
  // The same ids, counted from the beginning again: first another paper, then this one.
  const [feed] = [...server.feeds.values()]
  server.publish(other, 5)
  if (feed) server.feeds.set(feed.remoteId, { ...feed, url: other, title: 'Other' })
  for (const item of server.items.values()) {
    item.guid = item.guid.replace(paper, other)
    item.title = item.title.replace(paper, other)
    Object.assign(item, { read: false, saved: false })
  }
  await anna.mark(`${paper} number 2`, { read: true })
  await anna.ask('accounts.signInAgain', { id: anna.accountId, secret: 'secret' })
  for (let round = 0; round < 3; round++) await anna.sync()
  for (const number of [1, 2]) expect(server.byGuid(`${other}#${number}`)).toMatchObject({ read: false, saved: false })
  expect(server.byGuid(`${paper}#1`)).toMatchObject({ read: true, saved: true })
  const heads = await anna.articles()
  expect(heads.find(({ title }) => title === `${paper} number 1`)).toMatchObject({ read: true, saved: true })
})
