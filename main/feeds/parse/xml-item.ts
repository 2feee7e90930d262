// One item or entry of any XML format, as an article.
import { parseDate } from '../../base/dates.ts'
import { isWebAddress, resolveAddress } from '../../base/address.ts'
import { construct, htmlOf, lineOf, textOf, type Construct } from './construct.ts'
import { addPerson, personIn, personOf } from './people.ts'
import { addCategory, keywords } from './categories.ts'
import { MediaReader } from './media-rss.ts'
import { ItemPodcast } from './podcast.ts'
import { locationIn } from './location.ts'
import { addressIn, addressOf, attributeAddress, countIn, durationIn, languageIn, relationOf } from './values.ts'
import { collapse } from './text.ts'
import { decodeReferences } from './references.ts'
import type { Element } from './element.ts'
import type { ParsedItem } from '../../base/parsed-feed.ts'
import type { RawHtml } from '../../contract/models.ts'

const maxLinks = 500

export function emptyItem(): ParsedItem {
  return {
    id: null, idIsLink: false, link: null, links: [], title: null, titleHtml: null, summary: null, summaryHtml: null, content: null, authors: [], contributors: [], published: null, updated: null, created: null, expires: null, categories: [], language: null, rights: null, enclosures: [], thumbnails: [], media: [], image: null, comments: null, inReplyTo: null, source: null, itunes: null, location: null,
  } // prettier-ignore
}

/** Candidates in the order of the document, decided when all have been seen. */
class Draft {
  readonly item = emptyItem()
  readonly media = new MediaReader()
  readonly podcast = new ItemPodcast()
  title: Construct | null = null
  mediaTitle: Construct | null = null
  summary: Construct | null = null
  laterSummary: Construct | null = null
  spareSummary: Construct | null = null
  content: Construct | null = null
  htmlLink: string | null = null
  textLink: string | null = null
  anyLink: string | null = null
  permalink: string | null = null
  commentsUrl: string | null = null
  commentsFeed: string | null = null
  commentsCount: number | null = null
  license: string | null = null
}

/** `atom`: plain text is what it says; elsewhere it may be HTML. */
export function readItem(element: Element, atom: boolean, feedLanguage: string | null): ParsedItem {
  const draft = new Draft()
  const { item } = draft
  const about = element.attributes['rdf:about'] ?? element.attributes['about']
  if (about?.trim()) item.id = about.trim()
  const modified = element.attributes['lastmod']
  if (modified !== undefined) item.updated = parseDate(modified)
  // CDF keeps the address on the item itself.
  draft.textLink = attributeAddress(element, 'href')
  for (const child of element.children) readChild(child, draft, atom)
  return finish(element, draft, about, feedLanguage)
}

function readChild(child: Element, draft: Draft, atom: boolean): void {
  const { item } = draft
  switch (child.name) {
    case 'title':
    case 'dc:title':
      draft.title ??= construct(child, 'text/plain', !atom)
      break
    case 'description':
    case 'summary':
      summary(draft, construct(child, child.name === 'description' ? 'text/html' : 'text/plain', !atom))
      break
    case 'abstract':
    case 'dc:description':
    case 'dcterms:abstract':
    case 'itunes:summary':
    case 'googleplay:description':
    case 'excerpt:encoded':
      draft.spareSummary ??= construct(child, 'text/html', !atom)
      if (child.name === 'itunes:summary' || child.name === 'googleplay:description') draft.podcast.read(child)
      break
    case 'content':
      readContent(child, draft, atom)
      break
    case 'content:encoded':
    case 'content_encoded':
    case 'fullitem':
      draft.content ??= construct(child, 'text/html', !atom)
      break
    case 'body':
    case 'xhtml:body':
    case 'xhtml:div':
      draft.content ??= construct(child, 'text/html', !atom)
      break
    case 'link':
      readLink(child, draft)
      break
    case 'feedburner:origlink': {
      const url = addressOf(child)
      if (url) item.links.push({ rel: 'original', url, type: null, title: null, length: null, language: null })
      break
    }
    case 'guid':
    case 'id':
    case 'atom:id': {
      const id = collapse(child.text)
      if (id === '') break
      const isPermaLink =
        child.name !== 'guid' || (child.attributes['ispermalink'] ?? 'true').trim().toLowerCase() === 'true'
      item.id = isPermaLink && /^\.{0,2}\//.test(id) ? (addressIn(id, child.base) ?? id) : id
      const address = isPermaLink ? addressIn(item.id, child.base) : null
      draft.permalink = address !== null && isWebAddress(address) && isWebAddress(item.id) ? address : null
      item.idIsLink = child.name === 'guid' && draft.permalink !== null
      break
    }
    case 'pubdate':
    case 'published':
    case 'issued':
    case 'dcterms:issued':
    case 'dc:issued':
    case 'prism:publicationdate':
      if (child.name === 'prism:publicationdate') item.published ??= parseDate(child.text)
      else item.published = parseDate(child.text) ?? item.published
      break
    case 'updated':
    case 'modified':
    case 'lastbuilddate':
    case 'dc:date':
    case 'dc:modified':
    case 'dcterms:modified':
    case 'date':
      item.updated = parseDate(child.text) ?? item.updated
      break
    case 'created':
    case 'dcterms:created':
    case 'dc:created':
      item.created = parseDate(child.text) ?? item.created
      break
    case 'expirationdate':
    case 'expires':
      item.expires = parseDate(child.text) ?? item.expires
      break
    case 'dcterms:valid':
      item.expires = parseDate(/end=([^;]{1,60})/.exec(child.text)?.[1]) ?? item.expires
      break
    case 'author':
    case 'dc:author':
    case 'dc:creator':
    case 'dcterms:creator':
    case 'managingeditor':
    case 'itunes:author':
    case 'googleplay:author':
      addPerson(item.authors, personOf(child))
      if (child.name === 'itunes:author' || child.name === 'googleplay:author') draft.podcast.read(child)
      break
    case 'contributor':
    case 'dc:contributor':
    case 'dcterms:contributor':
      addPerson(item.contributors, personOf(child))
      break
    case 'podcast:person':
      addPerson(item.contributors, personIn(child.text))
      break
    case 'category':
    case 'keywords':
    case 'dc:subject':
    case 'dcterms:subject':
    case 'media:category':
    case 'itunes:category':
      addCategory(item.categories, child)
      break
    case 'itunes:keywords':
    case 'media:keywords':
      keywords(item.categories, child)
      if (child.name === 'itunes:keywords') draft.podcast.read(child)
      break
    case 'language':
    case 'dc:language':
    case 'dcterms:language':
      item.language = languageIn(child.text) ?? item.language
      break
    case 'rights':
    case 'copyright':
    case 'dc:rights':
    case 'dcterms:rights': {
      const found = construct(child, 'text/plain', !atom)
      if (found) item.rights ??= lineOf(found)
      break
    }
    case 'creativecommons:license':
    case 'cc:license':
      draft.license ??= attributeAddress(child, 'rdf:resource', 'href') ?? addressOf(child)
      break
    case 'enclosure': {
      const url = attributeAddress(child, 'url', 'href', 'uri', 'rdf:resource', 'enc:url') ?? addressOf(child)
      if (url)
        addEnclosure(item, {
          url,
          type: type(child),
          length: countIn(child.attributes['length'] ?? child.attributes['filesize']),
          duration: durationIn(child.attributes['duration']),
          title: child.attributes['title']?.trim() || null,
        })
      break
    }
    case 'source':
      item.source = readSource(child) ?? item.source
      break
    case 'comments':
      draft.commentsUrl = addressOf(child) ?? draft.commentsUrl
      break
    case 'slash:comments':
    case 'thr:total':
      draft.commentsCount = countIn(child.text) ?? draft.commentsCount
      break
    case 'wfw:commentrss':
      draft.commentsFeed = addressOf(child) ?? attributeAddress(child, 'rdf:resource', 'href') ?? draft.commentsFeed
      break
    case 'thr:in-reply-to':
      item.inReplyTo ??= {
        ref: child.attributes['ref']?.trim() || null,
        url: attributeAddress(child, 'href'),
        type: type(child),
      }
      break
    case 'image': {
      const inside = child.children.find((one) => one.name === 'url' || one.name === 'link' || one.name === 'href')
      item.image ??=
        attributeAddress(child, 'href', 'url', 'src', 'rdf:resource') ??
        (inside && inside.name !== 'link' ? addressOf(inside) : null) ??
        (/^\s*https?:/.test(child.text) ? addressOf(child) : null)
      break
    }
    case 'itunes:image':
    case 'googleplay:image':
    case 'itunes:link':
      item.image = attributeAddress(child, 'href', 'url') ?? addressOf(child) ?? item.image
      draft.podcast.read(child)
      break
    case 'logo':
      // CDF.
      item.image ??= attributeAddress(child, 'href')
      break
    default:
      if (child.name.startsWith('media:')) readMedia(child, draft, atom)
      else if (
        child.name.startsWith('itunes:') ||
        child.name.startsWith('podcast:') ||
        child.name.startsWith('googleplay:')
      ) {
        if (child.name === 'podcast:transcript' || child.name === 'podcast:chapters')
          addLink(item, {
            rel: child.name.slice(8),
            url: attributeAddress(child, 'url', 'href'),
            type: type(child),
            title: null,
            length: null,
            language: languageIn(child.attributes['language']),
          })
        draft.podcast.read(child)
      } else item.location ??= locationIn(child, draft.item)
  }
}

const type = (element: Element): string | null => element.attributes['type']?.trim() || null

function summary(draft: Draft, found: Construct | null): void {
  if (!found) return
  if (!draft.summary) draft.summary = found
  else draft.laterSummary ??= found
}

function readContent(child: Element, draft: Draft, atom: boolean): void {
  const src = attributeAddress(child, 'src')
  if (src)
    addLink(draft.item, { rel: 'content', url: src, type: type(child), title: null, length: null, language: null })
  draft.content ??= construct(child, 'text/plain', !atom)
}

function addLink(item: ParsedItem, link: Omit<ParsedItem['links'][number], 'url'> & { url: string | null }): void {
  if (link.url !== null && item.links.length < maxLinks) item.links.push({ ...link, url: link.url })
}

function addEnclosure(item: ParsedItem, enclosure: ParsedItem['enclosures'][number]): void {
  if (
    item.enclosures.length < maxLinks &&
    !item.enclosures.some((other) => other.url === enclosure.url && other.type === enclosure.type)
  )
    item.enclosures.push(enclosure)
}

function readLink(child: Element, draft: Draft): void {
  const { item } = draft
  const url = attributeAddress(child, 'href', 'url', 'uri', 'rdf:resource')
  if (url === null) {
    if (child.attributes['rel'] === undefined || relationOf(child) === 'alternate')
      draft.textLink = addressOf(child) ?? draft.textLink
    return
  }
  const rel = relationOf(child)
  const title = child.attributes['title'] === undefined ? null : collapse(child.attributes['title']) || null
  const length = countIn(child.attributes['length'])
  const kind = type(child)
  if (rel === 'enclosure') {
    addEnclosure(item, { url, type: kind, length, duration: null, title })
    return
  }
  if (rel === 'alternate') {
    if (kind === null || /^(html|xhtml|text\/html|application\/xhtml\+xml)\b/i.test(kind)) {
      draft.htmlLink = url
      return
    }
    draft.anyLink ??= url
  }
  if (rel === 'replies') {
    if (kind !== null && /atom|rss|xml|json/i.test(kind) && !/html/i.test(kind)) draft.commentsFeed ??= url
    else draft.commentsUrl ??= url
    draft.commentsCount ??= countIn(child.attributes['thr:count'] ?? child.attributes['count'])
  }
  if (rel === 'license') draft.license ??= url
  addLink(item, { rel, url, type: kind, title, length, language: languageIn(child.attributes['hreflang']) })
}

function readSource(child: Element): ParsedItem['source'] {
  const part = (name: string) => child.children.find((one) => one.name === name)
  const title = part('title')
  const titled = title ? construct(title, 'text/plain', false) : null
  const link = child.children.find((one) => one.name === 'link' && relationOf(one) === 'alternate') ?? part('link')
  const updated = part('updated') ?? part('modified')
  const source = {
    title: titled ? lineOf(titled) : collapse(decodeReferences(child.text)) || null,
    url: attributeAddress(child, 'url', 'href') ?? (link ? (attributeAddress(link, 'href') ?? addressOf(link)) : null),
    id: collapse(part('id')?.text ?? '') || null,
    updated: updated ? parseDate(updated.text) : null,
  }
  return source.title === null && source.url === null && source.id === null ? null : source
}

function readMedia(child: Element, draft: Draft, atom: boolean): void {
  if (child.name === 'media:title') draft.mediaTitle ??= construct(child, 'text/plain', !atom)
  if (child.name === 'media:group') {
    const inside = (name: string) => child.children.find((one) => one.name === name)
    const title = inside('media:title')
    const description = inside('media:description')
    if (title) draft.mediaTitle ??= construct(title, 'text/plain', !atom)
    if (description) draft.spareSummary ??= construct(description, 'text/plain', true)
    for (const one of child.children) {
      if (one.name === 'media:category') addCategory(draft.item.categories, one)
      else if (one.name === 'media:keywords') keywords(draft.item.categories, one)
    }
  } else if (child.name === 'media:description') draft.spareSummary ??= construct(child, 'text/plain', true)
  draft.media.read(child)
}

function finish(element: Element, draft: Draft, about: string | undefined, feedLanguage: string | null): ParsedItem {
  const { item } = draft
  const title = draft.title ?? draft.mediaTitle
  if (title) {
    item.title = lineOf(title) || null
    item.titleHtml = title.html as RawHtml | null
  }
  const body = draft.content ?? draft.laterSummary
  const short = draft.summary ?? draft.spareSummary
  if (short) {
    item.summary = textOf(short) || null
    item.summaryHtml = short.html as RawHtml | null
  }
  if (body)
    item.content = { html: htmlOf(body), type: body.type, base: body.base || null, language: languageIn(body.language) }
  const aboutLink = about === undefined ? null : resolveAddress(about, element.base)
  item.link =
    draft.textLink ??
    draft.htmlLink ??
    draft.permalink ??
    draft.anyLink ??
    (aboutLink !== null && isWebAddress(aboutLink) ? aboutLink : null)
  if (draft.htmlLink !== null && draft.textLink !== null && draft.htmlLink !== draft.textLink)
    addLink(item, {
      rel: 'alternate',
      url: draft.htmlLink,
      type: 'text/html',
      title: null,
      length: null,
      language: null,
    })
  item.rights ??= draft.license
  const own = languageIn(element.language)
  if (own !== null && own !== feedLanguage) item.language ??= own
  if (draft.commentsUrl !== null || draft.commentsCount !== null || draft.commentsFeed !== null)
    item.comments = { url: draft.commentsUrl, count: draft.commentsCount, feed: draft.commentsFeed }
  const media = draft.media.finish()
  item.media = media.media
  item.thumbnails = media.thumbnails
  item.itunes = draft.podcast.finish()
  return item
}
