// Follows an address to where its answer lies: redirects bounded, secrets kept at home, private networks closed.
import { fail, ok, type Result } from '../contract/problems.ts'
import type { Secret } from '../contract/commands.ts'
import type { Wire, WireResponse } from '../base/host.ts'

export interface Journey {
  response: WireResponse
  /** Where the answer came from. */
  url: string
  /** Where permanent redirects alone lead; the address itself when there was none. */
  permanent: string
  /** Nothing but permanent redirects on the way. */
  steady: boolean
}

export interface JourneyOptions {
  /** Headers for one address on the way (validators belong to one address only). */
  headers: (url: string) => Record<string, string>
  secret: Secret | null
  limit: number
  /** The reader typed this address, or it lies on the very host of a private page that the reader typed. */
  mayBePrivate: boolean
  signal?: AbortSignal | undefined
}

const MOST_REDIRECTS = 10
const PATIENCE = 20_000
const DEADLINE = 90_000
const PERMANENT = new Set([301, 308])
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export async function travel(wire: Wire, start: string, options: JourneyOptions): Promise<Result<Journey>> {
  const home = new URL(start)
  const seen = new Set<string>()
  let url = start
  let permanent = start
  let steady = true
  let atHome = true
  let mayBePrivate = options.mayBePrivate
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    if (seen.has(url)) break
    seen.add(url)
    const answer = await wire.request({
      url,
      headers: { ...options.headers(url), ...(atHome ? secretHeaders(options.secret) : {}) },
      limit: options.limit,
      patience: PATIENCE,
      deadline: DEADLINE,
      mayBePrivate,
      ...(options.signal ? { signal: options.signal } : {}),
    })
    if (!answer.ok) return answer
    const response = answer.value
    const location = response.headers['location']
    if (!REDIRECTS.has(response.status) || !location) return ok({ response, url, permanent, steady })

    const next = URL.canParse(location, url) ? new URL(location, url) : null
    if (!next || !/^https?:$/.test(next.protocol)) return fail({ kind: 'badAddress', text: location.slice(0, 300) })
    next.hash = ''
    next.username = next.password = ''
    const downgrade = new URL(url).protocol === 'https:' && next.protocol === 'http:'
    // What protects nobody is not remembered for good.
    steady &&= PERMANENT.has(response.status) && !downgrade
    if (steady) permanent = next.href
    // Once away from home, a redirect back is somebody else's word.
    atHome &&= next.origin === home.origin
    mayBePrivate = response.private && next.hostname === new URL(url).hostname
    url = next.href
  }
  return fail({ kind: 'tooManyRedirects', url: start })
}

function secretHeaders(secret: Secret | null): Record<string, string> {
  switch (secret?.kind) {
    case 'basic':
      return { authorization: `Basic ${base64(`${secret.user}:${secret.password}`)}` }
    case 'bearer':
      return { authorization: `Bearer ${headerText(secret.token)}` }
    case 'cookie':
      return { cookie: headerText(secret.cookie) }
    default:
      return {}
  }
}

const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))
const base64 = (text: string): string => btoa(bytesOf(text))

/** As browsers send it: UTF-8, and nothing that could begin another header. */
const headerText = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  bytesOf(text.replace(/[\u0000-\u001f\u007f]+/g, ''))
