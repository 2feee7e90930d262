// The bytes of a feed of any format, whole or broken → what it says. Pure; made to run in a worker.
import { decodeText } from '../../base/charset.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { jsonFeed } from './json-feed.ts'
import { scan, type Scanned } from './scan.ts'
import { decodeReferences, withoutC1 } from './references.ts'
import { readFeed, versionOf } from './xml-feed.ts'
import { readItem } from './xml-item.ts'
import { languageIn } from './values.ts'
import { emptyFeed, type ParsedFeed, type ParsedItem, type Person } from '../../base/parsed-feed.ts'

export const maxBytes = 30 * 1024 * 1024

export interface FeedHints {
  /** The Content-Type header. */
  contentType: string | null
  /** Where it came from, for relative addresses; '' when unknown. */
  url: string
}

export function parseFeed(bytes: Uint8Array, hints: FeedHints): Result<ParsedFeed> {
  if (bytes.length > maxBytes) return fail({ kind: 'tooLarge', limit: maxBytes })
  const decoded = decodeText(bytes, { contentType: hints.contentType, kind: 'xml' })
  const repairs = decoded.guessed ? [`charset guessed: ${decoded.encoding}`] : []
  let text = decoded.text
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
  const controls = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/
  if (controls.test(text)) {
    if (isBinary(text)) return fail({ kind: 'notAFeed', found: 'binary' })
    text = withoutC1(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, '')
    repairs.push('control characters')
  }
  const first = /[^\s\ufeff]/.exec(text)
  if (!first) return fail({ kind: 'notAFeed', found: 'empty' })
  if (first[0] === '{' || first[0] === '[') {
    const json = jsonFeed(text, hints.url)
    if (json.ok)
      json.value = { ...json.value, encoding: decoded.encoding, repairs: [...repairs, ...json.value.repairs] }
    // A stray brace before XML.
    if (json.ok || !/<(?:rss|feed|rdf:RDF)[\s>]/i.test(text.slice(0, 5000))) return json
  }
  return xmlFeed(text, hints.url, decoded.encoding, repairs)
}

function isBinary(text: string): boolean {
  let strange = 0
  const end = Math.min(text.length, 2000)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code < 9 || (code > 13 && code < 32)) strange++
  }
  return strange > end / 10
}

function xmlFeed(text: string, url: string, encoding: string, repairs: string[]): Result<ParsedFeed> {
  let read = readXml(text, url)
  if (!read.scanned.root || (read.scanned.first === 'html' && read.items.length === 0)) {
    const inner = unwrapped(text)
    if (inner !== null) {
      const again = readXml(inner, url)
      if (again.scanned.root) {
        read = again
        repairs.push('taken out of a page or comment')
      }
    }
  }
  const { scanned, items } = read
  const { root } = scanned
  if (!root || (scanned.first === 'html' && items.length === 0))
    return fail({ kind: 'notAFeed', found: found(text, scanned) })
  const feed: ParsedFeed = { ...emptyFeed(), ...versionOf(root, scanned.namespaces), encoding }
  readFeed(feed, root)
  feed.items = items
  feed.repairs = [...repairs, ...scanned.repairs]
  return ok(feed)
}

function readXml(text: string, url: string): { scanned: Scanned; items: ParsedItem[] } {
  const items: ParsedItem[] = []
  const scanned = scan(text, url, (element, root) => {
    items.push(readItem(element, root.name === 'feed', languageIn(root.language)))
  })
  return { scanned, items }
}

/** A feed inside a comment, or shown as text in a page. */
function unwrapped(text: string): string | null {
  const open = /<(?:rss|rdf:RDF|feed)[\s>]/i.exec(text)
  if (open) return text.slice(open.index)
  const shown = /&lt;(?:\?xml|rss|rdf:RDF|feed)\b/i.exec(text)
  return shown ? decodeReferences(text.slice(shown.index)) : null
}

function found(text: string, scanned: Scanned): 'html' | 'text' | 'xml' {
  if (
    /^\s*<!doctype html|<html[\s>]/i.test(text.slice(0, 5000)) ||
    scanned.first === 'html' ||
    scanned.first === 'xhtml:html' ||
    scanned.first === 'body' ||
    scanned.first === 'head'
  )
    return 'html'
  return /^\s*(?:<\?xml|<[A-Za-z])/.test(text) ? 'xml' : 'text'
}

/** Who wrote it: who the item names, else who the feed does. */
export const authorsOf = (feed: ParsedFeed, item: ParsedItem): Person[] =>
  item.authors.length > 0 ? item.authors : feed.format === 'rss' || feed.format === 'rdf' ? [] : feed.authors

/** Where to read it: the publisher's own address rather than one that counts clicks; without a link, another place
 * of it. */
export const linkOf = (item: ParsedItem): string | null =>
  linkAs(item, 'original') ?? item.link ?? linkAs(item, 'alternate')

const linkAs = (item: ParsedItem, rel: string): string | null =>
  item.links.find((link) => link.rel === rel)?.url ?? null
