// What one Node has packed, every other reads, and no more than was promised comes out.
import { expect, test } from 'vitest'
import { hasZstd, nodeCodec, plainCrc32 } from './codec.ts'

const text = new TextEncoder().encode('The same words, and the same words again. '.repeat(500))
const noise = crypto.getRandomValues(new Uint8Array(5000))

test.each([text, noise, new Uint8Array()])('there and back, whichever way it was packed', (bytes) => {
  for (const zstd of hasZstd ? [true, false] : [false]) {
    const packed = nodeCodec({ zstd }).compress(bytes)
    expect(packed.length).toBeLessThanOrEqual(bytes.length + 1)
    expect(nodeCodec().decompress(packed, bytes.length)).toEqual(bytes)
  }
})

test('no more comes out than allowed; damage throws', () => {
  for (const zstd of hasZstd ? [true, false] : [false]) {
    const packed = nodeCodec({ zstd }).compress(text)
    expect(() => nodeCodec().decompress(packed, text.length - 1)).toThrow()
    expect(() => nodeCodec().decompress(packed.subarray(0, packed.length >> 1), text.length)).toThrow()
  }
  expect(() => nodeCodec().decompress(nodeCodec().compress(noise), 100)).toThrow()
  expect(() => nodeCodec().decompress(new Uint8Array([77, 1, 2]), 100)).toThrow()
  expect(() => nodeCodec().decompress(new Uint8Array(), 100)).toThrow()
})

test('sums as others make them', () => {
  expect(nodeCodec().crc32('123456789').toString(16)).toBe('cbf43926')
  for (const bytes of [text, noise, new Uint8Array(), 'Zürich'])
    expect(plainCrc32(bytes)).toBe(nodeCodec().crc32(bytes))
  const [start, end] = [text.subarray(0, 777), text.subarray(777)]
  expect(nodeCodec().crc32(end, nodeCodec().crc32(start))).toBe(nodeCodec().crc32(text))
  expect(plainCrc32(end, plainCrc32(start))).toBe(nodeCodec().crc32(text))
  expect(nodeCodec().sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
