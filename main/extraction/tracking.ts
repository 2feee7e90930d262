// Takes the parameters out of an address that only tell where the reader came from.
const trackers =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|wickedid|s_cid|xtor|at_medium|at_campaign|at_custom\d|wt_zmc|wt_mc|ns_(?:campaign|mchannel|source|linkname|fee)|ref_src|ref_url|sr_share|smid|smtyp|cmpid|cmp|pk_\w+|mtm_\w+|piwik_\w+|__twitter_impression|guccounter|guce_referrer\w*|spm|scm|WT\.\w+)$/i

export function withoutTracking(address: string): string {
  const question = address.indexOf('?')
  const hash = address.indexOf('#')
  if (question < 0 || (hash >= 0 && hash < question)) return address
  const end = hash < 0 ? address.length : hash
  const parts = address.slice(question + 1, end).split('&')
  const kept = parts.filter((part) => !trackers.test(part.split('=', 1)[0] ?? ''))
  if (kept.length === parts.length) return address
  return address.slice(0, question) + (kept.length ? `?${kept.join('&')}` : '') + address.slice(end)
}
