// Reads hostile HTML into a tree of bounded depth and size, the way a browser would.
import {
  defaultTreeAdapter,
  html as parse5Html,
  parse,
  parseFragment,
  type DefaultTreeAdapterMap,
  type TreeAdapter,
} from 'parse5'
import { flattened } from './flatten.ts'
import type { Attributes } from './pictures.ts'

export type Element = DefaultTreeAdapterMap['element']
export type Child = DefaultTreeAdapterMap['childNode']
export type Parent = DefaultTreeAdapterMap['parentNode']
export const { NS } = parse5Html

const maxDepth = 400
const maxNodes = 400_000

class TooMuch extends Error {}

/** A tree, or null where there is too much of it. */
function read<T>(html: string, how: (html: string, adapter: TreeAdapter<DefaultTreeAdapterMap>) => T): T | null {
  let depth = 0
  let nodes = 0
  const counted = <A extends unknown[], R>(make: (...input: A) => R) => {
    return (...input: A): R => {
      if (++nodes > maxNodes) throw new TooMuch()
      return make(...input)
    }
  }
  const adapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement: counted(defaultTreeAdapter.createElement),
    onItemPush: () => {
      if (++depth > maxDepth) throw new TooMuch()
    },
    onItemPop: () => {
      depth--
    },
  }
  try {
    return how(html, adapter)
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
}

function readBounded<T>(html: string, how: (html: string, adapter: TreeAdapter<DefaultTreeAdapterMap>) => T): T {
  const tree = read(html, how) ?? read(flattened(html, maxDepth / 4), how) ?? read(flattened(html, 0), how)
  if (tree === null) throw new Error('even text without markup was too much')
  return tree
}

export const readFragment = (html: string): DefaultTreeAdapterMap['documentFragment'] =>
  readBounded(html, (text, treeAdapter) => parseFragment(text, { treeAdapter, scriptingEnabled: false }))

export function readDocument(html: string): DefaultTreeAdapterMap['document'] {
  const document = readBounded(html, (text, treeAdapter) => parse(text, { treeAdapter, scriptingEnabled: false }))
  if (/shadowroot/i.test(html)) showShadows(document)
  return document
}

/** What a page declares as an element's shadow is what its reader sees of it. */
function showShadows(parent: Parent): void {
  for (const [index, node] of parent.childNodes.entries()) {
    if (!isElement(node)) continue
    let shown: Element = node
    if ('content' in node && attribute(node, 'shadowrootmode') !== null) {
      shown = defaultTreeAdapter.createElement('div', NS.HTML, [])
      for (const child of node.content.childNodes) defaultTreeAdapter.appendChild(shown, child)
      shown.parentNode = parent
      parent.childNodes[index] = shown
    }
    showShadows(shown)
  }
}

export const isElement = (node: Child | Parent): node is Element => 'tagName' in node
export const isText = (node: Child): node is DefaultTreeAdapterMap['textNode'] => node.nodeName === '#text'

/** Attribute names are the page's: no prototype to trip over. */
export function attributesOf(element: Element): Attributes {
  const found: Attributes = Object.create(null)
  for (const { name, value } of element.attrs) found[name] = value
  return found
}

export function attribute(element: Element, name: string): string | null {
  for (const each of element.attrs) if (each.name === name) return each.value
  return null
}

/** Text of a subtree, without limit on depth of its own: the tree is bounded. */
export function textOf(node: Child | Parent): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value
  if (!('childNodes' in node)) return ''
  let text = ''
  for (const child of node.childNodes) text += textOf(child)
  return text
}

/** Every element below, in document order. */
export function elementsIn(node: Parent, found: Element[] = []): Element[] {
  for (const child of node.childNodes)
    if (isElement(child)) {
      found.push(child)
      elementsIn(child, found)
    }
  return found
}
