// Dates in words and numbers, in any order and many languages.
import { clock, fractionOf, fullYear, instant, zoneOf } from './date-parts.ts'
import { monthNamed, zoneNamed } from './date-words.ts'
import type { Instant } from '../contract/models.ts'

const timeOfDay =
  /(?:^|[^\d:.])(\d{1,2})(?::|h|\.(?=\d\d[.:]\d\d(?!\d)|\d\d\s*(?:uhr|$)))(\d{2})(?:[:.m](\d{2})(?:[.,:](\d{1,9}))?s?)?(?![\d:])\s*(?:([ap])\.?\s?m\b\.?|uhr\b|hs?\b)?/i
const hourOnly = /(?:^|\s)(\d{1,2})\s*([ap])\.?m\b\.?/i

/** Words and numbers in any order: the time by its colon, the zone behind it, the month by its name. */
export function loose(text: string): Instant | null {
  let rest = text.replace(/\b(\d{1,2})(st|nd|rd|th|er|ère|º|ª|°)\b/gi, '$1').replace(/\b(\d{1,2})[ºª°]/g, '$1')
  const time = timeOfDay.exec(rest) ?? hourOnly.exec(rest)
  let hour = 0
  let minute = 0
  let second = 0
  let millisecond = 0
  let behind = ''
  const american = time !== null && /[ap]\.?\s?m\b/i.test(time[0])
  if (time) {
    const full = time.length > 4
    hour = clock(Number(time[1]), full ? time[5] : time[2])
    minute = full ? Number(time[2]) : 0
    second = full ? Number(time[3] ?? 0) : 0
    millisecond = full ? fractionOf(time[4] ?? '') : 0
    behind = rest.slice(time.index + time[0].length)
    rest = `${rest.slice(0, time.index)} `
    // Seconds and fractions that nobody can read make the whole unreadable.
    if (/^:\d/.test(behind)) return null
  }
  const zone =
    /^\s*,?\s*((?:utc|gmt|z)?\s?[+-]\s?\d{1,2}(?::?\d{2})?|etc\/\w+|[a-z]{1,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)(?![\w/])/i.exec(
      behind,
    )
  let offset: number | null = 0
  let used = 0
  if (zone) {
    const name = (zone[1] ?? '').replace(/\s/g, '')
    if (/[+-]/.test(name) || zoneNamed(name) !== null || monthNamed(name) === 0) {
      offset = zoneOf(name)
      used = zone[0].length
    }
  } else if (!time) {
    const trailing = /\s((?:utc|gmt)?[+-]\d{2}:?\d{2}|[A-Z]{1,4})$/.exec(rest)
    if (
      trailing &&
      (/\d/.test(trailing[1] ?? '') || zoneNamed(trailing[1] ?? '') !== null) &&
      !/\d[-/]$/.test(rest.slice(0, trailing.index))
    ) {
      offset = zoneOf(trailing[1])
      rest = rest.slice(0, trailing.index)
    }
  }
  if (offset === null) return null
  rest += behind.slice(used).replace(/\([^)]*\)/g, ' ')
  const date = dateOf(rest, american)
  return date && instant({ ...date, hour, minute, second, millisecond, zone: offset })
}

function dateOf(text: string, american: boolean): { year: number; month: number; day: number } | null {
  const numeric = /(?:^|[^\d])(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})(?!\d)/.exec(text)
  if (numeric) {
    const [, a = '', mark = '', b = '', c = ''] = numeric
    if (a.length > 2) return c.length > 2 ? null : { year: Number(a), month: Number(b), day: Number(c) }
    const year = fullYear(c)
    if (c.length === 1 || c.length === 3) return null
    const monthFirst = Number(b) > 12 || (Number(a) <= 12 && (american || mark === '/'))
    return monthFirst ? { year, month: Number(a), day: Number(b) } : { year, month: Number(b), day: Number(a) }
  }
  const tokens = text.match(/\d+|[\p{L}\p{M}]+/gu) ?? []
  if (tokens.length > 24) return null
  let month = 0
  let at = -1
  for (const [index, token] of tokens.entries()) {
    if (/^\d/.test(token)) continue
    const named = monthNamed(token)
    if (named === 0) continue
    const before = tokens[index - 1]
    const article = /^(de|del|of|di|den|the)$/i.test(before ?? '')
    const afterNumber = /^\d{1,4}$/.test((article ? tokens[index - 2] : before) ?? '')
    // A weekday can look like a month (mar, sept): the one behind a number is the month.
    if (month === 0 || afterNumber) {
      month = named
      at = index
      if (afterNumber) break
    }
  }
  if (month === 0) return null
  const numbers = tokens.map((token, index) => ({ token, index })).filter(({ token }) => /^\d+$/.test(token))
  const year =
    numbers.find(({ token }) => token.length === 4) ??
    numbers.findLast(({ token, index }) => token.length === 2 && numbers.length > 1 && index > at)
  if (!year) return null
  const day = numbers.find((number) => number !== year && number.token.length <= 2)
  if (numbers.some(({ token }) => token.length === 3 || token.length > 4)) return null
  // A day that is no number, where one should be, leaves nothing to believe.
  if (!day && numbers.length === 1 && tokens.length > 3 && tokens[at + 1] !== year.token && at > 0) return null
  return { year: fullYear(year.token), month, day: day ? Number(day.token) : 1 }
}
