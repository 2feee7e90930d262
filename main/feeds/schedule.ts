// When a feed is visited next: what it asks for, how often it publishes, and how it last failed.
import type { FetchState, Instant } from '../contract/models.ts'
import type { ParsedFeed, ParsedItem } from '../base/parsed-feed.ts'

export { retryAfter } from '../base/retry-after.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DAY_MINUTES = 1440
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const PERIODS = { hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 }
/** Of a feed that has not shown its rhythm yet, in minutes. */
const UNKNOWN_RHYTHM = 120

export type Asked = NonNullable<FetchState['asked']>
export type Random = () => number

/** What the feed's own text asks for. */
export function askedBy(feed: ParsedFeed): Asked {
  const ttl = feed.ttl && feed.ttl > 0 ? feed.ttl : 0
  const update = feed.update ? PERIODS[feed.update.period] / Math.max(1, feed.update.frequency) : 0
  const minutes = Math.min(Math.max(ttl, update), DAY_MINUTES)
  const hours = feed.skipHours
    .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
    .map((hour) => hour % 24)
  const days = feed.skipDays.map((day) => DAYS.indexOf(day.toLowerCase())).filter((day) => day >= 0)
  return { minutes: minutes || null, skipHours: [...new Set(hours)], skipDays: [...new Set(days)] }
}

/** Minutes for which the answer says that it stays fresh. */
export function freshMinutes(headers: Record<string, string>, now: Instant): number | null {
  const control = (headers['cache-control'] ?? '').toLowerCase()
  if (/\bno-cache\b|\bno-store\b/.test(control)) return null
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/.exec(control)
  let seconds: number
  if (maxAge) {
    seconds = Number(maxAge[1]) - (Number(headers['age']) || 0)
  } else {
    const expires = Date.parse(headers['expires'] ?? '')
    const date = Date.parse(headers['date'] ?? '')
    seconds = (expires - (Number.isNaN(date) ? now : date)) / 1000
  }
  return seconds > 0 ? Math.min(Math.ceil(seconds / 60), DAY_MINUTES) : null
}

export function wantsOf(asked: Asked | null | undefined, fresh: number | null): number | null {
  return Math.max(asked?.minutes ?? 0, fresh ?? 0) || null
}

const dateOf = (item: ParsedItem): Instant | null => item.published ?? item.updated

/** The newest article's instant, never in the future. */
export function newestOf(items: readonly ParsedItem[], now: Instant): Instant | null {
  let newest: Instant | null = null
  for (const item of items) {
    const date = dateOf(item)
    if (date !== null && date <= now && date > (newest ?? 0)) newest = date
  }
  return newest
}

/** Median minutes between the newest articles. */
export function rhythmOf(items: readonly ParsedItem[], now: Instant): number | null {
  const dates = items.map(dateOf).filter((date): date is Instant => date !== null && date > 0 && date <= now + DAY)
  const recent = [...new Set(dates)].sort((a, b) => b - a).slice(0, 21)
  const gaps = recent.slice(1).map((date, index) => (recent[index] ?? date) - date)
  gaps.sort((a, b) => a - b)
  const median = gaps[gaps.length >> 1]
  return median === undefined ? null : Math.max(1, Math.round(median / MINUTE))
}

/** The next visit after one that went well. `shortest` in minutes. */
export function nextVisit(state: FetchState, shortest: number, now: Instant, random: Random): Instant {
  // Twice in each gap between articles; a feed long silent is asked ever more rarely.
  const silence = Math.max(0, now - (state.changedAt ?? now)) / MINUTE
  const own = Math.max((state.rhythm ?? UNKNOWN_RHYTHM) / 2, silence / 24)
  const minutes = Math.max(shortest, Math.min(own, DAY_MINUTES), Math.min(state.wants ?? 0, DAY_MINUTES))
  // Only ever later: a server is never asked sooner than it wants.
  return outsideSkipped(now + minutes * MINUTE * (1 + random() * 0.1), state.asked, random)
}

function outsideSkipped(at: Instant, asked: Asked | null | undefined, random: Random): Instant {
  if (!asked || (asked.skipHours.length === 0 && asked.skipDays.length === 0)) return at
  const skipped = (time: Instant): boolean => {
    const date = new Date(time)
    return asked.skipHours.includes(date.getUTCHours()) || asked.skipDays.includes(date.getUTCDay())
  }
  if (!skipped(at)) return at
  const hour = Math.floor(at / HOUR) * HOUR
  for (let step = 1; step <= 7 * 24; step++) {
    if (!skipped(hour + step * HOUR)) return hour + step * HOUR + random() * 10 * MINUTE
  }
  // Every hour of the week is skipped: that is not a schedule.
  return at
}

/** The next try after failures: doubling, up to a day, spread so that many feeds do not come back at once. */
export function nextTry(
  failures: number,
  shortest: number,
  retryAt: Instant | null,
  now: Instant,
  random: Random,
): Instant {
  const minutes = Math.min(Math.max(shortest, 15) * 2 ** Math.min(Math.max(failures, 1) - 1, 20), DAY_MINUTES)
  const spread = 1 + random() * 0.3
  return Math.max(now + minutes * MINUTE * spread, retryAt === null ? 0 : retryAt + random() * MINUTE)
}
