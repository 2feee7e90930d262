// Finds the record of an article wherever it lies now, and says so when it is damaged.
import type { ArticleId } from '../contract/models.ts'
import type { Content } from './content.ts'
import { readRecord, type ArticleRecord } from './record.ts'
import type { Register } from './register.ts'

export class RecordReader {
  readonly #content: Content
  readonly #register: Register
  readonly #damaged: (id: ArticleId) => void
  readonly #known = new Set<ArticleId>()

  constructor(content: Content, register: Register, damaged: (id: ArticleId) => void) {
    this.#content = content
    this.#register = register
    this.#damaged = damaged
  }

  /** null: there is no such article, or its record is damaged. */
  async record(id: ArticleId): Promise<ArticleRecord | null> {
    for (;;) {
      const place = this.#place(id)
      if (!place) return null
      const line = await this.#content.line(id, place)
      const record = line === null ? null : readRecord(line)
      if (record) return record
      // It may have been moved, or removed, while it was read.
      const now = this.#place(id)
      if (!now) return null
      if (now.file === place.file && now.offset === place.offset) break
    }
    if (!this.#known.has(id)) this.#damaged(id)
    this.#known.add(id)
    return null
  }

  #place(id: ArticleId): { file: number; offset: number } | null {
    const state = this.#register.page(id)?.state
    if (!state || !this.#register.isLive(id)) return null
    const row = this.#register.row(id)
    return { file: state.file[row] ?? 0, offset: state.offset[row] ?? 0 }
  }
}
