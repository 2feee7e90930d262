// Services in the manner of Google Reader: Miniflux as it answered, the others as they are documented.
import { describe, expect, test } from 'vitest'
import type { Result } from '../../contract/problems.ts'
import { longId, remoteId } from '../remote-id.ts'
import type { Credentials, RemoteFeed, SignInForm } from '../service.ts'
import { googleReader } from './google-reader.ts'
import { titleOf } from './google-reader-titles.ts'
import { pick, recorded, type Recording } from './testing/recordings.ts'
import { NOW, outcome, scripted, type Answer, type Asked } from './testing/scripted.ts'

const { signal } = new AbortController()
const versions = ['2.3.4', '2.2.6'] as const
const BASE = 'http://127.0.0.1:1'
const API = '/reader/api/0'
const READ = 'user/-/state/com.google/read'
const id = (number: number): string => remoteId(number) ?? ''

const answerOf = (version: (typeof versions)[number], name: string): Recording['response'] => {
  const [recording] = pick(recorded(`miniflux-${version}-google-reader`), name)
  if (!recording) throw new Error(name)
  return recording.response
}

const token = { text: 'token\n' }
const login = { text: 'SID=x\nLSID=x\nAuth=me/2\n' }

function opened(
  answer: (asked: Asked) => Answer | undefined,
  preset = 'miniflux',
  more: { address?: string; credentials?: Partial<Credentials>; labels?: boolean; token?: () => Answer } = {},
) {
  const script = scripted((asked) => (asked.what === `GET ${API}/token` ? (more.token?.() ?? token) : answer(asked)))
  const info = googleReader.infos.find((one) => one.preset === preset)
  if (!info) throw new Error(preset)
  const abilities = { ...info.abilities, ...(more.labels === undefined ? {} : { labels: more.labels }) }
  const kept: Credentials[] = []
  const client = googleReader.open(
    script.context,
    { address: more.address ?? BASE, preset, abilities },
    { user: 'me', secret: 'pw', session: 'me/1', ...more.credentials },
    (credentials) => kept.push(credentials),
  )
  return { ...script, client, kept }
}

const form = (preset: string, address: string, user = 'me', secret = 'pw'): SignInForm => ({
  preset,
  address,
  user,
  secret,
  app: preset === 'inoreader' ? { id: '1', key: 'k' } : null,
})

describe.each(versions)('Miniflux %s', (version) => {
  const said = (name: string) => answerOf(version, name)

  test('signs in with a line of Auth, and nothing else', async () => {
    const sign = async (answer: Recording['response']) => {
      const { context, asked } = scripted(({ what }) => {
        if (what.endsWith('/user-info')) return said('no-auth')
        return what.endsWith('/ids') ? said('ids-page-1') : answer
      })
      const result = outcome(await googleReader.signIn(context, form('miniflux', '127.0.0.1:1/reader/')))
      return { result, asked }
    }
    const { result, asked } = await sign(said('login'))
    expect(result).toMatchObject({
      address: BASE,
      user: 'me',
      digits: 16,
      credentials: { session: 'greader/recorded-auth' },
    })
    expect(asked.map(({ url }) => url.search).join()).not.toContain('pw')
    expect((await sign(said('login-bad-password'))).result).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
    expect((await sign({ ...said('root'), status: 200 })).result).toMatchObject({ kind: 'notThisService' })
  })

  test('what is followed, and the folder that stands for none', async () => {
    const { client } = opened(({ what }) => said(what.endsWith('tag/list') ? 'tag-list' : 'subscription-list'))
    const structure = outcome(await client.structure(signal))
    if (!('feeds' in structure)) throw new Error(structure.kind)
    expect(structure.folders).toContainEqual({ remoteId: 'user/-/label/Fresh/new', title: 'Fresh/new' })
    expect(structure.folders.map(({ title }) => title)).not.toContain('All')
    expect(structure.labels).toEqual([])
    expect(structure.feeds).toContainEqual({
      remoteId: 'feed/7',
      url: 'http://127.0.0.1:18900/big.xml',
      siteUrl: 'http://127.0.0.1:18900/big/',
      title: 'My big',
      folderId: 'user/-/label/News & Ünï',
    })
  })

  test('articles by their long ids, those that were asked for only', async () => {
    const { client, asked } = opened(() => said('items-long'))
    const { items } = said('items-long').json as { items: { id: string }[] }
    const ids = items.map((item) => remoteId(item.id) ?? '')
    const found = outcome((await client.items?.(ids.slice(0, 1), signal)) ?? { ok: true, value: [] })
    expect(found).toHaveLength(1)
    expect(found).toMatchObject([
      {
        id: ids[0],
        feedId: 'feed/9',
        read: false,
        saved: false,
        labels: null,
        item: {
          title: 'No guid no date 2',
          link: 'http://127.0.0.1:18900/dupes/2',
          content: { html: '2' },
          published: expect.any(Number),
        },
      },
    ])
    expect(asked.at(-1)?.form.toString()).toBe(
      new URLSearchParams([
        ['T', 'token'],
        ['i', longId(ids[0] ?? '')],
      ]).toString(),
    )
  })

  test('articles that are all gone', async () => {
    const { client } = opened(() => said('items-unknown'))
    expect(await client.items?.([id(1)], signal)).toEqual({ ok: true, value: [] })
  })

  test('a feed that cannot be followed, and one that is followed', async () => {
    const follow = async (url: string, answer: string) => {
      const { client } = opened(({ what }) =>
        said(what.endsWith('/list') ? 'subscription-list' : what.endsWith('quickadd') ? 'quickadd-404' : answer),
      )
      return outcome((await client.follow?.({ url, title: null, folder: null }, signal)) ?? { ok: true, value: null })
    }
    expect(await follow('http://127.0.0.1:18900/nothing.xml', 'subscribe-dead')).toEqual({
      kind: 'changeRefused',
      status: 500,
      detail: 'fetcher: resource not found (404 status code)',
    })
    expect(await follow('http://127.0.0.1:18900/atom.xml', 'subscribe-again')).toMatchObject({ remoteId: 'feed/8' })
  })

  test('a feed that is gone is no trouble of the network', async () => {
    const { client } = opened(({ what }) => said(what.endsWith('/list') ? 'subscription-list' : 'edit-unknown-feed'))
    const feed: RemoteFeed = {
      remoteId: 'feed/99999',
      url: 'http://a.example',
      siteUrl: null,
      title: 'A',
      folderId: null,
    }
    expect(await client.renameFeed?.(feed, 'x', signal)).toMatchObject({
      ok: false,
      problem: { kind: 'changeRefused' },
    })
  })
})

test('ids: everything unread and everything saved, no other list', async () => {
  const { client, asked } = opened(({ query }) =>
    query.get('s')?.endsWith('starred')
      ? answerOf('2.3.4', 'ids-starred')
      : { json: { itemRefs: [{ id: '949' }, { id: -2 }] } },
  )
  const sets = await client.sets?.(signal)
  expect(sets).toMatchObject({ ok: true, value: { unread: new Set([id(949), 'fffffffffffffffe']) } })
  expect(asked.map(({ query }) => [query.get('s'), query.get('xt')])).toEqual([
    ['user/-/state/com.google/reading-list', READ],
    ['user/-/state/com.google/starred', null],
  ])
})

/** Pages of a server that goes on by number of ids (offset) or by the last of them. */
function paged(list: () => number[], by: 'offset' | 'id', size = 10) {
  return ({ query }: Asked): Answer => {
    if (query.get('s')?.endsWith('starred')) return { json: { itemRefs: [] } }
    const ids = list()
    const c = query.get('c')
    const start = c === null ? 0 : by === 'offset' ? Number(c) : ids.filter((one) => one >= Number(c)).length
    const page = ids.slice(start, start + size)
    const more = start + size < ids.length || (by === 'id' && page.length === size)
    const next = by === 'offset' ? String(start + size) : String(page.at(-1))
    return { json: { itemRefs: page.map((one) => ({ id: String(one) })), ...(more ? { continuation: next } : {}) } }
  }
}

const micros = (count: number) => Array.from({ length: count }, (_, i) => 1_795_463_991_848_539 - i)

test('pages go on to the end, whatever was asked for', async () => {
  const { client, log } = opened(
    paged(() => micros(30), 'id'),
    'freshrss',
    { labels: false },
  )
  const sets = outcome((await client.sets?.(signal)) ?? { ok: true, value: null })
  expect(sets && 'unread' in sets && sets.unread.size).toBe(30)
  // The last full page says that there is more, and there is not.
  expect(log).toHaveLength(5)
})

test('pages by offset are read until two passes agree', async () => {
  let reads = 0
  const all = Array.from({ length: 25 }, (_, i) => 500 - i)
  // Ten of the first page are read elsewhere before the second is asked for.
  const { client, log } = opened(paged(() => (reads++ === 0 ? all : all.slice(10)), 'offset'))
  const sets = outcome((await client.sets?.(signal)) ?? { ok: true, value: null })
  expect(sets && 'unread' in sets && sets.unread).toEqual(new Set(all.slice(10).map(id)))
  expect(log.length).toBeGreaterThan(5)
  const { client: restless } = opened(paged(() => all.slice(reads++ % 7), 'offset'))
  expect(await restless.sets?.(signal)).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
})

/** As Miniflux: pages by number of ids, ordered by time of publication alone, within `ot` and `nt`. */
function timed(list: () => { id: number; at: number }[], size: number, meddle: () => void = () => undefined) {
  let asked = 0
  return opened(({ query }) => {
    if (query.get('s')?.endsWith('starred')) return { json: { itemRefs: [] } }
    asked++
    meddle()
    const [from, to] = [Number(query.get('ot') ?? 0), Number(query.get('nt') ?? 0)]
    const within = list().filter(({ at }) => (from === 0 || at > from) && (to === 0 || at < to))
    // What has the same time comes in another order on every page.
    within.sort((a, b) => b.at - a.at || ((a.id * 7919 * asked) % 101) - ((b.id * 7919 * asked) % 101))
    const start = Number(query.get('c') ?? 0)
    const most = Math.min(size, Number(query.get('n')))
    const continuation = start + most < within.length ? { continuation: String(start + most) } : {}
    return {
      json: {
        itemRefs: within.slice(start, start + most).map(({ id: one }) => ({ id: String(one) })),
        ...continuation,
      },
    }
  })
}
const unreadOf = async ({
  client,
}: {
  client: { sets?: (signal: AbortSignal) => Promise<Result<{ unread: Set<string> }>> }
}) => {
  const sets = outcome((await client.sets?.(signal)) ?? { ok: true, value: null })
  return sets && 'unread' in sets ? sets.unread : sets
}

test('nothing is missing where what has the same time comes in any order', async () => {
  const seconds = NOW / 1000
  const days = [0, 0, 0, 0, 0, 1, 1, 1, 30, 30, 30, 400, 400, 9000, -3, -3, -3]
  const all = Array.from({ length: 170 }, (_, i) => ({
    id: i + 1,
    at: seconds - (days[i % 17] ?? 0) * 86_400 - Math.floor(i / 17),
  }))
  all.push({ id: 500, at: 0 }, { id: 501, at: -86_400 }, { id: 502, at: seconds + 900 * 86_400 })
  for (const size of [7, 40, 100, 172])
    expect(await unreadOf(timed(() => all, size)), `${size} a page`).toEqual(new Set(all.map((one) => id(one.id))))
})

test('nothing is missing of what stays unread while the rest is marked', async () => {
  const all = Array.from({ length: 300 }, (_, i) => ({ id: i + 1, at: NOW / 1000 - i * 600 }))
  let turn = 0
  const unread = await unreadOf(
    timed(
      () => all.filter(({ id: one }) => one % 2 === 0 || one % 3 !== turn % 3),
      20,
      () => turn++,
    ),
  )
  if (!(unread instanceof Set)) throw new Error('no set')
  expect(all.filter(({ id: one }) => one % 2 === 0 && !unread.has(id(one)))).toEqual([])
})

test('a continuation that leads nowhere ends', async () => {
  const { client } = opened(() => ({ json: { itemRefs: [{ id: '7' }], continuation: 'abc' } }))
  expect(await client.sets?.(signal)).toMatchObject({ ok: true, value: { unread: new Set([id(7)]) } })
})

test('answers that are none are not used', async () => {
  const answers: Answer[] = [
    answerOf('2.3.4', 'unknown-endpoint'),
    { json: {} },
    { json: { itemRefs: [{ id: 'zzz' }], items: {}, subscriptions: {} } },
    { text: '<!doctype html><p>Sign in' },
    { text: '' },
  ]
  for (const answer of answers) {
    const { client } = opened(() => answer)
    for (const result of [
      await client.sets?.(signal),
      await client.structure(signal),
      await client.items?.([id(1)], signal),
    ])
      expect(result, JSON.stringify(answer)).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
  }
})

test('a server that switches its notices on is understood', async () => {
  const notice = '<br />\n<b>Deprecated</b>:  strlen(): null in <b>/x.php</b> on line <b>7</b><br />\n'
  const { client } = opened(() => ({ text: `${notice}{"itemRefs":[{"id":"7"}]}` }))
  expect(await client.sets?.(signal)).toMatchObject({ ok: true })
})

test('what to do comes before the ids, and only OK is a yes', async () => {
  const tell = async (answer: Answer) => {
    const { client, asked } = opened(() => answer, 'freshrss')
    const told = await client.tell({ key: 'read', value: true }, [id(19), id(20)], signal)
    return { told: outcome(told), form: [...(asked.at(-1)?.form ?? [])] }
  }
  const { told, form: sent } = await tell({ text: 'OK\n' })
  expect(told).toEqual({ refused: [] })
  expect(sent).toEqual([['T', 'token'], ['a', READ], ['i', longId(id(19))], ['i', longId(id(20))]]) // prettier-ignore
  expect((await tell(answerOf('2.2.6', 'mark-no-stream'))).told).toMatchObject({ kind: 'oddAnswer' })
  expect((await tell({ text: '<html>OK' })).told).toMatchObject({ kind: 'oddAnswer' })
  expect((await tell(answerOf('2.3.4', 'edit-label'))).told).toMatchObject({ kind: 'changeRefused', status: 500 })
  expect((await tell({ status: 503 })).told).toEqual({ kind: 'httpStatus', status: 503, retryAt: null })
})

test('labels and saved are told by their streams, taking away by r', async () => {
  const { client, asked } = opened(() => ({ text: 'OK' }), 'freshrss')
  await client.tell({ key: 'label', label: 'To read/& 中', value: true }, [id(1)], signal)
  await client.tell({ key: 'saved', value: false }, [id(1)], signal)
  expect(asked.slice(1).map(({ form: sent }) => [...sent][1])).toEqual([
    ['a', 'user/-/label/To read/& 中'],
    ['r', 'user/-/state/com.google/starred'],
  ])
})

/** Miniflux until May 2026: what is added to an article that has it already is taken away. */
function turning(read: Set<number>, cut = 0) {
  let edits = 0
  return opened(({ what, form: sent }) => {
    const numbers = sent.getAll('i').map((one) => Number.parseInt(one.slice(-16), 16))
    if (what.endsWith('/items/contents')) {
      const there = numbers.filter((number) => number !== 404)
      const state = (number: number) => (read.has(number) ? [READ.replace('/-/', '/1/')] : [])
      return {
        json: {
          items: there.map((number) => ({
            id: longId(id(number)),
            categories: state(number),
            origin: { streamId: 'feed/1' },
          })),
        },
      }
    }
    if (!what.endsWith('/edit-tag')) return undefined
    for (const number of numbers) if (!read.delete(number) && sent.has('a')) read.add(number)
    return ++edits === cut ? { status: 0 } : { text: 'OK' }
  })
}

test('what is marked already is not marked again where that would undo it', async () => {
  const read = new Set([2])
  const { client, asked } = turning(read)
  const tell = (value: boolean) => client.tell({ key: 'read', value }, [id(1), id(2), id(404)], signal)
  expect(await tell(true)).toEqual({ ok: true, value: { refused: [{ id: id(404), problem: { kind: 'gone' } }] } })
  expect(read).toEqual(new Set([1, 2]))
  const edits = asked.filter(({ what }) => what.endsWith('/edit-tag'))
  expect(edits.map(({ form: sent }) => sent.getAll('i'))).toEqual([[longId(id(1))]])
  await tell(true)
  expect(read).toEqual(new Set([1, 2]))
  expect(await tell(false)).toEqual({ ok: true, value: { refused: [] } })
  expect(read).toEqual(new Set())
})

test('cut off while marking: told again, nothing is undone', async () => {
  const read = new Set<number>()
  const { client } = turning(read, 1)
  const tell = () => client.tell({ key: 'read', value: true }, [id(1), id(2)], signal)
  expect(await tell()).toMatchObject({ ok: false, problem: { kind: 'connectionFailed' } })
  expect(await tell()).toMatchObject({ ok: true })
  expect(read).toEqual(new Set([1, 2]))
})

describe('signing in again', () => {
  const refused = answerOf('2.3.4', 'edit-bad-token')

  test('a token that has gone stale is fetched anew, once', async () => {
    let tokens = 0
    let stale = false
    const { client, kept } = opened(
      ({ form: sent }) => (stale && sent.get('T') === 't1' ? refused : { text: 'OK' }),
      'freshrss',
      { token: () => ({ text: `t${++tokens}` }) },
    )
    const tell = () => client.tell({ key: 'read', value: true }, [id(1)], signal)
    expect((await tell()).ok).toBe(true)
    stale = true
    expect((await tell()).ok).toBe(true)
    expect(tokens).toBe(2)
    expect(kept).toEqual([])
  })

  test('a session that has ended is begun anew and kept', async () => {
    const { client, kept, log } = opened(
      ({ what, headers }) => {
        if (what.endsWith('/ClientLogin')) return login
        if (headers.authorization !== 'GoogleLogin auth=me/2') return refused
        return what.endsWith('/edit-tag')
          ? { text: 'OK' }
          : what.endsWith('/ids')
            ? { json: { itemRefs: [] } }
            : undefined
      },
      'freshrss',
      { labels: false },
    )
    expect((await client.tell({ key: 'read', value: true }, [id(1)], signal)).ok).toBe(true)
    expect(kept).toMatchObject([{ user: 'me', secret: 'pw', session: 'me/2' }])
    expect((await client.sets?.(signal))?.ok).toBe(true)
    expect(log.filter((what) => what.endsWith('/ClientLogin'))).toHaveLength(1)
  })

  test('two that find it ended sign in once', async () => {
    const { client, log } = opened(({ what, headers }) => {
      if (what.endsWith('/ClientLogin')) return login
      if (headers.authorization !== 'GoogleLogin auth=me/2') return refused
      return { json: { itemRefs: [], subscriptions: [], tags: [] } }
    })
    const both = await Promise.all([client.sets?.(signal), client.structure(signal)])
    expect(both.map((result) => result?.ok)).toEqual([true, true])
    expect(log.filter((what) => what.endsWith('/ClientLogin'))).toHaveLength(1)
  })

  test('when the password is not taken any more, that is said', async () => {
    const { client, log } = opened(({ what }) =>
      what.endsWith('/ClientLogin') ? answerOf('2.3.4', 'login-bad-password') : refused,
    )
    const expired = { ok: false, problem: { kind: 'signInRefused', field: 'userOrSecret' } }
    expect(await client.structure(signal)).toEqual(expired)
    expect(await client.tell({ key: 'saved', value: false }, [id(1)], signal)).toEqual(expired)
    expect(log.length).toBeLessThan(6)
  })

  test('while signing in fails for another reason, nothing is said of the password', async () => {
    const { client } = opened(({ what }) => (what.endsWith('/ClientLogin') ? { status: 502 } : refused))
    expect(await client.structure(signal)).toMatchObject({ problem: { kind: 'httpStatus', status: 502 } })
  })
})

describe('where it is', () => {
  /** FreshRSS below a site whose other pages are not found. */
  const freshRss = ({ what }: Asked): Answer => {
    const place = '/api/greader.php'
    if (!what.includes(` ${place}`)) return { status: 404, text: '<html>not found' }
    if (what.endsWith('/ClientLogin')) return { text: 'SID=clara/1\nAuth=clara/1\n' }
    if (what.endsWith('/ids')) return { json: { itemRefs: [{ id: '1795463991848539' }] } }
    return { status: 401, headers: { 'google-bad-token': 'true' }, text: 'Unauthorized!' }
  }

  test.each([
    'https://rss.example.org',
    'rss.example.org/',
    'https://rss.example.org/i/?a=normal',
    'https://rss.example.org/api/',
    'https://rss.example.org/api/greader.php/',
  ])('FreshRSS is found from %s', async (address) => {
    for (const preset of ['freshrss', 'other']) {
      const result = outcome(await googleReader.signIn(scripted(freshRss).context, form(preset, address)))
      expect(result, preset).toMatchObject({
        address: 'https://rss.example.org/api/greader.php',
        abilities: { labels: true },
        digits: 16,
      })
    }
  })

  test('its owner does not allow it', async () => {
    const { context } = scripted(({ what }) =>
      what.includes('greader.php') ? { status: 503, text: 'Service Unavailable!' } : { status: 404 },
    )
    expect(outcome(await googleReader.signIn(context, form('freshrss', 'https://rss.example.org')))).toEqual({
      kind: 'apiSwitchedOff',
      url: 'https://rss.example.org/api/greader.php',
    })
  })

  test('Inoreader is where it is, and wants the key of an application', async () => {
    const { context, asked } = scripted(({ what }) => {
      if (what.endsWith('/ClientLogin')) return { text: 'SID=x\nAuth=ino\n' }
      return what.endsWith('/ids') ? { json: { items: [], itemRefs: [] } } : { status: 403, text: 'AppId required!' }
    })
    expect(outcome(await googleReader.signIn(context, form('inoreader', '')))).toMatchObject({
      address: 'https://www.inoreader.com',
      credentials: { app: { id: '1', key: 'k' }, session: 'ino' },
    })
    expect(asked.every(({ headers }) => headers.appid === '1' && headers.appkey === 'k')).toBe(true)
    expect(outcome(await googleReader.signIn(context, { ...form('inoreader', ''), app: null }))).toEqual({
      kind: 'signInRefused',
      field: 'app',
    })
    const wrong = scripted(({ what }) =>
      what.endsWith('/ClientLogin') ? { status: 403, text: 'AppId not found' } : { status: 401 },
    )
    expect(outcome(await googleReader.signIn(wrong.context, form('inoreader', '')))).toEqual({
      kind: 'signInRefused',
      field: 'app',
    })
  })

  test('an unknown service tells by its ids how long they are', async () => {
    const { context } = scripted(({ what }) => {
      if (what.endsWith('/ClientLogin')) return login
      return what.endsWith('/ids') ? { json: { itemRefs: [{ id: '5a3b0c0d0e0f101112131415' }] } } : { status: 401 }
    })
    expect(outcome(await googleReader.signIn(context, form('other', 'https://a.example')))).toMatchObject({
      digits: 24,
    })
  })
})

describe('limits', () => {
  const limits = (zone1: number, zone2: number) => ({
    'x-reader-zone1-usage': String(zone1),
    'x-reader-zone1-limit': '100',
    'x-reader-zone2-usage': String(zone2),
    'x-reader-zone2-limit': '100',
    'x-reader-limits-reset-after': '3600',
  })
  const tell = { key: 'saved', value: true } as const

  test('nothing is asked once the limit of its zone is reached', async () => {
    const { client, log } = opened(
      ({ what }) => (what.endsWith('/edit-tag') ? { headers: limits(50, 100), text: 'OK' } : undefined),
      'inoreader',
      { credentials: { app: { id: '1', key: 'k' } } },
    )
    expect((await client.tell(tell, [id(1)], signal)).ok).toBe(true)
    const asked = log.length
    const reached = { ok: false, problem: { kind: 'limitReached', retryAt: NOW + 3_600_000 } }
    expect(await client.tell(tell, [id(1)], signal)).toEqual(reached)
    expect(log).toHaveLength(asked)
  })

  test('told so by the service', async () => {
    const answers = [
      { status: 429, headers: limits(100, 0) },
      { status: 403, headers: limits(100, 0), text: 'Daily request limit reached!' },
    ]
    for (const answer of answers)
      expect(outcome(await opened(() => answer, 'inoreader').client.structure(signal))).toEqual({
        kind: 'limitReached',
        retryAt: NOW + 3_600_000,
      })
  })

  test('few and seldom is asked', () => {
    const { client } = opened(() => undefined, 'inoreader')
    expect(client).toMatchObject({ batch: { items: 100, tell: 200 }, shortest: 120 })
  })
})

describe('labels', () => {
  const tags = [
    { id: 'user/1/state/com.google/starred' },
    { id: 'user/1/label/News', type: 'folder' },
    { id: 'user/1/label/Keep', type: 'tag' },
    { id: 'user/1/label/News', type: 'tag' },
  ]
  const subscriptions = [
    { id: 'feed/1', title: 'A ＆ B／C', url: 'http://a.example/feed', categories: [{ id: 'user/-/label/News' }] },
    { id: 'feed/tor/sponsored/9', title: 'Buy', url: 'http://ads.example', categories: [] },
  ]

  test('folders are not labels, whatever lists them; advertisements are no feeds', async () => {
    const { client } = opened(
      ({ what }) => ({ json: what.endsWith('tag/list') ? { tags } : { subscriptions } }),
      'freshrss',
    )
    expect(outcome(await client.structure(signal))).toEqual({
      folders: [{ remoteId: 'user/-/label/News', title: 'News' }],
      labels: ['Keep'],
      feeds: [
        {
          remoteId: 'feed/1',
          url: 'http://a.example/feed',
          siteUrl: null,
          title: 'A & B/C',
          folderId: 'user/-/label/News',
        },
      ],
    })
    const untyped = tags.map((tag) => ({ id: tag.id }))
    const { client: bazqux } = opened(
      ({ what }) => ({ json: what.endsWith('tag/list') ? { tags: untyped } : { subscriptions } }),
      'bazqux',
    )
    expect(outcome(await bazqux.structure(signal))).toMatchObject({ folders: [{ title: 'News' }], labels: ['Keep'] })
  })

  test('which articles bear them; one that goes meanwhile is not believed', async () => {
    let lists = 0
    const both = [...tags, { id: 'user/-/label/Going', type: 'tag' }]
    const { client } = opened(({ what, query }) => {
      if (what.endsWith('tag/list')) return { json: { tags: lists++ === 0 ? both : tags } }
      if (what.endsWith('subscription/list')) return { json: { subscriptions } }
      const all = ['1', '2', '3']
      const ids = { 'user/-/label/Keep': ['2'], 'user/-/label/Going': all }[query.get('s') ?? ''] ?? []
      return { json: { itemRefs: ids.map((one) => ({ id: one })) } }
    }, 'freshrss')
    expect(await client.sets?.(signal)).toMatchObject({ value: { labels: new Map([['Keep', new Set([id(2)])]]) } })
  })

  test('articles bear labels, not folders', async () => {
    const item = {
      id: longId(id(5)),
      title: 'Q＆A ＜1＞',
      categories: ['user/-/state/com.google/reading-list', 'user/-/label/News', 'user/-/label/Keep', READ],
      origin: { streamId: 'feed/1', title: 'A' },
      alternate: [{ href: 'https://a.example/5' }],
      summary: { content: '<p>Five' },
      crawlTimeMsec: '1795463991848',
      published: 1795460000,
      author: 'Zoë',
      enclosure: [{ href: 'https://a.example/5.mp3', type: 'audio/mpeg', length: '123' }],
    }
    const { client } = opened(({ what }) => {
      if (what.endsWith('tag/list')) return { json: { tags } }
      return what.endsWith('subscription/list')
        ? { json: { subscriptions } }
        : { json: { items: [item, { id: 'odd' }] } }
    }, 'freshrss')
    const read = async () => outcome((await client.items?.([id(5)], signal)) ?? { ok: true, value: [] })
    expect(await read()).toMatchObject([{ labels: null }])
    await client.structure(signal)
    expect(await read()).toMatchObject([
      {
        id: id(5),
        read: true,
        saved: false,
        labels: ['Keep'],
        item: {
          title: 'Q&A <1>',
          link: 'https://a.example/5',
          published: 1795460000000,
          authors: [{ name: 'Zoë' }],
          content: { html: '<p>Five', base: 'https://a.example/5' },
          enclosures: [{ url: 'https://a.example/5.mp3', type: 'audio/mpeg', length: 123 }],
        },
      },
    ])
  })
})

test('too much at once is asked for in halves', async () => {
  const { client, asked } = opened(({ form: sent }) => {
    const ids = sent.getAll('i')
    if (ids.length > 2) return { problem: { kind: 'tooLarge', limit: 1 } }
    return ids.length > 0 ? { json: { items: ids.map((one) => ({ id: one, categories: [] })) } } : undefined
  })
  const found = await client.items?.([1, 2, 3, 4, 5].map(id), signal)
  expect(found?.ok && found.value.map((item) => item.id)).toEqual([1, 2, 3, 4, 5].map(id))
  expect(asked.map(({ form: sent }) => sent.getAll('i').length)).toEqual([0, 5, 3, 2, 1, 2])
})

test('recent articles are a hint, from a day before the last time', async () => {
  const date = { date: 'Tue, 24 Nov 2026 03:00:00 GMT' }
  const now = Date.UTC(2026, 10, 24, 3) / 1000
  const { client, asked } = opened(({ query }) => ({
    headers: date,
    json: query.has('c') ? { itemRefs: [{ id: '2' }] } : { itemRefs: [{ id: '1' }], continuation: 'a b' },
  }))
  const first = outcome((await client.recent?.('1000', signal)) ?? { ok: true, value: null })
  expect(first).toEqual({ values: [id(1)], cursor: `1000 ${now - 86_400} a b`, done: false })
  const second = await client.recent?.(`1000 ${now - 86_400} a b`, signal)
  expect(second).toEqual({ ok: true, value: { values: [id(2)], cursor: String(now - 86_400), done: true } })
  expect(asked.map(({ query }) => [query.get('ot'), query.get('c')])).toEqual([['1000', null], ['1000', 'a b']]) // prettier-ignore
})

describe('folders', () => {
  const subscription = (folder: string) => ({
    id: 'feed/1',
    title: 'A',
    url: 'http://a.example/feed',
    categories: [{ id: `user/1/label/${folder}` }],
  })

  test('feeds are taken out before a folder goes; if they stay, it stays', async () => {
    const remove = async (leaves: boolean) => {
      let folder = 'News'
      const { client, asked } = opened(({ what }) => {
        if (what.endsWith('subscription/list')) return { json: { subscriptions: [subscription(folder)] } }
        if (what.endsWith('subscription/edit') && leaves) folder = 'Uncategorized'
        return { text: 'OK' }
      }, 'freshrss')
      const removed = await client.removeFolder?.({ remoteId: 'user/-/label/News', title: 'News' }, [], signal)
      const told = asked.filter(({ what }) => what.startsWith('POST'))
      return {
        removed,
        told: told.map(
          ({ what, form: sent }) => `${what.slice(API.length + 6)} ${sent.get('r') ?? sent.get('s') ?? ''}`,
        ),
      }
    }
    expect(await remove(true)).toEqual({
      removed: { ok: true, value: null },
      told: ['subscription/edit user/-/label/News', 'disable-tag user/-/label/News'],
    })
    expect(await remove(false)).toMatchObject({ removed: { ok: false }, told: ['subscription/edit user/-/label/News'] })
  })

  test('a feed is moved in one call, out of the old folder and into the new one', async () => {
    const { client, asked } = opened(() => ({ text: 'OK' }))
    const feed: RemoteFeed = {
      remoteId: 'feed/1',
      url: 'http://a.example',
      siteUrl: null,
      title: 'A',
      folderId: 'user/-/label/Old',
    }
    await client.moveFeed?.(feed, { remoteId: 'user/-/label/New', title: 'New' }, signal)
    await client.moveFeed?.(feed, null, signal)
    const sent = asked.slice(1).map(({ form: one }) => [one.get('s'), one.get('a'), one.get('r')])
    expect(sent).toEqual([
      ['feed/1', 'user/-/label/New', 'user/-/label/Old'],
      ['feed/1', 'user/-/label/All', 'user/-/label/Old'],
    ])
  })

  test('a new title is a new id', async () => {
    const { client, asked } = opened(() => ({ text: 'OK' }))
    const renamed = await client.renameFolder?.({ remoteId: 'user/-/label/a/b', title: 'a/b' }, 'c & d', signal)
    expect(renamed).toEqual({ ok: true, value: { remoteId: 'user/-/label/c & d', title: 'c & d' } })
    expect([...(asked.at(-1)?.form ?? [])].slice(1)).toEqual([['s', 'user/-/label/a/b'], ['dest', 'user/-/label/c & d']]) // prettier-ignore
  })
})

test('following: where subscribing says no, the page is handed over', async () => {
  const before = { id: 'feed/1', title: 'A', url: 'http://a.example/feed', categories: [] }
  const added = { id: 'feed/2', title: 'B', url: 'http://b.example/feed.xml', categories: [] }
  let there = [before]
  const { client, asked } = opened(({ what }) => {
    if (what.endsWith('subscription/list')) return { json: { subscriptions: there } }
    if (what.endsWith('quickadd')) {
      there = [before, added]
      return { json: { numResults: 1, streamId: 'feed/2' } }
    }
    return asked.at(-1)?.form.get('ac') === 'subscribe' ? { status: 400, text: 'Bad Request!' } : { text: 'OK' }
  }, 'freshrss')
  const folder = { remoteId: 'user/-/label/F', title: 'F' }
  const followed = await client.follow?.({ url: 'http://b.example/', title: 'Bee', folder }, signal)
  expect(followed).toMatchObject({ ok: true, value: { remoteId: 'feed/2', title: 'Bee', folderId: folder.remoteId } })
  expect(asked.find(({ what }) => what.endsWith('quickadd'))?.query.get('quickadd')).toBe('http://b.example/')
  expect(asked.slice(-2).map(({ form: one }) => [one.get('ac'), one.get('a'), one.get('t')])).toEqual([
    ['edit', folder.remoteId, null],
    ['edit', null, 'Bee'],
  ])
})

test('titles are turned back where they were disguised, and only there', () => {
  expect(titleOf('Tom ＆ Jerry ＜3', 'fullWidth', false)).toBe('Tom & Jerry <3')
  expect(titleOf('AT＆T', 'fullWidth', false)).toBe('AT&T')
  expect(titleOf('日本＆中国', 'fullWidth', false)).toBe('日本＆中国')
  expect(titleOf('什么？好，', 'fullWidth', true)).toBe('什么？好，')
  expect(titleOf('News／Politics， more？', 'fullWidth', true)).toBe('News/Politics, more?')
  expect(titleOf('News／Politics', 'fullWidth', false)).toBe('News／Politics')
  expect(titleOf('＜＜＆＞', 'fullWidth', false)).toBe('<<&>')
  expect(titleOf('Tom ＆ Jerry &amp; co', 'plain', false)).toBe('Tom ＆ Jerry &amp; co')
  expect(titleOf('A &amp; B &#39;x&#x27; &lt;b&gt; &nope; &#0;', 'escaped', false)).toBe("A & B 'x' <b> &nope; &#0;")
})
