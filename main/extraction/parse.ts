// Reads hostile HTML into a tree of bounded depth and size, the way a browser would.
import {
  defaultTreeAdapter,
  html as parse5Html,
  parse,
  parseFragment,
  type DefaultTreeAdapterMap,
  type TreeAdapter,
} from 'parse5'
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
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

const lasting = new Set('br hr img wbr input meta link source area base col embed param track'.split(' '))

/** The same text with the tags that lie deeper than `depth` left out; linear whatever the input. */
function flattened(html: string, depth: number): string {
  const out: string[] = []
  const open: string[] = []
  let deeper = 0
  let from = 0
  let name = ''
  let skipping = false
  const nothing = () => undefined
  const end = (at: number, keep: boolean) => {
    if (keep) out.push(html.slice(from, at + 1))
    else out.push(' ')
    from = at + 1
  }
  const callbacks: TokenizerCallbacks = {
    onattribdata: nothing,
    onattribentity: nothing,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: nothing,
    onclosetag: (start, stop) => {
      name = html.slice(start, stop).toLowerCase()
      const close = html.indexOf('>', stop)
      const at = close < 0 ? html.length : close
      text(start - 2)
      if (skipping && (name === 'script' || name === 'style')) skipping = false
      if (deeper > 0 && !lasting.has(name)) {
        deeper--
        end(at, false)
      } else {
        if (open.at(-1) === name) open.pop()
        end(at, depth > 0)
      }
    },
    oncomment: (_start, stop, offset) => {
      from = Math.max(from, Math.min(html.length, stop + offset + 1))
    },
    ondeclaration: (_start, stop) => {
      from = Math.max(from, stop + 1)
    },
    onend: () => undefined,
    onopentagend: (at) => opened(at),
    onopentagname: (start, stop) => {
      text(start - 1)
      name = html.slice(start, stop).toLowerCase()
    },
    onprocessinginstruction: (_start, stop) => {
      from = Math.max(from, stop + 1)
    },
    onselfclosingtag: (at) => opened(at),
    ontext: nothing,
    ontextentity: nothing,
  }
  const text = (until: number) => {
    if (until > from && !skipping) out.push(html.slice(from, until))
    from = Math.max(from, until)
  }
  const opened = (at: number) => {
    if (name === 'script' || name === 'style') skipping = true
    if (lasting.has(name)) end(at, depth > 0)
    else if (open.length >= depth) {
      deeper++
      end(at, false)
    } else {
      open.push(name)
      end(at, true)
    }
  }
  const tokenizer = new Tokenizer({}, callbacks)
  tokenizer.write(html)
  tokenizer.end()
  text(html.length)
  return out.join('').slice(0, 20_000_000)
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
