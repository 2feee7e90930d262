// Addresses: resolved as browsers do, kept as written where whole, freed of trackers.
import { describe, expect, test } from 'vitest'
import { resolveAddress, schemeOf, withoutTracking } from './address.ts'

const base = 'https://paper.example/news/feed.xml?x=1'

describe('resolveAddress', () => {
  test.each([
    ['a.html', 'https://paper.example/news/a.html'],
    ['/a', 'https://paper.example/a'],
    ['../a', 'https://paper.example/a'],
    ['?y=2', 'https://paper.example/news/feed.xml?y=2'],
    ['#top', 'https://paper.example/news/feed.xml?x=1#top'],
    ['//cdn.example/a', 'https://cdn.example/a'],
    ['http://a.example', 'http://a.example'],
    ['HTTP://A.example/B c', 'HTTP://A.example/B%20c'],
    ['  http://a.example/x\n  y ', 'http://a.example/xy'],
    ['http:/a', 'http://a/'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['magnet:?xt=urn:btih:1', 'magnet:?xt=urn:btih:1'],
    ['tag:a,2020:1', 'tag:a,2020:1'],
    ['', null],
    ['   ', null],
    ['javascript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['vbscript:x', null],
    ['file:///etc/passwd', null],
    ['http://[', 'http://['],
    [`/${'a'.repeat(70_000)}`, null],
  ])('%j', (address, resolved) => expect(resolveAddress(address, base)).toBe(resolved))
  test('without a base', () => {
    expect(resolveAddress('/a', null)).toBe('/a')
    expect(resolveAddress('javascript:x', null)).toBeNull()
  })
})

test('schemeOf', () => {
  expect(schemeOf('HTTPS://x')).toBe('https')
  expect(schemeOf('a/b:c')).toBe('')
  expect(schemeOf(':x')).toBe('')
})

describe('withoutTracking', () => {
  test.each([
    ['https://a.example/x?utm_source=rss&id=5&utm_medium=feed', 'https://a.example/x?id=5'],
    ['https://a.example/x?fbclid=abc', 'https://a.example/x'],
    ['https://a.example/x?fbclid=abc#part', 'https://a.example/x#part'],
    ['https://a.example/x#utm_source=rss', 'https://a.example/x'],
    ['https://a.example/x?source=rss', 'https://a.example/x'],
    ['https://a.example/x?source=12&ref=page2', 'https://a.example/x?source=12&ref=page2'],
    ['https://a.example/x?a=1&a=2&b', 'https://a.example/x?a=1&a=2&b'],
    ['https://a.example/x', 'https://a.example/x'],
    ['https://a.example/#!/x?utm_source=1', 'https://a.example/#!/x?utm_source=1'],
  ])('%s', (address, clean) => expect(withoutTracking(address)).toBe(clean))
})
