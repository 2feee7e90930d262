import { expect, test } from 'vitest'
import { Rests } from './rests.ts'

const minute = 60_000
const host = 'paper.example'

test('rests as long as it is asked to, and longer each time when nothing is said', () => {
  const rests = new Rests(() => 0)
  expect(rests.until(host, 0)).toBeNull()
  rests.rest(host, 2 * minute, 0)
  expect(rests.until(host, 0)).toBe(2 * minute)
  expect(rests.until('other.example', 0)).toBeNull()
  expect(rests.until(host, 2 * minute)).toBeNull()
  const own: number[] = []
  for (let now = 2 * minute, time = 0; time < 9; time++) {
    rests.rest(host, null, now)
    // Another answer that was under way does not make it longer still.
    rests.rest(host, null, now + 1)
    const until = rests.until(host, now + 1) ?? 0
    own.push((until - now) / minute)
    now = until
  }
  expect(own).toEqual([10, 20, 40, 80, 160, 240, 240, 240, 240])
})

test('an answer ends the counting, a clock put back ends the rest, and hosts are spread', () => {
  const rests = new Rests(() => 1)
  rests.rest(host, null, 0)
  expect(rests.until(host, 0)).toBe(6.5 * minute)
  rests.answered(host, 7 * minute)
  rests.rest(host, null, 7 * minute)
  expect(rests.until(host, 7 * minute)).toBe(13.5 * minute)
  expect(rests.until(host, -30 * 60 * minute)).toBeNull()
})
