// The activity view says what is being done for a feed, however many are at it.
import { expect, test } from 'vitest'
import type { Notice } from '../contract/changes.ts'
import { isTroubled } from '../contract/troubled.ts'
import { createMemoryClock } from '../hosts/memory/clock.ts'
import { memoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from '../library/library.ts'
import { feed, testHost } from '../library/testing/scene.ts'
import { createActivity } from './activity.ts'

async function activity() {
  const library = await openLibrary(testHost(memoryFiles()))
  const clock = createMemoryClock()
  const heard: Notice[] = []
  const made = createActivity(library, clock, (notice) => heard.push(notice))
  return { library, clock, heard, ...made }
}

test('what one has ended, another may still be at', async () => {
  const { library, begin, now } = await activity()
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1), feed(2)] }])
  const doing = () => now().map((line) => line.doing)
  const first = begin(1, 'completing')
  const second = begin(1, 'completing')
  expect(doing()).toEqual(['completing', 'waiting'])
  first.end()
  first.end()
  expect(doing()).toEqual(['completing', 'waiting'])
  const visit = begin(1, 'fetching')
  expect(doing()).toEqual(['fetching', 'waiting'])
  visit.now('reading')
  expect(doing()).toEqual(['reading', 'waiting'])
  visit.end()
  expect(doing()).toEqual(['completing', 'waiting'])
  second.end()
  expect(doing()).toEqual(['waiting', 'waiting'])
  await library.close()
})

test('is told once for many steps, with what is true then', async () => {
  const { library, begin, clock, heard } = await activity()
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  const steps = Array.from({ length: 100 }, () => begin(1, 'completing'))
  for (const step of steps.slice(1)) step.end()
  await clock.advance(1000)
  expect(heard).toMatchObject([{ kind: 'activity.changed', activity: [{ feedId: 1, doing: 'completing' }] }])
  await library.close()
})

test('a feed that has gone is trouble, a paused one is not, and the view says the same', async () => {
  const { library, now } = await activity()
  const { fetch } = feed(1)
  const failed = { ...fetch, problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } as const, failures: 1 }
  const feeds = [
    feed(1),
    feed(2, { fetch: failed }),
    feed(3, { fetch: { ...fetch, gone: true, problem: { kind: 'gone' } } }),
    feed(4, { fetch: failed, paused: true }),
  ]
  await library.apply([{ kind: 'feeds.put', feeds }])
  expect(feeds.map(isTroubled)).toEqual([false, true, true, false])
  expect(now().map((line) => line.problem !== null)).toEqual(feeds.map(isTroubled))
  expect(now().map((line) => line.doing)).toEqual(['waiting', 'waiting', 'gone', 'paused'])
  await library.close()
})
