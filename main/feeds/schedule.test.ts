import { describe, expect, it } from 'vitest'
import { askedBy, freshMinutes, newestOf, nextTry, nextVisit, retryAfter, rhythmOf, wantsOf } from './schedule.ts'
import { DAY, HOUR, MINUTE, newState, NOON, parsedFeed, parsedItem } from './testing/trial.ts'

const calm = () => 0
const wild = () => 0.999
const at = (...hoursAgo: number[]) => hoursAgo.map((hours) => parsedItem({ published: NOON - hours * HOUR }))

describe('what a feed asks for', () => {
  it('is the longest of ttl and sy:update*, at most a day', () => {
    expect(askedBy(parsedFeed({ ttl: 30 })).minutes).toBe(30)
    expect(askedBy(parsedFeed({ ttl: 30, update: { period: 'hourly', frequency: 1, base: null } })).minutes).toBe(60)
    expect(askedBy(parsedFeed({ update: { period: 'daily', frequency: 4, base: null } })).minutes).toBe(360)
    expect(askedBy(parsedFeed({ update: { period: 'weekly', frequency: 0, base: null } })).minutes).toBe(1440)
    expect(askedBy(parsedFeed({ ttl: 99_999_999 })).minutes).toBe(1440)
    expect(askedBy(parsedFeed({ ttl: -5 })).minutes).toBe(null)
  })

  it('takes hours and days as they are written', () => {
    expect(
      askedBy(parsedFeed({ skipHours: [0, 24, 5, 99, -1, 5], skipDays: ['Sunday', 'SATURDAY', 'someday'] })),
    ).toEqual({
      minutes: null,
      skipHours: [0, 5],
      skipDays: [0, 6],
    })
  })

  it.each([
    [{ 'cache-control': 'max-age=600' }, 10],
    [{ 'cache-control': 'public, Max-Age="3600"', age: '1800' }, 30],
    [{ 'cache-control': 's-maxage=9999' }, null],
    [{ 'cache-control': 'no-cache, max-age=600' }, null],
    [{ 'cache-control': 'max-age=0', expires: new Date(NOON + HOUR).toUTCString() }, null],
    [{ 'cache-control': 'max-age=999999999999' }, 1440],
    [{ expires: new Date(NOON + HOUR).toUTCString() }, 60],
    [{ expires: new Date(NOON + HOUR).toUTCString(), date: new Date(NOON + HOUR / 2).toUTCString() }, 30],
    [{ expires: '-1' }, null],
    [{ expires: '0' }, null],
    [{}, null],
  ])('and its server: %j gives %s minutes', (headers, minutes) => {
    expect(freshMinutes(headers as Record<string, string>, NOON)).toBe(minutes)
  })

  it('is the longer of both', () => {
    expect(wantsOf({ minutes: 30, skipHours: [], skipDays: [] }, 10)).toBe(30)
    expect(wantsOf(null, 10)).toBe(10)
    expect(wantsOf(null, null)).toBe(null)
  })
})

describe('the rhythm', () => {
  it('is the median gap between the newest articles', () => {
    expect(rhythmOf(at(1, 2, 3, 4, 100), NOON)).toBe(60)
    expect(rhythmOf(at(5, 1, 3), NOON)).toBe(120)
  })
  it('is unknown with fewer than two dates, and survives equal and absurd ones', () => {
    expect(rhythmOf(at(1), NOON)).toBe(null)
    expect(rhythmOf([parsedItem(), parsedItem()], NOON)).toBe(null)
    expect(rhythmOf(at(1, 1, 1), NOON)).toBe(null)
    expect(
      rhythmOf([...at(1, 2), parsedItem({ published: NOON + 900 * DAY }), parsedItem({ published: 0 })], NOON),
    ).toBe(60)
  })
  it('knows the newest article, never one of tomorrow', () => {
    expect(newestOf([...at(3, 2, 9), parsedItem({ published: NOON + HOUR })], NOON)).toBe(NOON - 2 * HOUR)
    expect(newestOf([parsedItem()], NOON)).toBe(null)
  })
})

describe('the next visit', () => {
  const next = (state: Partial<typeof newState>, random = calm, now = NOON) =>
    (nextVisit({ ...newState, ...state }, 15, now, random) - now) / MINUTE

  it('comes twice in each gap between articles', () => {
    expect(next({ rhythm: 240, changedAt: NOON })).toBe(120)
    expect(next({ rhythm: null })).toBe(60)
  })
  it('is never sooner than the reader and the feed want, never later than a day', () => {
    expect(next({ rhythm: 1, changedAt: NOON })).toBe(15)
    expect(next({ rhythm: 60, changedAt: NOON, wants: 300 })).toBe(300)
    expect(next({ rhythm: 1e9, changedAt: NOON })).toBe(1440)
    expect(next({ wants: 1e9, changedAt: NOON })).toBe(1440)
  })
  it('grows rarer as the feed stays silent', () => {
    expect(next({ rhythm: 60, changedAt: NOON - DAY })).toBe(60)
    expect(next({ rhythm: 60, changedAt: NOON - 12 * DAY })).toBe(720)
    expect(next({ rhythm: 60, changedAt: NOON - 900 * DAY })).toBe(1440)
  })
  it('is spread only ever later', () => {
    const spread = next({ rhythm: 240, changedAt: NOON }, wild)
    expect(spread).toBeGreaterThan(120)
    expect(spread).toBeLessThan(132.1)
  })
  it('keeps clear of skipped hours and days', () => {
    const hours = next({
      rhythm: 120,
      changedAt: NOON,
      asked: { minutes: null, skipHours: [13, 14, 15], skipDays: [] },
    })
    expect(hours).toBe(240)
    // From Wednesday over Thursday and Friday.
    const days = next({ rhythm: 1440 * 2, changedAt: NOON, asked: { minutes: null, skipHours: [], skipDays: [4, 5] } })
    expect(new Date(NOON + days * MINUTE).toISOString()).toBe('2026-07-18T00:00:00.000Z')
    const all = Array.from({ length: 24 }, (_, hour) => hour)
    expect(next({ rhythm: 240, changedAt: NOON, asked: { minutes: null, skipHours: all, skipDays: [] } })).toBe(120)
  })
})

describe('the next try after a failure', () => {
  it('doubles up to a day', () => {
    const minutes = [1, 2, 3, 4, 50].map((failures) => (nextTry(failures, 15, null, NOON, calm) - NOON) / MINUTE)
    expect(minutes).toEqual([15, 30, 60, 120, 1440])
    expect(nextTry(3, 15, null, NOON, wild) - NOON).toBeGreaterThan(60 * MINUTE)
  })
  it('waits as long as the server says', () => {
    expect(nextTry(1, 15, NOON + 5 * HOUR, NOON, calm)).toBe(NOON + 5 * HOUR)
    expect(nextTry(1, 15, NOON + 1000, NOON, calm)).toBe(NOON + 15 * MINUTE)
  })
  it.each([
    [{ 'retry-after': '120' }, NOON + 120_000],
    [{ 'retry-after': new Date(NOON + HOUR).toUTCString() }, NOON + HOUR],
    [{ 'retry-after': '99999999999' }, NOON + DAY],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{ 'x-ratelimit-reset': '30.5' }, NOON + 30_500],
    [{}, null],
  ])('reads %j', (headers, instant) => {
    expect(retryAfter(headers as Record<string, string>, NOON)).toBe(instant)
  })
})
