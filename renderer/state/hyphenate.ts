// Hyphenation by patterns: what Chromium lacks on Linux, and does differently on every other system.
import createHyphenator from 'hyphen'

type Definition = Parameters<typeof createHyphenator>[0]

/** Each language is a chunk of its own, fetched from our own disk when the first article in it is opened. */
const languages: Record<string, () => Promise<{ patterns: Definition }>> = {
  af: () => import('hyphen/af'),
  be: () => import('hyphen/be'),
  ca: () => import('hyphen/ca'),
  cs: () => import('hyphen/cs'),
  cy: () => import('hyphen/cy'),
  da: () => import('hyphen/da'),
  de: () => import('hyphen/de'),
  el: () => import('hyphen/el-monoton'),
  'en-gb': () => import('hyphen/en-gb'),
  en: () => import('hyphen/en-us'),
  es: () => import('hyphen/es'),
  et: () => import('hyphen/et'),
  eu: () => import('hyphen/eu'),
  fi: () => import('hyphen/fi'),
  fr: () => import('hyphen/fr'),
  ga: () => import('hyphen/ga'),
  gl: () => import('hyphen/gl'),
  hr: () => import('hyphen/hr'),
  hu: () => import('hyphen/hu'),
  is: () => import('hyphen/is'),
  it: () => import('hyphen/it'),
  la: () => import('hyphen/la'),
  lt: () => import('hyphen/lt'),
  lv: () => import('hyphen/lv'),
  nb: () => import('hyphen/nb'),
  nl: () => import('hyphen/nl'),
  nn: () => import('hyphen/nn'),
  pl: () => import('hyphen/pl'),
  pt: () => import('hyphen/pt'),
  ro: () => import('hyphen/ro'),
  ru: () => import('hyphen/ru'),
  sk: () => import('hyphen/sk'),
  sl: () => import('hyphen/sl'),
  sr: () => import('hyphen/sr-cyrl'),
  sv: () => import('hyphen/sv'),
  tr: () => import('hyphen/tr'),
  uk: () => import('hyphen/uk'),
}

/** Those who spell and divide as London does. */
const BRITISH = /^en-(gb|uk|ie|au|nz|za|in|sg|hk|mt|ke|ng)\b/

export function patternsFor(language: string): string | null {
  const tag = language.toLowerCase().replaceAll('_', '-')
  if (BRITISH.test(tag)) return 'en-gb'
  const base = tag.split('-')[0] ?? ''
  if (base === 'no') return 'nb'
  return Object.hasOwn(languages, base) ? base : null
}

const SOFT = '\u00ad'
/** A shorter word is not divided; a longer "word" is an address or a trick. */
const WORD = /(?<![\p{L}\p{M}\p{N}])\p{L}[\p{L}\p{M}]{6,59}(?![\p{L}\p{M}\p{N}])/gu
const BEFORE = 2
const AFTER = 3
/** Words remembered, ours and the library's; then both begin anew. */
const REMEMBERED = 20_000

/** Shorter words than `shortest` stay whole: a ragged edge needs fewer divisions than a straight one. */
export type Hyphenate = (text: string, shortest?: number) => string

const ready = new Map<string, Promise<Hyphenate | null>>()

/** null: there are no patterns for this language. */
export function hyphenatorFor(language: string | null): Promise<Hyphenate | null> {
  const name = language === null ? null : patternsFor(language)
  const load = name === null ? undefined : languages[name]
  if (name === null || load === undefined) return Promise.resolve(null)
  const known = ready.get(name)
  if (known !== undefined) return known
  const made = load().then(
    ({ patterns }) => hyphenateWith(patterns),
    () => {
      // A chunk that could not be read is asked for again with the next article; text without hyphens can be read, too.
      ready.delete(name)
      return null
    },
  )
  ready.set(name, made)
  return made
}

function hyphenateWith(patterns: Definition): Hyphenate {
  const divided = new Map<string, string>()
  let divide = begin(patterns)
  const word = (whole: string): string => {
    const known = divided.get(whole)
    if (known !== undefined) return known
    if (divided.size >= REMEMBERED) {
      divided.clear()
      divide = begin(patterns)
    }
    const made = inside(whole, divide(whole))
    divided.set(whole, made)
    return made
  }
  return (text, shortest = 0) =>
    text.includes(SOFT) ? text : text.replace(WORD, (whole) => (whole.length < shortest ? whole : word(whole)))
}

/** The library keeps what it has seen in the patterns it was given, so it gets its own. */
function begin(patterns: Definition): (word: string) => string {
  const divide = createHyphenator(structuredClone(patterns), { html: false, minWordLength: 7 })
  return (word) => {
    const made = divide(word)
    return typeof made === 'string' ? made : word
  }
}

/** No word is divided before its third or after its third last letter; letters that change their number in lower case
 * (İ) would shift the divisions, so such words stay whole. Nor are abbreviations in capitals divided. */
function inside(whole: string, made: string): string {
  if (whole.toLowerCase().length !== whole.length || whole === whole.toUpperCase()) return whole
  const parts = made.split(SOFT)
  while (parts.length > 1 && (parts[0]?.length ?? 0) < BEFORE) parts.splice(0, 2, (parts[0] ?? '') + (parts[1] ?? ''))
  while (parts.length > 1 && (parts.at(-1)?.length ?? 0) < AFTER) parts.splice(-2, 2, parts.slice(-2).join(''))
  return parts.join(SOFT)
}

/** As it was written: for copying. */
export const withoutSoftHyphens = (text: string): string => text.replaceAll(SOFT, '')
