// Tells Feedbin what was marked: ids by the hundred, set and never switched.
import * as v from 'valibot'
import { ok, type Result } from '../../contract/problems.ts'
import { json } from '../http.ts'
import { decimalId, remoteId } from '../remote-id.ts'
import type { Client, RemoteId, Told } from '../service.ts'
import { ENTRIES_A_CALL, id, readingOf } from './feedbin-reading.ts'
import type { FeedbinSession } from './feedbin-session.ts'

export const tellOf =
  (session: FeedbinSession): Client['tell'] =>
  async (change, ids, signal) => {
    if (ids.length === 0) return ok({ refused: [] })
    switch (change.key) {
      case 'read':
        return told(session, 'unread_entries', !change.value, ids, signal)
      case 'saved':
        return told(session, 'starred_entries', change.value, ids, signal)
      case 'label':
        return ok({
          refused: ids.map((one) => ({ id: one, problem: { kind: 'changeRefused', status: 0, detail: 'labels' } })),
        })
    }
  }

async function told(
  session: FeedbinSession,
  list: 'unread_entries' | 'starred_entries',
  isIn: boolean,
  ids: readonly RemoteId[],
  signal: AbortSignal,
): Promise<Result<Told>> {
  const body = { [list]: ids.map((one) => Number(decimalId(one))) }
  const answer = await session.write('POST', `/${list}${isIn ? '' : '/delete'}.json`, signal, body)
  if (!answer.ok) return answer
  const taken = json(answer.value, v.array(id))
  if (!taken.ok) return taken
  const done = new Set(taken.value.map((one) => remoteId(one)))
  return without(
    session,
    ids.filter((one) => !done.has(one)),
    signal,
  )
}

/** Not named in the answer: no longer to be had, or so already; the articles themselves say which. */
async function without(
  session: FeedbinSession,
  missing: readonly RemoteId[],
  signal: AbortSignal,
): Promise<Result<Told>> {
  const refused: Told['refused'] = []
  for (let start = 0; start < missing.length; start += ENTRIES_A_CALL) {
    const some = missing.slice(start, start + ENTRIES_A_CALL)
    const there = await readingOf(session).items(some, signal)
    if (!there.ok) return there
    const known = new Set(there.value.map((item) => item.id))
    for (const one of some) if (!known.has(one)) refused.push({ id: one, problem: { kind: 'gone' } })
  }
  return ok({ refused })
}
