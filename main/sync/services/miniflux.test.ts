// Miniflux as it answered, in the two versions that differ most, and what happens when it is cut off in the midst.
import { describe, expect, test } from 'vitest'
import { decimalId, remoteId } from '../remote-id.ts'
import type { RemoteFeed, SignInForm } from '../service.ts'
import { miniflux } from './miniflux.ts'
import { pick, recorded, type Recording } from './testing/recordings.ts'
import { NOW, outcome, scripted, type Answer, type Asked } from './testing/scripted.ts'

const { signal } = new AbortController()
const versions = ['2.3.4', '2.2.6'] as const
const BASE = 'http://127.0.0.1:1'
const id = (number: number): string => remoteId(number) ?? ''

const answerOf = (version: (typeof versions)[number], name: string): Recording['response'] => {
  const [recording] = pick(recorded(`miniflux-${version}-native`), name)
  if (!recording) throw new Error(name)
  return recording.response
}

function opened(answer: (asked: Asked) => Answer | undefined) {
  const script = scripted(answer)
  const account = { address: BASE, preset: 'miniflux', abilities: miniflux.infos[0]?.abilities }
  if (!account.abilities) throw new Error('no preset')
  const credentials = { user: '', secret: 'recorded-token' }
  const client = miniflux.open(
    script.context,
    { ...account, abilities: account.abilities },
    credentials,
    () => undefined,
  )
  return { ...script, client }
}

const form = (address: string, user: string, secret: string): SignInForm => ({
  preset: 'miniflux',
  address,
  user,
  secret,
  app: null,
})

describe.each(versions)('Miniflux %s', (version) => {
  const said = (name: string) => answerOf(version, name)
  const site = ({ what, headers }: Asked): Answer => {
    if (what === 'GET /rss/manifest.json' || !what.startsWith('GET /rss/v1/')) return { status: 404, text: 'not found' }
    const good =
      headers['x-auth-token'] === 'recorded-token' || headers.authorization === `Basic ${btoa('admin:admin-pass-1')}`
    if (good) return said('me')
    return said(headers.authorization ? 'me-bad-password' : headers['x-auth-token'] ? 'me-bad-token' : 'me-no-auth')
  }

  test('signs in by password or token, wherever it was pasted from', async () => {
    const ways = [
      form('127.0.0.1:1/rss', 'admin', 'admin-pass-1'),
      form('http://127.0.0.1:1/rss/v1/', '', ' recorded-token '),
      form('http://127.0.0.1:1/rss/feeds', 'admin', 'recorded-token'),
    ]
    const users: string[] = []
    for (const way of ways) {
      const answer = outcome(await miniflux.signIn(scripted(site).context, way))
      expect(answer).toMatchObject({ address: `${BASE}/rss`, user: 'admin', digits: 16 })
      if ('credentials' in answer) users.push(answer.credentials.user)
    }
    expect(users).toEqual(['admin', '', ''])
  })

  test('says what is wrong', async () => {
    const problem = async (way: SignInForm) => outcome(await miniflux.signIn(scripted(site).context, way))
    const both = { kind: 'signInRefused', field: 'userOrSecret' }
    expect(await problem(form('127.0.0.1:1/rss', 'admin', 'nope'))).toEqual(both)
    expect(await problem(form('127.0.0.1:1/rss', '', 'nope'))).toEqual(both)
    expect(await problem(form('127.0.0.1:1/rss', 'admin', ''))).toEqual({ kind: 'signInRefused', field: 'secret' })
    expect(await problem(form('127.0.0.1:1/news', 'admin', 'x'))).toMatchObject({ kind: 'notThisService' })
    expect(await problem(form('', 'admin', 'x'))).toEqual({ kind: 'signInRefused', field: 'address' })
  })

  test('what is followed, with its general category standing for none', async () => {
    const { client } = opened(({ what }) => said(what === 'GET /v1/feeds' ? 'feeds' : 'categories'))
    const structure = outcome(await client.structure(signal))
    expect(structure).toMatchObject({ folders: [], labels: [] })
    expect('feeds' in structure && structure.feeds[0]).toMatchObject({
      remoteId: expect.stringMatching(/^\d+$/),
      url: expect.stringMatching(/^http:\/\/127.0.0.1:18900\//),
      siteUrl: expect.stringMatching(/^http/),
      folderId: null,
    })
  })

  test('a feed in another category is in that folder', async () => {
    const moved = said('feed-move-rename').json
    const { client } = opened(({ what }) =>
      what === 'GET /v1/feeds'
        ? { json: [moved] }
        : {
            json: [
              { id: 1, title: 'All' },
              { id: 2, title: 'News' },
            ],
          },
    )
    expect(outcome(await client.structure(signal))).toMatchObject({
      folders: [{ remoteId: '2', title: 'News' }],
      feeds: [{ remoteId: '2', title: 'Renamed', folderId: '2' }],
    })
  })

  test('new articles come by rising ids', async () => {
    const { client, asked } = opened(() => said('entries-after-id'))
    const first = Number(
      new URLSearchParams(pick(recorded(`miniflux-${version}-native`), 'entries-after-id')[0]?.request.query).get(
        'after_entry_id',
      ),
    )
    const page = outcome((await client.news?.(String(first), signal)) ?? { ok: true, value: null })
    expect(asked[0]?.query.get('after_entry_id')).toBe(String(first))
    expect(page).toMatchObject({ cursor: String(first + 2), done: true, total: 2 })
    expect(page && 'values' in page && page.values[0]).toMatchObject({
      id: id(first + 1),
      feedId: '5',
      read: false,
      saved: false,
      item: { title: 'No guid no date 1', link: 'http://127.0.0.1:18900/dupes/1', content: { html: '1' } },
    })
  })

  test('an article that is gone is not in the answer', async () => {
    const { client } = opened(({ what }) => said(what.endsWith('/99999999') ? 'entry-unknown' : 'entry'))
    const items = await client.items?.([id(99999999), id(1)], signal)
    expect(items).toMatchObject({ ok: true, value: [{ feedId: expect.any(String), read: expect.any(Boolean) }] })
  })

  test('marks are set by id', async () => {
    const { client, asked } = opened(() => said('status-read'))
    expect(await client.tell({ key: 'read', value: true }, [id(7), id(300)], signal)).toEqual({
      ok: true,
      value: { refused: [] },
    })
    expect(asked[0]).toMatchObject({ what: 'PUT /v1/entries', json: { entry_ids: [7, 300], status: 'read' } })
  })

  test('an article thrown away there blocks nothing', async () => {
    const { client } = opened(() => said('status-unknown-id'))
    const told = outcome(await client.tell({ key: 'read', value: true }, [id(99999999)], signal))
    const gone = { refused: [{ id: id(99999999), problem: { kind: 'gone' } }] }
    expect(told).toEqual(version === '2.2.6' ? gone : { refused: [] })
  })

  test('following what is followed, and what cannot be', async () => {
    const follow = async (answer: string, url: string) => {
      const { client } = opened(({ what }) =>
        said(what === 'POST /v1/feeds' ? answer : what === 'GET /v1/feeds' ? 'feeds' : 'categories'),
      )
      return outcome((await client.follow?.({ url, title: null, folder: null }, signal)) ?? { ok: true, value: null })
    }
    expect(await follow('feed-create-again', 'http://127.0.0.1:18900/small.xml')).toMatchObject({ remoteId: '1' })
    expect(await follow('feed-create-again', 'https://127.0.0.1:18900/small.xml/')).toMatchObject({ remoteId: '1' })
    expect(await follow('feed-create-dead', 'http://127.0.0.1:18900/nope.xml')).toEqual({
      kind: 'changeRefused',
      status: 500,
      detail: 'fetcher: resource not found (404 status code)',
    })
    expect(await follow('feed-create-page', 'http://127.0.0.1:18900/page.html')).toMatchObject({
      kind: 'changeRefused',
    })
  })

  test('a folder that is there already, a feed that is not any more', async () => {
    const { client } = opened(({ what }) => {
      if (what === 'GET /v1/categories') return { json: [{ id: 2, title: 'News' }] }
      return said(what.startsWith('DELETE') ? 'feed-delete-again' : 'category-create-again')
    })
    expect(await client.addFolder?.('news', signal)).toEqual({ ok: true, value: { remoteId: '2', title: 'News' } })
    const feed: RemoteFeed = { remoteId: '5', url: 'http://a.example', siteUrl: null, title: 'A', folderId: null }
    expect(await client.unfollow?.(feed, signal)).toEqual({ ok: true, value: null })
  })
})

/** Unread ids, newest first; `mark` is told before each page how many there were. */
function listing(all: number[], size: number, mark: (page: number) => void) {
  let pages = 0
  return opened(({ query }) => {
    if (query.get('starred')) return { json: { total: 0, entry_ids: [] } }
    mark(++pages)
    const offset = Number(query.get('offset'))
    return {
      json: { total: all.length, entry_ids: all.slice(offset, offset + Math.min(size, Number(query.get('limit')))) },
    }
  })
}
const falling = (count: number) => Array.from({ length: count }, (_, i) => 10_000 - i)
const unreadOf = async ({ client }: ReturnType<typeof opened>): Promise<number[]> => {
  const sets = outcome((await client.sets?.(signal)) ?? { ok: true, value: null })
  if (!sets || !('unread' in sets)) throw new Error(JSON.stringify(sets))
  return [...sets.unread].map((one) => Number(decimalId(one)))
}

test('a list of ids is read to its end, in pages of any size', async () => {
  for (const [count, size] of [
    [0, 10],
    [1, 10],
    [10, 10],
    [2500, 1000],
    [450, 201],
    [25, 4],
  ] as const)
    expect(await unreadOf(listing(falling(count), size, () => undefined)), `${count} by ${size}`).toEqual(
      falling(count),
    )
})

test('nothing is missing of a list that is marked while it is read', async () => {
  const all = falling(2500)
  const still = all.filter((_, i) => i % 2 === 1)
  // Before the second page more is read elsewhere than pages overlap, before the third a little; new ones come, too.
  const list = listing(all, 1000, (page) => {
    if (page === 2) all.splice(0, 800, ...all.slice(0, 800).filter((one) => still.includes(one)))
    if (page === 4) all.splice(0, 2, ...all.slice(0, 2).filter((one) => still.includes(one)))
    if (page === 5) all.unshift(10_001, 10_002)
  })
  const read = await unreadOf(list)
  expect(still.filter((one) => !read.includes(one))).toEqual([])
  expect(new Set(read).size).toBe(read.length)
})

test('a list that does not fall, or does not go on, is not used', async () => {
  const none = { ok: false, problem: { kind: 'oddAnswer' } }
  expect(await listing([3, 5, 4], 10, () => undefined).client.sets?.(signal)).toMatchObject(none)
  expect(await listing([3, 3], 10, () => undefined).client.sets?.(signal)).toMatchObject(none)
  const { client } = opened(({ query }) => ({
    json: { total: 30, entry_ids: query.get('offset') === '0' ? [9, 8] : [] },
  }))
  expect(await client.sets?.(signal)).toMatchObject(none)
})

test('where an article comes instead of ids, they are read from the articles', async () => {
  const { client, log } = opened(({ what, query }) => {
    if (what === 'GET /v1/entries/ids') return answerOf('2.2.6', 'entry-ids')
    return query.get('starred') ? { json: { total: 0, entries: [] } } : answerOf('2.2.6', 'entries-after-id')
  })
  const sets = await client.sets?.(signal)
  expect(sets).toEqual({ ok: true, value: { unread: new Set([id(483), id(484)]), saved: new Set() } })
  const asked = log.length
  await client.sets?.(signal)
  expect(log.slice(asked)).toEqual(['GET /v1/entries', 'GET /v1/entries'])
})

test('answers that are none change nothing', async () => {
  const answers: Answer[] = [
    { json: [] },
    { json: { total: 3 } },
    { text: '<!doctype html><p>Welcome' },
    { text: '' },
    { json: { total: 2, entry_ids: [1, 'x'] } },
    { json: { error_message: 'no' } },
  ]
  for (const answer of answers) {
    const { client } = opened(() => answer)
    const empty = JSON.stringify(answer) === '{"json":[]}'
    // Of lists an empty one is no odd answer.
    const results = [await client.sets?.(signal), await client.news?.('0', signal)]
    for (const result of empty ? results : [...results, await client.structure(signal)])
      expect(result, JSON.stringify(answer)).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
  }
})

test('articles out of order, or none of many, are not gone on with', async () => {
  const [entry] = (answerOf('2.3.4', 'entries-after-id').json as { entries: unknown[] }).entries
  for (const json of [
    { total: 9, entries: [] },
    { total: 9, entries: [entry, entry] },
  ])
    expect(await opened(() => ({ json })).client.news?.('1', signal)).toMatchObject({ problem: { kind: 'oddAnswer' } })
})

test('a page that is too large is asked for in parts', async () => {
  const { client, asked } = opened(({ query }) =>
    Number(query.get('limit')) > 20
      ? { problem: { kind: 'tooLarge', limit: 1 } }
      : answerOf('2.3.4', 'entries-after-id'),
  )
  expect(await client.news?.('476', signal)).toMatchObject({ ok: true })
  expect(asked.map(({ query }) => query.get('limit'))).toEqual(['250', '62', '15'])
})

test('changes begin with a bookmark of now, by the clock of the server', async () => {
  const date = { date: 'Tue, 24 Nov 2026 03:00:00 GMT' }
  const at = Date.UTC(2026, 10, 24, 3) / 1000 - 60
  const entries = [1, 2].map((number) => ({ id: number, feed_id: 1, status: 'read', starred: number === 2 }))
  const { client, asked } = opened(({ what, query }) => {
    if (what === 'GET /v1/version') return { ...answerOf('2.3.4', 'version'), headers: date }
    const rest = entries.filter((entry) => entry.id > Number(query.get('after_entry_id')))
    return { headers: date, json: { total: rest.length, entries: rest.slice(0, 1) } }
  })
  const none = await client.changes?.(null, signal)
  expect(none).toEqual({ ok: true, value: { values: [], cursor: String(at), done: true } })
  const first = await client.changes?.('1000', signal)
  expect(first).toEqual({
    ok: true,
    value: { values: [{ id: id(1), read: true, saved: false }], cursor: `1000:1:${at}`, done: false },
  })
  const second = await client.changes?.(`1000:1:${at}`, signal)
  expect(second).toEqual({
    ok: true,
    value: { values: [{ id: id(2), read: true, saved: true }], cursor: String(at), done: true },
  })
  expect(asked.at(-1)?.query.toString()).toContain('after_entry_id=1&limit=250&changed_after=1000')
})

/** A server that only turns marks, as versions before 2.3.2 do. */
function turning(starred: Set<number>, cut: { after: number }) {
  let turns = 0
  return opened(({ what }) => {
    if (what === 'GET /v1/entries/ids') return answerOf('2.2.6', 'entry-ids')
    const number = Number(/\d+$/.exec(what.replace('/bookmark', ''))?.[0])
    if (number === 404) return answerOf('2.2.6', 'entry-unknown')
    if (what.startsWith('PUT')) {
      if (!starred.delete(number)) starred.add(number)
      return ++turns === cut.after ? { status: 0 } : { status: 204 }
    }
    return { json: { id: number, feed_id: 1, status: 'read', starred: starred.has(number) } }
  })
}

test('where marks are only turned, they are looked at first', async () => {
  const starred = new Set([2])
  const { client, log } = turning(starred, { after: 0 })
  const tell = (value: boolean) => client.tell({ key: 'saved', value }, [id(1), id(2), id(404)], signal)
  const gone = { ok: true, value: { refused: [{ id: id(404), problem: { kind: 'gone' } }] } }
  expect(await tell(true)).toEqual(gone)
  expect(starred).toEqual(new Set([1, 2]))
  expect(log.filter((what) => what.startsWith('PUT'))).toEqual(['PUT /v1/entries/1/bookmark'])
  expect(await tell(true)).toEqual(gone)
  expect(starred).toEqual(new Set([1, 2]))
  expect(await tell(false)).toEqual(gone)
  expect(starred).toEqual(new Set())
})

test('cut off while turning: told again, it is not turned back', async () => {
  const starred = new Set<number>()
  const { client } = turning(starred, { after: 1 })
  const tell = () => client.tell({ key: 'saved', value: true }, [id(1)], signal)
  expect(await tell()).toMatchObject({ ok: false, problem: { kind: 'connectionFailed' } })
  expect(await tell()).toMatchObject({ ok: true })
  expect(starred).toEqual(new Set([1]))
})

test('where marks can be set, they are', async () => {
  const { client, asked } = opened(({ what }) =>
    what === 'PUT /v1/entries' ? answerOf('2.3.4', 'starred-set') : answerOf('2.3.4', 'entry-ids'),
  )
  expect(await client.tell({ key: 'saved', value: false }, [id(1)], signal)).toMatchObject({ ok: true })
  expect(asked.at(-1)?.json).toEqual({ entry_ids: [1], starred: false })
})

test('a folder is emptied before it goes, and stays when feeds keep coming', async () => {
  const remove = async (coming: number) => {
    const inside = [{ id: 5, feed_url: 'http://a.example/feed' }]
    let left = coming
    const { client, log } = opened(({ what }) => {
      if (what === 'GET /v1/categories')
        return {
          json: [
            { id: 1, title: 'All' },
            { id: 2, title: 'News' },
          ],
        }
      if (what === 'GET /v1/categories/2/feeds') return { json: inside }
      if (what === 'PUT /v1/feeds/5' && left-- <= 0) inside.length = 0
      return { status: 204 }
    })
    const removed = outcome(
      (await client.removeFolder?.({ remoteId: '2', title: 'News' }, [], signal)) ?? { ok: true, value: null },
    )
    return { removed, log }
  }
  const calm = await remove(0)
  expect(calm.removed).toBeNull()
  expect(calm.log.slice(1)).toEqual([
    'GET /v1/categories/2/feeds',
    'PUT /v1/feeds/5',
    'GET /v1/categories/2/feeds',
    'DELETE /v1/categories/2',
  ])
  const busy = await remove(99)
  expect(busy.removed).toMatchObject({ kind: 'changeRefused' })
  expect(busy.log.some((what) => what.startsWith('DELETE'))).toBe(false)
})

test('a token taken away is a refused sign-in, a troubled server is not', async () => {
  const of = async (answer: Answer) => outcome(await opened(() => answer).client.structure(signal))
  expect(await of(answerOf('2.3.4', 'me-bad-token'))).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
  expect(await of({ status: 502, text: '<html>Bad gateway' })).toEqual({
    kind: 'httpStatus',
    status: 502,
    retryAt: null,
  })
  expect(await of({ status: 500, json: { error_message: 'store: no connection' } })).toMatchObject({
    kind: 'httpStatus',
  })
  expect(await of({ status: 503, headers: { 'retry-after': '60' } })).toMatchObject({ retryAt: NOW + 60_000 })
  expect(await of({ status: 0 })).toMatchObject({ kind: 'connectionFailed' })
})
