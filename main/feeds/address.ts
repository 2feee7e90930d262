// Reads an address as people type it: without a scheme, with feed:, with a slip, as @name@server.
import { fail, ok, type Result } from '../contract/problems.ts'
import type { Secret } from '../contract/commands.ts'

const MOST = 4000

/** Addresses to try, in this order: a name without a scheme may live under https or http. */
export function readAddress(typed: string): Result<string[]> {
  const bad = fail<string[]>({ kind: 'badAddress', text: typed.trim().slice(0, 300) })
  if (typed.length > MOST) return bad
  // Line ends and blanks come with copying; quotes and angle brackets with mail.
  let text = typed
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
    .replace(/^[<"'(\u201c\u201e]+|[>"')\u201d]+$/g, '')
    .trim()
  const handle = /^@?([\w.-]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(text)
  if (handle && text.startsWith('@')) return read([`https://${handle[2]}/@${handle[1]}`]) ?? bad
  text = text.replace(/: /g, ':').replace(/ /g, text.includes('://') ? '%20' : '')
  // feed:https://…, feeds://…, rss://…, and podcast applications' own words for the same.
  let secure = false
  for (let layer = 0; layer < 3; layer++) {
    const wrapped = /^(feeds?|rss|podcasts?|itpc|pcast|xml-feed):(?:\/\/)?(?=.)/i.exec(text)
    if (!wrapped?.[1]) break
    text = text.slice(wrapped[0].length)
    if (/^feeds$/i.test(wrapped[1])) secure = true
  }
  // http//example.org, https:/example.org, htp://example.org, http;//example.org
  const slip = /^(?:h+t*t?p|t?tp|hhttp)(s?)(?:[:;]\/{0,3}|\/{2,3})(?=[^/\d])/i.exec(text)
  if (slip && !/^https?:\/\/[^/]/i.test(text)) text = `http${slip[1] ?? ''}://${text.slice(slip[0].length)}`
  text = text.replace(/^\/\//, '')
  if (/^https?:\/\//i.test(text)) return read([text]) ?? bad
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return bad
  const near = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[|[^./]+(:\d+)?(\/|$))/i.test(text)
  // One word is a search, not an address; localhost and a name with a port are not.
  if (!/^[^/]*[.:\]]/.test(text) && !/^localhost(\/|$)/i.test(text)) return bad
  const order = secure ? ['https'] : near ? ['http', 'https'] : ['https', 'http']
  return read(order.map((scheme) => `${scheme}://${text}`)) ?? bad
}

function read(texts: string[]): Result<string[]> | null {
  const out: string[] = []
  for (const text of texts) {
    const url = URL.canParse(text) ? new URL(text) : null
    if (!url?.hostname) return null
    url.hash = ''
    out.push(url.href)
  }
  return ok(out)
}

/** Takes name and password out of an address (https://name:word@host/): they belong in the keychain. */
export function splitSecret(address: string): { url: string; secret: Secret | null } {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || (!url.username && !url.password)) return { url: address, secret: null }
  const secret: Secret = { kind: 'basic', user: plain(url.username), password: plain(url.password) }
  url.username = url.password = ''
  return { url: url.href, secret }
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is what was typed.
    return text
  }
}
