// "Published today at 5:59 · updated 10 minutes ago": how an instant is told, and until when those words stay true.
import type { ArticleHead, Instant } from '../../main/contract/models.ts'
import { formatDate, formatRelative, t } from '../words/words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A change within a minute of publishing is not news. */
const SAME = MINUTE
/** Clocks of papers run ahead a little. */
const AHEAD = 5 * MINUTE
/** Even a line that stays true for weeks is looked at again: clocks and time zones change. */
const LONGEST = 6 * HOUR

const midnight = (at: Instant, days = 0): Instant => {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

type Day = 'today' | 'yesterday' | 'week' | 'year' | 'other'

function dayOf(at: Instant, now: Instant): Day {
  if (at >= midnight(now, 1)) return new Date(at).getFullYear() === new Date(now).getFullYear() ? 'year' : 'other'
  if (at >= midnight(now)) return 'today'
  if (at >= midnight(now, -1)) return 'yesterday'
  if (at >= midnight(now, -6)) return 'week'
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? 'year' : 'other'
}

/** 5:59, not 05:59; 5:59 pm where that is the custom. */
export const clock = (at: Instant): string =>
  formatDate(at, { hour: 'numeric', minute: '2-digit' }).replace(/^0(?=\d)/, '')

function date(at: Instant, day: Day): string {
  if (day === 'week') return formatDate(at, { weekday: 'long', day: 'numeric', month: 'long' })
  if (day === 'year') return formatDate(at, { day: 'numeric', month: 'long' })
  return formatDate(at, { day: 'numeric', month: 'long', year: 'numeric' })
}

export const fullDate = (at: Instant): string => formatDate(at, { dateStyle: 'full', timeStyle: 'long' })

export interface Told {
  text: string
  at: Instant
}

/** When it was published; when that is not known, when it arrived. */
export function published(head: Pick<ArticleHead, 'publishedAt' | 'arrivedAt'>, now: Instant): Told {
  const at = head.publishedAt ?? head.arrivedAt
  const known = head.publishedAt !== null
  const day = dayOf(at, now)
  const time = clock(at)
  if (day === 'today')
    return { at, text: known ? t('article.publishedToday', { time }) : t('article.arrivedToday', { time }) }
  if (day === 'yesterday')
    return { at, text: known ? t('article.publishedYesterday', { time }) : t('article.arrivedYesterday', { time }) }
  const words = { date: date(at, day), time }
  return { at, text: known ? t('article.publishedOn', words) : t('article.arrivedOn', words) }
}

/** null: it has not been changed since, as far as the paper says. */
export function updated(head: Pick<ArticleHead, 'publishedAt' | 'updatedAt'>, now: Instant): Told | null {
  const at = head.updatedAt
  if (at === null || at > now + AHEAD) return null
  if (head.publishedAt !== null && at < head.publishedAt + SAME) return null
  const ago = now - at
  if (ago < MINUTE) return { at, text: t('article.updatedNow') }
  if (ago < HOUR) return { at, text: t('article.updatedMinutes', { n: Math.floor(ago / MINUTE) }) }
  if (ago < DAY) return { at, text: t('article.updatedHours', { n: Math.floor(ago / HOUR) }) }
  const day = dayOf(at, now)
  const time = clock(at)
  if (day === 'yesterday') return { at, text: t('article.updatedYesterday', { time }) }
  return { at, text: t('article.updatedOn', { date: date(at, day), time }) }
}

/** Milliseconds until one of the two lines above would read differently. */
export function staysTrue(head: Pick<ArticleHead, 'publishedAt' | 'updatedAt' | 'arrivedAt'>, now: Instant): number {
  const waits = [midnight(now, 1) - now, LONGEST]
  const at = updated(head, now)?.at ?? head.updatedAt
  if (at !== null) {
    const ago = now - at
    if (ago < 0) waits.push(MINUTE - ago)
    else if (ago < HOUR) waits.push(MINUTE - (ago % MINUTE))
    else if (ago < DAY) waits.push(HOUR - (ago % HOUR))
  }
  return Math.max(1, Math.min(...waits))
}

/** Beside a headline: how long ago while that says most, then the day and the time, then the date. */
export function shortTime(at: Instant, now: Instant): string {
  const ago = now - at
  // What has just come may be younger than the clock it is told by.
  if (ago > -AHEAD && ago < DAY / 2) return formatRelative(Math.min(at, now), now)
  const day = dayOf(at, now)
  if (day === 'today') return clock(at)
  if (day === 'yesterday' || day === 'week') return `${formatDate(at, { weekday: 'short' })} ${clock(at)}`
  if (day === 'year') return formatDate(at, { day: 'numeric', month: 'short' })
  return formatDate(at, { day: 'numeric', month: 'short', year: 'numeric' })
}

export const isToday = (at: Instant, now: Instant): boolean => dayOf(at, now) === 'today'
export const isThisWeek = (at: Instant, now: Instant): boolean =>
  ['today', 'yesterday', 'week'].includes(dayOf(at, now))

const WORDS_A_MINUTE = 230

/** null: too short to say. */
export const readingMinutes = (words: number): number | null =>
  words < 120 ? null : Math.max(1, Math.round(words / WORDS_A_MINUTE))
