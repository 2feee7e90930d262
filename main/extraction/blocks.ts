// Finds and takes away the blocks of an extracted article.
import { type Child, type Element, isElement, type Parent } from './parse.ts'

const containers = new Set(['div', 'section', 'article', 'main', 'header', 'center', 'td', 'tr', 'tbody', 'table'])

/** The first blocks of text, in order, through the wrappers around them. */
export function* firstBlocks(parent: Parent, limit: { left: number }): Generator<Element> {
  for (const node of [...parent.childNodes]) {
    if (limit.left <= 0) return
    if (!isElement(node)) continue
    const wraps =
      containers.has(node.tagName) &&
      node.childNodes.some(
        (child) =>
          isElement(child) &&
          /^(?:p|div|section|article|header|h\d|figure|ul|ol|table|tbody|tr|td)$/.test(child.tagName),
      )
    if (wraps) yield* firstBlocks(node, limit)
    else {
      limit.left--
      yield node
    }
  }
}

export const holdsPicture = (node: Parent): boolean =>
  node.childNodes.some(
    (child) =>
      isElement(child) && (/^(?:img|figure|video|audio|iframe|picture)$/.test(child.tagName) || holdsPicture(child)),
  )

export function remove(node: Child): void {
  const parent = node.parentNode
  if (!parent) return
  const at = parent.childNodes.indexOf(node)
  if (at >= 0) parent.childNodes.splice(at, 1)
}
