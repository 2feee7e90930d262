// The links of an item: which is the article, which are its sound, its comments, its source.
import { parseDate } from '../../base/dates.ts'
import { construct, lineOf } from './construct.ts'
import { decodeReferences } from './references.ts'
import { collapse } from './text.ts'
import { addressOf, attributeAddress, countIn, languageIn, relationOf } from './values.ts'
import type { Draft } from './draft.ts'
import type { Element } from './element.ts'
import type { ParsedItem } from '../../base/parsed-feed.ts'

const maxLinks = 500

export const typeOf = (element: Element): string | null => element.attributes['type']?.trim().toLowerCase() || null

export function addLink(
  item: ParsedItem,
  link: Omit<ParsedItem['links'][number], 'url'> & { url: string | null },
): void {
  if (link.url !== null && item.links.length < maxLinks) item.links.push({ ...link, url: link.url })
}

/** Another place of the article, for where there is no link or a better one. */
export const addAlternate = (item: ParsedItem, url: string): void =>
  addLink(item, { rel: 'alternate', url, type: null, title: null, length: null, language: null })

export function addEnclosure(item: ParsedItem, enclosure: ParsedItem['enclosures'][number]): void {
  if (
    item.enclosures.length < maxLinks &&
    !item.enclosures.some((other) => other.url === enclosure.url && other.type === enclosure.type)
  )
    item.enclosures.push(enclosure)
}

export function readLink(child: Element, draft: Draft): void {
  const { item } = draft
  const url = attributeAddress(child, 'href', 'url', 'uri', 'rdf:resource')
  if (url === null) {
    if (child.attributes['rel'] === undefined || relationOf(child) === 'alternate')
      draft.link = addressOf(child) ?? draft.link
    return
  }
  const rel = relationOf(child)
  const title = child.attributes['title'] === undefined ? null : collapse(child.attributes['title']) || null
  const length = countIn(child.attributes['length'])
  const kind = typeOf(child)
  if (rel === 'enclosure') {
    addEnclosure(item, { url, type: kind, length, duration: null, title })
    return
  }
  if (rel === 'alternate' && (kind === null || /^(html|xhtml|text\/html|application\/xhtml\+xml)\b/.test(kind))) {
    if (draft.link !== null && draft.link !== url) addAlternate(item, draft.link)
    draft.link = url
    return
  }
  if (rel === 'replies') {
    if (kind !== null && /atom|rss|xml|json/i.test(kind) && !/html/i.test(kind)) draft.commentsFeed ??= url
    else draft.commentsUrl ??= url
    draft.commentsCount ??= countIn(child.attributes['thr:count'] ?? child.attributes['count'])
  }
  if (rel === 'license') draft.license ??= url
  addLink(item, { rel, url, type: kind, title, length, language: languageIn(child.attributes['hreflang']) })
}

export function readSource(child: Element): ParsedItem['source'] {
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
