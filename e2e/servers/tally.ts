// Counts what clients ask of a loopback server, and how politely.
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface TallyStats {
  requests: number
  conditional: number
  notModified: number
  /** Asked without validators although this client had been given some for this address. */
  couldHaveBeenConditional: number
  /** Asked again before the time that Retry-After gave. */
  retryAfterIgnored: number
  bytes: number
  connections: number
  maxParallel: number
  maxParallelPerHost: number
  /** Open connections of one host at one time. */
  maxConnectionsPerHost: number
  status: Record<number, number>
}

const fresh = (): TallyStats => ({
  requests: 0,
  conditional: 0,
  notModified: 0,
  couldHaveBeenConditional: 0,
  retryAfterIgnored: 0,
  bytes: 0,
  connections: 0,
  maxParallel: 0,
  maxParallelPerHost: 0,
  maxConnectionsPerHost: 0,
  status: {},
})

export class Tally {
  stats = fresh()
  readonly #active = new Map<string, number>()
  readonly #sockets = new Map<string, Set<object>>()
  readonly #given = new Set<string>()
  readonly #notBefore = new Map<string, number>()
  #all = 0

  /** Call first for each request; `host` is the site that is meant. */
  arrive(request: IncomingMessage, response: ServerResponse, host: string): void {
    const here = (this.#active.get(host) ?? 0) + 1
    this.#active.set(host, here)
    this.#all++
    const stats = this.stats
    stats.requests++
    stats.maxParallel = Math.max(stats.maxParallel, this.#all)
    stats.maxParallelPerHost = Math.max(stats.maxParallelPerHost, here)
    if (request.headers['if-none-match'] || request.headers['if-modified-since']) stats.conditional++
    const sockets = this.#sockets.get(host) ?? new Set()
    this.#sockets.set(host, sockets)
    if (!sockets.has(request.socket)) {
      sockets.add(request.socket)
      stats.connections++
      stats.maxConnectionsPerHost = Math.max(stats.maxConnectionsPerHost, sockets.size)
      request.socket.once('close', () => sockets.delete(request.socket))
    }
    response.once('close', () => {
      this.#all--
      this.#active.set(host, (this.#active.get(host) ?? 1) - 1)
      this.stats.status[response.statusCode] = (this.stats.status[response.statusCode] ?? 0) + 1
      if (response.statusCode === 304) this.stats.notModified++
    })
  }

  /** A feed is being answered for; `validators`: the answer carries some. */
  feed(request: IncomingMessage, validators: boolean): void {
    const key = `${request.headers['user-agent'] ?? ''} ${request.headers.host ?? ''}${request.url ?? ''}`
    const conditional = request.headers['if-none-match'] ?? request.headers['if-modified-since']
    if (!conditional && this.#given.has(key)) this.stats.couldHaveBeenConditional++
    if (validators) this.#given.add(key)
    else this.#given.delete(key)
  }

  /** 429 or 503 with Retry-After. */
  sentAway(request: IncomingMessage, seconds: number): void {
    const key = `${request.headers['user-agent'] ?? ''} ${request.headers.host ?? ''}${request.url ?? ''}`
    if ((this.#notBefore.get(key) ?? 0) > Date.now()) this.stats.retryAfterIgnored++
    this.#notBefore.set(key, Date.now() + seconds * 1000)
  }

  reset(): void {
    this.stats = fresh()
  }
}

/** Whether what the client has is still what there is (RFC 9110: If-None-Match goes before If-Modified-Since). */
export function isNotModified(request: IncomingMessage, etag: string | null, lastModified: string | null): boolean {
  const match = request.headers['if-none-match']
  if (match !== undefined) {
    const weak = (tag: string) => tag.trim().replace(/^W\//, '')
    return etag !== null && (match.trim() === '*' || match.split(',').map(weak).includes(weak(etag)))
  }
  const since = request.headers['if-modified-since']
  return since !== undefined && lastModified !== null && Date.parse(since) >= Date.parse(lastModified)
}
