// What a service's failure means for what is to be told to it: wait, sign in again, or leave out the one change.
import type { Instant } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'

/** The answer is about what was said, not about the service: perhaps about one of many in a batch. */
export function isRefusal(problem: Problem): boolean {
  switch (problem.kind) {
    case 'httpStatus':
      return problem.retryAt === null && problem.status >= 400 && problem.status < 502 && !temporary.has(problem.status)
    case 'changeRefused':
    case 'oddAnswer':
    case 'badRequest':
    case 'badAddress':
    case 'notFound':
    case 'gone':
    case 'tooLarge':
    case 'noFeedFound':
    case 'notAFeed':
    case 'notOffered':
      return true
    default:
      return false
  }
}

const temporary = new Set([401, 403, 407, 408, 425, 429])

/** The secret is not taken any more. */
export const isExpired = (problem: Problem): boolean =>
  problem.kind === 'signInRefused' || problem.kind === 'signInNeeded' || problem.kind === 'signInExpired'

/** Nobody's fault: it goes on with the network, or when the reader says so. */
export const isInterrupted = (problem: Problem): boolean => problem.kind === 'offline' || problem.kind === 'cancelled'

/** When the service wants to be asked again; null: it does not say. */
export const retryAtOf = (problem: Problem): Instant | null => ('retryAt' in problem ? problem.retryAt : null)
