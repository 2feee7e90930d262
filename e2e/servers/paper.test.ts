import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Feed, FetchState } from '../../main/contract/models.ts'
import { createFeeds, type Feeds } from '../../main/feeds/feeds.ts'
import { nodeCodec } from '../../main/hosts/node/codec.ts'
import { createLabour } from '../../main/hosts/node/labour.ts'
import { createWire } from '../../main/hosts/node/wire.ts'
import { startInternet } from './internet.ts'
import { startPaper, type Failure, type Paper, type PaperArticle } from './paper.ts'

// The real network, threads and parser against the loopback newspaper; only the clock is set by hand.
let paper: Paper
let feeds: Feeds
let now = 0
const wire = createWire({ proxyFor: () => null })
const labour = createLabour({ worker: new URL('../../main/hosts/node/worker.ts', import.meta.url) })

beforeEach(async () => {
  now = Date.now()
  paper = await startPaper({ articles: 5 })
  feeds = createFeeds({ wire, labour, codec: nodeCodec(), clock: { now: () => now, after: () => () => {} } }, () => 0)
})
afterEach(() => paper.close())

function newest(): PaperArticle {
  const [article] = paper.articles
  if (!article) throw new Error('an empty paper')
  return article
}

const state: FetchState = {
  checkedAt: null,
  changedAt: null,
  nextAt: 0,
  etag: null,
  lastModified: null,
  hash: null,
  failures: 0,
  problem: null,
  gone: false,
  moved: null,
  rhythm: null,
  wants: null,
  hub: null,
}
const follow = (url: string): Feed => ({
  id: 1,
  url,
  title: '',
  ownTitle: null,
  description: null,
  siteUrl: null,
  language: null,
  icon: null,
  folderId: null,
  position: 0,
  followedAt: 0,
  fullText: 'auto',
  fetchesPages: false,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: false,
  fetch: state,
})
const visit = async (feed: Feed, more: Partial<Parameters<Feeds['visit']>[1]> = {}) => {
  const done = await feeds.visit(feed, { secret: null, force: true, shortest: 15, ...more })
  return { ...done, feed: { ...feed, url: done.url, fetch: done.fetch } }
}

describe('the newspaper', () => {
  it('is found by its home page: its feeds, each once and the fullest, comments last', async () => {
    const found = await feeds.discover(paper.origin.replace('http://', ''))
    expect(found.ok && found.value.map((one) => [one.title, one.kind, one.sample.length])).toEqual([
      ['The Loopback Post, whole articles', 'atom', 3],
      ['The Loopback Post: sound', 'rss', 3],
      ['Comments on The Loopback Post', 'rss', 3],
    ])
  })

  it('is read once, then asked conditionally, then read again when something has come', async () => {
    const first = await visit(follow(paper.feedUrl('rss.xml')))
    expect(first).toMatchObject({ outcome: 'read', parsed: { title: 'The Loopback Post' } })
    expect(first.parsed?.items.length).toBe(5)
    const second = await visit(first.feed)
    expect(second).toMatchObject({ outcome: 'unchanged', parsed: null, bytes: 0 })
    paper.publish(2)
    const third = await visit(second.feed)
    expect(third.parsed?.items.length).toBe(7)
    paper.update(newest())
    const fourth = await visit(third.feed)
    expect(fourth.parsed?.items[0]?.title).toContain('corrected')
    expect(paper.stats()).toMatchObject({ requests: 4, conditional: 3, notModified: 1, couldHaveBeenConditional: 0 })
  })

  it('gives sound by ranges and tells the third party of no visit', async () => {
    const page = await (await fetch(paper.pageUrl(newest()))).text()
    expect(page).toContain('application/ld+json')
    const answer = await fetch(`${paper.origin}/sound/1.wav`, { headers: { range: 'bytes=0-3' } })
    expect([answer.status, await answer.text()]).toEqual([206, 'RIFF'])
    expect(paper.third.requests).toEqual([])
  })
})

describe('a failing newspaper', () => {
  it.each<[Failure, object]>([
    ['404', { outcome: 'failed', fetch: { failures: 1, problem: { kind: 'httpStatus', status: 404 } } }],
    ['410', { outcome: 'gone', fetch: { gone: true } }],
    ['429', { outcome: 'failed', fetch: { problem: { kind: 'busy' } } }],
    ['500', { outcome: 'failed', fetch: { problem: { kind: 'httpStatus', status: 500 } } }],
    ['503', { outcome: 'failed', fetch: { problem: { kind: 'httpStatus', status: 503 } } }],
    ['slow', { outcome: 'read' }],
    ['badXml', { outcome: 'failed', fetch: { problem: { kind: 'notAFeed' } } }],
    ['html', { outcome: 'failed', fetch: { problem: { kind: 'notAFeed', found: 'html' } } }],
    ['empty', { outcome: 'failed', fetch: { problem: { kind: 'notAFeed', found: 'empty' } } }],
    ['cut', { outcome: 'failed', fetch: { problem: { kind: 'connectionFailed' } } }],
    ['drop', { outcome: 'failed', fetch: { problem: { kind: 'connectionFailed' } } }],
    ['loop', { outcome: 'failed', fetch: { problem: { kind: 'tooManyRedirects' } } }],
    ['moved', { outcome: 'read', fetch: { moved: { seen: 1 } } }],
    ['elsewhere', { outcome: 'read', fetch: { moved: null } }],
    ['basic', { outcome: 'failed', fetch: { problem: { kind: 'signInNeeded', realm: 'The Loopback Post' } } }],
    ['huge', { outcome: 'failed', fetch: { problem: { kind: 'tooLarge' } } }],
  ])('that gives %s costs only itself, and is well again afterwards', async (failure, result) => {
    const url = paper.feedUrl('rss.xml')
    paper.fail('rss.xml', failure)
    const done = await visit(follow(url))
    expect(done).toMatchObject(result)
    expect((await visit(follow(paper.feedUrl('news.json').replace('127.0.0.1', 'localhost')))).outcome).toBe('read')
    paper.fail('rss.xml', null)
    now += 24 * 3_600_000
    expect(await visit(done.feed)).toMatchObject({ fetch: { failures: 0, problem: null, gone: false } })
  })

  it('opens to the right word', async () => {
    paper.fail('rss.xml', 'basic')
    expect(
      (await visit(follow(paper.feedUrl('rss.xml')), { secret: { kind: 'basic', user: 'reader', password: 'secret' } }))
        .outcome,
    ).toBe('read')
  })

  it('may be really gone and come back', async () => {
    const first = await visit(follow(paper.feedUrl('rss.xml')))
    await paper.down()
    const second = await visit(first.feed)
    expect(second.fetch.problem).toMatchObject({ kind: 'connectionFailed', code: 'ECONNREFUSED' })
    await paper.up()
    expect((await visit(second.feed)).outcome).toBe('unchanged')
  })
})

describe('the internet', () => {
  it('is followed politely: all feeds, two connections a host, nothing twice', async () => {
    const internet = await startInternet({ feeds: 40, items: 6, content: 600, slowMs: 50, failing: false })
    try {
      const text = internet.opml()
      const outlines = await labour.run('opml.parse', { text }, { ms: 10_000 })
      const urls = outlines.ok
        ? outlines.value.outlines.flatMap((folder) => folder.children.map((feed) => feed.url ?? ''))
        : []
      expect(urls.length).toBe(40)
      let all = await Promise.all(urls.map((url) => visit(follow(url))))
      expect(all.map((one) => one.parsed?.items.length)).toEqual(Array(40).fill(6))
      all = await Promise.all(all.map((one) => visit(one.feed)))
      expect(all.every((one) => one.outcome === 'unchanged')).toBe(true)
      internet.publish(2)
      all = await Promise.all(all.map((one) => visit(one.feed)))
      expect(all.every((one) => one.outcome === 'read')).toBe(true)
      const stats = internet.stats()
      expect(stats.couldHaveBeenConditional).toBe(0)
      expect(Math.max(stats.maxConnectionsPerHost, stats.maxParallelPerHost)).toBeLessThanOrEqual(2)
    } finally {
      await internet.close()
    }
  })
})
