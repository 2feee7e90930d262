// How a service in the manner of Google Reader is asked: signed in when needed, with a token for what is written, and
// no more often than it allows.
import * as v from 'valibot'
import type { Instant } from '../../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import {
  exchange,
  hostOf,
  json,
  refusalOf,
  retryAt,
  SECOND,
  textOf,
  type Answer,
  type Ask,
  type Pair,
} from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'
import { appHeaders, enter } from './google-reader-login.ts'

const API = '/reader/api/0'
/** Following a feed waits until the service has fetched it. */
const PATIENCE_OF_WRITES = 60 * SECOND

export class GoogleReaderSession {
  readonly address: string
  readonly #context: ServiceContext
  readonly #keep: (credentials: Credentials) => void
  #credentials: Credentials
  #token: string | null = null
  #entering: Promise<Result<string>> | null = null
  /** Nothing more may be read (1) or written (2) before then. */
  readonly #closed: Record<1 | 2, Instant> = { 1: 0, 2: 0 }

  constructor(context: ServiceContext, address: string, credentials: Credentials, keep: (kept: Credentials) => void) {
    this.address = address
    this.#context = context
    this.#credentials = credentials
    this.#keep = keep
  }

  now(): Instant {
    return this.#context.now()
  }

  async get<const S extends v.GenericSchema>(
    path: string,
    query: readonly Pair[],
    schema: S,
    signal?: AbortSignal,
  ): Promise<Result<{ value: v.InferOutput<S>; answer: Answer }>> {
    const text = new URLSearchParams([['output', 'json'], ...query.map(([name, value]) => [name, value])]).toString()
    const answer = await this.#signedIn((auth) => this.#ask(1, auth, { url: `${API}${path}?${text}`, signal }), signal)
    if (!answer.ok) return answer
    const read = json(answer.value, schema)
    return read.ok ? ok({ value: read.value, answer: answer.value }) : read
  }

  /** Posts with the token in front of all else: servers that read only so many fields forget the last ones. */
  async post(path: string, form: readonly Pair[], signal?: AbortSignal, zone: 1 | 2 = 2): Promise<Result<Answer>> {
    const once = async (auth: string): Promise<Result<Answer>> => {
      const token = this.#token === null ? await this.#fetchToken(auth, signal) : ok(this.#token)
      if (!token.ok) return token
      return this.#ask(zone, auth, {
        url: `${API}${path}`,
        form: [['T', token.value], ...form],
        patience: PATIENCE_OF_WRITES,
        signal,
      })
    }
    return this.#signedIn(async (auth) => {
      const known = this.#token !== null
      const answer = await once(auth)
      if (answer.ok || answer.problem.kind !== 'signInRefused') return answer
      this.#token = null
      return known ? once(auth) : answer
    }, signal)
  }

  /** Done only when it says `OK`: 200 and something else was not understood. */
  async write(path: string, form: readonly Pair[], signal?: AbortSignal): Promise<Result<null>> {
    const answer = await this.post(path, form, signal)
    if (!answer.ok) return answer
    const said = textOf(answer.value).trim()
    return said === 'OK' ? ok(null) : this.odd(`${path}: not OK`)
  }

  odd(what: string): { ok: false; problem: Problem } {
    return { ok: false, problem: { kind: 'oddAnswer', host: hostOf(this.address), what } }
  }

  /** Signs in first where that has not been done, and once again where it is not taken any more. */
  async #signedIn(run: (auth: string) => Promise<Result<Answer>>, signal?: AbortSignal): Promise<Result<Answer>> {
    const kept = this.#credentials.session
    if (kept) {
      const answer = await run(kept)
      if (answer.ok || answer.problem.kind !== 'signInRefused') return answer
      // Another request may have signed in meanwhile.
      if (this.#credentials.session === kept) this.#credentials = { ...this.#credentials, session: null }
    }
    const auth = this.#credentials.session ? ok(this.#credentials.session) : await this.#enter(signal)
    return auth.ok ? run(auth.value) : auth
  }

  #enter(signal?: AbortSignal): Promise<Result<string>> {
    this.#entering ??= enter(this.#context, this.address, this.#credentials, signal)
      .then((auth) => {
        if (!auth.ok) return auth
        this.#token = null
        this.#credentials = { ...this.#credentials, session: auth.value }
        this.#keep(this.#credentials)
        return auth
      })
      .finally(() => (this.#entering = null))
    return this.#entering
  }

  async #fetchToken(auth: string, signal?: AbortSignal): Promise<Result<string>> {
    const answer = await this.#ask(1, auth, { url: `${API}/token`, signal })
    if (!answer.ok) return answer
    const said = textOf(answer.value).trim()
    if (said === '' || said.length > 500 || /[<\s[{]/.test(said)) return this.odd('no token')
    this.#token = said
    return ok(said)
  }

  async #ask(zone: 1 | 2, auth: string, ask: Ask): Promise<Result<Answer>> {
    const now = this.#context.now()
    if (this.#closed[zone] > now) return fail({ kind: 'limitReached', retryAt: this.#closed[zone] })
    const headers = { ...appHeaders(this.#credentials), authorization: `GoogleLogin auth=${auth}` }
    const answer = await exchange(this.#context, { ...ask, url: this.address + ask.url, headers })
    if (!answer.ok) return answer
    this.#noteLimits(answer.value)
    const problem = refusalOf(answer.value, now)
    return problem ? fail(meant(answer.value, problem, now)) : answer
  }

  #noteLimits({ headers }: Answer): void {
    const now = this.#context.now()
    for (const zone of [1, 2] as const) {
      const usage = Number(headers[`x-reader-zone${zone}-usage`] ?? Number.NaN)
      const limit = Number(headers[`x-reader-zone${zone}-limit`] ?? Number.NaN)
      if (usage >= limit) this.#closed[zone] = retryAt({ ...headers, 'retry-after': '' }, now) ?? 0
    }
  }
}

/** Its own words tell a refused change from a troubled service, and a limit from a refused sign-in. */
function meant(answer: Answer, problem: Problem, now: Instant): Problem {
  const said = json(answer, v.object({ error_message: v.string() }))
  const text = said.ok ? said.value.error_message : textOf(answer).trim()
  const detail = text.startsWith('<') ? '' : text.slice(0, 300)
  const { status } = answer
  if (status === 403 && /limit (reached|exceeded)/i.test(detail))
    return { kind: 'limitReached', retryAt: retryAt(answer.headers, now) }
  const refused = [400, 404, 405, 409, 422].includes(status) || (status === 500 && said.ok && !/^store\b/.test(detail))
  return refused ? { kind: 'changeRefused', status, detail } : problem
}
