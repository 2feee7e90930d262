// The words of a stored article without its markup, read without a parser: the sanitiser writes tags one way only.

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** The few entities the sanitiser writes, and numbers. */
export const decode = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? parseInt(hex ?? '0', 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
    },
  )

/** Enough to know a language and a beginning by. */
const BEGINNING = 24_000

const plain = (html: string): string =>
  decode(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

export const textOf = (html: string): string => plain(html.slice(0, BEGINNING))

/** The first paragraphs of the running text, ended with a whole sentence within so many characters. */
export function beginningOf(html: string, characters: number): string[] {
  const found: string[] = []
  let left = characters
  for (const [, inner = ''] of html.slice(0, BEGINNING).matchAll(/<p(?: [^>]*)?>(.*?)<\/p>/gs)) {
    const text = plain(inner)
    if (text === '') continue
    if (text.length > left) {
      const cut = sentencesWithin(text, left)
      if (cut !== '') found.push(cut)
      break
    }
    found.push(text)
    left -= text.length
  }
  return found
}

function sentencesWithin(text: string, characters: number): string {
  const part = text.slice(0, characters)
  const ends = [...part.matchAll(/[.!?…]["”’»)]*(?=\s+["“„«(]?\p{Lu})|[。！？]」?/gu)]
  const last = ends.at(-1)
  return last === undefined ? '' : part.slice(0, last.index + last[0].length)
}
