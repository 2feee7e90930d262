// What a page tells about its article: from JSON-LD first, then meta tags, then what can be seen.
import type { PageMetadata } from '../base/extracted-page.ts'
import { freeIn, selectorsIn } from './access.ts'
import { agencyOf } from '../base/agency.ts'
import { authorsOf } from './authors.ts'
import { authorsIn } from './bylines.ts'
import { headlineOf, kickerOf, standfirstOf } from './headline.ts'
import { isThing, type LinkedData, readLinkedData, type Thing, typesOf } from './json-ld.ts'
import { type Address, audioIn, imageIn } from './lead-media.ts'
import { webAddress } from './links.ts'
import type { PageHead } from './page-head.ts'
import { listOf, plain } from './plain.ts'
import { publishedIn, updatedIn } from './times.ts'

export interface ReadMetadata {
  meta: PageMetadata
  /** The article's text as JSON-LD gives it; a check of what is extracted. */
  articleBody: string | null
}

export function readMetadata(head: PageHead, url: string, text: string): ReadMetadata {
  const data = readLinkedData(head.jsonLd, url)
  const ld: Thing = data.article ?? {}
  const base = (head.base && URL.parse(head.base, url)?.href) || url
  const first = (...names: string[]): string | null => {
    for (const name of names) {
      const value = plain(head.meta.get(name)?.find((each) => each.trim() !== ''))
      if (value) return value
    }
    return null
  }
  const address = (value: unknown) => (typeof value === 'string' ? webAddress(value, base) : null)

  const publisher =
    nameOf(ld['publisher'], data) ?? first('og:site_name', 'application-name', 'dc.publisher', 'publisher')
  const authors = authorsIn(ld, data, head, first, publisher)
  const agency = agencyOf([...authors, ...credits(ld, data), ...(head.meta.get('dc.source') ?? [])], text)
  const headline = headlineOf(ld, head, first, publisher)
  const published = publishedIn(ld, head, first)
  const updated = updatedIn(ld, head, first)
  const language = languageIn(ld, head, first)
  return {
    articleBody: bodyOf(ld),
    meta: {
      headline,
      kicker: kickerOf(ld, head, headline),
      standfirst: standfirstOf(ld, head, first, headline),
      authors: authors.filter((name) => !agency || agencyOf([name], '') === null),
      agency,
      publisher,
      publishedAt: published,
      updatedAt: updated !== null && published !== null && updated < published ? null : updated,
      section:
        listOf(ld['articleSection'])[0] ??
        first(
          'article:section',
          'og:article:section',
          'parsely-section',
          'cxenseparse:category',
          'section',
          'dc.subject',
        ),
      keywords: keywordsIn(ld, head),
      language,
      direction: head.direction ?? (language && /^(?:ar|he|fa|ur|yi|ps|sd|ug|dv|ckb)\b/.test(language) ? 'rtl' : null),
      canonicalUrl:
        address(head.links.find((link) => link.rel.split(/\s+/).includes('canonical'))?.href) ??
        address(first('og:url')) ??
        address(ld['url']),
      image: imageIn(ld, data, first, address, head),
      audio: audioIn(ld, data, first, address),
      isAccessibleForFree: freeIn(ld, first),
      paywallSelectors: selectorsIn(ld, data),
      commentCount: commentsIn(ld, first),
      commentsUrl: address(ld['discussionUrl']) ?? address(ld['commentUrl']),
      feeds: feedsIn(head, address),
      icon: iconIn(head, address),
    },
  }
}

export type First = (...names: string[]) => string | null

function nameOf(value: unknown, data: LinkedData): string | null {
  const known = data.follow(Array.isArray(value) ? value[0] : value)
  return typeof known === 'string' ? plain(known) : isThing(known) ? plain(known['name']) : null
}

const credits = (ld: Thing, data: LinkedData) => [
  ...authorsOf(ld['creditText'], data),
  ...authorsOf(ld['sourceOrganization'], data),
  ...authorsOf(ld['isBasedOn'], data),
]

function languageIn(ld: Thing, head: PageHead, first: First): string | null {
  const told =
    typeof ld['inLanguage'] === 'string'
      ? ld['inLanguage']
      : isThing(ld['inLanguage'])
        ? ld['inLanguage']['alternateName']
        : null
  for (const each of [head.language, told, first('og:locale', 'content-language', 'language', 'dc.language')]) {
    const code = typeof each === 'string' ? each.trim().replace(/_/g, '-').split(',')[0] : null
    if (code && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(code))
      return code.replace(/^[a-z]+/i, (part) => part.toLowerCase())
  }
  return null
}

function keywordsIn(ld: Thing, head: PageHead): string[] {
  const told = listOf(ld['keywords']).flatMap((each) => each.split(/\s*[,;]\s*/))
  const tags = [
    ...(head.meta.get('article:tag') ?? []),
    ...(head.meta.get('news_keywords') ?? head.meta.get('keywords') ?? []),
    ...(head.meta.get('parsely-tags') ?? []),
  ]
  const all = told.length ? told : tags.flatMap((each) => (plain(each) ?? '').split(/\s*[,;]\s*/))
  return [...new Set(all.filter((each) => each && each.length < 80))].slice(0, 40)
}

function commentsIn(ld: Thing, first: First): number | null {
  const own = ld['commentCount'] ?? statistic(ld['interactionStatistic'])
  const value = own ?? first('cxenseparse:comments', 'comment_count', 'comments')
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{1,7}$/.test(value.trim())
        ? Number(value)
        : Number.NaN
  return number >= 0 ? number : null
}

function statistic(value: unknown): unknown {
  for (const each of Array.isArray(value) ? value.slice(0, 10) : [value]) {
    if (!isThing(each)) continue
    const kind = isThing(each['interactionType']) ? typesOf(each['interactionType'])[0] : plain(each['interactionType'])
    if (kind && /comment/i.test(kind)) return each['userInteractionCount']
  }
  return null
}

function bodyOf(ld: Thing): string | null {
  const body = ld['articleBody'] ?? ld['text']
  const text = Array.isArray(body) ? body.filter((each) => typeof each === 'string').join('\n') : body
  return typeof text === 'string' && text.length > 200 ? text.slice(0, 500_000) : null
}

const feedsIn = (head: PageHead, address: Address) =>
  head.links.flatMap((link) => {
    if (!link.rel.split(/\s+/).includes('alternate') || !/(?:rss|atom|feed|rdf)/i.test(link.type ?? '')) return []
    const url = address(link.href)
    return url ? [{ url, title: plain(link.title), type: link.type }] : []
  })

function iconIn(head: PageHead, address: Address): string | null {
  const icons = head.links.filter((link) => /(?:^|\s)(?:icon|apple-touch-icon)/.test(link.rel))
  const best =
    icons.find((link) => link.rel.includes('apple-touch-icon')) ??
    icons.find((link) => !/svg/.test(link.type ?? '')) ??
    icons[0]
  return address(best?.href)
}
