// A service that answers as a test says, and keeps what it was asked.
import { createHash } from 'node:crypto'
import type { WireRequest } from '../../../base/host.ts'
import { fail, ok, type Problem } from '../../../contract/problems.ts'
import { memoryFiles } from '../../../hosts/memory/files.ts'
import type { ServiceContext } from '../../service.ts'

export interface Asked {
  method: string
  host: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  text: string
  form: URLSearchParams
  /** As it was sent; {} when it is none. */
  json: Record<string, unknown>
  request: WireRequest
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  json?: unknown
  text?: string
  /** Instead of an answer. */
  problem?: Problem
}

export const NOW = Date.UTC(2026, 10, 24, 12)

/** `undefined` from the test is a 404 with a page, as sites have. */
export function answering(reply: (asked: Asked) => Reply | undefined): { context: ServiceContext; asked: Asked[] } {
  const asked: Asked[] = []
  const context: ServiceContext = {
    now: () => NOW,
    pause: () => Promise.resolve(),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    folder: () => Promise.resolve(null),
    home: memoryFiles(),
    log: () => {},
    wire: {
      request(request) {
        const question = plain(request)
        asked.push(question)
        const answer = reply(question) ?? { status: 404, text: '<!doctype html><title>Not here</title>' }
        if (answer.problem) return Promise.resolve(fail(answer.problem))
        const text = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json))
        const body = new TextEncoder().encode(text)
        if (body.length > request.limit) return Promise.resolve(fail({ kind: 'tooLarge', limit: request.limit }))
        return Promise.resolve(ok({ status: answer.status ?? 200, headers: answer.headers ?? {}, body, private: true }))
      },
    },
  }
  return { context, asked }
}

function plain(request: WireRequest): Asked {
  const { host, pathname, searchParams } = new URL(request.url)
  const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)
  return {
    method: request.method ?? 'GET',
    host,
    path: pathname,
    query: searchParams,
    headers: request.headers ?? {},
    text,
    form: new URLSearchParams(text),
    json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    request,
  }
}

/** The value, or a failing test. */
export function must<T>(result: { ok: true; value: T } | { ok: false; problem: Problem }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

export const never = new AbortController().signal
