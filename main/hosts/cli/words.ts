// One plain English sentence for every problem, for the command line and for a window that cannot open.
import { assertNever, type Problem } from '../../contract/problems.ts'

export function problemWords(problem: Problem): string {
  switch (problem.kind) {
    case 'offline':
      return 'There is no network right now.'
    case 'hostNotFound':
      return `“${problem.host}” cannot be found: check the spelling of the address.`
    case 'connectionFailed':
      return `“${problem.host}” does not answer (${problem.code}).`
    case 'certificateRefused':
      return `“${problem.host}” could not prove who it is (${problem.code}), so nothing was fetched.`
    case 'timedOut':
      return `“${problem.host}” did not answer within ${seconds(problem.ms)}.`
    case 'tooManyRedirects':
      return `${problem.url} only leads from one place to the next.`
    case 'privateAddress':
      return `A public page pointed into a private network (“${problem.host}”), so it was not followed.`
    case 'httpStatus':
      return `The site answered with status ${problem.status}${later(problem.retryAt)}.`
    case 'signInNeeded':
      return `“${problem.host}” wants you to sign in${problem.realm ? ` (${problem.realm})` : ''}: see “broadsheet add --help”.`
    case 'gone':
      return 'The publisher has closed this feed for good.'
    case 'busy':
      return `The site is busy and asks for patience${later(problem.retryAt)}.`
    case 'tooLarge':
      return `That is larger than the ${megabytes(problem.limit)} that are allowed.`
    case 'badAddress':
      return problem.text ? `“${problem.text}” is not an address that can be followed.` : 'An address is missing.'
    case 'notAFeed':
      return problem.found === 'empty' ? 'There is nothing in it.' : `This is not a feed (${problem.found}).`
    case 'feedUnreadable':
      return `The feed is too damaged to be read: ${problem.detail}.`
    case 'noFeedFound':
      return `No feed was found at ${problem.url}.`
    case 'alreadyFollowed':
      return `You follow this feed already (number ${problem.feedId}).`
    case 'takesTooLong':
      return `Reading it took longer than ${seconds(problem.ms)}, so it was stopped.`
    case 'wall':
      return wall[problem.wall]
    case 'nothingToRead':
      return 'No article text was found.'
    case 'badPicture':
      return `This is not a picture that can be shown (${problem.found}).`
    case 'notOpml':
      return 'This is not an OPML file.'
    case 'opmlRefused':
      return `The file was not read: ${opml[problem.why]}.`
    case 'signInRefused':
      return `The service refused to sign you in: ${refused[problem.field]}.`
    case 'notThisService':
      return `Something answers at ${problem.url}, but it is not this service.`
    case 'apiSwitchedOff':
      return `${problem.url} does not let programs in: its settings have to allow the API first.`
    case 'signInExpired':
      return `The sign-in of account ${problem.accountId} is no longer valid: “broadsheet account sign-in ${problem.accountId}”.`
    case 'accountExists':
      return `You are signed in there already (account ${problem.accountId}).`
    case 'oddAnswer':
      return `“${problem.host}” gave an answer that makes no sense (${problem.what}); nothing was changed by it.`
    case 'doubtfulAnswer':
      return `“${problem.host}” gave an unlikely answer (${doubtful[problem.what]}); it is believed when the next one says the same.`
    case 'limitReached':
      return `The service allows no more requests for now${later(problem.retryAt)}.`
    case 'changeRefused':
      return `The service would not have this change (${problem.status}${problem.detail ? `, ${problem.detail}` : ''}).`
    case 'notOffered':
      return `This account’s service cannot do that (${problem.ability}).`
    case 'diskFull':
      return 'The disk is full; nothing more can be stored. What is already stored is safe.'
    case 'diskReadOnly':
      return `Broadsheet is not allowed to write to ${problem.path}.`
    case 'diskFailed':
      return `The disk failed at ${problem.path} (${problem.code}).`
    case 'libraryInUse':
      return `This library is in use by another Broadsheet (process ${problem.pid}), which does not answer. Close that one first.`
    case 'libraryTooNew':
      return 'This library was written by a newer Broadsheet. Nothing was changed: update Broadsheet to open it.'
    case 'libraryMended':
      return `${mended[problem.what]} (${problem.path})${problem.lost > 0 ? `, ${problem.lost} lost` : ', nothing was lost'}.`
    case 'backupUnreadable':
      return `The backup ${problem.path} cannot be read: try an older one.`
    case 'notFound':
      return `There is no ${problem.noun} ${typeof problem.id === 'number' ? `with the number ${problem.id}` : `“${problem.id}”`} here.`
    case 'badRequest':
      return `That could not be done: ${problem.where}: ${problem.why}.`
    case 'cancelled':
      return 'Stopped, as you asked.'
    case 'noKeychain':
      return 'There is no keychain in which a password could be kept: see --keep-secrets-in-file.'
    default:
      return assertNever(problem)
  }
}

const wall = {
  consent: 'The page asks for consent first, so its text could not be fetched.',
  bot: 'The page wants proof that no robot is asking, so its text could not be fetched.',
  paywall: 'The full text is for subscribers of this paper.',
}

const refused = {
  address: 'the address is wrong',
  user: 'it does not know this user',
  secret: 'the password or token is wrong',
  userOrSecret: 'the user or the password is wrong',
  app: 'the app id or key is wrong',
}

const doubtful = {
  feeds: 'hardly any feeds are left',
  unread: 'hardly anything is unread, or nearly everything changed',
  saved: 'hardly anything is saved any more',
}

const opml = {
  entities: 'it defines entities of its own, as attacks do',
  tooLarge: 'it is too large',
  tooDeep: 'its folders lie too deep in one another',
  tooMany: 'it lists more than can be imported at once',
}

const mended = {
  journalCut: 'The last line written before an interruption was incomplete and was cut off',
  shelfRebuilt: 'A damaged list of articles was rebuilt',
  snapshotRestored: 'A damaged file was replaced by its previous version',
  stateRebuilt: 'What you have read and saved was put together again from its parts',
  bodiesLost: 'The text of some articles was damaged',
  backupRestored: 'The library was damaged and was brought back from the last backup',
}

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} seconds`
const later = (at: number | null) => (at === null ? '' : `; it may be asked again at ${moment(at)}`)

export const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

/** In the reader's own time: '2026-11-23 22:10'. */
export function moment(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
