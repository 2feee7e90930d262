// Marks as the service has them, gathered for one write: only what is other here, and what the reader has not just changed.
import type { ArticleId } from '../contract/models.ts'
import type { Library, Write } from '../library/writes.ts'

export class MarkSheet {
  readonly #library: Library
  readonly #marks = new Map<string, Extract<Write, { kind: 'articles.mark' }>>()
  readonly #labels = new Map<string, Extract<Write, { kind: 'articles.label' }>>()

  constructor(library: Library) {
    this.#library = library
  }

  /** True: it is another value than here. */
  differs(id: ArticleId, key: 'read' | 'saved', value: boolean): boolean {
    const state = this.#library.state(id)
    return state !== undefined && state[key] !== value && !this.#library.isPending(id, key)
  }

  mark(id: ArticleId, key: 'read' | 'saved', value: boolean): void {
    if (!this.differs(id, key, value)) return
    const name = `${key} ${value}`
    const write = this.#marks.get(name) ?? { kind: 'articles.mark', ids: [], [key]: value, service: true }
    this.#marks.set(name, write)
    write.ids.push(id)
  }

  /** All that it has there. Labels that differ only in case are one. */
  labels(id: ArticleId, labels: readonly string[]): void {
    const here = this.#library.labelsOf(id)
    const wanted = new Set(labels.map(keyOf))
    const had = new Set(here.map(keyOf))
    for (const label of labels) if (!had.has(keyOf(label))) this.#label(id, label, true)
    for (const label of here) if (!wanted.has(keyOf(label))) this.#label(id, label, false)
  }

  #label(id: ArticleId, label: string, value: boolean): void {
    if (!this.#library.state(id) || this.#library.isPending(id, `label:${label}`)) return
    const name = `${value} ${label}`
    const write = this.#labels.get(name) ?? { kind: 'articles.label', ids: [], label, value, service: true }
    this.#labels.set(name, write)
    write.ids.push(id)
  }

  writes(): Write[] {
    return [...this.#marks.values(), ...this.#labels.values()]
  }
}

const keyOf = (label: string): string => label.normalize('NFC').toLowerCase()
