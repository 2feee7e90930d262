// What a reader types into the search field, taken apart: words, "phrases", -not, title:word.
export interface Term {
  /** Words in a row, folded: no accents, lower case, CJK characters standing alone. */
  text: string
  /** The beginning of a word is enough. */
  prefix: boolean
  field: 'title' | 'about' | null
  not: boolean
}

const MOST = 20
const fields: Record<string, Term['field']> = {
  title: 'title',
  titel: 'title',
  titre: 'title',
  by: 'about',
  von: 'about',
  par: 'about',
}

/** Chinese, Japanese, Korean (Hangul apart) and Thai are written without spaces: each character counts as a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

/** Text as the index holds it. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(unspaced, ' $& ')
}

const words = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** At most 20 terms; what has neither letter nor digit is left out. */
export function termsOf(typed: string): Term[] {
  const terms: Term[] = []
  for (const found of typed.slice(0, 1000).matchAll(/(-?)(?:(\p{L}{2,6}):)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
    const [, minus, name, phrase, word] = found
    const field = name ? fields[name.toLowerCase()] : null
    // "12:30" or an unknown name: the colon belongs to the text.
    const text = words(field === undefined ? `${name} ${phrase ?? word ?? ''}` : (phrase ?? word ?? ''))
    if (!text || terms.length >= MOST) continue
    terms.push({ text, prefix: phrase === undefined, field: field ?? null, not: minus === '-' })
  }
  return terms
}
