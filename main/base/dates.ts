// Reads the dates that feeds and pages write, in whatever form: RFC 822 in all its decay, ISO 8601, and the rest.
import { monthNamed, zoneNamed } from './date-words.ts'
import type { Instant } from '../contract/models.ts'

interface Moment {
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

const longest = 120

/** null: no date, or none that exists. A missing zone is UTC, a missing time midnight. */
export function parseDate(written: string | null | undefined): Instant | null {
  if (!written) return null
  let text = written.length > 400 ? written.slice(0, 400) : written
  text = text.trim()
  const fast = internet(text) ?? mail(text)
  if (fast !== null) return fast
  text = tidy(text)
  if (text === '' || text.length > longest) return null
  return internet(text) ?? mail(text) ?? compact(text) ?? asian(text) ?? loose(text)
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/<[^<>]{0,100}>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u200b-\u200f\ufeff]+/g, ' ')
    .replace(/^["'([\s]+|["')\]\s]+$/g, '')
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()

function instant(moment: Partial<Moment> & { year: number }): Instant | null {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0, zone = 0 } = moment
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1 || year > 9999) return null
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0)) || minute > 59 || second > 60) return null
  if (Math.abs(zone) > 24 * 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, Math.min(day, daysIn(year, month)))
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime() - zone * 60_000
}

const iso =
  /^(\d{4})-(\d{1,2}|0\d\d)-(\d{1,2})(?:(?:[Tt_]| {1,3}|,)\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:](\d{1,9}))?)?)?(?:\s*([AaPp])\.?[Mm]\.?)?\s*(Z|z|[A-Za-z]{2,5}(?![A-Za-z/])|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{1,2})?(?::\d\d)?)?(?:\s*\[[^\]]{0,40}\]|\s*\([^)]{0,40}\))?)?Z?$/

/** W3C and RFC 3339 dates, MSSQL's with a space, also without zero padding. */
function internet(text: string): Instant | null {
  const found = iso.exec(text)
  if (!found) return null
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', half, zone] = found
  const offset = zoneOf(zone)
  if (offset === null) return null
  return instant({
    year: +year,
    month: +month,
    day: +day,
    hour: clock(+hour, half),
    minute: +minute,
    second: +second,
    millisecond: fractionOf(fraction),
    zone: offset,
  })
}

const fractionOf = (digits: string) => (digits === '' ? 0 : Math.floor(Number(`0.${digits}`) * 1000))

function clock(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return half.toLowerCase() === 'p' ? (hour === 12 ? 12 : hour + 12) : hour === 12 ? 0 : hour
}

/** Minutes; undefined text is UTC; null: out of range. An unknown name is UTC as well. */
function zoneOf(text: string | undefined): number | null {
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

const english: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
}
const rfc822 =
  /^(?:[A-Za-z]{3},? {0,2})?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([+-]\d{4}|(?![AaPp][Mm]$)[A-Za-z]{1,4}))?$/

/** RFC 822 as most feeds write it; everything else goes the loose way. */
function mail(text: string): Instant | null {
  const found = rfc822.exec(text)
  if (!found) return null
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '0', zone] = found
  const month = english[name.toLowerCase()]
  const offset = zoneOf(zone)
  if (month === undefined || offset === null) return null
  return instant({ year: +year, month, day: +day, hour: +hour, minute: +minute, second: +second, zone: offset })
}

const fullYear = (digits: string) =>
  digits.length > 2 ? Number(digits) : Number(digits) < 70 ? 2000 + Number(digits) : 1900 + Number(digits)

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
function compact(text: string): Instant | null {
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

const numerals = '〇一二三四五六七八九'
const asianDate = /(\d{2,4})\s?[年년][\s,]{0,2}(\d{1,2})\s?[月월][\s,]{0,2}(\d{1,2})\s?[日号일]?/
const asianTime = /(\d{1,2})\s?(?:[時时点點시]|:)\s?(\d{1,2})?(?:\s?[分분]|:|$|\s)?\s?(\d{1,2})?/

/** 2004年5月28日 01時31分, 2004년 05월 28일, 2004-05-25 오후 11:23:17. Korean dates without a zone are Seoul's. */
function asian(text: string): Instant | null {
  if (!/[年月日년월일오時时上下午點点令平昭〇一二三四五六七八九十]/.test(text)) return null
  let plain = text
    .replace(
      /(令和|平成|昭和)(元|\d{1,2})年/,
      (_, era: string, year: string) =>
        `${(year === '元' ? 1 : Number(year)) + (era === '令和' ? 2018 : era === '平成' ? 1988 : 1925)}年`,
    )
    .replace(/[〇一二三四五六七八九十]+/g, chineseNumber)
  plain = plain.replace(/[(（][^)）]{1,6}[)）]/g, ' ')
  const date = asianDate.exec(plain) ?? /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(plain)
  if (!date) return null
  const rest = plain.slice(date.index + date[0].length)
  const time = asianTime.exec(rest)
  const half = /오후|下午|午後|晚上|PM/i.test(rest) ? 'p' : /오전|上午|午前|早上|凌晨|AM/i.test(rest) ? 'a' : undefined
  const zone = /(Z|UTC|GMT|JST|KST|CST|[+-]\d{2}:?\d{2})\s*$/i.exec(rest)
  const korean = /[년월일오]/.test(text)
  const offset = zone ? (zone[1]?.toUpperCase() === 'CST' ? 480 : zoneOf(zone[1])) : korean ? 540 : 0
  if (offset === null) return null
  return instant({
    year: fullYear(date[1] ?? ''),
    month: Number(date[2]),
    day: Number(date[3]),
    hour: clock(Number(time?.[1] ?? 0), half),
    minute: Number(time?.[2] ?? 0),
    second: Number(time?.[3] ?? 0),
    zone: offset,
  })
}

function chineseNumber(text: string): string {
  if (!text.includes('十')) return [...text].map((letter) => String(numerals.indexOf(letter))).join('')
  const [tens = '', ones = ''] = text.split('十')
  return String((tens === '' ? 1 : numerals.indexOf(tens)) * 10 + (ones === '' ? 0 : numerals.indexOf(ones)))
}

const timeOfDay =
  /(?:^|[^\d:.])(\d{1,2})(?::|h|\.(?=\d\d[.:]\d\d(?!\d)|\d\d\s*(?:uhr|$)))(\d{2})(?:[:.m](\d{2})(?:[.,:](\d{1,9}))?s?)?(?![\d:])\s*(?:([ap])\.?\s?m\b\.?|uhr\b|hs?\b)?/i
const hourOnly = /(?:^|\s)(\d{1,2})\s*([ap])\.?m\b\.?/i

/** Words and numbers in any order: the time by its colon, the zone behind it, the month by its name. */
function loose(text: string): Instant | null {
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
