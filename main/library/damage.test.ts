// What can happen to files: cut short, filled with NULs, a bit turned, gone. The library opens, says what it mended, and has
// everything that can still be had.
import { describe, expect, test, vi } from 'vitest'
import { DiskError, type Files } from '../base/host.ts'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { account, article, chance, day, feed, start, testHost } from './testing/scene.ts'
import { dump } from './testing/model.ts'
import type { Library } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const tuning = { journalBytes: 100_000, contentBytes: 8000 }
const all = { scope: { kind: 'all' }, show: 'all', order: 'newest' } as const

/** A library that has been used: two snapshots, a backup, something in the journal, something removed and saved. */
async function used(): Promise<{ files: MemoryFiles; seen: unknown }> {
  const files = memoryFiles()
  const host = testHost(files)
  let library = await openLibrary(host, tuning)
  await library.apply([
    { kind: 'folders.put', folders: [{ id: 1, title: 'Morning', parentId: null, position: 0 }] },
    { kind: 'accounts.put', accounts: [account(1)] },
    { kind: 'feeds.put', feeds: [feed(1, { folderId: 1, accountId: 1, remoteId: 'r1' }), feed(2)], service: true },
  ])
  for (let n = 1; n <= 40; n += 4)
    await library.apply([
      { kind: 'articles.add', feedId: 1 + ((n >> 2) % 2), articles: [n, n + 1, n + 2, n + 3].map((i) => article(i)) },
    ])
  await library.apply([
    { kind: 'articles.mark', ids: [1, 2, 3, 4, 5], read: true },
    { kind: 'articles.mark', ids: [7], saved: true },
    { kind: 'articles.label', ids: [2, 8], label: 'Later', value: true },
  ])
  await library.apply([{ kind: 'articles.remove', ids: [9, 10] }])
  await library.close()
  library = await openLibrary(host, tuning)
  await library.apply([
    { kind: 'articles.mark', ids: [11, 12], read: true },
    { kind: 'articles.place', id: 11, position: 0.5 },
  ])
  await library.backup()
  await library.close()
  library = await openLibrary(host, tuning)
  await library.apply([{ kind: 'articles.add', feedId: 2, articles: [41, 42].map((n) => article(n)) }])
  await library.apply([{ kind: 'articles.mark', ids: [13], read: true }])
  return { files, seen: await dump(library) }
}

const cut = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length >> 1)
const nulls = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.length)
const empty = (): Uint8Array => new Uint8Array()
const turned =
  (seed: number) =>
  (bytes: Uint8Array): Uint8Array => {
    const at = Math.floor(chance(seed)() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ 16
    return bytes
  }
const damages = {
  'cut short': cut,
  'of NULs': nulls,
  empty,
  'with a bit turned': turned(1),
  'with another bit turned': turned(2),
}

describe.each(Object.entries(damages))('a file %s', (_, damage) => {
  test.each(['library.json', 'register/0000.state', 'register/0000.keys'])('%s: nothing is lost', async (path) => {
    const { files, seen } = await used()
    files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(seen)
    expect(await library.match(2, [article(40).identity, article(77).identity])).toEqual([
      { state: 'same', id: 40 },
      { state: 'new' },
    ])
    expect(await library.match(1, [article(9).identity])).toEqual([{ state: 'removed', id: 9 }])
    expect(library.problems).toMatchObject([
      { what: path.endsWith('keys') ? 'stateRebuilt' : 'snapshotRestored', lost: 0 },
    ])
    await goesOn(library, files)
  })

  test('both register files: rebuilt from the texts and the newest backup', async () => {
    const { files, seen } = await used()
    for (const path of files.paths()) if (path.startsWith('register/')) files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(seen)
    expect(library.problems).toMatchObject([
      { what: 'stateRebuilt', path: 'register/0000.keys' },
      { what: 'stateRebuilt', path: 'register/0000.state' },
    ])
    expect((await library.match(1, [article(9).identity])).map(({ state }) => state)).toEqual(['removed'])
    await goesOn(library, files)
  })

  test('both files of keys: made again before new ones are written over them', async () => {
    const { files } = await used()
    for (const path of files.paths()) if (path.startsWith('register/0000.keys')) files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    await library.apply([{ kind: 'articles.add', feedId: 2, articles: [article(50)] }])
    await library.close()
    const again = await openLibrary(testHost(files), tuning)
    const states = await again.match(
      1,
      [1, 9].map((n) => article(n).identity),
    )
    expect(states.map(({ state }) => state)).toEqual(['same', 'removed'])
    expect((await again.match(2, [article(50).identity])).map(({ state }) => state)).toEqual(['same'])
  })

  test('both library.json: feeds, folders and settings come from the newest backup and the journal', async () => {
    const { files, seen } = await used()
    files.damage('library.json', damage)
    files.damage('library.json.previous', damage)
    const library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(seen)
    expect(library.problems).toMatchObject([{ what: 'snapshotRestored' }, { what: 'backupRestored', lost: 0 }])
    await goesOn(library, files)
  })

  test('the register and every backup: what waits to be told is marked again', async () => {
    const { files } = await used()
    for (let n = 0; n < 3; n++) {
      const library = await openLibrary(testHost(files), tuning)
      await library.apply([{ kind: 'articles.mark', ids: [30 + n], saved: true }])
      await library.close()
    }
    for (const path of files.paths()) if (/^(register|backups)/.test(path)) files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    // Those of an account; 6 is nobody's, and what was read of it is lost.
    expect([1, 2, 5, 7, 11].map((id) => library.state(id)?.read)).toEqual([true, true, false, false, true])
    expect(library.labelsOf(2)).toEqual(['Later'])
    expect(library.isPending(1, 'read')).toBe(true)
    await goesOn(library, files)
  })

  test('a shelf: rebuilt from the texts', async () => {
    const { files, seen } = await used()
    files.damage('shelves/00000.rows', damage)
    const library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(seen)
    expect(library.problems.filter((problem) => problem.kind === 'libraryMended' && problem.lost > 0)).toEqual([])
    await goesOn(library, files)
  })

  test('the end of the journal: what is before stands', async () => {
    const { files } = await used()
    const last =
      files
        .paths()
        .filter((path) => path.startsWith('journal/'))
        .at(-1) ?? ''
    files.damage(last, damage)
    const library = await openLibrary(testHost(files), tuning)
    expect(library.counts().total).toBeGreaterThanOrEqual(38)
    expect(await library.heads(library.list(all))).toHaveLength(library.counts().total)
    if (files.paths().includes(last) && ((await files.size(last)) ?? 0) > 0)
      expect(library.problems).toMatchObject([{ what: 'journalCut' }])
    await goesOn(library, files)
  })

  test('a content file: heads stay, texts that are lost are told', async () => {
    const { files } = await used()
    const path = files.paths().find((name) => name.startsWith('content/')) ?? ''
    files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    const ids = library.list(all)
    // The two that were in the journal alone have no head either.
    expect((await library.heads(ids)).length).toBeGreaterThanOrEqual(38)
    const bodies = await Promise.all(ids.map((id) => library.body(id)))
    const lost = ids.filter((_, i) => bodies[i] === null)
    expect(library.problems).toMatchObject(lost.length > 0 ? [{ what: 'bodiesLost', lost: lost.length }] : [])
    // What is fetched again is stored again.
    const [first] = lost
    if (first !== undefined) {
      const { body } = article(first)
      await library.apply([{ kind: 'articles.update', id: first, body, completeness: 'complete' }])
      expect(await library.body(first)).toEqual(body)
    }
    await goesOn(library, files)
  })

  test('a backup: it is not offered, or refused', async () => {
    const { files } = await used()
    const path = files.paths().find((name) => name.startsWith('backups/')) ?? ''
    files.damage(path, damage)
    const library = await openLibrary(testHost(files), tuning)
    const before = await dump(library)
    expect(await library.restore(path.slice('backups/'.length))).toEqual({
      ok: false,
      problem: { kind: 'backupUnreadable', path },
    })
    expect(await dump(library)).toEqual(before)
  })
})

/** Writes, closes, and opens again without a word. */
async function goesOn(library: Library, files: MemoryFiles): Promise<void> {
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(500)] }])
  const [newest = 0] = library.list({ ...all, scope: { kind: 'feed', id: 1 } }, { limit: 1 })
  await library.apply([{ kind: 'articles.mark', ids: [newest], saved: true }])
  const seen = await dump(library)
  await library.close()
  const again = await openLibrary(testHost(files), tuning)
  expect(await dump(again)).toEqual(seen)
  expect(again.problems.filter((problem) => problem.kind !== 'libraryMended' || problem.what !== 'bodiesLost')).toEqual(
    [],
  )
}

test('files that are gone are mended as damaged ones are', async () => {
  for (const gone of ['library.json', 'register/0000.state', 'register/0000.keys', 'shelves/00000.rows']) {
    const { files, seen } = await used()
    await files.remove(gone)
    const library = await openLibrary(testHost(files), tuning)
    expect(await dump(library), gone).toEqual(seen)
    await goesOn(library, files)
  }
})

test('everything but the texts is gone: articles are readable under feeds made from their addresses', async () => {
  const { files } = await used()
  for (const path of files.paths()) if (!path.startsWith('content/')) await files.remove(path)
  const library = await openLibrary(testHost(files), tuning)
  // Two had been removed; only the register knew.
  expect(library.counts().total).toBe(42)
  expect(library.feeds().map(({ title, paused }) => [title, paused])).toEqual([
    ['paper.example', true],
    ['paper.example', true],
  ])
  expect(await library.heads(library.list(all))).toHaveLength(42)
  expect(library.nextFeedId()).toBe(3)
  await library.close()
  expect((await openLibrary(testHost(files), tuning)).counts().total).toBe(42)
})

test('heads and texts of an article are gone: it is forgotten, and may come again', async () => {
  const { files } = await used()
  for (const path of files.paths()) if (/^(content|shelves)/.test(path)) files.damage(path, nulls)
  const library = await openLibrary(testHost(files), tuning)
  const told: unknown[] = []
  library.onProblem((problem) => void told.push(problem))
  const ids = library.list(all)
  expect(await library.heads(ids)).toEqual([])
  await library.apply([{ kind: 'feeds.put', feeds: [feed(2)] }])
  expect(library.counts().total).toBe(0)
  expect(told.length).toBeGreaterThan(0)
  expect(await library.match(1, [article(1).identity])).toEqual([{ state: 'new' }])
})

test('a folder that cannot be written to is read, and says so when asked to write', async () => {
  const { files, seen } = await used()
  const refuse = (path: string) => async (): Promise<never> => {
    throw new DiskError({ kind: 'diskReadOnly', path })
  }
  const readOnly: Files = {
    ...files,
    replace: refuse('a'),
    openAppend: refuse('b'),
    rename: refuse('c'),
    copy: refuse('d'),
    remove: refuse('e'),
    truncate: refuse('f'),
  }
  const library = await openLibrary(testHost(readOnly), tuning)
  expect(await dump(library)).toEqual(seen)
  await expect(library.apply([{ kind: 'articles.mark', ids: [20], read: true }])).rejects.toMatchObject({
    problem: { kind: 'diskReadOnly' },
  })
  await expect(library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(60)] }])).rejects.toBeInstanceOf(
    DiskError,
  )
  expect(await dump(library)).toEqual(seen)
  await library.close()
  expect(library.problems).toMatchObject([{ kind: 'diskReadOnly' }])
})

test('a clock that jumps back, and forward again', async () => {
  const files = memoryFiles()
  const host = testHost(files)
  let library = await openLibrary(host, tuning)
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1)] },
    { kind: 'articles.add', feedId: 1, articles: [article(1)] },
  ])
  await library.backup()
  host.clock.at -= 400 * day
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(2)] }])
  await library.apply([{ kind: 'feeds.remove', ids: [1] }])
  await library.applyRetention()
  await library.apply([{ kind: 'feeds.restore', ids: [1] }])
  await library.keepBackups()
  expect(await library.backups()).toHaveLength(2)
  await library.close()
  library = await openLibrary(host, tuning)
  await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
  expect(library.counts()).toMatchObject({ total: 2, unread: 1 })
  // Published long after it came: it is not on top for ever.
  expect(library.state(2)?.sortAt).toBe(host.clock.at)
  host.clock.at = start + day
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(3)] }])
  await library.close()
  library = await openLibrary(host, tuning)
  expect(library.problems).toEqual([])
  expect(library.list(all)).toHaveLength(3)
  expect((await library.heads([1, 2, 3])).map(({ read }) => read)).toEqual([true, false, false])
})

test('rubbish that others left in the folder harms nothing', async () => {
  const { files, seen } = await used()
  for (const path of [
    'register/note.txt',
    'shelves/x',
    'content/copy of 00001.records',
    'journal/.DS_Store',
    'backups/Thumbs.db',
    'media/aa/x',
    'library.json.new',
  ]) {
    files.plant(path, 'rubbish')
  }
  const library = await openLibrary(testHost(files, start), tuning)
  expect(await dump(library)).toEqual(seen)
  expect(library.problems).toEqual([])
  expect(await library.backups()).toHaveLength(2)
  await library.storage()
  await library.applyRetention()
  expect(await dump(library)).toEqual(seen)
})

test('a disk that fails once at a shelf does not fail for ever', async () => {
  const { files } = await used()
  const real = files.readAt
  const library = await openLibrary(testHost(files), tuning)
  files.readAt = async () => {
    throw new DiskError({ kind: 'diskFailed', path: 'shelves', code: 'EMFILE' })
  }
  await expect(library.heads([20])).rejects.toBeInstanceOf(DiskError)
  files.readAt = real
  expect(await library.heads([20])).toMatchObject([{ id: 20 }])
  expect(library.problems).toEqual([])
})

test('a shelf that was replaced, and said that it was not, is no damage', async () => {
  const { files, seen } = await used()
  const library = await openLibrary(testHost(files), tuning)
  const real = files.replace
  let failures = 0
  await library.apply([{ kind: 'articles.update', id: 1, head: { title: 'A title of another length' } }])
  files.replace = async (path, bytes) => {
    await real(path, bytes)
    if (path.startsWith('shelves') && failures++ === 0) throw new DiskError({ kind: 'diskFailed', path, code: 'EIO' })
  }
  await library.applyRetention()
  await library.applyRetention()
  expect(failures).toBeGreaterThan(1)
  expect(library.problems.filter(({ kind }) => kind === 'libraryMended')).toEqual([])
  await library.apply([{ kind: 'articles.update', id: 1, head: { title: article(1).head.title } }])
  expect(await dump(library)).toEqual(seen)
})
