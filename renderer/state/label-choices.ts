// What the chooser of labels offers for what is typed: those that fit, and the word itself where there is none such.
import type { LabelCount } from '../../main/contract/models.ts'
import { fold, search } from './fuzzy.ts'

export interface LabelChoice {
  label: string
  articles: number
  /** The article has it. */
  on: boolean
  /** It is made when it is chosen. */
  fresh: boolean
}

export function labelChoices(all: readonly LabelCount[], own: readonly string[], typed: string): LabelChoice[] {
  const known = new Map(all.map((each) => [each.label, each.articles]))
  // The article's own are announced a moment before all are.
  for (const label of own) if (!known.has(label)) known.set(label, 1)
  const text = typed.trim().replace(/\s+/g, ' ')
  const entries = [...known].map(([label, articles]) => ({
    folded: fold(label),
    weight: 0,
    item: { label, articles, on: own.includes(label), fresh: false },
  }))
  const found =
    text === ''
      ? entries.map((entry) => entry.item).sort((a, b) => a.label.localeCompare(b.label))
      : search(entries, text, entries.length).map((each) => each.item)
  return text === '' || known.has(text) ? found : [...found, { label: text, articles: 0, on: false, fresh: true }]
}
