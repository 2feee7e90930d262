// The one wire between a window (or the command line) and the app.
import type { Announcement } from './changes.ts'
import type { CommandName, In, Out } from './commands.ts'
import type { Result } from './problems.ts'

export interface Bridge {
  run<K extends CommandName>(name: K, input: In<K>): Promise<Result<Out<K>>>
  /** Called with every announcement; answers with what ends it. */
  onChange(listener: (announcement: Announcement) => void): () => void
}
