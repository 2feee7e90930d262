// Finds the article in a page: Readability first, then a second look where its answer is short or disagrees with the page's own words.
import { Readability } from '@mozilla/readability'
import { candidates, type Named } from './candidates.ts'
import { LightElement } from './light-dom.ts'
import { LightPage } from './light-page.ts'
import { linkShare, type Weight } from './measure.ts'
import { upToEnd } from './ends.ts'
import { normalise } from './normalise.ts'
import { elementsIn, type Parent, readFragment, textOf } from './parse.ts'
import { overlap, share } from './likeness.ts'
import { isConsent } from './walls.ts'
import { escapeText } from './escape.ts'

export interface Found {
  text: string
  /** Its elements, to be changed by whoever asks. */
  tree: () => Parent
}

/** Of a document it asks no more than LightPage has. */
const Reader = Readability as unknown as new (
  page: LightPage,
  options: NonNullable<ConstructorParameters<typeof Readability>[1]>,
) => Pick<Readability, 'parse'>

const players =
  /\/\/(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|twitch|spotify|soundcloud|podcasts\.apple)\.\w+|\/videos\/embed\/|^broadsheet:/i
const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
/** Readability's work grows faster than the page. */
const mostElements = 30_000

export function findArticle(
  document: Parent,
  page: {
    url: string
    headline: string | null
    articleBody: string | null
    free: boolean | null
  },
  weights: Map<Parent, Weight>,
): Found | null {
  const first = readable(document, page, weights)
  const told = page.articleBody && page.articleBody.length >= 400 ? page.articleBody : null
  const named = candidates(weights)
  const best = told ? closest(first, named, told, page, weights) : fuller(first, named, page.url, weights)
  return best ?? whole(document, page.url, weights)
}

/** Where JSON-LD tells the text, what agrees with it best. */
function closest(
  first: Found | null,
  named: readonly Named[],
  told: string,
  page: { url: string; free: boolean | null },
  weights: Map<Parent, Weight>,
): Found | null {
  let best = first
  let score = first ? overlap(first.text, told) : 0
  if (score > 0.9) return best
  for (const { element } of named) {
    const found = written(element, page.url, weights)
    const agreement = overlap(found.text, told)
    if (agreement <= score + 0.03) continue
    best = found
    score = agreement
  }
  // The page may write its text with a script, and tell it here.
  if (page.free !== false && told.length > (best?.text.length ?? 0) * 1.3) {
    const isPart = best !== null && score < 0.85 && share(best.text, told) > 0.85
    if (score < 0.6 || isPart) return fromText(told)
  }
  return best
}

/** Where the extractor took a part, or too much, an element that calls itself the text knows better. */
function fuller(first: Found | null, named: readonly Named[], url: string, weights: Map<Parent, Weight>): Found | null {
  const consent = first !== null && isConsent(first.text)
  if (!first || consent || first.text.length < 500) {
    for (const { element, rank } of named) {
      if (rank > 1 && !consent && first && first.text.length > 140) continue
      const found = written(element, url, weights)
      if (!isConsent(found.text) && (consent || found.text.length > (first?.text.length ?? 0) * 1.5 + 100)) return found
    }
    return first
  }
  // Where the extractor went elsewhere, the text is with its headline.
  const home = named.findLast((each) => each.rank >= 2 && weights.get(each.element)?.heading)
  if (home && home.text >= 120) {
    const inside = elementsIn(home.element)
    const body = named.find((each) => each.rank < 2 && inside.includes(each.element)) ?? home
    if (share(first.text, textOf(home.element)) < 0.5) return written(body.element, url, weights)
  }
  const marked = named.filter((each) => each.rank === 0)
  const only = marked.length === 1 ? marked[0] : undefined
  if (only && (weights.get(only.element)?.prose ?? 0) > 250) {
    const found = written(only.element, url, weights)
    if (first.text.length > found.text.length * 1.6 && share(found.text, first.text) > 0.9) return found
  }
  for (const { element, rank } of named) {
    const prose = weights.get(element)?.prose ?? 0
    if (rank > 2 || prose < first.text.length * (rank === 2 ? 2.2 : 1.3)) continue
    const found = written(element, url, weights)
    if (found.text.length > first.text.length * (rank === 2 ? 2.2 : 1.3) && share(first.text, found.text) > 0.9)
      return found
  }
  return { ...first, tree: () => upToEnd(first.tree(), named, weights) }
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
  const light = new LightPage(page.headline ?? '', page.url)
  if (normalise(document, page.url, weights, light.body) > mostElements) return null
  const result = new Reader(light, {
    disableJSONLD: true,
    keepClasses: true,
    allowedVideoRegex: players,
    charThreshold: enough(page.headline, weights.get(document)?.prose ?? 0),
  }).parse()
  const html = result?.content
  return html ? { text: evened(result.textContent ?? ''), tree: () => readFragment(html) } : null
}

/** With less than this the extractor looks again, less strictly, and finds what stands around: short news is short. */
function enough(headline: string | null, prose: number): number {
  const unit = wide.test(headline ?? '') ? 0.5 : 1
  return prose > 2500 * unit ? 500 * unit : 250 * unit
}

function written(element: Parent, url: string, weights: Map<Parent, Weight>): Found {
  const light = new LightElement('div')
  normalise(element, url, weights, light)
  return { text: evened(light.textContent), tree: () => readFragment(light.innerHTML) }
}

function fromText(text: string): Found {
  const marked = /<(?:p|br|div)\b/i.test(text)
  const html = marked
    ? text
    : text
        .split(/\n\s*\n|\r\n|\n/)
        .flatMap((part) => (part.trim() ? `<p>${escapeText(part.trim())}</p>` : []))
        .join('\n')
  return { text: evened(textOf(readFragment(html))), tree: () => readFragment(html) }
}

const evened = (text: string) => text.replace(/\s+/g, ' ').trim()
