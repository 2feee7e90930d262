// The wire to the app: what Electron's preload exposes, or the loopback server of the browser host.
import type { Bridge } from '../../main/contract/bridge.ts'
import { httpBridge } from './http.ts'

declare global {
  interface Window {
    broadsheet?: Bridge
  }
}

async function findBridge(): Promise<Bridge> {
  if (typeof window === 'undefined') return httpBridge()
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('demo')) {
    const { demoBridge } = await import('./demo.ts')
    return demoBridge(new URLSearchParams(location.search))
  }
  return window.broadsheet ?? httpBridge()
}

export const bridge: Bridge = await findBridge()
