// The News app as its documentation and source say (https://github.com/nextcloud/news): no server of it can be run here.
import { describe, expect, test } from 'vitest'
import { remoteId } from '../remote-id.ts'
import type { Client, Page, RemoteFeed, RemoteId, RemoteItem, StateChange } from '../service.ts'
import { nextcloudNews } from './nextcloud-news.ts'
import { answering, must, never, NOW, type Asked, type Reply } from './testing/answering.ts'

const SITE = 'https://cloud.example.org/nextcloud'
const API = '/nextcloud/index.php/apps/news/api/v1-3'
const id = (number: number): RemoteId => remoteId(number) ?? ''
const missing = () => ({ ok: false, problem: { kind: 'gone' } }) as const
const { abilities } = nextcloudNews.infos[0] ?? { abilities: undefined }
const form = (address: string, user = 'john', secret = 'app-password') => ({
  preset: 'nextcloudNews',
  address,
  user,
  secret,
  app: null,
})
const status = {
  installed: true,
  maintenance: false,
  needsDbUpgrade: false,
  version: '31.0.0.1',
  productname: 'Nextcloud',
}

function opened(reply: (asked: Asked) => Reply | undefined) {
  const service = answering(reply)
  if (!abilities) throw new Error('no abilities')
  const open = () =>
    nextcloudNews.open(service.context, { address: SITE, preset: 'nextcloudNews', abilities }, { user: 'a', secret: 'b' }, () => {}) // prettier-ignore
  return { ...service, open, client: open() }
}

/** What it keeps, and a clock that goes on a second with every question. */
class Server {
  seconds = 1_800_000_000
  folders = [{ id: 4, name: 'Media' }]
  feeds = [
    { id: 39, url: 'http://feeds.example/oatmeal', title: 'The Oatmeal', link: 'http://theoatmeal.com/', folderId: 4 as number | null }, // prettier-ignore
    { id: 40, url: 'https://b.example/feed', title: null, link: null, folderId: 0 },
  ]
  items = new Map<number, { unread: boolean; starred: boolean; lastModified: number }>()

  constructor(count = 0) {
    for (let number = 1; number <= count; number++) this.touch(number * 3, { unread: true, starred: false })
  }

  touch(number: number, state: { unread?: boolean; starred?: boolean }) {
    const before = this.items.get(number) ?? { unread: true, starred: false }
    this.items.set(number, { ...before, ...state, lastModified: this.seconds })
  }

  item = (number: number) => ({
    id: number,
    guid: `guid-${number}`,
    guidHash: 'x',
    url: `https://a.example/${number}`,
    title: `T${number}`,
    author: 'Jan',
    pubDate: 1367270544,
    body: '<p>At first</p>',
    enclosureMime: 'audio/mpeg',
    enclosureLink: 'https://a.example/sound.mp3',
    mediaThumbnail: null,
    mediaDescription: null,
    feedId: 39,
    rtl: false,
    fingerprint: 'x',
    ...this.items.get(number),
  })

  answer = (asked: Asked): Reply | undefined => {
    this.seconds++
    const reply = this.reply(asked)
    return reply && { ...reply, headers: { date: new Date(this.seconds * 1000).toUTCString() } }
  }

  reply({ method, path, query, json }: Asked): Reply | undefined {
    const what = `${method} ${path.replace(API, '')}`
    const [, number] = /\/(\d+)(?:\/|$)/.exec(path.replace(API, '')) ?? []
    if (what === 'GET /version') return { json: { version: '25.0.0' } }
    if (what === 'GET /folders') return { json: { folders: this.folders } }
    if (what === 'GET /feeds') return { json: { feeds: this.feeds, starredCount: 0 } }
    if (what === 'GET /items') {
      const size = Number(query.get('batchSize'))
      const after = Number(query.get('offset'))
      const wanted = ['type', 'getRead', 'oldestFirst'].map((name) => query.get(name)).join()
      if (wanted !== '3,true,true') throw new Error(wanted)
      const ids = [...this.items.keys()].toSorted((a, b) => a - b).filter((one) => one > after)
      return { json: { items: ids.slice(0, size).map(this.item) } }
    }
    if (what === 'GET /items/updated') {
      const since = Number(query.get('lastModified'))
      const ids = [...this.items].flatMap(([one, { lastModified }]) => (lastModified >= since ? [one] : []))
      return { json: { items: ids.toReversed().map(this.item) } }
    }
    const marked = /^POST \/items\/(read|unread|star|unstar)\/multiple$/.exec(what)?.[1]
    if (marked) {
      for (const one of json.itemIds as number[])
        if (this.items.has(one))
          this.touch(one, marked.endsWith('read') ? { unread: marked === 'unread' } : { starred: marked === 'star' })
      return { text: '' }
    }
    if (what === 'POST /feeds') return this.follow(String(json.url), json.folderId as number | null)
    if (what === 'POST /folders') {
      if (this.folders.some(({ name }) => name === json.name)) return { status: 409, json: { message: 'exists' } }
      const made = { id: 50, name: String(json.name) }
      this.folders.push(made)
      return { json: { folders: [made] } }
    }
    const feed = this.feeds.find((one) => one.id === Number(number))
    const folder = this.folders.find((one) => one.id === Number(number))
    if (path.includes('/feeds/') && !feed) return { status: 404, json: { message: 'no such feed' } }
    if (path.includes('/folders/') && !folder) return { status: 404, json: { message: 'no such folder' } }
    if (feed && what.endsWith('/move')) feed.folderId = json.folderId as number | null
    else if (feed && what.endsWith('/rename')) feed.title = String(json.feedTitle)
    else if (feed && method === 'DELETE') this.feeds = this.feeds.filter((one) => one !== feed)
    else if (folder && method === 'PUT') folder.name = String(json.name)
    else if (folder && method === 'DELETE') {
      this.folders = this.folders.filter((one) => one !== folder)
      // As it does.
      this.feeds = this.feeds.filter((one) => one.folderId !== folder.id)
    } else return undefined
    return { json: [] }
  }

  follow(url: string, folderId: number | null): Reply {
    if (url.includes('nothing')) return { status: 422, json: { message: 'cannot be read' } }
    if (this.feeds.some((one) => one.url === url)) return { status: 409, json: { message: 'exists' } }
    const made = { id: 60, url, title: 'New', link: 'https://n.example', folderId }
    this.feeds.push(made)
    return { json: { feeds: [made], newestItemId: 1 } }
  }
}

describe('signing in', () => {
  const server = (asked: Asked): Reply | undefined => {
    if (asked.path === '/nextcloud/status.php') return { json: status }
    if (asked.path !== `${API}/folders`) return undefined
    const right = asked.headers.authorization === `Basic ${btoa('john:app-password')}`
    return right ? { json: { folders: [] } } : { status: 401, json: { message: 'Current user is not logged in' } }
  }

  test.each([
    'cloud.example.org',
    SITE,
    `${SITE}/index.php/apps/news/`,
    `${SITE}/apps/news/#/items/unread/`,
    `${SITE}/index.php/apps/news/api/v1-3/`,
    `${SITE}/login`,
  ])('%s is found', async (typed) => {
    const { context, asked } = answering(server)
    expect(must(await nextcloudNews.signIn(context, form(typed)))).toMatchObject({
      address: SITE,
      user: 'john',
      digits: 16,
    })
    // Said once, at the right place: a Nextcloud slows down who is wrong.
    expect(asked.filter(({ headers }) => headers.authorization)).toHaveLength(1)
  })

  test('refusals', async () => {
    const problem = async (reply: (asked: Asked) => Reply | undefined, what = form(SITE)) => {
      const result = await nextcloudNews.signIn(answering(reply).context, what)
      return result.ok ? null : result.problem
    }
    expect(await problem(server, form(SITE, 'john', 'x'))).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
    expect(await problem(server, form(SITE, ''))).toEqual({ kind: 'signInRefused', field: 'user' })
    expect(await problem(() => undefined)).toMatchObject({ kind: 'notThisService' })
    const bare = (reply: Reply | undefined) => (asked: Asked) =>
      asked.path.endsWith('/status.php') ? server(asked) : reply
    for (const reply of [undefined, { text: '<html>log in' }, { status: 405 }])
      expect(await problem(bare(reply))).toEqual({ kind: 'apiSwitchedOff', url: SITE })
    expect(await problem(bare({ status: 503 }))).toMatchObject({ kind: 'httpStatus', status: 503 })
  })
})

test('feeds and folders', async () => {
  const { client } = opened(new Server().answer)
  expect(must(await client.structure(never))).toEqual({
    folders: [{ remoteId: '4', title: 'Media' }],
    feeds: [
      { remoteId: '39', url: 'http://feeds.example/oatmeal', siteUrl: 'http://theoatmeal.com/', title: 'The Oatmeal', folderId: '4' }, // prettier-ignore
      { remoteId: '40', url: 'https://b.example/feed', siteUrl: null, title: 'https://b.example/feed', folderId: null },
    ],
    labels: [],
  })
})

async function readAll(client: Client, from: string | null, most = Infinity) {
  const items: RemoteItem[] = []
  let cursor = from
  for (let page = 0; page < most; page++) {
    const news: Page<RemoteItem> = must((await client.news?.(cursor, never)) ?? missing())
    items.push(...news.values)
    cursor = news.cursor
    if (news.done) break
  }
  return { items, cursor }
}

describe('articles', () => {
  test('come oldest first, each once, and go on where they were', async () => {
    const server = new Server(450)
    const { client, open } = opened(server.answer)
    const first = await readAll(client, null, 1)
    expect(first.items).toHaveLength(200)
    // Read elsewhere, thrown away and arrived meanwhile: nothing is passed over.
    server.touch(3, { unread: false })
    server.items.delete(6)
    server.touch(5000, {})
    const rest = await readAll(open(), first.cursor)
    const ids = [...first.items, ...rest.items].map((item) => item.id)
    expect(new Set(ids).size).toBe(451)
    expect(ids.at(-1)).toBe(id(5000))
    server.touch(5001, {})
    expect((await readAll(open(), rest.cursor)).items.map((item) => item.id)).toEqual([id(5001)])
  })

  test('are what they say', async () => {
    const server = new Server(1)
    server.touch(3, { unread: false, starred: true })
    const [item] = (await readAll(opened(server.answer).client, null)).items
    expect(item).toMatchObject({
      id: id(3),
      feedId: '39',
      read: true,
      saved: true,
      item: {
        id: 'guid-3',
        link: 'https://a.example/3',
        title: 'T3',
        authors: [{ name: 'Jan' }],
        published: 1367270544000,
        content: { html: '<p>At first</p>' },
        enclosures: [{ url: 'https://a.example/sound.mp3', type: 'audio/mpeg' }],
      },
    })
  })

  test('too much for one answer is asked for in smaller parts', async () => {
    const server = new Server(60)
    const { client, asked } = opened((question) => {
      const tooLarge = Number(question.query.get('batchSize')) > 12
      return tooLarge ? { problem: { kind: 'tooLarge', limit: 1 } } : server.answer(question)
    })
    expect((await readAll(client, null)).items).toHaveLength(60)
    expect(asked.slice(0, 3).map(({ query }) => query.get('batchSize'))).toEqual(['200', '50', '12'])
  })

  test('in another order than asked for they are not believed', async () => {
    const server = new Server(3)
    const { client } = opened(() => ({ json: { items: [6, 3].map(server.item) } }))
    expect(await client.news?.(null, never)).toMatchObject({ problem: { kind: 'oddAnswer' } })
    const again = opened(() => ({ json: { items: [3].map(server.item) } }))
    expect(await again.client.news?.('3 1', never)).toMatchObject({ problem: { kind: 'oddAnswer' } })
  })
})

describe('changes', () => {
  const changes = async (client: Client, from: string | null) => {
    const states: StateChange[] = []
    let cursor = from
    for (let more = true; more;) {
      const page: Page<StateChange> = must((await client.changes?.(cursor, never)) ?? missing())
      states.push(...page.values)
      expect(page.done || page.cursor !== cursor).toBe(true)
      cursor = page.cursor
      more = !page.done
    }
    return { states: new Map(states.map((one) => [one.id, one])), cursor }
  }

  test('made while all articles were read are not lost, even when that took several starts', async () => {
    const server = new Server(450)
    const { open } = opened(server.answer)
    server.seconds += 100_000
    const first = await readAll(open(), null, 1)
    server.touch(3, { unread: false, starred: true })
    server.seconds += 100_000
    const client = open()
    await readAll(client, first.cursor)
    const { states, cursor } = await changes(client, null)
    expect(states.get(id(3))).toEqual({ id: id(3), read: true, saved: true })
    expect(states.size).toBeLessThan(250)
    server.seconds += 1000
    expect((await changes(open(), cursor)).states.size).toBe(0)
    server.touch(30, { starred: true })
    expect([...(await changes(open(), cursor)).states.keys()]).toEqual([id(30)])
  })

  test('with no bookmark of anything are the state of everything', async () => {
    const server = new Server(450)
    const { states, cursor } = await changes(opened(server.answer).client, null)
    expect(states.size).toBe(450)
    expect(cursor).toMatch(/^\d+$/)
  })

  test('too many for one answer are read page by page, once', async () => {
    const server = new Server(450)
    server.seconds += 1000
    const bookmark = String(server.seconds)
    server.touch(3, { unread: false })
    server.seconds += 1000
    let refusals = 0
    const { client } = opened((asked) => {
      if (!asked.path.endsWith('/updated') || refusals++ > 0) return server.answer(asked)
      return { problem: { kind: 'tooLarge', limit: 1 } }
    })
    const { states, cursor } = await changes(client, bookmark)
    expect(states.size).toBe(450)
    expect(Number(cursor)).toBeGreaterThan(Number(bookmark))
    server.seconds += 1000
    expect((await changes(client, cursor)).states.size).toBe(0)
  })

  test('overlap, for the clock of the answer is later than what it tells', async () => {
    const { client } = opened(() => ({ json: { items: [] } }))
    const page = must((await client.changes?.('5', never)) ?? missing())
    expect(page).toEqual({ values: [], cursor: String(NOW / 1000 - 120), done: true })
  })
})

describe('answers that are none', () => {
  test.each<[string, Reply, string]>([
    ['a page with 200', { text: '<!doctype html>' }, 'oddAnswer'],
    ['an array', { json: [] }, 'oddAnswer'],
    ['nothing', { text: '' }, 'oddAnswer'],
    ['a password that is no longer good', { status: 401 }, 'signInRefused'],
    ['maintenance', { status: 503, headers: { 'retry-after': '120' } }, 'httpStatus'],
    ['too often', { status: 429 }, 'busy'],
    ['no network', { problem: { kind: 'offline' } }, 'offline'],
  ])('%s', async (_name, reply, kind) => {
    const { client } = opened(() => reply)
    const all = [await client.structure(never), await client.news?.(null, never), await client.changes?.('1', never)]
    expect(all.map((result) => (result && !result.ok ? result.problem.kind : 'taken'))).toEqual([kind, kind, kind])
  })
})

describe('telling', () => {
  test('sets both ways, and passes over what is not there', async () => {
    const server = new Server(5)
    const { client, asked } = opened(server.answer)
    const none = { ok: true, value: { refused: [] } }
    expect(await client.tell({ key: 'read', value: true }, [3, 6, 999].map(id), never)).toEqual(none)
    expect(await client.tell({ key: 'read', value: false }, [6].map(id), never)).toEqual(none)
    expect(await client.tell({ key: 'saved', value: true }, [3, 9].map(id), never)).toEqual(none)
    expect(await client.tell({ key: 'saved', value: false }, [9].map(id), never)).toEqual(none)
    expect([...server.items].filter(([, { unread }]) => !unread).map(([one]) => one)).toEqual([3])
    expect([...server.items].filter(([, { starred }]) => starred).map(([one]) => one)).toEqual([3])
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: `${API}/items/read/multiple`,
      json: { itemIds: [3, 6, 999] },
    })
  })

  test('a page with 200 is no success; a refusal of the whole is the batch’s', async () => {
    const tell = (reply: Reply) => opened(() => reply).client.tell({ key: 'read', value: true }, [id(1)], never)
    expect(await tell({ text: '<html>' })).toMatchObject({ problem: { kind: 'oddAnswer' } })
    expect(await tell({ json: [] })).toMatchObject({ ok: true })
    expect(await tell({ status: 400, json: { message: 'no' } })).toMatchObject({ problem: { kind: 'changeRefused' } })
    expect(await tell({ status: 500 })).toMatchObject({ problem: { kind: 'httpStatus' } })
  })
})

describe('feeds', () => {
  const feed = (remote: string): RemoteFeed => ({ remoteId: remote, url: '', siteUrl: null, title: '', folderId: null })
  const media = { remoteId: '4', title: 'Media' }

  test('follow: new, into a folder and under a name; already so; not readable', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    const follow = (url: string, title: string | null = null) => client.follow?.({ url, title, folder: media }, never)
    expect(await follow('https://n.example/feed', 'Mine')).toMatchObject({
      value: { remoteId: '60', title: 'Mine', folderId: '4', siteUrl: 'https://n.example' },
    })
    expect(server.feeds.at(-1)).toMatchObject({ title: 'Mine', folderId: 4 })
    expect(await follow('http://feeds.example/oatmeal', 'Other')).toMatchObject({
      value: { remoteId: '39', title: 'The Oatmeal' },
    })
    expect(await follow('https://nothing.example')).toEqual({
      ok: false,
      problem: { kind: 'changeRefused', status: 422, detail: 'cannot be read' },
    })
  })

  test('rename, move, unfollow', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    must((await client.renameFeed?.(feed('40'), 'B', never)) ?? missing())
    must((await client.moveFeed?.(feed('40'), media, never)) ?? missing())
    must((await client.moveFeed?.(feed('39'), null, never)) ?? missing())
    expect(server.feeds.map(({ title, folderId }) => [title, folderId])).toEqual([
      ['The Oatmeal', null],
      ['B', 4],
    ])
    for (let twice = 0; twice < 2; twice++) must((await client.unfollow?.(feed('40'), never)) ?? missing())
    expect(await client.renameFeed?.(feed('40'), 'x', never)).toMatchObject({
      problem: { kind: 'changeRefused', status: 404 },
    })
  })

  test('folders: made, found, renamed', async () => {
    const server = new Server()
    const { client } = opened(server.answer)
    expect(await client.addFolder?.('New', never)).toEqual({ ok: true, value: { remoteId: '50', title: 'New' } })
    expect(await client.addFolder?.('Media', never)).toEqual({ ok: true, value: media })
    expect(await client.renameFolder?.(media, 'Medien', never)).toEqual({
      ok: true,
      value: { remoteId: '4', title: 'Medien' },
    })
    expect(server.folders.map(({ name }) => name)).toEqual(['Medien', 'New'])
  })

  test('no feed goes with a folder, whoever moves one into it meanwhile', async () => {
    const server = new Server()
    let moves = 0
    const { client } = opened((asked) => {
      const reply = server.answer(asked)
      const [, late] = server.feeds
      if (asked.path.endsWith('/move') && moves++ === 0 && late) late.folderId = 4
      return reply
    })
    must((await client.removeFolder?.(media, [], never)) ?? missing())
    expect(server.folders).toEqual([])
    expect(server.feeds.map(({ id: number, folderId }) => [number, folderId])).toEqual([
      [39, null],
      [40, null],
    ])
    must((await client.removeFolder?.(media, [], never)) ?? missing())
  })

  test('a folder that fills again and again is left', async () => {
    const server = new Server()
    const { client } = opened((asked) => {
      const reply = server.answer(asked)
      if (asked.path.endsWith('/move')) for (const one of server.feeds) one.folderId = 4
      return reply
    })
    expect(await client.removeFolder?.(media, [], never)).toMatchObject({ problem: { kind: 'changeRefused' } })
    expect([server.folders.length, server.feeds.length]).toEqual([1, 2])
  })
})
