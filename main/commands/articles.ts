// What a reader does with articles: list, read, mark, save, take along; every marking can be taken back.
import type { ArticleId, ArticleQuery, Scope } from '../contract/models.ts'
import { fail, ok } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import type { Desk, Verbs } from './desk.ts'
import { takeAlong } from './take-along.ts'

export const articleVerbs: Verbs<
  | 'articles.list'
  | 'articles.heads'
  | 'articles.body'
  | 'articles.mark'
  | 'articles.markAll'
  | 'articles.place'
  | 'articles.complete'
  | 'articles.takeAlong'
  | 'articles.undo'
> = {
  async 'articles.list'(desk, { query, limit }) {
    return ok({ ids: await idsOf(desk, query, limit), revision: desk.library.revision })
  },

  'articles.heads': async (desk, { ids }) => ok(await desk.library.heads(ids)),

  async 'articles.body'(desk, { id }) {
    const body = await desk.library.body(id)
    if (!body) return fail({ kind: 'notFound', noun: 'article', id })
    if (desk.library.state(id)?.completeness !== 'complete') desk.completer.opened(id)
    const { html, source, media, problem } = body
    return ok({ id, html, source, media, problem })
  },

  async 'articles.mark'(desk, { ids, read, saved }) {
    const { library } = desk
    const undo: Write[] = []
    const changed = new Set<ArticleId>()
    for (const [key, value] of [
      ['read', read],
      ['saved', saved],
    ] as const) {
      if (value === undefined) continue
      const others = ids.filter((id) => {
        const state = library.state(id)
        return state !== undefined && state[key] !== value
      })
      for (const id of others) changed.add(id)
      if (others.length) undo.push({ kind: 'articles.mark', ids: others, [key]: !value })
    }
    // The inverse of the undo: only what really changes is stored and announced.
    const writes = undo.map((write): Write => {
      if (write.kind !== 'articles.mark') return write
      return write.read === undefined ? { ...write, saved: !write.saved } : { ...write, read: !write.read }
    })
    if (writes.length) await library.apply(writes)
    return ok({ undo: desk.undo.keep(undo), changed: changed.size })
  },

  async 'articles.markAll'(desk, { scope, before, read }) {
    const all = await idsOf(desk, { scope, show: read ? 'unread' : 'all', order: 'newest' })
    const ids = all.filter((id) => {
      const state = desk.library.state(id)
      return state !== undefined && state.read !== read && state.arrivedAt <= before
    })
    return articleVerbs['articles.mark'](desk, { ids, read })
  },

  async 'articles.place'(desk, { id, position }) {
    if (!desk.library.state(id)) return fail({ kind: 'notFound', noun: 'article', id })
    await desk.library.apply([{ kind: 'articles.place', id, position }])
    return ok(null)
  },

  async 'articles.complete'(desk, { ids, audio }) {
    if (audio) await desk.completer.wantSound(ids)
    desk.completer.add(ids, { urgency: 10, audio: audio ?? false })
    return ok(null)
  },

  'articles.takeAlong': takeAlong,

  'articles.undo': (desk, { undo }) => desk.undo.run(undo),
}

/** All ids that match, a search included. */
export async function idsOf(desk: Desk, query: ArticleQuery, limit?: number): Promise<ArticleId[]> {
  const { scope } = query
  if (scope.kind !== 'search') return desk.library.list(query, { limit })
  const among = await desk.search.find(scope.text)
  const everywhere: Scope = { kind: 'all' }
  return desk.library.list({ ...query, scope: everywhere }, { among, limit })
}
