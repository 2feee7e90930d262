// An article page as read: what `broadsheet extract FILE --url` prints.
import type { CleanedMedia } from './jobs.ts'
import type { CleanHtml, Instant } from '../contract/models.ts'

export interface ExtractedPage {
  /** null: nothing to read was found, or a wall. */
  html: CleanHtml | null
  text: string
  words: number
  media: CleanedMedia[]
  wall: 'consent' | 'bot' | 'paywall' | null
  /** `page` when the page's own text won over what the feed gave. */
  source: 'page' | 'feed'
  meta: PageMetadata
}

/** From JSON-LD first, then meta tags, then the page. */
export interface PageMetadata {
  headline: string | null
  kicker: string | null
  standfirst: string | null
  authors: string[]
  agency: string | null
  publisher: string | null
  publishedAt: Instant | null
  updatedAt: Instant | null
  section: string | null
  keywords: string[]
  language: string | null
  direction: 'ltr' | 'rtl' | null
  canonicalUrl: string | null
  image: {
    url: string
    width: number | null
    height: number | null
    caption: string | null
    credit: string | null
  } | null
  audio: { url: string; type: string | null; duration: number | null } | null
  isAccessibleForFree: boolean | null
  paywallSelectors: string[]
  commentCount: number | null
  commentsUrl: string | null
  feeds: { url: string; title: string | null; type: string | null }[]
  icon: string | null
}
