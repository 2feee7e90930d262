// Pages beside what should be read of them: adding `name.html` and `name.json` to fixtures/ adds a test.
import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ExtractedPage } from '../base/extracted-page.ts'
import type { CleanHtml } from '../contract/models.ts'
import { overlap } from './likeness.ts'
import { extractPage } from './extraction.ts'

interface Expected {
  url: string
  /** The article's words, block by block. */
  text: string[]
  /** Least F1 of the words; 0.97 where nothing is said. */
  minimum?: number
  contains?: string[]
  absent?: string[]
  pictures?: string[]
  wall?: ExtractedPage['wall']
  headline?: string
  kicker?: string
  authors?: string[]
  agency?: string
  publishedAt?: string
  updatedAt?: string
  section?: string
  direction?: string
  free?: boolean
  comments?: number
  image?: string
  caption?: string
  canonical?: string
}

const folder = new URL('./fixtures/', import.meta.url)
const sha256 = (text: string) => hash('sha256', text)
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
const bytesOf = (html: string) => new TextEncoder().encode(html)
const extract = (html: string, feedHtml?: string) =>
  extractPage(
    {
      bytes: bytesOf(html),
      contentType: 'text/html; charset=utf-8',
      url: 'https://paper.test/a',
      feedHtml: feedHtml as CleanHtml | undefined,
    },
    sha256,
  )

describe('pages', () => {
  const names = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  test.each(names)('%s', (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected
    const bytes = new Uint8Array(readFileSync(new URL(`${name}.html`, folder)))
    const page = extractPage({ bytes, contentType: null, url: expected.url }, sha256)
    const { meta } = page
    const found: Partial<Record<keyof Expected, unknown>> = {
      wall: page.wall,
      headline: meta.headline,
      kicker: meta.kicker,
      authors: meta.authors,
      agency: meta.agency,
      publishedAt: iso(meta.publishedAt),
      updatedAt: iso(meta.updatedAt),
      section: meta.section,
      direction: meta.direction,
      free: meta.isAccessibleForFree,
      comments: meta.commentCount,
      image: meta.image?.url,
      caption: meta.image?.caption,
      canonical: meta.canonicalUrl,
    }
    for (const [key, value] of Object.entries(found))
      if (key in expected) expect(value, key).toEqual(expected[key as keyof Expected])
    const wanted = expected.text.join(' ')
    if (wanted === '') {
      expect(page.html).toBeNull()
      expect(page.text).toBe('')
      return
    }
    expect(overlap(page.text, wanted), page.text).toBeGreaterThanOrEqual(expected.minimum ?? 0.97)
    for (const part of expected.contains ?? []) expect(page.html).toContain(part)
    for (const part of expected.absent ?? []) expect(page.text).not.toContain(part)
    for (const url of expected.pictures ?? []) expect(page.media.map((each) => each.url)).toContain(url)
    if (meta.headline) expect(page.text.startsWith(meta.headline)).toBe(false)
    expect(page.html).not.toMatch(/readability|class="(?!video|audio)/)
  })
})

describe('what a page cannot do', () => {
  const words = '<p>Some words, and then a few more of them, so that there is something that can be read.</p>'.repeat(
    12,
  )
  test.each([
    ['nothing', ''],
    ['5,000 nested elements', `<body>${'<div>'.repeat(5000)}${words}`],
    ['100,000 nested elements', `<body>${'<div><b>'.repeat(50_000)}${words}`],
    ['50,000 line breaks', `<body>${words}${'<br>'.repeat(50_000)}`],
    ['3,000 nested tables', `<body>${'<table><tr><td>'.repeat(3000)}${words}`],
    [
      'formatting that multiplies',
      `<body>${Array.from({ length: 2000 }, (_, i) => `<b id=x${i}>`).join('')}${'<p>x'.repeat(2000)}`,
    ],
    ['only openings', '<'.repeat(50_000)],
    ['only comments', '<!--'.repeat(50_000)],
    ['only NULs', '\0'.repeat(50_000)],
    ['40,000 paragraphs', `<body>${'<p>Some words of a paragraph, of which there are many here.'.repeat(40_000)}`],
    ['templates in templates', `${'<template>'.repeat(3000)}${words}`],
    [
      'JSON-LD that bites its tail',
      `<script type="application/ld+json">{"@graph":[{"@id":"a","@type":"NewsArticle","author":{"@id":"a"},"image":{"@id":"a"}}]}</script>${words}`,
    ],
    ['JSON-LD in a deep hole', `<script type="application/ld+json">${'['.repeat(100_000)}</script>${words}`],
  ])('%s', (_name, html) => {
    const page = extract(html)
    expect(page.text.length).toBeLessThanOrEqual(html.length + 1000)
  })
})

describe('the feed', () => {
  const long = `<p>${'The feed had a whole story with many words in it. '.repeat(30)}</p>`
  test('keeps its text where the page gives less', () => {
    const page = extract('<article><p>Only a short teaser stands here, and you must click.</p></article>', long)
    expect(page.source).toBe('feed')
    expect(page.html).toBe(long)
    expect(page.words).toBe(330)
  })
  test('gives way where the page gives more', () => {
    const page = extract(
      `<article>${'<p>The page has the whole story, with all that was found out, and by whom, and why.</p>'.repeat(30)}</article>`,
      '<p>A teaser.</p>',
    )
    expect(page.source).toBe('page')
    expect(page.words).toBeGreaterThan(400)
  })
  test('is not kept in place of a page behind a wall', () => {
    const page = extract(
      '<title>Just a moment...</title><body>Verifying you are human. Performance & security by Cloudflare <script src="/cdn-cgi/x">__cf_chl_</script>',
      long,
    )
    expect(page).toMatchObject({ wall: 'bot', html: null, words: 0 })
  })
})
