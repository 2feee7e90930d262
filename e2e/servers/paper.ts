// A newspaper on loopback: home page, feeds, articles, pictures and sound, and every way in which such a site can fail.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { articlePage, homePage, pagePath, writeArticle, type PaperArticle } from './paper-articles.ts'
import { FEED_NAMES, feedType, renderFeed, type FeedName } from './paper-feeds.ts'
import { failWith, type Failure } from './paper-failures.ts'
import { jpeg, mp3, PIXEL, png, wav, webp } from './pictures.ts'
import { isNotModified, Tally, type TallyStats } from './tally.ts'

export type { PaperArticle } from './paper-articles.ts'
export type { Failure } from './paper-failures.ts'
export type { FeedName } from './paper-feeds.ts'

export interface PaperOptions {
  host?: string
  port?: number
  articles?: number
  /** When the newest article was published; the others are three hours apart. */
  newestAt?: number
  /** Seconds of Retry-After. */
  retryAfter?: number
}

export interface PaperRequest {
  at: number
  method: string
  path: string
  headers: IncomingMessage['headers']
}

export interface Paper {
  origin: string
  /** Where everybody else lives who would like to know who reads: beacons, scripts, fonts, frames. */
  third: { origin: string; requests: string[] }
  /** Newest first. */
  articles: PaperArticle[]
  requests: PaperRequest[]
  stats(): TallyStats
  reset(): void
  feedUrl(name: FeedName): string
  pageUrl(article: PaperArticle): string
  /** New articles, the last one the newest. */
  publish(count?: number, at?: number): PaperArticle[]
  /** Corrects an article: text, headline's end and date change. */
  update(article: PaperArticle): void
  /** What an address (a path, or a feed's name) does from now on; null: works again. */
  fail(path: string, failure: Failure | null): void
  /** Answers an address with this, whatever else stands there; null: no longer. */
  put(path: string, page: { type: string; body: string | Buffer } | null): void
  /** All requests wait so long. */
  slow(ms: number): void
  /** The server is really gone: connections are refused. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const HOUR = 3_600_000
const SLOW = 1500
const SOUND = { wav: wav(5), mp3: mp3(5) }

export async function startPaper(options: PaperOptions = {}): Promise<Paper> {
  const host = options.host ?? '127.0.0.1'
  const newest = options.newestAt ?? Date.now() - HOUR
  const count = options.articles ?? 12
  const articles = Array.from({ length: count }, (_, index) => writeArticle(count - index, newest - index * 3 * HOUR))
  const failures = new Map<string, Failure>()
  const pages = new Map<string, { type: string; body: string | Buffer }>()
  const requests: PaperRequest[] = []
  const tally = new Tally()
  const bodies = new Map<string, { body: Buffer; zipped: Buffer; etag: string }>()
  let changedAt = newest
  let delay = 0

  const third = createServer((request, response) => {
    seenByThird.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/gif', 'set-cookie': 'id=1' })
    response.end(PIXEL)
  })
  const seenByThird: string[] = []
  const thirdPort = await listen(third, host, 0)
  const thirdOrigin = `http://${host}:${thirdPort}`

  let server = createServer(handle)
  const port = await listen(server, host, options.port ?? 0)
  const origin = `http://${host}:${port}`
  const retryAfter = options.retryAfter ?? 120
  const sendAway = (request: IncomingMessage) => {
    tally.sentAway(request, retryAfter)
    return retryAfter
  }
  const pathOf = (name: string) => (name.startsWith('/') ? name : `/feeds/${name}`)

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').replace(/[?#].*$/, '')
    requests.push({ at: Date.now(), method: request.method ?? '', path, headers: request.headers })
    tally.arrive(request, response, host)
    const failure = failures.get(path)
    const wait = failure === 'slow' ? SLOW : delay
    const answer = () => {
      if (!response.destroyed && !(failure && failWith(failure, path, request, response, sendAway)))
        serve(path, request, response)
    }
    if (wait) setTimeout(answer, wait)
    else answer()
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    headers: Record<string, string>,
    body: Buffer | string = '',
  ): void {
    const bytes = Buffer.from(body)
    tally.stats.bytes += bytes.length
    response.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': String(bytes.length) })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }

  function serve(asked: string, request: IncomingMessage, response: ServerResponse): void {
    const path = asked.replace(/^\/new(?=\/)/, '').replace(/(?<=\.(xml|json))\/again$/, '')
    const html = { 'content-type': 'text/html; charset=utf-8' }
    const page = pages.get(path)
    if (page) return send(request, response, 200, { 'content-type': page.type }, page.body)
    const feed = FEED_NAMES.find((name) => path === `/feeds/${name}`)
    if (feed) return serveFeed(feed, request, response)
    if (path === '/' || path.startsWith('/section/'))
      return send(request, response, 200, html, homePage(articles, thirdOrigin))
    const article = articles.find((one) => pagePath(one) === path)
    if (article)
      return send(
        request,
        response,
        article.wall === 'bot' ? 403 : 200,
        html,
        articlePage(
          article,
          articles.filter((one) => one !== article),
          origin,
          thirdOrigin,
        ),
      )
    const picture = /^\/pictures\/(\d+)-([abc])-(\d{2,4})\.(jpg|png|webp)$/.exec(path)
    if (picture) {
      const [, number, letter, wide, kind] = picture
      const width = Math.min(1280, Number(wide))
      const draw = kind === 'jpg' ? jpeg : kind === 'png' ? png : webp
      const bytes = draw(width, Math.round((width * 9) / 16), Number(number) * 3 + 'abc'.indexOf(letter ?? 'a'))
      return send(
        request,
        response,
        200,
        { 'content-type': `image/${kind === 'jpg' ? 'jpeg' : kind}`, 'cache-control': 'max-age=86400' },
        bytes,
      )
    }
    const sound = /^\/sound\/\d+\.(wav|mp3)$/.exec(path)
    if (sound) return serveSound(sound[1] === 'wav' ? 'wav' : 'mp3', request, response)
    if (path === '/favicon.png' || path === '/favicon.ico')
      return send(request, response, 200, { 'content-type': 'image/png' }, png(32, 32, 4))
    if (path === '/opml.xml') return send(request, response, 200, { 'content-type': 'text/x-opml' }, opml())
    if (path === '/robots.txt')
      return send(request, response, 200, { 'content-type': 'text/plain' }, 'User-agent: *\nAllow: /\n')
    send(request, response, 404, html, '<!doctype html><html><body><h1>404</h1></body></html>')
  }

  function serveFeed(name: FeedName, request: IncomingMessage, response: ServerResponse): void {
    let known = bodies.get(name)
    if (!known) {
      const body = Buffer.from(
        renderFeed(name, articles.slice(0, 50), origin, { wav: SOUND.wav.length, mp3: SOUND.mp3.length }),
      )
      known = { body, zipped: gzipSync(body), etag: `"${createHash('sha1').update(body).digest('hex').slice(0, 16)}"` }
      bodies.set(name, known)
    }
    tally.feed(request, true)
    const lastModified = new Date(changedAt).toUTCString()
    const headers = {
      'content-type': feedType(name),
      etag: known.etag,
      'last-modified': lastModified,
      vary: 'accept-encoding',
    }
    if (isNotModified(request, known.etag, lastModified)) return send(request, response, 304, headers)
    const zip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    send(
      request,
      response,
      200,
      zip ? { ...headers, 'content-encoding': 'gzip' } : headers,
      zip ? known.zipped : known.body,
    )
  }

  function serveSound(kind: 'wav' | 'mp3', request: IncomingMessage, response: ServerResponse): void {
    const all = SOUND[kind]
    const headers = {
      'content-type': kind === 'wav' ? 'audio/wav' : 'audio/mpeg',
      'accept-ranges': 'bytes',
      etag: `"${kind}"`,
    }
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
    if (!range || (!range[1] && !range[2])) return send(request, response, 200, headers, all)
    const from = range[1] ? Number(range[1]) : Math.max(0, all.length - Number(range[2]))
    const to = range[1] && range[2] ? Math.min(Number(range[2]), all.length - 1) : all.length - 1
    if (from > to) return send(request, response, 416, { 'content-range': `bytes */${all.length}` })
    send(
      request,
      response,
      206,
      { ...headers, 'content-range': `bytes ${from}-${to}/${all.length}` },
      all.subarray(from, to + 1),
    )
  }

  function opml(): string {
    const outline = (name: FeedName) =>
      `<outline type="rss" text="${name}" xmlUrl="${origin}/feeds/${name}" htmlUrl="${origin}/"/>`
    return `<?xml version="1.0"?><opml version="2.0"><head><title>Papers</title></head><body><outline text="News">${outline('rss.xml')}${outline('news.json')}</outline><outline text="Long">${outline('full.xml')}</outline>${outline('podcast.xml')}</body></opml>`
  }

  const changed = (at: number) => {
    bodies.clear()
    changedAt = Math.max(changedAt + 1000, at)
  }

  return {
    origin,
    third: { origin: thirdOrigin, requests: seenByThird },
    articles,
    requests,
    stats: () => tally.stats,
    reset() {
      tally.reset()
      requests.length = 0
      seenByThird.length = 0
    },
    feedUrl: (name) => `${origin}/feeds/${name}`,
    pageUrl: (article) => origin + pagePath(article),
    publish(some = 1, at = Date.now()) {
      const first = Math.max(0, ...articles.map((article) => article.number)) + 1
      const fresh = Array.from({ length: some }, (_, index) =>
        writeArticle(first + index, at - (some - 1 - index) * 1000),
      )
      articles.unshift(...fresh.toReversed())
      changed(at)
      return fresh
    },
    update(article) {
      article.version++
      article.updatedAt = Math.max(Date.now(), article.updatedAt + 60_000)
      article.headline = `${article.headline.replace(/ \(corrected.*$/, '')} (corrected${article.version > 2 ? ` ${article.version - 1}` : ''})`
      changed(article.updatedAt)
    },
    fail(name, failure) {
      for (const path of failure === 'loop' || failure === null
        ? [pathOf(name), `${pathOf(name)}/again`]
        : [pathOf(name)])
        if (failure) failures.set(path, failure)
        else failures.delete(path)
    },
    put(path, page) {
      if (page) pages.set(path, page)
      else pages.delete(path)
    },
    slow(ms) {
      delay = ms
    },
    down: () => stop(server),
    async up() {
      server = createServer(handle)
      await listen(server, host, port)
    },
    async close() {
      await Promise.all([stop(server), stop(third)])
    },
  }
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  return (server.address() as AddressInfo).port
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await closed
}
