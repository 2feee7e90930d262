// Stands between a Broadsheet and its server: writes down what passes, and breaks it off at a point of the test's choice.
import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How far a request has come: not at all, half its body, all of it, answered but not heard, half the answer heard, heard. */
export const points = ['unsent', 'halfSent', 'sent', 'answered', 'halfHeard', 'heard'] as const
export type Point = (typeof points)[number]

export interface Passing {
  /** 1 for the first since `forget`. */
  number: number
  method: string
  /** With the query. */
  path: string
  body: string
}

export interface Trap {
  at: Point
  isIt(passing: Passing): boolean
  /** Both ends lose their connection when it is done, unless all has been heard. */
  strike(): Promise<void> | void
}

export interface Instead {
  status: number
  type: string
  body: string
}

export interface Gate {
  url: string
  passed(): readonly Passing[]
  forget(): void
  /** One at a time; a new one takes the place of the old. */
  set(trap: Trap | null): void
  /** Whether the trap has been sprung. */
  sprung(): boolean
  /** Waits for its strike. */
  settled(): Promise<void>
  /** What is answered in the server's place from now on, to those for which it gives anything. */
  answerWith(instead: ((passing: Passing) => Instead | null) | null): void
  /** Called when a request is about to go on, and when its answer is. */
  onPassing(hook: ((passing: Passing, when: 'before' | 'after') => Promise<void> | void) | null): void
  close(): Promise<void>
}

interface Reply {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** Ends of a connection are told what was written before it goes. */
const FLUSHED = 3

/** `rewrite`: paths as they go on. */
export async function startGate(target: string, rewrite = (path: string) => path): Promise<Gate> {
  const { hostname, port } = new URL(target)
  const agent = new Agent({ keepAlive: true })
  let passed: Passing[] = []
  let trap: Trap | null = null
  let sprung = false
  let striking: Promise<void> = Promise.resolve()
  let hook: Parameters<Gate['onPassing']>[0] = null
  let instead: Parameters<Gate['answerWith']>[0] = null

  async function handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = asked
    const body = await whole(asked)
    const passing = { number: passed.length + 1, method, path, body: body.toString() }
    passed.push(passing)
    const other = instead?.(passing)
    if (other) return void answer.writeHead(other.status, { 'content-type': other.type }).end(other.body)
    const sprungBy = trap?.isIt(passing) ? trap : null
    if (sprungBy) {
      trap = null
      sprung = true
      striking = spring(sprungBy, asked, body, answer)
      return striking
    }
    await hook?.(passing, 'before')
    const reply = await forward(asked, body)
    await hook?.(passing, 'after')
    if (!reply) return void asked.socket.destroy()
    give(answer, reply)
    answer.end(reply.body)
  }

  async function spring({ at, strike }: Trap, asked: IncomingMessage, body: Buffer, answer: ServerResponse) {
    if (at === 'heard') {
      const reply = await forward(asked, body)
      if (reply) {
        give(answer, reply)
        answer.end(reply.body)
      }
      return strike()
    }
    try {
      if (at === 'unsent') return await strike()
      if (at === 'halfSent' || at === 'sent') return await breakOff(asked, body, at === 'sent', strike)
      const reply = await forward(asked, body)
      if (reply && at === 'halfHeard') {
        give(answer, reply)
        answer.write(reply.body.subarray(0, reply.body.length >> 1))
        await sleep(FLUSHED)
      }
      await strike()
    } finally {
      asked.socket.destroy()
    }
  }

  async function breakOff(asked: IncomingMessage, body: Buffer, all: boolean, strike: Trap['strike']): Promise<void> {
    const onward = onwards(asked)
    // That it breaks is what is wanted.
    onward.on('error', () => undefined)
    onward.on('response', (reply) => reply.on('error', () => undefined).resume())
    if (all) await new Promise<void>((done) => onward.end(body, done))
    else {
      onward.flushHeaders()
      onward.write(body.subarray(0, body.length >> 1))
      await sleep(FLUSHED)
    }
    await strike()
    onward.destroy()
  }

  const onwards = ({ method, url: path, headers }: IncomingMessage) =>
    request({ host: hostname, port, method, path: rewrite(path ?? '/'), headers, agent })

  /** null: the server is gone. */
  async function forward(asked: IncomingMessage, body: Buffer): Promise<Reply | null> {
    const onward = onwards(asked)
    onward.end(body)
    try {
      const [reply] = (await once(onward, 'response')) as [IncomingMessage]
      return { status: reply.statusCode ?? 502, headers: reply.headers, body: await whole(reply) }
    } catch (error) {
      if (isCut(error)) return null
      throw error
    }
  }

  const sockets = new Set<Socket>()
  const server = createServer((asked, answer) => {
    handle(asked, answer).catch((error: unknown) => {
      asked.socket.destroy()
      if (!isCut(error)) throw error
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => passed,
    forget: () => (passed = []),
    set(next) {
      trap = next
      sprung = false
    },
    sprung: () => sprung,
    settled: () => striking,
    answerWith: (next) => (instead = next),
    onPassing: (next) => (hook = next),
    async close() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await closed
    },
  }
}

/** Whoever asked has gone, or whoever was to answer. */
const isCut = (error: unknown): boolean => error instanceof Error && 'code' in error

function give(answer: ServerResponse, { status, headers, body }: Reply): void {
  const { 'transfer-encoding': _chunked, connection: _connection, ...others } = headers
  answer.writeHead(status, { ...others, 'content-length': String(body.length) })
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
