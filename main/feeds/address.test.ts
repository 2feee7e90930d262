import { expect, it } from 'vitest'
import { readAddress, splitSecret } from './address.ts'

it.each([
  ['example.org', ['https://example.org/', 'http://example.org/']],
  ['  Example.ORG/Feed ', ['https://example.org/Feed', 'http://example.org/Feed']],
  ['example.org:8080/x?y=1#z', ['https://example.org:8080/x?y=1', 'http://example.org:8080/x?y=1']],
  ['http://example.org', ['http://example.org/']],
  ['HTTPS://example.org/ä b', ['https://example.org/%C3%A4%20b']],
  ['feed:https://example.org/f', ['https://example.org/f']],
  ['feed: https://example.org/f', ['https://example.org/f']],
  ['feed://example.org/f', ['https://example.org/f', 'http://example.org/f']],
  ['feeds://example.org/f', ['https://example.org/f']],
  ['feed:example.org', ['https://example.org/', 'http://example.org/']],
  ['feed://https://example.org/f', ['https://example.org/f']],
  ['rss://example.org/f', ['https://example.org/f', 'http://example.org/f']],
  ['itpc://example.org/pod', ['https://example.org/pod', 'http://example.org/pod']],
  ['http//example.org', ['http://example.org/']],
  ['https//example.org', ['https://example.org/']],
  ['https:/example.org', ['https://example.org/']],
  ['https:example.org', ['https://example.org/']],
  ['htp://example.org', ['http://example.org/']],
  ['htttps://example.org/', ['https://example.org/']],
  ['ttps://example.org', ['https://example.org/']],
  ['http;//example.org', ['http://example.org/']],
  ['//example.org/a', ['https://example.org/a', 'http://example.org/a']],
  ['<https://example.org/a>', ['https://example.org/a']],
  ['“example.org”', ['https://example.org/', 'http://example.org/']],
  ['example . org', ['https://example.org/', 'http://example.org/']],
  ['https://example.org/\n', ['https://example.org/']],
  ['@reader@social.example', ['https://social.example/@reader']],
  ['localhost:8500/feed', ['http://localhost:8500/feed', 'https://localhost:8500/feed']],
  ['localhost', ['http://localhost/', 'https://localhost/']],
  ['127.77.1.1:8500', ['http://127.77.1.1:8500/', 'https://127.77.1.1:8500/']],
  ['192.168.1.4/rss', ['http://192.168.1.4/rss', 'https://192.168.1.4/rss']],
  ['[::1]:80/x', ['http://[::1]/x', 'https://[::1]:80/x']],
  ['nas:5000/feed', ['http://nas:5000/feed', 'https://nas:5000/feed']],
  ['http.cat/feed', ['https://http.cat/feed', 'http://http.cat/feed']],
  ['httpbin.org', ['https://httpbin.org/', 'http://httpbin.org/']],
  ['bücher.example', ['https://xn--bcher-kva.example/', 'http://xn--bcher-kva.example/']],
])('%s means %j', (typed, urls) => {
  expect(readAddress(typed)).toEqual({ ok: true, value: urls })
})

it.each([
  '',
  '   ',
  'news',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/xml,<rss/>',
  'ftp://example.org/',
  'mailto:me@example.org',
  'http://',
  'https://exa mple.org:99999/',
  'x'.repeat(5000),
])('%s is no address', (typed) => {
  expect(readAddress(typed)).toMatchObject({ ok: false, problem: { kind: 'badAddress' } })
})

it('takes the secret out of an address', () => {
  expect(splitSecret('https://me%40a:w%3Ard@example.org/f')).toEqual({
    url: 'https://example.org/f',
    secret: { kind: 'basic', user: 'me@a', password: 'w:rd' },
  })
  expect(splitSecret('https://100%:x@example.org/')).toMatchObject({ secret: { user: '100%' } })
  expect(splitSecret('https://example.org/f')).toEqual({ url: 'https://example.org/f', secret: null })
})
