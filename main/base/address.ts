// Web addresses: resolved against a base, kept as they were written where they are whole, free of trackers on demand.

const schemes = new Set(['http', 'https', 'ftp', 'ftps', 'mailto', 'feed', 'feeds', 'tel', 'sms', 'xmpp', 'magnet', 'news', 'nntp', 'irc', 'ircs', 'gemini', 'gopher', 'tag', 'urn', 'geo', 'sip', 'sips', 'webcal', 'ed2k', 'bitcoin', 'rtsp', 'mms', 'rtmp', 'acct', 'doi', 'ipfs', 'matrix', 'spotify', 'podcast', 'itpc', 'pcast', 'at', 'did']) // prettier-ignore
const withHost = new Set(['http', 'https', 'ftp', 'ftps'])
const longest = 65_536

/** The scheme in lower case without its colon, or '' for a relative address. */
export function schemeOf(address: string): string {
  const colon = address.indexOf(':')
  if (colon < 1 || colon > 32) return ''
  const scheme = address.slice(0, colon)
  return /^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme) ? scheme.toLowerCase() : ''
}

export const isWebAddress = (address: string): boolean => /^https?:\/\/[^/\s]/i.test(address)

/** What a browser drops: spaces at the ends, line breaks and tabs inside. */
function tidy(address: string): string {
  let text = address.trim()
  if (/[\t\n\r]/.test(text)) text = text.replace(/\s*[\t\n\r]+\s*/g, '')
  return text.includes(' ') ? text.replaceAll(' ', '%20') : text
}

/** An absolute address, or null when it is empty, too long, or of a scheme that may do something. Whole addresses
 * stay as written. Without a base a relative address is given back as it is. */
export function resolveAddress(address: string, base: string | null): string | null {
  const text = tidy(address)
  if (text === '' || text.length > longest) return null
  const scheme = schemeOf(text)
  if (scheme !== '') {
    if (!schemes.has(scheme)) return base && looksLikeHostAndPort(text) ? joined(text, base) : null
    // http:/path and http:path are relative to a base of their own scheme, as in browsers.
    if (withHost.has(scheme) && !/^[a-z]+:[/\\]{2}/i.test(text)) return joined(text, base)
    return text
  }
  return base ? joined(text, base) : text
}

const looksLikeHostAndPort = (text: string): boolean => /^[a-z0-9-]+(\.[a-z0-9-]+)+:\d+(\/|$)/i.test(text)

function joined(text: string, base: string | null): string | null {
  try {
    const url = base === null || base === '' ? new URL(text) : new URL(text, base)
    return schemes.has(url.protocol.slice(0, -1)) ? url.href : null
  } catch (error) {
    if (error instanceof TypeError) return base && isWebAddress(base) ? null : text
    throw error
  }
}

const trackers = /^(utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|_hs(enc|mi)|__hs\w*|hsctatracking|oly_(enc|anon)_id|vero_(id|conv)|mkt_tok|wt_mc|wtmc|wt\.mc_id|xtor|ns_(source|mchannel|campaign|linkname|fee)|at_(medium|campaign|custom\d|link\w*|ptr_name|bbc_team|format|campaign_type)|icid|ito|cmpid|cmp|cid|ocid|ncid|ftag|sr_share|ref_src|ref_url|spm|scm|s_cid|soc_src|soc_trk|guccounter|guce_referrer(_sig)?|pk_(campaign|kwd|source|medium|content|cid)|mtm_\w+|piwik_(campaign|kwd)|rss_?id|ga_(source|medium|term|content|campaign|place)|trk(campaign|info)?|_openstat|wickedid|rb_clickid|epik|zanpid|srsltid|_branch_match_id|fb_(action_ids|action_types|source|ref)|action_(object|type|ref)_map|mbid|smid|partner|feature=youtu\.be)$/i // prettier-ignore
/** Names that mean something on many sites; they go only with a value that speaks of feeds. */
const sometimes = /^(source|ref|from|src|partner|cid|cmp|feature|campaign|medium|via)$/i
const feedValue = /^(rss|feed|atom|rssfeed|rss_feed|feedburner|rss-\w+|\w+[-_]rss)$/i

/** The same page without parameters that only tell where the reader came from. */
export function withoutTracking(address: string): string {
  const query = address.indexOf('?')
  const hash = address.indexOf('#')
  const fragment = hash < 0 ? '' : address.slice(hash)
  const body = hash < 0 ? address : address.slice(0, hash)
  const cleanFragment = /^#(xtor=|utm_|at_medium|ref=rss)/i.test(fragment) ? '' : fragment
  if (query < 0 || (hash >= 0 && query > hash)) return body + cleanFragment
  const kept = body
    .slice(query + 1)
    .split('&')
    .filter((pair) => {
      const equals = pair.indexOf('=')
      const name = equals < 0 ? pair : pair.slice(0, equals)
      const value = equals < 0 ? '' : pair.slice(equals + 1)
      if (sometimes.test(name)) return !feedValue.test(value)
      return !trackers.test(name)
    })
  return body.slice(0, query) + (kept.length > 0 ? `?${kept.join('&')}` : '') + cleanFragment
}
