// The lines of the activity view in the order the reader wants them.
import { isTroubled } from '../../../main/contract/troubled.ts'
import type { Feed, FeedActivity, FeedId } from '../../../main/contract/models.ts'
import { feedName } from '../../state/folders.ts'

export type ActivityOrder = 'trouble' | 'name' | 'checked' | 'next'

export interface ActivityLine {
  feed: Feed
  activity: FeedActivity | null
}

const BUSY: readonly FeedActivity['doing'][] = ['fetching', 'reading', 'completing']

/** 'trouble': what has a problem first, then what is being worked on, then by name. 'checked': latest first. 'next': soonest first. */
export function lineUp(
  feeds: Iterable<Feed>,
  activities: ReadonlyMap<FeedId, FeedActivity>,
  order: ActivityOrder,
  troubledOnly: boolean,
): ActivityLine[] {
  const lines: (ActivityLine & { name: string; rank: number })[] = []
  for (const feed of feeds) {
    const activity = activities.get(feed.id) ?? null
    const troubled = isTroubled(feed)
    if (troubledOnly && !troubled) continue
    lines.push({
      feed,
      activity,
      name: feedName(feed),
      rank: troubled ? 0 : activity && BUSY.includes(activity.doing) ? 1 : 2,
    })
  }
  const byName = new Intl.Collator(undefined, { numeric: true }).compare
  const checked = ({ feed, activity }: ActivityLine) => activity?.checkedAt ?? feed.fetch.checkedAt ?? 0
  const next = ({ feed, activity }: ActivityLine) =>
    feed.paused || feed.fetch.gone ? Infinity : (activity?.nextAt ?? feed.fetch.nextAt)
  // Infinity - Infinity is no number.
  const soonest = (a: ActivityLine, b: ActivityLine) => (next(a) === next(b) ? 0 : next(a) - next(b))
  return lines.sort((a, b) => {
    const first =
      order === 'trouble'
        ? a.rank - b.rank
        : order === 'checked'
          ? checked(b) - checked(a)
          : order === 'next'
            ? soonest(a, b)
            : 0
    return first || byName(a.name, b.name)
  })
}
