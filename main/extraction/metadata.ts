// What a page tells about its article: from JSON-LD first, then meta tags, then what can be seen.
import type { PageMetadata } from '../base/extracted-page.ts'
import type { Instant } from '../contract/models.ts'
import { agencyOf } from './agency.ts'
import { authorsOf, isName, split, unique } from './authors.ts'
import { headlineOf, kickerOf, standfirstOf } from './headline.ts'
import { instantOf } from './instants.ts'
import { isThing, type LinkedData, readLinkedData, type Thing, typesOf } from './json-ld.ts'
import { webAddress } from './links.ts'
import type { PageHead } from './page-head.ts'
import { attribute, type Element, elementsIn, isElement, type Parent, textOf } from './parse.ts'
import { plain } from './plain.ts'

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

export function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap((each) => plain(isThing(each) ? each['name'] : each) ?? [])
}

const credits = (ld: Thing, data: LinkedData) => [
  ...authorsOf(ld['creditText'], data),
  ...authorsOf(ld['sourceOrganization'], data),
  ...authorsOf(ld['isBasedOn'], data),
]

function authorsIn(ld: Thing, data: LinkedData, head: PageHead, first: First, publisher: string | null): string[] {
  const told = authorsOf(ld['author'] ?? ld['creator'], data)
  // Some describe only the paper as author, and name the people in meta tags or the byline.
  const own = (name: string) => publisher !== null && name.toLowerCase() === publisher.toLowerCase()
  const people = told.filter((name) => !own(name) && !/\.(?:com|org|net|de|ch|fr|it|uk|ru)$/i.test(name))
  if (people.length) return people
  const tags = unique(
    [
      'author',
      'article:author',
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
      'dc.creator.name',
      'byl',
      'cxenseparse:author',
      'citation_author',
      'og:article:author',
      'twitter:data1',
    ]
      .slice(0, 11)
      .flatMap((name) => (head.meta.get(name) ?? []).flatMap((value) => split(value)))
      .filter((name) => isName(name) && !own(name)),
  )
  if (tags.length) return tags
  for (const elements of [head.properties.get('author'), head.bylines])
    for (const element of elements ?? []) {
      const names = bylineNames(element)
      if (names.length) return names
    }
  const label = /author|written by|von|par/i.test(first('twitter:label1') ?? '') ? first('twitter:data1') : null
  return label ? split(label) : told
}

function bylineNames(element: Element): string[] {
  const marked = elementsIn(element).filter(
    (each) =>
      attribute(each, 'itemprop') === 'name' ||
      attribute(each, 'rel') === 'author' ||
      (each.tagName === 'a' &&
        /\/(?:authors?|autor(?:en)?|auteurs?|people|profile|by|journalist\w*)\//.test(attribute(each, 'href') ?? '')),
  )
  const texts = (marked.length ? marked : [element]).map((each) =>
    lineOf(each)
      .replace(/[^\S\n]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .trim(),
  )
  if (texts.some((text) => text.length > 120)) return []
  // "By Anna Keller" and, on the next line, what she does.
  const [line = ''] = /^(?:by|von|par|por|door|di)\s/i.test(texts[0] ?? '') ? (texts[0] ?? '').split('\n') : [null]
  const names = line ? split(line) : texts.flatMap((text) => split(text))
  return names.length > 0 && names.length <= 5 && names.every((name) => isName(name) && /^\p{Lu}|^\p{Lo}/u.test(name))
    ? unique(names)
    : []
}

/** The words of a byline without its date; blocks are separate names. */
function lineOf(node: Parent): string {
  let text = ''
  for (const child of node.childNodes)
    if (!isElement(child))
      text += child.nodeName === '#text' && 'value' in child ? child.value.replace(/\s+/g, ' ') : ''
    else if (
      child.tagName !== 'time' &&
      !/date|time|meta|role|title|position|count|share/i.test(attribute(child, 'class') ?? '')
    )
      text += /^(?:div|p|li|br|ul)$/.test(child.tagName)
        ? `\n${lineOf(child).replace(/\n/g, ' ').trim()}\n`
        : lineOf(child)
  return text
}

function publishedIn(ld: Thing, head: PageHead, first: First): Instant | null {
  for (const value of [ld['datePublished'], ld['dateCreated'], ld['uploadDate']]) {
    const at = instantOf(Array.isArray(value) ? value[0] : value)
    if (at !== null) return at
  }
  const tags = [
    'article:published_time',
    'og:article:published_time',
    'og:published_time',
    'datepublished',
    'parsely-pub-date',
    'sailthru.date',
    'date',
    'pubdate',
    'publishdate',
    'publish-date',
    'publication_date',
    'dc.date',
    'dc.date.issued',
    'dcterms.created',
    'dcterms.date',
    'dc.date.created',
    'cxenseparse:recs:publishtime',
    'citation_publication_date',
    'article.published',
    'rnews:datepublished',
    'article:published',
    'last-published',
    'displaydate',
    'ptime',
    'created',
  ]
  for (const name of tags) {
    const at = instantOf(first(name) ?? undefined)
    if (at !== null) return at
  }
  return (
    elementTime(head.properties.get('datepublished')) ??
    elementTime(head.times.filter((time) => !isUpdate(time)).slice(0, 3))
  )
}

function updatedIn(ld: Thing, head: PageHead, first: First): Instant | null {
  const value = ld['dateModified']
  const told = instantOf(Array.isArray(value) ? value[0] : value)
  if (told !== null) return told
  for (const name of [
    'article:modified_time',
    'og:article:modified_time',
    'og:updated_time',
    'datemodified',
    'last-modified',
    'lastmod',
    'dc.date.modified',
    'dcterms.modified',
    'revised',
    'article:modified',
    'last-updated',
    'utime',
    'modified',
  ]) {
    const at = instantOf(first(name) ?? undefined)
    if (at !== null) return at
  }
  return elementTime(head.properties.get('datemodified')) ?? elementTime(head.times.filter(isUpdate).slice(0, 3))
}

const isUpdate = (time: Element) =>
  /updat|modif|aktualisiert|mis-a-jour|geändert/i.test(
    `${attribute(time, 'class') ?? ''} ${attribute(time, 'itemprop') ?? ''} ${textOf(time)}`,
  )

function elementTime(elements: readonly Element[] | undefined): Instant | null {
  for (const element of elements ?? []) {
    const at = instantOf(
      attribute(element, 'datetime') ??
        attribute(element, 'content') ??
        attribute(element, 'title') ??
        textOf(element).trim(),
    )
    if (at !== null) return at
  }
  return null
}

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

type Address = (value: unknown) => string | null

function imageIn(ld: Thing, data: LinkedData, first: First, address: Address, head: PageHead): PageMetadata['image'] {
  const told = largestImage(ld['image'], data, address) ?? largestImage(ld['thumbnailUrl'], data, address)
  const tag = address(
    first(
      'og:image:secure_url',
      'og:image',
      'og:image:url',
      'twitter:image',
      'twitter:image:src',
      'parsely-image-url',
      'sailthru.image.full',
      'image',
      'thumbnail',
    ),
  )
  const linked = address(head.links.find((link) => link.rel === 'image_src')?.href)
  if (told) return told
  const url = tag ?? linked
  if (!url) return null
  return {
    url,
    width: size(first('og:image:width')),
    height: size(first('og:image:height')),
    caption: null,
    credit: null,
  }
}

function largestImage(value: unknown, data: LinkedData, address: Address): PageMetadata['image'] {
  let best: PageMetadata['image'] = null
  for (const each of (Array.isArray(value) ? value.flat() : [value]).slice(0, 30)) {
    const image = data.follow(each)
    const thing = isThing(image) ? image : {}
    const inner = Array.isArray(thing['url']) ? thing['url'][0] : (thing['url'] ?? thing['contentUrl'] ?? thing['@id'])
    const url = address(isThing(image) ? inner : image)
    if (!url) continue
    const found = {
      url,
      width: size(thing['width']),
      height: size(thing['height']),
      caption: plain(thing['caption']) ?? plain(thing['description']),
      credit:
        plain(thing['creditText']) ??
        plain(isThing(thing['author']) ? thing['author']['name'] : thing['author']) ??
        plain(thing['copyrightNotice']),
    }
    // Lists give one picture in several shapes: the first unless a later one is plainly larger.
    if (!best || (found.width ?? 0) > (best.width ?? 0) * 1.2) best = found
  }
  return best
}

function size(value: unknown): number | null {
  const text = isThing(value) ? value['value'] : value
  const number = typeof text === 'number' ? text : typeof text === 'string' ? Number.parseInt(text, 10) : Number.NaN
  return number > 0 && number < 30_000 ? Math.round(number) : null
}

function audioIn(ld: Thing, data: LinkedData, first: First, address: Address): PageMetadata['audio'] {
  const value = ld['audio'] ?? (typesOf(ld).includes('PodcastEpisode') ? ld['associatedMedia'] : undefined)
  const told = data.follow(Array.isArray(value) ? value[0] : value)
  if (isThing(told)) {
    const url = address(told['contentUrl'] ?? told['url'])
    if (url) return { url, type: plain(told['encodingFormat']), duration: seconds(told['duration']) }
  }
  const url = address(told) ?? address(first('og:audio:secure_url', 'og:audio', 'og:audio:url'))
  return url ? { url, type: first('og:audio:type'), duration: null } : null
}

function seconds(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const match = /^P(?:(\d{1,3})D)?T?(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?$/i.exec(value.trim())
  if (match)
    return (
      Number(match[1] ?? 0) * 86_400 + Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)
    )
  return /^\d{1,6}$/.test(value.trim()) ? Number(value) : null
}

function freeIn(ld: Thing, first: First): boolean | null {
  const value = ld['isAccessibleForFree'] ?? ld['isAccesibleForFree']
  const told = truth(Array.isArray(value) ? value[0] : value)
  if (told !== null) return told
  const parts = ld['hasPart']
  for (const part of Array.isArray(parts) ? parts.slice(0, 20) : [parts])
    if (isThing(part) && truth(part['isAccessibleForFree']) === false) return false
  const tier = first('article:content_tier')
  return tier ? (/^free$/i.test(tier) ? true : /locked|metered/i.test(tier) ? false : null) : null
}

const truth = (value: unknown): boolean | null => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  const word = value.replace(/^.*\//, '').trim().toLowerCase()
  return word === 'true' || word === 'yes' || word === '1'
    ? true
    : word === 'false' || word === 'no' || word === '0'
      ? false
      : null
}

function selectorsIn(ld: Thing, data: LinkedData): string[] {
  const parts = ld['hasPart']
  const found = (Array.isArray(parts) ? parts.slice(0, 20) : [parts]).flatMap((each) => {
    const part = data.follow(each)
    return isThing(part) && truth(part['isAccessibleForFree']) === false ? listOf(part['cssSelector']) : []
  })
  return [...new Set(found)].filter((selector) => selector.length < 300)
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
