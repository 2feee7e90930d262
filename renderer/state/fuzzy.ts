// Finds what somebody means by a few letters: diacritics folded, letters in order, beginnings of words first.

/** Lower case without marks: "Éditions Müller" → "editions muller". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')

/** How well folded `text` answers folded `query`; null: not at all. Words of the query may stand in any order. */
export function score(text: string, query: string): number | null {
  let total = 0
  for (const word of query.split(/\s+/)) {
    if (word === '') continue
    const found = scoreWord(text, word)
    if (found === null) return null
    total += found
  }
  return total - text.length * 0.01
}

function scoreWord(text: string, word: string): number | null {
  const at = text.indexOf(word)
  if (at === 0) return 100
  if (at > 0) return startsWord(text, at) ? 80 : (findAtWordStart(text, word) ?? 50)
  return scoreScattered(text, word)
}

const startsWord = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')

function findAtWordStart(text: string, word: string): number | null {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (startsWord(text, at)) return 80
  return null
}

/** Beginnings of words, letters of one word together: "hg" and "harga" find "Harbour Gazette", "thing" they do not. */
function scoreScattered(text: string, word: string): number | null {
  const starts = wordStarts(text)
  const reach = (at: number, from: number, left: number): number | null => {
    if (at === word.length) return 0
    let budget = left
    for (let start = from; start < starts.length; start++) {
      const begin = starts[start] ?? 0
      let length = 0
      while (at + length < word.length && text[begin + length] === word[at + length]) length++
      for (; length > 0 && budget > 0; length--, budget--) {
        const rest = reach(at + length, start + 1, Math.floor(budget / 2))
        if (rest !== null) return rest + length - (start - from)
      }
    }
    return null
  }
  const points = reach(0, 0, 64)
  return points === null ? null : Math.max(1, Math.min(45, 20 + points))
}

const wordStarts = (text: string): number[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].slice(0, 40).map((match) => match.index)

/** The best first; without a query as they come. */
export function search<T>(
  items: readonly { folded: string; weight: number; item: T }[],
  query: string,
  limit: number,
): { item: T }[] {
  const wanted = fold(query).trim()
  if (wanted === '') return items.slice(0, limit)
  const found: { item: T; points: number }[] = []
  for (const { folded, weight, item } of items) {
    const points = score(folded, wanted)
    if (points !== null) found.push({ item, points: points - weight })
  }
  return found.sort((a, b) => b.points - a.points).slice(0, limit)
}
