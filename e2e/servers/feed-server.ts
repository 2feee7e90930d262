// Feeds on loopback that can be changed while somebody follows them: items come, go and are corrected; servers fail.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderItems, renderPage, type FeedItem, type FeedKind } from './feed-pages.ts'
import { jpeg } from './pictures.ts'
import { isNotModified } from './tally.ts'

export { sentenceOf, type FeedItem, type FeedKind } from './feed-pages.ts'

export interface FeedOptions {
  kind?: FeedKind
  title?: string
  items?: number
  /** When the newest of them was published; the others are an hour apart. */
  newestAt?: number
}

export interface FeedServer {
  origin: string
  /** A new feed; answers with its address. A name is a path's part: letters, digits, '-'. */
  create(name: string, options?: FeedOptions): string
  url(name: string): string
  /** Newest first. */
  items(name: string): readonly FeedItem[]
  /** New items on top; with `daysOld` they come now and are dated back. */
  add(name: string, count: number, options?: { daysOld?: number }): FeedItem[]
  /** The oldest are no longer in the feed; their pages stay. */
  drop(name: string, count: number): FeedItem[]
  /** The publisher corrects it: same guid, other title and text. */
  edit(item: FeedItem): void
  /** The feed answers with this status; null: works again. */
  status(name: string, code: number | null, retryAfter?: number): void
  hits(name: string): { asked: number; notModified: number }
  /** How often pages and pictures were fetched. */
  pageHits(): { pages: number; pictures: number }
  close(): Promise<void>
}

interface ServedFeed {
  kind: FeedKind
  title: string
  items: FeedItem[]
  dropped: FeedItem[]
  lastModified: number
  failure: { code: number; retryAfter: number | null } | null
  asked: number
  notModified: number
  rendered: { body: Buffer; etag: string } | null
}

const HOUR = 3_600_000
const TYPES = { rss: 'application/rss+xml; charset=utf-8', atom: 'application/atom+xml; charset=utf-8' }

export async function startFeedServer({ port = 0 }: { port?: number } = {}): Promise<FeedServer> {
  const feeds = new Map<string, ServedFeed>()
  const fetched = { pages: 0, pictures: 0 }
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/, '')
    const [, name = '', number, picture] = /^\/([\w-]+)(?:\.xml|\/(\d+)(\.jpg)?)$/.exec(path) ?? []
    const feed = feeds.get(name)
    if (feed && number === undefined) return serveFeed(name, feed, request, response)
    const item = feed && [...feed.items, ...feed.dropped].find((one) => one.number === Number(number))
    if (!feed || !item) return answer(request, response, 404, 'text/plain', 'not found')
    if (picture) {
      fetched.pictures++
      return answer(request, response, 200, 'image/jpeg', jpeg(640, 360, item.number))
    }
    fetched.pages++
    answer(request, response, 200, 'text/html; charset=utf-8', renderPage(item, feed.title))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function serveFeed(name: string, feed: ServedFeed, request: IncomingMessage, response: ServerResponse): void {
    feed.asked++
    if (feed.failure) {
      const { code, retryAfter } = feed.failure
      const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': String(retryAfter) }
      return answer(request, response, code, 'text/plain', 'as asked', headers)
    }
    feed.rendered ??= render(name, feed)
    const { body, etag } = feed.rendered
    const lastModified = new Date(feed.lastModified).toUTCString()
    const validators = { etag, 'last-modified': lastModified }
    if (isNotModified(request, etag, lastModified)) {
      feed.notModified++
      response.writeHead(304, validators).end()
      return
    }
    answer(request, response, 200, TYPES[feed.kind], body, validators)
  }

  function render(name: string, feed: ServedFeed): { body: Buffer; etag: string } {
    const body = Buffer.from(renderItems(feed.kind, feed.title, `${origin}/${name}/`, feed.items))
    return { body, etag: `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"` }
  }

  function feedOf(name: string): ServedFeed {
    const feed = feeds.get(name)
    if (!feed) throw new Error(`There is no feed ${name}`)
    return feed
  }

  /** The date has whole seconds, and each change must show in it. */
  function changed(feed: ServedFeed): void {
    feed.rendered = null
    feed.lastModified = Math.max(feed.lastModified + 1000, Date.now())
  }

  const write = (feed: string, number: number, publishedAt: number): FeedItem => ({
    feed,
    number,
    guid: `urn:loopback:${feed}:${number}`,
    url: `${origin}/${feed}/${number}`,
    title: `${feed} item ${number}`,
    publishedAt,
    version: 1,
  })

  return {
    origin,
    create(name, { kind = 'rss', title = `Feed ${name}`, items: count = 12, newestAt = Date.now() - HOUR } = {}) {
      if (!/^[\w-]+$/.test(name) || feeds.has(name)) throw new Error(`There can be no other feed ${name}`)
      const items = Array.from({ length: count }, (_, index) => write(name, count - index, newestAt - index * HOUR))
      const counts = { asked: 0, notModified: 0 }
      feeds.set(name, {
        kind,
        title,
        items,
        dropped: [],
        lastModified: Date.now(),
        failure: null,
        rendered: null,
        ...counts,
      })
      return `${origin}/${name}.xml`
    },
    url(name) {
      feedOf(name)
      return `${origin}/${name}.xml`
    },
    items: (name) => feedOf(name).items,
    add(name, count, { daysOld = 0 } = {}) {
      const feed = feedOf(name)
      const top = Math.max(0, ...[...feed.items, ...feed.dropped].map((item) => item.number))
      const at = Date.now() - daysOld * 24 * HOUR
      const fresh = Array.from({ length: count }, (_, index) => write(name, top + count - index, at - index * 1000))
      feed.items.unshift(...fresh)
      changed(feed)
      return fresh
    },
    drop(name, count) {
      const feed = feedOf(name)
      const gone = feed.items.splice(Math.max(0, feed.items.length - count))
      feed.dropped.push(...gone)
      changed(feed)
      return gone
    },
    edit(item) {
      item.version++
      item.title = `${item.feed} item ${item.number} (corrected ${item.version - 1})`
      changed(feedOf(item.feed))
    },
    status(name, code, retryAfter) {
      feedOf(name).failure = code === null ? null : { code, retryAfter: retryAfter ?? null }
    },
    hits(name) {
      const { asked, notModified } = feedOf(name)
      return { asked, notModified }
    },
    pageHits: () => ({ ...fetched }),
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: Buffer | string,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': String(bytes.length) })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}
