// Summaries as feeds cut them, beside the texts they were cut from.
import { expect, test } from 'vitest'
import { repeatsBeginning, sameText } from './repeats.ts'

const text =
  'HAMBURG – The council decided on Monday that the old harbour will not be sold. The site is to have a park and a library. Neighbours were glad.'

test.each([
  ['The council decided on Monday that the old harbour will not be so…', true],
  ['HAMBURG — The council decided on Monday that the old harbour will not be sold. The site is to [...]', true],
  ['Hamburg - the council decided on Monday', true],
  ['', true],
  ['Park and library instead of flats: what the council wants to do with the harbour.', false],
  ['Neighbours were glad.', false],
  ['The', false],
])('%s: %s', (standfirst, expected) => {
  expect(repeatsBeginning(standfirst, text)).toBe(expected)
})

test('spelling, signs and soft hyphens make no difference', () => {
  expect(sameText('The “Old” Har\u00adbour', 'the old harbour!')).toBe(true)
  expect(sameText('The old harbour', 'The new harbour')).toBe(false)
})
