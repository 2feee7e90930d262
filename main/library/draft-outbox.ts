// Drafts of accounts and of what became of the wishes that were sent to them.
import type { FeedId, Instant } from '../contract/models.ts'
import { unwish, wish, type Ahead } from './ahead.ts'
import type { PlainDeed } from './deeds.ts'
import { draftLabel, draftMark } from './draft-marks.ts'
import { wishKey, type WishKey } from './outbox.ts'
import type { Problem } from '../contract/problems.ts'
import type { Write } from './writes.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>

export function draftAccountRemoval(ahead: Ahead, { ids }: Of<'accounts.remove'>, deeds: PlainDeed[]): void {
  const gone = new Set(ids)
  for (const id of gone) ahead.accounts.delete(id)
  for (const { accountId, change } of ahead.waiting.values())
    if (gone.has(accountId)) ahead.waiting.delete(wishKey(accountId, change))
  for (const { accountId, seq } of ahead.refused.values()) if (gone.has(accountId)) ahead.refused.delete(seq)
  deeds.push(['unaccount', [...gone]])
}

export function draftSent(ahead: Ahead, { accountId, entries }: Of<'outbox.sent'>, deeds: PlainDeed[]): void {
  const keys: WishKey[] = []
  const silenced = new Set<FeedId>()
  for (const { seq, change } of entries) {
    const key = wishKey(accountId, change)
    if (ahead.waiting.get(key)?.seq !== seq) continue
    keys.push(key)
    if (change.on !== 'gone' || change.key !== 'feed') continue
    for (const { feed } of ahead.unfollowed.values())
      if (feed.accountId === accountId && feed.remoteId === change.remoteId) silenced.add(feed.id)
  }
  if (silenced.size > 0) keys.push(...articleWishes(ahead, silenced))
  unwish(ahead, deeds, keys)
}

/** All that is to be told about the articles of these feeds. */
export const articleWishes = (ahead: Ahead, feedIds: ReadonlySet<FeedId>): WishKey[] =>
  ahead.waiting.values().flatMap(({ accountId, change }) => {
    return change.on === 'article' && feedIds.has(ahead.feedOf(change.id)) ? [wishKey(accountId, change)] : []
  })

export function draftRefused(
  ahead: Ahead,
  { accountId, entries }: Of<'outbox.refused'>,
  now: Instant,
  deeds: PlainDeed[],
): void {
  const refused: [WishKey, number, Problem][] = []
  for (const { seq, change, problem } of entries) {
    const key = wishKey(accountId, change)
    const entry = ahead.waiting.get(key)
    if (entry?.seq !== seq) continue
    ahead.waiting.delete(key)
    ahead.refused.set(seq, { ...entry, problem, refusedAt: now })
    refused.push([key, seq, problem])
  }
  if (refused.length > 0) deeds.push(['refuse', now, refused])
}

/** Again: unless something newer is wished for, and with the article marked as it was then. */
export function draftSettling(
  ahead: Ahead,
  { seqs, how }: Of<'outbox.settle'>,
  now: Instant,
  deeds: PlainDeed[],
): void {
  const known = seqs.filter((seq) => ahead.refused.has(seq))
  if (known.length === 0) return
  for (const seq of known) {
    const entry = ahead.refused.get(seq)
    ahead.refused.delete(seq)
    if (how === 'forget' || !entry || !ahead.account(entry.accountId)) continue
    const { accountId, change } = entry
    const key = wishKey(accountId, change)
    if (ahead.waiting.has(key)) continue
    if (change.on === 'article') {
      const { id, value } = change
      if (change.key === 'label')
        draftLabel(ahead, { kind: 'articles.label', ids: [id], label: change.label, value }, now, deeds)
      else draftMark(ahead, { kind: 'articles.mark', ids: [id], [change.key]: value }, now, deeds)
    }
    if (!ahead.waiting.has(key)) wish(ahead, deeds, now, accountId, [change])
  }
  deeds.push(['settle', known])
}

export function draftWishes(
  ahead: Ahead,
  { accountId, changes }: Of<'outbox.add'>,
  now: Instant,
  deeds: PlainDeed[],
): void {
  if (ahead.account(accountId)) wish(ahead, deeds, now, accountId, changes)
}
