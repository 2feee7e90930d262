// A network of which a test writes the answers: for servers that change while they are asked.
import type { WireRequest } from '../../../base/host.ts'
import { memoryFiles } from '../../../hosts/memory/files.ts'
import { fail, ok, type Problem } from '../../../contract/problems.ts'
import type { ServiceContext } from '../../service.ts'
import type { Recording } from './recordings.ts'

export interface Asked {
  /** Method and path: 'GET /v1/feeds'. */
  what: string
  query: URLSearchParams
  /** Of a body that is a form. */
  form: URLSearchParams
  /** Of a body that is JSON. */
  json: unknown
  headers: Record<string, string>
  url: URL
}

export type Answer = Partial<Recording['response']> | { problem: Problem }

export const NOW = Date.UTC(2026, 10, 24, 2)

/** What it does not answer throws. */
export function scripted(answer: (asked: Asked) => Answer | undefined) {
  const log: string[] = []
  const asked: Asked[] = []
  const context: ServiceContext = {
    wire: {
      request: (request) => {
        const one = read(request)
        log.push(one.what)
        asked.push(one)
        if (request.signal?.aborted) return Promise.resolve(fail({ kind: 'cancelled' }))
        const said = answer(one)
        if (!said) throw new Error(`Nothing answers ${one.what}${one.url.search} ${String(request.body ?? '')}`)
        if ('problem' in said) return Promise.resolve(fail(said.problem))
        const { status = 200, headers = {}, json, text = json === undefined ? '' : JSON.stringify(json) } = said
        const { host } = one.url
        if (status === 0) return Promise.resolve(fail({ kind: 'connectionFailed', host, code: 'UND_ERR_SOCKET' }))
        const body = new TextEncoder().encode(text)
        if (body.length > request.limit) return Promise.resolve(fail({ kind: 'tooLarge', limit: request.limit }))
        return Promise.resolve(ok({ status, headers, body, private: true }))
      },
    },
    now: () => NOW,
    pause: () => Promise.resolve(),
    sha256: (text) => text,
    folder: () => Promise.resolve(null),
    home: memoryFiles(),
    log: () => undefined,
  }
  return { context, log, asked }
}

function read({ url, method = 'GET', headers = {}, body = '' }: WireRequest): Asked {
  const place = new URL(url)
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const isJson = headers['content-type'] === 'application/json'
  return {
    what: `${method} ${place.pathname}`,
    query: place.searchParams,
    form: new URLSearchParams(isJson ? '' : text),
    json: isJson ? JSON.parse(text) : undefined,
    headers,
    url: place,
  }
}

/** The value, or what it failed with. */
export const outcome = <T>(result: { ok: true; value: T } | { ok: false; problem: Problem }): T | Problem =>
  result.ok ? result.value : result.problem
