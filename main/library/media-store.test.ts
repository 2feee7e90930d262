// Pictures come back as they went in, with their type, or not at all.
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { codec, mediaKeyOf } from './testing/scene.ts'
import { mediaPath, MediaStore } from './media-store.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const key = mediaKeyOf(0xabc)
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)

test('kept, read, read in parts', async () => {
  const store = new MediaStore(memoryFiles(), codec)
  expect(await store.has(key)).toBe(null)
  expect(await store.read(key)).toBe(null)
  await store.keep(key, 'image/svg+xml; charset=utf-8', bytes)
  expect(await store.has(key)).toEqual({ type: 'image/svg+xml; charset=utf-8', bytes: 1000 })
  expect(await store.read(key)).toEqual({ type: 'image/svg+xml; charset=utf-8', bytes })
  expect(await store.readAt(key, 990, 100)).toEqual(bytes.slice(990))
  expect(await store.readAt(key, 10, 20)).toEqual(bytes.slice(10, 30))
  expect(await store.readAt(key, 2000, 20)).toEqual(new Uint8Array())
  await store.keep(key, 'text/plain', new Uint8Array())
  expect(await store.read(key)).toEqual({ type: 'text/plain', bytes: new Uint8Array() })
})

test('a type longer than there is room for is cut, not mixed up', async () => {
  const store = new MediaStore(memoryFiles(), codec)
  await store.keep(key, `audio/${'x'.repeat(500)}`, bytes)
  expect((await store.has(key))?.type).toMatch(/^audio\/x{80,}$/)
  expect((await store.read(key))?.bytes).toEqual(bytes)
})

test('a damaged file is nothing, and is taken away', async () => {
  const files = memoryFiles()
  const store = new MediaStore(files, codec)
  for (const damage of [
    (b: Uint8Array) => b.slice(0, 500),
    (b: Uint8Array) => new Uint8Array(b.length),
    (b: Uint8Array) => b.map((byte, i) => (i === 77 ? byte ^ 1 : byte)),
  ]) {
    await store.keep(key, 'image/png', bytes)
    files.damage(mediaPath(key), damage)
    expect(await store.read(key)).toBe(null)
    expect(await store.has(key)).toBe(null)
  }
})

test('a picture is in its file from the first byte on, so that other programs can show it', async () => {
  const files = memoryFiles()
  await new MediaStore(files, codec).keep(key, 'image/png', bytes)
  expect((await files.read(mediaPath(key)))?.slice(0, 1000)).toEqual(bytes)
})
