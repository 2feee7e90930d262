// Whether there is a network, and whether the machine slept, as far as Node alone can tell.
import { networkInterfaces } from 'node:os'
import type { Surroundings } from '../../base/host.ts'

const LOOK_EVERY = 15_000
/** A timer this late was stopped by sleep, not by work. */
const SLEPT = 45_000

export interface NodeSurroundings extends Surroundings {
  /** The system or another process handed over an address or file. */
  open(address: string): void
  /** Looks now, instead of at the next tick. */
  look(): void
  close(): void
}

export interface SurroundingsOptions {
  /** BROADSHEET_OFFLINE: '1' says there is no network, '0' says there is one; else the interfaces are watched. */
  env?: Record<string, string | undefined>
  interfaces?: () => ReturnType<typeof networkInterfaces>
  now?: () => number
}

export function createSurroundings(options: SurroundingsOptions = {}): NodeSurroundings {
  const { env = process.env, interfaces = networkInterfaces, now = Date.now } = options
  const onlineListeners = new Set<(online: boolean) => void>()
  const wakeListeners = new Set<() => void>()
  const openListeners = new Set<(address: string) => void>()
  /** Handed over before anybody listened. */
  const early: string[] = []
  const measure = (): boolean => {
    if (env.BROADSHEET_OFFLINE === '1') return false
    if (env.BROADSHEET_OFFLINE === '0') return true
    return Object.values(interfaces()).some((addresses) => addresses?.some((address) => !address.internal))
  }
  let online = measure()
  let looked = now()

  function look(): void {
    const slept = now() - looked > SLEPT
    looked = now()
    const before = online
    online = measure()
    if (online !== before) for (const listener of onlineListeners) listener(online)
    if (slept) for (const listener of wakeListeners) listener()
  }
  const timer = setInterval(look, LOOK_EVERY)
  timer.unref()

  return {
    online: () => online,
    onOnline: (listener) => listen(onlineListeners, listener),
    onWake: (listener) => listen(wakeListeners, listener),
    onOpen(listener) {
      for (const address of early.splice(0)) listener(address)
      return listen(openListeners, listener)
    },
    open(address) {
      if (openListeners.size === 0) early.push(address)
      for (const listener of openListeners) listener(address)
    },
    look,
    close: () => clearInterval(timer),
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
