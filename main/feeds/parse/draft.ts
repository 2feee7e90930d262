// An item while it is read: candidates in the order of the document, decided when all have been seen.
import { isWebAddress, resolveAddress } from '../../base/address.ts'
import { htmlOf, lineOf, textOf, type Construct } from './construct.ts'
import { addAlternate } from './item-links.ts'
import { MediaReader } from './media-rss.ts'
import { ItemPodcast } from './podcast.ts'
import { languageIn } from './values.ts'
import type { Element } from './element.ts'
import { emptyItem, type ParsedItem } from '../../base/parsed-feed.ts'
import type { RawHtml } from '../../contract/models.ts'

export class Draft {
  readonly item = emptyItem()
  readonly media = new MediaReader()
  readonly podcast = new ItemPodcast()
  title: Construct | null = null
  mediaTitle: Construct | null = null
  summary: Construct | null = null
  laterSummary: Construct | null = null
  spareSummary: Construct | null = null
  caption: Construct | null = null
  content: Construct | null = null
  link: string | null = null
  permalink: string | null = null
  commentsUrl: string | null = null
  commentsFeed: string | null = null
  commentsCount: number | null = null
  license: string | null = null
}

export function finish(
  element: Element,
  draft: Draft,
  about: string | undefined,
  feedLanguage: string | null,
): ParsedItem {
  const { item } = draft
  const title = draft.title ?? draft.mediaTitle
  if (title) {
    item.title = lineOf(title) || null
    item.titleHtml = title.html as RawHtml | null
  }
  const body = draft.content ?? draft.laterSummary
  const short = draft.summary ?? draft.spareSummary ?? draft.caption
  if (short) {
    item.summary = textOf(short) || null
    item.summaryHtml = short.html as RawHtml | null
  }
  if (body)
    item.content = { html: htmlOf(body), type: body.type, base: body.base || null, language: languageIn(body.language) }
  item.link = draft.link ?? draft.permalink
  const aboutLink = about === undefined || item.link !== null ? null : resolveAddress(about, element.base)
  if (aboutLink !== null && isWebAddress(aboutLink)) addAlternate(item, aboutLink)
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
