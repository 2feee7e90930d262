// One sentence for every problem, and what the reader can do about it.
import type { AccountId, FeedId } from '../../main/contract/models.ts'
import { assertNever, type Problem } from '../../main/contract/problems.ts'
import { formatBytes, formatRelative, language, t } from './words.ts'

/** What mends it, as data: who shows the problem knows the feed it belongs to and how to get there. */
export type ProblemAction = { label: string } & (
  | { does: 'retry' }
  | { does: 'signIn' }
  | { does: 'changeAddress' }
  | { does: 'openFeed'; feedId: FeedId }
  | { does: 'openStorage' }
  | { does: 'openBackups' }
  | { does: 'openActivity' }
  | { does: 'correct'; field: 'user' | 'secret' | 'app' }
  | { does: 'signInAgain'; accountId: AccountId }
  | { does: 'openAccount'; accountId: AccountId }
  | { does: 'openOutbox' }
  | { does: 'close' }
)

export interface ProblemWords {
  text: string
  /** What can be done, as a sentence. */
  advice: string | null
  action: ProblemAction
  /** For somebody who knows: codes and parser messages. Never the only thing shown. */
  detail: string | null
}

export function problemWords(problem: Problem, now = Date.now()): ProblemWords {
  switch (problem.kind) {
    case 'offline':
      return say(t('problems.offline'), retry(), t('problems.offlineAdvice'))
    case 'hostNotFound':
      return say(t('problems.hostNotFound', { host: problem.host }), changeAddress(), t('problems.hostNotFoundAdvice'))
    case 'connectionFailed':
      return say(t('problems.connectionFailed', { host: problem.host }), retry(), null, problem.code)
    case 'certificateRefused':
      return say(
        t('problems.certificateRefused', { host: problem.host }),
        retry(),
        t('problems.certificateRefusedAdvice'),
        problem.code,
      )
    case 'timedOut':
      return say(t('problems.timedOut', { host: problem.host, time: seconds(problem.ms) }), retry())
    case 'tooManyRedirects':
      return say(t('problems.tooManyRedirects'), changeAddress(), null, problem.url)
    case 'privateAddress':
      return say(
        t('problems.privateAddress', { host: problem.host }),
        changeAddress(),
        t('problems.privateAddressAdvice'),
      )
    case 'httpStatus':
      return say(
        statusText(problem.status),
        problem.status === 404 ? changeAddress() : retry(),
        nextTry(problem.retryAt, now),
      )
    case 'signInNeeded':
      return say(
        t('problems.signInNeeded', { host: problem.host }),
        { does: 'signIn', label: t('problems.signIn') },
        problem.realm ? t('problems.signInFor', { realm: problem.realm }) : null,
      )
    case 'gone':
      return say(t('problems.gone'), { does: 'retry', label: t('problems.askOnceMore') }, t('problems.goneAdvice'))
    case 'busy':
      return say(t('problems.busy'), retry(), nextTry(problem.retryAt, now))
    case 'tooLarge':
      return say(t('problems.tooLarge', { size: formatBytes(problem.limit) }), retry())
    case 'badAddress':
      return say(
        problem.text.trim() ? t('problems.badAddress', { text: shorten(problem.text) }) : t('problems.noAddress'),
        changeAddress(),
      )
    case 'notAFeed':
      return say(foundText(problem.found), changeAddress())
    case 'feedUnreadable':
      return say(t('problems.feedUnreadable'), retry(), null, problem.detail)
    case 'noFeedFound':
      return say(
        t('problems.noFeedFound', { url: shorten(problem.url) }),
        changeAddress(),
        t('problems.noFeedFoundAdvice'),
      )
    case 'alreadyFollowed':
      return say(t('problems.alreadyFollowed'), {
        does: 'openFeed',
        feedId: problem.feedId,
        label: t('problems.openFeed'),
      })
    case 'takesTooLong':
      return say(t('problems.takesTooLong', { time: seconds(problem.ms) }), retry())
    case 'wall':
      return say(wallText(problem.wall), retry(), t('problems.wallAdvice'))
    case 'nothingToRead':
      return say(t('problems.nothingToRead'), retry(), t('problems.wallAdvice'))
    case 'badPicture':
      return say(t('problems.badPicture', { found: shorten(problem.found) }), retry())
    case 'notOpml':
      return say(t('problems.notOpml'), close(), t('problems.notOpmlAdvice'))
    case 'opmlRefused':
      return say(opmlText(problem.why), close(), problem.why === 'tooMany' ? t('problems.opmlTooManyAdvice') : null)
    case 'signInRefused':
      return refusedWords(problem.field)
    case 'notThisService':
      return say(
        t('problems.notThisService', { url: shorten(problem.url) }),
        changeAddress(),
        t('problems.notThisServiceAdvice'),
      )
    case 'apiSwitchedOff':
      return say(t('problems.apiSwitchedOff'), retry(), t('problems.apiSwitchedOffAdvice'), problem.url)
    case 'signInExpired':
      return say(
        t('problems.signInExpired'),
        { does: 'signInAgain', accountId: problem.accountId, label: t('problems.signIn') },
        t('problems.signInExpiredAdvice'),
      )
    case 'accountExists':
      return say(t('problems.accountExists'), {
        does: 'openAccount',
        accountId: problem.accountId,
        label: t('problems.openAccount'),
      })
    case 'oddAnswer':
      return say(t('problems.oddAnswer', { host: problem.host }), retry(), t('problems.oddAnswerAdvice'), problem.what)
    case 'doubtfulAnswer':
      return say(
        doubtText(problem.what, problem.host),
        { does: 'retry', label: t('problems.askOnceMore') },
        t('problems.doubtfulAdvice'),
      )
    case 'limitReached':
      return say(t('problems.limitReached'), retry(), nextTry(problem.retryAt, now))
    case 'changeRefused':
      return say(
        t('problems.changeRefused', { status: String(problem.status) }),
        { does: 'openOutbox', label: t('problems.openOutbox') },
        t('problems.changeRefusedAdvice'),
        problem.detail,
      )
    case 'notOffered':
      return say(t('problems.notOffered'), close(), t('problems.notOfferedAdvice'), problem.ability)
    case 'diskFull':
      return say(
        t('problems.diskFull'),
        { does: 'openStorage', label: t('problems.makeRoom') },
        t('problems.diskFullAdvice'),
      )
    case 'diskReadOnly':
      return say(t('problems.diskReadOnly', { path: problem.path }), retry(), t('problems.diskReadOnlyAdvice'))
    case 'diskFailed':
      return say(
        t('problems.diskFailed', { path: problem.path }),
        showBackups(),
        t('problems.diskFailedAdvice'),
        problem.code,
      )
    case 'libraryInUse':
      return say(t('problems.libraryInUse'), retry(), t('problems.libraryInUseAdvice'))
    case 'libraryTooNew':
      return say(
        t('problems.libraryTooNew'),
        close(),
        t('problems.libraryTooNewAdvice'),
        `${problem.found} > ${problem.known}`,
      )
    case 'libraryMended':
      return say(
        mendedText(problem.what),
        problem.lost > 0 ? showBackups() : { does: 'openActivity', label: t('problems.seeDetails') },
        problem.lost > 0 ? t('problems.lost', { n: problem.lost }) : t('problems.lostNothing'),
        problem.path,
      )
    case 'backupUnreadable':
      return say(t('problems.backupUnreadable'), showBackups(), t('problems.backupUnreadableAdvice'), problem.path)
    case 'notFound':
      return say(notFoundText(problem.noun), close())
    case 'badRequest':
      return say(t('problems.badRequest'), close(), null, `${problem.where}: ${problem.why}`)
    case 'cancelled':
      return say(t('problems.cancelled'), retry())
    case 'noKeychain':
      return say(t('problems.noKeychain'), retry(), t('problems.noKeychainAdvice'))
    default:
      return assertNever(problem)
  }
}

const say = (
  text: string,
  action: ProblemAction,
  advice: string | null = null,
  detail: string | null = null,
): ProblemWords => ({
  text,
  advice,
  action,
  detail,
})

const retry = (): ProblemAction => ({ does: 'retry', label: t('problems.retry') })
const close = (): ProblemAction => ({ does: 'close', label: t('problems.close') })
const changeAddress = (): ProblemAction => ({ does: 'changeAddress', label: t('problems.changeAddress') })
const showBackups = (): ProblemAction => ({ does: 'openBackups', label: t('problems.showBackups') })

const nextTry = (at: number | null, now: number): string | null =>
  at === null ? null : t('problems.nextTry', { when: formatRelative(Math.max(at, now), now) })

const seconds = (ms: number): string =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(Math.max(1, ms / 1000))

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

function statusText(status: number): string {
  const args = { status: String(status) }
  if (status === 404) return t('problems.notThere', args)
  if (status === 429) return t('problems.tooOften')
  if (status === 401 || status === 402 || status === 403 || status === 451) return t('problems.refused', args)
  return status >= 500 ? t('problems.siteTrouble', args) : t('problems.siteError', args)
}

function refusedWords(field: Extract<Problem, { kind: 'signInRefused' }>['field']): ProblemWords {
  const correct = (which: 'user' | 'secret' | 'app'): ProblemAction => ({
    does: 'correct',
    field: which,
    label: t('problems.correct'),
  })
  switch (field) {
    case 'address':
      return say(t('problems.refusedAddress'), changeAddress(), t('problems.refusedAddressAdvice'))
    case 'user':
      return say(t('problems.refusedUser'), correct('user'))
    case 'secret':
      return say(t('problems.refusedSecret'), correct('secret'), t('problems.refusedSecretAdvice'))
    case 'userOrSecret':
      return say(t('problems.refusedBoth'), correct('secret'), t('problems.refusedSecretAdvice'))
    case 'app':
      return say(t('problems.refusedApp'), correct('app'))
    default:
      return assertNever(field)
  }
}

function doubtText(what: Extract<Problem, { kind: 'doubtfulAnswer' }>['what'], host: string): string {
  switch (what) {
    case 'feeds':
      return t('problems.doubtfulFeeds', { host })
    case 'unread':
      return t('problems.doubtfulUnread', { host })
    case 'saved':
      return t('problems.doubtfulSaved', { host })
    default:
      return assertNever(what)
  }
}

function foundText(found: Extract<Problem, { kind: 'notAFeed' }>['found']): string {
  switch (found) {
    case 'html':
      return t('problems.foundPage')
    case 'text':
      return t('problems.foundText')
    case 'binary':
      return t('problems.foundBinary')
    case 'empty':
      return t('problems.foundEmpty')
    case 'xml':
    case 'json':
      return t('problems.foundData')
    default:
      return assertNever(found)
  }
}

function wallText(wall: Extract<Problem, { kind: 'wall' }>['wall']): string {
  switch (wall) {
    case 'consent':
      return t('problems.wallConsent')
    case 'bot':
      return t('problems.wallBot')
    case 'paywall':
      return t('problems.wallPaywall')
    default:
      return assertNever(wall)
  }
}

function opmlText(why: Extract<Problem, { kind: 'opmlRefused' }>['why']): string {
  switch (why) {
    case 'entities':
      return t('problems.opmlEntities')
    case 'tooLarge':
      return t('problems.opmlTooLarge', { size: formatBytes(30_000_000) })
    case 'tooDeep':
      return t('problems.opmlTooDeep')
    case 'tooMany':
      return t('problems.opmlTooMany')
    default:
      return assertNever(why)
  }
}

function mendedText(what: Extract<Problem, { kind: 'libraryMended' }>['what']): string {
  switch (what) {
    case 'journalCut':
      return t('problems.mendedJournal')
    case 'shelfRebuilt':
      return t('problems.mendedShelf')
    case 'snapshotRestored':
      return t('problems.mendedSnapshot')
    case 'stateRebuilt':
      return t('problems.mendedState')
    case 'bodiesLost':
      return t('problems.mendedBodies')
    case 'backupRestored':
      return t('problems.mendedBackup')
    default:
      return assertNever(what)
  }
}

function notFoundText(noun: Extract<Problem, { kind: 'notFound' }>['noun']): string {
  switch (noun) {
    case 'feed':
      return t('problems.notFoundFeed')
    case 'folder':
      return t('problems.notFoundFolder')
    case 'article':
      return t('problems.notFoundArticle')
    case 'file':
      return t('problems.notFoundFile')
    case 'backup':
      return t('problems.notFoundBackup')
    case 'account':
      return t('problems.notFoundAccount')
    case 'label':
      return t('problems.notFoundLabel')
    default:
      return assertNever(noun)
  }
}
