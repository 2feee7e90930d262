import { describe, expect, it } from 'vitest'
import { LONGEST, ScrollMap } from './scroll-map.ts'

const VIEW = 800

describe('a list that fits', () => {
  it('stands where the scroller stands', () => {
    const map = new ScrollMap()
    map.resize(100_000, VIEW)
    expect(map.scrolled(5_000)).toBe(false)
    expect([map.top, map.offset, map.length]).toEqual([5_000, 0, 100_000])
    map.go(1e9)
    expect(map.top).toBe(100_000 - VIEW)
  })

  it('stays inside when it becomes shorter', () => {
    const map = new ScrollMap()
    map.resize(100_000, VIEW)
    map.go(90_000)
    map.resize(10_000, VIEW)
    expect(map.top).toBe(10_000 - VIEW)
  })
})

describe('a list longer than an element can be', () => {
  const TOTAL = 150_000_000
  const long = (): ScrollMap => {
    const map = new ScrollMap()
    map.resize(TOTAL, VIEW)
    return map
  }

  it('has a scroller of the longest length', () => {
    expect(long().length).toBe(LONGEST)
  })

  it('moves one to one under a wheel', () => {
    const map = long()
    map.go(75_000_000)
    const at = map.physical
    map.scrolled(at + 120)
    expect(map.top).toBeCloseTo(75_000_120)
    map.scrolled(at)
    expect(map.top).toBeCloseTo(75_000_000)
  })

  it('takes a jump of the scroll bar as a share of the whole', () => {
    const map = long()
    map.scrolled((LONGEST - VIEW) / 2)
    expect(map.top).toBeCloseTo((TOTAL - VIEW) / 2)
    map.scrolled(LONGEST - VIEW)
    expect(map.top).toBe(TOTAL - VIEW)
    map.scrolled(0)
    expect(map.top).toBe(0)
  })

  it('reaches both ends of the list by small steps from anywhere', () => {
    const map = long()
    map.go(4_000)
    let physical = map.physical
    for (let step = 0; step < 100 && map.top > 0; step++) {
      physical = Math.max(0, physical - 120)
      if (map.scrolled(physical)) physical = map.physical
    }
    expect(map.top).toBe(0)
    map.go(TOTAL - VIEW - 4_000)
    physical = map.physical
    for (let step = 0; step < 100 && map.top < TOTAL - VIEW; step++) {
      physical = Math.min(LONGEST - VIEW, physical + 120)
      if (map.scrolled(physical)) physical = map.physical
    }
    expect(map.top).toBe(TOTAL - VIEW)
  })
})
