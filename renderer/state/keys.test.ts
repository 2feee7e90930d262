import { describe, expect, it } from 'vitest'
import { clash, isTyping, KeyFollower, showKeys, strokesOf, type KeyPress } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('the name of a key press', () => {
  it('is the character, whatever the layout has to be held for it', () => {
    expect(strokesOf(press('j'), false)).toEqual(['j'])
    expect(strokesOf(press('?', { shiftKey: true }), false)).toEqual(['?'])
    expect(strokesOf(press('/', { shiftKey: true, code: 'Digit7' }), false)).toEqual(['/'])
    expect(strokesOf(press('A', { shiftKey: true }), false)).toEqual(['Shift+a'])
    expect(strokesOf(press(' ', { shiftKey: true }), false)).toEqual(['Shift+Space'])
  })

  it('calls Ctrl and, on a Mac, Command by one name', () => {
    expect(strokesOf(press('k', { ctrlKey: true }), false)).toEqual(['Mod+k'])
    expect(strokesOf(press('k', { metaKey: true }), true)).toEqual(['Mod+k'])
    expect(strokesOf(press('k', { ctrlKey: true }), true)).toEqual(['Ctrl+k'])
  })

  it('takes AltGr as making a character', () => {
    expect(strokesOf(press('[', { ctrlKey: true, altKey: true, altGraph: true }), false)).toEqual(['['])
  })

  it('also answers by the place of the key on keyboards of another script', () => {
    expect(strokesOf(press('о', { code: 'KeyJ' }), false)).toEqual(['о', 'j'])
    expect(strokesOf(press('z', { code: 'KeyY' }), false)).toEqual(['z'])
  })

  it('is none for a modifier or a dead key alone', () => {
    for (const key of ['Shift', 'Control', 'Dead', 'AltGraph', 'Process'])
      expect(strokesOf(press(key), false)).toEqual([])
  })
})

describe('typing', () => {
  it('is what puts something into a field', () => {
    for (const stroke of ['j', 'Shift+a', 'Space', 'Backspace', 'ArrowLeft']) expect(isTyping(stroke)).toBe(true)
    for (const stroke of ['Mod+k', 'Alt+ArrowLeft', 'Escape', 'F6', 'Shift+F6']) expect(isTyping(stroke)).toBe(false)
  })
})

describe('following keys', () => {
  const follower = (): KeyFollower => {
    const made = new KeyFollower()
    made.use([
      ['next', 'j'],
      ['all', 'g a'],
      ['saved', 'g s'],
      ['save', 's'],
      ['second', 'j'],
      ['none', ''],
    ])
    return made
  }

  it('waits for the rest of a sequence', () => {
    const keys = follower()
    expect(keys.press(['g'], 0)).toEqual({ state: 'pending', typed: 'g' })
    expect(keys.press(['s'], 100)).toEqual({ state: 'found', id: 'saved' })
    expect(keys.press(['s'], 200)).toEqual({ state: 'found', id: 'save' })
  })

  it('forgets a beginning after a while, and one that goes nowhere', () => {
    const keys = follower()
    keys.press(['g'], 0)
    expect(keys.press(['a'], 5_000)).toEqual({ state: 'none' })
    keys.press(['g'], 6_000)
    expect(keys.press(['j'], 6_100)).toEqual({ state: 'found', id: 'next' })
    expect(keys.pending).toBe(false)
  })

  it('gives a sequence to the first that has it', () => {
    expect(follower().press(['j'], 0)).toEqual({ state: 'found', id: 'next' })
  })

  it('tries the place of the key when the character means nothing', () => {
    expect(follower().press(['о', 'j'], 0)).toEqual({ state: 'found', id: 'next' })
  })
})

describe('two sequences', () => {
  it('clash when one begins the other', () => {
    expect(clash('g', 'g a')).toBe(true)
    expect(clash('g a', 'g a')).toBe(true)
    expect(clash('g a', 'g s')).toBe(false)
    expect(clash('g', 'ga')).toBe(false)
    expect(clash('', '')).toBe(false)
  })
})

describe('keys as printed', () => {
  it('name what stands on the keys', () => {
    expect(showKeys('Mod+k', false, { Ctrl: 'Strg' })).toEqual([['Strg', 'K']])
    expect(showKeys('Mod+k', true)).toEqual([['⌘', 'K']])
    expect(showKeys('g a', false)).toEqual([['G'], ['A']])
    expect(showKeys('Alt+ArrowLeft', false)).toEqual([['Alt', '←']])
    expect(showKeys('+', false)).toEqual([['+']])
    expect(showKeys('Mod++', false)).toEqual([['Ctrl', '+']])
    expect(showKeys('', false)).toEqual([])
  })
})
