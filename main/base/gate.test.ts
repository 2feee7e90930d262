import { expect, it } from 'vitest'
import { Gate } from './gate.ts'

const turn = () => new Promise((done) => setImmediate(done))

it('lets through so many a key and so many in all, keys in turn', async () => {
  const gate = new Gate(2, 3)
  const inside: string[] = []
  const leaves: (() => void)[] = []
  for (const key of ['a', 'a', 'a', 'a', 'b', 'b'])
    void gate.enter(key).then((leave) => {
      inside.push(key)
      if (leave) leaves.push(leave)
    })
  await turn()
  expect(inside.join('')).toBe('aab')
  leaves[0]?.()
  await turn()
  leaves[1]?.()
  await turn()
  expect(inside.join('')).toBe('aabba')
  for (const leave of leaves.slice(2)) leave()
  await turn()
  expect(inside.join('')).toBe('aabbaa')
})

it('forgets whoever stops waiting, and keeps the place for the next', async () => {
  const gate = new Gate(1)
  const first = await gate.enter('a')
  const controller = new AbortController()
  const second = gate.enter('a', controller.signal)
  const third = gate.enter('a')
  controller.abort()
  expect(await second).toBe(null)
  first?.()
  expect(await third).toBeTypeOf('function')
  expect(await gate.enter('a', controller.signal)).toBe(null)
})
