// The counts: derived from the register by one loop when the library opens, then kept by the same steps that change it.
import type { Counts, Feed, FeedId, Instant } from '../contract/models.ts'
import { flag, liveMask, type Register } from './register.ts'
import { seconds } from './record.ts'

/** By feed id. */
interface Sums {
  unread: Int32Array
  total: Int32Array
  saved: Int32Array
  today: Int32Array
}

export class Tally {
  readonly #register: Register
  #sums: Sums = sums(0)
  /** Seconds; local midnight, and the next. */
  #midnight = 0
  #tomorrow = 0

  constructor(register: Register) {
    this.#register = register
  }

  /** Counts everything anew. */
  count(highestFeed: FeedId, now: Instant): void {
    const since = midnight(now)
    const until = midnight(now, 24)
    const counted = sums(highestFeed + 1)
    const { unread, total, saved, today } = counted
    const { present, read, saved: kept } = flag
    for (const { rows, state } of this.#register.pages) {
      const { flags, feed, sort } = state
      for (let row = 0; row < rows; row++) {
        const bits = flags[row] ?? 0
        if ((bits & liveMask) !== present) continue
        const of = feed[row] ?? 0
        total[of] = (total[of] ?? 0) + 1
        if ((bits & read) === 0) unread[of] = (unread[of] ?? 0) + 1
        if ((bits & kept) !== 0) saved[of] = (saved[of] ?? 0) + 1
        const at = sort[row] ?? 0
        if (at >= since && at < until) today[of] = (today[of] ?? 0) + 1
      }
    }
    this.#midnight = since
    this.#tomorrow = until
    this.#sums = counted
  }

  /** A row is about to change (-1), or has changed (1). */
  shift(feed: FeedId, flags: number, sort: number, by: 1 | -1): void {
    if ((flags & liveMask) !== flag.present) return
    if (feed >= this.#sums.total.length) this.#sums = widened(this.#sums, Math.max(16, feed * 2))
    const { unread, total, saved, today } = this.#sums
    total[feed] = (total[feed] ?? 0) + by
    if ((flags & flag.read) === 0) unread[feed] = (unread[feed] ?? 0) + by
    if ((flags & flag.saved) !== 0) saved[feed] = (saved[feed] ?? 0) + by
    if (sort >= this.#midnight && sort < this.#tomorrow) today[feed] = (today[feed] ?? 0) + by
  }

  /** Over the feeds that are followed. */
  counts(feeds: Iterable<Feed>, now: Instant): Counts {
    if (midnight(now) !== this.#midnight) this.count(this.#sums.total.length - 1, now)
    const counts: Counts = { unread: 0, saved: 0, total: 0, today: 0, feeds: {} }
    for (const { id } of feeds) {
      const unread = this.#sums.unread[id] ?? 0
      const total = this.#sums.total[id] ?? 0
      counts.feeds[id] = [unread, total]
      counts.unread += unread
      counts.total += total
      counts.saved += this.#sums.saved[id] ?? 0
      counts.today += this.#sums.today[id] ?? 0
    }
    return counts
  }
}

/** Where the reader is, today at 0 or, with 24, tomorrow. */
export const midnight = (now: Instant, hours: 0 | 24 = 0): number => seconds(new Date(now).setHours(hours, 0, 0, 0))

const sums = (feeds: number): Sums => ({
  unread: new Int32Array(feeds),
  total: new Int32Array(feeds),
  saved: new Int32Array(feeds),
  today: new Int32Array(feeds),
})

function widened(old: Sums, feeds: number): Sums {
  const wide = sums(feeds + 1)
  wide.unread.set(old.unread)
  wide.total.set(old.total)
  wide.saved.set(old.saved)
  wide.today.set(old.today)
  return wide
}
