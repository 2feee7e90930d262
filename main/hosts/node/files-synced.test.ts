// A sync that failed is not forgotten: what was asked for a second time is stored only when everything below it is synced.
import type * as Fs from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DiskError } from '../../base/host.ts'
import { nodeFiles } from './files.ts'

vi.setConfig({ testTimeout: 600_000 })

/** What was synced, below the folder, and what fails to be. */
const watch = vi.hoisted(() => ({ synced: [] as string[], failing: '' }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Fs>()
  const fsync: (fd: number, done: (error: Error | null) => void) => void = (fd, done) => {
    const path = process.platform === 'linux' ? real.readlinkSync(`/proc/self/fd/${fd}`) : ''
    watch.synced.push(path)
    if (watch.failing !== path) return real.fsync(fd, done)
    watch.failing = ''
    return done(Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'fsync' }))
  }
  return { ...real, fsync }
})

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'broadsheet-synced-')))
  watch.synced = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const synced = (): string[] => watch.synced.map((path) => relative(folder, path))

test.skipIf(process.platform !== 'linux')('a folder whose parent could not be synced', async () => {
  const files = nodeFiles(folder)
  watch.failing = join(folder, 'media')
  await expect(files.replace('media/ab/x', 'x')).rejects.toBeInstanceOf(DiskError)
  watch.synced = []
  await files.replace('media/ab/x', 'x')
  expect(synced()).toEqual(['media', '', 'media/ab/x.new', 'media/ab'])
  watch.synced = []
  await files.replace('media/ab/y', 'y')
  expect(synced()).toEqual(['media/ab/y.new', 'media/ab'])
})

test.skipIf(process.platform !== 'linux')('a folder that a killed process has made', async () => {
  await mkdir(join(folder, 'journal'))
  const files = nodeFiles(folder)
  const file = await files.openAppend('journal/1')
  await file.append('x')
  await file.sync()
  await file.close()
  expect(synced()).toEqual(['', 'journal', 'journal/1'])
})

test.skipIf(process.platform !== 'linux')(
  'a file that could not be synced leaves the old one, and nothing else',
  async () => {
    const files = nodeFiles(folder)
    await files.replace('x', 'old')
    watch.failing = join(folder, 'x.new')
    await expect(files.replace('x', 'new')).rejects.toBeInstanceOf(DiskError)
    expect((await files.list('')).map(({ name }) => name)).toEqual(['x'])
    expect(new TextDecoder().decode((await files.read('x')) ?? undefined)).toBe('old')
  },
)
