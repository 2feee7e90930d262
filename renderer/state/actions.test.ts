import { describe, expect, it } from 'vitest'
import { t } from '../words/words.ts'
import { actions, clashesWith, keysOf } from './actions.ts'

describe('the table of actions', () => {
  it('has every id once', () => {
    expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length)
  })

  it('has default keys that do not get in each other’s way', () => {
    for (const action of actions)
      expect(
        clashesWith(action.id, action.defaultKeys, {}).map((other) => other.id),
        action.id,
      ).toEqual([])
  })

  it('has the keys that readers know', () => {
    const byKeys = Object.fromEntries(actions.map((action) => [action.defaultKeys, action.id]))
    expect(byKeys).toMatchObject({
      j: 'article.next',
      k: 'article.previous',
      n: 'article.nextUnread',
      p: 'article.previousUnread',
      Space: 'article.readOn',
      m: 'article.toggleRead',
      s: 'article.toggleSaved',
      v: 'article.openOriginal',
      '/': 'list.search',
      '?': 'window.keys',
      'Mod+k': 'window.palette',
      'Mod+z': 'window.undo',
      'Shift+a': 'list.markAllRead',
      'g a': 'go.all',
    })
  })

  it('says every action in words', () => {
    for (const action of actions) expect(t(action.words)).not.toMatch(/^shell\.|^$/)
  })

  it('takes changed keys, and none', () => {
    const next = { id: 'article.next', defaultKeys: 'j' }
    expect(keysOf(next, {})).toBe('j')
    expect(keysOf(next, { 'article.next': 'Shift+j' })).toBe('Shift+j')
    expect(keysOf(next, { 'article.next': '' })).toBe('')
    expect(clashesWith('article.next', 'g', {}).map((other) => other.id)).toContain('go.all')
    expect(clashesWith('article.next', 'k', { 'article.previous': '' })).toEqual([])
  })
})
