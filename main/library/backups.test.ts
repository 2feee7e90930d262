// Backups come by themselves, go in their time, and bring back what they promise.
import { expect, test, vi } from 'vitest'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { account, article, day, feed, mediaKeyOf, start, testHost } from './testing/scene.ts'
import { dump } from './testing/model.ts'
import { defaultSettings } from './defaults.ts'
import type { Library } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const all = { scope: { kind: 'all' }, show: 'all', order: 'oldest' } as const
const tuning = { journalBytes: 2000 }

async function used(files: MemoryFiles): Promise<Library> {
  const library = await openLibrary(testHost(files), tuning)
  await library.apply([
    { kind: 'folders.put', folders: [{ id: 1, title: 'Morning', parentId: null, position: 0 }] },
    { kind: 'feeds.put', feeds: [feed(1, { folderId: 1 }), feed(2)] },
    { kind: 'settings.put', settings: { ...defaultSettings, theme: 'sepia' } },
    { kind: 'articles.add', feedId: 1, articles: [1, 2, 3, 4].map((n) => article(n, { media: [n] })) },
    { kind: 'articles.add', feedId: 2, articles: [5, 6].map((n) => article(n)) },
  ])
  await library.media.keep(mediaKeyOf(1), 'image/png', new Uint8Array(1000))
  await library.apply([
    { kind: 'articles.mark', ids: [2, 3], read: true },
    { kind: 'articles.mark', ids: [1, 3, 4], saved: true },
    { kind: 'articles.place', id: 3, position: 0.75 },
  ])
  return library
}

test('everything that was changed is as it was; what was saved and is gone is back with its text', async () => {
  const files = memoryFiles()
  const library = await used(files)
  const before = (await dump(library)) as { heads: unknown[] }
  const { name, articles, feeds } = await library.backup()
  expect([articles, feeds]).toEqual([6, 2])
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1, { ownTitle: 'Renamed' }), feed(3)] },
    { kind: 'feeds.remove', ids: [2] },
    { kind: 'folders.remove', ids: [1] },
    { kind: 'settings.put', settings: defaultSettings },
    { kind: 'articles.mark', ids: [1, 2, 3, 4], read: false, saved: false },
    { kind: 'articles.add', feedId: 1, articles: [article(7)] },
    { kind: 'articles.add', feedId: 3, articles: [article(8)] },
    { kind: 'articles.remove', ids: [4] },
  ])
  await library.applyRetention()
  const heard: string[] = []
  library.onChange(({ kind }) => void heard.push(kind))
  expect(await library.restore(name)).toEqual({ ok: true, value: null })
  expect(heard).toEqual(['library.replaced'])
  // What came later to a feed that is still followed stays.
  const later = library.list(all).filter((id) => id > 6)
  expect(later).toEqual([7])
  await library.apply([{ kind: 'articles.remove', ids: later }])
  const waiting = { ...(before.heads[3] as object), completeness: 'waiting' }
  const now = (await dump(library)) as { heads: unknown[]; bodies: { media: unknown[] }[] }
  expect(now.heads).toEqual([...before.heads.slice(0, 3), waiting, ...before.heads.slice(4)])
  expect(now).toMatchObject({
    feeds: library.feeds(),
    settings: { theme: 'sepia' },
    counts: { total: 6, unread: 4, saved: 3 },
  })
  expect(library.folders()).toHaveLength(1)
  expect(library.feed(1)?.ownTitle).toBe(null)
  // Its picture had gone with it, and is to be fetched again.
  expect(now.bodies[3]?.media).toMatchObject([{ state: 'wanted', bytes: 0 }])
  // Crashing right now changes nothing, and what the restoring put aside can be had back.
  const again = await openLibrary(testHost(files.afterPowerCut()), tuning)
  expect(await dump(again)).toEqual(now)
  await again.apply([{ kind: 'feeds.restore', ids: [3] }])
  expect(again.list({ ...all, scope: { kind: 'feed', id: 3 } })).toEqual([8])
})

test('a restore that loses power at any moment has happened, or has not', async () => {
  const prepare = async (): Promise<{ files: MemoryFiles; library: Library; name: string; before: unknown }> => {
    const files = memoryFiles()
    const library = await used(files)
    const { name } = await library.backup()
    await library.apply([
      { kind: 'articles.remove', ids: [4] },
      { kind: 'feeds.remove', ids: [2] },
    ])
    return { files, library, name, before: await dump(library) }
  }
  const whole = await prepare()
  const from = whole.files.operations
  await whole.library.restore(whole.name)
  const after = await dump(whole.library)
  const operations = whole.files.operations - from
  for (let n = 1; n <= operations; n++) {
    const { files, library, name, before } = await prepare()
    files.failAt(n, 'crash')
    await library.restore(name).catch(() => undefined)
    const again = await openLibrary(testHost(files.afterPowerCut()), tuning)
    const found = await dump(again)
    const which = JSON.stringify(found) === JSON.stringify(before) ? before : after
    expect(found, `power gone at ${n} of ${operations}`).toEqual(which)
    expect(again.problems.filter((problem) => problem.kind === 'backupUnreadable')).toEqual([])
  }
})

test('into an empty library: feeds, settings, what is saved; read articles do not come again as new', async () => {
  const old = memoryFiles()
  const { name } = await (await used(old)).backup()
  const files = memoryFiles()
  const library = await openLibrary(testHost(files), tuning)
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1, { title: 'Begun anew' })] }])
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(90)] }])
  files.plant(`backups/${name}`, (await old.read(`backups/${name}`)) ?? '')
  expect(await library.restore(name)).toEqual({ ok: true, value: null })
  expect(library.feeds().map(({ id, title, folderId }) => [id, title, folderId])).toEqual([
    [2, 'Paper 1', 1],
    [3, 'Paper 2', null],
  ])
  expect(library.settings().theme).toBe('sepia')
  const heads = await library.heads(library.list(all))
  expect(heads.map(({ title, saved, read }) => [title, saved, read]).sort()).toEqual([
    ['Headline number 1 of this paper', true, false],
    ['Headline number 3 of this paper', true, true],
    ['Headline number 4 of this paper', true, false],
  ])
  expect(
    (
      await library.match(
        2,
        [1, 2, 3].map((n) => article(n).identity),
      )
    ).map(({ state }) => state),
  ).toEqual(['same', 'removed', 'same'])
  expect(
    (
      await library.match(
        3,
        [5, 6].map((n) => article(n).identity),
      )
    ).map(({ state }) => state),
  ).toEqual(['new', 'new'])
  const seen = await dump(library)
  await library.close()
  expect(await dump(await openLibrary(testHost(files), tuning))).toEqual(seen)
})

test('one a day; seven days and four weeks are kept', async () => {
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host, tuning)
  await library.keepBackups()
  expect(await library.backups()).toEqual([])
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  for (let hours = 0; hours < 60 * 24; hours += 6) {
    host.clock.at = start + hours * 3_600_000
    await library.keepBackups()
  }
  const ages = (await library.backups()).map(({ at }) => Math.floor((host.clock.at - at) / day))
  expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(ages.length).toBeGreaterThanOrEqual(9)
  expect(ages.length).toBeLessThanOrEqual(11)
  expect(Math.max(...ages)).toBeGreaterThanOrEqual(15)
})

test('a name that is none, or leads elsewhere', async () => {
  const library = await used(memoryFiles())
  for (const name of ['nothing.backup', '../library.json', '', '2026-11-23T09-00-00-001.backup']) {
    expect(await library.restore(name)).toEqual({ ok: false, problem: { kind: 'notFound', noun: 'backup', id: name } })
  }
})

test('restored into an empty folder: everything a backup holds', async () => {
  const files = memoryFiles()
  const library = await used(files)
  await library.apply([
    { kind: 'folders.put', folders: [{ id: 2, title: 'Nested', parentId: 1, position: 3 }] },
    { kind: 'feeds.put', feeds: [feed(3, { folderId: 2, ownTitle: 'Mine' }), feed(4)] },
    { kind: 'articles.add', feedId: 3, articles: [article(10, { saved: true, completeness: 'partial' })] },
    {
      kind: 'articles.add',
      feedId: 4,
      articles: [article(11, { saved: true, read: true }), article(12, { read: true })],
    },
    { kind: 'articles.remove', ids: [6] },
    { kind: 'feeds.remove', ids: [4] },
  ])
  const { name } = await library.backup()
  const was = await library.heads(library.list({ ...all, scope: { kind: 'saved' } }))
  const bodies = await Promise.all(was.map(({ id }) => library.body(id)))
  const fresh = memoryFiles(new Map([[`backups/${name}`, (await files.read(`backups/${name}`)) ?? new Uint8Array()]]))
  const host = testHost(fresh)
  let again = await openLibrary(host, tuning)
  expect(await again.restore(name)).toMatchObject({ ok: true })
  for (let round = 0; round < 2; round++) {
    expect(again.feeds()).toEqual(library.feeds())
    expect(again.folders()).toEqual(library.folders())
    expect(again.settings()).toEqual(library.settings())
    // Texts of what was saved; pictures are in no backup, and are fetched again.
    const heads = await again.heads(again.list(all))
    const wanted = was.map((head) => ({ ...head, completeness: head.id < 5 ? 'waiting' : head.completeness }))
    expect(heads).toEqual(wanted)
    const found = await Promise.all(heads.map(({ id }) => again.body(id)))
    expect(found.map((body) => body?.html)).toEqual(bodies.map((body) => body?.html))
    expect((await again.storage()).pictures).toBe(0)
    expect(again.counts().total).toBe(heads.length)
    // What was read or removed does not come again; what was not, may.
    const restored = again
    const states = async (feedId: number, ns: number[]): Promise<string[]> => {
      const identities = ns.map((n) => article(n).identity)
      return (await restored.match(feedId, identities)).map(({ state }) => state)
    }
    expect(await states(1, [1, 2])).toEqual(['same', 'removed'])
    expect(await states(2, [5, 6])).toEqual(['new', 'removed'])
    if (round === 0) {
      await again.close()
      again = await openLibrary(host, tuning)
    }
  }
  // What was no longer followed can come back from there too.
  await again.apply([{ kind: 'feeds.restore', ids: [4] }])
  expect(await again.heads(again.list({ ...all, scope: { kind: 'feed', id: 4 } }))).toMatchObject([
    { title: article(11).head.title, saved: true, read: true },
  ])
})

test('a clock that was far ahead for a while: the newest backup is the one made last', async () => {
  const files = memoryFiles()
  const library = await used(files)
  const host = testHost(files, Date.UTC(2100, 0, 1))
  await library.close()
  const ahead = await openLibrary(host, tuning)
  await ahead.keepBackups()
  host.clock.at = start + 60_000
  await ahead.keepBackups()
  const made = (await ahead.backups()).length
  await ahead.apply([{ kind: 'articles.mark', ids: [5], saved: true }])
  host.clock.at += 2 * day
  await ahead.keepBackups()
  await ahead.keepBackups()
  // Not one at each asking, because the newest seems to be of the future.
  expect(await ahead.backups()).toHaveLength(made + 1)
  expect((await ahead.backups())[0]?.at).toBe(start + 60_000 + 2 * day)
  await ahead.close()
  // It is also the one that mends.
  for (const path of files.paths()) if (/^(register|journal|library)/.test(path)) files.damage(path, (b) => b.fill(0))
  const mended = await openLibrary(testHost(files), tuning)
  expect(mended.state(5)).toMatchObject({ saved: true })
})

test('a backup of another library that was laid there does not mend this one', async () => {
  const other = memoryFiles()
  const stranger = await used(other)
  await stranger.apply([{ kind: 'articles.mark', ids: [1, 2, 3, 4, 5, 6], read: true, saved: true }])
  const { name } = await stranger.backup()
  const files = memoryFiles()
  const library = await used(files)
  await library.backup()
  const before = (await library.heads(library.list(all))).map(({ read, saved }) => [read, saved])
  await library.close()
  files.plant(`backups/2099${name.slice(4)}`, (await other.read(`backups/${name}`)) ?? new Uint8Array())
  for (const path of files.paths()) if (/^(register|journal)/.test(path)) files.damage(path, (b) => b.fill(0))
  const mended = await openLibrary(testHost(files), tuning)
  expect((await mended.heads(mended.list(all))).map(({ read, saved }) => [read, saved])).toEqual(before)
})

test('half a backup that a crash has left goes with the next', async () => {
  const files = memoryFiles()
  const library = await used(files)
  files.plant('backups/2026-01-01T00-00-00-000.backup.new', 'half')
  await library.backup()
  expect(files.paths().filter((path) => path.endsWith('.new'))).toEqual([])
})

/** Feed 2 belongs to an account; 5 waits to be told as read, 6 is labelled. */
async function withAccount(files: MemoryFiles): Promise<Library> {
  const library = await used(files)
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1)] },
    { kind: 'feeds.put', feeds: [feed(2, { accountId: 1, remoteId: 'r2' })], service: true },
  ])
  await library.apply([
    { kind: 'articles.mark', ids: [5], read: true },
    { kind: 'articles.label', ids: [6], label: 'Later', value: true, service: true },
  ])
  return library
}

test('accounts and what waits for them stay as they are; a mark that nobody has been told is never lost', async () => {
  const files = memoryFiles()
  const library = await withAccount(files)
  const { name } = await library.backup()
  const problem = { kind: 'changeRefused', status: 400, detail: '' } as const
  await library.apply([
    { kind: 'outbox.sent', accountId: 1, entries: library.outbox() },
    { kind: 'accounts.put', accounts: [account(1, { title: 'Renamed' })] },
    { kind: 'articles.mark', ids: [6], read: true, saved: true },
    { kind: 'articles.mark', ids: [5], read: false },
    { kind: 'articles.label', ids: [5], label: 'later', value: true },
    { kind: 'articles.label', ids: [6], label: 'Later', value: false, service: true },
    { kind: 'articles.add', feedId: 2, articles: [article(9, { labels: ['New'] })] },
  ])
  await library.apply([
    {
      kind: 'outbox.refused',
      accountId: 1,
      entries: library
        .outbox()
        .filter(({ change }) => change.on === 'article' && change.key === 'saved')
        .map(({ seq, change }) => ({ seq, change, problem })),
    },
  ])
  const waiting = library.outbox()
  expect(waiting).toHaveLength(3)
  await library.restore(name)
  for (const now of [library, await openLibrary(testHost(files.afterPowerCut()), tuning)]) {
    expect(now.accounts()).toMatchObject([{ id: 1, title: 'Renamed', sync: { expired: false } }])
    expect(now.outbox()).toEqual(waiting)
    expect(now.refused()).toHaveLength(1)
    // Read waits; saved was refused, and is as the backup knows it.
    expect(now.state(6)).toMatchObject({ read: true, saved: false })
    expect(now.state(5)).toMatchObject({ read: false })
    expect([5, 6, 7].map((id) => now.labelsOf(id))).toEqual([['Later'], ['Later'], ['New']])
    expect(now.feed(2)).toMatchObject({ accountId: 1, remoteId: 'r2' })
  }
  // Of an account that is here no more its feeds are nobody's.
  await library.apply([{ kind: 'accounts.remove', ids: [1] }])
  await library.restore(name)
  expect(library.accounts()).toEqual([])
  expect(library.feed(2)).toMatchObject({ accountId: null, remoteId: null })
  expect(library.outbox()).toEqual([])
})

test('accounts of another library come without their secrets, under numbers of their own', async () => {
  const old = memoryFiles()
  const { name } = await (await withAccount(old)).backup()
  const files = memoryFiles()
  const library = await openLibrary(testHost(files), tuning)
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1, { user: 'grace' })] },
    { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: 'r1' })], service: true },
    { kind: 'articles.add', feedId: 1, articles: [article(1)] },
    { kind: 'articles.mark', ids: [1], read: true },
  ])
  files.plant(`backups/${name}`, (await old.read(`backups/${name}`)) ?? '')
  await library.restore(name)
  for (const now of [library, await openLibrary(testHost(files.afterPowerCut()), tuning)]) {
    expect(now.accounts()).toMatchObject([
      { id: 1, user: 'grace', sync: { expired: false } },
      { id: 2, user: 'ada', sync: { expired: true } },
    ])
    expect(now.feeds().map(({ id, accountId }) => [id, accountId ?? null])).toEqual([
      [2, null],
      [3, 2],
    ])
    expect(now.outbox().map(({ accountId, change }) => [accountId, change.on === 'article' && change.id])).toEqual([
      [1, 1],
    ])
  }
  // Once more, where it is signed in by now: it is the same.
  await library.apply([{ kind: 'accounts.put', accounts: [{ ...account(1), id: 2 }] }])
  await library.restore(name)
  expect(library.accounts().map(({ id, sync }) => [id, sync.expired])).toEqual([
    [1, false],
    [2, false],
  ])
  expect(library.feeds().find(({ remoteId }) => remoteId === 'r2')?.accountId).toBe(2)
})
