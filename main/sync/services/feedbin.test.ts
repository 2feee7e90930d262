// Feedbin as its documentation says (https://github.com/feedbin/feedbin-api): no server of it can be run here.
import { describe, expect, test } from 'vitest'
import { remoteId } from '../remote-id.ts'
import type { Page, RemoteFeed, RemoteId } from '../service.ts'
import { feedbin } from './feedbin.ts'
import { secondsOf } from './feedbin-reading.ts'
import { answering, must, never, NOW, type Asked, type Reply } from './testing/answering.ts'

const ADDRESS = 'https://api.feedbin.com/v2'
const id = (number: number): RemoteId => remoteId(number) ?? ''
const missing = () => ({ ok: false, problem: { kind: 'gone' } }) as const
const { abilities } = feedbin.infos[0] ?? { abilities: undefined }
const form = (user = 'reader@example.org', secret = 'pässword') => ({
  preset: 'feedbin',
  address: '',
  user,
  secret,
  app: null,
})

function opened(reply: (asked: Asked) => Reply | undefined) {
  const service = answering(reply)
  if (!abilities) throw new Error('no abilities')
  const account = { address: ADDRESS, preset: 'feedbin', abilities }
  return { ...service, client: feedbin.open(service.context, account, { user: 'a', secret: 'b' }, () => {}) }
}

/** Subscriptions, tags, and articles created one second apart. */
class Server {
  subscriptions = [
    { id: 525, created_at: '2013-03-12T11:30:25.209432Z', feed_id: 47, title: 'Daring Fireball', feed_url: 'https://daringfireball.net/index.xml', site_url: 'https://daringfireball.net/' }, // prettier-ignore
    { id: 526, created_at: '2013-03-12T11:30:25.209432Z', feed_id: 48, title: null, feed_url: 'https://b.example/feed', site_url: '' }, // prettier-ignore
  ]
  taggings = [
    { id: 4, feed_id: 47, name: 'Tech' },
    { id: 5, feed_id: 48, name: 'Neu & alt' },
    { id: 6, feed_id: 48, name: 'Tech' },
  ]
  entries = new Map<number, { unread: boolean; starred: boolean }>()
  /** What the answer to a mark leaves out. */
  silent = new Set<number>()

  constructor(count = 0) {
    for (let number = 1; number <= count; number++) this.entries.set(number, { unread: true, starred: false })
  }

  created = (number: number) => new Date(NOW - 86_400_000 + number * 1000).toISOString().replace('Z', '123Z')

  entry = (number: number) => ({ id: number, feed_id: 47, title: `T${number}`, url: `https://a.example/${number}`, author: null, content: '<p>x', summary: 'x', published: '2013-02-03T01:00:19.000000Z', created_at: this.created(number) }) // prettier-ignore

  answer = (asked: Asked): Reply | undefined => {
    const { method, path, query, json } = asked
    const what = `${method} ${path.replace('/v2', '')}`
    const [, number] = /\/(\d+)(?:\.json)?$/.exec(path) ?? []
    if (what === 'GET /subscriptions.json') return { json: this.subscriptions }
    if (what === 'GET /taggings.json') return { json: this.taggings }
    if (what === 'GET /entries.json') return this.list(query)
    const ids = [...this.entries]
    if (what === 'GET /unread_entries.json') return { json: ids.flatMap(([one, { unread }]) => (unread ? [one] : [])) }
    if (what === 'GET /starred_entries.json')
      return { json: ids.flatMap(([one, { starred }]) => (starred ? [one] : [])) }
    const marked = /^POST \/(unread|starred)_entries(\/delete)?\.json$/.exec(what)
    if (marked) return this.mark(marked[1] === 'unread' ? 'unread' : 'starred', !marked[2], json)
    if (what === 'POST /subscriptions.json') return this.subscribe(String(json.feed_url))
    if (what === 'POST /taggings.json') {
      const made = { id: 100 + this.taggings.length, feed_id: Number(json.feed_id), name: String(json.name) }
      this.taggings.push(made)
      return { status: 201, json: made }
    }
    if (what.startsWith('DELETE /taggings/')) {
      if (!this.taggings.some((one) => one.id === Number(number))) return { status: 403, json: { status: 403 } }
      this.taggings = this.taggings.filter((one) => one.id !== Number(number))
      return { status: 204 }
    }
    if (what === 'POST /tags.json') {
      this.taggings = this.taggings.map((one) =>
        one.name === json.old_name ? { ...one, name: String(json.new_name) } : one,
      )
      return { json: this.taggings }
    }
    if (what.startsWith('PATCH /subscriptions/')) {
      const there = this.subscriptions.find((one) => one.id === Number(number))
      if (!there) return { status: 403 }
      there.title = String(json.title)
      return { json: there }
    }
    if (what.startsWith('DELETE /subscriptions/')) {
      this.subscriptions = this.subscriptions.filter((one) => one.id !== Number(number))
      return { status: 204 }
    }
    return undefined
  }

  list(query: URLSearchParams): Reply {
    const ids = query.get('ids')?.split(',').map(Number)
    if (ids && ids.length > 100) return { status: 400 }
    if (ids) return { json: ids.filter((one) => this.entries.has(one)).map(this.entry) }
    const since = query.get('since') ?? ''
    const all = [...this.entries.keys()].toReversed().filter((one) => this.created(one) > since)
    const page = Number(query.get('page') ?? 1)
    if (page > 1 && (page - 1) * 100 >= all.length) return { status: 404, json: { status: 404 } }
    return { json: all.slice((page - 1) * 100, page * 100).map(this.entry) }
  }

  mark(which: 'unread' | 'starred', value: boolean, json: Record<string, unknown>): Reply {
    const ids = json[`${which}_entries`] as number[]
    if (ids.length > 1000) return { status: 400 }
    for (const one of ids) {
      const entry = this.entries.get(one)
      if (entry) entry[which] = value
    }
    return { json: ids.filter((one) => this.entries.has(one) && !this.silent.has(one)) }
  }

  subscribe(url: string): Reply {
    if (url.includes('nothing')) return { status: 404, json: { status: 404 } }
    if (url.includes('several')) return { status: 300, json: [{ feed_url: 'https://x.example/1', title: '1' }] }
    const there = this.subscriptions.find((one) => one.feed_url === url)
    const location = `${ADDRESS}/subscriptions/525.json`
    if (there) return { status: 302, headers: { location }, json: there }
    const made = { id: 900, created_at: '', feed_id: 90, title: 'New', feed_url: url, site_url: 'https://n.example' }
    this.subscriptions.push(made)
    return { status: 201, headers: { location }, json: made }
  }
}

describe('signing in', () => {
  test('asks whether name and password are right', async () => {
    const { context, asked } = answering(({ path }) =>
      path === '/v2/authentication.json' ? { json: {} } : path === '/v2/taggings.json' ? { json: [] } : undefined,
    )
    expect(must(await feedbin.signIn(context, form()))).toMatchObject({
      address: ADDRESS,
      user: 'reader@example.org',
      digits: 16,
      abilities: { emptyFolders: false, labels: false },
    })
    const bytes = new TextEncoder().encode('reader@example.org:pässword')
    expect(asked[0]?.headers.authorization).toBe(`Basic ${btoa(String.fromCharCode(...bytes))}`)
    // The address is not one that the reader has typed.
    expect(asked.every(({ request }) => !request.mayBePrivate)).toBe(true)
  })

  test('keeps no password that was typed in the address', async () => {
    const { context } = answering(({ path }) => ({ json: path === '/v2/taggings.json' ? [] : {} }))
    const typed = { ...form(), address: 'https://me:pw@bin.example/v2/?key=pw#pw' }
    expect(must(await feedbin.signIn(context, typed)).address).toBe('https://bin.example/v2')
  })

  test('refusals', async () => {
    const problem = async (reply: Reply, what = form()) => {
      const result = await feedbin.signIn(answering(() => reply).context, what)
      return result.ok ? null : result.problem
    }
    expect(await problem({ status: 401 })).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
    expect(await problem({ status: 401 }, form(''))).toEqual({ kind: 'signInRefused', field: 'user' })
    expect(await problem({}, { ...form(), address: 'ftp://x' })).toEqual({ kind: 'signInRefused', field: 'address' })
    expect(await problem({ text: '<html>' }, { ...form(), address: 'https://x.example/v2/' })).toEqual({
      kind: 'notThisService',
      url: 'https://x.example/v2',
    })
    expect(await problem({ problem: { kind: 'offline' } })).toEqual({ kind: 'offline' })
  })
})

test('subscriptions and tags; of several the one given last is the folder', async () => {
  const server = new Server()
  expect(must(await opened(server.answer).client.structure(never))).toEqual({
    folders: ['Tech', 'Neu & alt'].map((name) => ({ remoteId: name, title: name })),
    feeds: [
      { remoteId: '47', url: 'https://daringfireball.net/index.xml', siteUrl: 'https://daringfireball.net/', title: 'Daring Fireball', folderId: 'Tech' }, // prettier-ignore
      { remoteId: '48', url: 'https://b.example/feed', siteUrl: null, title: 'https://b.example/feed', folderId: 'Tech' }, // prettier-ignore
    ],
    labels: [],
  })
})

describe('reading', () => {
  test('the sets, and articles by id', async () => {
    const server = new Server(5)
    server.entries.set(2, { unread: false, starred: true })
    const { client } = opened(server.answer)
    expect(must((await client.sets?.(never)) ?? missing())).toEqual({
      unread: new Set([1, 3, 4, 5].map(id)),
      saved: new Set([id(2)]),
    })
    const items = must((await client.items?.([1, 2, 99].map(id), never)) ?? missing())
    expect(items.map((one) => one.id)).toEqual([1, 2].map(id))
    expect(items[0]).toMatchObject({
      feedId: '47',
      read: null,
      saved: null,
      item: { link: 'https://a.example/1', title: 'T1', published: Date.UTC(2013, 1, 3, 1, 0, 19), authors: [] },
    })
  })

  test('an article with nothing in it, and one with sound', async () => {
    const bare = { id: 1570169709, feed_id: 1356310, title: null, author: null, summary: '', content: null, url: 'http://s3.amazonaws.com', published: '2017-10-28T14:54:19.885152Z', created_at: '2017-10-28T14:54:19.885105Z' } // prettier-ignore
    const enclosure = { enclosure_url: 'http://traffic.libsyn.com/atpfm/atp264.mp3', enclosure_type: 'audio/mpeg', enclosure_length: '54103635', itunes_duration: '01:51:35', itunes_image: 'x' } // prettier-ignore
    const { client, asked } = opened(() => ({ json: [bare, { ...bare, id: 2, summary: 'In short', enclosure }] }))
    const items = must((await client.items?.([1570169709, 2].map(id), never)) ?? missing())
    expect(asked[0]?.query.get('include_enclosure')).toBe('true')
    expect(items[0]?.item).toMatchObject({ title: null, content: null, summary: null, enclosures: [] })
    expect(items[1]?.item).toMatchObject({
      summary: 'In short',
      enclosures: [{ url: enclosure.enclosure_url, type: 'audio/mpeg', length: 54103635, duration: 6695 }],
    })
    expect([null, '', 'x', '51:35', '12', '0'].map(secondsOf)).toEqual([null, null, null, 3095, 12, null])
  })

  test('what came lately, page by page, and from there on', async () => {
    const server = new Server(250)
    const { client, asked } = opened(server.answer)
    const seen: RemoteId[] = []
    let cursor: string | null = null
    for (let more = true; more;) {
      const page: Page<RemoteId> = must((await client.recent?.(cursor, never)) ?? missing())
      seen.push(...page.values)
      cursor = page.cursor
      more = !page.done
    }
    expect(new Set(seen).size).toBe(250)
    // To the last digit of what it said.
    expect(cursor).toBe(server.created(250))
    // A month of what has been read already, not all of it.
    expect(asked[0]?.query.get('since')).toBe(new Date(NOW - 30 * 86_400_000).toISOString())
    expect(must((await client.recent?.(cursor, never)) ?? missing())).toEqual({ values: [], cursor, done: true })
    server.entries.set(251, { unread: true, starred: false })
    expect(must((await client.recent?.(cursor, never)) ?? missing()).values).toEqual([id(251)])
  })

  test('a whole last page is followed by "no such page", which is the end', async () => {
    const server = new Server(100)
    const { client } = opened(server.answer)
    const first = must((await client.recent?.(null, never)) ?? missing())
    expect(first.done).toBe(false)
    expect(must((await client.recent?.(first.cursor, never)) ?? missing())).toEqual({
      values: [],
      cursor: server.created(100),
      done: true,
    })
  })

  test.each<[string, Reply, string]>([
    ['a page with 200', { text: '<html>' }, 'oddAnswer'],
    ['an object where a list belongs', { json: { error: 'x' } }, 'oddAnswer'],
    ['ids that are none', { json: ['a'] }, 'oddAnswer'],
    ['a password that is no longer good', { status: 401 }, 'signInRefused'],
    ['too often', { status: 429, headers: { 'retry-after': '3' } }, 'busy'],
    ['trouble', { status: 500 }, 'httpStatus'],
    ['no network', { problem: { kind: 'offline' } }, 'offline'],
  ])('%s', async (_name, reply, kind) => {
    const { client } = opened(() => reply)
    const all = [await client.structure(never), await client.sets?.(never), await client.items?.([id(1)], never), await client.recent?.(null, never)] // prettier-ignore
    expect(all.map((result) => (result && !result.ok ? result.problem.kind : 'taken'))).toEqual(Array(4).fill(kind))
  })
})

describe('telling', () => {
  test('sets both ways', async () => {
    const server = new Server(10)
    const { client, asked } = opened(server.answer)
    must(await client.tell({ key: 'read', value: true }, [1, 2, 3].map(id), never))
    must(await client.tell({ key: 'read', value: false }, [3].map(id), never))
    must(await client.tell({ key: 'saved', value: true }, [1, 2].map(id), never))
    must(await client.tell({ key: 'saved', value: true }, [2].map(id), never))
    must(await client.tell({ key: 'saved', value: false }, [1].map(id), never))
    expect([...server.entries].filter(([, { unread }]) => !unread).map(([one]) => one)).toEqual([1, 2])
    expect([...server.entries].filter(([, { starred }]) => starred).map(([one]) => one)).toEqual([2])
    expect(asked[0]?.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(asked.map(({ path }) => path)).toEqual([
      '/v2/unread_entries/delete.json',
      '/v2/unread_entries.json',
      '/v2/starred_entries.json',
      '/v2/starred_entries.json',
      '/v2/starred_entries/delete.json',
    ])
  })

  test('an article that is gone is refused by itself; one left out of the answer is looked at', async () => {
    const server = new Server(10)
    server.silent.add(2)
    const { client } = opened(server.answer)
    expect(await client.tell({ key: 'read', value: true }, [1, 2, 99].map(id), never)).toEqual({
      ok: true,
      value: { refused: [{ id: id(99), problem: { kind: 'gone' } }] },
    })
  })

  test('an answer that is none is no success', async () => {
    for (const reply of [{ text: '<html>' }, { text: '' }, { json: {} }]) {
      const { client } = opened(() => reply)
      expect(await client.tell({ key: 'read', value: true }, [id(1)], never)).toMatchObject({
        problem: { kind: 'oddAnswer' },
      })
    }
    const { client } = opened(() => ({ status: 403 }))
    expect(await client.tell({ key: 'read', value: true }, [id(1)], never)).toMatchObject({
      problem: { kind: 'signInRefused' },
    })
  })
})

describe('feeds', () => {
  const feedOf = async (server: Server, remote: string): Promise<RemoteFeed> => {
    const feed = must(await opened(server.answer).client.structure(never)).feeds.find((one) => one.remoteId === remote)
    if (!feed) throw new Error(`no feed ${remote}`)
    return feed
  }
  const folder = (name: string) => ({ remoteId: name, title: name })

  test('follow: new, into a folder and under a name; already so; nothing there; more than one', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    const follow = (url: string, title: string | null = null, to: string | null = null) =>
      client.follow?.({ url, title, folder: to ? folder(to) : null }, never)
    expect(await follow('https://n.example/feed', 'Mine', 'Tech')).toMatchObject({
      value: { remoteId: '90', title: 'Mine', folderId: 'Tech', siteUrl: 'https://n.example' },
    })
    expect(await feedOf(server, '90')).toMatchObject({ title: 'Mine', folderId: 'Tech' })
    expect(await follow('https://daringfireball.net/index.xml', 'Other')).toMatchObject({
      value: { remoteId: '47', title: 'Daring Fireball' },
    })
    expect(await follow('https://nothing.example')).toMatchObject({ problem: { kind: 'noFeedFound' } })
    expect(await follow('https://several.example')).toMatchObject({ problem: { kind: 'changeRefused', status: 300 } })
  })

  test('unfollow, rename; what is gone is no failure to let go, but cannot be named', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    const feed = await feedOf(server, '47')
    must((await client.renameFeed?.(feed, 'Ball', never)) ?? missing())
    expect((await feedOf(server, '47')).title).toBe('Ball')
    for (let twice = 0; twice < 2; twice++) must((await client.unfollow?.(feed, never)) ?? missing())
    expect(server.subscriptions.map((one) => one.feed_id)).toEqual([48])
    expect(await client.renameFeed?.(feed, 'x', never)).toMatchObject({
      problem: { kind: 'changeRefused', status: 404 },
    })
  })

  test('move keeps what other tags it can', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    const feed = await feedOf(server, '48')
    const tags = () => server.taggings.filter((one) => one.feed_id === 48).map((one) => one.name)
    must((await client.moveFeed?.(feed, folder('News'), never)) ?? missing())
    expect(tags()).toEqual(['Neu & alt', 'News'])
    expect((await feedOf(server, '48')).folderId).toBe('News')
    must((await client.moveFeed?.(feed, folder('Neu & alt'), never)) ?? missing())
    expect(tags()).toEqual(['Neu & alt'])
    must((await client.moveFeed?.(feed, null, never)) ?? missing())
    expect([tags(), (await feedOf(server, '48')).folderId]).toEqual([[], null])
  })

  test('folders: named, renamed, removed; no feed goes with one', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    expect(await client.addFolder?.('New', never)).toEqual({ ok: true, value: folder('New') })
    expect(await client.renameFolder?.(folder('Tech'), 'Technik', never)).toEqual({
      ok: true,
      value: folder('Technik'),
    })
    expect((await feedOf(server, '47')).folderId).toBe('Technik')
    must((await client.removeFolder?.(folder('Technik'), [], never)) ?? missing())
    expect(server.taggings.map((one) => one.name)).toEqual(['Neu & alt'])
    expect(server.subscriptions).toHaveLength(2)
  })
})
