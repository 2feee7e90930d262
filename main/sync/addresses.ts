// Where a service may be that the reader has typed an address of: the site, a page of it, its programming side.
import type { Problem, Result } from '../contract/problems.ts'
import { fail, ok } from '../contract/problems.ts'

export interface Places {
  /** First parts of paths that belong to the service itself: what begins there was pasted with the rest. */
  pages: RegExp
  /** Where below a site it is found, best first; '' is the site itself. */
  below: readonly string[]
}

const MOST = 16

/** Best first, without a slash at the end; none when it is no address. */
export function addressesMeant(typed: string, { pages, below }: Places): string[] {
  const text = typed.trim().replace(/^["'<]+|["'>]+$/g, '')
  const scheme = /^(https?):\/\//i.exec(text)?.[1]?.toLowerCase() ?? null
  const url = URL.parse(scheme ? text : `https://${text.replace(/^\/+/, '')}`)
  if (!url || url.hostname === '' || (!scheme && /^[a-z][a-z0-9+.-]*:\/\//i.test(text))) return []
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const page = parts.findIndex((part) => pages.test(part))
  const whole = parts.map((part) => `/${part}`).join('')
  const base =
    page < 0
      ? whole
      : parts
          .slice(0, page)
          .map((part) => `/${part}`)
          .join('')
  const paths = [...below.map((path) => (base.endsWith(path) ? base : base + path)), whole, ...below]
  const found = schemesFor(scheme, url).flatMap((name) =>
    paths.map((path) => `${name}://${hostWith(url, name)}${path}`),
  )
  return [...new Set(found)].slice(0, MOST)
}

/** What was typed without a scheme goes over the open net encrypted or not at all. */
function schemesFor(scheme: string | null, url: URL): string[] {
  const home = isHome(url.hostname)
  if (scheme === 'https') return home ? ['https', 'http'] : ['https']
  if (scheme === 'http') return home || url.port !== '' ? ['http'] : ['https', 'http']
  return home ? ['http', 'https'] : ['https']
}

/** As typed: `URL` leaves out the port that is usual for its own scheme. */
const hostWith = (url: URL, scheme: string): string =>
  url.port === '' && url.protocol === 'https:' && scheme === 'http' ? url.hostname : url.host

/** By its name: on this computer or in the same house. */
export function isHome(hostname: string): boolean {
  if (hostname.startsWith('[')) return /^\[(::1\]|f[cd]|fe[89ab])/i.test(hostname)
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname))
    return /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(hostname)
  return !hostname.includes('.') || /\.(local|localhost|lan|home|internal|intranet|home\.arpa)$/i.test(hostname)
}

/** The first address where `look` finds the service (null: it is not there). A host that cannot be reached is not asked
 * again; what says that the service is there but not willing ends the search. */
export async function findService<T>(
  addresses: readonly string[],
  look: (address: string) => Promise<Result<T | null>>,
): Promise<Result<T>> {
  const first = addresses[0]
  if (first === undefined) return fail({ kind: 'signInRefused', field: 'address' })
  const out = new Map<string, Problem>()
  let reached = false
  for (const address of addresses) {
    const { origin } = new URL(address)
    if (out.has(origin)) continue
    const found = await look(address)
    if (found.ok && found.value !== null) return ok(found.value)
    // There is but one place where it can be.
    if (!found.ok && addresses.length === 1) return found
    if (found.ok || isOfAnother(found.problem)) reached = true
    else if (isUnreachable(found.problem)) out.set(origin, found.problem)
    else return found
  }
  const [problem] = out.values()
  return fail(problem && !reached ? problem : { kind: 'notThisService', url: first })
}

/** Said by something that is not the service. */
const isOfAnother = ({ kind }: Problem): boolean =>
  kind === 'oddAnswer' || kind === 'httpStatus' || kind === 'tooManyRedirects' || kind === 'tooLarge'

const isUnreachable = ({ kind }: Problem): boolean =>
  kind === 'hostNotFound' ||
  kind === 'connectionFailed' ||
  kind === 'certificateRefused' ||
  kind === 'timedOut' ||
  kind === 'privateAddress' ||
  kind === 'badAddress'

/** Where the service is when it has answered there, perhaps after a redirect; null: it answered from somewhere else. */
export function baseOf(url: string, path: string): string | null {
  const { origin, pathname } = new URL(url)
  return pathname.endsWith(path) ? origin + pathname.slice(0, pathname.length - path.length).replace(/\/+$/, '') : null
}
