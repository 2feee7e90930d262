// The stories a reader lives through, over the real library in memory and a real newspaper on loopback.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startPaper, type Paper } from '../e2e/servers/paper.ts'
import { openApp, type App } from './app.ts'
import type { Change } from './contract/changes.ts'
import type { CommandName, In, Out } from './contract/commands.ts'
import type { ArticleHead, ArticleId } from './contract/models.ts'
import type { Problem } from './contract/problems.ts'
import { createMemoryHost, type MemoryHost } from './hosts/memory/memory.ts'
import { systemClock } from './hosts/node/node-host.ts'
import { createWire } from './hosts/node/wire.ts'

let paper: Paper
let memory: MemoryHost
let wire: ReturnType<typeof createWire>
let app: App

const open = (host: MemoryHost) => openApp({ ...host, wire, clock: systemClock }, { background: false })

beforeEach(async () => {
  paper = await startPaper({ articles: 6 })
  memory = createMemoryHost()
  wire = createWire()
  app = await open(memory)
})
afterEach(async () => {
  await app.close()
  await memory.close()
  await wire.close()
  await paper.close()
})

async function ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
  const answer = await app.run(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}
async function refused<K extends CommandName>(name: K, input: In<K>): Promise<Problem> {
  const answer = await app.run(name, input)
  if (answer.ok) throw new Error(`${name} was not refused`)
  return answer.problem
}
const follow = async (name: Parameters<Paper['feedUrl']>[0]) => ask('feeds.follow', { url: paper.feedUrl(name) })
const refresh = () => ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
const ids = async (show: 'all' | 'unread' = 'all') =>
  (await ask('articles.list', { query: { scope: { kind: 'all' }, show, order: 'newest' } })).ids
const heads = async (): Promise<ArticleHead[]> => ask('articles.heads', { ids: await ids() })
const settled = async () => {
  await ask('feeds.refresh', { ids: [], wait: true, complete: 'wait' })
}

describe('following', () => {
  test('a paper with excerpts arrives complete: text of the pages, pictures on the disk, nothing for third parties', async () => {
    const feed = await follow('rss.xml')
    expect(feed.title).toBeTruthy()
    expect((await ask('app.snapshot', {})).feeds[0]?.fetchesPages).toBe(true)
    await settled()
    const all = await heads()
    expect(all).toHaveLength(6)
    for (const head of all) {
      expect(head.completeness).toBe('complete')
      const article = paper.articles.find((other) => other.headline === head.title)
      const body = await ask('articles.body', { id: head.id })
      expect(body.source).toBe('page')
      expect(body.html).toContain(article?.crossheads[0])
      expect(body.html).toContain(article?.paragraphs.at(-1)?.slice(0, 40))
      expect(head.authors).toEqual([article?.author])
      expect(head.publishedAt).toBe(Math.floor((article?.publishedAt ?? 0) / 1000) * 1000)
      const keys = [...body.html.matchAll(/\/media\/([0-9a-f]{32})/g)].map((found) => found[1] ?? '')
      expect(keys.length).toBeGreaterThan(0)
      for (const key of keys) expect((await app.media.has(key))?.bytes).toBeGreaterThan(50)
      expect(body.html).not.toMatch(/<img[^>]+src="(?!\/media\/)/)
    }
    expect(paper.third.requests).toEqual([])
    expect(paper.stats().maxConnectionsPerHost).toBeLessThanOrEqual(2)
  })

  test('following twice is told, and what is no feed is refused with nothing stored', async () => {
    const feed = await follow('rss.xml')
    expect(await refused('feeds.follow', { url: paper.feedUrl('rss.xml') })).toEqual({
      kind: 'alreadyFollowed',
      feedId: feed.id,
    })
    expect((await refused('feeds.follow', { url: `${paper.origin}/` })).kind).toBe('notAFeed')
    expect((await refused('feeds.follow', { url: 'ftp://x' })).kind).toBe('badAddress')
    expect((await ask('app.snapshot', {})).feeds).toHaveLength(1)
  })

  test('everything is there after a start, and undoing unfollow brings back feed and articles', async () => {
    const feed = await follow('atom.xml')
    await settled()
    const before = await heads()
    const { undo } = await ask('feeds.unfollow', { ids: [feed.id] })
    expect(await ids()).toEqual([])
    await ask('articles.undo', { undo })
    expect(await heads()).toEqual(before)
    await app.close()
    app = await open(memory.again())
    expect(await heads()).toEqual(before)
  })
})

describe('refreshing', () => {
  test('only what is new is added; a corrected article is taken in and completed again; what was unfollowed stays away', async () => {
    await follow('rss.xml')
    await settled()
    const [newest] = await heads()
    paper.publish(2)
    const corrected = paper.articles[3]
    if (!corrected) throw new Error('six articles were wanted')
    paper.update(corrected)
    const done = await refresh()
    expect(done).toMatchObject({ checked: 1, newArticles: 2, failed: 0 })
    const all = await heads()
    expect(all).toHaveLength(8)
    expect(all.some((head) => head.id === newest?.id)).toBe(true)
    const again = all.find((head) => head.title === corrected.headline)
    expect(again).toBeDefined()
    expect((await ask('articles.body', { id: again?.id ?? 0 })).html).toContain('corrected and extended')
    expect((await refresh()).newArticles).toBe(0)
  })

  test('a full text stays while the page of a newer version cannot be had', async () => {
    await follow('rss.xml')
    await settled()
    const [article] = paper.articles
    if (!article) throw new Error('an article was wanted')
    const id = (await heads()).find((head) => head.title === article.headline)?.id ?? 0
    paper.update(article)
    paper.fail(new URL(paper.pageUrl(article)).pathname, '500')
    await refresh()
    const body = await ask('articles.body', { id })
    expect(body.source).toBe('page')
    expect(body.html).toContain(article.crossheads[0])
    expect(body.problem).toMatchObject({ kind: 'httpStatus', status: 500 })
    const [head] = await ask('articles.heads', { ids: [id] })
    expect(head?.completeness).toBe('partial')
    paper.fail(new URL(paper.pageUrl(article)).pathname, null)
    await ask('articles.complete', { ids: [id] })
    await settled()
    expect((await ask('articles.body', { id })).html).toContain('corrected and extended')
    expect((await ask('articles.heads', { ids: [id] }))[0]?.completeness).toBe('complete')
  })

  test('each failure is a problem of that feed alone, with a next try', async () => {
    const good = await follow('rss.xml')
    const bad = await follow('atom.xml')
    for (const [failure, kind] of [
      ['404', 'httpStatus'],
      ['500', 'httpStatus'],
      ['html', 'notAFeed'],
      ['drop', 'connectionFailed'],
      ['loop', 'tooManyRedirects'],
      ['basic', 'signInNeeded'],
    ] as const) {
      paper.fail('atom.xml', failure)
      await ask('feeds.refresh', { ids: [good.id, bad.id], force: true, wait: true, complete: 'none' })
      const { feeds } = await ask('app.snapshot', {})
      expect(feeds.find((feed) => feed.id === good.id)?.fetch.problem, failure).toBeNull()
      const state = feeds.find((feed) => feed.id === bad.id)?.fetch
      expect(state?.problem?.kind, failure).toBe(kind)
      expect(state?.nextAt, failure).toBeGreaterThan(Date.now())
    }
    paper.fail('atom.xml', null)
    await ask('feeds.refresh', { ids: [bad.id], force: true, wait: true })
    expect((await ask('app.snapshot', {})).feeds.every((feed) => feed.fetch.problem === null)).toBe(true)
    expect(await ids()).toHaveLength(12)
  })
})

describe('without network', () => {
  test('a picture that failed is not final: the article is partly there, and complete once the paper is back', async () => {
    paper.fail('/pictures/6-b-640.png', '404')
    for (const size of [64, 160, 320, 640])
      for (const end of ['png', 'webp', 'jpg']) paper.fail(`/pictures/6-b-${size}.${end}`, '500')
    await follow('rss.xml')
    await settled()
    const partly = (await heads()).filter((head) => head.completeness === 'partial')
    expect(partly).toHaveLength(1)
    for (const size of [64, 160, 320, 640])
      for (const end of ['png', 'webp', 'jpg']) paper.fail(`/pictures/6-b-${size}.${end}`, null)
    await ask('articles.complete', { ids: partly.map((head) => head.id) })
    await settled()
    expect((await heads()).every((head) => head.completeness === 'complete')).toBe(true)
  })

  test('a window that shows what failed does not have it asked for over and over', async () => {
    const path = '/pictures/6-c-320.jpg'
    paper.fail(path, '500')
    await follow('rss.xml')
    await settled()
    const [broken] = (await heads()).filter((head) => head.completeness === 'partial')
    const id = broken?.id ?? 0
    // As the window does: whatever changes is asked for again.
    app.onChange((told) => {
      if (told.kind === 'articles.changed' && told.ids.includes(id)) void app.run('articles.body', { id })
    })
    await ask('articles.complete', { ids: [id] })
    await settled()
    await new Promise((later) => setTimeout(later, 500))
    await settled()
    expect(paper.requests.filter((request) => request.path === path).length).toBeLessThanOrEqual(3)
    paper.fail(path, null)
    await ask('articles.complete', { ids: [id] })
    await settled()
    expect((await heads()).every((head) => head.completeness === 'complete')).toBe(true)
  })

  test('nothing is asked for while offline, nothing that was there is lost', async () => {
    await follow('rss.xml')
    await settled()
    const before = await heads()
    await paper.down()
    const done = await ask('feeds.refresh', { force: true, wait: true, complete: 'wait' })
    expect(done.failed).toBe(1)
    expect(await heads()).toEqual(before)
    await paper.up()
  })

  test('taking along tells what it will take, and completes it with sound', async () => {
    await ask('settings.change', { settings: { pictures: true } })
    paper.slow(0)
    const feed = await follow('podcast.xml')
    await settled()
    const scope = { kind: 'feed', id: feed.id } as const
    const estimate = await ask('articles.takeAlong', { scope, audio: true, estimateOnly: true })
    expect(estimate.articles).toBeGreaterThan(0)
    expect(estimate.bytes).toBeGreaterThan(0)
    await ask('articles.takeAlong', { scope, audio: true })
    for (const head of await heads())
      for (const sound of head.enclosures) expect((await app.media.has(sound.key))?.type).toMatch(/^audio\//)
    expect((await ask('articles.takeAlong', { scope, audio: true, estimateOnly: true })).articles).toBe(0)
  })
})

describe('marking', () => {
  const marked = (changes: Change[]) => changes.filter((change) => change.kind === 'articles.marked')

  test('marks, saves, takes back, and announces each once', async () => {
    await follow('rss.xml')
    await settled()
    const [one, two] = await ids()
    const chosen: ArticleId[] = [one ?? 0, two ?? 0]
    const changes: Change[] = []
    app.onChange((announcement) => 'revision' in announcement && changes.push(announcement))
    const first = await ask('articles.mark', { ids: chosen, read: true })
    expect(first.changed).toBe(2)
    expect((await ask('articles.mark', { ids: chosen, read: true })).changed).toBe(0)
    expect(marked(changes)).toHaveLength(1)
    expect(changes[0]?.counts?.unread).toBe(4)
    const saved = await ask('articles.mark', { ids: [chosen[0] ?? 0, 999_999], saved: true })
    expect(saved.changed).toBe(1)
    await ask('articles.undo', { undo: first.undo })
    expect(await ids('unread')).toHaveLength(6)
    expect(
      (await ask('articles.list', { query: { scope: { kind: 'saved' }, show: 'all', order: 'newest' } })).ids,
    ).toEqual([chosen[0]])
    expect((await refused('articles.undo', { undo: first.undo })).kind).toBe('notFound')
  })

  test('marking all leaves out what arrived after the list was drawn', async () => {
    await follow('rss.xml')
    const before = Date.now()
    await new Promise((later) => setTimeout(later, 1100))
    paper.publish(1)
    await refresh()
    const { changed, undo } = await ask('articles.markAll', { scope: { kind: 'all' }, before, read: true })
    expect(changed).toBe(6)
    expect(await ids('unread')).toHaveLength(1)
    await ask('articles.undo', { undo })
    expect(await ids('unread')).toHaveLength(7)
  })
})

describe('the tree', () => {
  test('feeds and folders move, never into themselves, and come back', async () => {
    await ask('opml.import', {
      outlines: [
        {
          title: 'News',
          url: null,
          siteUrl: null,
          known: false,
          children: [
            { title: 'One', url: paper.feedUrl('rss.xml'), siteUrl: null, known: false, children: [] },
            { title: 'Inner', url: null, siteUrl: null, known: false, children: [] },
          ],
        },
        { title: 'Two', url: paper.feedUrl('atom.xml'), siteUrl: null, known: false, children: [] },
      ],
    })
    const tree = async () => {
      const { feeds, folders } = await ask('app.snapshot', {})
      const name = (id: number | null) => folders.find((folder) => folder.id === id)?.title ?? '-'
      return [
        ...folders.map((folder) => `${name(folder.parentId)}/${folder.title}`),
        ...feeds.map((feed) => `${name(feed.folderId)}/${feed.url.split('/').at(-1)}`),
      ].sort()
    }
    const start = await tree()
    expect(start).toEqual(['-/News', '-/atom.xml', 'News/Inner', 'News/rss.xml'])
    const { folders, feeds } = await ask('app.snapshot', {})
    const news = folders.find((folder) => folder.title === 'News')?.id ?? 0
    const inner = folders.find((folder) => folder.title === 'Inner')?.id ?? 0
    expect((await refused('feeds.move', { feeds: [], folders: [news], to: inner, place: 0 })).kind).toBe('badRequest')
    const { undo } = await ask('feeds.move', { feeds: feeds.map((feed) => feed.id), folders: [], to: inner, place: 0 })
    expect(await tree()).toEqual(['-/News', 'Inner/atom.xml', 'Inner/rss.xml', 'News/Inner'])
    await ask('articles.undo', { undo })
    expect(await tree()).toEqual(start)
    const gone = await ask('folders.remove', { id: news })
    expect(await tree()).toEqual(['-/Inner', '-/atom.xml', '-/rss.xml'])
    await ask('articles.undo', { undo: gone.undo })
    expect(await tree()).toEqual(start)
    const { text } = await ask('opml.export', {})
    const { outlines } = await ask('opml.preview', { text })
    const shape = (list: typeof outlines): unknown =>
      list.map((entry) => [entry.title, entry.url, entry.known, shape(entry.children)])
    expect(JSON.stringify(shape(outlines))).toContain('"Inner"')
    expect((await ask('opml.import', { outlines })).added).toBe(0)
  })
})

describe('the sample newspaper', () => {
  test('is complete without any network, once', async () => {
    const { added } = await ask('library.sample', {})
    expect(added).toBeGreaterThanOrEqual(12)
    expect((await ask('library.sample', {})).added).toBe(0)
    const all = await heads()
    expect(all.every((head) => head.completeness === 'complete')).toBe(true)
    expect(all.some((head) => head.enclosures.length > 0)).toBe(true)
    expect(all.some((head) => head.updatedAt !== null)).toBe(true)
    for (const head of all) {
      const body = await ask('articles.body', { id: head.id })
      for (const entry of body.media) expect(await app.media.has(entry.key)).not.toBeNull()
    }
    expect(paper.requests).toEqual([])
  })
})

describe('requests', () => {
  test('what does not fit its schema is refused with the place', async () => {
    const wild = app as unknown as { run(name: string, input: unknown): Promise<unknown> }
    expect(await wild.run('__proto__', {})).toMatchObject({ ok: false, problem: { kind: 'badRequest' } })
    expect(await wild.run('articles.mark', { ids: ['1'] })).toMatchObject({
      problem: { kind: 'badRequest', where: 'ids.0' },
    })
    expect(await wild.run('articles.mark', { ids: [1], evil: 1 })).toMatchObject({ problem: { kind: 'badRequest' } })
    let deep: unknown = []
    for (let i = 0; i < 50_000; i++) deep = [{ title: 'x', url: null, siteUrl: null, known: false, children: deep }]
    expect(await wild.run('opml.import', { outlines: deep })).toMatchObject({ problem: { kind: 'badRequest' } })
  })
})

describe('searching', () => {
  test('finds words of headline and text, in the folder of the answer nothing else', async () => {
    await follow('rss.xml')
    await settled()
    const [article] = paper.articles
    const word = article?.paragraphs.at(-1)?.match(/\p{L}{6,}/u)?.[0] ?? ''
    const { ids: found } = await ask('articles.list', {
      query: { scope: { kind: 'search', text: `"${article?.headline}"` }, show: 'all', order: 'newest' },
    })
    expect((await ask('articles.heads', { ids: found })).map((head) => head.title)).toContain(article?.headline)
    const texts = await ask('articles.list', {
      query: { scope: { kind: 'search', text: word }, show: 'all', order: 'newest' },
    })
    expect(texts.ids.length).toBeGreaterThan(0)
  })
})

describe('passwords', () => {
  test('in an address go to the keychain and open the feed; the library never has them', async () => {
    paper.fail('rss.xml', 'basic')
    const url = paper.feedUrl('rss.xml').replace('http://', 'http://reader:secret@')
    const { feed } = await ask('feeds.add', { address: url })
    expect(feed).toMatchObject({ url: paper.feedUrl('rss.xml'), access: 'basic' })
    expect(await memory.secrets.get(`feed:${feed?.id}`)).toContain('secret')
    expect(await refresh()).toMatchObject({ checked: 1, failed: 0 })
    await ask('opml.import', {
      outlines: [
        {
          title: 'A',
          url: paper.feedUrl('atom.xml').replace('http://', 'http://reader:secret@'),
          siteUrl: null,
          known: false,
          children: [],
        },
      ],
    })
    await settled()
    expect((await ask('app.snapshot', {})).feeds.map((other) => other.access)).toEqual(['basic', 'basic'])
    expect(JSON.stringify(await ask('app.snapshot', {}))).not.toContain('secret@')
    expect(memory.logged.join()).not.toContain('secret@')
    expect((await ask('opml.export', {})).text).not.toContain('secret')
  })
})

describe('identity', () => {
  const feed = (items: string) =>
    `<rss version="2.0"><channel><title>Daily</title><link>http://a.example/</link>${items}</channel></rss>`
  const item = (guid: string, title: string, text: string) =>
    `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>http://a.example/${guid}</link><description>${text}</description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>`

  test('an item printed twice is one article; one that comes back word for word under a new guid keeps its text', async () => {
    const host = { ...memory, clock: systemClock }
    await app.close()
    app = await openApp(host, { background: false })
    const text = 'The harbour master has counted the boats. '.repeat(40)
    let answer = feed(item('1', 'Boats', text) + item('1', 'Boats', text))
    memory.wire.on('http://a.example/feed', () => ({
      headers: { 'content-type': 'application/rss+xml' },
      body: answer,
    }))
    await ask('feeds.follow', { url: 'http://a.example/feed' })
    expect(await ids()).toHaveLength(1)
    answer = feed(item('2', 'Boats', text) + item('1', 'Boats', text))
    await refresh()
    for (const id of await ids()) expect((await ask('articles.body', { id })).html).toContain('harbour master')
    answer = feed(item('3', 'Tides', text) + item('2', 'Boats', text))
    await refresh()
    for (const id of await ids()) expect((await ask('articles.body', { id })).html).toContain('harbour master')
    expect((await heads()).map((head) => head.title)).toContain('Tides')
  })
})
