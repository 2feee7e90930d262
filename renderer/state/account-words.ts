// What an account does just now, in a few words: for its chip, for screen readers, for the status line.
import type { Account, AccountState } from '../../main/contract/models.ts'
import { problemWords } from '../words/problem.ts'
import { formatDate, t } from '../words/words.ts'

/** "10:42", on another day "23 Nov, 10:42". */
export const clockWords = (at: number, now = Date.now()): string =>
  formatDate(at, {
    ...(new Date(at).toDateString() === new Date(now).toDateString() ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  })

export interface StateWords {
  text: string
  /** All that is known, for whoever looks closer. */
  more: string
  tone: 'good' | 'busy' | 'quiet' | 'bad'
}

export function stateWords(account: Account, state: AccountState, now = Date.now()): StateWords {
  const waiting = state.waiting > 0 ? t('accounts.waiting', { n: state.waiting }) : null
  const refused = state.refused > 0 ? t('accounts.refused', { n: state.refused }) : null
  const all = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ')
  const say = (text: string, tone: StateWords['tone'], more = text): StateWords => ({ text, tone, more })
  switch (state.kind) {
    case 'signedIn':
      return say(
        all(
          state.syncedAt === null
            ? t('accounts.signedIn')
            : t('accounts.synced', { when: clockWords(state.syncedAt, now) }),
          refused,
        ),
        refused === null ? 'good' : 'bad',
      )
    case 'syncing':
      return say(
        state.total > 0 ? t('accounts.syncingOf', { done: state.done, total: state.total }) : t('accounts.syncing'),
        'busy',
      )
    case 'offline':
      return say(all(t('accounts.offline'), waiting), 'quiet')
    case 'expired':
      return say(t('accounts.expired'), 'bad', all(t('accounts.expiredLong'), waiting))
    case 'troubled': {
      const next = t('accounts.nextTry', { when: clockWords(state.nextAt, now) })
      return say(
        all(t('accounts.troubled', { service: account.title }), next),
        'bad',
        all(problemWords(state.problem, now).text, next, waiting),
      )
    }
    case 'paused':
      return say(all(t('accounts.paused'), waiting), 'quiet')
  }
}
