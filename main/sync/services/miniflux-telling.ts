// Tells Miniflux what was marked: always set, never switched blindly.
import { fail, ok, type Result } from '../../contract/problems.ts'
import { hostOf } from '../http.ts'
import { decimalId } from '../remote-id.ts'
import type { Client, RemoteId, Told } from '../service.ts'
import { entrySchema, idsSchema } from './miniflux-entries.ts'
import { isGone, NOTHING_THERE, type MinifluxSession } from './miniflux-session.ts'

export const tellOf =
  (session: MinifluxSession): Client['tell'] =>
  async (change, ids, signal) => {
    if (ids.length === 0) return ok({ refused: [] })
    switch (change.key) {
      case 'read':
        return told(session, ids, { status: change.value ? 'read' : 'unread' }, signal)
      case 'saved': {
        const modern = await isModern(session, signal)
        if (!modern.ok) return modern
        return modern.value
          ? told(session, ids, { starred: change.value }, signal)
          : switched(session, ids, change.value, signal)
      }
      case 'label':
        return ok({
          refused: ids.map((id) => ({ id, problem: { kind: 'changeRefused', status: 0, detail: 'labels' } })),
        })
    }
  }

async function told(
  session: MinifluxSession,
  ids: readonly RemoteId[],
  state: object,
  signal: AbortSignal,
): Promise<Result<Told>> {
  const body = { entry_ids: ids.map((id) => Number(decimalId(id))), ...state }
  const answer = await session.write('PUT', '/entries', signal, body)
  if (answer.ok) return ok({ refused: [] })
  const { problem } = answer
  // Said only when it has none of them any more.
  const none = problem.kind === 'changeRefused' && problem.detail === NOTHING_THERE
  return none ? ok({ refused: ids.map((id) => ({ id, problem: { kind: 'gone' } })) }) : answer
}

async function isModern(session: MinifluxSession, signal: AbortSignal): Promise<Result<boolean>> {
  if (session.modern !== null) return ok(session.modern)
  const answer = await session.get('/entries/ids?limit=1', idsSchema, signal)
  if (!answer.ok && !isGone(answer.problem)) return answer
  session.modern = answer.ok && 'entry_ids' in answer.value.value
  return ok(session.modern)
}

/** One at a time, looked at before and after: whatever is cut off in between can be told again. */
async function switched(
  session: MinifluxSession,
  ids: readonly RemoteId[],
  saved: boolean,
  signal: AbortSignal,
): Promise<Result<Told>> {
  const refused: Told['refused'] = []
  for (const id of ids) {
    const path = `/entries/${decimalId(id)}`
    for (let look = 0; ; look++) {
      const entry = await session.get(path, entrySchema, signal)
      if (!entry.ok && !isGone(entry.problem)) return entry
      if (!entry.ok || entry.value.value.status === 'removed') {
        refused.push({ id, problem: { kind: 'gone' } })
        break
      }
      if (entry.value.value.starred === saved) break
      // Somebody else switches it too: later.
      if (look > 0) return fail({ kind: 'oddAnswer', host: hostOf(session.address), what: 'a mark that does not hold' })
      const answer = await session.write('PUT', `${path}/bookmark`, signal)
      if (!answer.ok && answer.problem.kind !== 'changeRefused') return answer
    }
  }
  return ok({ refused })
}
