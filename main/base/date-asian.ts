// Dates as Chinese, Japanese and Korean papers write them.
import { clock, fullYear, instant, zoneOf } from './date-parts.ts'
import type { Instant } from '../contract/models.ts'

const numerals = '〇一二三四五六七八九'
const asianDate = /(\d{2,4})\s?[年년][\s,]{0,2}(\d{1,2})\s?[月월][\s,]{0,2}(\d{1,2})\s?[日号일]?/
const asianTime = /(\d{1,2})\s?(?:[時时点點시]|:)\s?(\d{1,2})?(?:\s?[分분]|:|$|\s)?\s?(\d{1,2})?/

/** 2004年5月28日 01時31分, 2004년 05월 28일, 2004-05-25 오후 11:23:17. Korean dates without a zone are Seoul's. */
export function asian(text: string): Instant | null {
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
