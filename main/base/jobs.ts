// The heavy work that is done in a worker thread: what goes in, what comes out. hosts/node/worker.ts does it.
import type { ParsedFeed } from './parsed-feed.ts'
import type { CleanHtml, RawHtml } from '../contract/models.ts'
import type { ExtractedPage } from './extracted-page.ts'
import type { OpmlOutline } from '../contract/models.ts'

export interface Jobs {
  'feed.parse': { in: { bytes: Uint8Array; contentType: string | null; url: string }; out: ParsedFeed }
  /** Parses, and cleans what is not `known` (checksums of items, base/feed-item.ts) in the same go. */
  'feed.read': {
    in: { bytes: Uint8Array; contentType: string | null; url: string; known: Uint32Array }
    out: ReadFeed
  }
  'html.clean': { in: { pieces: { html: RawHtml; baseUrl: string | null }[] }; out: BriefPiece[] }
  'page.extract': {
    in: { bytes: Uint8Array; contentType: string | null; url: string; feedHtml?: CleanHtml | null }
    out: ExtractedPage
  }
  /** Feeds that a page declares or links to, the likeliest first. `url`: where it came from; `base`: where its links begin. */
  'page.feeds': {
    in: { bytes: Uint8Array; contentType: string | null; url: string; base: string }
    out: PageFeed[]
  }
  /** Addresses of a site's icon, the best first. */
  'page.icons': { in: { bytes: Uint8Array; contentType: string | null; url: string }; out: string[] }
  /** From the beginning of the file; null: that is no picture, or not enough of it. */
  'picture.size': { in: { bytes: Uint8Array }; out: { width: number; height: number } | null }
  'opml.parse': {
    in: { text: string }
    out: { outlines: OpmlOutline[]; feeds: number; folders: number; refused: { text: string; why: string }[] }
  }
}

export interface PageFeed {
  url: string
  title: string | null
  /** Lower is better. */
  rank: number
}

/** What the sanitiser makes of one fragment. */
export interface CleanedPiece {
  html: CleanHtml
  /** The same without markup, whitespace collapsed. */
  text: string
  words: number
  media: CleanedMedia[]
}

/** A file that a clean fragment refers to by `/media/<key>` (pictures), or that it offers (sound, video). */
export interface CleanedMedia {
  key: string
  url: string
  kind: 'picture' | 'audio' | 'video'
  width: number | null
  height: number | null
  caption: string | null
  alt: string | null
}

/** A cleaned fragment as it crosses threads: of the text only what decisions need, since the html says it all. */
export interface BriefPiece extends Omit<CleanedPiece, 'text'> {
  /** The first 1,000 characters of the text. */
  beginning: string
  /** Its last 60. */
  ending: string
}

/** A feed with its new texts cleaned. Raw texts whose clean form is here are emptied: they are megabytes. */
export interface ReadFeed {
  parsed: ParsedFeed
  items: { hash: number; piece: BriefPiece | null }[]
}
