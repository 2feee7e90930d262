// What is being done for each feed right now: kept in memory, told at most a few times a second.
import type { Clock } from '../base/host.ts'
import type { Notice } from '../contract/changes.ts'
import type { FeedActivity, FeedId } from '../contract/models.ts'
import { isTroubled } from '../contract/troubled.ts'
import type { Library } from '../library/writes.ts'

type Doing = 'fetching' | 'reading' | 'completing'

/** Something that is being done for a feed. */
export interface Step {
  now(doing: Doing): void
  end(): void
}

export interface Activity {
  /** Several steps may be under way for one feed: it is at rest when all have ended, and a visit is shown before all else. */
  begin(feedId: FeedId, doing: Doing): Step
  now(): FeedActivity[]
}

const ORDER: readonly Doing[] = ['reading', 'fetching', 'completing']
const PAUSE = 400
/** Beyond so many feeds one look at all articles costs less than a look at each feed's. */
const MANY = 30

export function createActivity(library: Library, clock: Clock, announce: (notice: Notice) => void): Activity {
  const steps = new Map<FeedId, Set<{ doing: Doing }>>()
  const touched = new Set<FeedId>()

  function line(feedId: FeedId, incomplete: number): FeedActivity | null {
    const feed = library.feed(feedId)
    if (!feed) return null
    const resting = feed.fetch.gone ? 'gone' : feed.paused ? 'paused' : 'waiting'
    return {
      feedId,
      doing: doingOf(feedId) ?? resting,
      problem: isTroubled(feed) ? feed.fetch.problem : null,
      checkedAt: feed.fetch.checkedAt,
      nextAt: feed.paused || feed.fetch.gone || feed.url.startsWith('sample:') ? null : feed.fetch.nextAt,
      incomplete,
    }
  }

  function lines(ids: readonly FeedId[]): FeedActivity[] {
    const lacking = ids.length > MANY ? lackingOfAll() : null
    return ids
      .map((id) => line(id, lacking ? (lacking.get(id) ?? 0) : library.incomplete(id).length))
      .filter((entry) => entry !== null)
  }

  function lackingOfAll(): Map<FeedId, number> {
    const lacking = new Map<FeedId, number>()
    for (const id of library.incomplete()) {
      const feedId = library.state(id)?.feedId
      if (feedId !== undefined) lacking.set(feedId, (lacking.get(feedId) ?? 0) + 1)
    }
    return lacking
  }

  function doingOf(feedId: FeedId): Doing | null {
    const all = [...(steps.get(feedId) ?? [])].map(({ doing }) => doing)
    return ORDER.find((doing) => all.includes(doing)) ?? null
  }

  function touch(feedId: FeedId): void {
    if (touched.size === 0)
      clock.after(PAUSE, () => {
        const ids = [...touched]
        touched.clear()
        announce({ kind: 'activity.changed', activity: lines(ids) })
      })
    touched.add(feedId)
  }

  return {
    begin(feedId, doing) {
      const step = { doing }
      const all = steps.get(feedId) ?? new Set()
      steps.set(feedId, all.add(step))
      touch(feedId)
      return {
        now(next) {
          step.doing = next
          touch(feedId)
        },
        end() {
          all.delete(step)
          if (all.size === 0 && steps.get(feedId) === all) steps.delete(feedId)
          touch(feedId)
        },
      }
    },
    now: () => lines(library.feeds().map((feed) => feed.id)),
  }
}
