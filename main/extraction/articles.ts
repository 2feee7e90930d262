// Finds the article in a page: Readability first, then a second look where its answer is short or disagrees with the page's own words.
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { linkShare, weigh, type Weight } from './measure.ts'
import { normalise } from './normalise.ts'
import { attribute, type Element, elementsIn, type Parent, readFragment, textOf } from './parse.ts'
import { folded } from './plain.ts'
import { escapeText, escapeValue } from './writer.ts'

export interface Found {
  html: string
  text: string
}

const players =
  /\/\/(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|twitch|spotify|soundcloud|podcasts\.apple)\.\w+|\/videos\/embed\/|^broadsheet:/i
/** Readability's work grows faster than the page. */
const mostElements = 30_000

export function findArticle(
  document: Parent,
  page: { url: string; headline: string | null; articleBody: string | null; free: boolean | null },
): Found | null {
  const weights = weigh(document)
  const first = readable(document, page, weights)
  const told = page.articleBody && page.articleBody.length >= 400 ? page.articleBody : null
  const agreement = told && first ? overlap(first.text, told) : 1
  const short = !first || first.text.length < 700
  if (!short && agreement > 0.85) return first
  let best = first
  let score = told && first ? agreement : 0
  for (const candidate of candidates(document, weights)) {
    const found = written(candidate, page.url, weights)
    const better = told
      ? overlap(found.text, told) > score + 0.03
      : found.text.length > (best?.text.length ?? 0) * 1.5 + 100
    if (!better) continue
    best = found
    score = told ? overlap(found.text, told) : 0
  }
  // The page may write its text with a script, and tell it here.
  if (told && page.free !== false && score < 0.6 && told.length > (best?.text.length ?? 0) * 1.3) return fromText(told)
  return best ?? whole(document, page.url, weights)
}

/** Where nothing stands out: the page, if it is more text than links. */
function whole(document: Parent, url: string, weights: Map<Parent, Weight>): Found | null {
  const weight = weights.get(document)
  return weight && weight.text > 200 && linkShare(weight) < 0.4 ? written(document, url, weights) : null
}

function readable(
  document: Parent,
  page: { url: string; headline: string | null },
  weights: Map<Parent, Weight>,
): Found | null {
  const { html, elements } = normalise(document, page.url, weights)
  if (elements > mostElements) return null
  const title = page.headline ? `<title>${escapeText(page.headline)}</title>` : ''
  const window = parseHTML(
    `<!doctype html><html><head>${title}<base href="${escapeValue(page.url)}"></head><body>${html}</body></html>`,
  )
  const result = new Readability<string>(window.document, {
    disableJSONLD: true,
    keepClasses: true,
    allowedVideoRegex: players,
  }).parse()
  return result?.content ? { html: result.content, text: (result.textContent ?? '').replace(/\s+/g, ' ').trim() } : null
}

const bodyName =
  /(?:^|[\s_-])(?:article-?_*(?:body|content|text)|entry-content|post-?_*(?:content|body|text)|story-?_*(?:body|content|text)|body-?(?:content|text|copy)|content-?(?:body|text)|articlebody|articletext|main-?(?:content|text)|news-?(?:text|body|content)|text-?(?:body|content)|cuerpo|texto|corpo|artikel-?(?:text|inhalt|body)|cikk|tresc|markdown-body|mw-parser-output)(?:$|[\s_-])/i

/** Elements that call themselves the text, best known first. */
function candidates(document: Parent, weights: Map<Parent, Weight>): Element[] {
  const found: { element: Element; rank: number; text: number }[] = []
  for (const element of elementsIn(document)) {
    const tag = element.tagName
    if (!/^(?:div|section|article|main|td)$/.test(tag)) continue
    const weight = weights.get(element)
    if (!weight || weight.text < 150 || linkShare(weight) > 0.5) continue
    const property = attribute(element, 'itemprop') ?? ''
    const name = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    const rank = /articlebody/i.test(property)
      ? 0
      : bodyName.test(name)
        ? 1
        : tag === 'article'
          ? 2
          : tag === 'main' || attribute(element, 'role') === 'main'
            ? 3
            : 9
    if (rank < 9) found.push({ element, rank, text: weight.text })
  }
  found.sort((a, b) => a.rank - b.rank || b.text - a.text)
  return found.slice(0, 8).map((each) => each.element)
}

function written(element: Parent, url: string, weights: Map<Parent, Weight>): Found {
  const { html } = normalise(element, url, weights)
  return { html, text: textOf(readFragment(html)).replace(/\s+/g, ' ').trim() }
}

function fromText(text: string): Found {
  const marked = /<(?:p|br|div)\b/i.test(text)
  const html = marked
    ? text
    : text
        .split(/\n\s*\n|\r\n|\n/)
        .flatMap((part) => (part.trim() ? `<p>${escapeText(part.trim())}</p>` : []))
        .join('\n')
  return { html, text: textOf(readFragment(html)).replace(/\s+/g, ' ').trim() }
}

/** How alike two texts are in their words, 0 to 1 (F1 over the words with their numbers). */
export function overlap(a: string, b: string): number {
  const counts = new Map<string, number>()
  const left = tokens(a)
  const right = tokens(b)
  if (left.length === 0 || right.length === 0) return 0
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count > 0) {
      common++
      counts.set(word, count - 1)
    }
  }
  return (2 * common) / (left.length + right.length)
}

function tokens(text: string): string[] {
  const plain = folded(text.slice(0, 200_000).replace(/<[^<>]{0,500}>/g, ' '))
  // Without spaces between words, characters are the words.
  return /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(plain) ? [...plain.replace(/ /g, '')] : plain.split(' ')
}
