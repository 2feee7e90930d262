// Chooses headline, kicker and standfirst among what JSON-LD, meta tags and the page itself offer.
import type { Thing } from './json-ld.ts'
import type { First } from './metadata.ts'
import type { PageHead } from './page-head.ts'
import { namesOf } from './names.ts'
import { attribute, type Child, type Element, elementsIn, isElement, textOf } from './parse.ts'
import { folded, plain } from './plain.ts'

/** What two sources say alike wins; else JSON-LD, then meta tags, then the page. */
export function headlineOf(ld: Thing, head: PageHead, first: First, publisher: string | null): string | null {
  const site = first('og:site_name') ?? publisher
  const ones = head.headings.filter((element) => element.tagName === 'h1')
  const h1 = ones.map((element) => plain(textOf(element)))
  const parts = new Set(
    ones.flatMap((element) => {
      const texts = element.childNodes.map((part) => folded(textOf(part))).filter(Boolean)
      return texts.length > 1 ? texts : []
    }),
  )
  const marked = head.properties.get('headline')?.[0]
  const candidates = [
    withoutSite(plain(ld['headline']), site, true),
    withoutSite(first('og:title'), site),
    withoutSite(first('twitter:title', 'dc.title', 'sailthru.title', 'parsely-title', 'title', 'headline'), site),
    marked ? plain(textOf(marked)) : null,
    ...h1.slice(0, 3).map((each) => withoutSite(each, site, true)),
    withoutSite(head.title, site) ?? plain(head.title),
    plain(ld['name']),
    plain(ld['alternativeHeadline']),
  ].flatMap((each) => (each && each.length < 400 && folded(each) ? [each] : []))
  let best: string | null = null
  let most = 0
  for (const [index, candidate] of candidates.entries()) {
    const key = folded(candidate)
    // A heading of kicker and headline speaks for each.
    const votes = candidates.filter((each) => folded(each) === key).length + (parts.has(key) ? 1 : 0)
    // The page's own name is never its headline.
    const isSite = site !== null && key === folded(site)
    const score = isSite ? 0.1 : Math.min(votes, 3) + (candidates.length - index) / 100
    if (score > most) {
      best = candidate
      most = score
    }
  }
  return best
}

/** "Headline | The Paper" → "Headline", where the last part is the paper, or (unless `known`) plainly a label. */
export function withoutSite(title: string | null, site: string | null, known = false): string | null {
  if (!title) return null
  const end = site && new RegExp(`^(.{4,}?)\\s*[|｜–—·•»:：_-]\\s*${escaped(site)}$`, 'iu').exec(title)
  if (end?.[1]) return end[1]
  if (known) return title
  const match = /^(.{8,}?)\s+(?:[|–—·•»]|-|::)\s+([^|–—·•»]{2,60})$/u.exec(title)
  if (!match?.[1] || !match[2]) return title
  const tail = folded(match[2])
  const paper = site ? folded(site) : ''
  const isPaper = paper !== '' && (tail === paper || tail.includes(paper) || paper.includes(tail))
  if (isPaper) return match[1]
  // Without a name to go by: a short tail after a bar, or a host.
  if (/\s\|\s/.test(title) && match[2].split(' ').length <= 4) return match[1]
  return /^\S+\.(?:com|org|net|de|ch|fr|it|es|co\.uk|nl|ru|at|se|no|dk|pl|info)$/i.test(match[2]) ? match[1] : title
}

const escaped = (text: string) => text.slice(0, 100).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const kickerClass =
  /(?:^|[\s_-])(?:kicker|overline|dachzeile|surtitle|surtitre|eyebrow|antetitulo|occhiello|pretitle|superhead|roofline|spitzmarke|rubric|topline)(?:$|[\s_-])/i
const standfirstClass =
  /(?:^|[\s_-])(?:standfirst|lead|lede|dek|deck|subtitle|sub-title|subhead|subheadline|sub-headline|intro|introduction|chapo|chapeau|abstract|teaser|vorspann|anriss|excerpt|summary|bajada|entradilla|sottotitolo|sommario|ingress|manchet|preamble|article-description|description|desc|perex|sapo|sumario|subtitulo|entradilla|headnote|lead-text)(?:$|[\s_-]|text)/i

const marks = (element: Element) =>
  `${namesOf(element).join(' ')} ${attribute(element, 'itemprop') ?? ''}`.slice(0, 400)
export const isStandfirstMark = (element: Element) =>
  standfirstClass.test(marks(element)) && !/teaser-list|leaderboard|lead-image/i.test(marks(element))

export function kickerOf(ld: Thing, head: PageHead, headline: string | null): string | null {
  const h1 = mainHeading(head, headline)
  for (const near of h1 ? around(h1) : []) {
    if (near === h1 || !kickerClass.test(marks(near))) continue
    const text = plain(textOf(near))
    if (text && text.length <= 80 && text !== headline) return text
  }
  for (const child of h1?.childNodes ?? [])
    if (isElement(child) && kickerClass.test(marks(child))) return plain(textOf(child))
  const told = plain(ld['alternativeHeadline'])
  return told && told.length <= 40 && told !== headline && !headline?.includes(told) ? told : null
}

/** What stands between the headline and the text, or what the tags call a description. */
export function standfirstOf(ld: Thing, head: PageHead, first: First, headline: string | null): string | null {
  const h1 = mainHeading(head, headline)
  const told =
    plain(ld['description']) ?? first('og:description', 'description', 'twitter:description', 'dc.description')
  for (const near of h1 ? around(h1) : []) {
    if (near === h1 || /^(?:h1|time|nav|ul|figure)$/.test(near.tagName) || !isStandfirstMark(near)) continue
    const text = plain(textOf(near))
    if (text && text.length >= 30 && text.length <= 900 && !holdsPicture(near)) return text
  }
  return told && told !== headline ? told.slice(0, 900) : null
}

const holdsPicture = (element: Element): boolean =>
  elementsIn(element).some((each) => each.tagName === 'img' || each.tagName === 'figure')

export function mainHeading(head: PageHead, headline: string | null): Element | null {
  const ones = head.headings.filter((element) => element.tagName === 'h1')
  const wanted = headline ? folded(headline) : ''
  return (
    ones.find((element) => folded(textOf(element)) === wanted) ??
    ones.find((element) => folded(textOf(element)).includes(wanted)) ??
    ones[0] ??
    null
  )
}

/** Elements close to the heading: siblings, and those of its parents' that hold little. */
function around(heading: Element): Element[] {
  const found: Element[] = []
  let inner: Element = heading
  for (let level = 0; level < 3; level++) {
    const parent = inner.parentNode
    if (!parent || !isElement(parent) || /^(?:body|html)$/.test(parent.tagName)) break
    const at = parent.childNodes.indexOf(inner)
    for (const child of parent.childNodes.slice(Math.max(0, at - 4), at + 8)) gather(child, found, 0)
    if (parent.tagName === 'article' || parent.tagName === 'main') break
    inner = parent
  }
  return found
}

function gather(node: Child, found: Element[], depth: number): void {
  if (!isElement(node) || found.length > 60) return
  found.push(node)
  if (depth < 2) for (const child of node.childNodes.slice(0, 10)) gather(child, found, depth + 1)
}
