import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Announcement } from '../../contract/changes.ts'
import { pageReply } from '../node/pages.ts'
import { startServer, type Server, type ServerOptions } from './server.ts'

const key = 'a'.repeat(32)
const drawing = 'b'.repeat(32)
const sound = Uint8Array.from({ length: 700_000 }, (_, i) => i % 251)
const kept: Record<string, { type: string; bytes: Uint8Array }> = {
  [key]: { type: 'audio/mpeg', bytes: sound },
  [drawing]: { type: 'image/svg+xml', bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>') },
}

let folder: string
let server: Server
let origin: string
let announce: (announcement: Announcement) => void
const calls: [string, unknown][] = []
const logged: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-server-'))
  mkdirSync(join(folder, 'pages', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html><title>Broadsheet</title>')
  writeFileSync(join(folder, 'pages', 'assets', 'window-1.js'), 'export {}')
  const app = {
    run: async (name: string, input: unknown) => {
      calls.push([name, input])
      if (name === 'app.snapshot') throw new Error('a bug')
      return { ok: true, value: { undo: 'u', changed: 1 } }
    },
    onChange(listener: (announcement: Announcement) => void) {
      announce = listener
      return () => undefined
    },
    media: {
      has: async (name: string) => (kept[name] ? { type: kept[name].type, bytes: kept[name].bytes.length } : null),
      keep: async () => undefined,
      read: async () => null,
      readAt: async (name: string, offset: number, length: number) =>
        (kept[name]?.bytes ?? new Uint8Array()).slice(offset, offset + length),
    },
  } as unknown as ServerOptions['app']
  server = await startServer({
    app,
    page: (path) => pageReply(join(folder, 'pages'), path),
    port: 0,
    log: (line) => logged.push(line),
  })
  origin = `http://127.0.0.1:${server.port}`
})

afterEach(async () => {
  await server.close()
  calls.length = 0
  logged.length = 0
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** By node:http, which sends any Host and any path as it stands. */
function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET', body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function enter(): Promise<{ cookie: string }> {
  const answer = await ask(new URL(server.newAddress()).pathname)
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

const json = { 'content-type': 'application/json' }

test('what was asked to be opened before there was a window is told to the first one', async () => {
  announce({ kind: 'open.asked', address: 'feed:https://paper.example/' })
  const cookie =
    (await fetch(server.newAddress(), { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const stream = await fetch(`${origin}/api/changes`, { headers: { cookie } })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  while (!heard.includes('data:')) heard += (await reader?.read())?.value ?? ''
  expect(heard).toContain('feed:https://paper.example/')
  await reader?.cancel()
})

describe('the door', () => {
  test('a one-time address gives a cookie that scripts and other sites do not get', async () => {
    const path = new URL(server.newAddress()).pathname
    const first = await ask(path)
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(String(first.headers['set-cookie'])).toMatch(
      new RegExp(`^broadsheet-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    )
    expect((await ask(path)).status).toBe(403)
    expect((await ask('/open/')).status).toBe(403)
    expect((await ask('/open/__proto__')).status).toBe(403)
  })

  test('nothing is given without the cookie, or with a wrong one', async () => {
    for (const path of ['/', '/assets/window-1.js', `/media/${key}`, '/api/changes'])
      expect((await ask(path)).status, path).toBe(403)
    expect((await ask('/', { cookie: `broadsheet-${server.port}=${'x'.repeat(43)}` })).status).toBe(403)
    expect((await ask('/api/run', { ...json, origin }, 'POST', '{"name":"x"}')).status).toBe(403)
    expect(calls).toEqual([])
  })

  test('a name that was rebound to 127.0.0.1 is turned away', async () => {
    const { cookie } = await enter()
    for (const host of ['evil.example', `evil.example:${server.port}`, `localhost:${server.port}`, '127.0.0.1'])
      expect((await ask('/', { cookie, host })).status, host).toBe(403)
    expect((await ask(new URL(server.newAddress()).pathname, { host: 'evil.example' })).status).toBe(403)
    expect((await ask('/', { cookie, host: `127.0.0.1:${server.port}` })).status).toBe(200)
  })

  test('another page may not send commands, even with the cookie', async () => {
    const headers = { ...(await enter()), ...json }
    const body = '{"name":"articles.mark","input":{"ids":[1],"read":true}}'
    for (const from of ['https://evil.example', 'null', `http://localhost:${server.port}`])
      expect((await ask('/api/run', { ...headers, origin: from }, 'POST', body)).status, from).toBe(403)
    expect((await ask('/api/run', headers, 'POST', body)).status).toBe(403)
    expect((await ask('/', { ...headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(calls).toEqual([])
    expect((await ask('/api/run', { ...headers, origin }, 'POST', body)).status).toBe(200)
    expect(calls).toEqual([['articles.mark', { ids: [1], read: true }]])
  })
})

describe('commands', () => {
  test('must be JSON, whole, and not endless', async () => {
    const headers = { ...(await enter()), origin }
    const run = (type: string, body: string | Buffer) =>
      ask('/api/run', { ...headers, 'content-type': type }, 'POST', body)
    expect((await run('text/plain', '{"name":"x"}')).status).toBe(415)
    expect((await run('application/jsonp', '{"name":"x"}')).status).toBe(415)
    for (const body of ['', '{', '[]', 'null', '{"name":1}', '"x"'])
      expect((await run('application/json', body)).status, body).toBe(400)
    expect((await run('application/json', Buffer.alloc(41 * 1024 * 1024, 32))).status).toBe(413)
    expect((await ask('/api/run', headers)).status).toBe(405)
    expect((await ask('/', headers, 'DELETE')).status).toBe(405)
    expect(calls).toEqual([])
    const answer = await run('application/json; charset=utf-8', '{"name":"articles.undo","input":{"undo":"u"}}')
    expect(JSON.parse(answer.body.toString())).toEqual({ ok: true, value: { undo: 'u', changed: 1 } })
  })

  test('a bug in one answers 500, is logged, and the server goes on', async () => {
    const headers = { ...(await enter()), origin, ...json }
    expect((await ask('/api/run', headers, 'POST', '{"name":"app.snapshot","input":{}}')).status).toBe(500)
    expect(logged.join()).toContain('a bug')
    expect((await ask('/', headers)).status).toBe(200)
  })
})

describe('files', () => {
  test('are the window’s and no others, with the headers that hold them', async () => {
    const headers = await enter()
    const page = await ask('/?x=1#y', headers)
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(page.headers['content-security-policy']).toContain("require-trusted-types-for 'script'")
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    })
    expect((await ask('/assets/window-1.js', headers)).headers['cache-control']).toContain('immutable')
    const outside = ['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/assets/..%5c..%5csecret.html']
    for (const path of [...outside, '//etc/passwd', '/%00', '/%', '/assets', '/assets/', '/nothing.js', `/C:/x.js`]) {
      const answer = await ask(path, headers)
      expect(answer.status, path).toBe(404)
      expect(answer.body.toString(), path).not.toContain('secret')
    }
  })
})

describe('media', () => {
  test('come whole or in ranges', async () => {
    const headers = await enter()
    const whole = await ask(`/media/${key}`, headers)
    expect(whole.status).toBe(200)
    expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(sound.length) })
    expect(whole.headers['cache-control']).toContain('immutable')
    expect(whole.body.equals(sound)).toBe(true)
    const range = async (asked: string) => {
      const answer = await ask(`/media/${key}`, { ...headers, range: asked })
      return [
        answer.status,
        answer.headers['content-range'],
        answer.body.equals(Buffer.alloc(0)) ? 0 : answer.body[0],
        answer.body.length,
      ]
    }
    expect(await range('bytes=5-9')).toEqual([206, 'bytes 5-9/700000', 5, 5])
    expect(await range('bytes=699999-')).toEqual([206, 'bytes 699999-699999/700000', sound.at(-1), 1])
    expect(await range('bytes=-3')).toEqual([206, 'bytes 699997-699999/700000', sound.at(-3), 3])
    expect(await range('bytes=10-99999999')).toEqual([206, 'bytes 10-699999/700000', 10, 699_990])
    expect(await range('bytes=700000-')).toEqual([416, 'bytes */700000', 0, 0])
    expect(await range('bytes=9-5')).toEqual([200, undefined, 0, 700_000])
    expect(await range('bytes=0-1,5-6')).toEqual([200, undefined, 0, 700_000])
    const head = await ask(`/media/${key}`, headers, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '700000', 0])
  })

  test('run nothing, whatever they are', async () => {
    const headers = await enter()
    const svg = await ask(`/media/${drawing}`, headers)
    expect(svg.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(svg.headers['x-content-type-options']).toBe('nosniff')
    kept[drawing] = { type: 'text/html', bytes: new Uint8Array(3) }
    const html = await ask(`/media/${drawing}`, headers)
    expect(html.headers['content-type']).toBe('application/octet-stream')
    expect(html.headers['content-disposition']).toBe('attachment')
    for (const path of ['/media/', '/media/x', `/media/../secret.html`, `/media/${key}x`, `/media/${'c'.repeat(32)}`])
      expect((await ask(path, headers)).status, path).toBe(404)
  })
})

test('every window hears announcements, until it goes', async () => {
  const headers = await enter()
  const heard: string[] = []
  const listen = () =>
    new Promise<IncomingMessage>((resolve) => {
      httpRequest({ host: '127.0.0.1', port: server.port, path: '/api/changes', headers }, (response) => {
        response.on('data', (part: Buffer) => heard.push(part.toString()))
        resolve(response)
      }).end()
    })
  const [first] = [await listen(), await listen()]
  expect(first.headers['content-type']).toBe('text/event-stream')
  expect(server.windows()).toBe(2)
  announce({ kind: 'online.changed', online: false })
  await expect
    .poll(() => heard.join('').match(/data: .*/g))
    .toEqual(Array(2).fill('data: {"kind":"online.changed","online":false}'))
  first.destroy()
  await expect.poll(() => server.windows()).toBe(1)
})
