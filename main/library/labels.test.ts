// Labels: one spelling each, on articles that stay because of them, found by them, gone with them.
import { expect, test, vi } from 'vitest'
import type { Change } from '../contract/changes.ts'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { defaultSettings } from './defaults.ts'
import { openLibrary } from './library.ts'
import { account, article, day, feed, start, testHost } from './testing/scene.ts'
import type { Library, Write } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const label = (ids: number[], name: string, value = true, service = false): Write => ({
  kind: 'articles.label',
  ids,
  label: name,
  value,
  service,
})
const labelled = (name: string) => ({ scope: { kind: 'label', label: name }, show: 'all', order: 'oldest' }) as const

async function used(): Promise<{ files: MemoryFiles; library: Library }> {
  const files = memoryFiles()
  const library = await openLibrary(testHost(files))
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1), account(2)] },
    { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: 'r1' }), feed(2)], service: true },
    { kind: 'feeds.put', feeds: [feed(3, { accountId: 2, remoteId: 'r3' })], service: true },
    { kind: 'articles.add', feedId: 1, articles: [1, 2, 3].map((n) => article(n)) },
    { kind: 'articles.add', feedId: 2, articles: [article(4, { labels: ['Recipes', 'recipes', ' '] }), article(5)] },
    { kind: 'articles.add', feedId: 3, articles: [article(6)] },
  ])
  return { files, library }
}

test('spelled as first; with heads, counts and lists; after the next start too', async () => {
  const { files, library } = await used()
  expect(library.labels()).toEqual([{ label: 'Recipes', articles: 1 }])
  await library.apply([
    label([1, 2, 4, 99], '  to  read '),
    label([2], 'RECIPES'),
    label([5], '__proto__'),
    label([1], ' '),
  ])
  for (const now of [library, await openLibrary(testHost(files))]) {
    expect(now.labels()).toEqual([
      { label: '__proto__', articles: 1 },
      { label: 'Recipes', articles: 2 },
      { label: 'to read', articles: 3 },
    ])
    expect(now.labelsOf(2)).toEqual(['Recipes', 'to read'])
    expect((await now.heads([1, 2, 3])).map(({ labels }) => labels)).toEqual([
      ['to read'],
      ['Recipes', 'to read'],
      undefined,
    ])
    expect((await now.heads([3]))[0]).not.toHaveProperty('labels')
    expect(now.list(labelled('TO READ')).sort()).toEqual([1, 2, 4])
    expect(now.list(labelled('to read'), { among: [2, 3] })).toEqual([2])
    expect(now.list(labelled('nothing'))).toEqual([])
  }
  // The last one that bore it is gone: the next may spell it anew.
  await library.apply([label([2, 4], 'recipes', false)])
  await library.apply([label([2], 'reciPes')])
  expect(library.labelsOf(2)).toEqual(['reciPes', 'to read'])
})

test('they wait to be told where a service has them, and are not undone by it', async () => {
  const { library } = await used()
  await library.apply([label([1, 4, 6], 'Later')])
  expect(library.outbox().map(({ accountId, change }) => [accountId, change])).toEqual([
    [1, { on: 'article', id: 1, key: 'label', label: 'Later', value: true }],
  ])
  expect(library.isPending(1, 'label:later')).toBe(true)
  await library.apply([label([1, 4], 'LATER', false, true), label([2], 'later', true, true)])
  expect([1, 2, 4].map((id) => library.labelsOf(id))).toEqual([['Later'], ['Later'], ['Recipes']])
  expect(library.waiting(1)).toBe(1)
})

test('what is told of them', async () => {
  const { library } = await used()
  const told: Change[] = []
  library.onChange((change) => void told.push(change))
  await library.apply([label([1, 2], 'Later')])
  await library.apply([label([1], 'later')])
  await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
  await library.apply([{ kind: 'articles.remove', ids: [2] }])
  await library.apply([{ kind: 'feeds.remove', ids: [1] }])
  expect(told.map(({ kind }) => kind)).toEqual([
    'articles.labelled',
    'labels.changed',
    'articles.marked',
    'articles.removed',
    'labels.changed',
    'feeds.removed',
    'labels.changed',
  ])
  expect(told[0]).toMatchObject({ ids: [1, 2], label: 'Later', value: true, counts: null })
  expect(told.flatMap((change) => (change.kind === 'labels.changed' ? [change.labels] : []))).toEqual([
    [
      { label: 'Later', articles: 2 },
      { label: 'Recipes', articles: 1 },
    ],
    [
      { label: 'Later', articles: 1 },
      { label: 'Recipes', articles: 1 },
    ],
    [{ label: 'Recipes', articles: 1 }],
  ])
  // Hidden, not gone.
  await library.apply([{ kind: 'feeds.restore', ids: [1] }])
  expect(library.labels()).toHaveLength(2)
})

test('retention spares what is labelled, as it spares what is saved', async () => {
  const host = testHost(memoryFiles())
  const library = await openLibrary(host)
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1)] },
    { kind: 'articles.add', feedId: 1, articles: [1, 2, 3].map((n) => article(n, { read: true })) },
    label([2], 'Recipes'),
  ])
  host.clock.at += 10 * day
  const keep = async (keepSaved: boolean): Promise<number[]> => {
    const retention = { days: 1, count: null, megabytes: null, keepUnread: true, keepSaved }
    await library.apply([{ kind: 'settings.put', settings: { ...defaultSettings, retention } }])
    await library.applyRetention()
    return library.list({ scope: { kind: 'all' }, show: 'all', order: 'oldest' })
  }
  expect(await keep(true)).toEqual([2])
  expect(await keep(false)).toEqual([])
  expect(library.labels()).toEqual([])
  expect(library.labelsOf(2)).toEqual([])
})

test('with the feed that nobody takes back they go for good', async () => {
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host)
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1), feed(2)] },
    { kind: 'articles.add', feedId: 1, articles: [article(1)] },
    { kind: 'articles.add', feedId: 2, articles: [article(2)] },
    label([1, 2], 'Recipes'),
    { kind: 'feeds.remove', ids: [1] },
  ])
  host.clock.at = start + 31 * day
  await library.applyRetention()
  for (const now of [library, await openLibrary(testHost(files.afterPowerCut(), host.clock.at))]) {
    expect(now.labelsOf(1)).toEqual([])
    expect(now.labelsOf(2)).toEqual(['Recipes'])
  }
})
