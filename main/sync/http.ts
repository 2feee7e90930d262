// What all services share over the wire: secrets that stay at home, refusals as Problems, answers believed only when whole.
import * as v from 'valibot'
import type { WireRequest } from '../base/host.ts'
import { retryAfter } from '../base/retry-after.ts'
import { USER_AGENT } from '../base/user-agent.ts'
import type { Instant } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import type { ServiceContext } from './service.ts'

export interface Ask {
  method?: NonNullable<WireRequest['method']>
  url: string
  headers?: Record<string, string>
  body?: WireRequest['body']
  /** Sent as a form, in this order; names may repeat. */
  form?: readonly Pair[]
  /** Sent as JSON. */
  json?: unknown
  limit?: number
  patience?: number
  deadline?: number
  signal?: AbortSignal | undefined
  /** Every address here was typed by the reader, so it may unless a service is known to be public. */
  mayBePrivate?: boolean
  /** Asked without secrets: it may be sent to another host, never from the open net into a private one. */
  anywhere?: boolean
  /** A redirect is the answer itself: some services say "already so" with 302. */
  stay?: boolean
}

export type Pair = readonly [name: string, value: string]

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Uint8Array
  /** Where it came from in the end: the same host, perhaps by https now. */
  url: string
  /** The server's clock when it answered; ours where it does not say, or is years ahead: a bookmark there would pass over
   * all that is marked until then. */
  at: Instant
}

export const SECOND = 1000
const LIMIT = 30_000_000
const PATIENCE = 30 * SECOND
const DEADLINE = 120 * SECOND
const MOST_REDIRECTS = 5
const YEAR = 365 * 24 * 60 * 60 * SECOND
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** The answer, when it is a good one (200–299). */
export async function request(context: Pick<ServiceContext, 'wire' | 'now'>, ask: Ask): Promise<Result<Answer>> {
  const answer = await exchange(context, ask)
  const problem = answer.ok ? refusalOf(answer.value, context.now()) : null
  return problem ? fail(problem) : answer
}

/** The same with an answer of any status. */
export async function exchange(context: Pick<ServiceContext, 'wire' | 'now'>, ask: Ask): Promise<Result<Answer>> {
  const method = ask.method ?? (ask.form || ask.json !== undefined || ask.body !== undefined ? 'POST' : 'GET')
  const { body, type } = bodyOf(ask)
  let url = ask.url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const reply = await context.wire.request({
      method,
      url,
      headers: { 'user-agent': USER_AGENT, ...(type ? { 'content-type': type } : {}), ...ask.headers },
      ...(body === undefined ? {} : { body }),
      limit: ask.limit ?? LIMIT,
      patience: ask.patience ?? PATIENCE,
      deadline: ask.deadline ?? Math.max(DEADLINE, ask.patience ?? 0),
      mayBePrivate: (ask.mayBePrivate ?? true) && nameOf(url) === nameOf(ask.url),
      ...(ask.signal ? { signal: ask.signal } : {}),
    })
    if (!reply.ok) return fail(ofOurs(reply.problem))
    const { status, headers } = reply.value
    const location = REDIRECTS.has(status) && !ask.stay ? headers['location'] : undefined
    if (!location) {
      const at = Date.parse(headers['date'] ?? '')
      const now = context.now()
      return ok({ status, headers, body: reply.value.body, url, at: at < now + YEAR ? at : now })
    }
    const next = ask.anywhere
      ? webAddress(location, url)
      : homeward(url, location, method === 'GET' || method === 'HEAD' || status === 307 || status === 308)
    if (!next) return fail({ kind: 'oddAnswer', host: hostOf(url), what: `redirect to ${whither(location, url)}` })
    url = next
  }
  return fail({ kind: 'tooManyRedirects', url: ask.url })
}

/** Header values that the wire will not send can only come from what the reader pasted. */
const ofOurs = (problem: Problem): Problem =>
  problem.kind === 'badRequest' && problem.where === 'headers'
    ? { kind: 'signInRefused', field: 'userOrSecret' }
    : problem

function bodyOf(ask: Ask): { body: WireRequest['body']; type: string | null } {
  if (ask.form) return { body: formText(ask.form), type: 'application/x-www-form-urlencoded' }
  if (ask.json !== undefined) return { body: JSON.stringify(ask.json), type: 'application/json' }
  return { body: ask.body, type: null }
}

/** null: nowhere on the web, or where what was said encrypted would go on in the clear. */
function webAddress(location: string, base: string): string | null {
  const to = URL.parse(location, base)
  if (!to || !/^https?:$/.test(to.protocol)) return null
  if (to.protocol === 'http:' && base.startsWith('https:')) return null
  to.username = to.password = to.hash = ''
  return to.href
}

/** null: credentials would leave the house, or what was to be written would be said to another page. */
function homeward(url: string, location: string, anyPath: boolean): string | null {
  const from = new URL(url)
  const address = webAddress(location, url)
  if (!address) return null
  const to = new URL(address)
  const upgrade = from.protocol === 'http:' && to.protocol === 'https:' && to.hostname === from.hostname
  if (to.origin !== from.origin && !upgrade) return null
  const path = ({ pathname, search }: URL) => pathname.replace(/\/$/, '') + search
  return anyPath || path(to) === path(from) ? address : null
}

const whither = (location: string, base: string): string => URL.parse(location, base)?.origin ?? 'nowhere'
const nameOf = (url: string): string => URL.parse(url)?.hostname ?? ''
export const hostOf = (url: string): string => URL.parse(url)?.host ?? ''

/** null: it is no refusal. */
export function refusalOf({ status, headers }: Pick<Answer, 'status' | 'headers'>, now: Instant): Problem | null {
  if (status >= 200 && status < 300) return null
  const at = retryAt(headers, now)
  if (status === 401 || status === 403) return { kind: 'signInRefused', field: 'userOrSecret' }
  if (status === 429)
    return headers['x-reader-limits-reset-after']
      ? { kind: 'limitReached', retryAt: at }
      : { kind: 'busy', retryAt: at }
  return { kind: 'httpStatus', status, retryAt: at }
}

/** When to come back, at most a day from now; null: the answer does not say. */
export function retryAt(headers: Record<string, string>, now: Instant): Instant | null {
  const said = headers['retry-after']?.trim() || headers['x-reader-limits-reset-after']?.trim()
  return said ? retryAfter({ 'retry-after': said }, now) : null
}

export const textOf = (answer: Pick<Answer, 'body'>): string => new TextDecoder().decode(answer.body)

/** The answer as JSON of that shape, or `oddAnswer`. */
export function json<const S extends v.GenericSchema>(
  answer: Pick<Answer, 'body' | 'url'>,
  schema: S,
): Result<v.InferOutput<S>> {
  const host = hostOf(answer.url)
  const value = parsed(textOf(answer))
  if (value === undefined) return fail({ kind: 'oddAnswer', host, what: 'not JSON' })
  const read = v.safeParse(schema, value, { abortEarly: true })
  if (read.success) return ok(read.output)
  const issue = read.issues[0]
  const where = v.getDotPath(issue)
  return fail({ kind: 'oddAnswer', host, what: `${where ? `${where}: ` : ''}${issue.expected} expected`.slice(0, 200) })
}

const NOTICE = /^\s*(<br ?\/?>\s*)?(<b>)?(php )?(notice|warning|deprecated|strict standards)/i
const MOST_STARTS = 5

/** undefined: it is none. A server that is set to show its PHP notices puts them in front. */
function parsed(text: string): unknown {
  const whole = parse(text)
  if (whole !== undefined || !NOTICE.test(text.slice(0, 200))) return whole
  const line = /[\n>]\s{0,20}(?=[{[])/g
  for (let start = 0; start < MOST_STARTS; start++) {
    const found = line.exec(text)
    if (!found) return undefined
    const rest = parse(text.slice(line.lastIndex))
    if (rest !== undefined) return rest
  }
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** As forms are sent, in the order given. */
export const formText = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')

/** Lone surrogates cannot be written. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replace(/%20/g, '+')

/** The value of an Authorization header. */
export function basic(user: string, secret: string): string {
  const bytes = new TextEncoder().encode(`${user}:${secret}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}
