// Reads the dates that feeds and pages write, in whatever form: RFC 822 in all its decay, ISO 8601, and the rest.
import { asian } from './date-asian.ts'
import { compact } from './date-compact.ts'
import { loose } from './date-loose.ts'
import { clock, fractionOf, instant, zoneOf } from './date-parts.ts'
import type { Instant } from '../contract/models.ts'

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
