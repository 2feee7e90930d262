// The parts of a written date and the instant they make.
import { zoneNamed } from './date-words.ts'
import type { Instant } from '../contract/models.ts'

export interface Moment {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  /** Minutes east of Greenwich. */
  zone: number
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()

export function instant(moment: Partial<Moment> & { year: number }): Instant | null {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0, zone = 0 } = moment
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1 || year > 9999) return null
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0)) || minute > 59 || second > 60) return null
  if (Math.abs(zone) > 24 * 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, Math.min(day, daysIn(year, month)))
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime() - zone * 60_000
}

export const fractionOf = (digits: string) => (digits === '' ? 0 : Math.floor(Number(`0.${digits}`) * 1000))

export function clock(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return half.toLowerCase() === 'p' ? (hour === 12 ? 12 : hour + 12) : hour === 12 ? 0 : hour
}

/** Minutes; undefined text is UTC; null: out of range. An unknown name is UTC as well. */
export function zoneOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return 0
  const found = /([+-])(\d{1,2}):?(\d{1,2})?/.exec(text)
  if (found) {
    const hours = Number(found[2])
    const minutes = Number(found[3] ?? 0)
    if (hours > 24 || minutes > 99) return null
    const sum = hours * 60 + minutes
    return found[1] === '-' ? -sum : sum
  }
  return zoneNamed(text) ?? 0
}

export const fullYear = (digits: string) =>
  digits.length > 2 ? Number(digits) : Number(digits) < 70 ? 2000 + Number(digits) : 1900 + Number(digits)
