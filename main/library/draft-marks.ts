// Drafts of read, saved and labels: only what changes, together with what is to be told about it.
import type { Account, AccountId, ArticleId, Instant } from '../contract/models.ts'
import { wish, type Ahead } from './ahead.ts'
import type { Telling } from './account-deeds.ts'
import type { PlainDeed } from './deeds.ts'
import { tidyLabel } from './labels.ts'
import { articleKey, marked, wishKey } from './outbox.ts'
import { flag } from './register.ts'
import type { Write } from './writes.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>
type Key = 'read' | 'saved'

export function draftMark(ahead: Ahead, write: Of<'articles.mark'>, now: Instant, deeds: PlainDeed[]): void {
  const { ids, service = false } = write
  for (const key of ['read', 'saved'] as const) {
    const value = write[key]
    if (value === undefined) continue
    const changed = ids.filter((id) => {
      const flags = ahead.flags(id)
      const next = value ? flags | flag[key] : flags & ~flag[key]
      if (!ahead.isLive(id) || next === flags || (service && ahead.waiting.has(articleKey(id, key)))) return false
      ahead.setFlags(id, next)
      return true
    })
    const bits = [key === 'read' ? bit(value) : null, key === 'saved' ? bit(value) : null] as const
    for (const [telling, of] of byAccount(ahead, changed, key, value, service, now))
      deeds.push(telling ? ['mark', of, ...bits, telling] : ['mark', of, ...bits])
  }
}

export function draftLabel(ahead: Ahead, write: Of<'articles.label'>, now: Instant, deeds: PlainDeed[]): void {
  const { ids, value, service = false } = write
  const tidy = tidyLabel(write.label)
  if (tidy === '') return
  const label = ahead.spelling(tidy)
  const key = `label:${label}` as const
  const changed = ids.filter((id) => {
    if (!ahead.isLive(id) || ahead.isLabelled(id, label) === value) return false
    if (service && ahead.waiting.has(articleKey(id, key))) return false
    ahead.setLabelled(id, label, value)
    return true
  })
  for (const [telling, of] of byAccount(ahead, changed, key, value, service, now))
    deeds.push(telling ? ['label', of, label, bit(value), telling] : ['label', of, label, bit(value)])
}

/** Nothing changes here, and it is told all the same. */
export function draftTell(ahead: Ahead, { ids, keys }: Of<'articles.tell'>, now: Instant, deeds: PlainDeed[]): void {
  for (const key of keys) {
    for (const value of [true, false]) {
      const byAccountId = new Map<AccountId, ArticleId[]>()
      for (const id of new Set(ids)) {
        const flags = ahead.flags(id)
        const account = accountFor(ahead, id, key)
        if ((flags & flag.present) === 0 || !account || ((flags & flag[key]) !== 0) !== value) continue
        const of = byAccountId.get(account.id)
        if (of) of.push(id)
        else byAccountId.set(account.id, [id])
      }
      for (const [accountId, of] of byAccountId) {
        const changes = of.map((id) => marked(id, key, value))
        wish(ahead, deeds, now, accountId, changes)
      }
    }
  }
}

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0)

/** What no service can be told is never to wait for it. */
function accountFor(ahead: Ahead, id: ArticleId, key: Key | `label:${string}`): Account | null {
  const account = ahead.accountOf(id)
  if (!account || key === 'read') return account
  return account.abilities[key === 'saved' ? 'save' : 'labels'] ? account : null
}

/** A deed for each account, and one for what nobody else is told about. */
function byAccount(
  ahead: Ahead,
  ids: readonly ArticleId[],
  key: Key | `label:${string}`,
  value: boolean,
  service: boolean,
  at: Instant,
): [Telling | null, ArticleId[]][] {
  const groups = new Map<AccountId | null, ArticleId[]>()
  for (const id of ids) {
    const accountId = service ? null : (accountFor(ahead, id, key)?.id ?? null)
    const group = groups.get(accountId)
    if (group) group.push(id)
    else groups.set(accountId, [id])
  }
  return [...groups].map(([accountId, of]) => {
    if (accountId === null) return [null, of]
    const seq = ahead.seqs(of.length)
    for (const [index, id] of of.entries()) {
      const change = marked(id, key, value)
      ahead.waiting.set(wishKey(accountId, change), { seq: seq + index, accountId, at, change })
    }
    return [[accountId, at, seq], of]
  })
}
