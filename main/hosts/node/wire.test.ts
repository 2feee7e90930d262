import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { lookup as systemLookup } from 'node:dns'
import zlib from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { WireRequest } from '../../base/host.ts'
import { createWire, type WireOptions } from './wire.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function serve(
  listener: RequestListener,
  host = '127.0.0.1',
): Promise<{ origin: string; server: Server; port: number }> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, host, done))
  open.push({
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://${host}:${port}`, server, port }
}

function wire(options: WireOptions = {}) {
  const made = createWire({ proxyFor: () => null, ...options })
  open.push(made)
  return made
}

const ask = (url: string, more: Partial<WireRequest> = {}): WireRequest => ({
  url,
  limit: 1_000_000,
  patience: 5000,
  deadline: 10_000,
  mayBePrivate: true,
  ...more,
})

/** Answers `name` with these addresses, as a name server under somebody's control would. */
const resolving = (answers: Record<string, { address: string; family: number }[]>): typeof systemLookup =>
  ((name: string, _options: object, done: (error: Error | null, found: object) => void) => {
    const found = answers[name]
    if (found) done(null, found)
    else done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])
  }) as typeof systemLookup

const problemKind = async (answer: Promise<{ ok: boolean; problem?: { kind: string } }>) => {
  const result = await answer
  return result.ok ? 'ok' : result.problem?.kind
}

describe('an answer', () => {
  it('comes with status, lower-case headers, the very bytes, and without cookies', async () => {
    const bytes = new Uint8Array(700_000).map((_, index) => (index * 7) ^ (index >> 8))
    const { origin } = await serve((_request, response) => {
      response.writeHead(203, { ETag: '"x"', 'X-Two': ['a', 'b'], 'Set-Cookie': ['s=1'] })
      response.end(bytes)
    })
    const answer = await wire().request(ask(`${origin}/a?b#c`))
    expect(answer.ok).toBe(true)
    if (!answer.ok) return
    expect(answer.value.status).toBe(203)
    expect(answer.value.headers).toMatchObject({ etag: '"x"', 'x-two': 'a, b' })
    expect(answer.value.headers).not.toHaveProperty('set-cookie')
    expect(Buffer.compare(answer.value.body, bytes)).toBe(0)
    expect(answer.value.private).toBe(true)
  })

  it('is asked for with name, contact and encodings, no cookie and no referer', async () => {
    let seen: IncomingMessage['headers'] = {}
    const { origin } = await serve((request, response) => {
      seen = request.headers
      response.end()
    })
    await wire().request(ask(`${origin}/`, { headers: { accept: 'text/x' } }))
    expect(seen['user-agent']).toMatch(/^Broadsheet\/\d.*\+https:/)
    expect(seen['accept-encoding']).toContain('br')
    expect(seen.accept).toBe('text/x')
    expect(seen).not.toHaveProperty('cookie')
    expect(seen).not.toHaveProperty('referer')
  })

  const text = Buffer.from('Grüße, 世界 '.repeat(60_000))
  it.each([
    ['gzip', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })],
    ['zstd', zlib.zstdCompressSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['GZIP, identity', zlib.gzipSync(text)],
    ['deflate, gzip', zlib.gzipSync(zlib.deflateSync(text))],
    ['gzip', Buffer.concat([zlib.gzipSync(text.subarray(0, 1000)), zlib.gzipSync(text.subarray(1000))])],
    ['gzip', text],
  ])('is decoded from %s', async (encoding, body) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding })
      response.end(body)
    })
    const answer = await wire().request(ask(origin))
    expect(answer.ok && Buffer.compare(answer.value.body, text)).toBe(0)
  })

  it('is refused when cut or damaged', async () => {
    const packed = zlib.gzipSync(text)
    const { origin } = await serve((request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(
        request.url === '/cut'
          ? packed.subarray(0, packed.length - 20)
          : Buffer.concat([packed.subarray(0, 20), Buffer.alloc(500, 7)]),
      )
    })
    const w = wire()
    expect(await problemKind(w.request(ask(`${origin}/cut`)))).toBe('connectionFailed')
    expect(await problemKind(w.request(ask(`${origin}/bad`)))).toBe('connectionFailed')
  })
})

describe('a limit', () => {
  it('holds for declared, undeclared and decoded size', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(200_000_000), { level: 9 })
    const layered = zlib.gzipSync(bomb)
    const brotli = zlib.brotliCompressSync(Buffer.alloc(50_000_000), {
      params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 },
    })
    const { origin } = await serve((request, response) => {
      const send = (encoding: string, body: Buffer) => {
        response.writeHead(200, encoding ? { 'content-encoding': encoding } : {})
        response.end(body)
      }
      if (request.url === '/declared') send('', Buffer.alloc(2_000_000))
      else if (request.url === '/bomb') send('gzip', bomb)
      else if (request.url === '/layers') send('gzip, gzip', layered)
      else if (request.url === '/br') send('br', brotli)
      else {
        response.on('error', () => {})
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(60_000))) continue
        }
        response.on('drain', more)
        more()
      }
    })
    const w = wire()
    const before = process.memoryUsage().rss
    for (const path of ['/declared', '/bomb', '/layers', '/br', '/endless'])
      expect(await problemKind(w.request(ask(origin + path))), path).toBe('tooLarge')
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  it('is kept in time: patience, deadline, signal', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/silent') return
      response.write('a')
      const drip = setInterval(() => response.write('a'), 50)
      response.on('close', () => clearInterval(drip))
    })
    const w = wire()
    expect(await w.request(ask(`${origin}/silent`, { patience: 300 }))).toMatchObject({
      problem: { kind: 'timedOut', ms: 300 },
    })
    expect(await w.request(ask(`${origin}/drip`, { deadline: 400 }))).toMatchObject({
      problem: { kind: 'timedOut', ms: 400 },
    })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    expect(await problemKind(w.request(ask(`${origin}/drip`, { signal: controller.signal })))).toBe('cancelled')
    expect(await problemKind(w.request(ask(`${origin}/drip`, { signal: AbortSignal.abort() })))).toBe('cancelled')
  })

  it('is two requests a host, whatever the port, and so many in all', async () => {
    const active = new Map<string, number>()
    let most = 0
    let mostHere = 0
    let all = 0
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      const host = (request.headers.host ?? '').replace(/:.*/, '')
      const here = (active.get(host) ?? 0) + 1
      active.set(host, here)
      all++
      mostHere = Math.max(mostHere, here)
      most = Math.max(most, all)
      setTimeout(() => {
        active.set(host, (active.get(host) ?? 1) - 1)
        all--
        response.end('x')
      }, 15)
    }
    const hosts = await Promise.all(
      ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.4'].map((host) => serve(listener, host)),
    )
    const w = wire({ connections: 5 })
    const answers = await Promise.all(
      hosts.flatMap(({ origin }) => Array.from({ length: 12 }, (_, index) => w.request(ask(`${origin}/${index}`)))),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(mostHere).toBe(2)
    expect(most).toBe(5)
  })
})

describe('private addresses', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:192.168.1.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/',
    'http://172.20.0.1/',
    'http://192.168.0.1/',
    'http://0.0.0.0/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://localhost/',
    'http://a.localhost./',
  ])('are not reached at %s on the word of a public page', async (url) => {
    expect(await problemKind(wire().request(ask(url, { mayBePrivate: false })))).toBe('privateAddress')
  })

  it('are not reached through a name either, however its addresses are mixed or changed', async () => {
    let hits = 0
    const { port } = await serve((_request, response) => {
      hits++
      response.end('inner')
    })
    const lookup = resolving({
      'inner.example': [{ address: '127.0.0.1', family: 4 }],
      'mapped.example': [{ address: '::ffff:127.0.0.1', family: 6 }],
    })
    const w = wire({ lookup })
    const reach = (name: string, mayBePrivate: boolean) => w.request(ask(`http://${name}:${port}/`, { mayBePrivate }))
    expect(await problemKind(reach('inner.example', false))).toBe('privateAddress')
    expect(await problemKind(reach('mapped.example', false))).toBe('privateAddress')
    expect(hits).toBe(0)
    const typed = await reach('inner.example', true)
    expect(typed.ok && typed.value.private).toBe(true)
    // The connection that is open now is not shared with those who may not.
    expect(await problemKind(reach('inner.example', false))).toBe('privateAddress')
    expect(hits).toBe(1)
  })
})

describe('a failure', () => {
  it('of one request never holds up the next: headers that the protocol forbids, names that nobody answers', async () => {
    const { origin } = await serve((_request, response) => response.end('x'))
    const silent = (() => undefined) as unknown as typeof systemLookup
    const w = wire({ lookup: silent })
    for (const authorization of ['a\r\nx: y', '€', 'a\0'])
      expect(await w.request(ask(origin, { headers: { authorization } }))).toMatchObject({
        ok: false,
        problem: { kind: 'badRequest' },
      })
    for (let again = 0; again < 3; again++) {
      expect(await problemKind(w.request(ask('http://silent.example/', { deadline: 100 })))).toBe('timedOut')
      expect(await problemKind(w.request(ask(origin, { headers: { authorization: 'ü' } })))).toBe('ok')
    }
  })

  it('has its own problem', async () => {
    const { origin, server } = await serve((request, response) => {
      if (request.url === '/short') {
        response.writeHead(200, { 'content-length': '100' })
        response.write('abc')
        setTimeout(() => response.destroy(), 20)
      } else request.socket.end('this is not HTTP\r\n\r\n')
    })
    const w = wire({
      lookup: ((name: string, _options: object, done: (error: Error) => void) =>
        done(
          Object.assign(new Error(name), { code: name.startsWith('later') ? 'EAI_AGAIN' : 'ENOTFOUND' }),
        )) as typeof systemLookup,
    })
    expect(await w.request(ask('http://nobody.example/'))).toMatchObject({
      problem: { kind: 'hostNotFound', host: 'nobody.example' },
    })
    expect(await problemKind(w.request(ask('http://later.example/')))).toBe('offline')
    expect(await problemKind(w.request(ask('ftp://example.org/')))).toBe('badAddress')
    expect(await problemKind(w.request(ask('nonsense')))).toBe('badAddress')
    expect(await problemKind(w.request(ask(`${origin}/short`)))).toBe('connectionFailed')
    expect(await problemKind(w.request(ask(`${origin}/junk`)))).toBe('connectionFailed')
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    expect(await w.request(ask(origin))).toMatchObject({ problem: { kind: 'connectionFailed', code: 'ECONNREFUSED' } })
  })

  it('of a kept connection that the server has closed is not seen', async () => {
    let count = 0
    const { origin } = await serve((request, response) => {
      count++
      // Answers, then drops the connection without having said so.
      response.end('x', () => setTimeout(() => request.socket.destroy(), 1))
    })
    const w = wire()
    for (let index = 0; index < 30; index++) {
      expect(await problemKind(w.request(ask(`${origin}/${index}`)))).toBe('ok')
      if (index % 3) await new Promise((done) => setTimeout(done, index % 5))
    }
    expect(count).toBeGreaterThanOrEqual(30)
  })
})

describe('a proxy', () => {
  it('carries what is not near, and is told nothing of private hosts that a page names', async () => {
    const asked: string[] = []
    const { origin } = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.end('by proxy')
    })
    const w = wire({ proxyFor: () => origin })
    const answer = await w.request(ask('http://paper.example/feed?x=1', { mayBePrivate: false }))
    expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('by proxy')
    expect(asked).toEqual(['http://paper.example/feed?x=1'])
    for (const url of ['http://192.168.1.1/', 'http://router/', 'http://nas.local/'])
      expect(await problemKind(w.request(ask(url, { mayBePrivate: false })))).toBe('privateAddress')
    expect(asked.length).toBe(1)
  })
})

describe('an answer that is poured', () => {
  const long = new Uint8Array(6_000_000).map((_, index) => (index * 13) ^ (index >> 9))
  const sinkOf = (slow = 0) => {
    const pieces: Uint8Array[] = []
    const sink = async (piece: Uint8Array) => {
      pieces.push(piece.slice())
      if (slow > 0) await new Promise((done) => setTimeout(done, slow))
    }
    return { sink, whole: () => Buffer.concat(pieces), count: () => pieces.length }
  }

  it('comes in order and whole, with nothing left in the answer', async () => {
    const { origin } = await serve((_request, response) => response.end(long))
    const { sink, whole, count } = sinkOf()
    const answer = await wire().request(ask(origin, { sink, limit: 10_000_000 }))
    expect(answer.ok && answer.value.body.length).toBe(0)
    expect(Buffer.compare(whole(), long)).toBe(0)
    expect(count()).toBeGreaterThan(10)
  })

  it('waits for a slow sink instead of piling up', async () => {
    let sent = 0
    let written = 0
    const { origin } = await serve(async (_request, response) => {
      for (let at = 0; at < 40; at++) {
        sent += 1_000_000
        if (!response.write(new Uint8Array(1_000_000))) await new Promise((done) => response.once('drain', done))
      }
      response.end()
    })
    let most = 0
    const sink = async (piece: Uint8Array) => {
      most = Math.max(most, sent - written)
      await new Promise((done) => setTimeout(done, 1))
      written += piece.length
    }
    const answer = await wire().request(ask(origin, { sink, limit: 100_000_000, deadline: 60_000 }))
    expect(answer.ok).toBe(true)
    expect(written).toBe(40_000_000)
    // What the system's own buffers hold, and no more.
    expect(most).toBeLessThan(20_000_000)
  }, 60_000)

  it('is unpacked where a server packs it all the same', async () => {
    const { origin } = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity')
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(zlib.gzipSync(long))
    })
    const { sink, whole } = sinkOf()
    const answer = await wire().request(ask(origin, { sink, limit: 10_000_000 }))
    expect(answer.ok && answer.value.body.length).toBe(0)
    expect(Buffer.compare(whole(), long)).toBe(0)
  })

  it('is not poured when it is a refusal or a way elsewhere', async () => {
    const { origin } = await serve((request, response) => {
      response.writeHead(request.url === '/gone' ? 404 : 302, { location: '/other' })
      response.end('not this')
    })
    const { sink, count } = sinkOf()
    for (const path of ['/gone', '/moved']) {
      const answer = await wire().request(ask(origin + path, { sink }))
      expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('not this')
    }
    expect(count()).toBe(0)
  })

  it('ends when it is too long, cut off, or no longer wanted; after that no piece comes', async () => {
    const { origin, server } = await serve((request, response) => {
      if (request.url === '/cut') response.writeHead(200, { 'content-length': '9000000' })
      response.write(long)
      if (request.url === '/cut') setTimeout(() => response.destroy(), 50)
    })
    const { sink } = sinkOf()
    expect(await problemKind(wire().request(ask(origin, { sink, limit: 1_000_000 })))).toBe('tooLarge')
    expect(await problemKind(wire().request(ask(`${origin}/cut`, { sink, limit: 10_000_000 })))).toBe(
      'connectionFailed',
    )
    const stop = new AbortController()
    let pieces = 0
    const answer = await wire().request(
      ask(origin, {
        limit: 10_000_000,
        signal: stop.signal,
        sink: async () => {
          if (++pieces === 3) stop.abort()
          await new Promise((done) => setTimeout(done, 5))
        },
      }),
    )
    expect(answer.ok || answer.problem.kind).toBe('cancelled')
    const then = pieces
    await new Promise((done) => setTimeout(done, 50))
    expect(pieces).toBe(then)
    server.closeAllConnections()
  })

  it('throws what the sink throws', async () => {
    const { origin } = await serve((_request, response) => response.end(long))
    const full = new Error('no room')
    const sink = async () => {
      throw full
    }
    await expect(wire().request(ask(origin, { sink, limit: 10_000_000 }))).rejects.toBe(full)
  })
})
