import { expect, test } from 'vitest'
import { createLine } from './line.ts'

function lineOf(lanes: number) {
  const done: string[] = []
  const gates = new Map<number, () => void>()
  const line = createLine(lanes, async (id, { urgency, audio }) => {
    done.push(`${id}/${urgency}${audio ? ' with sound' : ''}`)
    await new Promise<void>((go) => gates.set(id, go))
  })
  const finish = async (id: number) => {
    gates.get(id)?.()
    await new Promise((later) => setImmediate(later))
  }
  return { line, done, finish }
}

test('the urgent come first, each once; a second wish adds urgency and sound to the first', async () => {
  const { line, done, finish } = lineOf(1)
  line.add([1, 2, 3, 4], 0, false)
  line.add([4], 10, false)
  line.add([3], 0, true)
  line.add([4], 1, true)
  for (const id of [1, 4, 2, 3]) await finish(id)
  expect(done).toEqual(['1/0', '4/10 with sound', '2/0', '3/0 with sound'])
  await line.idle()
})

test('clearing sends away those that wait, and whoever waits for quiet is told', async () => {
  const { line, done, finish } = lineOf(2)
  line.add([1, 2, 3], 0, false)
  const quiet = line.idle()
  line.clear()
  await finish(1)
  await finish(2)
  await quiet
  expect(done).toEqual(['1/0', '2/0'])
  line.add([3], 0, false)
  expect(done).toHaveLength(3)
})

test('a hundred thousand are taken up at once', async () => {
  let done = 0
  const line = createLine(6, async () => void done++)
  line.add(
    Array.from({ length: 100_000 }, (_, id) => id),
    0,
    false,
  )
  await line.idle()
  expect(done).toBe(100_000)
})
