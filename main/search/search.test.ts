// What a reader types finds what it should, in every script.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import type { TextIndex } from '../base/host.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'
import { openTextIndex } from '../hosts/node/text-index.ts'
import { fold, termsOf } from './terms.ts'

const folders: string[] = []
const file = () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-search-'))
  folders.push(folder)
  return join(folder, 'search.sqlite')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const row = (id: number, title: string, text = '', about = '') => ({
  id,
  title: fold(title),
  about: fold(about),
  text: fold(text),
})

describe('terms', () => {
  test.each([
    ['Zürich', [{ text: 'zurich', prefix: true, field: null, not: false }]],
    [
      '"New York" -Mets',
      [
        { text: 'new york', prefix: false, field: null, not: false },
        { text: 'mets', prefix: true, field: null, not: true },
      ],
    ],
    ['title:Wahl', [{ text: 'wahl', prefix: true, field: 'title', not: false }]],
    ['東京', [{ text: '東 京', prefix: true, field: null, not: false }]],
    ['AT&T', [{ text: 'at t', prefix: true, field: null, not: false }]],
    ['"" - :', []],
  ])('%s', (typed, expected) => expect(termsOf(typed)).toEqual(expected))

  test('hostile input stays bounded', () => {
    expect(termsOf('"a '.repeat(50_000)).length).toBeLessThanOrEqual(20)
    expect(termsOf('x* OR NEAR(a b) ^y').map((term) => term.text)).toEqual(['x', 'or', 'near a', 'b', 'y'])
  })
})

describe('the index', () => {
  test('finds accents, beginnings, phrases, scripts without spaces, and not what is excluded', () => {
    const index = openTextIndex(file(), () => undefined)
    index.put([
      row(1, 'Élection à Genève', 'Le scrutin de dimanche'),
      row(2, 'Elections in New York', 'The Mets lost'),
      row(3, '東京オリンピック', '聖火が到着した'),
      row(4, 'York is new', '', 'Ada Lovelace'),
    ])
    const find = (typed: string) => index.find(termsOf(typed), 10).sort()
    expect(find('election')).toEqual([1, 2])
    expect(find('geneve')).toEqual([1])
    expect(find('"new york"')).toEqual([2])
    expect(find('new york -mets')).toEqual([4])
    expect(find('東京')).toEqual([3])
    expect(find('京東')).toEqual([])
    expect(find('聖火')).toEqual([3])
    expect(find('by:lovelace')).toEqual([4])
    expect(find('title:lovelace')).toEqual([])
    expect(index.newest()).toBe(4)
    index.put([row(2, 'Snow in Oslo')])
    index.remove([1])
    expect(find('election')).toEqual([])
    expect(find('oslo')).toEqual([2])
    index.close()
  })

  test('a damaged file is remade', () => {
    const path = file()
    writeFileSync(path, 'this is no database'.repeat(500))
    const lines: string[] = []
    const index = openTextIndex(path, (line) => lines.push(line))
    expect(index.newest()).toBe(0)
    index.put([row(7, 'Back again')])
    expect(index.find(termsOf('again'), 5)).toEqual([7])
    expect(lines.join()).toContain('remade')
    index.close()
  })

  test('everything is still there after closing', () => {
    const path = file()
    const first = openTextIndex(path, () => undefined)
    first.put([row(3, 'Kept')])
    first.close()
    const second = openTextIndex(path, () => undefined)
    expect(second.find(termsOf('kept'), 5)).toEqual([3])
    second.clear()
    expect(second.newest()).toBe(0)
    second.close()
  })
})

describe('keeping the index', () => {
  const words = 'A sentence that is long enough to be taken for the text of an article. '.repeat(30)
  const url = 'https://paper.example/feed'
  const says = (host: MemoryHost, ...texts: string[]) =>
    host.wire.on(url, {
      headers: { 'content-type': 'application/rss+xml' },
      body: `<rss version="2.0"><channel><title>Paper</title>${texts
        .map(
          (text, index) =>
            `<item><guid>${index}</guid><title>Story ${index}</title><description>${text} ${words}</description></item>`,
        )
        .join('')}</channel></rss>`,
    })
  const find = async (app: App, text: string) => {
    const query = { scope: { kind: 'search', text }, show: 'all', order: 'newest' } as const
    const answer = await app.run('articles.list', { query })
    return answer.ok ? answer.value.ids.length : answer.problem
  }
  const refresh = (app: App) => app.run('feeds.refresh', { force: true, wait: true, complete: 'wait' })

  test('what was changed right before the app ended is found as it is now', async () => {
    const host = createMemoryHost()
    const index = file()
    const open = () => openApp({ ...host, textIndex: openTextIndex(index, () => undefined) }, { background: false })
    let app = await open()
    says(host, 'tulips')
    await app.run('feeds.follow', { url })
    expect(await find(app, 'tulips')).toBe(1)
    says(host, 'daffodils')
    await refresh(app)
    await app.close()
    app = await open()
    expect(await find(app, 'daffodils')).toBe(1)
    expect(await find(app, 'tulips')).toBe(0)
    await app.close()
    await host.close()
  })

  test('without a working index headlines are found, and it is not remade again and again', async () => {
    const host = createMemoryHost()
    const working = openTextIndex(':memory:', () => undefined)
    let tried = 0
    const full = () => {
      throw new Error('database or disk is full')
    }
    const broken: TextIndex = { ...working, put: () => (tried++, full()), clear: full }
    const app = await openApp({ ...host, textIndex: broken }, { background: false })
    says(host, 'tulips', 'daffodils')
    await app.run('feeds.follow', { url })
    for (let again = 0; again < 5; again++) expect(await find(app, 'story')).toBe(2)
    expect(tried).toBe(1)
    await host.clock.advance(11 * 60_000)
    expect(await find(app, 'story')).toBe(2)
    expect(tried).toBeGreaterThan(1)
    await app.close()
    await host.close()
  })
})
