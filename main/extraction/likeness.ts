// Compares texts by their words.
import { folded } from './plain.ts'

/** How alike two texts are in their words, 0 to 1 (F1 over the words with their numbers). */
export function overlap(a: string, b: string): number {
  const left = tokens(a).length
  const right = tokens(b).length
  return left && right ? (2 * share(a, b) * left) / (left + right) : 0
}

/** How much of the words of `part` is in `all`, 0 to 1. */
export function share(part: string, all: string): number {
  const counts = new Map<string, number>()
  for (const word of tokens(all)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = tokens(part)
  let common = 0
  for (const word of words) {
    const count = counts.get(word) ?? 0
    if (count > 0) {
      common++
      counts.set(word, count - 1)
    }
  }
  return words.length ? common / words.length : 0
}

function tokens(text: string): string[] {
  const plain = folded(text.slice(0, 200_000).replace(/<[^<>]{0,500}>/g, ' '))
  // Without spaces between words, characters are the words.
  return /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(plain) ? [...plain.replace(/ /g, '')] : plain.split(' ')
}
