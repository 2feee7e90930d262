// What one item of a feed comes down to: a checksum of what it says, and the fuller of its texts.
import type { ParsedFeed, ParsedItem } from './parsed-feed.ts'
import type { RawHtml } from '../contract/models.ts'

/** One visit takes in at most this many articles; the newest. */
export const MOST_ITEMS = 5000

/** Changes when title, text, address or enclosures do. */
export function itemHash(item: ParsedItem, crc32: (text: string) => number): number {
  const told = [
    item.title,
    item.content?.html ?? item.summaryHtml ?? item.summary,
    item.link,
    ...item.enclosures.map((enclosure) => enclosure.url),
  ]
  return crc32(told.join('\n'))
}

/** The longer of content and summary, some feeds put the whole text into either, and what its addresses relate to. */
export function itemText(item: ParsedItem, feed: ParsedFeed, url: string): { html: RawHtml; baseUrl: string } {
  const content = item.content?.html ?? ''
  const summary = item.summaryHtml ?? (item.summary ? escape(item.summary) : '')
  return {
    html: (content.length >= summary.length ? content : summary) as RawHtml,
    baseUrl: item.content?.base ?? item.link ?? feed.link ?? url,
  }
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
