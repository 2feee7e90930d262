// Notices when two texts say the same: feeds repeat their headline in the text, and the text in the summary.

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const sameText = (one: string, other: string): boolean => plain(one) === plain(other)

/** Whether a standfirst is only the beginning of the text, cut off somewhere. */
export function repeatsBeginning(standfirst: string, text: string): boolean {
  const cut = plain(standfirst.replace(/(\[?(…|\.{3})\]?|read more|weiterlesen|lire la suite)\s*$/i, ''))
  if (cut === '') return true
  const begin = plain(text.slice(0, standfirst.length * 2 + 400))
  if (begin.startsWith(cut)) return true
  // The last word may have been cut in the middle, and a date line may stand before.
  const short = cut.slice(0, Math.max(24, cut.lastIndexOf(' ')))
  const at = begin.indexOf(short)
  return short.length >= 24 && at >= 0 && at < 80
}
