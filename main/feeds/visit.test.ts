import { describe, expect, it } from 'vitest'
import { isDue } from './feeds.ts'
import { DAY, feedAt, feedBody, HOUR, MINUTE, NOON, parsedItem, trial } from './testing/trial.ts'

const URL_ = 'https://paper.example/feed'
const good = (headers: Record<string, string> = {}, body = feedBody()) => ({ headers, body })

describe('nothing new', () => {
  it('is asked for with both validators as given, and nothing is parsed', async () => {
    const { wire, visit, parses } = trial()
    wire.on(URL_, good({ etag: 'W/"a-gzip"', 'last-modified': 'Tue, 14 Jul 2026 10:00:00 GMT' }))
    const first = await visit(feedAt(URL_))
    expect(first.visit.outcome).toBe('read')
    expect(first.visit.bytes).toBeGreaterThan(100)
    wire.on(URL_, { status: 304 })
    const second = await visit(first.feed)
    expect(wire.requests[1]?.headers).toMatchObject({
      'if-none-match': 'W/"a-gzip"',
      'if-modified-since': 'Tue, 14 Jul 2026 10:00:00 GMT',
    })
    expect(second.visit).toMatchObject({ outcome: 'unchanged', parsed: null, bytes: 0 })
    expect(second.feed.fetch).toMatchObject({
      etag: 'W/"a-gzip"',
      hash: first.feed.fetch.hash,
      failures: 0,
      problem: null,
    })
    expect(parses.length).toBe(1)
  })

  it('is noticed by the same bytes without a validator', async () => {
    const { wire, visit, parses } = trial()
    wire.on(URL_, good())
    const first = await visit(feedAt(URL_))
    const second = await visit(first.feed)
    expect(second.visit.outcome).toBe('unchanged')
    expect(parses.length).toBe(1)
    expect(wire.requests[1]?.headers).not.toHaveProperty('if-none-match')
  })

  it('takes validators back when the server no longer gives them, and new ones from a 304', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, good({ etag: '"1"' }))
    let { feed } = await visit(feedAt(URL_))
    wire.on(URL_, { status: 304, headers: { etag: '"2"' } })
    feed = (await visit(feed)).feed
    expect(feed.fetch.etag).toBe('"2"')
    wire.on(URL_, good())
    feed = (await visit(feed)).feed
    expect(feed.fetch.etag).toBe(null)
  })

  it('is not believed when nothing was asked', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, { status: 304 })
    expect((await visit(feedAt(URL_))).visit.fetch.problem).toEqual({ kind: 'httpStatus', status: 304, retryAt: null })
  })
})

describe('a visit', () => {
  it('introduces itself, accepts feeds, and sends no more than that', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, good())
    await visit(feedAt(URL_))
    const [request] = wire.requests
    expect(Object.keys(request?.headers ?? {})).toEqual(['accept'])
    expect(request?.limit).toBe(30 * 1024 * 1024)
  })

  it('learns rhythm, hub, wishes and the next time', async () => {
    const { wire, visit } = trial()
    const items = [1, 5, 9].map((hours) => parsedItem({ published: NOON - hours * HOUR }))
    wire.on(
      URL_,
      good({ 'cache-control': 'max-age=600' }, feedBody({ items, ttl: 180, hubs: ['https://hub.example/'] })),
    )
    const { feed } = await visit(feedAt(URL_))
    expect(feed.fetch).toMatchObject({
      rhythm: 240,
      wants: 180,
      hub: 'https://hub.example/',
      changedAt: NOON - HOUR,
      checkedAt: NOON,
    })
    expect(feed.fetch.nextAt).toBe(NOON + 180 * MINUTE)
    wire.on(URL_, { status: 304 })
    expect((await visit(feed)).feed.fetch.wants).toBe(180)
    expect(isDue(feed, NOON + 180 * MINUTE)).toBe(true)
    expect(isDue(feed, NOON + 179 * MINUTE)).toBe(false)
    expect(isDue({ ...feed, paused: true }, NOON + DAY)).toBe(false)
  })
})

describe('a failure', () => {
  it('backs off, keeps what is known, and is forgotten after success', async () => {
    const { wire, visit, time } = trial()
    wire.on(URL_, good({ etag: '"1"' }))
    let { feed } = await visit(feedAt(URL_))
    const before = feed.fetch
    wire.on(URL_, { status: 500 })
    const waits: number[] = []
    for (let index = 0; index < 4; index++) {
      feed = (await visit(feed)).feed
      waits.push((feed.fetch.nextAt - time.now) / MINUTE)
    }
    expect(waits).toEqual([15, 30, 60, 120])
    expect(feed.fetch).toMatchObject({
      etag: '"1"',
      hash: before.hash,
      changedAt: before.changedAt,
      failures: 4,
      problem: { kind: 'httpStatus', status: 500 },
    })
    wire.on(URL_, { status: 304 })
    expect((await visit(feed)).feed.fetch).toMatchObject({ failures: 0, problem: null })
  })

  it.each([
    [
      { status: 401, headers: { 'www-authenticate': 'Basic realm="Members"' } },
      { kind: 'signInNeeded', host: 'paper.example', realm: 'Members' },
    ],
    [{ status: 403 }, { kind: 'httpStatus', status: 403, retryAt: null }],
    [{ status: 404 }, { kind: 'httpStatus', status: 404, retryAt: null }],
    [
      { status: 503, headers: { 'retry-after': '600' } },
      { kind: 'httpStatus', status: 503, retryAt: NOON + 600_000 },
    ],
    [
      { problem: { kind: 'timedOut', host: 'paper.example', ms: 5 } as const },
      { kind: 'timedOut', host: 'paper.example', ms: 5 },
    ],
    [{ body: '<!doctype html><html>' }, { kind: 'notAFeed', found: 'html' }],
    [
      { status: 302, headers: { location: 'file:///etc/passwd' } },
      { kind: 'badAddress', text: 'file:///etc/passwd' },
    ],
    [
      { status: 302, headers: { location: URL_ } },
      { kind: 'tooManyRedirects', url: URL_ },
    ],
  ])('%j is its own problem', async (answer, problem) => {
    const { wire, visit } = trial()
    wire.on(URL_, answer)
    const { visit: done } = await visit(feedAt(URL_, { hash: 'old', etag: '"old"' }))
    expect(done).toMatchObject({
      outcome: 'failed',
      parsed: null,
      fetch: { problem, failures: 1, hash: 'old', etag: '"old"' },
    })
  })

  it('of the network or by the reader is not the feed’s', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, { problem: { kind: 'offline' } })
    expect((await visit(feedAt(URL_, { failures: 2 }))).feed.fetch).toMatchObject({
      failures: 2,
      problem: { kind: 'offline' },
      nextAt: NOON + 5 * MINUTE,
    })
    wire.on(URL_, { problem: { kind: 'cancelled' } })
    const feed = feedAt(URL_, { failures: 2 })
    expect((await visit(feed)).feed.fetch).toEqual(feed.fetch)
  })
})

describe('a host that is busy', () => {
  it('rests with all its feeds, also when the reader asks', async () => {
    const { wire, visit, time } = trial()
    const other = 'https://paper.example/other'
    wire.on(URL_, { status: 429, headers: { 'retry-after': '7200' } })
    wire.on(other, good())
    const busy = await visit(feedAt(URL_))
    expect(busy.visit.fetch).toMatchObject({
      problem: { kind: 'busy', retryAt: NOON + 2 * HOUR },
      nextAt: NOON + 2 * HOUR,
    })
    const neighbour = await visit(feedAt(other), { force: true })
    expect(neighbour.visit).toMatchObject({
      outcome: 'failed',
      fetch: { failures: 0, problem: { kind: 'busy' }, nextAt: NOON + 2 * HOUR },
    })
    // After a new start only the feed itself remembers.
    const again = trial()
    again.wire.on(URL_, good())
    await again.visit(busy.feed, { force: true })
    expect(again.wire.requests.length).toBe(0)
    expect(wire.requests.length).toBe(1)
    time.now += 2 * HOUR
    expect((await visit(neighbour.feed)).visit.outcome).toBe('read')
  })

  it('is noticed by visits that were already waiting', async () => {
    const { wire, feeds } = trial()
    const urls = Array.from({ length: 20 }, (_, index) => `https://paper.example/${index}`)
    for (const url of urls) wire.on(url, { status: 429, headers: { 'retry-after': '60' } })
    await Promise.all(urls.map((url) => feeds.visit(feedAt(url), { secret: null, force: true, shortest: 15 })))
    expect(wire.requests.length).toBeLessThanOrEqual(2)
  })
})

describe('410', () => {
  it('stops the visits until the reader asks', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, { status: 410 })
    const { visit: done, feed } = await visit(feedAt(URL_))
    expect(done).toMatchObject({ outcome: 'gone', fetch: { gone: true, problem: { kind: 'gone' } } })
    expect(isDue(feed, NOON + 900 * DAY)).toBe(false)
    expect((await visit(feed)).visit.outcome).toBe('gone')
    expect(wire.requests.length).toBe(1)
    wire.on(URL_, good())
    expect((await visit(feed, { force: true })).visit.fetch).toMatchObject({ gone: false, problem: null })
  })

  it('behind a passing redirect is not the feed’s own', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, { status: 302, headers: { location: '/portal' } })
    wire.on('https://paper.example/portal', { status: 410 })
    expect((await visit(feedAt(URL_))).visit.fetch).toMatchObject({
      gone: false,
      problem: { kind: 'httpStatus', status: 410 },
    })
  })
})

describe('a permanent redirect', () => {
  const NEW = 'https://new.example/feed'

  it('is taken over once seen thrice over two days, without losing validators', async () => {
    const { wire, visit, time } = trial()
    wire.on(URL_, { status: 301, headers: { location: NEW } })
    wire.on(NEW, good({ etag: '"n"' }))
    let { feed, visit: done } = await visit(feedAt(URL_))
    expect(feed.url).toBe(URL_)
    expect(feed.fetch).toMatchObject({ validatorsOf: NEW, moved: { url: NEW, since: NOON, seen: 1 } })
    wire.on(NEW, { status: 304 })
    for (const hours of [1, 1, 47]) {
      time.now += hours * HOUR
      ;({ feed, visit: done } = await visit(feed))
      expect(done.outcome).toBe('unchanged')
    }
    expect(feed).toMatchObject({ url: NEW, fetch: { moved: null, validatorsOf: null, etag: '"n"' } })
    const conditional = wire.requests.filter((request) => request.headers?.['if-none-match'])
    expect(new Set(conditional.map((request) => request.url))).toEqual(new Set([NEW]))
    await visit(feed)
    expect(wire.requests.at(-1)).toMatchObject({ url: NEW, headers: { 'if-none-match': '"n"' } })
  })

  it('is forgotten when it stops, never learned from a passing or unprotected one, or from a failure', async () => {
    const { wire, visit, time } = trial()
    wire.on(URL_, { status: 301, headers: { location: NEW } })
    wire.on(NEW, { body: '<html>' })
    let { feed } = await visit(feedAt(URL_))
    expect(feed.fetch.moved).toBe(null)
    wire.on(NEW, good())
    feed = (await visit(feed)).feed
    wire.on(URL_, good({}, feedBody({ title: 'back' })))
    feed = (await visit(feed)).feed
    expect(feed.fetch.moved).toBe(null)
    for (const answer of [
      { status: 302, headers: { location: NEW } },
      { status: 301, headers: { location: 'http://paper.example/feed' } },
    ]) {
      wire.on(URL_, answer)
      wire.on('http://paper.example/feed', good())
      for (let index = 0; index < 5; index++) {
        time.now += DAY
        feed = (await visit(feed)).feed
      }
      expect(feed).toMatchObject({ url: URL_, fetch: { moved: null } })
    }
  })
})

describe('a secret', () => {
  it.each([
    [{ kind: 'basic', user: 'ä', password: 'b:c' } as const, { authorization: 'Basic w6Q6Yjpj' }],
    [{ kind: 'bearer', token: 't' } as const, { authorization: 'Bearer t' }],
    [{ kind: 'cookie', cookie: 'a=b' } as const, { cookie: 'a=b' }],
    [{ kind: 'cookie', cookie: 'a=€\r\nx-y: 1\n' } as const, { cookie: 'a=\u00e2\u0082\u00acx-y: 1' }],
  ])('%j goes along', async (secret, headers) => {
    const { wire, visit } = trial()
    wire.on(URL_, good())
    await visit(feedAt(URL_), { secret })
    expect(wire.requests[0]?.headers).toMatchObject(headers)
  })

  it('stays with its origin: not after a redirect away, not back, not over plain http', async () => {
    const { wire, visit } = trial()
    const secret = { kind: 'bearer', token: 't' } as const
    wire.on(URL_, { status: 302, headers: { location: '/same' } })
    wire.on('https://paper.example/same', { status: 301, headers: { location: 'https://away.example/' } })
    wire.on('https://away.example/', { status: 302, headers: { location: 'https://paper.example/back' } })
    wire.on('https://paper.example/back', { status: 302, headers: { location: 'http://paper.example/plain' } })
    wire.on('http://paper.example/plain', good())
    expect((await visit(feedAt(URL_), { secret })).visit.outcome).toBe('read')
    expect(wire.requests.map((request) => 'authorization' in (request.headers ?? {}))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('is not carried to a new home by a permanent redirect', async () => {
    const { wire, visit, time } = trial()
    const secret = { kind: 'cookie', cookie: 'a=b' } as const
    wire.on(URL_, { status: 301, headers: { location: 'https://away.example/feed' } })
    wire.on('https://away.example/feed', good())
    let feed = feedAt(URL_)
    for (let index = 0; index < 6; index++) {
      time.now += DAY
      feed = (await visit(feed, { secret })).feed
    }
    expect(feed.url).toBe(URL_)
  })
})

describe('private addresses', () => {
  it('may be typed, and redirect within their host; a public feed may not lead there', async () => {
    const { wire, visit } = trial()
    const home = 'http://192.168.1.2/feed'
    wire.on(home, { private: true, status: 302, headers: { location: '/real' } })
    wire.on('http://192.168.1.2/real', { private: true, body: feedBody() })
    expect((await visit(feedAt(home))).visit.outcome).toBe('read')
    wire.on(home, { private: true, status: 302, headers: { location: 'http://192.168.1.3/' } })
    wire.on('http://192.168.1.3/', { private: true, body: feedBody() })
    expect((await visit(feedAt(home))).visit.fetch.problem).toMatchObject({ kind: 'privateAddress' })
    wire.on(URL_, { status: 302, headers: { location: home } })
    expect((await visit(feedAt(URL_))).visit.fetch.problem).toEqual({ kind: 'privateAddress', host: '192.168.1.2' })
  })

  it('a name that was public and now points inside is not followed there, unless the reader asks', async () => {
    const { wire, visit } = trial()
    wire.on(URL_, good())
    const { feed } = await visit(feedAt(URL_))
    expect(feed.fetch.private).toBe(false)
    wire.on(URL_, { private: true, body: feedBody() })
    expect((await visit(feed)).visit.fetch.problem).toEqual({ kind: 'privateAddress', host: 'paper.example' })
    const asked = await visit(feed, { force: true })
    expect(asked.feed.fetch.private).toBe(true)
    expect((await visit(asked.feed)).visit.fetch.problem).toBeNull()
  })
})

describe('a clock that was far ahead and has been put right', () => {
  it('does not keep a feed waiting for the wrong year, nor a host at rest', async () => {
    const { wire, visit, time } = trial()
    const years = 400 * DAY
    time.now = NOON + years
    wire.on(URL_, { status: 429, headers: { 'retry-after': '3600' } })
    const { feed } = await visit(feedAt(URL_))
    time.now = NOON
    expect(isDue(feed, NOON)).toBe(true)
    wire.on(URL_, good())
    expect((await visit(feed)).visit.outcome).toBe('read')
  })
})
