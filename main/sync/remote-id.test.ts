// The forms that recorded servers use for one and the same article.
import { expect, test } from 'vitest'
import { decimalId, longId, remoteId } from './remote-id.ts'

test('every form of a number is the same id', () => {
  expect(remoteId(19)).toBe('0000000000000013')
  expect(remoteId('19')).toBe('0000000000000013')
  expect(remoteId('tag:google.com,2005:reader/item/0000000000000013')).toBe('0000000000000013')
  expect(remoteId('tag:google.com,2005:reader/item/13')).toBe('0000000000000013')
  expect(remoteId('1795463991848539')).toBe('000660f70970ee5b')
})

test('a negative number is the upper half of 64 bits', () => {
  expect(remoteId('-355401917359550817')).toBe('fb115bd6d34a8e9f')
  expect(decimalId('fb115bd6d34a8e9f')).toBe('-355401917359550817')
  expect(longId('fb115bd6d34a8e9f')).toBe('tag:google.com,2005:reader/item/fb115bd6d34a8e9f')
})

test('24 digits stay as they are', () => {
  expect(remoteId('tag:google.com,2005:reader/item/5A3B0C0D0E0F101112131415')).toBe('5a3b0c0d0e0f101112131415')
  expect(remoteId('5a3b0c0d0e0f101112131415')).toBe('5a3b0c0d0e0f101112131415')
})

test('anything else is no id', () => {
  for (const text of ['', 'x', '1.5', '1e3', '18446744073709551616', '-9223372036854775809', 'tag:other/1']) {
    expect(remoteId(text), text).toBeNull()
  }
})
