// Finds headlines that tell of one event: by the rarer words they share.
import type { ArticleId, FeedId } from '../../main/contract/models.ts'

export interface Headline {
  id: ArticleId
  feedId: FeedId
  title: string
}

/** Shared part of two headlines' words from which they are one story. */
const ALIKE = 0.5
/** A word that stands in more headlines than this part of them says nothing. */
const COMMON = 0.08
const LONGEST = 300

/** Words of four letters and more, numbers, and pairs of signs where words are not divided; without their accents. */
export function wordsOf(title: string): Set<string> {
  const text = title.slice(0, LONGEST).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = new Set<string>()
  for (const [word] of text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu))
    for (let at = 0; at + 1 < word.length; at++) words.add(word.slice(at, at + 2))
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) continue
    // A plural is the same word.
    if (word.length >= 4 || /^\d{2,}$/.test(word)) words.add(word.length > 5 ? word.replace(/(es|s|en|n)$/, '') : word)
  }
  return words
}

/** Each article in exactly one group. Articles of one feed are joined only where their titles are equal. */
export function relatedTitles(headlines: readonly Headline[]): ArticleId[][] {
  const words = headlines.map((each) => wordsOf(each.title))
  const standing = new Map<string, number[]>()
  words.forEach((set, at) => {
    for (const word of set) {
      const list = standing.get(word)
      if (list === undefined) standing.set(word, [at])
      else list.push(at)
    }
  })
  const limit = Math.max(4, headlines.length * COMMON)
  const group = headlines.map((_, at) => at)
  const find = (at: number): number => {
    let root = at
    while (group[root] !== root) root = group[root] ?? root
    return root
  }
  headlines.forEach((headline, at) => {
    for (const other of candidates(words[at], standing, limit, at)) {
      const its = headlines[other]
      if (its === undefined || find(at) === find(other)) continue
      const same = headline.title === its.title
      if (!same && headline.feedId === its.feedId) continue
      if (same || alike(words[at], words[other])) group[find(Math.max(at, other))] = find(Math.min(at, other))
    }
  })
  const groups = new Map<number, ArticleId[]>()
  headlines.forEach((headline, at) => {
    const root = find(at)
    groups.set(root, [...(groups.get(root) ?? []), headline.id])
  })
  return [...groups.values()]
}

/** Earlier headlines that share at least two rarer words. */
function candidates(
  set: ReadonlySet<string> | undefined,
  standing: ReadonlyMap<string, number[]>,
  limit: number,
  at: number,
): number[] {
  const shared = new Map<number, number>()
  for (const word of set ?? []) {
    const list = standing.get(word) ?? []
    if (list.length > limit) continue
    for (const other of list) if (other < at) shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  return [...shared].filter(([, n]) => n >= 2).map(([other]) => other)
}

function alike(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (one === undefined || other === undefined || one.size < 3 || other.size < 3) return false
  const shared = one.intersection(other).size
  return shared >= 3 && shared / (one.size + other.size - shared) >= ALIKE
}
