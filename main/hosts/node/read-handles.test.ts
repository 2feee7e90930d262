// A file that takes another's name is read from then on, even by those who read in the middle of it.
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ReadHandles } from './read-handles.ts'

vi.setConfig({ testTimeout: 600_000 })

let folder = ''
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'broadsheet-handles-'))
})
afterEach(() => fs.rm(folder, { recursive: true, force: true }))

test('who reads between the closing and the renaming does not keep the old file open for others', async () => {
  const handles = new ReadHandles()
  const path = join(folder, 'x')
  const text = (): Promise<string> =>
    handles.use(path, async (fd) => {
      const bytes = Buffer.alloc(3)
      await promisify(read)(fd, bytes, 0, 3, 0)
      return bytes.toString()
    })
  await fs.writeFile(path, 'old')
  await fs.writeFile(`${path}.new`, 'new')
  await handles.renaming(path, async () => {
    expect(await text()).toBe('old')
    await fs.rename(`${path}.new`, path)
  })
  expect(await text()).toBe('new')
})
