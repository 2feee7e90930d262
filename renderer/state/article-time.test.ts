// The clock is turned by hand: what the line says at each moment, in each language, and when it must change.
import { afterEach, describe, expect, test } from 'vitest'
import { useLanguage } from '../words/words.ts'
import { clock, published, readingMinutes, shortTime, staysTrue, updated } from './article-time.ts'

const at = (day: number, hour: number, minute = 0, second = 0): number =>
  new Date(2026, 4, day, hour, minute, second).getTime()
const head = (publishedAt: number | null, updatedAt: number | null = null) => ({
  publishedAt,
  updatedAt,
  arrivedAt: at(20, 12),
})

afterEach(() => useLanguage('en', ['en-GB']))
useLanguage('en', ['en-GB'])

describe('published', () => {
  test.each([
    [at(20, 5, 59), at(20, 8), 'Published today at 5:59'],
    [at(20, 5, 59), at(20, 23, 59, 59), 'Published today at 5:59'],
    [at(20, 5, 59), at(21, 0), 'Published yesterday at 5:59'],
    [at(20, 23, 59, 59), at(21, 0, 0, 1), 'Published yesterday at 23:59'],
    [at(20, 5, 59), at(22, 0), 'Published on Wednesday 20 May at 5:59'],
    [at(14, 5, 59), at(22, 0), 'Published on 14 May at 5:59'],
    [new Date(2025, 11, 31, 17, 5).getTime(), new Date(2026, 0, 1, 9).getTime(), 'Published yesterday at 17:05'],
    [new Date(2019, 2, 3, 17, 5).getTime(), at(20, 9), 'Published on 3 March 2019 at 17:05'],
    // The paper's clock runs ahead, or it announces.
    [at(20, 18), at(20, 9), 'Published today at 18:00'],
    [at(23, 18), at(20, 9), 'Published on 23 May at 18:00'],
  ])('%#: %s seen at %s', (publishedAt, now, text) => {
    expect(published(head(publishedAt), now)).toEqual({ at: publishedAt, text })
  })

  test('without a date it tells when it arrived', () => {
    expect(published(head(null), at(20, 13)).text).toBe('Arrived today at 12:00')
  })

  test.each([
    ['de', 'de-DE', 'Heute um 5:59 Uhr veröffentlicht', 'vor 10 Minuten aktualisiert'],
    ['fr', 'fr-FR', 'Publié aujourd’hui à 5:59', 'mis à jour il y a 10 minutes'],
    ['en', 'en-US', 'Published today at 5:59 AM', 'updated 10 minutes ago'],
  ])('in %s (%s)', (language, region, first, second) => {
    useLanguage(language, [region])
    const both = head(at(20, 5, 59), at(20, 7, 50))
    expect(published(both, at(20, 8)).text.replace(/\s/g, ' ')).toBe(first)
    expect(updated(both, at(20, 8))?.text).toBe(second)
  })
})

describe('updated', () => {
  const both = head(at(20, 5, 59), at(20, 8))

  test.each([
    [at(20, 8, 0, 30), 'updated just now'],
    [at(20, 8, 1), 'updated 1 minute ago'],
    [at(20, 8, 10, 59), 'updated 10 minutes ago'],
    [at(20, 8, 59, 59), 'updated 59 minutes ago'],
    [at(20, 9), 'updated 1 hour ago'],
    [at(21, 7, 59), 'updated 23 hours ago'],
    [at(21, 8), 'updated yesterday at 8:00'],
    [at(22, 0), 'updated on Wednesday 20 May at 8:00'],
  ])('at %s: %s', (now, text) => {
    expect(updated(both, now)?.text).toBe(text)
  })

  test('is silent when nothing changed, or when it cannot be', () => {
    expect(updated(head(at(20, 6)), at(20, 9))).toBeNull()
    expect(updated(head(at(20, 6), at(20, 6)), at(20, 9))).toBeNull()
    expect(updated(head(at(20, 6), at(20, 5)), at(20, 9))).toBeNull()
    expect(updated(head(at(20, 6), at(25, 5)), at(20, 9))).toBeNull()
  })

  test('a clock that runs ahead by a little means just now', () => {
    expect(updated(both, at(20, 7, 57))?.text).toBe('updated just now')
  })
})

describe('staysTrue', () => {
  test('following it through three days never shows a stale line', () => {
    const both = head(at(20, 5, 59), at(20, 8, 0, 17))
    const line = (now: number): string => `${published(both, now).text} · ${updated(both, now)?.text ?? ''}`
    let now = at(20, 8, 1)
    let steps = 0
    while (now < at(23, 12) && steps++ < 1_000) {
      const wait = staysTrue(both, now)
      const shown = line(now)
      expect(line(now + wait - 1)).toBe(shown)
      now += wait
    }
    expect(now).toBeGreaterThanOrEqual(at(23, 12))
    expect(steps).toBeLessThan(120)
  })

  test('wakes at midnight for an article without updates', () => {
    expect(staysTrue(head(at(20, 5)), at(20, 23, 59, 30))).toBe(30_000)
  })
})

test('short times', () => {
  const now = at(20, 14)
  expect(
    [at(20, 13, 48), at(20, 5, 59), at(20, 0, 40), at(19, 5), at(17, 5), at(2, 5), at(20, 14, 0, 50)].map((each) =>
      shortTime(each, now),
    ),
  ).toEqual(['12 minutes ago', '8 hours ago', '0:40', 'Tue 5:00', 'Sun 5:00', '2 May', 'now'])
  expect(shortTime(new Date(2019, 2, 3).getTime(), now)).toBe('3 Mar 2019')
})

test('the clock keeps a lone zero', () => {
  expect(clock(at(20, 0, 5))).toBe('0:05')
})

test('reading time', () => {
  expect([50, 200, 460, 2300].map(readingMinutes)).toEqual([null, 1, 2, 10])
})
