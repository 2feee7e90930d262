// Headlines of one event in several papers, and headlines that only look alike.
import { expect, test } from 'vitest'
import { relatedTitles, wordsOf } from './related.ts'

const group = (titles: readonly (readonly [feedId: number, title: string])[]): number[][] =>
  relatedTitles(titles.map(([feedId, title], at) => ({ id: at + 1, feedId, title })))

test('one event, three papers', () => {
  expect(
    group([
      [1, 'Parliament votes on the budget after a night of talks'],
      [2, 'Storm takes roofs in three villages'],
      [3, 'Parliament votes on budget after night of talks'],
      [4, 'After night of talks, parliament votes on its budget'],
    ]),
  ).toEqual([[1, 3, 4], [2]])
})

test('accents, plurals and languages without spaces', () => {
  expect(
    group([
      [1, 'Élection: le président répond aux députés'],
      [2, 'Élections : le president répond aux députés'],
    ]),
  ).toEqual([[1, 2]])
  expect(
    group([
      [1, '市議会、古い港の売却を否決'],
      [2, '古い港の売却を市議会が否決'],
      [3, '海辺の図書館が開館'],
    ]),
  ).toEqual([[1, 2], [3]])
})

test('one paper does not repeat itself, unless word by word', () => {
  expect(
    group([
      [1, 'Market report for Monday morning trading'],
      [1, 'Market report for Monday evening trading'],
    ]),
  ).toEqual([[1], [2]])
  expect(
    group([
      [1, 'The morning briefing for readers'],
      [1, 'The morning briefing for readers'],
    ]),
  ).toEqual([[1, 2]])
})

test('short titles and common words join nothing', () => {
  expect(
    group([
      [1, 'Live'],
      [2, 'Live'],
      [3, 'News'],
      [4, 'The news'],
    ]),
  ).toEqual([[1], [2], [3], [4]])
  expect(
    group([
      [1, 'City council meets today'],
      [2, 'City council adjourns until the autumn session'],
    ]),
  ).toEqual([[1], [2]])
})

test('every article stands in exactly one group, also of a thousand', () => {
  const titles = Array.from(
    { length: 1_000 },
    (_, at) => [at % 40, `Report number ${at} about subject ${at % 170} and place ${at % 90}`] as const,
  )
  const ids = group(titles).flat()
  expect(ids.toSorted((a, b) => a - b)).toEqual(titles.map((_, at) => at + 1))
})

test('words', () => {
  expect([...wordsOf('The 12 Café-Owners’ ÜBERSICHT, 3')]).toEqual(['12', 'cafe', 'owner', 'ubersicht'])
})
