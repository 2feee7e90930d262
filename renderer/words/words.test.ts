import { afterEach, describe, expect, it } from 'vitest'
import { formatBytes, formatNumber, formatRelative, language, t, useLanguage } from './words.ts'

afterEach(() => useLanguage('en', []))

describe('the language of the interface', () => {
  it('is the first of the system’s that has words, with its region', () => {
    useLanguage('system', ['rm-CH', 'de-CH', 'en-GB'])
    expect(language()).toBe('de-CH')
    expect(formatNumber(1234567)).toMatch(/^1[’']234[’']567$/)
    useLanguage('system', ['ja'])
    expect(language()).toBe('en')
  })

  it('is not one that Intl would refuse', () => {
    useLanguage('system', ['de_CH.UTF-8', 'de-CH@euro', 'C', '', 'fr'])
    expect(language()).toBe('fr')
  })

  it('is what was chosen, in the system’s region of it', () => {
    useLanguage('fr', ['de-CH', 'fr-CH'])
    expect(language()).toBe('fr-CH')
    useLanguage('fr', ['de-CH'])
    expect(language()).toBe('fr')
  })
})

describe('words', () => {
  it('choose the form by the number, as the language does', () => {
    expect([0, 1, 2].map((n) => t('shell.unreadCount', { n }))).toEqual(['0 unread', '1 unread', '2 unread'])
    expect([0, 1, 2].map((n) => t('shell.newCount', { n }))).toEqual([
      '0 new articles',
      '1 new article',
      '2 new articles',
    ])
    useLanguage('fr', [])
    expect([0, 1, 2].map((n) => t('shell.newCount', { n }))).toEqual([
      '0 nouvel article',
      '1 nouvel article',
      '2 nouveaux articles',
    ])
  })

  it('keep signs with their words, as French sets them', () => {
    useLanguage('fr', [])
    expect(t('shell.searchFor', { text: 'a : b' })).toBe('Recherche\u202f: a : b')
    expect(t('shell.moved', { name: 'Quai' })).toBe('«\u202fQuai\u202f» déplacé.')
  })

  it('put in what they are given as it is', () => {
    expect(t('shell.searchFor', { text: '$& {text}' })).toBe('Search: $& {text}')
    expect(t('shell.workRefresh', { done: 1200, total: 5000 })).toBe('Looking at feeds: 1,200 of 5,000')
  })
})

describe('times and sizes', () => {
  it('say how long ago', () => {
    const now = Date.UTC(2025, 0, 10)
    expect(formatRelative(now - 600_000, now)).toBe('10 minutes ago')
    expect(formatRelative(now - 10_000, now)).toBe('now')
    useLanguage('de', [])
    expect(formatRelative(now - 7_200_000, now)).toBe('vor 2 Stunden')
  })

  it('use units that can be read', () => {
    expect(formatBytes(0)).toMatch(/^0 byte/)
    expect(formatBytes(453)).toBe('0.5 kB')
    expect(formatBytes(12_400_000)).toBe('12.4 MB')
    expect(formatBytes(3.2e9)).toBe('3.2 GB')
  })
})
