// Tiny Tiny RSS as it was recorded at level 15, with lists that move while they are read.
import { describe, expect, test } from 'vitest'
import { remoteId } from '../remote-id.ts'
import type { Credentials, Page, RemoteId } from '../service.ts'
import { answering, must, never, type Asked, type Reply } from './testing/answering.ts'
import { pick, recorded } from './testing/recordings.ts'
import { tinyTinyRss } from './tiny-tiny-rss.ts'

const all = recorded('tt-rss-15')
const SITE = 'https://rss.example.org/tt-rss'
const id = (number: number): RemoteId => remoteId(number) ?? ''
const { abilities } = tinyTinyRss.infos[0] ?? { abilities: undefined }
const form = (address: string, user = 'admin', secret = 'tt-pass-1') => ({
  preset: 'tinyTinyRss',
  address,
  user,
  secret,
  app: null,
})
const missing = () => ({ ok: false, problem: { kind: 'gone' } }) as const

function opened(reply: (asked: Asked) => Reply | undefined, session: string | null = 'recorded-session') {
  const service = answering(reply)
  if (!abilities) throw new Error('no abilities')
  const kept: Credentials[] = []
  const account = { address: SITE, preset: 'tinyTinyRss', abilities }
  const credentials = { user: 'admin', secret: 'tt-pass-1', session }
  return { ...service, kept, client: tinyTinyRss.open(service.context, account, credentials, (one) => kept.push(one)) }
}

/** What was recorded, by name. */
const was = (name: string): Reply => pick(all, name)[0]?.response ?? {}
const said = (content: unknown): Reply => ({ json: { seq: 0, status: 0, content } })
const refused = (error: string): Reply => ({ json: { seq: 0, status: 1, content: { error } } })

describe('signing in', () => {
  const server = ({ path, json }: Asked): Reply | undefined => {
    if (path !== '/tt-rss/api/') return undefined
    if (json.op === 'login') return was(json.password === 'tt-pass-1' ? 'login' : 'login-bad')
    return json.op === 'isLoggedIn' ? said({ status: false }) : was('not-logged-in')
  }

  test.each(['rss.example.org', SITE, `${SITE}/prefs.php#x`, `${SITE}/api/`])('%s is found', async (typed) => {
    const { context, asked } = answering(server)
    expect(must(await tinyTinyRss.signIn(context, form(typed)))).toMatchObject({
      address: SITE,
      credentials: { user: 'admin', secret: 'tt-pass-1', session: 'recorded-session' },
      digits: 16,
    })
    // The password goes to the right place alone.
    expect(asked.filter(({ text }) => text.includes('tt-pass-1'))).toHaveLength(1)
    expect(asked.at(-1)?.headers['content-type']).toBe('application/json')
  })

  test('a wrong password, no name, another site, an API that is switched off, a server too old', async () => {
    const problem = async (reply: (asked: Asked) => Reply | undefined, what = form(SITE)) => {
      const result = await tinyTinyRss.signIn(answering(reply).context, what)
      return result.ok ? null : result.problem
    }
    expect(await problem(server, form(SITE, 'admin', 'nope'))).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
    expect(await problem(server, form(SITE, ''))).toEqual({ kind: 'signInRefused', field: 'user' })
    expect(await problem(() => ({ text: '<html>' }))).toMatchObject({ kind: 'notThisService' })
    const login = (reply: Reply) => (asked: Asked) => (asked.json.op === 'login' ? reply : server(asked))
    expect(await problem(login(refused('API_DISABLED')))).toEqual({ kind: 'apiSwitchedOff', url: SITE })
    expect(await problem(login(said({ session_id: 'x', api_level: 14 })))).toMatchObject({ kind: 'oddAnswer' })
    expect(await problem(() => ({ problem: { kind: 'hostNotFound', host: 'x' } }))).toMatchObject({
      kind: 'hostNotFound',
    })
  })
})

describe('a session', () => {
  test('that has ended is renewed once, and kept', async () => {
    const { client, kept, asked } = opened(({ json }) => {
      if (json.op === 'login') return said({ session_id: 'new', api_level: 15 })
      if (json.sid !== 'new') return was('expired-sid')
      return json.op === 'getFeeds'
        ? was('getFeeds-real')
        : json.op === 'getLabels'
          ? was('labels')
          : was('getCategories')
    })
    expect(must(await client.structure(never)).feeds).toHaveLength(3)
    expect(kept).toEqual([{ user: 'admin', secret: 'tt-pass-1', session: 'new' }])
    expect(asked.filter(({ json }) => json.op === 'login')).toHaveLength(1)
  })

  test('that cannot be renewed is refused, not tried for ever', async () => {
    const ended = opened(({ json }) => (json.op === 'login' ? was('login') : was('not-logged-in')))
    expect(await ended.client.structure(never)).toEqual({
      ok: false,
      problem: { kind: 'signInRefused', field: 'userOrSecret' },
    })
    expect(ended.asked).toHaveLength(3)
    const changed = opened(({ json }) => (json.op === 'login' ? was('login-bad') : was('not-logged-in')), null)
    expect(await changed.client.sets?.(never)).toMatchObject({ problem: { kind: 'signInRefused' } })
    expect(changed.asked).toHaveLength(1)
  })
})

test('feeds, categories and labels', async () => {
  const labels = said([{ id: -1026, caption: 'Later', fg_color: '', bg_color: '', checked: false }])
  const categories = said([
    { id: 7, title: 'News', unread: 1, order_id: 0 },
    { id: -2, title: 'Labels', unread: 0 },
    { id: 0, title: 'Uncategorized', unread: 4 },
  ])
  const { client } = opened(({ json }) =>
    json.op === 'getFeeds' ? was('getFeeds-real') : json.op === 'getLabels' ? labels : categories,
  )
  expect(must(await client.structure(never))).toMatchObject({
    folders: [{ remoteId: '7', title: 'News' }],
    feeds: [
      { remoteId: '4', url: 'http://127.0.0.1:18900/atom.xml', title: 'Feed atom — ünïcode & 中文', folderId: null },
      { remoteId: '5', siteUrl: null },
      { remoteId: '3' },
    ],
    labels: ['Later'],
  })
})

test('articles by id', async () => {
  const { client, asked } = opened(({ json }) => was(json.article_id === '22,21' ? 'articles' : 'article-unknown'))
  const items = must((await client.items?.([22, 21].map(id), never)) ?? missing())
  expect(items.map((one) => one.id)).toEqual([21, 22].map(id))
  expect(items[1]).toMatchObject({
    feedId: '3',
    read: false,
    saved: false,
    labels: [],
    item: { link: 'http://127.0.0.1:18900/small/17', title: 'small item 17', published: 1795462920000 },
  })
  expect(asked[0]?.json).toMatchObject({ sanitize: false })
  expect(must((await client.items?.([id(999999)], never)) ?? missing())).toEqual([])
})

describe('answers that are none', () => {
  test.each<[string, Reply, string]>([
    ['a page with 200', { text: '<b>Fatal error</b>: out of memory' }, 'oddAnswer'],
    ['an array', { json: [] }, 'oddAnswer'],
    ['an object where a list belongs', said({}), 'oddAnswer'],
    ['the recorded failure of a script', was('update-no-ids'), 'httpStatus'],
    ['the API is switched off', refused('API_DISABLED'), 'apiSwitchedOff'],
    ['it does not know the question', was('unknown-op'), 'changeRefused'],
    ['too often', { status: 429 }, 'busy'],
    ['no network', { problem: { kind: 'offline' } }, 'offline'],
  ])('%s', async (_name, reply, kind) => {
    const { client } = opened(() => reply)
    const results = [await client.structure(never), await client.sets?.(never), await client.items?.([id(1)], never)]
    expect(results.map((result) => (result && !result.ok ? result.problem.kind : 'taken'))).toEqual([kind, kind, kind])
  })
})

/** Headlines by date, 200 a call, from a list that other clients change meanwhile. */
class Server {
  /** Newest first. */
  unread: number[]
  calls = 0
  meanwhile: (call: number) => void = () => {}

  constructor(count: number) {
    this.unread = Array.from({ length: count }, (_, i) => count - i)
  }

  answer = ({ json }: Asked): Reply => {
    if (json.op === 'getLabels') return said([])
    if (json.op !== 'getHeadlines') throw new Error(String(json.op))
    if (json.feed_id !== -4) return said([])
    const skip = Number(json.skip)
    const rows = this.unread.filter((one) => one > Number(json.since_id ?? 0)).slice(skip, skip + 200)
    this.meanwhile(this.calls++)
    return said(rows.map((one) => ({ id: one, unread: true, title: `T${one}` })))
  }
}

describe('lists that move', () => {
  const unreadOf = async (server: Server) =>
    must((await opened(server.answer).client.sets?.(never)) ?? missing()).unread

  test('a still one is read once', async () => {
    const server = new Server(970)
    expect((await unreadOf(server)).size).toBe(970)
    expect(server.calls).toBe(5)
    const short = new Server(7)
    expect((await unreadOf(short)).size).toBe(7)
    expect(short.calls).toBe(1)
  })

  test('nothing is passed over when the first are read between two pages', async () => {
    for (const many of [1, 50, 200, 350]) {
      const server = new Server(1000)
      server.meanwhile = (call) => {
        if (call === 1) server.unread = server.unread.slice(many)
      }
      const unread = await unreadOf(server)
      expect(
        server.unread.every((one) => unread.has(id(one))),
        `${many}`,
      ).toBe(true)
    }
  })

  test('nothing is passed over when somebody reads, and articles arrive, all the while', async () => {
    const server = new Server(2000)
    let next = 2000
    server.meanwhile = (call) => {
      const arrived = call % 3 === 0 ? [++next] : []
      server.unread = [...arrived, ...server.unread.filter((_, i) => i % 97 !== call % 97)]
    }
    const before = new Set(server.unread)
    const unread = await unreadOf(server)
    const still = server.unread.filter((one) => before.has(one))
    expect(still.filter((one) => !unread.has(id(one)))).toEqual([])
    expect(server.calls).toBeLessThan(120)
  })

  test('one that never holds still is left for later', async () => {
    const server = new Server(1000)
    server.meanwhile = (call) => {
      server.unread = Array.from({ length: 1000 }, (_, i) => call * 1000 + 5000 - i)
    }
    expect(await opened(server.answer).client.sets?.(never)).toMatchObject({ problem: { kind: 'oddAnswer' } })
  })

  test('what came since the bookmark, to the last', async () => {
    const server = new Server(470)
    const { client } = opened(server.answer)
    const seen = new Set<RemoteId>()
    let cursor: string | null = null
    for (let sync = 0; sync < 3; sync++) {
      for (let more = true; more;) {
        const page: Page<RemoteId> = must((await client.recent?.(cursor, never)) ?? missing())
        for (const one of page.values) seen.add(one)
        cursor = page.cursor
        more = !page.done
      }
      server.unread.unshift(471 + sync)
    }
    expect(seen.size).toBe(472)
    const page = must((await client.recent?.(cursor, never)) ?? missing())
    expect(page).toEqual({ values: [id(473)], cursor: '473', done: true })
  })
})

describe('telling', () => {
  test('sets, never switches', async () => {
    const { client, asked } = opened(({ json }) =>
      String(json.article_ids).includes(',') ? was('star') : was('mark-read'),
    )
    const none = { ok: true, value: { refused: [] } }
    expect(await client.tell({ key: 'read', value: true }, [id(22)], never)).toEqual(none)
    expect(await client.tell({ key: 'read', value: false }, [id(22)], never)).toEqual(none)
    expect(await client.tell({ key: 'saved', value: true }, [22, 21, 23].map(id), never)).toEqual(none)
    expect(await client.tell({ key: 'saved', value: false }, [22, 21, 23].map(id), never)).toEqual(none)
    expect(asked.map(({ json: { op, article_ids, field, mode } }) => [op, article_ids, field, mode])).toEqual([
      ['updateArticle', '22', 2, 0],
      ['updateArticle', '22', 2, 1],
      ['updateArticle', '22,21,23', 0, 1],
      ['updateArticle', '22,21,23', 0, 0],
    ])
  })

  test('an article that is not there is refused by itself; one that is so already is not', async () => {
    const { client } = opened(({ json }) => (json.op === 'updateArticle' ? was('update-unknown') : was('articles')))
    expect(await client.tell({ key: 'read', value: true }, [22, 21, 999999].map(id), never)).toEqual({
      ok: true,
      value: { refused: [{ id: id(999999), problem: { kind: 'gone' } }] },
    })
  })

  test('labels go by their number; one that is not there cannot be given', async () => {
    const { client, asked } = opened(({ json }) =>
      json.op === 'getLabels' ? said([{ id: -1026, caption: 'Later' }]) : said({ status: 'OK', updated: 2 }),
    )
    must(await client.tell({ key: 'label', label: 'Later', value: false }, [1, 2].map(id), never))
    expect(asked.at(-1)?.json).toMatchObject({
      op: 'setArticleLabel',
      article_ids: '1,2',
      label_id: -1026,
      assign: false,
    })
    expect(await client.tell({ key: 'label', label: 'Else', value: true }, [id(1)], never)).toMatchObject({
      value: { refused: [{ id: id(1), problem: { kind: 'changeRefused' } }] },
    })
    expect(await client.tell({ key: 'label', label: 'Else', value: false }, [id(1)], never)).toEqual({
      ok: true,
      value: { refused: [] },
    })
  })
})

describe('following', () => {
  const follow = (reply: Reply, url = 'http://127.0.0.1:18900/small.xml') =>
    opened(({ json }) => (json.op === 'subscribeToFeed' ? reply : was('getFeeds-real'))).client.follow?.(
      { url, title: null, folder: { remoteId: '7', title: 'News' } },
      never,
    )

  test('answers with the feed, also when it was followed before', async () => {
    for (const name of ['subscribe-small.xml', 'subscribe-again'])
      expect(await follow(was(name))).toMatchObject({ ok: true, value: { remoteId: '3', title: 'Feed small' } })
  })

  test('says why not', async () => {
    expect(await follow(was('subscribe-404'))).toEqual({
      ok: false,
      problem: { kind: 'changeRefused', status: 5, detail: 'HTTP/1.1 404 Not Found' },
    })
    expect(await follow(was('subscribe-bad-url'), 'hello')).toMatchObject({ problem: { kind: 'badAddress' } })
    expect(await follow(said({ status: { code: 3 } }))).toMatchObject({ problem: { kind: 'noFeedFound' } })
  })

  test('letting go of what is gone is no failure', async () => {
    const feed = { remoteId: '4', url: '', siteUrl: null, title: '', folderId: null }
    for (const reply of [was('unsubscribe'), was('unsubscribe-again'), refused('E_OPERATION_FAILED')])
      expect(await opened(() => reply).client.unfollow?.(feed, never)).toEqual({ ok: true, value: null })
    expect(await opened(() => refused('UNKNOWN_METHOD')).client.unfollow?.(feed, never)).toMatchObject({ ok: false })
  })
})
