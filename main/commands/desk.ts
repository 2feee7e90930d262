// What every command can reach: the host, the library and the trades, put together once by app.ts.
import type { Host } from '../base/host.ts'
import type { Announcement } from '../contract/changes.ts'
import type { CommandName, In, Out } from '../contract/commands.ts'
import type { Result } from '../contract/problems.ts'
import type { Feeds } from '../feeds/feeds.ts'
import type { Media } from '../media/media.ts'
import type { Search } from '../search/search.ts'
import type { Activity } from './activity.ts'
import type { Completer } from './complete.ts'
import type { IntendedLibrary } from './intended.ts'
import type { Syncs } from './syncs.ts'
import type { Undo } from './undo.ts'
import type { Work } from './work.ts'

export interface Desk {
  host: Host
  library: IntendedLibrary
  feeds: Feeds
  media: Media
  search: Search
  work: Work
  undo: Undo
  activity: Activity
  completer: Completer
  syncs: Syncs
  announce(announcement: Announcement): void
}

/** The verbs of one noun. */
export type Verbs<K extends CommandName> = { [N in K]: (desk: Desk, input: In<N>) => Promise<Result<Out<N>>> }
