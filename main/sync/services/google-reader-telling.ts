// Tells a service in the manner of Google Reader what was marked. What is added to an article that has it already is taken
// away again by Miniflux (until miniflux/v2#4277): there it is looked at before and after.
import { ok, type Result } from '../../contract/problems.ts'
import type { Pair } from '../http.ts'
import { longId } from '../remote-id.ts'
import type { Client, RemoteId, RemoteItem, Told } from '../service.ts'
import { labelId } from './google-reader-items.ts'
import type { GoogleReaderSession } from './google-reader-session.ts'

const STATES = { read: 'user/-/state/com.google/read', saved: 'user/-/state/com.google/starred' }

type Items = NonNullable<Client['items']>

/** `items`: to look first; null: the service sets what it is told to set. */
export const tellOf =
  (session: GoogleReaderSession, items: Items | null): Client['tell'] =>
  async (change, ids, signal) => {
    if (ids.length === 0) return ok({ refused: [] })
    if (items && change.key !== 'label' && change.value) return addedOnce(session, items, change.key, ids, signal)
    const stream = change.key === 'label' ? labelId(change.label) : STATES[change.key]
    const told = await edit(session, change.value ? 'a' : 'r', stream, ids, signal)
    return told.ok ? ok({ refused: [] }) : told
  }

/** What is to be done before the ids: of a thousand fields PHP forgets the last. */
const edit = (
  session: GoogleReaderSession,
  what: 'a' | 'r',
  stream: string,
  ids: readonly RemoteId[],
  signal: AbortSignal,
): Promise<Result<null>> =>
  session.write('/edit-tag', [[what, stream], ...ids.map((id): Pair => ['i', longId(id)])], signal)

async function addedOnce(
  session: GoogleReaderSession,
  items: Items,
  key: 'read' | 'saved',
  ids: readonly RemoteId[],
  signal: AbortSignal,
): Promise<Result<Told>> {
  const without = (found: RemoteItem[]) => found.filter((item) => item[key] === false).map(({ id }) => id)
  const found = await items(ids, signal)
  if (!found.ok) return found
  const missing = without(found.value)
  if (missing.length > 0) {
    const told = await edit(session, 'a', STATES[key], missing, signal)
    if (!told.ok) return told
    const again = await items(missing, signal)
    if (!again.ok) return again
    // Somebody else has marked it in between, and the two have undone each other.
    if (without(again.value).length > 0) return session.odd('a mark that does not hold')
  }
  const there = new Set(found.value.map(({ id }) => id))
  const gone = ids.filter((id) => !there.has(id))
  return ok({ refused: gone.map((id) => ({ id, problem: { kind: 'gone' } })) })
}
