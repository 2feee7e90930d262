// What goes and what stays, what the preview says of it, and that the disk gets its space back.
import { expect, test, vi } from 'vitest'
import type { Retention } from '../contract/models.ts'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { defaultSettings } from './defaults.ts'
import { openLibrary } from './library.ts'
import { article, day, feed, mediaKeyOf, start, testHost, type TestHost } from './testing/scene.ts'
import type { Library } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const none: Retention = { days: null, count: null, megabytes: null, keepUnread: false, keepSaved: true }
const all = { scope: { kind: 'all' }, show: 'all', order: 'oldest' } as const
const tuning = { contentBytes: 200_000 }

/** Ten articles in each of two feeds, one a day, the last today; odd ones read, every fifth saved. */
async function used(): Promise<{ files: MemoryFiles; host: TestHost; library: Library }> {
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host, tuning)
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1), feed(2)] }])
  for (const feedId of [1, 2]) {
    const articles = Array.from({ length: 10 }, (_, n) => {
      const at = start - (9 - n) * day
      const made = article(feedId * 100 + n, {
        media: [n % 2 ? feedId * 100 + n : 5],
        text: `${Math.sin(n)} `.repeat(500),
        arrivedAt: at,
      })
      made.head.publishedAt = at
      return { ...made, read: n % 2 === 1, saved: n % 5 === 0 }
    })
    await library.apply([{ kind: 'articles.add', feedId, articles }])
    for (let n = 1; n < 10; n += 2)
      await library.media.keep(mediaKeyOf(feedId * 100 + n), 'image/jpeg', new Uint8Array(1000))
  }
  await library.media.keep(mediaKeyOf(5), 'image/jpeg', new Uint8Array(1000))
  return { files, host, library }
}
const set = (library: Library, retention: Retention): Promise<unknown> =>
  library.apply([{ kind: 'settings.put', settings: { ...defaultSettings, retention } }])

/** Bytes of texts and pictures. */
async function weight(files: MemoryFiles): Promise<number> {
  const paths = files.paths().filter((path) => /^(content|media)/.test(path))
  const sizes = await Promise.all(paths.map((path) => files.size(path)))
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
}

test('by age: what came longer ago goes, unless it is spared', async () => {
  const { library } = await used()
  const gone = async (rule: Partial<Retention>): Promise<number> =>
    (await library.previewRetention({ retention: { ...none, days: 4, ...rule } })).articles
  expect(await gone({ keepSaved: false })).toBe(10)
  expect(await gone({})).toBe(8)
  expect(await gone({ keepUnread: true })).toBe(4)
  expect((await library.previewRetention({})).articles).toBe(0)
  expect(
    (await library.previewRetention({ retention: { ...none, days: 4 }, feedId: 2 })).feeds.map(({ feedId }) => feedId),
  ).toEqual([2])
})

test('by count: the newest of each feed stay', async () => {
  const { library } = await used()
  const preview = await library.previewRetention({ retention: { ...none, count: 3 } })
  expect(preview.feeds).toMatchObject([
    { feedId: 1, articles: 5, oldest: start - 8 * day, newest: start - 3 * day },
    { feedId: 2, articles: 5 },
  ])
  expect(preview.bytes).toBe(preview.feeds.reduce((sum, { bytes }) => sum + bytes, 0))
})

test('by size: the oldest go until the rest has room', async () => {
  const { library } = await used()
  const use = await library.storage()
  const each = use.feeds.reduce((sum, { text, pictures }) => sum + text + pictures, 0) / 20
  expect((await library.previewRetention({ retention: { ...none, megabytes: 100 } })).articles).toBe(0)
  const some = await library.previewRetention({
    retention: { ...none, keepSaved: false, megabytes: (each * 10) / 1_000_000 },
  })
  expect(some.articles).toBeGreaterThan(5)
  expect(some.articles).toBeLessThan(15)
  expect(some.feeds.every(({ newest }) => (newest ?? 0) < start - day)).toBe(true)
})

test('a feed has its own rule', async () => {
  const { library } = await used()
  await library.apply([{ kind: 'feeds.put', feeds: [feed(2, { retention: { ...none, count: 2 } })] }])
  await set(library, { ...none, days: 6 })
  expect((await library.previewRetention({})).feeds.map(({ feedId, articles }) => [feedId, articles])).toEqual([
    [1, 2],
    [2, 6],
  ])
})

test('what the preview shows goes, with its pictures, and does not come back', async () => {
  const { files, library } = await used()
  await set(library, { ...none, days: 2, keepSaved: false })
  const preview = await library.previewRetention({})
  const before = await weight(files)
  const unread = library.counts().unread
  // Once for the pictures that have just come, once for those of which it is known.
  await library.media.keep(mediaKeyOf(777), 'image/jpeg', new Uint8Array(1000))
  expect(await library.applyRetention()).toEqual(preview)
  expect(preview.articles).toBe(14)
  await library.applyRetention()
  expect(await library.media.has(mediaKeyOf(777))).toBe(null)
  expect(library.counts()).toMatchObject({ total: 6, unread: unread - 8 })
  expect(library.list(all)).toEqual([8, 18, 9, 19, 10, 20])
  // Shown by others still.
  expect(await library.media.has(mediaKeyOf(5))).toEqual({ type: 'image/jpeg', bytes: 1000 })
  expect(await library.media.has(mediaKeyOf(101))).toBe(null)
  expect(await library.media.has(mediaKeyOf(109))).not.toBe(null)
  expect(before - (await weight(files))).toBeGreaterThan(preview.bytes * 0.8)
  expect((await library.match(1, [article(101).identity])).map(({ state }) => state)).toEqual(['removed'])
  expect(await library.heads(library.list(all))).toHaveLength(6)
  for (const id of library.list(all)) expect(await library.body(id)).not.toBe(null)
  const again = await openLibrary(testHost(files), tuning)
  expect(again.problems).toEqual([])
  expect(again.list(all)).toEqual([8, 18, 9, 19, 10, 20])
  for (const id of again.list(all)) expect(await again.body(id)).not.toBe(null)
})

test('a feed that is no longer followed can come back for thirty days; then it is forgotten', async () => {
  const { host, library, files } = await used()
  await library.apply([{ kind: 'feeds.remove', ids: [1] }])
  expect(library.counts()).toMatchObject({ total: 10, feeds: { 2: [5, 10] } })
  expect(library.state(1)).toBeUndefined()
  expect(await library.heads([1])).toEqual([])
  expect(await library.body(1)).toBe(null)
  host.clock.at += 29 * day
  await library.applyRetention()
  await library.apply([{ kind: 'feeds.restore', ids: [1] }])
  expect(library.counts().total).toBe(20)
  expect(await library.body(1)).not.toBe(null)
  expect(await library.media.has(mediaKeyOf(101))).not.toBe(null)
  await library.apply([{ kind: 'feeds.remove', ids: [1] }])
  host.clock.at += 31 * day
  await library.applyRetention()
  await library.applyRetention()
  await library.apply([{ kind: 'feeds.restore', ids: [1] }])
  expect(library.feeds().map(({ id }) => id)).toEqual([2])
  expect(await library.media.has(mediaKeyOf(101))).toBe(null)
  expect(await library.media.has(mediaKeyOf(201))).not.toBe(null)
  await library.close()
  const again = await openLibrary(testHost(files), tuning)
  expect(again.counts().total).toBe(10)
  expect(again.problems).toEqual([])
})

test('storage by kind and by feed', async () => {
  const { files, library } = await used()
  await library.close()
  const again = await openLibrary(testHost(files), tuning)
  const use = await again.storage()
  expect(use.pictures).toBe(11 * 1000)
  expect(use.feeds).toMatchObject([
    { feedId: 1, articles: 10, pictures: 6000, audio: 0 },
    { feedId: 2, articles: 10, pictures: 6000, audio: 0 },
  ])
  expect(use.total).toBe(use.text + use.pictures + use.audio + use.other + use.backups)
  const sizes = await Promise.all(files.paths().map((path) => files.size(path)))
  expect(use.total).toBe(sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0))
})

test('texts that were replaced give their space back', async () => {
  const { files, library } = await used()
  const sizeOfTexts = async (): Promise<number> =>
    (await files.list('content')).reduce((sum, { size }) => sum + size, 0)
  const before = await sizeOfTexts()
  for (let round = 0; round < 6; round++) {
    for (let id = 1; id <= 20; id++) {
      const { body } = article(id, { text: `${Math.cos(id * round)} `.repeat(400) })
      await library.apply([{ kind: 'articles.update', id, body }])
    }
  }
  expect(await sizeOfTexts()).toBeGreaterThan(before * 3)
  await library.applyRetention()
  expect(await sizeOfTexts()).toBeLessThan(before * 3)
  const again = await openLibrary(testHost(files), tuning)
  for (let id = 1; id <= 20; id++) expect((await again.body(id))?.html).toContain(String(Math.cos(id * 5)))
})

test('what is saved, or marked unread, while it runs stays', async () => {
  const { library } = await used()
  await set(library, { ...none, days: 4, keepUnread: true })
  const saved = library.list(all).find((id) => library.state(id)?.read && !library.state(id)?.saved) ?? 0
  const going = library.applyRetention()
  await Promise.all([going, library.apply([{ kind: 'articles.mark', ids: [saved], saved: true }])])
  expect(library.state(saved)).toMatchObject({ saved: true })
  expect(await library.body(saved)).not.toBe(null)
  await library.applyRetention()
  expect(library.state(saved)).toMatchObject({ saved: true })
})

test('a picture that was there already when another article was about to show it stays', async () => {
  const { library } = await used()
  const key = mediaKeyOf(101)
  await library.applyRetention()
  await library.applyRetention()
  await library.apply([{ kind: 'articles.remove', ids: library.list(all) }])
  expect(await library.media.has(key)).not.toBe(null)
  await library.applyRetention()
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(500, { media: [101] })] }])
  await library.applyRetention()
  expect(await library.media.read(key)).not.toBe(null)
})

test('a file that a file manager has left among the pictures hinders nothing', async () => {
  const { files, library } = await used()
  files.plant('media/.DS_Store', 'x')
  files.plant('media/00/own/picture', 'x')
  const real = files.list
  files.list = async (folder) => {
    if (folder === 'media/.DS_Store') throw new Error('not a folder')
    return real(folder)
  }
  await library.applyRetention()
  expect(files.paths()).toContain('media/.DS_Store')
  expect(files.paths()).toContain('media/00/own/picture')
})

test('a file whose texts were moved goes only when the register on the disk knows where they are', async () => {
  const { files, host, library } = await used()
  const ids = library.list(all)
  const lasting = ids.filter((_, n) => n % 4 === 0)
  await library.apply([{ kind: 'articles.remove', ids: ids.filter((id) => !lasting.includes(id)) }])
  const left: MemoryFiles[] = []
  const remove = files.remove
  files.remove = async (path) => {
    await remove(path)
    if (path.startsWith('content')) left.push(files.afterPowerCut())
  }
  await library.applyRetention()
  expect(left.length).toBeGreaterThan(0)
  for (const after of left) {
    for (const path of after.paths().filter((one) => one.startsWith('journal')))
      after.damage(path, (bytes) => bytes.map((byte) => (byte === 109 ? 110 : byte)))
    const again = await openLibrary(testHost(after, host.clock.at), tuning)
    for (const id of lasting) expect(await again.body(id)).not.toBe(null)
  }
})

test('a clock that jumps to the year 2100 empties nothing', async () => {
  const { host, library } = await used()
  await set(library, { ...none, days: 30, keepSaved: false })
  await library.apply([{ kind: 'feeds.remove', ids: [2] }])
  host.clock.at = Date.UTC(2100, 0, 1)
  await library.applyRetention()
  host.clock.at = start
  await library.apply([{ kind: 'feeds.restore', ids: [2] }])
  expect(library.counts().total).toBe(20)
})
