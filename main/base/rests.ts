// Hosts that ask to be left alone, and until when: what one request has learned, the next one keeps to.
import type { Instant } from '../contract/models.ts'

const MINUTE = 60_000
const FIRST = 5 * MINUTE
const LONGEST_OWN = 4 * 60 * MINUTE
/** More than anybody can ask for: the clock has been put back since. */
const LONGEST = 25 * 60 * MINUTE
/** Of a rest nobody has set a length to: many that wait for one host do not come back at once. */
const SPREAD = 0.3

export class Rests {
  readonly #hosts = new Map<string, { until: Instant; times: number }>()
  readonly #random: () => number

  constructor(random: () => number = Math.random) {
    this.#random = random
  }

  /** null: it may be asked. */
  until(host: string, now: Instant): Instant | null {
    const until = this.#hosts.get(host)?.until ?? 0
    return until > now && until <= now + LONGEST ? until : null
  }

  /** It has asked for rest: until `asked`, or for longer each time when it does not say. */
  rest(host: string, asked: Instant | null, now: Instant): void {
    const known = this.#hosts.get(host)
    const resting = this.until(host, now)
    // Requests that were under way already are refused along with the first.
    const times = resting === null ? (known?.times ?? 0) + 1 : (known?.times ?? 1)
    const own = now + Math.min(LONGEST_OWN, FIRST * 2 ** Math.min(times - 1, 10)) * (1 + this.#random() * SPREAD)
    const until = asked === null ? (resting ?? own) : Math.max(asked + this.#random() * 5000, resting ?? 0)
    this.#hosts.set(host, { until, times })
  }

  /** It has answered. */
  answered(host: string, now: Instant): void {
    if (this.#hosts.has(host) && this.until(host, now) === null) this.#hosts.delete(host)
  }
}
