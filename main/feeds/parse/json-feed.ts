// JSON Feed 1.0 and 1.1, also with the mistakes of those who write it by hand.
import { parseDate } from '../../base/dates.ts'
import { isWebAddress } from '../../base/address.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { addressIn, countIn, durationIn, languageIn } from './values.ts'
import { addAlternate } from './item-links.ts'
import { addPerson } from './people.ts'
import { push } from './categories.ts'
import { collapse, plainText } from './text.ts'
import { htmlOf } from './construct.ts'
import { resolveHtml } from './relative.ts'
import { readJson } from './json-repair.ts'
import { maxItems } from './scan.ts'
import { emptyFeed, emptyItem, type ParsedFeed, type ParsedItem, type Person } from '../../base/parsed-feed.ts'
import type { RawHtml } from '../../contract/models.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textIn = (value: unknown): string | null =>
  typeof value === 'string' ? value.trim() || null : typeof value === 'number' ? String(value) : null
const lineIn = (value: unknown): string | null => {
  const text = textIn(value)
  return text === null ? null : collapse(text) || null
}
const listIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
const numberIn = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : typeof value === 'string'
      ? countIn(value)
      : null

export function jsonFeed(text: string, url: string): Result<ParsedFeed> {
  const read = readJson(text)
  if (!read) return fail({ kind: 'feedUnreadable', detail: 'json' })
  const root = read.value
  if (!isObject(root)) return fail({ kind: 'notAFeed', found: 'json' })
  const version = /jsonfeed\.org\/version\/([\d.]{1,8})/.exec(textIn(root['version']) ?? '')?.[1] ?? null
  if (
    version === null &&
    !(
      Array.isArray(root['items']) &&
      (root['title'] !== undefined ||
        root['home_page_url'] !== undefined ||
        root['feed_url'] !== undefined ||
        root['items'].some((item) => isObject(item) && ('content_html' in item || 'content_text' in item)))
    )
  )
    return fail({ kind: 'notAFeed', found: 'json' })
  const feed = emptyFeed()
  feed.format = 'json'
  feed.version = version ?? ''
  if (version === null) feed.repairs.push('no version')
  if (read.mended) feed.repairs.push('broken JSON')
  const base = url
  const address = (value: unknown) => addressIn(textIn(value) ?? undefined, base)
  feed.title = lineIn(root['title'])
  feed.subtitle = lineIn(root['description'])
  feed.link = address(root['home_page_url'])
  feed.self = address(root['feed_url'])
  feed.next = address(root['next_url'])
  feed.language = languageIn(textIn(root['language']))
  const icon = address(root['icon'])
  feed.image = icon === null ? null : { url: icon, title: null, link: null, width: null, height: null }
  feed.icon = address(root['favicon'])
  feed.authors = people(root, base)
  for (const hub of listIn(root['hubs'])) {
    const at = isObject(hub) ? address(hub['url']) : null
    if (at && feed.hubs.length < 50) feed.hubs.push(at)
  }
  const items = listIn(root['items'])
  if (items.length > maxItems) feed.repairs.push('too many items')
  feed.items = items.slice(0, maxItems).flatMap((item) => (isObject(item) ? [readItem(item, base)] : []))
  return ok(feed)
}

function people(holder: Json, base: string): Person[] {
  const found: Person[] = []
  for (const author of [...listIn(holder['authors']), ...listIn(holder['author'])]) {
    if (typeof author === 'string')
      addPerson(found, author.trim() === '' ? null : { name: collapse(author), email: null, url: null })
    else if (isObject(author)) {
      const url = textIn(author['url'])
      const mail = url !== null && /^mailto:/i.test(url) ? url.slice(7) : textIn(author['email'])
      const name = lineIn(author['name'])
      const address = url === null ? null : addressIn(url, base)
      if (name !== null || address !== null || mail !== null) addPerson(found, { name, email: mail, url: address })
    }
  }
  return found
}

function readItem(json: Json, base: string): ParsedItem {
  const item = emptyItem()
  const address = (value: unknown) => addressIn(textIn(value) ?? undefined, base)
  item.id = textIn(json['id'])
  const external = address(json['external_url'])
  item.link = address(json['url'])
  if (external)
    item.links.push({ rel: 'related', url: external, type: null, title: null, length: null, language: null })
  const instead = item.id !== null && isWebAddress(item.id) ? item.id : external
  if (item.link === null && instead !== null) addAlternate(item, instead)
  item.title = lineIn(json['title'])
  item.summary = lineIn(json['summary'])
  item.language = languageIn(textIn(json['language']))
  const html = textIn(json['content_html'])
  const plain = textIn(json['content_text'])
  if (html !== null)
    item.content = {
      html: resolveHtml(html, base) as RawHtml,
      type: 'text/html',
      base: base || null,
      language: item.language,
    }
  else if (plain !== null)
    item.content = {
      html: htmlOf({ html: null, plain, type: 'text/plain', base, language: null }),
      type: 'text/plain',
      base: base || null,
      language: item.language,
    }
  item.image = address(json['image']) ?? address(json['banner_image'])
  item.published = parseDate(textIn(json['date_published']))
  item.updated = parseDate(textIn(json['date_modified']))
  item.authors = people(json, base)
  for (const tag of listIn(json['tags'])) {
    const term = isObject(tag) ? (lineIn(tag['name']) ?? lineIn(tag['title'])) : lineIn(tag)
    if (term !== null) push(item.categories, plainText(term), null, null)
  }
  for (const attachment of listIn(json['attachments'])) {
    if (!isObject(attachment) || item.enclosures.length >= 500) continue
    const url = address(attachment['url'])
    const duration = attachment['duration_in_seconds']
    if (url)
      item.enclosures.push({
        url,
        type: textIn(attachment['mime_type']),
        length: numberIn(attachment['size_in_bytes']),
        duration: typeof duration === 'string' ? durationIn(duration) : numberIn(duration),
        title: lineIn(attachment['title']),
      })
  }
  return item
}
