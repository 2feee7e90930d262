// A backup that comes back is older than what the service knows.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeServer } from '../sync/testing/fake-server.ts'
import { Reader } from './testing/reader.ts'

const paper = 'https://paper.example/feed'
let server: FakeServer
let anna: Reader

beforeEach(async () => {
  server = new FakeServer()
  server.follow(paper)
  server.publish(paper, 20)
  anna = new Reader(server, 'changes')
  await anna.open()
  await anna.signIn()
})
afterEach(() => anna.close())

test('what was read and told since then is read again with the next sync', async () => {
  const { name } = await anna.ask('library.backup', {})
  await anna.mark(`${paper} number 1`, { read: true })
  await anna.sync()
  server.mark(server.byGuid(`${paper}#2`)?.id ?? '', 'saved', true)
  await anna.sync()
  await anna.ask('library.restore', { name })
  expect((await anna.find(`${paper} number 1`)).read).toBe(false)
  expect((await anna.sync()).problem).toBeNull()
  expect((await anna.find(`${paper} number 1`)).read).toBe(true)
  expect((await anna.find(`${paper} number 2`)).saved).toBe(true)
  expect(await anna.articles()).toHaveLength(20)
})

test('in the midst of a sync it is no less so', async () => {
  const { name } = await anna.ask('library.backup', {})
  for (let number = 1; number <= 20; number++) server.mark(server.byGuid(`${paper}#${number}`)?.id ?? '', 'read', true)
  const restored: Promise<unknown>[] = []
  server.fault = (call) => {
    if (call === 'changes' && restored.length === 0 && server.calls.filter((one) => one.call === 'changes').length > 4)
      restored.push(anna.ask('library.restore', { name }))
    return null
  }
  await anna.sync()
  await Promise.all(restored)
  expect(restored).toHaveLength(1)
  expect((await anna.sync()).problem).toBeNull()
  expect((await anna.articles()).filter(({ read }) => !read)).toEqual([])
})
