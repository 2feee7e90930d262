// The bridge of the browser host: commands by POST, announcements by Server-Sent Events.
import type { Bridge } from '../../main/contract/bridge.ts'
import type { Announcement } from '../../main/contract/changes.ts'
import type { Result } from '../../main/contract/problems.ts'
import { fail } from '../../main/contract/problems.ts'

const FIRST_PAUSE = 500
const LONGEST_PAUSE = 15_000

export function httpBridge(): Bridge {
  const listeners = new Set<(announcement: Announcement) => void>()
  const hear = (announcement: Announcement) => {
    for (const listener of listeners) listener(announcement)
  }
  let connected = false
  /** Nothing is asked before announcements are heard, or those between the two would be missed. */
  let listening: Promise<void> = Promise.resolve()

  function connect(pause: number, again: boolean, settled: () => void): void {
    const source = new EventSource('/api/changes')
    source.onopen = () => {
      // What was announced meanwhile is lost: revision 0 never fits, so whoever listens asks for a new snapshot.
      if (again) hear({ kind: 'library.replaced', revision: 0, counts: null })
      pause = FIRST_PAUSE
      settled()
    }
    source.onmessage = (message: MessageEvent<string>) => hear(JSON.parse(message.data) as Announcement)
    source.onerror = () => {
      source.close()
      settled()
      setTimeout(() => connect(Math.min(pause * 2, LONGEST_PAUSE), true, settled), pause)
    }
  }

  return {
    async run(name, input) {
      await listening
      try {
        const response = await fetch('/api/run', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name, input }),
        })
        if (!response.ok) return fail({ kind: 'connectionFailed', host: location.host, code: String(response.status) })
        return (await response.json()) as Result<never>
      } catch (error) {
        // fetch throws a TypeError when nobody answers; anything else is a bug.
        if (!(error instanceof TypeError)) throw error
        return fail({ kind: 'connectionFailed', host: location.host, code: 'closed' })
      }
    },
    onChange(listener) {
      listeners.add(listener)
      if (!connected) listening = new Promise((settled) => connect(FIRST_PAUSE, false, settled))
      connected = true
      return () => listeners.delete(listener)
    },
  }
}
