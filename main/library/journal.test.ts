// The journal tells what is missing from it, and never what was refused.
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { Journal } from './journal.ts'
import { codec } from './testing/scene.ts'
import type { Deed } from './deeds.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const deed = (n: number): Deed[] => [['purge', [n]]]

async function written(): Promise<ReturnType<typeof memoryFiles>> {
  const files = memoryFiles()
  const journal = new Journal(files, codec)
  await journal.read(0, false)
  for (let n = 1; n <= 9; n++) {
    await journal.append([deed(n)])
    if (n % 3 === 0 && n < 9) await journal.turnOver()
  }
  return files
}

const paths = (files: ReturnType<typeof memoryFiles>): string[] => files.paths().filter((p) => p.startsWith('journal'))

test('files that are gone are lines that are lost', async () => {
  const files = await written()
  expect(paths(files)).toHaveLength(2)
  // The snapshot is older than the oldest journal there is.
  const reading = await new Journal(files, codec).read(1, true)
  expect(reading.entries.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8, 9])
  expect(reading.lost).toBe(2)
  expect((await new Journal(files, codec).read(3, true)).lost).toBe(0)
  expect((await new Journal(files, codec).read(6, false)).lost).toBe(0)
})

test('lines damaged in the middle, and at the end of a file that another follows, are counted once', async () => {
  for (const at of [0, 1, 2]) {
    const files = await written()
    files.damage(paths(files)[0] ?? '', (bytes) => {
      const lines = new TextDecoder().decode(bytes).split('\n')
      lines[at] = 'rubbish'
      return new TextEncoder().encode(lines.join('\n'))
    })
    expect((await new Journal(files, codec).read(3, false)).lost).toBe(1)
    expect((await new Journal(files, codec).read(6, false)).lost).toBe(0)
  }
})

test('a line that was refused and could not be cut off is cut before a new file begins', async () => {
  const files = memoryFiles()
  const cutting = { fails: false }
  const journal = new Journal(
    {
      ...files,
      truncate: async (path, size) => {
        if (cutting.fails) throw new Error('not now')
        return files.truncate(path, size)
      },
    },
    codec,
  )
  await journal.read(0, false)
  await journal.append([deed(1)])
  cutting.fails = true
  // The bytes are there, and the sync fails.
  files.failAt(2, 'io')
  await expect(journal.append([deed(2)])).rejects.toThrow()
  await expect(journal.turnOver()).rejects.toThrow('not now')
  cutting.fails = false
  await journal.turnOver()
  await journal.append([deed(3)])
  const { entries } = await new Journal(files, codec).read(0, true)
  expect(entries.map(({ seq, deeds }) => [seq, deeds])).toEqual([
    [1, deed(1)],
    [2, deed(3)],
  ])
})
