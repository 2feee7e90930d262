// A page as it came over the wire → a clean article with its metadata.
import { decodeText } from '../base/charset.ts'
import type { ExtractedPage } from '../base/extracted-page.ts'
import type { CleanedPiece, Jobs } from '../base/jobs.ts'
import type { CleanHtml, RawHtml } from '../contract/models.ts'
import { agencyOf } from '../base/agency.ts'
import { findArticle, type Found } from './articles.ts'
import { cleanPiece, normalLines } from './clean.ts'
import { withoutComments } from './comments.ts'
import { withoutStoriesElsewhere } from './elsewhere.ts'
import { cleanTree } from './full-clean.ts'
import { isStandfirstMark } from './headline.ts'
import { weigh, type Weight } from './measure.ts'
import { overlap } from './likeness.ts'
import { readMetadata } from './metadata.ts'
import { withoutPrograms } from './programs.ts'
import { readHead } from './page-head.ts'
import { attribute, attributesOf, elementsIn, isElement, type Parent, readDocument, textOf } from './parse.ts'
import { choosePicture } from './pictures.ts'
import { folded } from './plain.ts'
import { simplify } from './simplify.ts'
import { pictureName, withoutBylines, withoutLead, withoutRepeated, withoutStandfirst } from './repeats.ts'
import { withoutEnding, withoutInvitations, withoutNotice, withoutOffer } from './trim.ts'
import { wallOf } from './walls.ts'
import { countWords } from './words.ts'
import { Writer } from './writer.ts'

type Sha256 = (text: string) => string
const longest = 12_000_000

export function extractPage(input: Jobs['page.extract']['in'], sha256: Sha256): ExtractedPage {
  const { text: decoded } = decodeText(input.bytes, { contentType: input.contentType, kind: 'html' })
  const source = normalLines(decoded.slice(0, longest))
  const document = readDocument(withoutPrograms(source))
  const head = readHead(document)
  const base = (head.base && URL.parse(head.base, input.url)?.href) || input.url
  const { meta, articleBody } = readMetadata(head, input.url, '')
  const weights = weigh(document)
  const free = meta.isAccessibleForFree
  const found = findArticle(document, { url: base, headline: meta.headline, articleBody, free }, weights)
  const wall = wallOf({
    head: source.slice(0, 400_000),
    title: head.title,
    size: weights.get(document)?.text ?? 0,
    text: () => bodyText(document),
    article: found?.text ?? '',
    free,
  })
  const nothing = { html: null, text: '', words: 0, media: [], wall, source: 'page' as const, meta }
  const feed = input.feedHtml
    ? cleanPiece({ html: input.feedHtml as string as RawHtml, baseUrl: input.url }, sha256)
    : null
  if (wall === 'consent' || wall === 'bot' || !found)
    return feed?.words && wall === null ? fromFeed(feed, input.feedHtml, nothing) : nothing

  const { full, running, piece, caption, standfirst } = written(
    found,
    weights,
    { ...meta, base },
    wall === 'paywall',
    sha256,
  )
  if (meta.image) meta.image.caption ??= caption ?? captionOf(document, meta.image.url, base)
  meta.agency ??= agencyOf(meta.authors, running.slice(0, 300))
  if (feed && full.words < feed.words * 0.9) return fromFeed(feed, input.feedHtml, { ...nothing, wall })
  if (full.words === 0 && piece.media.length === 0) return nothing
  const text = standfirst && meta.standfirst ? `${meta.standfirst} ${running}` : running
  return { html: piece.html, text, words: countWords(text), media: piece.media, wall, source: 'page', meta }
}

function fromFeed(feed: CleanedPiece, html: CleanHtml | null | undefined, page: ExtractedPage): ExtractedPage {
  return { ...page, html: html ?? null, text: feed.text, words: feed.words, source: 'feed' }
}

/** `full` is the whole text; `piece` lacks what is shown above it: headline, standfirst, lead picture. */
function written(
  found: Found,
  weights: Map<Parent, Weight>,
  meta: {
    authors: string[]
    kicker: string | null
    headline: string | null
    standfirst: string | null
    image: { url: string } | null
    base: string
  },
  locked: boolean,
  sha256: Sha256,
): { full: CleanedPiece; running: string; piece: CleanedPiece; caption: string | null; standfirst: boolean } {
  const tree = found.tree()
  simplify(tree)
  withoutNotice(tree)
  withoutComments(tree)
  withoutInvitations(tree)
  withoutStoriesElsewhere(tree, meta.base)
  withoutRepeated(tree, meta.kicker)
  withoutRepeated(tree, meta.headline)
  withoutBylines(tree, meta.authors)
  if (locked) withoutOffer(tree)
  withoutEnding(tree, meta.authors)
  const write = () => {
    const writer = new Writer(meta.base, sha256)
    cleanTree(tree, writer)
    return { piece: writer.finish(), running: writer.running() }
  }
  const { piece: full, running } = write()
  const lead = withoutLead(tree, meta.image?.url ?? null)
  const repeated = withoutStandfirst(tree, meta.standfirst)
  const piece = lead || repeated ? write().piece : full
  return {
    full,
    running,
    piece,
    caption: lead?.caption ?? null,
    standfirst: !repeated && isSeen(weights, meta.standfirst, running),
  }
}

/** Of the figure that shows this picture, wherever it stands. */
function captionOf(document: Parent, imageUrl: string, base: string): string | null {
  const name = pictureName(imageUrl)
  for (const figure of elementsIn(document)) {
    if (figure.tagName !== 'figure') continue
    const inside = elementsIn(figure)
    const caption = inside.find((each) => each.tagName === 'figcaption')
    const shows = inside.some((each) => {
      if (each.tagName !== 'img' && each.tagName !== 'source') return false
      const sets = attribute(each, 'srcset')
      const found = choosePicture(attributesOf(each), base, sets ? [sets] : [])
      return found !== null && (found.url === imageUrl || pictureName(found.url) === name)
    })
    if (shows && caption) return textOf(caption).replace(/\s+/g, ' ').trim().slice(0, 1000) || null
  }
  return null
}

/** The page shows its standfirst, and the extractor has left it behind. */
function isSeen(weights: Map<Parent, Weight>, standfirst: string | null, text: string): boolean {
  if (!standfirst || standfirst.length < 40) return false
  const wanted = folded(standfirst)
  const start = folded(text.slice(0, standfirst.length * 3 + 300))
  if (start.includes(wanted.slice(0, 60)) || overlap(standfirst, text.slice(0, standfirst.length)) > 0.8) return false
  for (const [element, { text: size }] of weights) {
    if (size > standfirst.length * 2 || size < standfirst.length * 0.8 || !isElement(element)) continue
    if (element.tagName !== 'p' && element.tagName !== 'h2')
      if (!/^(?:div|h3|span|strong|section)$/.test(element.tagName) || !isStandfirstMark(element)) continue
    if (folded(textOf(element)) === wanted) return true
  }
  return false
}

function bodyText(document: Parent): string {
  const parts: string[] = []
  const visit = (parent: Parent) => {
    for (const node of parent.childNodes)
      if (node.nodeName === '#text' && 'value' in node) parts.push(node.value)
      else if (isElement(node) && !/^(?:script|style|template|noscript|svg|head)$/.test(node.tagName)) visit(node)
  }
  visit(document)
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
