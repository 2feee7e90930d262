// What is being done for each feed right now: kept in memory, told at most a few times a second.
import type { Clock } from '../base/host.ts'
import type { Notice } from '../contract/changes.ts'
import type { FeedActivity, FeedId } from '../contract/models.ts'
import type { Library } from '../library/writes.ts'

type Doing = 'fetching' | 'reading' | 'completing'

export interface Activity {
  set(feedId: FeedId, doing: Doing | null): void
  now(): FeedActivity[]
}

const PAUSE = 400
/** Beyond so many feeds one look at all articles costs less than a look at each feed's. */
const MANY = 30

export function createActivity(library: Library, clock: Clock, announce: (notice: Notice) => void): Activity {
  const doing = new Map<FeedId, Doing>()
  const touched = new Set<FeedId>()

  function line(feedId: FeedId, incomplete: number): FeedActivity | null {
    const feed = library.feed(feedId)
    if (!feed) return null
    const resting = feed.fetch.gone ? 'gone' : feed.paused ? 'paused' : 'waiting'
    return {
      feedId,
      doing: doing.get(feedId) ?? resting,
      problem: feed.fetch.problem,
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

  return {
    set(feedId, what) {
      if (what) doing.set(feedId, what)
      else doing.delete(feedId)
      if (touched.size === 0)
        clock.after(PAUSE, () => {
          const ids = [...touched]
          touched.clear()
          announce({ kind: 'activity.changed', activity: lines(ids) })
        })
      touched.add(feedId)
    },
    now: () => lines(library.feeds().map((feed) => feed.id)),
  }
}
