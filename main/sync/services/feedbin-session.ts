// How Feedbin is asked: name and password with every question, JSON both ways.
import type * as v from 'valibot'
import { fail, type Result } from '../../contract/problems.ts'
import { basic, exchange, hostOf, json, refusalOf, SECOND, type Answer, type Ask } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'

export const ADDRESS = 'https://api.feedbin.com/v2'

export class FeedbinSession {
  readonly host: string
  readonly #context: ServiceContext
  readonly #address: string
  readonly #headers: Record<string, string>

  constructor(context: ServiceContext, address: string, { user, secret }: Pick<Credentials, 'user' | 'secret'>) {
    this.host = hostOf(address)
    this.#context = context
    this.#address = address
    this.#headers = { accept: 'application/json', authorization: basic(user, secret) }
  }

  now(): number {
    return this.#context.now()
  }

  async get<const S extends v.GenericSchema>(
    path: string,
    schema: S,
    signal?: AbortSignal,
  ): Promise<Result<v.InferOutput<S>>> {
    const answer = await this.check(path, signal)
    return answer.ok ? json(answer.value, schema) : answer
  }

  async check(path: string, signal?: AbortSignal): Promise<Result<Answer>> {
    const answer = await this.#ask({ url: path, signal })
    const problem = answer.ok ? refusalOf(answer.value, this.now()) : null
    return problem ? fail(problem) : answer
  }

  /** What it says of this one change is `changeRefused`. */
  async write(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    signal: AbortSignal,
    said?: unknown,
  ): Promise<Result<Answer>> {
    // It wants to hear the charset too.
    const body =
      said === undefined
        ? {}
        : { body: JSON.stringify(said), headers: { 'content-type': 'application/json; charset=utf-8' } }
    const answer = await this.#ask({ method, url: path, signal, patience: 60 * SECOND, stay: true, ...body })
    if (!answer.ok) return answer
    const { status } = answer.value
    // "Already so", with the same body as for what was made new.
    if (status === 302) return answer
    const isAboutThis = [300, 400, 404, 409, 422].includes(status) || (status === 403 && method !== 'POST')
    if (isAboutThis) return fail({ kind: 'changeRefused', status, detail: `${method} ${path}`.slice(0, 300) })
    const problem = refusalOf(answer.value, this.now())
    return problem ? fail(problem) : answer
  }

  async #ask(ask: Ask): Promise<Result<Answer>> {
    return exchange(this.#context, {
      ...ask,
      url: this.#address + ask.url,
      headers: { ...this.#headers, ...ask.headers },
      mayBePrivate: this.#address !== ADDRESS,
    })
  }
}

/** 403: of somebody else by now. */
export const isGone = (result: Result<unknown>): boolean =>
  !result.ok &&
  result.problem.kind === 'changeRefused' &&
  (result.problem.status === 404 || result.problem.status === 403)
