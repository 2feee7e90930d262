// Secrets and bookmarks of accounts that are signed in again, or removed, while a sync begins.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeServer } from '../sync/testing/fake-server.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
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
  let begun: Promise<unknown> | null = null
  const { secrets } = anna.host
  const get = secrets.get.bind(secrets)
  const name = `account:${id}`
  let left = 1
  // The sync begins behind the back of who removes the account.
  secrets.get = async (asked) => {
    if (left-- === 1) begun = anna.app.run('accounts.sync', { ids: [id], wait: true, complete: 'none' })
    for (let turn = 0; turn < 2; turn++) await new Promise((later) => setImmediate(later))
    return get(asked)
  }
  await anna.ask('accounts.remove', { id, articles: 'keep' })
  await begun
  for (let turn = 0; turn < 20; turn++) await new Promise((later) => setImmediate(later))
  expect(begun).not.toBeNull()
  expect(await get(name)).toBeNull()
})
