import { describe, expect, it } from 'vitest'
import { inTheWay, KeyRecording, withKeys, withoutKeys, type Keyed } from './key-changes.ts'

const next: Keyed = { id: 'next', defaultKeys: 'j' }
const goAll: Keyed = { id: 'goAll', defaultKeys: 'g a' }
const theme: Keyed = { id: 'theme', defaultKeys: '' }
const all = [next, goAll, theme]

describe('recording keys', () => {
  it('takes a sequence until Enter', () => {
    const recording = new KeyRecording()
    expect(recording.press('g')).toEqual({ state: 'more', keys: 'g' })
    expect(recording.press('Shift+a')).toEqual({ state: 'more', keys: 'g Shift+a' })
    expect(recording.press('Enter')).toEqual({ state: 'done', keys: 'g Shift+a' })
  })

  it('can take Enter itself, three strokes at most, and mend the last one', () => {
    const recording = new KeyRecording()
    expect(recording.press('Enter')).toEqual({ state: 'more', keys: 'Enter' })
    expect(recording.press('Backspace')).toEqual({ state: 'more', keys: '' })
    recording.press('g')
    recording.press('g')
    expect(recording.press('g')).toEqual({ state: 'done', keys: 'g g g' })
  })

  it('switches an action off with Backspace and gives up with Escape', () => {
    expect(new KeyRecording().press('Backspace')).toEqual({ state: 'done', keys: '' })
    expect(new KeyRecording().press('Escape')).toEqual({ state: 'given up' })
  })
})

describe('changing keys', () => {
  it('sees the same keys and beginnings of sequences as in the way', () => {
    expect(inTheWay(theme, 'g', all, {})).toEqual([goAll])
    expect(inTheWay(theme, 'j', all, {})).toEqual([next])
    expect(inTheWay(next, 'j', all, {})).toEqual([])
    expect(inTheWay(theme, '', all, {})).toEqual([])
  })

  it('keeps only what differs, and takes keys from who had them', () => {
    expect(withKeys(theme, 'j', all, {})).toEqual({ next: '', theme: 'j' })
    expect(withKeys(next, 'j', all, { next: '', theme: 'j' })).toEqual({})
    expect(withKeys(next, '', all, {})).toEqual({ next: '' })
  })

  it('puts one back', () => {
    expect(withoutKeys(next, all, { next: 'x' })).toEqual({})
    expect(withoutKeys(next, all, { next: 'x', goAll: 'j' })).toEqual({ goAll: '' })
  })
})
