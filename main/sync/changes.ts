// Marks that have changed at the service since the bookmark, where it keeps one.
import type { ArticleId } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import type { RemoteArticle, Write } from '../library/writes.ts'
import { boundLabels } from './bounds.ts'
import { hostOf } from './content.ts'
import { MarkSheet } from './mark-sheet.ts'
import type { RemoteId, StateChange } from './service.ts'
import { accountOf, feedsOf, learned, stopped, type Sync } from './scene.ts'

const MOST_PAGES = 100_000

export async function pullChanges(sync: Sync, bookmark: string | null): Promise<Result<null>> {
  const { client, library, signal } = sync
  const account = accountOf(sync)
  if (!account) return stopped()
  // Articles come here by themselves: what was marked before they did is said once more.
  let cursor = account.abilities.fetchesHere ? null : bookmark
  let known: Map<RemoteId, RemoteArticle> | null = null
  for (let number = 0; client.changes && number < MOST_PAGES; number++) {
    const page = await client.changes(cursor, signal)
    if (!page.ok) return page
    if (!accountOf(sync)) return stopped()
    const { values, done } = page.value
    if (!done && page.value.cursor === cursor)
      return fail({ kind: 'oddAnswer', host: hostOf(sync), what: 'a bookmark that does not move' })
    cursor = page.value.cursor
    if (values.length > 0)
      known ??= await library.remotes(
        feedsOf(sync).map(({ id }) => id),
        account.digits,
      )
    const writes = [...marksOf(sync, values, known), ...learned(sync, { cursors: { changes: cursor } })]
    await sync.store(writes)
    if (done) return ok(null)
  }
  return ok(null)
}

function marksOf(
  { library }: Sync,
  values: readonly StateChange[],
  known: ReadonlyMap<RemoteId, RemoteArticle> | null,
): Write[] {
  const sheet = new MarkSheet(library)
  for (const { id, read, saved, labels } of values) {
    const article: ArticleId | undefined = known?.get(id)?.id
    if (article === undefined) continue
    if (read !== null) sheet.mark(article, 'read', read)
    if (saved !== null) sheet.mark(article, 'saved', saved)
    if (labels) sheet.labels(article, boundLabels(labels))
  }
  return sheet.writes()
}
