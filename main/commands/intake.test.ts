// What a feed says becomes articles: excerpts are noticed, kinds of files told apart, texts shortened at a word.
import { describe, expect, test } from 'vitest'
import type { BriefPiece } from '../base/jobs.ts'
import type { CleanHtml } from '../contract/models.ts'
import { newFetch } from './feeds.ts'
import { givesExcerpts, kindOf, shorten } from './intake.ts'

const piece = (words: number, ending = 'the end.'): BriefPiece => ({
  html: '' as CleanHtml,
  beginning: 'word '.repeat(words).slice(0, 1000),
  ending: `word ${ending}`.slice(-60),
  words,
  media: [],
})
const feed = (fetchesPages: boolean, changedAt: number | null = 1) => ({
  fetchesPages,
  followedAt: 0,
  fetch: { ...newFetch(0), changedAt },
})

describe('excerpts', () => {
  test('teasers of forty words are excerpts, whole articles are not', () => {
    expect(givesExcerpts(Array(20).fill(piece(40)), 20, feed(false))).toBe(true)
    expect(givesExcerpts(Array(20).fill(piece(600)), 20, feed(true))).toBe(false)
  })
  test('a longer beginning that breaks off is an excerpt; as long and finished it is not', () => {
    expect(givesExcerpts(Array(10).fill(piece(200, 'and then […]')), 10, feed(false))).toBe(true)
    expect(givesExcerpts(Array(10).fill(piece(200, 'Weiterlesen')), 10, feed(false))).toBe(true)
    expect(givesExcerpts(Array(10).fill(piece(200)), 10, feed(true))).toBe(false)
  })
  test('one short item among the visits to a known feed does not change the verdict', () => {
    expect(givesExcerpts([piece(20)], 50, feed(false))).toBe(false)
    expect(givesExcerpts([piece(900)], 50, feed(true))).toBe(true)
  })
  test('a small feed is judged on the few it has at its first visit', () => {
    expect(givesExcerpts([piece(20), piece(30)], 2, feed(false, null))).toBe(true)
  })
})

test.each([
  ['audio/mpeg', 'https://a.example/x', 'audio'],
  [null, 'https://a.example/x.mp3?utm=1', 'audio'],
  ['video/mp4', 'https://a.example/x.mp3', 'video'],
  [null, 'https://a.example/p.JPEG#f', 'picture'],
  ['image/webp', 'https://a.example/', 'picture'],
  ['application/pdf', 'https://a.example/x.pdf', null],
  [null, 'https://a.example/page', null],
])('%s %s is %s', (type, url, kind) => expect(kindOf(type, url)).toBe(kind))

test('a text is shortened at a word', () => {
  expect(shorten('one two three', 20)).toBe('one two three')
  expect(shorten('one two three four', 12)).toBe('one two…')
})
