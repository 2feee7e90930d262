// Fever as Miniflux was recorded to speak it, as FreshRSS differs, and a server that switches where it should set.
import { describe, expect, test } from 'vitest'
import { decimalId, remoteId } from '../remote-id.ts'
import type { Page, RemoteId, RemoteItem } from '../service.ts'
import { fever } from './fever.ts'
import { answering, must, never, NOW, type Asked, type Reply } from './testing/answering.ts'
import { like, pick, recorded } from './testing/recordings.ts'
import { replayWire } from './testing/replay.ts'

const KEY = '0a353d6ca74b22231fb9da7f681d7921'
const SITE = 'http://127.0.0.1:1'
const form = (address: string, user = 'fever', secret = 'fever-pass-1') => ({
  preset: 'fever',
  address,
  user,
  secret,
  app: null,
})
const id = (number: number | string): RemoteId => remoteId(number) ?? ''
const { abilities } = fever.infos[0] ?? { abilities: undefined }

function opened(reply: (asked: Asked) => Reply | undefined, address = `${SITE}/fever`) {
  const service = answering(reply)
  if (!abilities) throw new Error('no abilities')
  const client = fever.open(
    service.context,
    { address, preset: 'fever', abilities },
    { user: 'x', secret: KEY },
    () => {},
  )
  return { ...service, client }
}

describe.each(['2.3.4', '2.2.6'] as const)('Miniflux %s', (version) => {
  const all = recorded(`miniflux-${version}-fever`)
  const whole = pick(all, 'unread-item-ids').map((one) =>
    like(one, { response: { json: { auth: 1, unread_item_ids: '954,955,956' } } }),
  )

  function replayed(more = all) {
    const wire = replayWire(more)
    const { context } = answering(() => undefined)
    if (!abilities) throw new Error('no abilities')
    const account = { address: `${SITE}/fever`, preset: 'fever', abilities }
    return {
      wire,
      context: { ...context, wire },
      client: fever.open({ ...context, wire }, account, { user: 'fever', secret: KEY }, () => {}),
    }
  }

  test('signs in with what is made of name and password', async () => {
    const { context } = replayed()
    expect(must(await fever.signIn(context, form(`${SITE}/fever/?api`)))).toMatchObject({
      address: `${SITE}/fever`,
      credentials: { user: 'fever', secret: KEY },
      digits: 16,
      abilities: { follow: false, moveFeed: false, labels: false, save: true },
    })
  })

  test('has groups and feeds', async () => {
    const structure = must(await replayed().client.structure(never))
    expect(structure.folders[0]).toEqual({ remoteId: '1', title: 'All' })
    expect(structure.feeds.map(({ title, folderId }) => [title, folderId])).toEqual([
      ['Feed atom — ünïcode & 中文', '1'],
      ['Feed big', '1'],
      ['Feed small', '1'],
    ])
    expect(structure.feeds[0]).toMatchObject({
      url: 'http://127.0.0.1:18900/atom.xml',
      siteUrl: 'http://127.0.0.1:18900/atom/',
    })
  })

  test('has articles and ids', async () => {
    const [page] = pick(all, 'items-since-next')
    const since = /since_id=(\d+)/.exec(page?.request.query ?? '')?.[1] ?? ''
    const { client, wire } = replayed([...whole, ...all])
    const news = must((await client.news?.(since, never)) ?? { ok: false, problem: { kind: 'gone' } })
    expect(news.values.length).toBeGreaterThan(0)
    expect(news).toMatchObject({ done: false, total: expect.any(Number) })
    expect(news.values[0]).toMatchObject({ id: id(Number(since) + 1), read: false, saved: false, labels: null })
    expect(news.values[0]?.item).toMatchObject({
      id: null,
      link: expect.stringMatching(/^http:/),
      published: expect.any(Number),
      content: { html: expect.stringContaining('<p>') },
    })
    expect(await client.sets?.(never)).toEqual({
      ok: true,
      value: { unread: new Set(['954', '955', '956'].map(id)), saved: new Set() },
    })
    expect(wire.unknown).toEqual([])
  })
})

describe('the address', () => {
  const answers = (path: string) => (asked: Asked) =>
    asked.path === path && asked.query.has('api')
      ? { json: { api_version: 3, auth: asked.form.get('api_key') === KEY ? 1 : 0 } }
      : undefined

  test.each([
    ['https://rss.example.org', '/fever/', 'https://rss.example.org/fever'],
    ['rss.example.org/unread', '/fever/', 'https://rss.example.org/fever'],
    ['https://example.org/freshrss/', '/freshrss/api/fever.php', 'https://example.org/freshrss/api/fever.php'],
    ['https://example.org/freshrss/p/i/', '/freshrss/p/api/fever.php', 'https://example.org/freshrss/p/api/fever.php'],
    ['https://example.org/tt-rss', '/tt-rss/plugins.local/fever/', 'https://example.org/tt-rss/plugins.local/fever'],
    ['https://example.org/reader/fever.php', '/reader/fever.php', 'https://example.org/reader/fever.php'],
  ])('%s is found at %s', async (typed, path, address) => {
    const { context, asked } = answering(answers(path))
    expect(must(await fever.signIn(context, form(typed))).address).toBe(address)
    // Looking goes without the key, and the key is said in the body alone.
    expect(asked.slice(0, -1).every(({ text, request }) => text === '' && !request.url.includes(KEY))).toBe(true)
    expect(asked.at(-1)?.form.get('api_key')).toBe(KEY)
  })

  test('a wrong key, no name, another site, an API that is switched off', async () => {
    const there = answering(answers('/fever/')).context
    const refused = { ok: false, problem: { kind: 'signInRefused', field: 'userOrSecret' } }
    expect(await fever.signIn(there, form('https://a.example', 'fever', 'wrong'))).toEqual(refused)
    expect(await fever.signIn(there, form('https://a.example', ' '))).toMatchObject({ problem: { field: 'user' } })
    expect(await fever.signIn(there, form('https://'))).toMatchObject({ problem: { field: 'address' } })
    const other = answering(() => ({ text: '<html>welcome</html>' })).context
    expect(await fever.signIn(other, form('https://a.example'))).toMatchObject({ problem: { kind: 'notThisService' } })
    const off = answering(({ path }) =>
      path.endsWith('/api/fever.php') ? { status: 503, text: 'Service Unavailable!' } : undefined,
    )
    expect(await fever.signIn(off.context, form('https://a.example'))).toEqual({
      ok: false,
      problem: { kind: 'apiSwitchedOff', url: 'https://a.example/api/fever.php' },
    })
  })
})

describe('answers that are none', () => {
  const say = async (reply: Reply) => {
    const { client } = opened(() => reply)
    const results = [await client.structure(never), await client.sets?.(never), await client.news?.('5', never)]
    return results.map((result) => (result && !result.ok ? result.problem.kind : 'taken'))
  }

  test.each<[string, Reply, string]>([
    ['a page with 200', { text: '<html>sorry</html>' }, 'oddAnswer'],
    ['an array', { json: [] }, 'oddAnswer'],
    ['nothing of what was asked', { json: { api_version: 3, auth: 1 } }, 'oddAnswer'],
    ['no', { json: { api_version: 3, auth: 0 } }, 'signInRefused'],
    ['nothing', { text: '' }, 'oddAnswer'],
    ['trouble', { status: 502, text: 'bad gateway' }, 'httpStatus'],
    ['too often', { status: 429, headers: { 'retry-after': '60' } }, 'busy'],
    ['no network', { problem: { kind: 'offline' } }, 'offline'],
  ])('%s', async (_name, reply, kind) => {
    expect(await say(reply)).toEqual([kind, kind, kind])
  })

  test('when to come back is handed on', async () => {
    const { client } = opened(() => ({ status: 503, headers: { 'retry-after': '120' } }))
    expect(await client.sets?.(never)).toEqual({
      ok: false,
      problem: { kind: 'httpStatus', status: 503, retryAt: NOW + 120_000 },
    })
  })

  test('one odd id makes the whole set odd', async () => {
    const { client } = opened(({ query }) => ({
      json: query.has('unread_item_ids') ? { auth: 1, unread_item_ids: '1,2,x' } : { auth: 1, saved_item_ids: '' },
    }))
    expect(await client.sets?.(never)).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
  })
})

test('ids and flags as text, as FreshRSS writes them', async () => {
  const { client } = opened(({ query }) => {
    if (query.has('groups'))
      return {
        json: {
          auth: 1,
          groups: [
            { id: '0', title: 'All' },
            { id: '3', title: 'Été ／ Hiver' },
          ],
          feeds_groups: [{ group_id: '3', feed_ids: '7' }],
        },
      }
    if (query.has('feeds'))
      return {
        json: {
          auth: 1,
          feeds: [
            { id: '7', title: 'A', url: 'https://a.example/feed' },
            { id: '8', title: '', url: 'https://b.example/feed' },
          ],
        },
      }
    if (query.has('unread_item_ids'))
      return { json: { auth: '1', unread_item_ids: '1795463991848539, 1795463991848540' } }
    if (query.has('saved_item_ids')) return { json: { auth: '1', saved_item_ids: 1795463991848539 } }
    return {
      json: {
        auth: 1,
        total_items: '1',
        items: [
          {
            id: '1795463991848539',
            feed_id: '7',
            title: 'Krieg ＆ Frieden',
            author: '',
            html: '<p>x',
            url: 'javascript:x',
            is_saved: '0',
            is_read: '1',
            created_on_time: '1795463991',
          },
        ],
      },
    }
  }, `${SITE}/api/fever.php`)
  expect(must(await client.structure(never))).toMatchObject({
    folders: [{ remoteId: '3', title: 'Été / Hiver' }],
    feeds: [
      { remoteId: '7', folderId: '3' },
      { remoteId: '8', folderId: null, title: 'https://b.example/feed' },
    ],
  })
  const known = id('1795463991848539')
  expect(must((await client.sets?.(never)) ?? missing())).toEqual({
    unread: new Set([known, id('1795463991848540')]),
    saved: new Set([known]),
  })
  const [item] = must((await client.items?.([known], never)) ?? missing())
  expect(item).toMatchObject({
    id: known,
    read: true,
    saved: false,
    item: { id: known, link: null, title: 'Krieg & Frieden', published: 1795463991000 },
  })
})

const missing = () => ({ ok: false, problem: { kind: 'gone' } }) as const

/** Miniflux's manners: fifty a call, 0 means nothing said, the first selector counts, one id a mark, "saved" switches. */
class Server {
  items = new Map<number, { read: boolean; saved: boolean }>()
  marks = 0
  /** The connection breaks after so many marks. */
  breaks = Infinity

  constructor(count: number) {
    for (let number = 1; number <= count; number++) this.items.set(number, { read: false, saved: false })
  }

  answer = ({ query, form: said }: Asked): Reply => {
    if (said.get('api_key') !== KEY) return { json: { api_version: 3, auth: 0 } }
    if (said.get('mark')) return this.mark(said)
    const ids = [...this.items.keys()]
    if (query.has('items')) {
      const since = Number(query.get('since_id') ?? 0)
      const asked = query.get('with_ids')?.split(',').map(Number)
      const found = asked
        ? ids.filter((one) => asked.includes(one))
        : since > 0
          ? ids.filter((one) => one > since)
          : ids.toReversed()
      return {
        json: {
          api_version: 3,
          auth: 1,
          total_items: ids.length,
          items: found.slice(0, 50).map((one) => this.item(one)),
        },
      }
    }
    const list = (which: (state: { read: boolean; saved: boolean }) => boolean) =>
      [...this.items].flatMap(([one, state]) => (which(state) ? [one] : [])).join(',')
    if (query.has('unread_item_ids')) return { json: { auth: 1, unread_item_ids: list(({ read }) => !read) } }
    return { json: { auth: 1, saved_item_ids: list(({ saved }) => saved) } }
  }

  item(one: number) {
    const state = this.items.get(one)
    return {
      id: one,
      feed_id: 1,
      title: `T${one}`,
      author: '',
      html: 'x',
      url: `https://a.example/${one}`,
      is_saved: Number(state?.saved),
      is_read: Number(state?.read),
      created_on_time: 1,
    }
  }

  mark(said: URLSearchParams): Reply {
    if (this.marks++ >= this.breaks) return { problem: { kind: 'connectionFailed', host: 'a', code: 'UND_ERR_SOCKET' } }
    const state = this.items.get(Number(said.get('id')))
    const as = said.get('as')
    if (said.get('mark') !== 'item') throw new Error('never more than an article')
    if (state && (as === 'saved' || as === 'unsaved')) state.saved = !state.saved
    else if (state) state.read = as === 'read'
    return { json: { api_version: 3, auth: 1 } }
  }

  saved = () => [...this.items].flatMap(([one, { saved }]) => (saved ? [one] : []))
}

test('all articles come, each once, from the first on', async () => {
  const server = new Server(170)
  const { client } = opened(server.answer)
  const items: RemoteItem[] = []
  let cursor: string | null = null
  for (let page = 0; page < 10; page++) {
    const news: Page<RemoteItem> = must((await client.news?.(cursor, never)) ?? missing())
    items.push(...news.values)
    cursor = news.cursor
    if (news.done) break
  }
  expect(items.map((item) => Number(decimalId(item.id)))).toEqual([...server.items.keys()])
  server.items.set(171, { read: true, saved: true })
  const [late] = must((await client.news?.(cursor, never)) ?? missing()).values
  expect(late).toMatchObject({ id: id(171), read: true, saved: true })
})

test('a server that sends the newest first is not believed, for it leaves some out', async () => {
  const server = new Server(170)
  const { client } = opened((asked) =>
    asked.query.has('since_id')
      ? {
          json: {
            auth: 1,
            total_items: 170,
            items: [...server.items.keys()]
              .toReversed()
              .slice(0, 50)
              .map((one) => server.item(one)),
          },
        }
      : server.answer(asked),
  )
  expect(await client.news?.(null, never)).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
})

test('marks are told one by one, and what is so already stays so', async () => {
  const server = new Server(20)
  const { client, asked } = opened(server.answer)
  expect(await client.tell({ key: 'read', value: true }, [1, 2, 3].map(id), never)).toEqual({
    ok: true,
    value: { refused: [] },
  })
  expect(asked.map(({ form: said }) => `${said.get('mark')} ${said.get('as')} ${said.get('id')}`)).toEqual([
    'item read 1',
    'item read 2',
    'item read 3',
  ])
  must(await client.tell({ key: 'saved', value: true }, [1, 2].map(id), never))
  must(await client.tell({ key: 'saved', value: true }, [1, 2, 3].map(id), never))
  expect(server.saved()).toEqual([1, 2, 3])
  must(await client.tell({ key: 'saved', value: false }, [2, 9].map(id), never))
  expect(server.saved()).toEqual([1, 3])
  expect(await client.tell({ key: 'saved', value: true }, [1, 99].map(id), never)).toEqual({
    ok: true,
    value: { refused: [{ id: id(99), problem: { kind: 'gone' } }] },
  })
  expect(await client.tell({ key: 'label', label: 'x', value: true }, [id(1)], never)).toMatchObject({
    value: { refused: [{ problem: { kind: 'changeRefused' } }] },
  })
})

test('cut off at any mark and told again, nothing is switched back', async () => {
  for (let cut = 0; cut <= 6; cut++) {
    const server = new Server(10)
    for (const one of [2, 4]) server.items.set(one, { read: false, saved: true })
    server.breaks = cut
    const { client } = opened(server.answer)
    const ids = [1, 2, 3, 4, 5, 6].map(id)
    const first = await client.tell({ key: 'saved', value: true }, ids, never)
    expect(first.ok, `${cut}`).toBe(cut >= 4)
    server.breaks = Infinity
    must(await client.tell({ key: 'saved', value: true }, ids, never))
    expect(server.saved()).toEqual([1, 2, 3, 4, 5, 6])
  }
})

test('a mark that does not hold is told again later', async () => {
  const server = new Server(3)
  const { client } = opened((asked) => (asked.form.get('mark') ? { json: { auth: 1 } } : server.answer(asked)))
  expect(await client.tell({ key: 'saved', value: true }, [id(1)], never)).toMatchObject({
    ok: false,
    problem: { kind: 'oddAnswer' },
  })
})
