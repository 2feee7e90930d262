// Fetches an address and goes where it is sent, a bounded number of times and never from the open net into a private one.
import type { Wire, WireRequest, WireResponse } from './host.ts'
import { fail, ok, type Result } from '../contract/problems.ts'

export interface Followed extends WireResponse {
  /** Where the answer came from in the end. */
  url: string
}

const redirects = new Set([301, 302, 303, 307, 308])

/** GETs `request.url`, following at most `hops` redirects. Private addresses stay allowed only on the host that was asked
 * first. Statuses other than 200–299 are a Problem. */
export async function follow(wire: Wire, request: WireRequest, hops = 8): Promise<Result<Followed>> {
  const start = URL.parse(request.url)
  if (!start || !/^https?:$/.test(start.protocol)) return fail({ kind: 'badAddress', text: request.url.slice(0, 200) })
  let url = start
  for (let hop = 0; hop <= hops; hop++) {
    const mayBePrivate = request.mayBePrivate && url.hostname === start.hostname
    const answer = await wire.request({ ...request, url: url.href, mayBePrivate })
    if (!answer.ok) return answer
    const { status, headers } = answer.value
    if (redirects.has(status) && headers.location) {
      const next = URL.parse(headers.location, url.href)
      if (!next || !/^https?:$/.test(next.protocol))
        return fail({ kind: 'badAddress', text: headers.location.slice(0, 200) })
      url = next
      continue
    }
    if (status >= 200 && status < 300) return ok({ ...answer.value, url: url.href })
    if (status === 401) return fail({ kind: 'signInNeeded', host: url.host, realm: null })
    if (status === 410) return fail({ kind: 'gone' })
    if (status === 429) return fail({ kind: 'busy', retryAt: null })
    return fail({ kind: 'httpStatus', status, retryAt: null })
  }
  return fail({ kind: 'tooManyRedirects', url: request.url })
}
