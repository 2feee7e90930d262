import { describe, expect, it } from 'vitest'
import { labelChoices } from './label-choices.ts'

const all = [
  { label: 'Zürich', articles: 4 },
  { label: 'Recipes', articles: 2 },
]
const said = (own: string[], typed: string): string[] =>
  labelChoices(all, own, typed).map(({ label, on, fresh }) => `${fresh ? '+' : ''}${label}${on ? ' on' : ''}`)

describe('the choice of labels', () => {
  it('is all of them by the alphabet, with those the article has', () => {
    expect(said(['Recipes'], '')).toEqual(['Recipes on', 'Zürich'])
  })

  it('knows a label that was put on the article a moment ago', () => {
    expect(said(['Brand new'], '')).toEqual(['Brand new on', 'Recipes', 'Zürich'])
  })

  it('finds without marks and case, and still offers the word as typed', () => {
    expect(said([], 'zur')).toEqual(['Zürich', '+zur'])
  })

  it('offers no second label of the same name', () => {
    expect(said([], '  Zürich ')).toEqual(['Zürich'])
  })

  it('takes spaces as one, and offers nothing for spaces alone', () => {
    expect(said([], ' to   read ')).toEqual(['+to read'])
    expect(said([], '   ')).toEqual(['Recipes', 'Zürich'])
  })
})
