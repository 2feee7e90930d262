// An article that a service calls otherwise than before is still the same to the reader.
import type { Feed } from '../contract/models.ts'
import type { Identity, Match, Write } from '../library/writes.ts'
import type { Arrival } from '../sync/scene.ts'
import type { Desk } from './desk.ts'

/** Articles that were here, and that the service calls otherwise by now (followed anew): they are told by their new name,
 * and what was read or saved on either side is so on both. */
export async function foundAgain(
  { library }: Desk,
  { accountId }: Feed,
  given: readonly { identity: Identity; arrival: Arrival | null; match: Match | undefined }[],
): Promise<Write[]> {
  const account = accountId == null ? null : library.account(accountId)
  const known = given.flatMap(({ identity, arrival, match }) =>
    arrival && (match?.state === 'same' || match?.state === 'changed') ? [{ identity, arrival, match }] : [],
  )
  if (!account || known.length === 0) return []
  const remotes = await library.remoteIds(
    known.map(({ match }) => match.id),
    account.digits,
  )
  return known.flatMap(({ identity, arrival, match: { id, state } }, index): Write[] => {
    const here = library.state(id)
    if (remotes[index] === arrival.id || !here) return []
    const writes: Write[] = state === 'same' ? [{ kind: 'articles.update', id, identity }] : []
    for (const key of ['read', 'saved'] as const) {
      if (here[key] && arrival[key] !== true) writes.push({ kind: 'articles.tell', ids: [id], keys: [key] })
      if (!here[key] && arrival[key] === true)
        writes.push({ kind: 'articles.mark', ids: [id], [key]: true, service: true })
    }
    return writes
  })
}
