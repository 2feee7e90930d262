import { expect, test } from 'vitest'
import { createSurroundings } from './surroundings.ts'

const address = (internal: boolean) => ({
  address: 'x',
  netmask: '',
  mac: '',
  cidr: null,
  family: 'IPv4' as const,
  internal,
})

test('offline is when only the machine itself is there', () => {
  let there = { lo: [address(true)], eth0: [address(false)] }
  const surroundings = createSurroundings({ env: {}, interfaces: () => there })
  const heard: boolean[] = []
  surroundings.onOnline((online) => heard.push(online))
  expect(surroundings.online()).toBe(true)
  there = { lo: [address(true)], eth0: [] }
  surroundings.look()
  surroundings.look()
  there = { lo: [address(true)], eth0: [address(false)] }
  surroundings.look()
  expect(heard).toEqual([false, true])
  surroundings.close()
})

test('the environment can say either', () => {
  const interfaces = () => ({ lo: [address(true)] })
  expect(createSurroundings({ env: { BROADSHEET_OFFLINE: '0' }, interfaces }).online()).toBe(true)
  expect(createSurroundings({ env: { BROADSHEET_OFFLINE: '1' } }).online()).toBe(false)
})

test('a clock that jumps while nobody looks means that the machine slept', () => {
  let now = 0
  const surroundings = createSurroundings({ env: {}, now: () => now })
  let woken = 0
  surroundings.onWake(() => woken++)
  now += 16_000
  surroundings.look()
  expect(woken).toBe(0)
  now += 3_600_000
  surroundings.look()
  surroundings.look()
  expect(woken).toBe(1)
})

test('what is handed over before anybody listens is not lost', () => {
  const surroundings = createSurroundings({ env: {} })
  const opened: string[] = []
  surroundings.open('feed:one')
  const stop = surroundings.onOpen((thing) => opened.push(thing))
  surroundings.open('feed:two')
  stop()
  expect(opened).toEqual(['feed:one', 'feed:two'])
})
