// Network and sleep as Electron knows them, with the interfaces that Node sees as a second opinion.
import { net, powerMonitor } from 'electron'
import { createSurroundings, type NodeSurroundings } from '../node/surroundings.ts'

export interface ElectronSurroundings extends NodeSurroundings {
  /** Once Electron is ready: before, nothing can be asked. */
  listen(): void
}

export function electronSurroundings(): ElectronSurroundings {
  const watched = createSurroundings()
  const wakeListeners = new Set<() => void>()
  const wake = () => {
    watched.look()
    for (const listener of wakeListeners) listener()
  }
  let ready = false
  return {
    ...watched,
    // Chromium calls it offline only when no interface has a network.
    online: () => watched.online() && (!ready || net.isOnline()),
    onWake(listener) {
      wakeListeners.add(listener)
      return () => void wakeListeners.delete(listener)
    },
    listen() {
      ready = true
      powerMonitor.on('resume', wake)
      powerMonitor.on('unlock-screen', watched.look)
    },
    close() {
      if (ready) powerMonitor.off('resume', wake)
      if (ready) powerMonitor.off('unlock-screen', watched.look)
      watched.close()
    },
  }
}
