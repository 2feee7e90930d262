// How a second process reaches the one that holds the library: Bridge calls as lines of JSON over a socket of this user's.
import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import type { Bridge } from '../../contract/bridge.ts'
import type { Announcement } from '../../contract/changes.ts'
import type { CommandName, In, Out } from '../../contract/commands.ts'
import { fail, type Result } from '../../contract/problems.ts'

/** Asks the running app for its window; `address`: what to open in it. */
interface Call {
  id: number
  show?: true
  address?: string | null
  name?: CommandName
  input?: unknown
}

/** `hello` comes first: a socket alone does not tell whether anybody is awake behind it. */
type Line = { hello: 'broadsheet' } | { id: number; result: Result<unknown> } | { announcement: Announcement }

export interface RunningBridge extends Bridge {
  /** Brings its window to the front, or opens one; answers with an address where it has none to show. */
  show(address: string | null): Promise<Result<string | null>>
  close(): void
}

/** An OPML file is the longest thing that is ever said. */
const LONGEST_LINE = 64 * 1024 * 1024
const PATIENCE = 5_000
const MOST_WAITING = 64 * 1024 * 1024

/** Answers others for as long as this process holds the library. */
export async function serveRunning(
  path: string,
  bridge: Bridge,
  show: (address: string | null) => Promise<Result<string | null>>,
  log: (line: string) => void,
): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>()

  async function answer(call: Call): Promise<Result<unknown>> {
    if (call.show) return show(typeof call.address === 'string' ? call.address : null)
    if (typeof call.name !== 'string') return fail({ kind: 'badRequest', where: 'name', why: 'missing' })
    return bridge.run(call.name, call.input as never)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    const say = (line: Line) => {
      if (socket.writable) socket.write(`${JSON.stringify(line)}\n`)
    }
    say({ hello: 'broadsheet' })
    const stop = bridge.onChange((announcement) => {
      // One that has been stopped (Ctrl-Z) does not read: what it would hear must not pile up here.
      if (socket.writableLength > MOST_WAITING) socket.destroy()
      else say({ announcement })
    })
    readLines<Call>(socket, (call) => {
      const id = Number(call.id)
      answer(call).then(
        (result) => say({ id, result }),
        // A bug: whoever asked must not wait for ever, and the app must not end.
        (error: unknown) => {
          log(error instanceof Error ? (error.stack ?? error.message) : String(error))
          socket.destroy()
        },
      )
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      stop()
    })
  })
  // Only the holder of the library's lock comes here, so what lies there is left from a crash.
  if (isSocket(path)) rmSync(path)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** null: nobody answers there. One that has only just taken the lock is given `patience` (milliseconds) to listen. */
export async function connectRunning(path: string, patience = PATIENCE): Promise<RunningBridge | null> {
  const until = Date.now() + patience
  for (;;) {
    const running = await connect(path, Math.max(until - Date.now(), 500))
    if (running) return running
    if (Date.now() > until) return null
    await new Promise((later) => setTimeout(later, 100))
  }
}

function connect(path: string, patience: number): Promise<RunningBridge | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path)
    const late = setTimeout(() => socket.destroy(), patience)
    const running = bridgeOver(socket, () => {
      clearTimeout(late)
      resolve(running)
    })
    socket.once('close', () => {
      clearTimeout(late)
      resolve(null)
    })
  })
}

function bridgeOver(socket: Socket, greeted: () => void): RunningBridge {
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const listeners = new Set<(announcement: Announcement) => void>()
  let serial = 0
  readLines<Line>(socket, (line) => {
    if ('hello' in line) greeted()
    else if ('announcement' in line) for (const listener of listeners) listener(line.announcement)
    else {
      waiting.get(line.id)?.(line.result)
      waiting.delete(line.id)
    }
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const answer of waiting.values()) answer(gone())
    waiting.clear()
  })
  const ask = (call: Omit<Call, 'id'>): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      if (!socket.writable) return resolve(gone())
      const id = ++serial
      waiting.set(id, resolve)
      socket.write(`${JSON.stringify({ id, ...call })}\n`)
    })
  return {
    // The other side is the same program and answers with what the command's type says.
    run: <K extends CommandName>(name: K, input: In<K>) => ask({ name, input }) as Promise<Result<Out<K>>>,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show: (address) => ask({ show: true, address }) as Promise<Result<string | null>>,
    close: () => socket.destroy(),
  }
}

const gone = (): Result<never> => fail({ kind: 'connectionFailed', host: 'Broadsheet', code: 'closed' })

/** Not by node:readline, which also ends a line at U+2028. */
function readLines<T>(socket: Socket, take: (line: T) => void): void {
  let begun: Buffer[] = []
  let length = 0
  socket.on('data', (bytes: Buffer) => {
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      begun.push(bytes.subarray(from, end))
      const line = parseLine(Buffer.concat(begun).toString('utf8'))
      from = end + 1
      begun = []
      length = 0
      if (line) take(line as T)
      else socket.destroy()
    }
    if (from < bytes.length) begun.push(bytes.subarray(from))
    length += bytes.length - from
    if (length > LONGEST_LINE) socket.destroy()
  })
}

function parseLine(text: string): object | null {
  try {
    const line: unknown = JSON.parse(text)
    return typeof line === 'object' ? line : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isSocket = (path: string): boolean =>
  process.platform !== 'win32' && (lstatSync(path, { throwIfNoEntry: false })?.isSocket() ?? false)
