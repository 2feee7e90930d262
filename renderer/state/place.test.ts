import { describe, expect, it } from 'vitest'
import { panesShown } from './panes-shown.ts'
import { Place } from './place.ts'

const memory = (text: string | null = null) => {
  let kept = text
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value), read: () => kept }
}

describe('where the reader is', () => {
  it('goes back and forward, without dialogs and panes', () => {
    const place = new Place(null)
    place.go({ scope: { kind: 'feed', id: 3 } })
    place.go({ articleId: 9 })
    place.go({ dialog: { name: 'settings' } })
    place.go({ dialog: null, pane: 'tree' })
    place.back()
    expect([place.articleId, place.dialog]).toEqual([null, null])
    place.back()
    expect(place.scope).toEqual({ kind: 'all' })
    place.forward()
    place.forward()
    expect(place.articleId).toBe(9)
    expect(place.canGoForward).toBe(false)
  })

  it('closes the article when another list is opened', () => {
    const place = new Place(null)
    place.go({ articleId: 9 })
    expect(place.pane).toBe('article')
    place.go({ scope: { kind: 'today' } })
    expect([place.articleId, place.pane]).toEqual([null, 'list'])
    place.go({ scope: { kind: 'saved' }, articleId: 4 })
    expect([place.articleId, place.pane]).toEqual([4, 'article'])
  })

  it('takes a search that is typed on as one step', () => {
    const place = new Place(null)
    for (const text of ['h', 'ha', 'har']) place.go({ scope: { kind: 'search', text } })
    place.back()
    expect(place.scope).toEqual({ kind: 'all' })
  })

  it('remembers all but the dialog', () => {
    const kept = memory()
    new Place(kept).go({ scope: { kind: 'folder', id: 2 }, articleId: 5, dialog: { name: 'add' } })
    const again = new Place(kept)
    expect([again.scope, again.articleId, again.dialog]).toEqual([{ kind: 'folder', id: 2 }, 5, null])
  })

  it('begins at the beginning when the memory is of no use', () => {
    for (const text of [
      '',
      '{',
      'null',
      '7',
      '{"scope":{"kind":"feed","id":"x"},"articleId":"y"}',
      '{"scope":{"kind":"moon"}}',
    ]) {
      const place = new Place(memory(text))
      expect([place.scope, place.articleId], text).toEqual([{ kind: 'all' }, null])
    }
  })
})

describe('what can be seen at once', () => {
  const at = (pane: 'tree' | 'list' | 'article', articleId: number | null = null) => ({ pane, articleId })
  const names = (shown: ReturnType<typeof panesShown>): string =>
    Object.entries(shown)
      .flatMap(([name, on]) => (on ? [name] : []))
      .join(' ')

  it('is everything in a wide window', () => {
    expect(names(panesShown(3, 'list', at('list')))).toBe('tree list article header')
    expect(names(panesShown(3, 'front', at('list')))).toBe('tree paper header')
    expect(names(panesShown(3, 'cards', at('article', 1)))).toBe('tree article over')
  })

  it('is two panes in a narrower one', () => {
    expect(names(panesShown(2, 'list', at('list')))).toBe('tree list header')
    expect(names(panesShown(2, 'list', at('article', 1)))).toBe('list article header')
    expect(names(panesShown(2, 'list', at('tree', 1)))).toBe('tree list header')
  })

  it('is one in a narrow one, and never none', () => {
    expect(names(panesShown(1, 'list', at('tree')))).toBe('tree')
    expect(names(panesShown(1, 'list', at('list', 1)))).toBe('list header')
    expect(names(panesShown(1, 'list', at('article', 1)))).toBe('article over')
    expect(names(panesShown(1, 'list', at('article')))).toBe('list header')
    for (const count of [1, 2, 3] as const)
      for (const layout of ['list', 'cards', 'front'] as const)
        for (const pane of ['tree', 'list', 'article'] as const)
          for (const articleId of [null, 1]) {
            const { tree, list, paper, article } = panesShown(count, layout, { pane, articleId })
            expect(tree || list || paper || article).toBe(true)
          }
  })
})
