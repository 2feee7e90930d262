// Arithmetic of the grid of cards, at its edges and at a hundred thousand.
import { expect, test } from 'vitest'
import { frameOf, reveal, seen, slotsOf, step } from './card-window.ts'

test('a hundred thousand cards: only a screenful is drawn', () => {
  const frame = frameOf(100_000, 4, 360)
  expect(frame).toEqual({ columns: 4, rowHeight: 360, shown: 100_000, height: 9_000_000 })
  for (const scroll of [0, 4_321, 8_999_000]) {
    const { from, to } = seen(frame, scroll, 900)
    expect(from % 4).toBe(0)
    expect(to - from).toBeLessThanOrEqual(32)
    expect(to - from).toBeLessThanOrEqual(slotsOf(frame, 900))
    expect(from * 90).toBeLessThanOrEqual(scroll)
  }
  expect(seen(frame, 8_999_100, 900).to).toBe(100_000)
})

test('more than a browser can hold is cut at a full row', () => {
  const frame = frameOf(1_000_000, 3, 360)
  expect(frame.shown).toBe(83_333 * 3)
  expect(frame.height).toBeLessThanOrEqual(30_000_000)
})

test('nothing', () => {
  const frame = frameOf(0, 3, 360)
  expect(seen(frame, 0, 900)).toEqual({ from: 0, to: 0 })
  expect(step('ArrowDown', 0, frame, 900, false)).toBeNull()
})

test('in sight or not', () => {
  const frame = frameOf(40, 4, 100)
  expect(reveal(0, frame, 0, 300)).toBeNull()
  expect(reveal(13, frame, 0, 300)).toBe(100)
  expect(reveal(2, frame, 250, 300)).toBe(0)
})

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 5],
  ['ArrowUp', 2, 2],
  ['ArrowUp', 6, 2],
  ['ArrowDown', 7, 9],
  ['ArrowDown', 9, 9],
  ['ArrowRight', 9, 9],
  ['End', 3, 9],
  ['Home', 8, 0],
  ['PageDown', 0, 8],
  ['PageUp', 9, 1],
  ['Enter', 3, null],
  ['toString', 3, null],
] as const)('%s from %d', (key, from, to) => {
  expect(step(key, from, frameOf(10, 4, 100), 250, false)).toBe(to)
})

test('right to left', () => {
  expect(step('ArrowLeft', 4, frameOf(10, 4, 100), 250, true)).toBe(5)
})
