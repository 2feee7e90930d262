// The place in a text survives another window and other letters.
import { expect, test } from 'vitest'
import { placeOf, scrollFor, worthReturning } from './reading-place.ts'

test.each([0, 300, 1_000, 4_000, 7_000])('scrolled by %d: there and back', (scroll) => {
  const sight = { textTop: 600, textHeight: 9_000, scroll, view: 800 }
  const place = placeOf(sight)
  if (place > 0) expect(Math.abs(scrollFor(place, sight) - scroll)).toBeLessThanOrEqual(1)
  const larger = { ...sight, textTop: 900, textHeight: 18_000 }
  expect(placeOf({ ...larger, scroll: scrollFor(place, larger) })).toBeCloseTo(place, 3)
})

test('the end in sight is the end', () => {
  expect(placeOf({ textTop: 600, textHeight: 9_000, scroll: 8_800, view: 800 })).toBe(1)
  expect(placeOf({ textTop: 100, textHeight: 200, scroll: 0, view: 800 })).toBe(1)
  expect(placeOf({ textTop: 100, textHeight: 0, scroll: 0, view: 800 })).toBe(0)
})

test('neither a beginning nor an end is gone back to', () => {
  expect([0, 0.02, 0.5, 0.96, 0.99, 1].map(worthReturning)).toEqual([false, false, true, true, false, false])
})
