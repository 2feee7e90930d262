// One sync of one account, from the first change told to the last bookmark: the same for all services.
import type { OutboxEntry } from '../contract/models.ts'
import { ok, type Problem, type Result } from '../contract/problems.ts'
import { pullChanges } from './changes.ts'
import { pullNews } from './content.ts'
import { pushMarks, strike, type Suspect } from './push.ts'
import { pushStructure } from './push-structure.ts'
import type { Sync } from './scene.ts'
import { isSetsDue, pullSets } from './sets.ts'
import { pullStructure } from './structure.ts'

/** Answers with what looked wrong and was not believed; null: all is in step. */
export async function syncAccount(sync: Sync, only: 'push' | null): Promise<Result<Problem | null>> {
  const marks = await pushMarks(sync)
  if (!marks.ok) return marks
  const built = await pushStructure(sync)
  if (!built.ok) return built
  if (only === 'push') return ok(null)
  const structure = await pullStructure(sync)
  if (!structure.ok) return structure
  const { client } = sync
  const bookmark = await beginChanges(sync)
  if (!bookmark.ok) return bookmark
  const news = client.news ? await pullNews(sync) : ok(null)
  if (!news.ok) return news
  const changes = client.changes ? await pullChanges(sync, bookmark.value) : ok(null)
  if (!changes.ok) return changes
  // While feeds seem to be gone, so would be what is unread in them.
  const sets = structure.value === null && isSetsDue(sync) ? await pullSets(sync) : ok(null)
  if (!sets.ok) return sets
  await strike(sync, [...marks.value, ...built.value])
  const rest = await pushRest(sync, marks.value)
  if (!rest.ok) return rest
  return ok(structure.value ?? sets.value)
}

/** What has come up since: marks made meanwhile, articles found again under a new id. */
async function pushRest(sync: Sync, tried: readonly Suspect[]): Promise<Result<null>> {
  const seqs = new Set(tried.map(({ entry }) => entry.seq))
  const isNew = ({ seq, change }: OutboxEntry) => change.on === 'article' && !seqs.has(seq)
  const told = sync.library.outbox(sync.accountId).some(isNew) ? await pushMarks(sync) : ok([])
  return told.ok ? ok(null) : told
}

/** Before anything is read: what changes meanwhile must not fall between. */
async function beginChanges({ client, signal, library, accountId }: Sync): Promise<Result<string | null>> {
  const known = library.account(accountId)?.sync.cursors['changes'] ?? null
  if (!client.changes || !client.sets || known !== null) return ok(known)
  const page = await client.changes(null, signal)
  return page.ok ? ok(page.value.cursor) : page
}
