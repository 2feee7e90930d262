// Everything an XML feed says about itself, beside its items.
import { isWebAddress } from '../../base/address.ts'
import { parseDate } from '../../base/dates.ts'
import { construct, lineOf, textOf, type Construct } from './construct.ts'
import { addPerson, personOf } from './people.ts'
import { addCategory, keywords } from './categories.ts'
import { FeedPodcast } from './podcast.ts'
import { addressOf, idIn, attributeAddress, countIn, languageIn, relationOf } from './values.ts'
import { collapse } from './text.ts'
import type { Element } from './element.ts'
import type { ParsedFeed } from '../../base/parsed-feed.ts'

/** Format and version by the root's name, namespaces and version attribute. */
export function versionOf(
  root: Element,
  namespaces: Map<string, string>,
): { format: ParsedFeed['format']; version: string } {
  const version = root.attributes['version']?.trim() ?? ''
  if (root.name === 'feed') {
    const atom3 = [...namespaces.values()].some((uri) =>
      /purl\.org\/atom\/ns|purl\.org\/echo|purl\.org\/pie|necho|newformat/i.test(uri),
    )
    return { format: 'atom', version: atom3 ? version || '0.3' : /^0\.[123]$/.test(version) ? version : '1.0' }
  }
  if (root.name === 'rdf:rdf' || root.name === 'rdf') {
    const old = [...namespaces.values()].some((uri) => /netscape\.com\/rdf\/simple\/0\.9/i.test(uri))
    return { format: 'rdf', version: old ? '0.90' : '1.0' }
  }
  if (root.name === 'channel')
    return [...namespaces.values()].some((uri) => /purl\.org\/net\/rss1\.1/i.test(uri))
      ? { format: 'rdf', version: '1.1' }
      : { format: 'cdf', version: '' }
  return { format: 'rss', version: /^2(\.|$)/.test(version) ? '2.0' : version.slice(0, 20) }
}

interface Links {
  /** The page of the site: `<link>` or an alternate that is HTML, the last of them. */
  site: string | null
  /** Addresses that may be the feed's own as well. */
  other: string | null
}

/** Fills in what the channel or feed element says. `children` are all of its elements but the items. */
export function readFeed(feed: ParsedFeed, root: Element): void {
  const channels = root.name === 'channel' ? [root] : root.children.filter((child) => child.name === 'channel')
  const children = [
    ...channels.flatMap((channel) => channel.children),
    ...root.children.filter((child) => child.name !== 'channel'),
  ]
  const atom = feed.format === 'atom'
  const links: Links = { site: null, other: null }
  const podcast = new FeedPodcast()
  const update: { period: string | null; frequency: number | null; base: number | null } = {
    period: null,
    frequency: null,
    base: null,
  }
  let subtitle: Construct | null = null
  let spareSubtitle: Construct | null = null
  for (const child of children) {
    switch (child.name) {
      case 'title':
      case 'dc:title': {
        const found = feed.title === null ? construct(child, 'text/plain', !atom) : null
        if (found) feed.title = lineOf(found) || null
        break
      }
      case 'description':
      case 'subtitle':
      case 'tagline':
        subtitle ??= construct(child, child.name === 'description' ? 'text/html' : 'text/plain', !atom)
        break
      case 'abstract':
      case 'dc:description':
      case 'itunes:subtitle':
      case 'itunes:summary':
      case 'googleplay:description':
        spareSubtitle ??= construct(child, 'text/plain', true)
        if (child.name.startsWith('itunes:') || child.name.startsWith('googleplay:')) podcast.read(child)
        break
      case 'link':
        readLink(child, feed, links, atom)
        break
      case 'id':
      case 'guid':
        feed.id = idIn(child.text, child.base) ?? feed.id
        break
      case 'language':
      case 'dc:language':
        feed.language = languageIn(child.text) ?? feed.language
        break
      case 'pubdate':
      case 'published':
      case 'issued':
      case 'dcterms:issued':
        feed.published = parseDate(child.text) ?? feed.published
        break
      case 'lastbuilddate':
      case 'updated':
      case 'modified':
      case 'dc:date':
      case 'dcterms:modified':
        feed.updated = parseDate(child.text) ?? feed.updated
        break
      case 'author':
      case 'managingeditor':
      case 'dc:creator':
      case 'dc:author':
      case 'itunes:author':
      case 'googleplay:author':
        addPerson(feed.authors, personOf(child))
        if (child.name.startsWith('itunes:') || child.name.startsWith('googleplay:')) podcast.read(child)
        break
      case 'contributor':
      case 'dc:contributor':
        addPerson(feed.contributors, personOf(child))
        break
      case 'category':
      case 'keywords':
      case 'dc:subject':
      case 'media:category':
      case 'itunes:category':
        addCategory(feed.categories, child)
        if (child.name === 'itunes:category') podcast.read(child)
        break
      case 'itunes:keywords':
      case 'media:keywords':
        keywords(feed.categories, child)
        if (child.name === 'itunes:keywords') podcast.read(child)
        break
      case 'image':
        readImage(child, feed)
        break
      case 'logo': {
        const url = attributeAddress(child, 'href', 'rdf:resource') ?? addressOf(child)
        if (url && child.attributes['style']?.toLowerCase() === 'icon') feed.icon ??= url
        else if (url) feed.image ??= { url, title: null, link: null, width: null, height: null }
        break
      }
      case 'icon':
      case 'webfeeds:icon':
        feed.icon ??= addressOf(child)
        break
      case 'itunes:image':
      case 'googleplay:image':
        podcast.read(child)
        break
      case 'copyright':
      case 'rights':
      case 'dc:rights': {
        const found = feed.copyright === null ? construct(child, 'text/plain', !atom) : null
        if (found) feed.copyright = lineOf(found) || null
        break
      }
      case 'generator':
        feed.generator = collapse(child.text) || (attributeAddress(child, 'uri', 'url') ?? feed.generator)
        break
      case 'admin:generatoragent':
        feed.generator ??= attributeAddress(child, 'rdf:resource')
        break
      case 'ttl':
        feed.ttl = countIn(child.text) ?? feed.ttl
        break
      case 'sy:updateperiod':
        update.period = child.text.trim().toLowerCase()
        break
      case 'sy:updatefrequency':
        update.frequency = countIn(child.text)
        break
      case 'sy:updatebase':
        update.base = parseDate(child.text)
        break
      case 'skiphours':
        feed.skipHours = skipHours(child)
        break
      case 'skipdays':
        feed.skipDays = skipDays(child)
        break
      default:
        if (child.name.startsWith('itunes:') || child.name.startsWith('googleplay:')) podcast.read(child)
    }
  }
  const said = subtitle ?? spareSubtitle
  feed.subtitle = said ? textOf(said) || null : null
  for (const channel of [root, ...channels]) {
    links.site ??= attributeAddress(channel, 'href')
    feed.language ??= languageIn(channel.attributes['xml:lang'] ?? channel.attributes['lang'])
    const modified = channel.attributes['lastmod']
    if (modified !== undefined) feed.updated ??= parseDate(modified)
  }
  feed.link = links.site ?? (feed.id !== null && isWebAddress(feed.id) ? feed.id : links.other)
  if (feed.authors.length === 0) addPerson(feed.authors, podcast.finish()?.owner ?? null)
  feed.itunes = podcast.finish()
  if (feed.image === null && feed.itunes?.image)
    feed.image = { url: feed.itunes.image, title: null, link: null, width: null, height: null }
  const period = /^(hourly|daily|weekly|monthly|yearly)$/.exec(update.period ?? '')?.[1] as
    NonNullable<ParsedFeed['update']>['period'] | undefined
  if (period !== undefined || update.frequency !== null)
    feed.update = { period: period ?? 'daily', frequency: Math.max(1, update.frequency ?? 1), base: update.base }
}

function readLink(child: Element, feed: ParsedFeed, links: Links, atom: boolean): void {
  // An empty address is that of the document.
  const url =
    attributeAddress(child, 'href', 'url', 'uri') ?? (child.attributes['href'] === '' ? child.base || null : null)
  if (url === null) {
    if (child.attributes['rel'] === undefined) links.site = addressOf(child) ?? links.site
    return
  }
  const type = child.attributes['type']?.trim().toLowerCase() ?? null
  for (const rel of relationOf(child).split(/\s+/)) {
    if (rel === 'self') feed.self ??= url
    else if (rel === 'next') feed.next ??= url
    else if (rel === 'hub') {
      if (feed.hubs.length < 50 && !feed.hubs.includes(url)) feed.hubs.push(url)
    } else if (rel === 'alternate') {
      if (type !== null && !/^(html|xhtml|text\/html|application\/xhtml\+xml)\b/.test(type)) links.other ??= url
      // In RSS an atom:link without rel is the feed itself as often as not.
      else if (child.attributes['rel'] !== undefined || atom || links.site === null) links.site = url
    } else if (rel === 'icon' || rel === 'shortcut') feed.icon ??= url
    else if (rel === 'license') feed.copyright ??= url
  }
}

function readImage(child: Element, feed: ParsedFeed): void {
  const part = (...names: string[]) => child.children.find((one) => names.includes(one.name))
  const at = part('url', 'href')
  const link = part('link')
  const title = part('title')
  const titled = title ? construct(title, 'text/plain', true) : null
  const url = (at ? addressOf(at) : null) ?? attributeAddress(child, 'href', 'url', 'rdf:resource', 'rdf:about')
  if (url)
    feed.image = {
      url,
      title: titled ? lineOf(titled) : null,
      link: link ? (attributeAddress(link, 'href') ?? addressOf(link)) : null,
      width: countIn(part('width')?.text),
      height: countIn(part('height')?.text),
    }
}

function skipHours(element: Element): number[] {
  const hours = new Set<number>()
  for (const child of element.children) {
    const hour = countIn(child.text)
    if (child.name === 'hour' && hour !== null && hour <= 24) hours.add(hour % 24)
  }
  return [...hours]
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
function skipDays(element: Element): string[] {
  const days = element.children.flatMap((child) =>
    weekdays.filter(
      (day) =>
        child.name === 'day' &&
        child.text.trim().length >= 3 &&
        day.toLowerCase().startsWith(child.text.trim().toLowerCase()),
    ),
  )
  return [...new Set(days)]
}
