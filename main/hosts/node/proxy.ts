// Which proxy an address goes through, as the environment says: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY.

export type ProxyFor = (url: URL) => string | null | Promise<string | null>

export function proxyFromEnvironment(env: Record<string, string | undefined>): ProxyFor {
  const read = (name: string): string | null => env[name] || env[name.toUpperCase()] || null
  const all = read('all_proxy')
  // HTTP_PROXY in capitals is what a CGI request header could set; nobody runs this as CGI.
  const http = read('http_proxy') ?? all
  const https = read('https_proxy') ?? all
  const direct = (read('no_proxy') ?? '')
    .split(/[\s,]+/)
    .map((entry) => entry.toLowerCase().replace(/^\*?\./, ''))
    .filter(Boolean)
  return (url) => {
    const proxy = url.protocol === 'https:' ? https : http
    if (!proxy || isLoopback(url.hostname) || direct.some((entry) => covers(entry, url))) return null
    const address = proxy.includes('://') ? proxy : `http://${proxy}`
    return URL.canParse(address) ? address : null
  }
}

function covers(entry: string, url: URL): boolean {
  if (entry === '*') return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const [, name = entry, port = ''] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
  // More than one colon: an IPv6 address, which has no port here.
  if ((entry.match(/:/g)?.length ?? 0) > 1) return host === entry
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false
  return host === name || host.endsWith(`.${name}`)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname)
}
