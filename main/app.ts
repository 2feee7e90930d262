// Wires Broadsheet together: a Host goes in, a Bridge comes out; the only file that knows everyone.
import * as v from 'valibot'
import type { Host } from './base/host.ts'
import { DiskError } from './base/host.ts'
import { createActivity } from './commands/activity.ts'
import { accountVerbs } from './commands/accounts.ts'
import { articleVerbs } from './commands/articles.ts'
import { createCompleter } from './commands/complete.ts'
import type { Desk, Verbs } from './commands/desk.ts'
import { feedVerbs } from './commands/feeds.ts'
import { intended } from './commands/intended.ts'
import { labelVerbs } from './commands/labels.ts'
import { libraryVerbs } from './commands/library.ts'
import { opmlVerbs } from './commands/opml.ts'
import { outboxVerbs } from './commands/outbox.ts'
import { placeVerbs } from './commands/places.ts'
import { startRounds } from './commands/rounds.ts'
import { schemas } from './commands/schemas.ts'
import { settingsVerbs } from './commands/settings.ts'
import { snapshotVerbs } from './commands/snapshot.ts'
import { startSyncRounds } from './commands/sync-rounds.ts'
import { createSyncs } from './commands/syncs.ts'
import { createUndo } from './commands/undo.ts'
import { createWork } from './commands/work.ts'
import type { Bridge } from './contract/bridge.ts'
import type { Announcement } from './contract/changes.ts'
import type { CommandName, In, Out } from './contract/commands.ts'
import { fail, type Result } from './contract/problems.ts'
import { createFeeds } from './feeds/feeds.ts'
import { openLibrary } from './library/library.ts'
import type { Library } from './library/writes.ts'
import { createMedia } from './media/media.ts'
import { createSearch } from './search/search.ts'
import type { Service } from './sync/service.ts'
import { services } from './sync/services/services.ts'

export interface App extends Bridge {
  media: Library['media']
  close(): Promise<void>
}

export interface AppOptions {
  /** What runs by itself; missing: not on the command line. */
  background?: boolean
  /** Where accounts can be; missing: all there are. */
  services?: readonly Service[]
}

const verbs: Verbs<CommandName> = {
  ...snapshotVerbs,
  ...feedVerbs,
  ...placeVerbs,
  ...articleVerbs,
  ...settingsVerbs,
  ...opmlVerbs,
  ...libraryVerbs,
  ...accountVerbs,
  ...outboxVerbs,
  ...labelVerbs,
}

/** Opens the library and starts what runs by itself (`background`: visits, completing, housekeeping). The host must hold the
 * library's lock. Throws DiskError when the library cannot be opened. */
export async function openApp(host: Host, options: AppOptions = {}): Promise<App> {
  const { background = host.name !== 'cli' } = options
  const library = intended(await openLibrary(host))
  const listeners = new Set<(announcement: Announcement) => void>()
  /** What the system asked to open before the host had somebody to tell. */
  const early: Announcement[] = []
  const announce = (announcement: Announcement) => {
    if (listeners.size === 0 && announcement.kind === 'open.asked') early.push(announcement)
    for (const listener of listeners) listener(announcement)
  }
  library.onChange(announce)
  library.onProblem((problem) => announce({ kind: 'problem.noticed', problem }))
  const desk: Desk = {
    host,
    library,
    feeds: createFeeds(host),
    media: createMedia(host),
    search: createSearch(host, library),
    work: createWork(host.clock, announce),
    undo: createUndo(library),
    activity: createActivity(library, host.clock, announce),
    completer: createCompleter(() => desk),
    syncs: createSyncs(() => desk, options.services ?? services),
    announce,
  }
  const stops = background ? [startRounds(desk), startSyncRounds(desk)] : []

  async function run<K extends CommandName>(name: K, input: In<K>): Promise<Result<Out<K>>> {
    if (!Object.hasOwn(verbs, name)) return fail({ kind: 'badRequest', where: 'name', why: 'unknown command' })
    const checked = check(name, input)
    if (!checked.ok) return checked
    try {
      return await verbs[name](desk, checked.value)
    } catch (error) {
      if (error instanceof DiskError) return fail(error.problem)
      throw error
    }
  }

  return {
    run,
    onChange(listener) {
      listeners.add(listener)
      for (const announcement of early.splice(0)) listener(announcement)
      return () => void listeners.delete(listener)
    },
    media: library.media,
    async close() {
      for (const stop of stops) stop()
      desk.work.close()
      await desk.syncs.stop()
      await desk.completer.stop()
      await desk.search.close()
      await library.close()
    },
  }
}

function check<K extends CommandName>(name: K, input: unknown): Result<In<K>> {
  try {
    const checked = v.safeParse(schemas[name], input)
    if (checked.success) return { ok: true, value: checked.output }
    const [issue] = checked.issues
    return fail({ kind: 'badRequest', where: v.getDotPath(issue) ?? 'input', why: issue.message })
  } catch (error) {
    // Nested deeper than the stack.
    if (error instanceof RangeError) return fail({ kind: 'badRequest', where: 'input', why: 'too deep' })
    throw error
  }
}
