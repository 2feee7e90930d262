// Fetches an address and goes where it is sent, a bounded number of times and never from the open net into a private one.
import type { Clock, Wire, WireRequest, WireResponse } from './host.ts'
import type { Rests } from './rests.ts'
import { retryAfter } from './retry-after.ts'
import type { Instant } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'

export interface Followed extends WireResponse {
  /** Where the answer came from in the end. */
  url: string
}

/** What is known of hosts that ask to be left alone; they are not asked, and new ones are noted. */
export interface Manners {
  clock: Pick<Clock, 'now'>
  rests: Rests
}

const redirects = new Set([301, 302, 303, 307, 308])

/** GETs `request.url`, following at most `hops` redirects. Private addresses stay allowed only on the host that was asked
 * first. Statuses other than 200–299 are a Problem. */
export async function follow(wire: Wire, request: WireRequest, hops = 8, manners?: Manners): Promise<Result<Followed>> {
  const answer = await reach(wire, request, hops, manners)
  const problem = answer.ok ? refusalOf(answer.value, manners?.clock.now() ?? null) : null
  return problem ? fail(problem) : answer
}

/** The same with the answer of the last address as it is, whatever its status. */
export async function reach(wire: Wire, request: WireRequest, hops = 8, manners?: Manners): Promise<Result<Followed>> {
  const start = URL.parse(request.url)
  if (!start || !/^https?:$/.test(start.protocol)) return fail({ kind: 'badAddress', text: request.url.slice(0, 200) })
  let url = start
  for (let hop = 0; hop <= hops; hop++) {
    const resting = manners?.rests.until(url.hostname, manners.clock.now())
    if (resting) return fail({ kind: 'busy', retryAt: resting })
    const mayBePrivate = request.mayBePrivate && url.hostname === start.hostname
    const answer = await wire.request({ ...request, url: url.href, mayBePrivate })
    if (!answer.ok) return answer
    const { status, headers } = answer.value
    if (manners) note(manners, url.hostname, answer.value)
    if (redirects.has(status) && headers.location) {
      const next = URL.parse(headers.location, url.href)
      if (!next || !/^https?:$/.test(next.protocol))
        return fail({ kind: 'badAddress', text: headers.location.slice(0, 200) })
      url = next
      continue
    }
    return ok({ ...answer.value, url: url.href })
  }
  return fail({ kind: 'tooManyRedirects', url: request.url })
}

function note({ clock, rests }: Manners, host: string, { status, headers }: WireResponse): void {
  const now = clock.now()
  const asked = status === 403 || status === 429 || status >= 500 ? retryAfter(headers, now) : null
  if (status === 429 || asked !== null) rests.rest(host, asked, now)
  else if (status < 400) rests.answered(host, now)
}

/** null: it is no refusal. Without `now` nothing is said of when to come back. */
export function refusalOf({ status, headers, url }: Followed, now: Instant | null): Problem | null {
  if (status >= 200 && status < 300) return null
  const retryAt = now === null ? null : retryAfter(headers, now)
  if (status === 401) return { kind: 'signInNeeded', host: URL.parse(url)?.host ?? '', realm: null }
  if (status === 410) return { kind: 'gone' }
  if (status === 429) return { kind: 'busy', retryAt }
  return { kind: 'httpStatus', status, retryAt: status === 403 || status >= 500 ? retryAt : null }
}
