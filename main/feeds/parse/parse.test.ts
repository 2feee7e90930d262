// Pairs in fixtures/: a feed, and what it says. Adding two files adds a test.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { authorsOf, linkOf, maxBytes, parseFeed } from './parse.ts'
import { shown } from './testing/shown.ts'

const folder = new URL('./fixtures/', import.meta.url)
const url = 'https://feeds.example/dir/feed.xml'
const encode = (text: string) => new TextEncoder().encode(text)
const parse = (text: string) => {
  const result = parseFeed(encode(text), { contentType: null, url })
  if (!result.ok) throw new Error(result.problem.kind)
  return result.value
}

describe('fixtures', () => {
  const names = readdirSync(folder)
  const feeds = names.filter((name) => /\.(xml|feed)$/.test(name))
  test('come in pairs', () => {
    expect(feeds.length).toBeGreaterThanOrEqual(120)
    expect(names.filter((name) => name.endsWith('.json')).sort()).toEqual(
      feeds.map((name) => name.replace(/\.\w+$/, '.json')).sort(),
    )
  })
  test.each(feeds)('%s', (name) => {
    const expected = JSON.parse(readFileSync(new URL(name.replace(/\.\w+$/, '.json'), folder), 'utf8')) as unknown
    expect(shown(parseFeed(readFileSync(new URL(name, folder)), { contentType: null, url }))).toEqual(expected)
  })
})

describe('what is no feed', () => {
  const found = (bytes: Uint8Array) => {
    const result = parseFeed(bytes, { contentType: 'application/rss+xml', url })
    return result.ok ? 'a feed' : result.problem.kind === 'notAFeed' ? result.problem.found : result.problem.kind
  }
  test.each([
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['just words', 'text'],
    ['<!doctype html><html><head><title>x</title></head><body><p>y</p></body></html>', 'html'],
    ['<html><body><summary>a page</summary></body></html>', 'html'],
    ['<?xml version="1.0"?><opml version="2.0"><body/></opml>', 'xml'],
    ['<?xml version="1.0"?><urlset><url/></urlset>', 'xml'],
    ['{"name":"package","version":"1.0.0"}', 'json'],
    ['[1,2]', 'json'],
    ['{"a":', 'json'],
    ['\x00\x01\x02\x03PK\x00\x00\x05\x06\x00', 'binary'],
  ])('%j is %s', (text, kind) => expect(found(encode(text))).toBe(kind))
  test('more than 30 MB', () => expect(found(new Uint8Array(maxBytes + 1))).toBe('tooLarge'))
})

describe('policies', () => {
  test('an Atom entry without authors has those of the feed, an RSS item has not', () => {
    const atom = parse(
      '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>F</name></author><entry><id>1</id></entry><entry><author><name>O</name></author></entry></feed>',
    )
    expect(atom.items.map((item) => authorsOf(atom, item).map((person) => person.name))).toEqual([['F'], ['O']])
    const rss = parse(
      '<rss version="2.0"><channel><managingEditor>a@b.example (Ed)</managingEditor><item><title>1</title></item></channel></rss>',
    )
    expect(rss.authors).toHaveLength(1)
    expect(rss.items.map((item) => authorsOf(rss, item))).toEqual([[]])
  })
  test("FeedBurner's counting address gives way to the publisher's", () => {
    const feed = parse(
      '<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>http://proxy.example/1</link><feedburner:origLink>http://own.example/1</feedburner:origLink></item><item><link>http://own.example/2</link></item></channel></rss>',
    )
    expect(feed.items.map(linkOf)).toEqual(['http://own.example/1', 'http://own.example/2'])
  })
  test('what has no link is read where it also is', () => {
    const feed = parse(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="http://own.example/1"><title>1</title></item><item rdf:about="urn:2"><title>2</title></item></rdf:RDF>',
    )
    expect(feed.items.map((item) => [item.link, linkOf(item)])).toEqual([
      [null, 'http://own.example/1'],
      [null, null],
    ])
    const json = parse(
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","external_url":"http://else.example/"},{"id":"http://own.example/2"},{"id":"3","url":"/3"}]}',
    )
    expect(json.items.map(linkOf)).toEqual(['http://else.example/', 'http://own.example/2', 'https://feeds.example/3'])
  })
  test('without an own address relative ones stay', () => {
    const result = parseFeed(
      encode('<rss version="2.0"><channel><link>/home</link><item><link>a/b</link></item></channel></rss>'),
      { contentType: null, url: '' },
    )
    expect(result.ok && [result.value.link, result.value.items[0]?.link]).toEqual(['/home', 'a/b'])
  })
})
