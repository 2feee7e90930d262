// Addresses as readers and services write them.
import { expect, test } from 'vitest'
import { isSameAddress } from './same-address.ts'

test('encrypted or not, with slashes at the end or without', () => {
  expect(isSameAddress('http://a.example/feed', 'https://a.example/feed//')).toBe(true)
  expect(isSameAddress('HTTPS://a.example', 'http://a.example/')).toBe(true)
  expect(isSameAddress('https://a.example/feed', 'https://a.example/Feed')).toBe(false)
  expect(isSameAddress('https://a.example/feed', 'https://a.example/feed/b')).toBe(false)
})

test('a megabyte of slashes is no work', () => {
  const slashes = `https://a.example/${'/'.repeat(1_000_000)}`
  expect(isSameAddress(`${slashes}x`, slashes)).toBe(false)
  expect(isSameAddress(slashes, 'https://a.example')).toBe(true)
})
