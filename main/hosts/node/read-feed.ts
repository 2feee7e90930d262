// A worker's way through a feed: parsed, and what is new in it cleaned, before megabytes of text change threads.
import { crc32 } from 'node:zlib'
import { itemHash, itemText, MOST_ITEMS } from '../../base/feed-item.ts'
import type { Jobs, ReadFeed } from '../../base/jobs.ts'
import { ok, type Result } from '../../contract/problems.ts'
import { cleanBriefly } from '../../extraction/brief.ts'
import { parseFeed } from '../../feeds/parse/parse.ts'

export function readFeed(input: Jobs['feed.read']['in'], sha256: (text: string) => string): Result<ReadFeed> {
  const { bytes, contentType, url } = input
  const parsed = parseFeed(bytes, { contentType, url })
  if (!parsed.ok) return parsed
  const feed = parsed.value
  const known = new Set(input.known)
  const items = feed.items.slice(0, MOST_ITEMS).map((item) => {
    const hash = itemHash(item, crc32)
    if (known.has(hash)) return { hash, piece: null }
    const [piece = null] = cleanBriefly([itemText(item, feed, url)], sha256)
    if (piece) {
      if (item.content) item.content = { ...item.content, html: '' as typeof item.content.html }
      item.summaryHtml = null
    }
    return { hash, piece }
  })
  return ok({ parsed: feed, items })
}
