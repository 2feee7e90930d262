import { describe, expect, it } from 'vitest'
import type { OpmlOutline } from '../../../main/contract/models.ts'
import { OpmlChoice } from './opml-choice.ts'

const feed = (title: string, known = false): OpmlOutline => ({
  title,
  url: `https://${title}.example/`,
  siteUrl: null,
  children: [],
  known,
})
const folder = (title: string, ...children: OpmlOutline[]): OpmlOutline => ({
  title,
  url: null,
  siteUrl: null,
  children,
  known: false,
})
const titles = (outlines: OpmlOutline[]): unknown[] =>
  outlines.map((o) => (o.children.length > 0 ? [o.title, ...titles(o.children)] : o.title))

const paper = () => new OpmlChoice([folder('News', feed('a'), folder('World', feed('b'), feed('c', true))), feed('d')])

describe('choosing feeds of an OPML file', () => {
  it('lays the tree out flat and chooses all that is not followed yet', () => {
    const choice = paper()
    expect(choice.rows.map((row) => [row.outline.title, row.depth, row.end])).toEqual([
      ['News', 0, 5],
      ['a', 1, 2],
      ['World', 1, 5],
      ['b', 2, 4],
      ['c', 2, 5],
      ['d', 0, 6],
    ])
    expect([choice.feeds, choice.total, choice.chosen]).toEqual([4, 3, 3])
    expect(choice.tick(4)).toBe('none')
    expect(titles(choice.outlines())).toEqual([['News', 'a', ['World', 'b']], 'd'])
  })

  it('carries a tick up to the folders above and down to the feeds below', () => {
    const choice = paper()
    choice.toggle(3)
    expect([0, 1, 2, 3].map((at) => choice.tick(at))).toEqual(['some', 'all', 'none', 'none'])
    choice.toggle(0)
    expect([0, 1, 2, 3].map((at) => choice.tick(at))).toEqual(['all', 'all', 'all', 'all'])
    choice.toggle(0)
    expect([0, 1, 2, 3].map((at) => choice.tick(at))).toEqual(['none', 'none', 'none', 'none'])
    expect(titles(choice.outlines())).toEqual(['d'])
  })

  it('chooses all and none', () => {
    const choice = paper()
    choice.setAll(false)
    expect([choice.chosen, choice.outlines()]).toEqual([0, []])
    choice.setAll(true)
    expect(choice.chosen).toBe(3)
  })

  it('keeps a feed that also holds others apart from them', () => {
    const choice = new OpmlChoice([{ ...feed('parent'), children: [feed('child')] }])
    choice.toggle(1)
    expect(choice.tick(0)).toBe('some')
    expect(choice.outlines()).toEqual([{ ...feed('parent'), children: [] }])
  })

  it('answers alike for 5,000 feeds', () => {
    const choice = new OpmlChoice(
      Array.from({ length: 50 }, (_, f) =>
        folder(`f${f}`, ...Array.from({ length: 100 }, (_, n) => feed(`f${f}n${n}`))),
      ),
    )
    choice.toggle(0)
    choice.toggle(102)
    expect([choice.total, choice.chosen, choice.tick(101)]).toEqual([5000, 4899, 'some'])
    expect(choice.outlines()).toHaveLength(49)
  })
})
