// What an article is recognised by, made small: addresses that mean the same page become the same text, texts become
// numbers.
import type { Feed } from '../contract/models.ts'
import type { Identity } from './writes.ts'
import type { Keys } from './register.ts'
import { seconds } from './record.ts'

/** Parameters that say where a reader came from, not what is on the page. */
const tracking =
  /^(utm_.*|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|at_(medium|campaign|custom\d|link.*|format|bbc_team|ptr_name)|xtor|wt_?mc(_.*)?|wt_zmc|cmpid|ns_campaign|ns_mchannel|ns_source|ns_linkname|ito|icid|ref_src|ref_url|feature|spm|sc_cid|smid|partner|traffic_source|__twitter_impression|source=rss|rss|cid)$/i

export interface Address {
  host: string
  /** Path and what is left of the query; '/' when the address is a front page. */
  path: string
}

const longest = 4096

export function normalAddress(url: string): Address {
  const text = url.trim().slice(0, longest)
  if (!URL.canParse(text)) return { host: '', path: text }
  const { protocol, hostname, port, pathname, search } = new URL(text)
  if (protocol !== 'http:' && protocol !== 'https:') return { host: protocol, path: text.slice(protocol.length) }
  const host = hostname.replace(/^www\d?\./, '') + (port === '' ? '' : `:${port}`)
  const path = pathname.replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/').replace(/(?<=.)\/$/, '')
  const query = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !tracking.test(pair.split('=', 1)[0] ?? ''))
    .sort()
    .join('&')
  return { host, path: query === '' ? path : `${path}?${query}` }
}

export function normalTitle(title: string | null): string {
  if (title === null) return ''
  const text = title.slice(0, longest)
  // Most titles need no normalising, which is slow.
  const normal = /[^\x20-\x7e]/.test(text) ? text.normalize('NFKC') : text
  return normal.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Two independent 32-bit hashes; never both 0, which stands for nothing. */
export function hash(text: string): [number, number] {
  let a = 0x811c9dc5
  let b = 0x2545f491 ^ text.length
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    a = Math.imul(a ^ letter, 0x01000193)
    b = Math.imul((b << 7) | (b >>> 25), 5) + Math.imul(letter, 0x9e3779b1)
  }
  return [stirred(a) || 1, stirred(b ^ a) || 1]
}

function stirred(n: number): number {
  n = Math.imul(n ^ (n >>> 16), 0x7feb352d)
  n = Math.imul(n ^ (n >>> 15), 0x846ca68b)
  return (n ^ (n >>> 16)) >>> 0
}

const none: [number, number] = [0, 0]

export function keysFor(identity: Identity): Keys {
  const guid = identity.guid === null || identity.guid.trim() === '' ? none : hash(guidText(identity.guid))
  const address = identity.url === null || identity.url.trim() === '' ? null : normalAddress(identity.url)
  const link = address === null ? none : hash(`${address.host}${address.path}`)
  const title = normalTitle(identity.title)
  return {
    guidA: guid[0],
    guidB: guid[1],
    linkA: link[0],
    linkB: link[1],
    // A front page says nothing about the article.
    path: address === null || address.path === '/' || address.path === '' ? 0 : hash(address.path)[0],
    title: title === '' ? 0 : hash(title)[0],
    published:
      identity.publishedAt === null || !Number.isFinite(identity.publishedAt) ? 0 : seconds(identity.publishedAt),
    hash: identity.hash >>> 0,
    ...remoteKeys(identity.remote ?? null),
  }
}

/** 16 or 24 hexadecimal digits as numbers. */
function remoteKeys(remote: string | null): Pick<Keys, 'remoteA' | 'remoteB' | 'remoteC'> {
  const digits = remote !== null && /^(?:[0-9a-f]{16}|[0-9a-f]{24})$/i.test(remote) ? remote : ''
  const part = (at: number): number => Number(`0x${digits.slice(at, at + 8) || '0'}`)
  return { remoteA: part(0), remoteB: part(8), remoteC: part(16) }
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

/** As `remoteKeys` was given it; null: no service knows it. */
export function remoteOf({ remoteA, remoteB, remoteC }: Keys, digits: 16 | 24): string | null {
  if ((remoteA | remoteB | remoteC) === 0) return null
  return hex(remoteA) + hex(remoteB) + (digits === 24 ? hex(remoteC) : '')
}

/** What a feed is called in the signs of its articles. */
export const feedSignOf = ({ remoteId, url }: Pick<Feed, 'remoteId' | 'url'>): string => hex(hash(remoteId ?? url)[0])

/** The same for an article on every computer that has read the same feed: 24 digits; null: it has nothing of its own. */
export const signOf = (feedSign: string, identity: Identity): string | null => signOfKeys(feedSign, keysFor(identity))

export function signOfKeys(feedSign: string, { guidA, guidB, linkA, linkB, title }: Keys): string | null {
  if (guidA !== 0) return feedSign + hex(guidA) + hex(guidB)
  if (linkA !== 0) return feedSign + hex(linkA) + hex(linkB)
  return title === 0 ? null : feedSign + hex(title) + hex(0)
}

/** A guid that is an address survives http→https and www as the address does. */
function guidText(guid: string): string {
  const text = guid.trim().slice(0, longest)
  if (!/^https?:\/\//i.test(text)) return text
  const { host, path } = normalAddress(text)
  const fragment = text.indexOf('#')
  return `//${host}${path}${fragment < 0 ? '' : text.slice(fragment)}`
}
