// Dates made of bare numbers: Unix time, ISO 8601 without its marks, weeks and days of the year.
import { fractionOf, fullYear, instant, zoneOf, type Moment } from './date-parts.ts'
import type { Instant } from '../contract/models.ts'

const compactTime =
  '(?:[T ]?(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)?\\s*(Z|[A-Z]{2,5}|[+-]\\d{1,2}:?(?:\\d{2})?)?)?$'
const compactForms: [RegExp, (parts: string[]) => Partial<Moment> & { year: number }][] = [
  [
    new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${compactTime}`, 'i'),
    ([y = '', m = '', d = '']) => ({ year: +y, month: +m, day: +d }),
  ],
  [
    new RegExp(`^(\\d{4})-?W(\\d{2})-?(\\d)?${compactTime}`, 'i'),
    ([y = '', w = '', d]) => ofWeek(+y, +w, d === undefined ? 1 : +d),
  ],
  [new RegExp(`^(\\d{4})-?(\\d{3})()${compactTime}`, 'i'), ([y = '', d = '']) => ofOrdinal(+y, +d)],
  [new RegExp(`^(\\d{4})-(\\d{1,2})()${compactTime}`, 'i'), ([y = '', m = '']) => ({ year: +y, month: +m })],
  [new RegExp(`^(\\d{4})()()${compactTime}`, 'i'), ([y = '']) => ({ year: +y })],
  [
    new RegExp(`^(\\d{2})-?(\\d{2})-?(\\d{2})${compactTime}`, 'i'),
    ([y = '', m = '', d = '']) => ({ year: fullYear(y), month: +m, day: +d }),
  ],
  [new RegExp(`^-(\\d{2})-?(\\d{2})()${compactTime}`, 'i'), ([y = '', m = '']) => ({ year: fullYear(y), month: +m })],
  [new RegExp(`^(\\d{2})-?(\\d{3})()${compactTime}`, 'i'), ([y = '', d = '']) => ofOrdinal(fullYear(y), +d)],
]

/** Bare numbers: Unix time, and ISO 8601 without its marks, by year, month, week or day of the year. */
export function compact(text: string): Instant | null {
  if (/^\d{1,2}$|^-?\d{3}$/.test(text)) return null
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.floor(Number(text) * 1000)
  if (/^\d{13}$/.test(text)) return Number(text)
  if (/^\d{16}$/.test(text)) return Math.floor(Number(text) / 1000)
  for (const [form, make] of compactForms) {
    const found = form.exec(text)
    if (!found) continue
    const [, a, b, c, hour = '0', minute = '0', second = '0', fraction = '', zone] = found
    const offset = zoneOf(zone)
    if (offset === null) return null
    const date = instant({
      ...make([a, b, c] as string[]),
      hour: +hour,
      minute: +minute,
      second: +second,
      millisecond: fractionOf(fraction),
      zone: offset,
    })
    if (date !== null) return date
  }
  return null
}

function ofOrdinal(year: number, ordinal: number): Partial<Moment> & { year: number } {
  if (ordinal < 1 || ordinal > 366) return { year: 0 }
  const date = new Date(Date.UTC(year, 0, ordinal))
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function ofWeek(year: number, week: number, day: number): Partial<Moment> & { year: number } {
  if (week < 1 || week > 53 || day < 1 || day > 7) return { year: 0 }
  const fourth = new Date(Date.UTC(year, 0, 4))
  const date = new Date(fourth.getTime() + ((week - 1) * 7 + day - 1 - ((fourth.getUTCDay() + 6) % 7)) * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
