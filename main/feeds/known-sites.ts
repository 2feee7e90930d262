// Sites whose feeds are found by the shape of an address, without asking the page.

export interface KnownPlace {
  /** Feeds, best first. */
  feeds: string[]
  /** A page that names the feed, when the given one does not. */
  page?: string
  /** Nothing else need be looked for. */
  enough: boolean
}

type Rule = (url: URL, parts: string[]) => KnownPlace | null

const found = (...feeds: string[]): KnownPlace => ({ feeds, enough: true })
const perhaps = (...feeds: string[]): KnownPlace => ({ feeds, enough: false })
const isHost = (url: URL, name: string): boolean => url.hostname === name || url.hostname.endsWith(`.${name}`)
const isFeedName = (text: string): boolean => /\.(rss|atom|xml|json)$/i.test(text)

const youtube: Rule = (url, [first, second]) => {
  if (!isHost(url, 'youtube.com')) return null
  const base = 'https://www.youtube.com/feeds/videos.xml'
  if (url.pathname === '/feeds/videos.xml') return found(url.href)
  const list = url.searchParams.get('list')
  if (list && /^[\w-]+$/.test(list)) return found(`${base}?playlist_id=${list}`)
  if (first === 'channel' && second && /^UC[\w-]{22}$/.test(second)) return found(`${base}?channel_id=${second}`)
  if (first === 'user' && second) return { feeds: [`${base}?user=${encodeURIComponent(second)}`], enough: true }
  if (first?.startsWith('@') || first === 'c') {
    const page = `https://www.youtube.com/${first === 'c' ? `c/${second ?? ''}` : first}`
    return { feeds: [], page, enough: false }
  }
  return null
}

const NOT_OWNERS = new Set([
  'orgs',
  'topics',
  'search',
  'settings',
  'features',
  'explore',
  'marketplace',
  'sponsors',
  'login',
  'about',
  'trending',
])
const github: Rule = (url, [owner, repo, kind, branch]) => {
  if (url.hostname !== 'github.com' && url.hostname !== 'www.github.com') return null
  if (!owner || NOT_OWNERS.has(owner) || isFeedName(url.pathname)) return null
  if (!repo) return found(`https://github.com/${owner}.atom`)
  const base = `https://github.com/${owner}/${repo.replace(/\.git$/, '')}`
  const releases = `${base}/releases.atom`
  const tags = `${base}/tags.atom`
  const commits = `${base}/commits${kind === 'tree' || kind === 'commits' ? `/${branch ?? ''}` : ''}.atom`.replace(
    '/.atom',
    '.atom',
  )
  if (kind === 'commits') return found(commits, releases, tags)
  if (kind === 'tags') return found(tags, releases, commits)
  return found(releases, tags, commits)
}

const gitlab: Rule = (url, [owner, repo]) => {
  if (url.hostname !== 'gitlab.com' || !owner || !repo || isFeedName(url.pathname)) return null
  const base = `https://gitlab.com/${owner}/${repo}`
  return found(`${base}/-/releases.atom`, `${base}/-/tags?format=atom`)
}

const reddit: Rule = (url, [kind, name, third]) => {
  if (!isHost(url, 'reddit.com') || url.pathname.endsWith('.rss')) return null
  const www = 'https://www.reddit.com'
  if (!kind) return found(`${www}/.rss`)
  if (kind === 'r' && name)
    return found(
      third && third !== 'comments'
        ? `${www}/r/${name}/${third}/.rss`
        : third
          ? `${www}${url.pathname.replace(/\/$/, '')}/.rss`
          : `${www}/r/${name}/.rss`,
    )
  if ((kind === 'u' || kind === 'user') && name) return found(`${www}/user/${name}/.rss`)
  return null
}

/** Mastodon, Pleroma, Pixelfed, Misskey … write people as /@name on servers of any name. */
const fediverse: Rule = (url, [first, second]) => {
  if (
    !first?.startsWith('@') ||
    second ||
    isHost(url, 'medium.com') ||
    isHost(url, 'youtube.com') ||
    isHost(url, 'tiktok.com') ||
    isHost(url, 'threads.net')
  )
    return null
  if (isFeedName(first)) return null
  return perhaps(`${url.origin}/${first}.rss`, `${url.origin}/${first}.atom`)
}

const lemmy: Rule = (url, [kind, name, third]) => {
  if ((kind !== 'c' && kind !== 'u') || !name || third || isHost(url, 'youtube.com')) return null
  return perhaps(`${url.origin}/feeds/${kind}/${name}.xml?sort=New`)
}

const platforms: Rule = (url, [first, second]) => {
  const { hostname, origin } = url
  if (isHost(url, 'medium.com')) {
    if (first === 'feed') return null
    if (hostname === 'medium.com' || hostname === 'www.medium.com')
      return first ? found(`https://medium.com/feed/${first}`) : null
    return found(`${origin}/feed`)
  }
  if (isHost(url, 'substack.com') && hostname !== 'substack.com' && hostname !== 'www.substack.com')
    return first === 'feed' ? null : found(`${origin}/feed`)
  if (hostname === 'substack.com' && first?.startsWith('@')) return found(`https://${first.slice(1)}.substack.com/feed`)
  if (hostname === 'www.tumblr.com' && first)
    return found(
      `https://${first === 'blog' ? (second === 'view' ? (url.pathname.split('/')[3] ?? '') : (second ?? '')) : first}.tumblr.com/rss`,
    )
  if (isHost(url, 'tumblr.com') && hostname !== 'tumblr.com') return first === 'rss' ? null : found(`${origin}/rss`)
  if (isHost(url, 'wordpress.com') && hostname !== 'wordpress.com')
    return first ? null : found(`${origin}/feed/`, `${origin}/comments/feed/`)
  if (/\.blogspot\.(com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/.test(hostname))
    return first === 'feeds' ? null : found(`${origin}/feeds/posts/default`, `${origin}/feeds/comments/default`)
  if (hostname === 'bsky.app' && first === 'profile' && second) return found(`https://bsky.app/profile/${second}/rss`)
  if (hostname === 'dev.to' && first && first !== 'feed') return found(`https://dev.to/feed/${first}`)
  if (hostname === 'vimeo.com' && first && !/^\d+$/.test(first)) return found(`https://vimeo.com/${first}/videos/rss`)
  if (hostname === 'letterboxd.com' && first && first !== 'film') return found(`https://letterboxd.com/${first}/rss/`)
  if (isHost(url, 'livejournal.com') && hostname.split('.').length === 3 && first !== 'data')
    return found(`${origin}/data/rss`)
  if (hostname === 'news.ycombinator.com' && !first) return found('https://news.ycombinator.com/rss')
  return null
}

/** Apple's page of a podcast names the feed only through its look-up service. */
const apple: Rule = (url) => {
  if (url.hostname !== 'podcasts.apple.com' && url.hostname !== 'itunes.apple.com') return null
  const id = /\/id(\d{4,15})(?:\/|$)/.exec(url.pathname)?.[1]
  return id ? { feeds: [], page: `https://itunes.apple.com/lookup?id=${id}&entity=podcast`, enough: false } : null
}

const RULES = [youtube, github, gitlab, reddit, platforms, apple, lemmy, fediverse]

export function knownPlace(address: string): KnownPlace | null {
  const url = new URL(address)
  const parts = url.pathname.split('/').filter(Boolean)
  for (const rule of RULES) {
    const place = rule(url, parts)
    if (place) return place
  }
  return null
}

/** Addresses inside a page or answer that say where the feed is in the site's own way. */
export function siteWords(text: string, url: string): string[] {
  const { hostname } = new URL(url)
  if (hostname.endsWith('youtube.com')) {
    const id = /"(?:externalId|channelId|browseId)":"(UC[\w-]{22})"/.exec(text)?.[1]
    return id ? [`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`] : []
  }
  if (hostname.endsWith('itunes.apple.com')) {
    const feed = /"feedUrl"\s*:\s*"([^"\\]{8,2000})"/.exec(text)?.[1]
    return feed && URL.canParse(feed) ? [feed] : []
  }
  return []
}

/** YouTube answers a first visit from Europe with a question about cookies; this says no to them. */
export function siteHeaders(url: string): Record<string, string> {
  return new URL(url).hostname.endsWith('youtube.com') ? { cookie: 'SOCS=CAI' } : {}
}
