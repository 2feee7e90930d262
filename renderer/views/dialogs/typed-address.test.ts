import { expect, it } from 'vitest'
import { typedAddress, webAddress } from './typed-address.ts'

it('takes away what copying leaves around an address', () => {
  expect(typedAddress('  <https://paper.example/>\n second line')).toBe('https://paper.example/')
  expect(typedAddress('“paper.example”')).toBe('paper.example')
  expect(typedAddress('@user@social.example')).toBe('@user@social.example')
  expect(typedAddress('feed:https://paper.example/rss')).toBe('feed:https://paper.example/rss')
  expect(typedAddress(' \n')).toBe('')
})

it('makes a web address of a host name and refuses what is none', () => {
  expect(webAddress('paper.example/feed')).toBe('https://paper.example/feed')
  expect(webAddress('http://paper.example:8080/a?b')).toBe('http://paper.example:8080/a?b')
  expect([
    webAddress('javascript://%0aalert(1)'),
    webAddress('file:///etc/passwd'),
    webAddress('two words'),
    webAddress(''),
  ]).toEqual([null, null, null, null])
})
