// Columns as older and newer programs write them.
import { expect, test } from 'vitest'
import { decodeColumns, emptyColumns, encodeColumns, keysLayout } from './columns.ts'
import { codec } from './testing/scene.ts'

const older = keysLayout.slice(0, 8)

test('columns that an older layout lacks are nothing', () => {
  const rows = 13
  const columns = emptyColumns(keysLayout, rows)
  columns.guidA[12] = 7
  columns.hash[0] = 9
  columns.remoteA[3] = 1
  for (const capacity of [rows, 64]) {
    const read = decodeColumns(keysLayout, encodeColumns(older, columns, rows, codec), capacity, codec)
    expect(read?.rows).toBe(rows)
    expect(read?.columns.guidA.length).toBe(capacity)
    expect([read?.columns.guidA[12], read?.columns.hash[0], read?.columns.remoteA[3]]).toEqual([7, 9, 0])
    const whole = decodeColumns(keysLayout, encodeColumns(keysLayout, columns, rows, codec), capacity, codec)
    expect([whole?.columns.guidA[12], whole?.columns.remoteA[3]]).toEqual([7, 1])
  }
})

test('more columns than are known, none, or a file of another length are refused', () => {
  const bytes = encodeColumns(keysLayout, emptyColumns(keysLayout, 8), 8, codec)
  expect(decodeColumns(older, bytes, 8, codec)).toBe(null)
  expect(decodeColumns(keysLayout, bytes.subarray(0, -8), 8, codec)).toBe(null)
  expect(decodeColumns(keysLayout, encodeColumns([], {}, 8, codec), 8, codec)).toBe(null)
  expect(decodeColumns(keysLayout, bytes, 7, codec)).toBe(null)
})
