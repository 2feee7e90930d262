import { afterEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../main/contract/problems.ts'
import { problemWords } from './problem.ts'
import { useLanguage } from './words.ts'

const now = Date.UTC(2026, 4, 1, 12)

/** One of each kind, and of each sort where the sentence differs. */
const all: Problem[] = [
  { kind: 'offline' },
  { kind: 'hostNotFound', host: 'paper.example' },
  { kind: 'connectionFailed', host: 'paper.example', code: 'ECONNREFUSED' },
  { kind: 'certificateRefused', host: 'paper.example', code: 'CERT_HAS_EXPIRED' },
  { kind: 'timedOut', host: 'paper.example', ms: 30_000 },
  { kind: 'tooManyRedirects', url: 'https://paper.example/' },
  { kind: 'privateAddress', host: '192.168.0.1' },
  ...[401, 403, 404, 418, 429, 500, 503].map((status): Problem => ({
    kind: 'httpStatus',
    status,
    retryAt: now + 600_000,
  })),
  { kind: 'signInNeeded', host: 'paper.example', realm: 'Readers' },
  { kind: 'gone' },
  { kind: 'busy', retryAt: null },
  { kind: 'tooLarge', limit: 30_000_000 },
  { kind: 'badAddress', text: 'not an address' },
  { kind: 'badAddress', text: '' },
  ...(['html', 'text', 'binary', 'empty', 'xml', 'json'] as const).map((found): Problem => ({
    kind: 'notAFeed',
    found,
  })),
  { kind: 'feedUnreadable', detail: 'unclosed tag' },
  { kind: 'noFeedFound', url: 'https://paper.example/' },
  { kind: 'alreadyFollowed', feedId: 7 },
  { kind: 'takesTooLong', ms: 1000 },
  ...(['consent', 'bot', 'paywall'] as const).map((wall): Problem => ({ kind: 'wall', wall })),
  { kind: 'nothingToRead' },
  { kind: 'badPicture', found: 'text/html' },
  { kind: 'notOpml' },
  ...(['entities', 'tooLarge', 'tooDeep', 'tooMany'] as const).map((why): Problem => ({ kind: 'opmlRefused', why })),
  ...(['address', 'user', 'secret', 'userOrSecret', 'app'] as const).map((field): Problem => ({
    kind: 'signInRefused',
    field,
  })),
  { kind: 'notThisService', url: 'https://paper.example/' },
  { kind: 'apiSwitchedOff', url: 'https://paper.example/' },
  { kind: 'signInExpired', accountId: 2 },
  { kind: 'accountExists', accountId: 2 },
  { kind: 'oddAnswer', host: 'paper.example', what: 'entries' },
  ...(['feeds', 'unread', 'saved'] as const).map((what): Problem => ({
    kind: 'doubtfulAnswer',
    host: 'paper.example',
    what,
  })),
  { kind: 'limitReached', retryAt: now + 600_000 },
  { kind: 'changeRefused', status: 422, detail: 'this feed already exists' },
  { kind: 'notOffered', accountId: 2, ability: 'renameFolder' },
  { kind: 'diskFull' },
  { kind: 'diskReadOnly', path: '/library' },
  { kind: 'diskFailed', path: '/library', code: 'EIO' },
  { kind: 'libraryInUse', pid: 4 },
  { kind: 'libraryTooNew', found: 9, known: 3 },
  ...(['journalCut', 'shelfRebuilt', 'snapshotRestored', 'stateRebuilt', 'bodiesLost', 'backupRestored'] as const).map(
    (what): Problem => ({ kind: 'libraryMended', what, path: 'shelf', lost: 3 }),
  ),
  { kind: 'backupUnreadable', path: 'b' },
  ...(['feed', 'folder', 'article', 'file', 'backup', 'account', 'label'] as const).map((noun): Problem => ({
    kind: 'notFound',
    noun,
    id: 1,
  })),
  { kind: 'badRequest', where: 'url', why: 'is missing' },
  { kind: 'cancelled' },
  { kind: 'noKeychain' },
]

afterEach(() => useLanguage('en', []))

describe.each(['en', 'de', 'fr'])('problems in %s', (language) => {
  it('each have one finished sentence and a labelled action', () => {
    useLanguage(language, [])
    for (const problem of all) {
      const words = problemWords(problem, now)
      expect(words.text, problem.kind).toMatch(/^\P{Ll}.*[.!?]$/u)
      expect(words.text + (words.advice ?? ''), problem.kind).not.toMatch(/[{}]|undefined|null|problems\./)
      expect(words.advice ?? 'A sentence.', problem.kind).toMatch(/[.!?“”»]$/)
      expect(words.action.label.length, problem.kind).toBeGreaterThan(2)
    }
    expect(new Set(all.map((problem) => problemWords(problem, now).text)).size).toBeGreaterThan(61)
  })
})

describe('a problem', () => {
  it('names the next try as the reader counts time', () => {
    expect(problemWords({ kind: 'httpStatus', status: 503, retryAt: now + 600_000 }, now).advice).toBe(
      'Next try in 10 minutes.',
    )
    useLanguage('fr', [])
    expect(problemWords({ kind: 'busy', retryAt: now + 7_200_000 }, now).advice).toBe('Prochain essai dans 2 heures.')
  })

  it('leads to the feed that is followed already', () => {
    expect(problemWords({ kind: 'alreadyFollowed', feedId: 7 }).action).toMatchObject({ does: 'openFeed', feedId: 7 })
  })

  it('of an account leads to where it is mended', () => {
    expect(problemWords({ kind: 'signInExpired', accountId: 2 }).action).toMatchObject({
      does: 'signInAgain',
      accountId: 2,
    })
    expect(problemWords({ kind: 'signInRefused', field: 'userOrSecret' }).action).toMatchObject({
      does: 'correct',
      field: 'secret',
    })
    expect(problemWords({ kind: 'changeRefused', status: 422, detail: 'x' })).toMatchObject({
      action: { does: 'openOutbox' },
      detail: 'x',
    })
  })

  it('keeps codes out of the sentence', () => {
    const words = problemWords({ kind: 'connectionFailed', host: 'paper.example', code: 'ECONNREFUSED' })
    expect([words.text, words.detail]).toEqual(['“paper.example” does not answer.', 'ECONNREFUSED'])
  })
})
