// The loopback server of the browser host: the window's files, commands by POST, announcements by Server-Sent Events.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { App } from '../../app.ts'
import type { CommandName } from '../../contract/commands.ts'
import { mediaReply } from '../node/media-reply.ts'
import { everyReply, plain, type Reply } from '../node/reply.ts'
import { createChanges } from './changes.ts'
import { createDoor } from './door.ts'

export interface ServerOptions {
  app: Pick<App, 'run' | 'onChange' | 'media'>
  /** The window's files by the path in the address; the query is for developers' servers. */
  page: (path: string, query: string) => Promise<Reply>
  /** 0: any free one. */
  port: number
  session?: string | undefined
  log: (line: string) => void
}

export interface Server {
  port: number
  newAddress(): string
  /** Windows that listen now. */
  windows(): number
  close(): Promise<void>
}

/** An OPML file is the largest thing a window sends. */
const BODY_LIMIT = 40 * 1024 * 1024

export async function startServer({ app, page, port, session, log }: ServerOptions): Promise<Server> {
  const changes = createChanges(app)
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // The window went away in the middle of an answer; anything else is a bug, and must not end the app.
      if (!isGone(error)) log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (response.headersSent) response.destroy()
      else void send(response, plain(500, 'Something went wrong inside Broadsheet.'), false)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = (server.address() as AddressInfo).port
  const door = createDoor(bound, session)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, path = '/', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(request.url ?? '/') ?? []
    const refusal = door.refusal(request, path)
    const head = request.method === 'HEAD'
    if (refusal) return send(response, plain(403, refusal), head)
    if (path === '/api/run') return send(response, await runCommand(request), head)
    if (request.method !== 'GET' && !head) return send(response, plain(405, 'This cannot be done here.'), head)
    if (path.startsWith('/open/')) return send(response, open(request, path), head)
    if (path === '/api/changes') return changes.add(response)
    if (path.startsWith('/media/')) {
      const key = path.slice('/media/'.length)
      return send(response, await mediaReply(app.media, key, request.headers.range ?? null), head)
    }
    return send(response, await page(path, query), head)
  }

  function open(request: IncomingMessage, path: string): Reply {
    const cookie = door.exchange(path)
    // A window that is restored or reloaded comes with its cookie and a used token.
    if (!cookie && !door.knows(request))
      return plain(403, 'This address has been used: start Broadsheet again for a new one.')
    const headers = { ...everyReply, location: '/', 'cache-control': 'no-store' }
    return { status: 303, headers: cookie ? { ...headers, 'set-cookie': cookie } : headers, body: null }
  }

  async function runCommand(request: IncomingMessage): Promise<Reply> {
    if (request.method !== 'POST') return plain(405, 'Commands are sent by POST.')
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
      return plain(415, 'Commands are JSON.')
    const body = await readBody(request)
    if (!body) return plain(413, 'That is too large.')
    const call = parseCall(body)
    if (!call) return plain(400, 'That is not a command.')
    const result = await app.run(call.name, call.input)
    return {
      status: 200,
      headers: { ...everyReply, 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: new TextEncoder().encode(JSON.stringify(result)),
    }
  }

  return {
    port: bound,
    newAddress: door.newAddress,
    windows: changes.count,
    close: () =>
      new Promise((resolve) => {
        changes.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** null: longer than may be. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  // The rest is read and dropped, because a client that still writes sees no answer.
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_LIMIT) parts.length = 0
    else parts.push(part)
    if (length > 4 * BODY_LIMIT) request.destroy()
  }
  return length > BODY_LIMIT ? null : Buffer.concat(parts)
}

function parseCall(body: Buffer): { name: CommandName; input: never } | null {
  try {
    const call: unknown = JSON.parse(body.toString('utf8'))
    if (typeof call !== 'object' || call === null) return null
    if (!('name' in call) || typeof call.name !== 'string') return null
    // app.ts checks name and input.
    return { name: call.name as CommandName, input: ('input' in call ? call.input : {}) as never }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function send(response: ServerResponse, reply: Reply, head: boolean): Promise<void> {
  response.writeHead(reply.status, reply.headers)
  if (head || reply.body === null) response.end()
  else if (reply.body instanceof Uint8Array) response.end(reply.body)
  else await pipeline(Readable.from(reply.body), response)
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(error.code))
