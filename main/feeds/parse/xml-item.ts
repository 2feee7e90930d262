// One item or entry of any XML format, as an article.
import { isWebAddress } from '../../base/address.ts'
import { parseDate } from '../../base/dates.ts'
import { addCategory, keywords } from './categories.ts'
import { construct, lineOf, textOf, type Construct } from './construct.ts'
import { Draft, finish } from './draft.ts'
import { addEnclosure, addLink, readLink, readSource, typeOf } from './item-links.ts'
import { locationIn } from './location.ts'
import { addPerson, personIn, personOf } from './people.ts'
import { collapse } from './text.ts'
import { addressIn, addressOf, attributeAddress, countIn, durationIn, idIn, languageIn } from './values.ts'
import type { Element } from './element.ts'
import type { ParsedItem } from '../../base/parsed-feed.ts'

/** `atom`: plain text is what it says; elsewhere it may be HTML. */
export function readItem(element: Element, atom: boolean, feedLanguage: string | null): ParsedItem {
  const draft = new Draft()
  const { item } = draft
  const about = element.attributes['rdf:about'] ?? element.attributes['about']
  if (about?.trim()) item.id = about.trim()
  const modified = element.attributes['lastmod']
  if (modified !== undefined) item.updated = parseDate(modified)
  // CDF keeps the address on the item itself.
  draft.link = attributeAddress(element, 'href')
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
      spare(draft, construct(child, 'text/html', !atom))
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
      const isPermaLink =
        child.name !== 'guid' || (child.attributes['ispermalink'] ?? 'true').trim().toLowerCase() === 'true'
      const id = isPermaLink ? idIn(child.text, child.base) : collapse(child.text)
      if (!id) break
      item.id = id
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
    case 'tags':
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
          type: typeOf(child),
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
        type: typeOf(child),
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
            type: typeOf(child),
            title: null,
            length: null,
            language: languageIn(child.attributes['language']),
          })
        draft.podcast.read(child)
      } else item.location ??= locationIn(child, draft.item)
  }
}

function summary(draft: Draft, found: Construct | null): void {
  if (!found) return
  if (!draft.summary && draft.spareSummary) {
    draft.summary = draft.spareSummary
    draft.laterSummary = found
  } else if (!draft.summary) draft.summary = found
  else draft.laterSummary ??= found
}

/** Of a text that may stand for the summary. It is the body if the summary is there and shorter. */
function spare(draft: Draft, found: Construct | null): void {
  if (!found) return
  if (!draft.summary) draft.spareSummary ??= found
  else if (!draft.laterSummary && textOf(found).length > textOf(draft.summary).length) draft.laterSummary = found
}

function readContent(child: Element, draft: Draft, atom: boolean): void {
  const src = attributeAddress(child, 'src')
  if (src)
    addLink(draft.item, { rel: 'content', url: src, type: typeOf(child), title: null, length: null, language: null })
  draft.content ??= construct(child, 'text/plain', !atom)
}

function readMedia(child: Element, draft: Draft, atom: boolean): void {
  if (child.name === 'media:title') draft.mediaTitle ??= construct(child, 'text/plain', !atom)
  if (child.name === 'media:group' || child.name === 'media:content') {
    const inside = (name: string) => child.children.find((one) => one.name === name)
    const title = inside('media:title')
    const description = inside('media:description')
    if (title) draft.mediaTitle ??= construct(title, 'text/plain', !atom)
    if (description) draft.caption ??= construct(description, 'text/plain', true)
    for (const one of child.children) {
      if (one.name === 'media:category') addCategory(draft.item.categories, one)
      else if (one.name === 'media:keywords') keywords(draft.item.categories, one)
    }
  } else if (child.name === 'media:description') draft.caption ??= construct(child, 'text/plain', true)
  draft.media.read(child)
}
