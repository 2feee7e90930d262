// Reads any HTML as a browser would and lets the writer write what is on the list.
import { htmlElements, mathElements } from '../contract/allowed-html.ts'
import { isHidden } from './hidden.ts'
import {
  attribute,
  attributesOf,
  type Child,
  type Element,
  isElement,
  isText,
  NS,
  type Parent,
  readFragment,
  textOf,
} from './parse.ts'
import { choosePicture } from './pictures.ts'
import { fileMark, playerOf } from './players.ts'
import { escapeText } from './escape.ts'
import { fileAddress, type Writer } from './writer.ts'

/** Left out with everything in it. */
const dropped = new Set(
  'script style template title head link meta base input button select textarea option optgroup datalist output progress meter object embed applet frame frameset noframes noembed canvas map area param track source svg dialog'.split(
    ' ',
  ),
)
/** Written under another name. */
const renamed: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  address: 'div',
  article: 'div',
  center: 'div',
  dir: 'ul',
  fieldset: 'div',
  footer: 'div',
  form: 'div',
  header: 'div',
  hgroup: 'div',
  listing: 'pre',
  main: 'div',
  menu: 'ul',
  nav: 'div',
  plaintext: 'pre',
  search: 'div',
  section: 'div',
  strike: 's',
  tt: 'code',
  xmp: 'pre',
}
const maxWrittenDepth = 120

export function cleanFully(html: string, writer: Writer): void {
  cleanTree(readFragment(html), writer)
}

export function cleanTree(tree: Parent, writer: Writer): void {
  walk(tree, writer, 0, '')
}

/** `open`: names of the elements written around, for the two that must not stand in themselves. */
function walk(parent: Parent, writer: Writer, depth: number, open: string): void {
  for (const node of parent.childNodes)
    if (isText(node)) writer.write(escapeText(node.value), node.value)
    else if (isElement(node)) element(node, writer, depth, open)
}

function element(node: Element, writer: Writer, depth: number, open: string): void {
  if (node.namespaceURI === NS.MATHML) {
    if (node.tagName === 'math') math(node, writer)
    return
  }
  const tag = node.tagName
  if (node.namespaceURI !== NS.HTML || dropped.has(tag)) return
  const attributes = attributesOf(node)
  if (isHidden(attributes)) return
  switch (tag) {
    case 'picture':
    case 'amp-img':
      return picture(node, writer)
    case 'noscript':
      if (!pictureBefore(node, writer)) walk(node, writer, depth, open)
      return
    case 'iframe':
    case 'amp-youtube':
    case 'amp-iframe': {
      if (tag === 'amp-youtube') attributes['src'] = `https://www.youtube.com/embed/${attributes['data-videoid'] ?? ''}`
      const kind = attributes['data-file']
      if (kind === fileMark.video || kind === fileMark.audio)
        return file(node, kind === fileMark.video ? 'video' : 'audio', writer)
      const player = playerOf(attributes, writer.base)
      if (player) writer.elsewhere(player.kind, { ...player, file: null, width: null, height: null })
      return
    }
    case 'video':
    case 'audio':
      return file(node, tag, writer)
    case 'pre':
    case 'listing':
      return walkPre(node, writer, depth, open)
  }
  const name = Object.hasOwn(renamed, tag) ? (renamed[tag] ?? tag) : tag
  const nested = (name === 'a' && open.includes(' a ')) || depth > maxWrittenDepth
  if (!nested && Object.hasOwn(htmlElements, name) && writer.open(name, attributes)) {
    walk(node, writer, depth + 1, name === 'a' ? `${open} a ` : open)
    writer.close()
  } else walk(node, writer, depth, open)
}

/** Reading drops one line break at the start of a <pre>; writing gives it back. */
function walkPre(node: Element, writer: Writer, depth: number, open: string): void {
  if (depth > maxWrittenDepth || !writer.open('pre', attributesOf(node))) return walk(node, writer, depth, open)
  const first = node.childNodes[0]
  if (first && isText(first) && first.value.startsWith('\n')) writer.copy('\n')
  walk(node, writer, depth + 1, open)
  writer.close()
}

function picture(node: Element, writer: Writer): void {
  const image = node.tagName === 'amp-img' ? node : imageIn(node)
  const attributes = image ? attributesOf(image) : {}
  writer.picture(choosePicture(attributes, writer.base, sourceSets(node)), attributes['alt'] ?? null)
}

function imageIn(node: Parent): Element | null {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue
    const found = child.tagName === 'img' ? child : imageIn(child)
    if (found) return found
  }
  return null
}

function sourceSets(node: Element): string[] {
  const sets: string[] = []
  for (const child of node.childNodes)
    if (isElement(child) && child.tagName === 'source')
      for (const name of ['srcset', 'data-srcset', 'data-lazy-srcset']) {
        const value = attribute(child, name)
        if (value) sets.push(value)
      }
  return sets
}

/** A lazy picture and its <noscript> twin are one picture. */
function pictureBefore(node: Element, writer: Writer): boolean {
  const siblings = node.parentNode?.childNodes ?? []
  for (let i = siblings.indexOf(node) - 1; i >= 0; i--) {
    const before: Child | undefined = siblings[i]
    if (!before || !isElement(before)) continue
    const image = before.tagName === 'img' ? before : before.tagName === 'picture' ? imageIn(before) : null
    const sets = before.tagName === 'picture' ? sourceSets(before) : []
    return image !== null && choosePicture(attributesOf(image), writer.base, sets) !== null
  }
  return false
}

function file(node: Element, kind: 'video' | 'audio', writer: Writer): void {
  const sources = [node, ...node.childNodes.filter((child) => isElement(child) && child.tagName === 'source')]
  for (const source of sources) {
    if (!isElement(source)) continue
    const url = fileAddress(attribute(source, 'src') ?? attribute(source, 'data-src') ?? undefined, writer.base)
    if (!url) continue
    const still = fileAddress(attribute(node, 'poster') ?? undefined, writer.base)
    const label = attribute(node, 'title') ?? attribute(node, 'aria-label')
    writer.elsewhere(kind, { url, file: url, still, label, width: null, height: null })
    return
  }
}

function math(node: Element, writer: Writer): void {
  const written = Object.hasOwn(mathElements, node.tagName)
  if (written) writer.openMath(node.tagName, attributesOf(node))
  for (const child of node.childNodes) {
    if (isText(child)) writer.write(escapeText(child.value), child.value)
    else if (!isElement(child) || dropped.has(child.tagName) || /^annotation/.test(child.tagName)) continue
    else if (child.namespaceURI === NS.MATHML) math(child, writer)
    else if (child.namespaceURI === NS.HTML) {
      // HTML within MathML is where parsers begin to differ: only its words stay.
      const text = textOf(child)
      writer.write(escapeText(text), text)
    }
  }
  if (written) writer.close()
}
