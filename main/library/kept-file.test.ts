// The last good state and the one before it, whatever fails between them.
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { keptFile } from './kept-file.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const form = {
  encode: (value: string) => value,
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
}
const textOf = async (files: ReturnType<typeof memoryFiles>, path: string): Promise<string> =>
  form.decode((await files.read(path)) ?? new Uint8Array())

test.each([1, 2])('a write of which operation %d fails: the next one keeps the state before it', async (n) => {
  const files = memoryFiles()
  const file = keptFile(files, 'x', form)
  await file.write('one')
  await file.write('two')
  files.failAt(n, 'io')
  await expect(file.write('three')).rejects.toThrow()
  await file.write('four')
  expect([await textOf(files, 'x'), await textOf(files, 'x.previous')]).toEqual(['four', 'two'])
})

test('a rename that has happened and said that it failed', async () => {
  const files = memoryFiles()
  let fails = true
  const file = keptFile(
    {
      ...files,
      async rename(from, to) {
        await files.rename(from, to)
        if (fails) throw new Error('folder not synced')
      },
    },
    'x',
    form,
  )
  await file.write('one')
  await expect(file.write('two')).rejects.toThrow()
  fails = false
  await file.write('three')
  expect([await textOf(files, 'x'), await textOf(files, 'x.previous')]).toEqual(['three', 'one'])
})
