// Articles as a service gives them, taken in like those of a feed; with their marks, and with their names there.
import { emptyFeed, type ParsedFeed } from '../base/parsed-feed.ts'
import type { Feed } from '../contract/models.ts'
import type { Result } from '../contract/problems.ts'
import type { Arrival } from '../sync/scene.ts'
import type { Desk } from './desk.ts'
import { takeIn, type Intake } from './intake.ts'

/** `arrivals` newest first, as feeds have them. */
export function takeInRemote(
  desk: Desk,
  feed: Feed,
  arrivals: readonly Arrival[],
  signal: AbortSignal,
): Promise<Result<Intake>> {
  const parsed: ParsedFeed = {
    ...emptyFeed(),
    format: 'atom',
    link: feed.siteUrl,
    items: arrivals.map(({ item }) => item),
  }
  return takeIn(desk, feed, parsed, [], signal, arrivals)
}
