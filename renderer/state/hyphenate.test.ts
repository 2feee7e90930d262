// Where words are divided, and which stay whole.
import { describe, expect, test } from 'vitest'
import { hyphenatorFor, patternsFor, withoutSoftHyphens } from './hyphenate.ts'

const show = (text: string): string => text.replaceAll('\u00ad', '·')

test.each([
  ['en', 'en'],
  ['en-US', 'en'],
  ['en-GB', 'en-gb'],
  ['en_AU', 'en-gb'],
  ['de-CH', 'de'],
  ['no', 'nb'],
  ['pt-BR', 'pt'],
  ['ja', null],
  ['constructor', null],
  ['', null],
])('%s takes the patterns of %s', (language, name) => {
  expect(patternsFor(language)).toBe(name)
})

describe('divides', () => {
  test.each([
    ['en-GB', 'The newspaper understands hyphenation.', /^The news·pa·per un·der·stands? hy·phen·?a·tion\.$/],
    [
      'de',
      'Das Bundesverfassungsgericht wurde überarbeitet.',
      /^Das Bun·des·ver·fas·sungs·ge·richt wurde über·ar·bei·tet\.$/,
    ],
    ['fr', 'Le gouvernement a présenté l’ordonnance.', /gou·ver·ne·ment a pré·senté l’or·don·nance/],
    ['es', 'La administración', /ad·mi·nis·tra·ción/],
    ['ru', 'Правительство', /Пра·ви·тель·ство/],
    ['sv', 'Regeringen', /Re·ge·ringen|Re·ge·ring·en/],
  ])('%s: %s', async (language, text, expected) => {
    const hyphenate = await hyphenatorFor(language)
    const made = hyphenate?.(text) ?? ''
    expect(show(made)).toMatch(expected)
    expect(withoutSoftHyphens(made)).toBe(text)
  })
})

test.each(
  Object.entries({
    nl: 'regering',
    it: 'governo',
    pt: 'governo',
    pl: 'rządowego',
    da: 'regeringen',
    nb: 'regjeringen',
    fi: 'hallituksen',
    cs: 'vládního',
    uk: 'правительство',
    hu: 'kormányzat',
    tr: 'hükümetin',
    el: 'κυβέρνηση',
    ro: 'guvernului',
    ca: 'governació',
    en: 'government',
  }),
)('%s has patterns that work', async (language, word) => {
  const hyphenate = await hyphenatorFor(language)
  expect(show(hyphenate?.(word) ?? '')).toContain('·')
})

test('leaves alone what is no word of text', async () => {
  const hyphenate = await hyphenatorFor('en')
  for (const text of [
    'UNESCO WHO',
    'abc123defghij',
    'short',
    'İstanbulluların',
    'al\u00adready divided',
    'x'.repeat(200),
  ])
    expect(hyphenate?.(text)).toBe(text)
})

test('short words stay whole where the edge is ragged', async () => {
  const hyphenate = await hyphenatorFor('en')
  expect(show(hyphenate?.('government administration', 11) ?? '')).toBe('government ad·min·is·tra·tion')
})

test('never leaves one letter before or two letters behind', async () => {
  const hyphenate = await hyphenatorFor('en')
  const words = 'about again already another area education idea agency electricity operation'.split(' ')
  for (const word of words) {
    const parts = show(hyphenate?.(word) ?? '').split('·')
    if (parts.length === 1) continue
    expect(parts[0]?.length).toBeGreaterThanOrEqual(2)
    expect(parts.at(-1)?.length).toBeGreaterThanOrEqual(3)
  }
})

test('a language without patterns has none', async () => {
  expect(await hyphenatorFor('ja')).toBeNull()
  expect(await hyphenatorFor(null)).toBeNull()
})
