import { afterEach, expect, it } from 'vitest'
import { useLanguage } from '../../words/words.ts'
import { durationWords } from './durations.ts'

afterEach(() => useLanguage('en', []))

it('says a length of time in the unit one would use', () => {
  expect([300, 1000, 59_000, 89_000, 90_000, 5_400_000, 36 * 3_600_000].map(durationWords)).toEqual([
    '1 second',
    '1 second',
    '59 seconds',
    '89 seconds',
    '2 minutes',
    '2 hours',
    '2 days',
  ])
})

it('says it in the language of the window', () => {
  useLanguage('de', [])
  expect(durationWords(7_200_000)).toBe('2 Stunden')
  useLanguage('fr', [])
  expect(durationWords(60_000)).toMatch(/^60\ssecondes$/)
})
