// Moments as pages write them, in milliseconds; without a zone they are taken as UTC.
import { parseDate } from '../base/dates.ts'
import type { Instant } from '../contract/models.ts'

export function instantOf(value: unknown): Instant | null {
  if (typeof value === 'number') return plausible(value > 1e11 ? value : value * 1000)
  if (typeof value !== 'string') return null
  const text = value.trim().slice(0, 100)
  if (/^\d{10}(?:\d{3})?$/.test(text)) return instantOf(Number(text))
  // A zone's name in brackets says again what its offset has said.
  const at = parseDate(text.replace(/\[[^[\]]{1,40}\]$/, ''))
  return at === null ? null : plausible(at)
}

/** From the first newspapers to tomorrow's. */
const plausible = (at: number): Instant | null => (Number.isFinite(at) && at > -6e12 && at < 4.2e12 ? at : null)
