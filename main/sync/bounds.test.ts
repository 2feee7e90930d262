// What services have said of feeds that cannot be believed as it is.
import { expect, test } from 'vitest'
import { boundLabels, boundStructure, isItem } from './bounds.ts'
import type { RemoteFeed, RemoteItem } from './service.ts'

const feed = (remoteId: string, url: string, more: Partial<RemoteFeed> = {}): RemoteFeed => ({
  remoteId,
  url,
  siteUrl: null,
  title: 'A paper',
  folderId: null,
  ...more,
})
const bound = (...feeds: RemoteFeed[]) => boundStructure({ folders: [], feeds, labels: [] }).feeds

test('each feed once, in the folder that is said first; none without an id', () => {
  const url = 'https://paper.example/feed'
  const said = bound(feed('1', url, { folderId: 'a' }), feed('1', url, { folderId: 'b' }), feed('', url))
  expect(said.map(({ remoteId, folderId }) => [remoteId, folderId])).toEqual([['1', 'a']])
  expect(bound(feed('__proto__', url), feed('constructor', url)).map(({ remoteId }) => remoteId)).toEqual([
    '__proto__',
    'constructor',
  ])
  expect(bound(feed('9'.repeat(5000), url))).toEqual([])
})

test('addresses of the web only', () => {
  const urls = ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/xml,<a/>', '', 'nowhere', 'https://a.example/']
  expect(bound(...urls.map((url, index) => feed(String(index), url))).map(({ url }) => url)).toEqual([
    'https://a.example/',
  ])
  expect(bound(feed('1', 'https://a.example/', { siteUrl: 'javascript:alert(1)' }))[0]?.siteUrl).toBeNull()
  expect(bound(feed('1', `https://a.example/${'x'.repeat(5000)}`))).toEqual([])
})

test('titles of a megabyte are cut, folders without one are none', () => {
  const long = 'x'.repeat(1_000_000)
  const { folders } = boundStructure({
    folders: [
      { remoteId: '1', title: long },
      { remoteId: '1', title: 'again' },
      { remoteId: '2', title: ' \n ' },
    ],
    feeds: [],
    labels: [],
  })
  expect(folders).toEqual([{ remoteId: '1', title: 'x'.repeat(500) }])
  expect(boundLabels([long, long, ' '])).toEqual(['x'.repeat(100)])
})

test('ids that are none', () => {
  const is = (id: string) => isItem({ id } as RemoteItem)
  expect(['0123456789abcdef', '0123456789abcdef01234567'].map(is)).toEqual([true, true])
  expect(['', '__proto__', '0123456789ABCDEF', '0123456789abcdef0', '-1'].map(is)).toEqual(Array(5).fill(false))
})
