// The reader's own words on articles: put on, taken off, called otherwise; all but the last can be taken back.
import { fail, ok } from '../contract/problems.ts'
import type { ArticleId } from '../contract/models.ts'
import type { Library, Write } from '../library/writes.ts'
import type { Verbs } from './desk.ts'

export const labelVerbs: Verbs<'articles.label' | 'labels.rename' | 'labels.remove'> = {
  async 'articles.label'(desk, { ids, label, value }) {
    const { library } = desk
    const others = [...new Set(ids)].filter(
      (id) => library.state(id) !== undefined && library.labelsOf(id).includes(label) !== value,
    )
    if (others.length > 0) await library.apply([{ kind: 'articles.label', ids: others, label, value }])
    const undo: Write[] = others.length > 0 ? [{ kind: 'articles.label', ids: others, label, value: !value }] : []
    return ok({ undo: desk.undo.keep(undo), changed: others.length })
  },

  async 'labels.rename'(desk, { label, to }) {
    const ids = labelled(desk.library, label)
    if (ids.length === 0) return fail({ kind: 'notFound', noun: 'label', id: label })
    if (label !== to)
      await desk.library.apply([
        // In this order: spelled otherwise it may be the same label.
        { kind: 'articles.label', ids, label, value: false },
        { kind: 'articles.label', ids, label: to, value: true },
      ])
    return ok(null)
  },

  async 'labels.remove'(desk, { label }) {
    const ids = labelled(desk.library, label)
    if (ids.length === 0) return fail({ kind: 'notFound', noun: 'label', id: label })
    await desk.library.apply([{ kind: 'articles.label', ids, label, value: false }])
    return ok({ undo: desk.undo.keep([{ kind: 'articles.label', ids, label, value: true }]) })
  },
}

const labelled = (library: Library, label: string): ArticleId[] =>
  library.list({ scope: { kind: 'label', label }, show: 'all', order: 'newest' })
