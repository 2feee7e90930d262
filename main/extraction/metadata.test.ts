// Metadata as papers really write it: lists, references, strings for truths, HTML in JSON, JSON that is none.
import { describe, expect, test } from 'vitest'
import type { PageMetadata } from '../base/extracted-page.ts'
import { instantOf } from './instants.ts'
import { readMetadata } from './metadata.ts'
import { readHead } from './page-head.ts'
import { readDocument } from './parse.ts'

const read = (head: string, body = ''): PageMetadata =>
  readMetadata(
    readHead(readDocument(`<html><head>${head}</head><body>${body}</body></html>`)),
    'https://paper.test/a',
    '',
  ).meta
const ld = (value: unknown) =>
  `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`
const article = (more: object) => ({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'A headline',
  datePublished: '2026-03-04T05:00:00Z',
  ...more,
})

describe('authors', () => {
  test.each([
    ['a string', 'Anna Keller', ['Anna Keller']],
    ['a person', { '@type': 'Person', name: 'Anna Keller' }, ['Anna Keller']],
    ['a list', [{ name: 'Anna Keller' }, { name: 'Bo Li' }], ['Anna Keller', 'Bo Li']],
    ['a list of names', { name: ['Anna Keller', 'Bo Li'] }, ['Anna Keller', 'Bo Li']],
    ['one string for two', 'Von Anna Keller und Bo Li', ['Anna Keller', 'Bo Li']],
    ['two surnames', 'Ana García y Pérez', ['Ana García y Pérez']],
    ['surname first', 'Keller, Anna', ['Anna Keller']],
    ['with their tasks', 'Anna Keller (Text) und Bo Li (Fotos)', ['Anna Keller', 'Bo Li']],
    ['with their posts', 'By ANNA KELLER Staff Writer', ['ANNA KELLER']],
    ['with a customer and a place', 'Anna Keller for The Paper, Bo Li in Berlin', ['Anna Keller', 'Bo Li']],
    ['entities', { name: 'Conor O&#039;Neill' }, ["Conor O'Neill"]],
    ['twice the same', [{ name: 'Anna Keller' }, { name: 'ANNA KELLER' }], ['Anna Keller']],
    ['an address', 'https://paper.test/people/anna', []],
    ['another script', { name: 'سامر النجار' }, ['سامر النجار']],
  ])('%s', (_name, author, expected) => {
    expect(read(ld(article({ author }))).authors).toEqual(expected)
  })

  test('people in the tags win over the paper in JSON-LD', () => {
    expect(
      read(
        ld(article({ author: { name: 'The Paper' }, publisher: { name: 'The Paper' } })) +
          '<meta name="author" content="Anna Keller">',
      ).authors,
    ).toEqual(['Anna Keller'])
  })

  test('the byline of the page, without date and trade', () => {
    const body =
      '<h1>A</h1><div class="byline"><div>By <a rel="author" href="/x">Anna Keller</a></div><div>Science correspondent</div><time>4 March</time></div>'
    expect(read('', body).authors).toEqual(['Anna Keller'])
  })

  test('an agency is no author', () => {
    expect(read(ld(article({ author: [{ name: 'Anna Keller' }, { name: 'AFP' }] })))).toMatchObject({
      authors: ['Anna Keller'],
      agency: 'AFP',
    })
  })
})

describe('JSON-LD', () => {
  test('@graph, references, and the article among other things', () => {
    const meta = read(
      ld({
        '@graph': [
          { '@type': 'WebPage', '@id': '#page', name: 'Page' },
          { '@type': 'Person', '@id': '#anna', name: 'Anna Keller' },
          {
            '@type': 'ImageObject',
            '@id': '#image',
            url: '/big.jpg',
            width: 1200,
            height: '675px',
            caption: 'What it shows',
          },
          article({ '@type': ['Article', 'NewsArticle'], author: { '@id': '#anna' }, image: { '@id': '#image' } }),
        ],
      }),
    )
    expect(meta).toMatchObject({
      authors: ['Anna Keller'],
      image: { url: 'https://paper.test/big.jpg', width: 1200, height: 675, caption: 'What it shows' },
    })
  })

  test('the article of this address among several', () => {
    const meta = read(
      ld([
        article({ headline: 'Another', url: 'https://paper.test/b' }),
        article({ headline: 'This one', url: 'https://www.paper.test/a?x=1' }),
      ]),
    )
    expect(meta.headline).toBe('This one')
  })

  test.each([
    ['a comma too many', '{"@type":"NewsArticle","headline":"It works","datePublished":"2026-03-04",}'],
    [
      'a line break in a string',
      '{"@type":"NewsArticle","headline":"It works","description":"one\ntwo","datePublished":"2026-03-04"}',
    ],
    ['CDATA', '//<![CDATA[\n{"@type":"NewsArticle","headline":"It works","datePublished":"2026-03-04"}\n//]]>'],
    ['a comment', '<!-- {"@type":"NewsArticle","headline":"It works","datePublished":"2026-03-04"} -->'],
    [
      'quotation marks',
      '{"@type":"NewsArticle","headline":"It works","description":"he said "no" twice","datePublished":"2026-03-04"}',
    ],
    [
      'a bad escape',
      '{"@type":"NewsArticle","headline":"It works","description":"50\\% more","datePublished":"2026-03-04"}',
    ],
    [
      'an end that is missing',
      '{"@type":"NewsArticle","headline":"It works","datePublished":"2026-03-04","author":{"name":',
    ],
    ['HTML in it', '{"@type":"NewsArticle","headline":"It &lt;b&gt;works&lt;/b&gt;","datePublished":"2026-03-04"}'],
  ])('with %s', (_name, text) => {
    expect(read(ld(text))).toMatchObject({ headline: 'It works', publishedAt: Date.UTC(2026, 2, 4) })
  })

  test.each([
    [true, true],
    ['False', false],
    ['http://schema.org/True', true],
    ['maybe', null],
  ])('free: %j is %j', (value, expected) => {
    expect(read(ld(article({ isAccessibleForFree: value }))).isAccessibleForFree).toBe(expected)
  })

  test('parts that cost', () => {
    const meta = read(
      ld(
        article({
          hasPart: [{ '@type': 'WebPageElement', isAccessibleForFree: 'False', cssSelector: ['.pay', '#more'] }],
        }),
      ),
    )
    expect(meta).toMatchObject({ isAccessibleForFree: false, paywallSelectors: ['.pay', '#more'] })
  })

  test('comments and sound', () => {
    const meta = read(
      ld(
        article({
          interactionStatistic: { interactionType: 'https://schema.org/CommentAction', userInteractionCount: 12 },
          audio: { '@type': 'AudioObject', contentUrl: '/a.mp3', duration: 'PT3M20S' },
        }),
      ),
    )
    expect(meta).toMatchObject({ commentCount: 12, audio: { url: 'https://paper.test/a.mp3', duration: 200 } })
  })
})

describe('tags and page', () => {
  test('without JSON-LD', () => {
    const meta = read(
      '<title>Big news - The Paper</title><meta property="og:title" content="Big news - The Paper"><meta property="og:site_name" content="The Paper"><meta property="og:image" content="/i.jpg"><meta property="article:published_time" content="2026-03-04T06:00:00+0100"><meta property="article:modified_time" content="2026-03-04T07:30:00+01:00"><meta property="article:section" content="World"><meta property="article:tag" content="a"><meta property="article:tag" content="b"><link rel="alternate" type="application/atom+xml" href="/atom" title="All"><link rel="canonical" href="/a?b"><link rel="shortcut icon" href="/f.ico">',
      '<div><span class="kicker">Elections</span><h1>Big news</h1><p class="lede">A long enough sentence below the headline, telling more.</p></div>',
    )
    expect(meta).toMatchObject({
      headline: 'Big news',
      kicker: 'Elections',
      standfirst: 'A long enough sentence below the headline, telling more.',
      publisher: 'The Paper',
      publishedAt: Date.UTC(2026, 2, 4, 5),
      updatedAt: Date.UTC(2026, 2, 4, 6, 30),
      section: 'World',
      keywords: ['a', 'b'],
      image: { url: 'https://paper.test/i.jpg' },
      canonicalUrl: 'https://paper.test/a?b',
      feeds: [{ url: 'https://paper.test/atom', title: 'All', type: 'application/atom+xml' }],
      icon: 'https://paper.test/f.ico',
    })
  })

  test('a hyphen of the headline stays', () => {
    expect(read('<title>Tax plan - what changes for families now</title>').headline).toBe(
      'Tax plan - what changes for families now',
    )
  })
})

describe('instants', () => {
  test.each([
    ['2026-03-04T05:59:00+01:00', '2026-03-04T04:59:00.000Z'],
    ['2026-03-04 05:59', '2026-03-04T05:59:00.000Z'],
    ['2026-03-04T05:59:00.123Z', '2026-03-04T05:59:00.123Z'],
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['20260304', '2026-03-04T00:00:00.000Z'],
    ['1772603940', '2026-03-04T05:59:00.000Z'],
    ['4.3.2026, 05:59 Uhr', '2026-03-04T05:59:00.000Z'],
    ['Wed, 04 Mar 2026 05:59:00 GMT', '2026-03-04T05:59:00.000Z'],
    ['March 4, 2026 5:59 AM', '2026-03-04T05:59:00.000Z'],
  ])('%s', (text, expected) => {
    expect(new Date(instantOf(text) ?? Number.NaN).toISOString()).toBe(expected)
  })
  test.each(['', 'yesterday', '99999999999999999', null, {}])('%j is none', (value) => {
    expect(instantOf(value)).toBeNull()
  })
})
