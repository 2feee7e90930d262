// Moments as pages write them, in milliseconds; without a zone they are taken as UTC.
import type { Instant } from '../contract/models.ts'

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\[[^\]]{1,40}\])?)?$/i

export function instantOf(value: unknown): Instant | null {
  if (typeof value === 'number') return plausible(value > 1e11 ? value : value * 1000)
  if (typeof value !== 'string') return null
  const text = value.trim().slice(0, 100)
  const match = iso.exec(text)
  if (match) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', , zone] = match
    const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
    return plausible(at - offset(zone))
  }
  if (/^\d{10}(?:\d{3})?$/.test(text)) return instantOf(Number(text))
  if (/^\d{8}$/.test(text)) return instantOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  if (/^\d{8}T\d{6}Z?$/.test(text))
    return instantOf(
      `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13, 15)}Z`,
    )
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D{1,8}(\d{1,2})[:.](\d{2}))?/.exec(text)
  if (dotted) {
    const [, day, month, year, hour = '0', minute = '0'] = dotted
    return plausible(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)))
  }
  const zoned = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|\b[A-Z]{2,4})$/.test(text) && !/\b(?:AM|PM)$/i.test(text)
  return plausible(Date.parse(zoned ? text : `${text} UTC`))
}

function offset(zone: string | undefined): number {
  const match = zone ? /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) : null
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000
}

/** From the first newspapers to the day after tomorrow's paper is laid out. */
const plausible = (at: number): Instant | null => (Number.isFinite(at) && at > -6e12 && at < 4.2e12 ? at : null)
