import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account, AccountState } from '../../main/contract/models.ts'
import { everything } from '../bridge/demo-services.ts'
import { useLanguage } from '../words/words.ts'
import { stateWords } from './account-words.ts'

const now = new Date(2026, 4, 1, 12).getTime()
const at = (hour: number, minute: number, day = 1): number => new Date(2026, 4, day, hour, minute).getTime()
const account: Account = {
  id: 1,
  service: 'miniflux',
  preset: 'miniflux',
  title: 'Miniflux',
  address: 'https://news.example',
  user: 'clara',
  abilities: everything,
  digits: 16,
  addedAt: 0,
  position: 1,
  paused: false,
  sync: {
    syncedAt: null,
    nextAt: 0,
    failures: 0,
    problem: null,
    expired: false,
    cursors: {},
    seen: { feeds: 0, unread: 0, saved: 0 },
    doubts: {},
  },
}
const say = (state: Partial<AccountState> & Pick<AccountState, 'kind'>) =>
  stateWords(account, { accountId: 1, waiting: 0, refused: 0, ...state } as AccountState, now)

beforeEach(() => void useLanguage('en-GB', ['en-GB']))
afterEach(() => void useLanguage('en', []))

describe('the state of an account in words', () => {
  it('is what the reader needs to know', () => {
    expect(say({ kind: 'signedIn', syncedAt: at(10, 42) }).text).toBe('Synced 10:42')
    expect(say({ kind: 'signedIn', syncedAt: at(10, 42, 2) }).text).toBe('Synced 2 May, 10:42')
    expect(say({ kind: 'signedIn', syncedAt: null }).text).toBe('Signed in')
    expect(say({ kind: 'syncing', done: 1_200, total: 50_000 }).text).toBe('Syncing 1,200 of 50,000')
    expect(say({ kind: 'syncing', done: 0, total: 0 }).text).toBe('Syncing…')
    expect(say({ kind: 'offline', waiting: 12 }).text).toBe('Offline · 12 changes waiting')
    expect(say({ kind: 'offline' }).text).toBe('Offline')
    expect(say({ kind: 'expired' }).text).toBe('Sign-in expired · Sign in')
    expect(say({ kind: 'paused', waiting: 1 }).text).toBe('Paused · 1 change waiting')
  })

  it('says why a service is troubled to whoever looks closer', () => {
    const words = say({
      kind: 'troubled',
      problem: { kind: 'oddAnswer', host: 'news.example', what: 'html' },
      nextAt: at(14, 5),
      waiting: 2,
    })
    expect(words.text).toBe('Miniflux is troubled · next try 14:05')
    expect(words.more).toBe(
      '“news.example” gave an answer that makes no sense, so nothing was changed. · next try 14:05 · 2 changes waiting',
    )
    expect(words.tone).toBe('bad')
  })

  it('tells of what was refused, while all else is well', () => {
    expect(say({ kind: 'signedIn', syncedAt: at(10, 42), refused: 1 })).toMatchObject({
      text: 'Synced 10:42 · 1 change refused',
      tone: 'bad',
    })
  })
})
