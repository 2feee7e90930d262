import { describe, expect, it } from 'vitest'
import { fold, score, search } from './fuzzy.ts'

const names = [
  'The Harbour Gazette',
  'Neue Zürcher Zeitung',
  'Éditions du Lac',
  'Nothing that has gaps',
  '港町新聞',
  'Take everything along for offline',
]
const index = names.map((item) => ({ folded: fold(item), weight: 0, item }))
const find = (query: string): string[] => search(index, query, 10).map((each) => each.item)

describe('finding by a few letters', () => {
  it('folds marks and case on both sides', () => {
    expect(fold('Éditions Müller Straße')).toBe('editions muller strasse')
    expect(find('zurcher')).toEqual(['Neue Zürcher Zeitung'])
    expect(find('EDITIONS')).toEqual(['Éditions du Lac'])
    expect(find('é')).toContain('Éditions du Lac')
  })

  it('takes beginnings of words put together', () => {
    expect(find('hg')[0]).toBe('The Harbour Gazette')
    expect(find('harga')).toEqual(['The Harbour Gazette'])
    expect(find('nzz')).toEqual(['Neue Zürcher Zeitung'])
  })

  it('does not find letters strewn anywhere', () => {
    expect(find('hrz')).toEqual([])
    expect(find('tkvrthng')).toEqual([])
  })

  it('takes words in any order', () => {
    expect(find('gazette harb')).toEqual(['The Harbour Gazette'])
    expect(find('harbour offline')).toEqual([])
  })

  it('finds scripts without letters for case', () => {
    expect(find('新聞')).toEqual(['港町新聞'])
  })

  it('puts a beginning before a word inside before a part of a word', () => {
    const at = (text: string): number => score(fold(text), 'set') ?? -1
    expect(at('Settings')).toBeGreaterThan(at('The set'))
    expect(at('The set')).toBeGreaterThan(at('Unsettled'))
  })

  it('gives all without a query, and stays quick for long ones', () => {
    expect(find('')).toEqual(names)
    expect(score('a b '.repeat(5_000), 'ab'.repeat(100))).toBeNull()
  })
})
