// Finds what a web page says about its feeds: link elements first, then links that look like feeds.
import { Parser } from 'htmlparser2'
import { decodeHTML } from 'entities'
import { decodeText } from '../base/charset.ts'
import type { Jobs, PageFeed } from '../base/jobs.ts'
import { siteWords } from './known-sites.ts'

const LOOSE_TYPES = /^(application|text)\/(xml|json)$/i
const FEED_TYPES =
  /^(application\/(rss|atom|rdf|x-rss|x-atom)(\+xml)?|application\/feed\+json|text\/(rss|atom)(\+xml)?)$/i
const LOOKS_LIKE_FEED =
  /(^|[/._-])(rss2?|atom|feeds?|rdf)([/._?-]|$)|\.(rss|atom|rdf)$|[?&](feed|format|type|output)=(rss2?|atom|rdf)\b|feeds\.feedburner\.com|feedproxy\./i
const NOT_FEED = /\.(html?|php|png|jpe?g|gif|svg|css|js|pdf)$|\/(help|about|wiki)\b/i
const MOST_LINKS = 60
const MOST_BYTES = 3_000_000

export function isComments(url: string, title: string | null): boolean {
  return (
    /comments?(\/|\b|_)|kommentar/i.test(url.replace(/^https?:\/\/[^/]*/, '')) ||
    /comments|kommentare|commentaires|comentarios/i.test(title ?? '')
  )
}

/** What known sites say in their own words comes first. */
export function feedsOfPage({ bytes, contentType, url, base }: Jobs['page.feeds']['in']): PageFeed[] {
  const { text } = decodeText(bytes, { contentType, kind: 'html' })
  return [...siteWords(text, url).map((said) => ({ url: said, title: null, rank: 0 })), ...pageLinks(text, base)]
}

/** Linear in the page's length; at most its first three megabytes are looked at. */
export function pageLinks(html: string, pageUrl: string): PageFeed[] {
  let base = pageUrl
  let hasBase = false

  const found = new Map<string, PageFeed>()

  const add = (href: string, title: string | null, rank: number) => {
    if (found.size >= MOST_LINKS) return
    const text = decodeHTML(href)
      .trim()
      .replace(/^feed:(\/\/)?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'http://')
    if (!text || !URL.canParse(text, base)) return
    const url = new URL(text, base)
    if (!/^https?:$/.test(url.protocol)) return
    url.hash = ''
    const known = found.get(url.href)
    if (known && known.rank <= rank) return
    found.set(url.href, { url: url.href, title: tidy(title) ?? known?.title ?? null, rank })
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (
          name === 'base' &&
          !hasBase &&
          attributes['href'] &&
          URL.canParse(decodeHTML(attributes['href']), pageUrl)
        ) {
          base = new URL(decodeHTML(attributes['href']), pageUrl).href
          hasBase = true
        } else if (name === 'link' || (name === 'a' && attributes['rel'])) {
          const rel = (attributes['rel'] ?? '').toLowerCase().split(/\s+/)
          const type = (attributes['type'] ?? '').toLowerCase().replace(/;.*$/s, '').trim()
          const href = attributes['href'] ?? ''
          // hreflang and media alternates are pages in other dresses.
          const loose = (type === '' || LOOSE_TYPES.test(type)) && LOOKS_LIKE_FEED.test(href)
          const feed = rel.includes('feed') || (rel.includes('alternate') && (FEED_TYPES.test(type) || loose))
          if (feed && !/oembed|wp-json/i.test(href)) add(href, attributes['title'] ?? null, 0)
        }
        if (name === 'a' && attributes['href']) {
          const href = attributes['href'].slice(0, 2000)
          const says = FEED_TYPES.test((attributes['type'] ?? '').trim()) || /^feed:/i.test(href)
          const looks = LOOKS_LIKE_FEED.test(href) && !NOT_FEED.test(href.replace(/[?#].*$/s, ''))
          if (says || looks) add(href, attributes['title'] ?? null, says ? 1 : 2)
        }
      },
    },
    { decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(html.slice(0, MOST_BYTES))
  // A page in reverse order of trust: what it declares, what it links to; comments last.
  return [...found.values()].sort(
    (a, b) => Number(isComments(a.url, a.title)) - Number(isComments(b.url, b.title)) || a.rank - b.rank,
  )
}

function tidy(title: string | null): string | null {
  return (title && decodeHTML(title).replace(/\s+/g, ' ').trim().slice(0, 200)) || null
}

/** Where feeds usually lie, next to a page and at the root of its site. */
export function commonPlaces(pageUrl: string): string[] {
  const url = new URL(pageUrl)
  const folder = url.pathname.replace(/[^/]*$/, '')
  const root = [
    '/feed',
    '/rss',
    '/rss.xml',
    '/atom.xml',
    '/feed.xml',
    '/index.xml',
    '/feed.json',
    '/feeds/posts/default',
    '/feed/',
    '/rss/',
    '/blog/feed',
    '/blog/rss.xml',
    '/?feed=rss2',
    '/index.rdf',
  ]
  const near =
    folder === '/' ? [] : ['feed', 'rss.xml', 'atom.xml', 'feed.xml', 'index.xml', 'rss'].map((name) => folder + name)
  return [...near, ...root].map((path) => url.origin + path)
}
