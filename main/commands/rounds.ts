// The app's heartbeat: visits feeds when their time has come, goes on with what is incomplete, keeps house once a day.
import { DiskError } from '../base/host.ts'
import type { Desk } from './desk.ts'
import { report } from './feeds.ts'
import { watchRules } from './left-out.ts'
import { watchSecrets } from './let-go.ts'
import { dueFeeds, refresh } from './refresh.ts'

const BEAT = 30_000
const HOUSEKEEPING = 24 * 3_600_000
const FIRST_HOUSEKEEPING = 90_000
const FIRST_LOOK = 60_000
/** After sleep a network has an address before it has names. */
const SETTLE = 5_000
/** What cannot be stored is not fetched again and again. */
const DISK_REST = 15 * 60_000

/** Starts; answers with what ends it. */
export function startRounds(desk: Desk): () => void {
  const { library, host } = desk
  const { clock, surroundings } = host
  let stopped = false
  let working = false
  let diskRests = -Infinity
  const startedAt = clock.now()
  /** The first things by itself are still to be done. */
  let isHeld = true
  let keptHouseAt = clock.now() - HOUSEKEEPING + FIRST_HOUSEKEEPING
  const nothing = () => undefined as void
  let cancelBeat = nothing
  let cancelCatchUp = nothing
  let cancelLook = nothing

  /** The reader wants no fetching at the start: for as long as lies between two visits only what is asked for is fetched. */
  const isQuiet = () => {
    const { refreshOnStart, refreshMinutes } = library.settings()
    return !refreshOnStart && Math.abs(clock.now() - startedAt) < refreshMinutes * 60_000
  }

  function begin(): void {
    if (!isHeld || isQuiet()) return
    isHeld = false
    if (surroundings.online()) desk.completer.add(library.incomplete())
    cancelLook = clock.after(FIRST_LOOK, rules.look)
    void visit()
  }

  async function visit(): Promise<void> {
    if (isQuiet()) return
    if (working || stopped || !surroundings.online() || Math.abs(clock.now() - diskRests) < DISK_REST) return
    const due = dueFeeds(desk)
    if (due.length === 0) return
    working = true
    try {
      await refresh(desk, due, { force: false, complete: true })
    } catch (error) {
      if (error instanceof DiskError) diskRests = clock.now()
      report(desk)(error)
    } finally {
      working = false
    }
  }

  /** By the clock on the wall: timers stand still while the machine sleeps. */
  function keepHouse(): void {
    const since = clock.now() - keptHouseAt
    if (since >= 0 && since < HOUSEKEEPING) return
    keptHouseAt = clock.now()
    void library
      .applyRetention()
      .catch(report(desk))
      .then(() => library.keepBackups())
      .catch(report(desk))
      .then(secrets.keepHouse)
  }

  const next = () => {
    if (stopped) return
    cancelBeat = clock.after(BEAT, () => {
      keepHouse()
      begin()
      void visit()
      next()
    })
  }
  const catchUp = () => {
    cancelCatchUp()
    if (stopped || !surroundings.online()) return
    cancelCatchUp = clock.after(SETTLE, () => {
      if (isQuiet()) return
      desk.completer.add(library.incomplete())
      void visit()
    })
  }

  const rules = watchRules(desk)
  const secrets = watchSecrets(desk)
  const stops = [
    rules.stop,
    secrets.stop,
    surroundings.onWake(catchUp),
    surroundings.onOnline((online) => {
      desk.announce({ kind: 'online.changed', online })
      catchUp()
    }),
    surroundings.onOpen((address) => desk.announce({ kind: 'open.asked', address })),
  ]
  next()
  begin()
  return () => {
    stopped = true
    cancelBeat()
    cancelCatchUp()
    cancelLook()
    for (const stop of stops) stop()
  }
}
