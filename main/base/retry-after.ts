// When a server says that it may be asked again: Retry-After, or what some say instead.
import type { Instant } from '../contract/models.ts'

const DAY = 24 * 60 * 60_000

/** In seconds or as a date; what Reddit and others say instead. At most a day is believed. */
export function retryAfter(headers: Record<string, string>, now: Instant): Instant | null {
  const said = headers['retry-after']?.trim() || headers['x-ratelimit-reset'] || headers['ratelimit-reset']
  if (!said) return null
  const seconds = Number(said)
  const at = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(said)
  return at > now ? Math.min(at, now + DAY) : null
}
