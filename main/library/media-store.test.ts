// Pictures come back as they went in, with their type, or not at all.
import { expect, test, vi } from 'vitest'
import { memoryFiles, PowerCut } from '../hosts/memory/files.ts'
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

test('what comes piece by piece is there when it is kept, byte for byte, and not before', async () => {
  const files = memoryFiles()
  const store = new MediaStore(files, codec)
  const long = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 253)
  const draft = await store.draft(key)
  for (let at = 0; at < long.length; at += 10_007) await draft.append(long.slice(at, at + 10_007))
  expect(await store.has(key)).toBe(null)
  await draft.keep('audio/mpeg')
  await draft.drop()
  expect(await store.read(key)).toEqual({ type: 'audio/mpeg', bytes: long })
  expect(files.paths()).toEqual([mediaPath(key)])
  // The very file that it would be in one piece.
  const whole = await files.read(mediaPath(key))
  await store.keep(key, 'audio/mpeg', long)
  expect(await files.read(mediaPath(key))).toEqual(whole)
})

test('a draft that is dropped leaves nothing, and one that a crash left is begun anew', async () => {
  const files = memoryFiles()
  const store = new MediaStore(files, codec)
  const dropped = await store.draft(key)
  await dropped.append(new Uint8Array(300_000))
  await dropped.drop()
  expect(files.paths()).toEqual([])
  await (await store.draft(key)).append(new Uint8Array(300_000))
  const again = await store.draft(key)
  await again.append(bytes)
  await again.keep('audio/mpeg')
  expect((await store.read(key))?.bytes).toEqual(bytes)
})

test('a power cut at any moment of a draft leaves all of it or nothing', async () => {
  for (let at = 1; at < 9; at++) {
    const files = memoryFiles()
    const store = new MediaStore(files, codec)
    const draft = await store.draft(key)
    files.failAt(at, 'crash')
    let isKept = false
    try {
      for (let piece = 0; piece < 3; piece++) await draft.append(new Uint8Array(300_000).fill(piece + 1))
      await draft.keep('audio/mpeg')
      isKept = true
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
    }
    const left = new MediaStore(
      files.afterPowerCut(() => 0.3),
      codec,
    )
    const found = await left.read(key)
    expect(found?.bytes.length ?? 0).toBe(isKept || found ? 900_000 : 0)
    if (isKept) expect(found).not.toBe(null)
  }
})

test('a full disk is told, and nothing is left on it', async () => {
  const files = memoryFiles()
  const draft = await new MediaStore(files, codec).draft(key)
  files.failAt(1, 'full')
  await expect(async () => draft.append(new Uint8Array(300_000))).rejects.toMatchObject({
    problem: { kind: 'diskFull' },
  })
  await draft.drop()
  expect(files.paths()).toEqual([])
})
