// What readers paste, and where it leads.
import { expect, test } from 'vitest'
import { fail, ok, type Problem } from '../contract/problems.ts'
import { addressesMeant, baseOf, findService, isHome } from './addresses.ts'

const places = { pages: /^(v1|feeds|unread)$/, below: ['', '/miniflux'] }
const meant = (typed: string) => addressesMeant(typed, places)

test('the site, what is pasted from it, and where it is usually put', () => {
  expect(meant('rss.example.org')).toEqual(['https://rss.example.org', 'https://rss.example.org/miniflux'])
  for (const typed of [
    'https://a.example/',
    ' https://a.example/v1/ ',
    'https://a.example/feeds?x=1#y',
    '<https://a.example>',
  ])
    expect(meant(typed)[0], typed).toBe('https://a.example')
  expect(meant('https://a.example/rss/v1')).toEqual([
    'https://a.example/rss',
    'https://a.example/rss/miniflux',
    'https://a.example/rss/v1',
    'https://a.example',
    'https://a.example/miniflux',
  ])
  expect(meant('a.example/miniflux/unread')[0]).toBe('https://a.example/miniflux')
  expect(meant('https://me:pw@a.example')[0]).toBe('https://a.example')
})

test('without a scheme the open net is asked encrypted only', () => {
  const schemes = (typed: string) => [...new Set(meant(typed).map((address) => new URL(address).protocol))].join(' ')
  expect(schemes('a.example')).toBe('https:')
  expect(schemes('a.example:8080')).toBe('https:')
  expect(schemes('localhost:8080')).toBe('http: https:')
  expect(schemes('192.168.1.4')).toBe('http: https:')
  expect(schemes('nas')).toBe('http: https:')
  expect(schemes('http://a.example')).toBe('https: http:')
  expect(schemes('http://a.example:8080')).toBe('http:')
  expect(schemes('https://a.example')).toBe('https:')
  expect(schemes('https://nas.local')).toBe('https: http:')
  expect(meant('http://a.example:8080/v1')[0]).toBe('http://a.example:8080')
})

test('what is no address is none', () => {
  for (const typed of ['', '   ', 'ftp://a.example', 'https://', 'a b c', 'javascript://x'])
    expect(meant(typed), typed).toEqual([])
})

test('home is told by the name', () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '100.64.0.1',
    '[::1]',
    '[fd00::1]',
    'x.home.arpa',
  ])
    expect(isHome(host), host).toBe(true)
  const open = ['a.example', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2001:db8::1]', 'local.example']
  // Names that anybody may point anywhere, however much they look like an address at home.
  const dressed = ['10.a.example', 'localhost.example', '127.0.0.1.a.example', '192.168.a.example']
  for (const host of [...open, ...dressed]) expect(isHome(host), host).toBe(false)
})

test('the search ends where the service is, or where it says no', async () => {
  const search = async (answers: Record<string, Problem | 'there' | null>) => {
    const asked: string[] = []
    const found = await findService(Object.keys(answers), (address) => {
      asked.push(address.slice('https://'.length))
      const answer = answers[address] ?? null
      return Promise.resolve(answer === null || answer === 'there' ? ok(answer && address) : fail(answer))
    })
    return [asked.join(' '), found.ok ? found.value : found.problem.kind]
  }
  const gone: Problem = { kind: 'hostNotFound', host: 'a' }
  const odd: Problem = { kind: 'httpStatus', status: 404, retryAt: null }
  const refused: Problem = { kind: 'signInRefused', field: 'userOrSecret' }
  expect(await search({ 'https://a/1': null, 'https://a/2': 'there', 'https://a/3': 'there' })).toEqual([
    'a/1 a/2',
    'https://a/2',
  ])
  expect(await search({ 'https://a/1': gone, 'https://a/2': 'there', 'https://b/': 'there' })).toEqual([
    'a/1 b/',
    'https://b/',
  ])
  expect(await search({ 'https://a/1': odd, 'https://a/2': refused, 'https://a/3': 'there' })).toEqual([
    'a/1 a/2',
    'signInRefused',
  ])
  expect(await search({ 'https://a/1': gone })).toEqual(['a/1', 'hostNotFound'])
  expect(await search({ 'https://a/1': gone, 'https://b/1': odd })).toEqual(['a/1 b/1', 'notThisService'])
  expect(await search({})).toEqual(['', 'signInRefused'])
})

test('an answer tells where the service is', () => {
  expect(baseOf('https://a.example/x/v1/me', '/v1/me')).toBe('https://a.example/x')
  expect(baseOf('https://a.example/v1/me', '/v1/me')).toBe('https://a.example')
  expect(baseOf('https://a.example/login', '/v1/me')).toBeNull()
})
