// Copies a page's tree, mended and without what is never part of an article, for the extractor to read.
import { bodyName, isBoilerplate, looseBodyName } from './boilerplate.ts'
import { LightElement, LightText } from './light-dom.ts'
import { linkShare, nothing, type Weight } from './measure.ts'
import { namesOf } from './names.ts'
import { attribute, attributesOf, type Element, isElement, isText, type Parent } from './parse.ts'
import { imagesOnly, pictureIn, realPictureBefore } from './page-pictures.ts'
import { choosePicture, type FoundPicture } from './pictures.ts'
import { fileMark, playerOf } from './players.ts'
import { isToggle, nameFor, onlyChild, pieceIn } from './wrappers.ts'
import { voids } from './writer.ts'

const dropped = new Set(
  'head script style template svg object embed applet link meta base title input button select textarea option canvas map area param track source frame frameset noframes dialog progress meter datalist'.split(
    ' ',
  ),
)
/** All that the extractor and the sanitiser look at. */
const wanted = new Set(
  'class id role href itemprop rel dir lang title hidden aria-hidden aria-modal style colspan rowspan scope datetime start type reversed value open name width height border summary datatable alt'.split(
    ' ',
  ),
)
const hiding = new Set(['style', 'hidden', 'aria-hidden'])
const tooMany = 60_000
const blocks = new Set(
  'article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li main nav ol p section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Fills `into` with what is in `root`; answers how many elements that are. */
export function normalise(root: Parent, base: string, weights: Map<Parent, Weight>, into: LightElement): number {
  const page = weights.get(root) ?? nothing
  let at = into
  let elements = 0
  let breaks = 0
  /** Between blocks white space means nothing, and costs a node of its own. */
  let between = false
  /** How many elements around may be the text. */
  let home = isElement(root) ? 1 : 0
  const several = new Map<Parent, boolean>()

  function children(parent: Parent): void {
    for (const node of parent.childNodes)
      if (isText(node)) {
        const blank = !/\S/.test(node.value)
        if (blank && between) continue
        at.appendChild(new LightText(node.value))
        between = false
        if (!blank) breaks = 0
      } else if (isElement(node)) element(node)
  }

  function element(node: Element): void {
    const tag = node.tagName
    if (elements >= tooMany || (dropped.has(tag) && !isToggle(node))) return
    switch (tag) {
      case 'img':
      case 'amp-img':
        return image(choosePicture(attributesOf(node), base), attribute(node, 'alt'), node)
      case 'picture': {
        const found = pictureIn(node, base)
        return image(found.picture, found.alt, node)
      }
      case 'noscript':
        if (imagesOnly(node) && !realPictureBefore(node, base)) children(node)
        return
      case 'iframe': {
        const attributes = attributesOf(node)
        const player = playerOf(attributes, base)
        between = false
        if (player) frame({ src: attributes['data-src'] ?? attributes['src'] ?? '', title: player.label ?? '' })
        return
      }
      case 'video':
      case 'audio':
        return media(node)
      case 'br':
        elements++
        between = false
        if (++breaks <= 2) at.appendChild(new LightElement('br'))
        return
    }
    const weight = weights.get(node)
    if (weight && (isBoilerplate(node, weight, page) || (home === 0 && isMenu(node, weight, page)))) return
    const mayBe = mayBeText(node)
    const isHome = home === 0 && mayBe
    if (isHome) home++
    if (home > 0 && !mayBe) {
      const only = onlyChild(node)
      if (only) return element(only)
      const piece = pieceIn(node, weights, several)
      if (piece) return children(piece)
    }
    elements++
    const name = nameFor(node, weight ?? null)
    const made = new LightElement(name)
    // What hides most of the page until its scripts have run hides nothing from its reader.
    const isMost = weight !== undefined && weight.prose > page.prose * 0.4 && weight.prose > 250
    for (const { name, value } of node.attrs)
      if (wanted.has(name) && value.length < 2000 && !(isMost && hiding.has(name))) made.setAttribute(name, value)
    at.appendChild(made)
    const block = blocks.has(name)
    between = block
    if (voids.has(name)) return
    breaks = /^(?:p|div|li|td)$/.test(name) ? 0 : breaks
    const around = at
    at = made
    children(node)
    at = around
    between = block
    if (isHome) home--
  }

  function image(found: FoundPicture | null, alt: string | null, node: Element): void {
    if (!found) return
    elements++
    between = false
    add('img', {
      src: found.url,
      alt: alt ?? '',
      width: found.width?.toString(),
      height: found.height?.toString(),
      class: attribute(node, 'class') ?? undefined,
    })
  }

  function media(node: Element): void {
    const sources = [node, ...node.childNodes.filter((child) => isElement(child) && child.tagName === 'source')]
    const src = sources.flatMap((each) => (isElement(each) ? (attribute(each, 'src') ?? []) : []))[0]
    if (!src || /^(?:blob|data):/.test(src)) return
    between = false
    frame({
      'data-file': node.tagName === 'video' ? fileMark.video : fileMark.audio,
      src,
      poster: attribute(node, 'poster') ?? undefined,
      title: attribute(node, 'title') ?? attribute(node, 'aria-label') ?? '',
    })
  }

  const frame = (attributes: Record<string, string | undefined>) => add('iframe', attributes)

  function add(name: string, attributes: Record<string, string | undefined>): void {
    const made = new LightElement(name)
    for (const key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key])
    at.appendChild(made)
  }

  children(root)
  return elements
}

const mayBeText = (node: Element): boolean =>
  node.tagName === 'article' ||
  node.tagName === 'main' ||
  attribute(node, 'role') === 'main' ||
  namesOf(node).some((name) => bodyName.test(name) || looseBodyName.test(name))

/** Links in numbers, away from the text: half of most pages, and the extractor would only look at them and leave them. */
const isMenu = (node: Element, weight: Weight, page: Weight): boolean =>
  page.prose > 600 &&
  weight.prose === 0 &&
  weight.elements >= 20 &&
  !weight.heading &&
  /^(?:div|section|ul|ol|table|aside|header|footer|nav)$/.test(node.tagName) &&
  linkShare(weight) > 0.85
