// Tells the News app what was marked: lists of ids, set and never switched; those it does not know it passes over.
import { ok } from '../../contract/problems.ts'
import { decimalId } from '../remote-id.ts'
import type { Client } from '../service.ts'
import type { NextcloudNewsSession } from './nextcloud-news-session.ts'

export const tellOf =
  (session: NextcloudNewsSession): Client['tell'] =>
  async (change, ids, signal) => {
    if (ids.length === 0) return ok({ refused: [] })
    if (change.key === 'label')
      return ok({
        refused: ids.map((id) => ({ id, problem: { kind: 'changeRefused', status: 0, detail: 'labels' } })),
      })
    const verb = change.key === 'read' ? (change.value ? 'read' : 'unread') : change.value ? 'star' : 'unstar'
    const itemIds = ids.map((id) => Number(decimalId(id)))
    const answer = await session.write('POST', `/items/${verb}/multiple`, signal, { itemIds })
    return answer.ok ? ok({ refused: [] }) : answer
  }
