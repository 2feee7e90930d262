// The reader's own words on articles: by label and by article, few enough to lie in library.json.
import type { ArticleId } from '../contract/models.ts'
import { cut } from './bounds.ts'

const longest = 100

/** Two labels that differ only in case are one. */
export const labelKey = (label: string): string => label.normalize('NFC').toLowerCase()

/** As it is kept; '': none. */
export const tidyLabel = (label: string): string => cut(label.replace(/\s+/g, ' ').trim(), longest).trim()

export type LabelTuple = [label: string, ids: ArticleId[]]

export class Labels {
  /** By key. */
  readonly #labels = new Map<string, { label: string; ids: Set<ArticleId> }>()
  readonly #byArticle = new Map<ArticleId, Set<string>>()

  /** As it was first spelled. */
  spelling(label: string): string {
    return this.#labels.get(labelKey(label))?.label ?? label
  }

  has(id: ArticleId, label: string): boolean {
    return this.#byArticle.get(id)?.has(labelKey(label)) ?? false
  }

  isLabelled(id: ArticleId): boolean {
    return this.#byArticle.has(id)
  }

  articles(): Iterable<ArticleId> {
    return this.#byArticle.keys()
  }

  /** In the order of the alphabet. */
  of(id: ArticleId): string[] {
    const keys = this.#byArticle.get(id)
    return keys ? [...keys].map((key) => this.spelling(key)).sort(byAlphabet) : []
  }

  ids(label: string): ReadonlySet<ArticleId> {
    return this.#labels.get(labelKey(label))?.ids ?? nobody
  }

  all(): { label: string; ids: ReadonlySet<ArticleId> }[] {
    return [...this.#labels.values()].sort((a, b) => byAlphabet(a.label, b.label))
  }

  /** Answers with those that have changed. */
  set(ids: readonly ArticleId[], label: string, value: boolean): ArticleId[] {
    const key = labelKey(label)
    return ids.filter((id) => {
      if (this.has(id, label) === value) return false
      if (value) this.#add(id, key, label)
      else this.#remove(id, key)
      return true
    })
  }

  drop(id: ArticleId): void {
    for (const key of this.#byArticle.get(id) ?? []) this.#remove(id, key)
  }

  #add(id: ArticleId, key: string, label: string): void {
    const one = this.#labels.get(key) ?? { label, ids: new Set() }
    this.#labels.set(key, one)
    one.ids.add(id)
    const keys = this.#byArticle.get(id)
    if (keys) keys.add(key)
    else this.#byArticle.set(id, new Set([key]))
  }

  #remove(id: ArticleId, key: string): void {
    const one = this.#labels.get(key)
    one?.ids.delete(id)
    if (one?.ids.size === 0) this.#labels.delete(key)
    const keys = this.#byArticle.get(id)
    keys?.delete(key)
    if (keys?.size === 0) this.#byArticle.delete(id)
  }

  data(): LabelTuple[] {
    return [...this.#labels.values()].map(({ label, ids }) => [label, [...ids].sort((a, b) => a - b)])
  }

  replace(data: readonly LabelTuple[]): void {
    this.#labels.clear()
    this.#byArticle.clear()
    for (const [label, ids] of data) this.set(ids, label, true)
  }
}

const nobody: ReadonlySet<ArticleId> = new Set()
const byAlphabet = (a: string, b: string): number => a.localeCompare(b) || (a < b ? -1 : 1)
