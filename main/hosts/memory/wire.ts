// A network for tests: answers are written down beforehand, requests are kept for looking at.
import { fail, ok, type Problem } from '../../contract/problems.ts'
import type { Wire, WireRequest, WireResponse } from '../../base/host.ts'

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
  private?: boolean
  /** Instead of an answer. */
  problem?: Problem
}

/** How much comes at once where it comes piece by piece. */
const PIECE = 16 * 1024

export type Answerer = (request: WireRequest) => Answer | Promise<Answer>

export interface MemoryWire extends Wire {
  /** What an address answers, from now on. */
  on(url: string, answer: Answer | Answerer): void
  /** In order. */
  readonly requests: WireRequest[]
}

export function createMemoryWire(): MemoryWire {
  const answers = new Map<string, Answer | Answerer>()
  const requests: WireRequest[] = []
  return {
    requests,
    on: (url, answer) => void answers.set(url, answer),
    async request(request) {
      requests.push(request)
      if (request.signal?.aborted) return fail({ kind: 'cancelled' })
      const known = answers.get(request.url)
      if (!known) return fail({ kind: 'hostNotFound', host: new URL(request.url).hostname })
      const answer = typeof known === 'function' ? await known(request) : known
      if (answer.problem) return fail(answer.problem)
      if (answer.private && !request.mayBePrivate)
        return fail({ kind: 'privateAddress', host: new URL(request.url).hostname })
      const body =
        typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : (answer.body ?? new Uint8Array())
      const status = answer.status ?? 200
      const { sink, signal, limit } = request
      const pours = sink !== undefined && status >= 200 && status < 300
      for (let at = 0; pours && at < Math.min(body.length, limit); at += PIECE) {
        if (signal?.aborted) return fail({ kind: 'cancelled' })
        await sink(body.slice(at, Math.min(at + PIECE, limit)))
      }
      if (signal?.aborted) return fail({ kind: 'cancelled' })
      if (body.length > limit) return fail({ kind: 'tooLarge', limit })
      const response: WireResponse = {
        status,
        headers: answer.headers ?? {},
        body: pours ? new Uint8Array() : Uint8Array.from(body),
        private: answer.private ?? false,
      }
      return ok(response)
    },
  }
}
