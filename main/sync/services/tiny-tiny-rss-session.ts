// How Tiny Tiny RSS is asked: everything is a POST to one address, every refusal is said with 200.
import * as v from 'valibot'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import { hostOf, json, request, SECOND } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'

/** Levels below lack what is needed here. */
export const LOWEST_LEVEL = 15

const refusal = v.object({ status: v.literal(1), content: v.object({ error: v.string() }) })
const entered = v.object({ session_id: v.pipe(v.string(), v.minLength(1)), api_level: v.optional(v.number(), 0) })

/** Numbers, as text on some servers. */
export const number = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,15}$/))]),
  v.transform(Number),
  v.safeInteger(),
)

export const urlOf = (address: string): string => `${address}/api/`

export class TinyTinyRssSession {
  readonly host: string
  readonly #context: ServiceContext
  readonly #address: string
  readonly #keep: (credentials: Credentials) => void
  #credentials: Credentials

  constructor(
    context: ServiceContext,
    address: string,
    credentials: Credentials,
    keep: (credentials: Credentials) => void,
  ) {
    this.host = hostOf(address)
    this.#context = context
    this.#address = address
    this.#credentials = credentials
    this.#keep = keep
  }

  /** A session that has ended is renewed once. */
  async ask<const S extends v.GenericSchema>(
    op: string,
    said: Record<string, unknown>,
    schema: S,
    signal?: AbortSignal,
  ): Promise<Result<v.InferOutput<S>>> {
    const { session } = this.#credentials
    const answer = session ? await this.#post({ op, sid: session, ...said }, schema, signal) : ok(null)
    if (!answer.ok) return answer
    if (answer.value && !('error' in answer.value)) return ok(answer.value.content)
    if (answer.value && answer.value.error !== 'NOT_LOGGED_IN') return fail(this.#problem(answer.value.error))
    // Another question may have renewed it meanwhile.
    if (this.#credentials.session === session) {
      const renewed = await this.enter(signal)
      if (!renewed.ok) return renewed
    }
    const again = await this.#post({ op, sid: this.#credentials.session, ...said }, schema, signal)
    if (!again.ok) return again
    return 'error' in again.value ? fail(this.#problem(again.value.error)) : ok(again.value.content)
  }

  async enter(signal?: AbortSignal): Promise<Result<{ credentials: Credentials; level: number }>> {
    const { user, secret } = this.#credentials
    const answer = await this.#post({ op: 'login', user, password: secret }, entered, signal)
    if (!answer.ok) return answer
    if ('error' in answer.value) return fail(this.#problem(answer.value.error))
    const { session_id: session, api_level: level } = answer.value.content
    this.#credentials = { ...this.#credentials, session }
    this.#keep(this.#credentials)
    return ok({ credentials: this.#credentials, level })
  }

  async #post<const S extends v.GenericSchema>(
    said: object,
    schema: S,
    signal?: AbortSignal,
  ): Promise<Result<{ content: v.InferOutput<S> } | { error: string }>> {
    const answer = await request(this.#context, {
      url: urlOf(this.#address),
      json: said,
      signal,
      // Following fetches the feed, and pictures are looked at while lists are made.
      patience: 90 * SECOND,
    })
    if (!answer.ok) return answer
    const refused = json(answer.value, refusal)
    if (refused.ok) return ok({ error: refused.value.content.error })
    const read = json(answer.value, v.object({ status: v.literal(0), content: schema }))
    return read.ok ? ok({ content: (read.value as { content: v.InferOutput<S> }).content }) : read
  }

  #problem(error: string): Problem {
    switch (error) {
      case 'LOGIN_ERROR':
      case 'NOT_LOGGED_IN':
        return { kind: 'signInRefused', field: 'userOrSecret' }
      case 'API_DISABLED':
        return { kind: 'apiSwitchedOff', url: this.#address }
      default:
        return { kind: 'changeRefused', status: 0, detail: error.slice(0, 300) }
    }
  }
}
