// Miniflux's own programming side: how it is asked, and what its refusals mean.
import * as v from 'valibot'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import { basic, exchange, hostOf, json, refusalOf, SECOND, type Answer, type Ask } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'

/** A token needs no user. */
export const authorization = ({ user, secret }: Pick<Credentials, 'user' | 'secret'>): Record<string, string> =>
  user === '' ? { 'x-auth-token': secret.trim() } : { authorization: basic(user, secret) }

export const errorMessage = v.object({ error_message: v.string() })

export class MinifluxSession {
  readonly address: string
  /** Lists of ids, and marks that are set rather than switched, from 2.3.2 on; null: not known yet. */
  modern: boolean | null = null
  readonly #context: ServiceContext
  readonly #headers: Record<string, string>

  constructor(context: ServiceContext, address: string, credentials: Credentials) {
    this.address = address
    this.#context = context
    this.#headers = authorization(credentials)
  }

  async get<const S extends v.GenericSchema>(
    path: string,
    schema: S,
    signal?: AbortSignal,
  ): Promise<Result<{ value: v.InferOutput<S>; answer: Answer }>> {
    const answer = await this.#ask({ url: path, signal })
    if (!answer.ok) return answer
    const read = json(answer.value, schema)
    return read.ok ? ok({ value: read.value, answer: answer.value }) : read
  }

  /** What it says in words is about this one change: `changeRefused`. Done is 201 or 204: a plain 200 comes from somebody
   * else, like the sign-in page of a hotel. */
  async write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<Result<Answer>> {
    const answer = await this.#ask({
      method,
      url: path,
      signal,
      patience: 60 * SECOND,
      ...(body === undefined ? {} : { json: body }),
    })
    if (!answer.ok || answer.value.status === 201 || answer.value.status === 204) return answer
    return fail({ kind: 'oddAnswer', host: hostOf(this.address), what: `${answer.value.status} to a change` })
  }

  async #ask(ask: Ask): Promise<Result<Answer>> {
    const answer = await exchange(this.#context, {
      ...ask,
      url: `${this.address}/v1${ask.url}`,
      headers: { accept: 'application/json', ...this.#headers },
    })
    if (!answer.ok) return answer
    const problem = refusalOf(answer.value, this.#context.now())
    return problem ? fail(inWords(answer.value) ?? problem) : answer
  }
}

/** Of a 500 only what is not about its database: it says so of feeds that it could not fetch. */
function inWords(answer: Answer): Problem | null {
  if (![400, 404, 409, 422, 500].includes(answer.status)) return null
  const said = json(answer, errorMessage)
  if (!said.ok) return null
  const detail = said.value.error_message.slice(0, 300)
  if (answer.status === 500 && !/^(fetcher|parser|reader)\b/.test(detail) && detail !== NOTHING_THERE) return null
  return { kind: 'changeRefused', status: answer.status, detail }
}

/** Up to 2.2.x: none of the articles is there any more. */
export const NOTHING_THERE = 'store: nothing has been updated'

export const isGone = (problem: Problem): boolean => problem.kind === 'changeRefused' && problem.status === 404
