// How the News app of a Nextcloud is asked: name and (app) password with every question, writes answered with nothing.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { basic, exchange, hostOf, json, refusalOf, SECOND, textOf, type Answer, type Ask } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'

/** With or without index.php in what its pages are called, this always leads there. */
export const API = '/index.php/apps/news/api/v1-3'

const words = v.object({ message: v.string() })

export class NextcloudNewsSession {
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
    more: Partial<Ask> = {},
  ): Promise<Result<{ value: v.InferOutput<S>; answer: Answer }>> {
    const answer = await this.#ask({ url: path, signal, ...more })
    if (!answer.ok) return answer
    const problem = refusalOf(answer.value, this.now())
    if (problem) return fail(problem)
    const read = json(answer.value, schema)
    return read.ok ? ok({ value: read.value, answer: answer.value }) : read
  }

  /** What it says of this one change is `changeRefused`. */
  async write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    signal: AbortSignal,
    said?: unknown,
  ): Promise<Result<Answer>> {
    const answer = await this.#ask({
      method,
      url: path,
      signal,
      // Following fetches the feed; marks are set one by one.
      patience: 90 * SECOND,
      ...(said === undefined ? {} : { json: said }),
    })
    if (!answer.ok) return answer
    const { status } = answer.value
    if ([400, 404, 405, 409, 422].includes(status)) {
      const reason = json(answer.value, words)
      return fail({ kind: 'changeRefused', status, detail: reason.ok ? reason.value.message.slice(0, 300) : '' })
    }
    const problem = refusalOf(answer.value, this.now())
    if (problem) return fail(problem)
    // Nothing, or JSON: a page is somebody else's answer.
    return textOf(answer.value).trim() === '' || json(answer.value, v.unknown()).ok
      ? answer
      : fail({ kind: 'oddAnswer', host: this.host, what: 'not JSON' })
  }

  async #ask(ask: Ask): Promise<Result<Answer>> {
    return exchange(this.#context, { ...ask, url: this.#address + API + ask.url, headers: this.#headers })
  }
}

export const isStatus = (result: Result<unknown>, status: number): boolean =>
  !result.ok && result.problem.kind === 'changeRefused' && result.problem.status === status
