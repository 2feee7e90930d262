// Lets a few through at a time: so many for each key (a host), so many in all; the others wait in turn.

interface Lane {
  active: number
  queue: Waiting[]
}
interface Waiting {
  enter: (leave: (() => void) | null) => void
  abort: (() => void) | null
  signal: AbortSignal | undefined
}

export class Gate {
  readonly #each: number
  readonly #all: number
  readonly #lanes = new Map<string, Lane>()
  /** Keys that have somebody waiting and room of their own. */
  readonly #ready = new Set<string>()
  #active = 0

  constructor(each: number, all = Number.POSITIVE_INFINITY) {
    this.#each = each
    this.#all = all
  }

  /** Answers with what gives the place back (call it once), or with null when `signal` came first. */
  enter(key: string, signal?: AbortSignal): Promise<(() => void) | null> {
    if (signal?.aborted) return Promise.resolve(null)
    const lane = this.#lanes.get(key) ?? { active: 0, queue: [] }
    this.#lanes.set(key, lane)
    return new Promise((enter) => {
      const waiting: Waiting = { enter, abort: null, signal }
      lane.queue.push(waiting)
      if (signal) {
        waiting.abort = () => {
          lane.queue.splice(lane.queue.indexOf(waiting), 1)
          this.#forget(key, lane)
          enter(null)
        }
        signal.addEventListener('abort', waiting.abort, { once: true })
      }
      this.#ready.add(key)
      this.#drain()
    })
  }

  #drain(): void {
    for (const key of this.#ready) {
      if (this.#active >= this.#all) return
      this.#ready.delete(key)
      const lane = this.#lanes.get(key)
      if (!lane || lane.active >= this.#each) continue
      const next = lane.queue.shift()
      if (!next) continue
      if (next.abort) next.signal?.removeEventListener('abort', next.abort)
      lane.active++
      this.#active++
      // Back to the end of the line: hosts take turns.
      if (lane.queue.length) this.#ready.add(key)
      next.enter(() => {
        lane.active--
        this.#active--
        if (lane.queue.length) this.#ready.add(key)
        this.#forget(key, lane)
        this.#drain()
      })
    }
  }

  #forget(key: string, lane: Lane): void {
    if (lane.active === 0 && lane.queue.length === 0) this.#lanes.delete(key)
  }
}
