import { expect, test } from 'vitest'
import type { Account, AccountSync } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import { noted, type SyncEnd } from './sync-notes.ts'

const MINUTE = 60_000
const now = Date.UTC(2026, 10, 23)
const fresh: AccountSync = {
  syncedAt: null,
  nextAt: 0,
  failures: 0,
  problem: null,
  expired: false,
  cursors: { news: '7' },
  seen: { feeds: 0, unread: 0, saved: 0 },
  doubts: {},
}
const end = (problem: Problem | null, more: Partial<SyncEnd> = {}): SyncEnd => ({
  problem,
  whole: true,
  now,
  pause: 30,
  lacksSecret: false,
  ...more,
})
const note = (sync: AccountSync, how: SyncEnd) => noted({ id: 1, sync } as Account, how)
const troubled: Problem = { kind: 'httpStatus', status: 503, retryAt: null }

test('rests longer each time, an hour at most, and never less than it was asked to', () => {
  let sync = fresh
  const rests: number[] = []
  for (let time = 0; time < 12; time++) {
    sync = note(sync, end(troubled))
    expect(sync).toMatchObject({ failures: time + 1, problem: troubled, expired: false, cursors: { news: '7' } })
    rests.push((sync.nextAt - now) / MINUTE)
  }
  for (const [time, rest] of rests.entries()) {
    const least = Math.min(60, 2 ** time)
    expect(rest).toBeGreaterThanOrEqual(least)
    expect(rest).toBeLessThanOrEqual(least * 1.3 + 0.001)
  }
  const asked = note(fresh, end({ kind: 'busy', retryAt: now + 600 * MINUTE }))
  expect(asked.nextAt).toBeGreaterThanOrEqual(now + 600 * MINUTE)
  expect(note(sync, end(null))).toEqual({ ...fresh, syncedAt: now, nextAt: now + 30 * MINUTE })
})

test('a network that is missing and a reader who stops it are no failures', () => {
  expect(note(fresh, end({ kind: 'offline' }))).toEqual(fresh)
  expect(note(fresh, end({ kind: 'cancelled' }))).toEqual({ ...fresh, nextAt: now + 30 * MINUTE })
})

test('a refused secret expires the account, a keychain without one does not', () => {
  const refused: Problem = { kind: 'signInRefused', field: 'userOrSecret' }
  const expired = note(fresh, end(refused))
  expect(expired).toEqual({ ...fresh, expired: true, problem: { kind: 'signInExpired', accountId: 1 } })
  expect(note(fresh, end({ kind: 'signInExpired', accountId: 1 }, { lacksSecret: true }))).toEqual(fresh)
  expect(note(expired, end(null, { whole: false }))).toEqual(fresh)
})

test('what troubled a whole sync is not forgotten because something could be told', () => {
  const sync = note(fresh, end(troubled))
  expect(note(sync, end(null, { whole: false }))).toEqual(sync)
})
