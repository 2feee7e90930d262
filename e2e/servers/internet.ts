// A small internet on loopback for measuring: every site has its own address 127.77.x.y, and everything asked is counted.
//   node e2e/servers/internet.ts [--feeds 500] [--items 50] [--content 6000] [--seed 1] [--port 0] [--control 0] [--failing 0]
// Control: /opml, /publish?count=5, /stats, /reset, /expect, /quit
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { escape } from './paper-articles.ts'
import { png } from './pictures.ts'
import { isNotModified, Tally, type TallyStats } from './tally.ts'
import { World, type WorldFeed, type WorldOptions } from './internet-world.ts'

export interface InternetOptions extends Partial<WorldOptions> {
  port?: number
  slowMs?: number
  /** Seconds that a 429 asks for. */
  retryAfter?: number
}

export interface Internet {
  world: World
  opml(): string
  /** New articles in every healthy feed. */
  publish(count: number): void
  stats(): TallyStats
  reset(): void
  /** What a reader should hold once it has read everything. */
  expected(): { feeds: number; failing: number; articles: number; feedBytes: number; zippedBytes: number }
  close(): Promise<void>
}

interface Baked {
  zipped: Buffer
  size: number
  etag: string
  date: string
}

export async function startInternet(options: InternetOptions = {}): Promise<Internet> {
  const { feeds = 500, items = 50, content = 6000, seed = 1, failing = true, slowMs = 2000, retryAfter = 300 } = options
  const world = new World({
    feeds,
    items,
    content,
    seed,
    failing,
    base: options.base ?? Math.floor(Date.now() / 3_600_000) * 3_600_000,
  })
  const tally = new Tally()
  const addressOf = (site: number) => `127.77.${1 + Math.floor(site / 200)}.${1 + (site % 200)}`
  const siteAt = new Map(world.sites.map((site) => [addressOf(site.index), site]))
  const feedAt = new Map<string, WorldFeed>()
  for (const feed of world.feeds) for (const path of [feed.path, feed.oldPath]) feedAt.set(`${feed.site} ${path}`, feed)
  const baked = new Map<WorldFeed, Baked>()
  const picture = png(64, 36, 3)

  const servers: Server[] = []
  let port = options.port ?? 0
  for (const site of world.sites) {
    const server = createServer({ keepAliveTimeout: 15_000 }, handle)
    await new Promise<void>((done, failed) =>
      server.once('error', failed).listen(port, addressOf(site.index), 512, done),
    )
    port = (server.address() as AddressInfo).port
    servers.push(server)
  }
  world.origin = (site) => `http://${addressOf(site)}:${port}`
  for (const feed of world.healthy()) bake(feed)

  function bake(feed: WorldFeed): void {
    const { bytes, changedAt } = world.render(feed)
    const etag = `"${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}"`
    baked.set(feed, {
      zipped: gzipSync(bytes, { level: 5 }),
      size: bytes.length,
      etag,
      date: new Date(changedAt).toUTCString(),
    })
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

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    tally.arrive(request, response, host)
    const site = siteAt.get(host)
    const path = (request.url ?? '/').replace(/[?#].*$/, '')
    const feed = site && feedAt.get(`${site.index} ${path}`)
    if (feed)
      return feed.slow
        ? void setTimeout(() => answerFeed(feed, path, request, response), slowMs)
        : answerFeed(feed, path, request, response)
    if (/^\/img\//.test(path)) return send(request, response, 200, { 'content-type': 'image/png' }, picture)
    const first = site?.feeds[0]
    if (path === '/' && first)
      return send(
        request,
        response,
        200,
        { 'content-type': 'text/html' },
        `<!doctype html><title>${escape(first.title)}</title><link rel="alternate" type="application/rss+xml" href="${first.path}">`,
      )
    const post = /^(?:\/c\/(\d+))?\/posts\/(\d+)\.html$/.exec(path)
    const of = post && (post[1] ? world.feeds[Number(post[1])] : first)
    if (of && post && Number(post[2]) < of.head) {
      const article = world.article(of, Number(post[2]))
      return send(
        request,
        response,
        200,
        { 'content-type': 'text/html; charset=utf-8' },
        `<!doctype html><html><head><title>${escape(article.title)}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${escape(article.title)}</h1>${article.html}</article><footer>Imprint</footer></body></html>`,
      )
    }
    send(request, response, 404, { 'content-type': 'text/html' }, '<h1>404</h1>')
  }

  function answerFeed(feed: WorldFeed, path: string, request: IncomingMessage, response: ServerResponse): void {
    if (feed.failure === 'timeout') return
    if (feed.failure === '429') {
      tally.sentAway(request, retryAfter)
      return send(request, response, 429, { 'retry-after': String(retryAfter) }, 'slow down')
    }
    const known = baked.get(feed)
    if (feed.failure || !known)
      return send(request, response, Number(feed.failure ?? 500), { 'content-type': 'text/html' }, '<h1>Sorry</h1>')
    if (feed.moved && path === feed.oldPath)
      return send(request, response, 301, { location: world.origin(feed.site) + feed.path })
    const etag = feed.validators === 'both' || feed.validators === 'etag' ? known.etag : null
    const date = feed.validators === 'both' || feed.validators === 'date' ? known.date : null
    tally.feed(request, feed.validators !== 'none')
    const type =
      feed.format === 'json'
        ? 'application/feed+json'
        : feed.format === 'atom'
          ? 'application/atom+xml'
          : 'application/rss+xml'
    const headers = {
      'content-type': type + (feed.latin1 ? '' : '; charset=utf-8'),
      vary: 'accept-encoding',
      ...(etag ? { etag } : {}),
      ...(date ? { 'last-modified': date } : {}),
    }
    if (isNotModified(request, etag, date)) return send(request, response, 304, headers)
    const zip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    send(
      request,
      response,
      200,
      zip ? { ...headers, 'content-encoding': 'gzip' } : headers,
      zip ? known.zipped : gunzipSync(known.zipped),
    )
  }

  return {
    world,
    opml() {
      const folders = Map.groupBy(world.feeds, (feed) => feed.category)
      const line = (feed: WorldFeed) =>
        `<outline type="rss" text="${escape(feed.title)}" title="${escape(feed.title)}" xmlUrl="${world.origin(feed.site)}${feed.oldPath}"/>`
      const body = [...folders]
        .map(([name, list]) => `<outline text="${name}">\n${list.map(line).join('\n')}\n</outline>`)
        .join('\n')
      return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>Internet</title></head><body>\n${body}\n</body></opml>\n`
    },
    publish(count) {
      const at = Math.floor(Date.now() / 1000) * 1000 - 2000
      for (const feed of world.healthy()) {
        world.publish(feed, count, at)
        bake(feed)
      }
    },
    stats: () => tally.stats,
    reset: () => tally.reset(),
    expected: () => ({
      feeds: world.healthy().length,
      failing: world.feeds.length - world.healthy().length,
      articles: world.healthy().reduce((sum, feed) => sum + feed.head, 0),
      feedBytes: [...baked.values()].reduce((sum, one) => sum + one.size, 0),
      zippedBytes: [...baked.values()].reduce((sum, one) => sum + one.zipped.length, 0),
    }),
    async close() {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((done) => server.close(done))
          server.closeAllConnections()
          return closed
        }),
      )
    },
  }
}

/** On its own: its CPU is then not the reader's. */
async function serveAlone(args: string[]): Promise<void> {
  const value = (name: string): number | undefined => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? undefined : Number(args[at + 1])
  }
  const options: InternetOptions = { failing: value('failing') !== 0 }
  for (const name of ['feeds', 'items', 'content', 'seed', 'port', 'slowMs', 'retryAfter'] as const) {
    const given = value(name)
    if (given !== undefined) options[name] = given
  }
  const internet = await startInternet(options)
  const control = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://control')
    const json = (answer: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    switch (url.pathname) {
      case '/opml':
        return response.end(internet.opml())
      case '/publish':
        internet.publish(Number(url.searchParams.get('count') ?? 5))
        return json(internet.expected())
      case '/stats':
        return json(internet.stats())
      case '/reset':
        internet.reset()
        return json({})
      case '/expect':
        return json(internet.expected())
      case '/quit':
        json({})
        return setTimeout(() => process.exit(0), 20)
    }
    return response.writeHead(404).end()
  })
  await new Promise<void>((done) => control.listen(value('control') ?? 0, '127.0.0.1', done))
  console.log(
    JSON.stringify({
      ready: true,
      control: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
      ...internet.expected(),
    }),
  )
}

if (import.meta.main) {
  process.on('disconnect', () => process.exit(0))
  await serveAlone(process.argv.slice(2))
}
