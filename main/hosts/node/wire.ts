// The network: one request, one answer, over undici, with two connections a host and no way into private networks.
import { lookup as systemLookup } from 'node:dns'
import { Buffer } from 'node:buffer'
import type { LookupFunction } from 'node:net'
import type { Agent, Dispatcher, ProxyAgent } from 'undici'
import { Gate } from '../../base/gate.ts'
import { USER_AGENT } from '../../base/user-agent.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import type { Wire, WireRequest, WireResponse } from '../../base/host.ts'
import { ACCEPT_ENCODING, decode } from './decoding.ts'
import { isPrivateAddress, isPrivateLiteral, hostLooksPrivate } from './private-address.ts'
import { proxyFromEnvironment, type ProxyFor } from './proxy.ts'
import { problemOf, WireError } from './wire-problems.ts'

export interface WireOptions {
  proxyFor?: ProxyFor
  /** In flight in all. */
  connections?: number
  /** For tests of name resolution. */
  lookup?: typeof systemLookup
}

const EACH_HOST = 2
const CONNECT_PATIENCE = 15_000
/** A server counts an aborted request until it has seen the connection go. */
const ABORTED_LINGERS = 100

export function createWire(options: WireOptions = {}): Wire & { close(): Promise<void> } {
  const gate = new Gate(EACH_HOST, options.connections ?? 64)
  const proxyFor = options.proxyFor ?? proxyFromEnvironment(process.env)
  const lookup = options.lookup ?? systemLookup
  const routes = new Map<string, Promise<Agent | ProxyAgent>>()

  /** undici takes 100 ms of CPU to load: only when something is asked for. */
  function route(
    name: string,
    make: (undici: typeof import('undici')) => Agent | ProxyAgent,
  ): Promise<Agent | ProxyAgent> {
    const known = routes.get(name) ?? import('undici').then(make)
    routes.set(name, known)
    return known
  }

  const shared = { connections: EACH_HOST, pipelining: 1, allowH2: false, maxHeaderSize: 64 * 1024 }
  const direct = (strict: boolean) =>
    route(strict ? 'public' : 'private', ({ Agent }) => {
      const connect = {
        timeout: CONNECT_PATIENCE,
        lookup: strict ? publicOnly(lookup) : (lookup as LookupFunction),
        allowH2: false,
      }
      return new Agent({ ...shared, connect })
    })
  const through = (proxy: string) =>
    route(proxy, ({ ProxyAgent }) => new ProxyAgent({ uri: proxy, ...shared, connectTimeout: CONNECT_PATIENCE }))

  async function send(request: WireRequest, url: URL): Promise<WireResponse> {
    const proxy = await proxyFor(url)
    if (proxy) {
      if (!request.mayBePrivate && hostLooksPrivate(url.hostname)) throw new WireError('PRIVATE')
      return receive(await through(proxy), request, url, hostLooksPrivate(url.hostname))
    }
    const literal = isPrivateLiteral(url.hostname)
    if (literal && !request.mayBePrivate) throw new WireError('PRIVATE')
    if (!literal) {
      try {
        return await receive(await direct(true), request, url, false)
      } catch (error) {
        if (!(request.mayBePrivate && error instanceof WireError && error.code === 'PRIVATE')) throw error
      }
    }
    return receive(await direct(false), request, url, true)
  }

  return {
    async request(request): Promise<Result<WireResponse>> {
      const url = URL.canParse(request.url) ? new URL(request.url) : null
      if (!url || !/^https?:$/.test(url.protocol)) return fail({ kind: 'badAddress', text: request.url.slice(0, 300) })
      // One that the protocol forbids leaves undici's connection waiting for ever.
      if (Object.values(request.headers ?? {}).some((value) => !isHeaderValue(value)))
        return fail({ kind: 'badRequest', where: 'headers', why: 'characters' })
      const leave = await gate.enter(url.hostname, request.signal)
      if (!leave) return fail({ kind: 'cancelled' })
      try {
        const response = await send(request, url)
        leave()
        return ok(response)
      } catch (error) {
        setTimeout(leave, ABORTED_LINGERS)
        if (error instanceof SinkError) throw error.cause
        return fail(problemOf(error, url.hostname, request))
      }
    },
    async close() {
      const agents = await Promise.all(routes.values())
      routes.clear()
      await Promise.all(agents.map((agent) => agent.destroy()))
    },
  }
}

/** Checked where the connection is made, so that a name which changes its address afterwards gains nothing. */
function publicOnly(lookup: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const open = addresses.filter(({ address }) => !isPrivateAddress(address))
      const first = open[0]
      if (!first) return callback(new WireError('PRIVATE'), '', 0)
      if (options.all) callback(null, open)
      else callback(null, first.address, first.family)
    })
  }
}

/** Whoever took the pieces could not: that is not the network's trouble. */
class SinkError extends Error {
  constructor(cause: unknown) {
    super('the sink failed', { cause })
  }
}

/** Anything else may have been done there before the connection went: once too often turns a toggle back. */
const asksOnly = ({ method = 'GET' }: WireRequest): boolean => method === 'GET' || method === 'HEAD'

/** A kept connection that the server has just closed looks like a failure; asking again is right for what changes nothing. */
async function receive(agent: Dispatcher, request: WireRequest, url: URL, isPrivate: boolean): Promise<WireResponse> {
  try {
    return await exchange(agent, request, url, isPrivate)
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    const stale = code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
    if (!stale || !asksOnly(request) || (error as { answered?: boolean }).answered) throw error
    return exchange(agent, request, url, isPrivate)
  }
}

function exchange(agent: Dispatcher, request: WireRequest, url: URL, isPrivate: boolean): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    let control: Dispatcher.DispatchController | null = null
    let early: Error | null = null
    let status = 0
    let headers: Record<string, string> = {}
    let size = 0
    const chunks: Buffer[] = []
    /** Pieces on their way into the sink; null: they are collected. */
    let pouring: Promise<void> | null = null
    let poured = 0

    const stop = (error: Error) => {
      early ??= error
      if (control) return control.abort(early)
      // Still waiting for its turn: nobody else would ever answer.
      over()
      reject(early)
    }
    const { sink } = request
    const pour = (controller: Dispatcher.DispatchController, chunk: Buffer, before: Promise<void>) => {
      poured++
      controller.pause()
      pouring = before
        // Stopped: what has come already is not wanted any more.
        .then(() => (early ? undefined : sink?.(chunk)))
        .then(() => {
          if (--poured === 0) controller.resume()
        })
      pouring.catch((error: unknown) => stop(new SinkError(error)))
    }
    const onAbort = () => stop(new WireError('CANCELLED'))
    const timer = setTimeout(() => stop(new WireError('DEADLINE')), request.deadline)
    request.signal?.addEventListener('abort', onAbort, { once: true })
    const over = () => {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', onAbort)
    }

    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method ?? 'GET',
        headers: {
          'user-agent': USER_AGENT,
          // Sound is packed already, and comes in pieces.
          'accept-encoding': sink ? 'identity' : ACCEPT_ENCODING,
          ...request.headers,
        },
        body: request.body ?? null,
        headersTimeout: request.patience,
        bodyTimeout: request.patience,
      },
      {
        onRequestStart(controller) {
          control = controller
          if (early) controller.abort(early)
        },
        onResponseStart(_controller, code, fields) {
          // An informational answer is followed by the real one.
          if (code < 200) return
          status = code
          headers = plain(fields)
          if (Number(headers['content-length']) > request.limit && request.method !== 'HEAD')
            stop(new WireError('TOO_LARGE'))
          const isPlain = /^(identity)?$/i.test((headers['content-encoding'] ?? '').trim())
          if (sink && isPlain && status < 300) pouring = Promise.resolve()
        },
        onResponseData(controller, chunk) {
          // undici says an empty one after each pause.
          if (chunk.length === 0) return
          size += chunk.length
          if (size > request.limit) stop(new WireError('TOO_LARGE'))
          else if (pouring) pour(controller, chunk, pouring)
          else chunks.push(chunk)
        },
        onResponseEnd() {
          if (pouring) {
            const answer = { status, headers, body: new Uint8Array(), private: isPrivate }
            pouring
              .then(
                () => (early ? reject(early) : resolve(answer)),
                (error: unknown) => reject(new SinkError(error)),
              )
              .finally(over)
            return
          }
          over()
          const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)
          decode(body, headers['content-encoding'] ?? '', request.limit)
            .then(async (decoded) => {
              const isPoured = sink !== undefined && status < 300
              if (isPoured) await toSink(sink, decoded)
              resolve({ status, headers, body: isPoured ? new Uint8Array() : decoded, private: isPrivate })
            })
            .catch(reject)
        },
        onResponseError(_controller, error) {
          over()
          // Nobody is told before the last piece is out of hand.
          const last = pouring ?? Promise.resolve()
          const tell = () => reject(status ? Object.assign(error, { answered: true }) : error)
          last.then(tell, tell)
        },
      },
    )
  })
}

async function toSink(sink: NonNullable<WireRequest['sink']>, bytes: Uint8Array): Promise<void> {
  try {
    await sink(bytes)
  } catch (error) {
    throw new SinkError(error)
  }
}

const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

/** One line a name; cookies are never looked at. */
function plain(fields: Record<string, string | string[] | undefined>): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || name === 'set-cookie') continue
    out[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return out
}
