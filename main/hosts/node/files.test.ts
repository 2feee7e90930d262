// The disk as the library needs it: whole files or none, what is appended stays, failures with a name.
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DiskError, type Files } from '../../base/host.ts'
import { memoryFiles } from '../memory/files.ts'
import { nodeFiles } from './files.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes)

// What tests run on must behave as what people run on.
const kinds: [string, () => Files][] = [
  ['a real disk', () => nodeFiles(folder)],
  ['a disk in memory', () => memoryFiles()],
]

test.each(kinds)('%s: written, read, listed, moved, taken away', async (_, make) => {
  const files = make()
  expect(await files.read('a/b/c')).toBe(null)
  expect(await files.size('a/b/c')).toBe(null)
  expect(await files.list('a')).toEqual([])
  await files.replace('a/b/c', 'one')
  await files.replace('a/b/c', new TextEncoder().encode('two!'))
  expect(text(await files.read('a/b/c'))).toBe('two!')
  expect(text(await files.readAt('a/b/c', 1, 2))).toBe('wo')
  expect(text(await files.readAt('a/b/c', 3, 100))).toBe('!')
  expect(await files.size('a/b/c')).toBe(4)
  await files.copy('a/b/c', 'a/d')
  await files.rename('a/b/c', 'a/b/e')
  expect(
    (await files.list('a')).map(({ name, folder: isFolder, size }) => [name, isFolder, isFolder ? 0 : size]).sort(),
  ).toEqual([
    ['b', true, 0],
    ['d', false, 4],
  ])
  expect(await files.read('a/b/c')).toBe(null)
  expect(text(await files.readAt('a/b/e', 0, 9))).toBe('two!')
  await files.truncate('a/b/e', 2)
  expect(text(await files.read('a/b/e'))).toBe('tw')
  await files.remove('a')
  await files.remove('a')
  expect(await files.list('')).toEqual([])
})

test.each(kinds)('%s: appending goes on where it was', async (_, make) => {
  const files = make()
  const first = await files.openAppend('log/x')
  expect(first.size).toBe(0)
  await first.append('one ')
  await first.append(new TextEncoder().encode('two '))
  await first.sync()
  expect(first.size).toBe(8)
  await first.close()
  const second = await files.openAppend('log/x')
  expect(second.size).toBe(8)
  await second.append('three')
  await second.close()
  expect(text(await files.read('log/x'))).toBe('one two three')
})

test.each(kinds)('%s: a part that was read before a file was replaced is of the new one after', async (_, make) => {
  const files = make()
  for (const content of ['first', 'other', 'third']) {
    await files.replace('x', content)
    expect(text(await files.readAt('x', 0, 5))).toBe(content)
  }
  await files.replace('y', 'moved')
  await files.readAt('y', 0, 1)
  await files.rename('y', 'x')
  expect(text(await files.readAt('x', 0, 5))).toBe('moved')
  await files.remove('x')
  await expect(files.readAt('x', 0, 5)).rejects.toMatchObject({ problem: { kind: 'diskFailed', code: 'ENOENT' } })
  await files.replace('x', 'again')
  expect(text(await files.readAt('x', 0, 5))).toBe('again')
})

test('many parts of many files at once, while they are replaced', async () => {
  const files = nodeFiles(folder)
  const names = Array.from({ length: 150 }, (_, i) => `f${i}`)
  await Promise.all(names.map((name) => files.replace(name, name.padEnd(20))))
  const read = async (name: string): Promise<void> => expect(text(await files.readAt(name, 0, 20))?.trim()).toBe(name)
  await Promise.all(
    [...names, ...names].flatMap((name) => [read(name), files.replace(name, name.padEnd(20)), read(name)]),
  )
})

test('two who replace one file at once leave one of both', async () => {
  const files = nodeFiles(folder)
  await Promise.all(Array.from({ length: 20 }, (_, i) => files.replace('x', String(i).repeat(1000))))
  expect(text(await files.read('x'))).toBe('19'.repeat(1000))
  expect(await readdir(folder)).toEqual(['x'])
})

test('a part that was read while a file was replaced is of the new one after', async () => {
  const files = nodeFiles(folder)
  await files.replace('x', 'round 000')
  for (let round = 1; round <= 60; round++) {
    const content = `round ${String(round).padStart(3, '0')}`
    let done = false
    const replaced = (round % 2 ? files.replace('x', content) : files.replace('y', content)).then(async () => {
      if (round % 2 === 0) await files.rename('y', 'x')
      done = true
    })
    while (!done) await files.readAt('x', 0, 9)
    await replaced
    expect(text(await files.readAt('x', 0, 9))).toBe(content)
  }
})

test.skipIf(process.platform === 'win32')('spaces, many alphabets, a link, and who may look', async () => {
  const real = join(folder, 'ein Ordner — 图书馆 ✓ '.repeat(4))
  await mkdir(real)
  const link = join(folder, 'link')
  await symlink(real, link)
  const files = nodeFiles(join(link, 'not yet'))
  await files.replace('a/b c/é', 'x')
  expect(text(await nodeFiles(join(real, 'not yet')).read('a/b c/é'))).toBe('x')
  const modes = await Promise.all(['', 'a', 'a/b c', 'a/b c/é'].map((p) => stat(join(real, 'not yet', p))))
  expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o700, 0o700, 0o600])
})

test('nothing but files stays behind', async () => {
  const files = nodeFiles(folder)
  await files.replace('a', 'x')
  await files.copy('a', 'b')
  // Nor does half a file when it cannot take its name.
  await mkdir(join(folder, 'taken', 'below'), { recursive: true })
  await expect(files.replace('taken', 'x')).rejects.toBeInstanceOf(DiskError)
  await expect(files.copy('a', 'taken')).rejects.toBeInstanceOf(DiskError)
  expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'taken'])
})

test('failures are DiskErrors; a path out of the folder is a bug', async () => {
  const files = nodeFiles(folder)
  await files.replace('plain', 'x')
  const failing = [
    files.replace('plain/below', 'x'),
    files.rename('nothing', 'a'),
    files.truncate('nothing', 0),
    files.readAt('nothing', 0, 1),
  ]
  for (const one of await Promise.allSettled(failing)) {
    expect(one.status === 'rejected' && one.reason).toBeInstanceOf(DiskError)
  }
  for (const path of ['../x', '/etc/passwd', 'a/../../x', 'a\\x', 'a\0b']) {
    await expect(files.read(path)).rejects.toThrow('not a path in the library')
  }
  expect(await files.freeBytes()).toBeGreaterThan(0)
  expect(await nodeFiles(join(folder, 'not', 'there')).freeBytes()).toBe(null)
})

test('a link that leads nowhere is left out of a list', async () => {
  await symlink(join(folder, 'nowhere'), join(folder, 'link'))
  await writeFile(join(folder, 'file'), 'x')
  expect((await nodeFiles(folder).list('')).map(({ name }) => name)).toEqual(['file'])
})
