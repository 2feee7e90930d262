// Old libraries are carried over, new ones are refused, and the format of today stays readable.
import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { nodeFiles } from '../hosts/node/files.ts'
import { libraryFormat, sealed, unsealed } from './catalogue.ts'
import { openLibrary } from './library.ts'
import { migrate, migrations, type Migration } from './migrations.ts'
import { account, article, codec, feed, start, testHost } from './testing/scene.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const steps: Migration[] = [
  {
    from: 1,
    async run({ papers, ...data }, files) {
      await files.replace('notes', 'moved')
      return { ...data, feeds: papers }
    },
  },
  { from: 2, run: async (data) => ({ ...data, folders: [{ title: `of ${String(data['feeds'])}` }] }) },
]

test('each number is passed, in order, and the old files are kept', async () => {
  const files = memoryFiles()
  const old = { format: 1, papers: ['a', 'b'] }
  await files.replace('library.json', sealed(old, codec))
  const saved: unknown[] = []
  const save = async (data: Record<string, unknown>): Promise<void> => {
    saved.push(data['format'])
    await files.replace('library.json', sealed(data, codec))
  }
  const now = await migrate({ ...old }, files, codec, save, steps)
  expect(now).toEqual({ format: 3, feeds: ['a', 'b'], folders: [{ title: 'of a,b' }] })
  expect(saved).toEqual([2, 3])
  expect(unsealed((await files.read('library.format-1.json')) ?? new Uint8Array(), codec)).toEqual(old)
  expect(unsealed((await files.read('library.format-2.json')) ?? new Uint8Array(), codec)).toEqual({
    format: 2,
    feeds: ['a', 'b'],
  })
})

test('a migration that stops half way is done again from where it was', async () => {
  for (let n = 1; ; n++) {
    const files = memoryFiles()
    await files.replace('library.json', sealed({ format: 1, papers: ['a'] }, codec))
    files.failAt(n, 'crash')
    const run = async (disk: typeof files): Promise<unknown> => {
      const data = unsealed<Record<string, unknown>>((await disk.read('library.json')) ?? new Uint8Array(), codec)
      if (!data) throw new Error('damaged')
      return migrate(data, disk, codec, (next) => disk.replace('library.json', sealed(next, codec)), steps)
    }
    const outcome = await run(files).catch(() => 'crashed')
    const after = files.afterPowerCut()
    expect(await run(after)).toEqual({ format: 3, feeds: ['a'], folders: [{ title: 'of a' }] })
    if (outcome !== 'crashed') return
  }
})

test('there is a way from every format to this one', () => {
  expect(migrations.map(({ from }) => from)).toEqual(Array.from({ length: libraryFormat - 1 }, (_, i) => i + 1))
})

test('a library of a later version is refused, and left as it is', async () => {
  const files = memoryFiles()
  const text = sealed({ format: libraryFormat + 1, whatever: true }, codec)
  await files.replace('library.json', text)
  const before = files.operations
  await expect(openLibrary(testHost(files))).rejects.toMatchObject({
    problem: { kind: 'libraryTooNew', found: libraryFormat + 1, known: libraryFormat },
  })
  expect(files.operations).toBe(before)
})

test('a library written in format 1 is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-format-'))
  folders.push(folder)
  await cp(join(import.meta.dirname, 'testing', 'format-1'), folder, { recursive: true })
  // Not called .json there: a formatter would break its seal.
  await rename(join(folder, 'library.kept'), join(folder, 'library.json'))
  await rename(join(folder, 'library.kept.previous'), join(folder, 'library.json.previous'))
  const library = await openLibrary(testHost(nodeFiles(folder), start + 1000))
  expect(library.problems).toEqual([])
  expect(library.feeds()).toEqual([feed(1, { folderId: 1 }), feed(2)])
  expect(library.folders()).toEqual([{ id: 1, title: 'Morning', parentId: null, position: 0 }])
  expect(library.counts()).toMatchObject({ unread: 4, saved: 1, total: 5 })
  const heads = await library.heads([1, 2, 3, 4, 5])
  expect(heads.map(({ title, read, saved, position }) => [title, read, saved, position])).toEqual([
    ['Headline number 1 of this paper', true, false, 0],
    ['A later title', false, true, 0],
    ['Headline number 3 of this paper', false, false, 0.25],
    ['Headline number 4 of this paper', false, false, 0],
    ['Headline number 5 of this paper', false, false, 0],
  ])
  for (const { id } of heads) expect((await library.body(id))?.html).toContain('The text of article')
  expect(
    await library.match(1, [{ guid: 'urn:article:6', url: null, title: null, publishedAt: null, hash: 0 }]),
  ).toEqual([{ state: 'removed', id: 6 }])
  // It goes on with what the format did not know, and what it knew stays.
  expect([library.accounts(), library.outbox(), library.labels()]).toEqual([[], [], []])
  const { identity, ...sixth } = article(20)
  const remote = '00000000000000ff'
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1)] },
    { kind: 'feeds.put', feeds: [feed(2, { accountId: 1, remoteId: 'r2' })], service: true },
    { kind: 'articles.add', feedId: 2, articles: [{ ...sixth, identity: { ...identity, remote } }] },
  ])
  await library.close()
  const again = await openLibrary(testHost(nodeFiles(folder), start + 2000))
  expect(again.problems).toEqual([])
  expect((await again.match(1, [article(6).identity]))[0]).toEqual({ state: 'removed', id: 6 })
  expect([...(await again.remotes([1, 2], 16)).keys()]).toEqual([remote])
  const kept = unsealed<{ format: number }>(await readFile(join(folder, 'library.format-1.json')), codec)
  expect(kept?.format).toBe(1)
  expect(unsealed<{ format: number }>(await readFile(join(folder, 'library.json')), codec)?.format).toBe(2)
})
