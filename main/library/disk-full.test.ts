// A real disk that is full, and one that turns read-only: a small tmpfs, where the tests may mount one.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DiskError } from '../base/host.ts'
import { nodeFiles } from '../hosts/node/files.ts'
import { openLibrary } from './library.ts'
import { article, feed, testHost } from './testing/scene.ts'
import { dump } from './testing/model.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const tuning = { journalBytes: 20_000, contentBytes: 400_000 }
let folder = ''

function mounted(): string {
  const where = mkdtempSync(join(tmpdir(), 'broadsheet-tmpfs-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', where], { stdio: 'ignore' })
    return where
  } catch {
    rmSync(where, { recursive: true })
    return ''
  }
}
const canMount = (() => {
  const where = process.platform === 'linux' ? mounted() : ''
  if (where !== '') unmount(where)
  return where !== ''
})()

function unmount(where: string): void {
  execFileSync('umount', ['-l', where])
  rmSync(where, { recursive: true, force: true })
}

beforeEach(() => {
  folder = canMount ? mounted() : ''
})
afterEach(() => {
  if (folder !== '') unmount(folder)
})

/** Says in the report why it was left out. */
const name = (text: string): string => (canMount ? text : `${text} (only where a tmpfs may be mounted)`)
const body = (n: number): string => Array.from({ length: 600 }, (_, i) => Math.sin(n * 1000 + i).toString(36)).join(' ')

test.skipIf(!canMount)(
  name('a disk that fills up: what is refused changes nothing, and it goes on when there is space'),
  async () => {
    const files = nodeFiles(folder)
    const ballast = join(folder, 'ballast')
    writeFileSync(ballast, new Uint8Array(300_000))
    let library = await openLibrary(testHost(files), tuning)
    await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
    let n = 0
    let refused: unknown = null
    while (refused === null && n < 2000) {
      const before = await dump(library)
      try {
        await library.apply([
          {
            kind: 'articles.add',
            feedId: 1,
            articles: Array.from({ length: 8 }, () => article(++n, { text: body(n) })),
          },
        ])
      } catch (error) {
        refused = error
        expect(await dump(library)).toEqual(before)
      }
    }
    expect(refused).toBeInstanceOf(DiskError)
    expect(refused).toMatchObject({ problem: { kind: 'diskFull' } })
    const seen = await dump(library)
    // Even with not a byte left it is read, and opened again.
    fill(join(folder, 'filler'))
    await expect(
      library.apply([
        {
          kind: 'articles.add',
          feedId: 1,
          articles: Array.from({ length: 20 }, (_, i) => article(5000 + i, { text: body(i) })),
        },
      ]),
    ).rejects.toBeInstanceOf(DiskError)
    await expect(library.media.keep('0'.repeat(32), 'image/png', new Uint8Array(500_000))).rejects.toBeInstanceOf(
      DiskError,
    )
    expect(await library.media.has('0'.repeat(32))).toBe(null)
    await library.close()
    library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(seen)
    rmSync(join(folder, 'filler'), { force: true })
    rmSync(ballast)
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(5001, { text: body(1) })] }])
    const after = await dump(library)
    await library.close()
    library = await openLibrary(testHost(files), tuning)
    expect(await dump(library)).toEqual(after)
    expect(library.problems).toEqual([])
  },
)

test.skipIf(!canMount)(name('a disk that turns read-only'), async () => {
  const files = nodeFiles(folder)
  let library = await openLibrary(testHost(files), tuning)
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(1)] },
    { kind: 'articles.add', feedId: 1, articles: [article(1), article(2)] },
  ])
  await library.close()
  execFileSync('mount', ['-o', 'remount,ro', folder])
  library = await openLibrary(testHost(files), tuning)
  expect(library.counts().total).toBe(2)
  expect(await library.heads([1, 2])).toHaveLength(2)
  await expect(library.apply([{ kind: 'articles.mark', ids: [1], read: true }])).rejects.toMatchObject({
    problem: { kind: 'diskReadOnly' },
  })
  execFileSync('mount', ['-o', 'remount,rw', folder])
  await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
  await library.close()
  expect((await openLibrary(testHost(files), tuning)).counts()).toMatchObject({ total: 2, unread: 1 })
})

function fill(path: string): void {
  for (let left = statfsSync(folder).bavail * 4096; left >= 1; left = Math.floor(left / 2)) {
    try {
      writeFileSync(path, new Uint8Array(left), { flag: 'a' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
}
