// Writes a page's tree down again, mended and without what is never part of an article, for the extractor to read.
import { isBoilerplate } from './boilerplate.ts'
import { nothing, type Weight } from './measure.ts'
import { attribute, attributesOf, type Element, isElement, isText, type Parent, textOf } from './parse.ts'
import { choosePicture, type FoundPicture } from './pictures.ts'
import { fileMark, playerOf } from './players.ts'
import { escapeText, escapeValue } from './escape.ts'
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
const tooMany = 60_000

export interface Normalised {
  html: string
  elements: number
}

export function normalise(root: Parent, base: string, weights: Map<Parent, Weight>): Normalised {
  const page = weights.get(root) ?? nothing
  const out: string[] = []
  let elements = 0
  let breaks = 0

  function children(parent: Parent): void {
    for (const node of parent.childNodes)
      if (isText(node)) {
        out.push(escapeText(node.value))
        if (breaks > 0 && /\S/.test(node.value)) breaks = 0
      } else if (isElement(node)) element(node)
  }

  function element(node: Element): void {
    const tag = node.tagName
    if (dropped.has(tag) || elements >= tooMany) return
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
        if (player)
          out.push(
            `<iframe src="${escapeValue(attributes['data-src'] ?? attributes['src'] ?? '')}" title="${escapeValue(player.label ?? '')}"></iframe>`,
          )
        return
      }
      case 'video':
      case 'audio':
        return media(node)
      case 'br':
        if (++breaks <= 2) out.push('<br>')
        return
    }
    const weight = weights.get(node)
    if (weight && isBoilerplate(node, weight, page)) return
    elements++
    // Letters set one by one and the like need no element of their own.
    const name = tag === 'font' || tag === 'center' ? (tag === 'center' ? 'div' : 'span') : tag
    out.push(`<${name}${kept(node)}>`)
    if (voids.has(name)) return
    breaks = /^(?:p|div|li|td)$/.test(name) ? 0 : breaks
    children(node)
    out.push(`</${name}>`)
  }

  function image(found: FoundPicture | null, alt: string | null, node: Element): void {
    if (!found) return
    elements++
    const size = `${found.width ? ` width="${found.width}"` : ''}${found.height ? ` height="${found.height}"` : ''}`
    const className = attribute(node, 'class')
    out.push(
      `<img src="${escapeValue(found.url)}" alt="${escapeValue(alt ?? '')}"${size}${className ? ` class="${escapeValue(className)}"` : ''}>`,
    )
  }

  function media(node: Element): void {
    const sources = [node, ...node.childNodes.filter((child) => isElement(child) && child.tagName === 'source')]
    const src = sources.flatMap((each) => (isElement(each) ? (attribute(each, 'src') ?? []) : []))[0]
    if (!src || /^(?:blob|data):/.test(src)) return
    const kind = node.tagName === 'video' ? fileMark.video : fileMark.audio
    const poster = attribute(node, 'poster')
    const title = attribute(node, 'title') ?? attribute(node, 'aria-label') ?? ''
    out.push(
      `<iframe data-file="${kind}" src="${escapeValue(src)}"${poster ? ` poster="${escapeValue(poster)}"` : ''} title="${escapeValue(title)}"></iframe>`,
    )
  }

  children(root)
  return { html: out.join(''), elements }
}

function kept(node: Element): string {
  let written = ''
  for (const { name, value } of node.attrs)
    if (wanted.has(name) && value.length < 2000) written += ` ${name}="${escapeValue(value)}"`
  return written
}

function pictureIn(node: Element, base: string): { picture: FoundPicture | null; alt: string | null } {
  const sets: string[] = []
  let attributes: Record<string, string> = {}
  const look = (parent: Parent) => {
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      if (child.tagName === 'img') attributes = attributesOf(child)
      else if (child.tagName === 'source') {
        const set = attribute(child, 'srcset') ?? attribute(child, 'data-srcset')
        if (set) sets.push(set)
      } else look(child)
    }
  }
  look(node)
  return { picture: choosePicture(attributes, base, sets), alt: attributes['alt'] ?? null }
}

const imagesOnly = (node: Element): boolean => textOf(node).trim() === '' && /img|picture|iframe/.test(names(node))
const names = (node: Parent): string =>
  node.childNodes.map((child) => (isElement(child) ? `${child.tagName} ${names(child)}` : '')).join(' ')

function realPictureBefore(node: Element, base: string): boolean {
  const siblings = node.parentNode?.childNodes ?? []
  for (let i = siblings.indexOf(node) - 1; i >= 0; i--) {
    const before = siblings[i]
    if (!before || !isElement(before)) continue
    if (before.tagName === 'img') return choosePicture(attributesOf(before), base) !== null
    if (before.tagName === 'picture') return pictureIn(before, base).picture !== null
    return false
  }
  return false
}
