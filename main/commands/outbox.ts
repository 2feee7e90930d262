// What is to be told to services, was told, and was refused: looked at, sent again, let go.
import type { OutboxEntry, OutboxLine } from '../contract/models.ts'
import { ok } from '../contract/problems.ts'
import type { Desk, Verbs } from './desk.ts'
import { report } from './feeds.ts'

const LINES = 200

export const outboxVerbs: Verbs<'accounts.outbox' | 'accounts.settle'> = {
  async 'accounts.outbox'(desk, { limit = LINES }) {
    const { library, syncs } = desk
    const known = library.accounts()
    const refused = library.refused().toSorted((a, b) => b.refusedAt - a.refusedAt)
    const none = { problem: null, refusedAt: null, sentAt: null }
    const [waiting, sent, left] = await Promise.all([
      lines(desk, library.outbox().slice(0, limit), () => none),
      lines(desk, syncs.sent().slice(0, limit), ({ sentAt }) => ({ ...none, sentAt })),
      lines(desk, refused.slice(0, limit), ({ problem, refusedAt }) => ({ ...none, problem, refusedAt })),
    ])
    const all = known.reduce((sum, { id }) => sum + library.waiting(id), 0)
    return ok({ waiting, sent, refused: left, totals: { waiting: all, refused: refused.length } })
  },

  async 'accounts.settle'(desk, { seqs, how }) {
    const chosen = new Set(seqs)
    const accounts = new Set(
      desk.library.refused().flatMap(({ seq, accountId }) => (chosen.has(seq) ? [accountId] : [])),
    )
    await desk.library.apply([{ kind: 'outbox.settle', seqs, how }])
    desk.syncs.tell()
    if (how === 'again') for (const id of accounts) void desk.syncs.run(id, { only: 'push' }).catch(report(desk))
    return ok(null)
  },
}

async function lines<E extends OutboxEntry>(
  { library }: Desk,
  entries: readonly E[],
  more: (entry: E) => Pick<OutboxLine, 'problem' | 'refusedAt' | 'sentAt'>,
): Promise<OutboxLine[]> {
  const ids = entries.flatMap(({ change }) => (change.on === 'article' ? [change.id] : []))
  const titles = new Map((await library.heads([...new Set(ids)])).map(({ id, title }) => [id, title]))
  const folders = new Map(library.folders().map(({ id, title }) => [id, title]))
  const titleOf = ({ change }: OutboxEntry): string => {
    if (change.on === 'gone') return change.title
    if (change.on === 'article') return titles.get(change.id) ?? ''
    if (change.on === 'folder') return folders.get(change.id) ?? ''
    const feed = library.feed(change.id)
    return feed ? (feed.ownTitle ?? feed.title) : ''
  }
  return entries.map((entry) => {
    const { seq, accountId, at, change } = entry
    return { seq, accountId, at, change, title: titleOf(entry), ...more(entry) }
  })
}
