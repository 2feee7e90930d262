// When a file that could not be had is asked for again. No failure is final by itself: what failed in a tunnel is not gone.
import type { Instant } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Many that failed together do not come back together. */
const spread = 0.25

/** `tries` have failed, the last at `now` with `problem` (null: it is not known any more). `chance`, from 0 to 1, is what
 * this one waits longer than others. null: not again unless the reader asks. */
export function retryAt(tries: number, problem: Problem | null, now: Instant, chance = 0): Instant | null {
  const at = soonest(tries, problem, now)
  return at === null ? null : at + Math.round((at - now) * spread * chance)
}

function soonest(tries: number, problem: Problem | null, now: Instant): Instant | null {
  if (problem === null) return after(null, tries, now)
  switch (problem.kind) {
    case 'cancelled':
    case 'offline':
      return now
    case 'gone':
    case 'signInNeeded':
    case 'wall':
    case 'badPicture':
    case 'nothingToRead':
      return few(tries, 3, now)
    case 'httpStatus':
      if (problem.status === 404 || problem.status === 403 || problem.status === 410)
        return later(few(tries, 4, now), problem.retryAt, now)
      return after(problem.retryAt, tries, now)
    case 'busy':
      return after(problem.retryAt, tries, now)
    case 'tooLarge':
    case 'badAddress':
    case 'privateAddress':
      return null
    default:
      return after(null, tries, now)
  }
}

/** An hour, a day, a week. */
const few = (tries: number, most: number, now: Instant) =>
  tries >= most ? null : now + ([hour, day, 7 * day][Math.max(0, tries - 1)] ?? 7 * day)

/** A minute, four, sixteen … at most a day. */
function after(asked: Instant | null, tries: number, now: Instant): Instant {
  const own = now + Math.min(day, minute * 4 ** Math.min(6, Math.max(0, tries - 1)))
  return later(own, asked, now)
}

const later = <T extends Instant | null>(own: T, asked: Instant | null, now: Instant): T | Instant =>
  own === null || asked === null ? own : Math.max(own, Math.min(asked, now + 7 * day))
