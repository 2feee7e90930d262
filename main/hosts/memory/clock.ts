// A clock for tests: time passes when it is told to, and what was due happens in order.
import type { Clock } from '../../base/host.ts'

export interface MemoryClock extends Clock {
  /** Runs what falls due on the way, and lets what it starts go on before the next. */
  advance(ms: number): Promise<void>
  set(now: number): void
}

interface Due {
  at: number
  run: () => void
}

export function createMemoryClock(start = Date.UTC(2026, 10, 23, 12)): MemoryClock {
  let now = start
  const waiting = new Set<Due>()
  return {
    now: () => now,
    after(ms, run) {
      const due = { at: now + ms, run }
      waiting.add(due)
      return () => void waiting.delete(due)
    },
    async advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...waiting].filter((due) => due.at <= end).toSorted((a, b) => a.at - b.at)
        if (!next) break
        waiting.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await new Promise((later) => setImmediate(later))
      }
      now = end
    },
    set: (to) => void (now = to),
  }
}
