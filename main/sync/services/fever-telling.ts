// Tells a Fever interface what was marked: one article a call, and "saved" only where it differs, for some servers switch.
import { fail, ok, type Result } from '../../contract/problems.ts'
import { decimalId } from '../remote-id.ts'
import type { Client, RemoteId, Told } from '../service.ts'
import { readingOf, savedIds } from './fever-reading.ts'
import type { FeverSession } from './fever-session.ts'

export const tellOf =
  (session: FeverSession): Client['tell'] =>
  async (change, ids, signal) => {
    switch (change.key) {
      case 'read': {
        const marked = await markAll(session, change.value ? 'read' : 'unread', ids, signal)
        return marked.ok ? ok({ refused: [] }) : marked
      }
      case 'saved':
        return save(session, ids, change.value, signal)
      case 'label':
        return ok({
          refused: ids.map((id) => ({ id, problem: { kind: 'changeRefused', status: 0, detail: 'labels' } })),
        })
    }
  }

async function markAll(
  session: FeverSession,
  as: Parameters<FeverSession['mark']>[0],
  ids: readonly RemoteId[],
  signal: AbortSignal,
): Promise<Result<null>> {
  for (const id of ids) {
    const marked = await session.mark(as, decimalId(id), signal)
    if (!marked.ok) return marked
  }
  return ok(null)
}

/** Miniflux switches: looked at before and after, so whatever is cut off in between can be told again. */
async function save(
  session: FeverSession,
  ids: readonly RemoteId[],
  saved: boolean,
  signal: AbortSignal,
): Promise<Result<Told>> {
  const before = await differing(session, ids, saved, signal)
  if (!before.ok) return before
  if (before.value.length === 0) return ok({ refused: [] })
  const marked = await markAll(session, saved ? 'saved' : 'unsaved', before.value, signal)
  if (!marked.ok) return marked
  const after = await differing(session, before.value, saved, signal)
  if (!after.ok) return after
  if (after.value.length === 0) return ok({ refused: [] })
  const there = await readingOf(session).items(after.value, signal)
  if (!there.ok) return there
  // Somebody else switches it too: later.
  if (there.value.length > 0) return fail({ kind: 'oddAnswer', host: session.host, what: 'a mark that does not hold' })
  return ok({ refused: after.value.map((id) => ({ id, problem: { kind: 'gone' } })) })
}

async function differing(
  session: FeverSession,
  ids: readonly RemoteId[],
  saved: boolean,
  signal: AbortSignal,
): Promise<Result<RemoteId[]>> {
  const there = await savedIds(session, signal)
  return there.ok ? ok(ids.filter((id) => there.value.has(id) !== saved)) : there
}
