// Once `close` has resolved somebody else may hold the lock: nothing may be written any more, whatever was under way.
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { defaultSettings } from './defaults.ts'
import { openLibrary } from './library.ts'
import { article, day, feed, mediaKeyOf, start, testHost } from './testing/scene.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const tuning = { contentBytes: 20_000 }

test('what runs while it is closed ends before, or does nothing more', async () => {
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host, tuning)
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1)] },
    {
      kind: 'settings.put',
      settings: { ...defaultSettings, retention: { ...defaultSettings.retention, days: 1, keepUnread: false } },
    },
  ])
  for (let n = 0; n < 200; n += 10) {
    const articles = Array.from({ length: 10 }, (_, i) => {
      const made = article(n + i, { text: `${Math.sin(n + i)} `.repeat(300), media: [n + i] })
      return { ...made, arrivedAt: i % 2 ? start : start - 9 * day }
    })
    await library.apply([{ kind: 'articles.add', feedId: 1, articles }])
    for (const i of [0, 1]) await library.media.keep(mediaKeyOf(n + i), 'image/png', new Uint8Array(100))
  }
  const background = Promise.allSettled([library.applyRetention(), library.backup(), library.keepBackups()])
  await new Promise((later) => setTimeout(later, 0))
  await Promise.all([library.close(), library.close()])
  const before = files.operations
  const name = (await library.backups())[0]?.name ?? ''
  const late = [library.applyRetention(), library.backup(), library.keepBackups(), library.restore(name)]
  for (const one of await Promise.allSettled(late)) expect(one.status).toBe('rejected')
  await expect(library.media.keep(mediaKeyOf(999), 'image/png', new Uint8Array(1))).rejects.toThrow('cancelled')
  await expect(library.apply([{ kind: 'articles.mark', ids: [1], read: true }])).rejects.toThrow('cancelled')
  await background
  await new Promise((later) => setTimeout(later, 50))
  expect(files.operations).toBe(before)
})

test('who asks for closing a second time waits for the first', async () => {
  const files = memoryFiles()
  const library = await openLibrary(testHost(files), tuning)
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  void library.close()
  await library.close()
  const before = files.operations
  await new Promise((later) => setTimeout(later, 20))
  expect(files.operations).toBe(before)
})
