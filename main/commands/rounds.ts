// The app's heartbeat: visits feeds when their time has come, goes on with what is incomplete, keeps house once a day.
import type { Desk } from './desk.ts'
import { report } from './feeds.ts'
import { dueFeeds, refresh } from './refresh.ts'

const BEAT = 30_000
const HOUSEKEEPING = 24 * 3_600_000
const FIRST_HOUSEKEEPING = 90_000

/** Starts; answers with what ends it. */
export function startRounds(desk: Desk): () => void {
  const { library, host } = desk
  const { clock, surroundings } = host
  let stopped = false
  let working = false
  let cancelBeat = () => undefined as void

  async function beat(): Promise<void> {
    if (working || stopped || !surroundings.online()) return
    working = true
    try {
      await refresh(desk, dueFeeds(desk), { force: false, complete: true })
    } catch (error) {
      report(desk)(error)
    } finally {
      working = false
    }
  }
  const next = () => {
    if (stopped) return
    cancelBeat = clock.after(BEAT, () => {
      void beat()
      next()
    })
  }
  const catchUp = () => {
    if (stopped || !surroundings.online()) return
    desk.completer.add(library.incomplete())
    void beat()
  }

  let cancelHousekeeping = () => undefined as void
  const houseKeeping = (ms: number) => {
    cancelHousekeeping = clock.after(ms, () => {
      library
        .applyRetention()
        .then(() => library.keepBackups())
        .catch(report(desk))
      houseKeeping(HOUSEKEEPING)
    })
  }

  const stops = [
    surroundings.onWake(catchUp),
    surroundings.onOnline((online) => {
      desk.announce({ kind: 'online.changed', online })
      catchUp()
    }),
    surroundings.onOpen((address) => desk.announce({ kind: 'open.asked', address })),
  ]
  houseKeeping(FIRST_HOUSEKEEPING)
  next()
  if (surroundings.online()) desk.completer.add(library.incomplete())
  if (library.settings().refreshOnStart) void beat()
  return () => {
    stopped = true
    cancelBeat()
    cancelHousekeeping()
    for (const stop of stops) stop()
  }
}
