// Cuts what an extractor took from below the text, where the page says which element is the text.
import type { Named } from './candidates.ts'
import { weigh, type Weight } from './measure.ts'
import { type Child, type Element, isElement, isText, type Parent, textOf } from './parse.ts'

export function upToEnd(tree: Parent, named: readonly Named[], weights: Map<Parent, Weight>): Parent {
  const bodies = named.filter((each) => each.rank <= 1)
  if (bodies.length === 0) return tree
  const whole = weigh(tree).get(tree)
  if (!whole) return tree
  const words = wordsOf(tree)
  for (const { element, text } of bodies.toSorted((a, b) => a.text - b.text)) {
    const prose = weights.get(element)?.prose ?? 0
    if (text < whole.text * 0.65 || prose < whole.prose * 0.75) continue
    if (bodies.some((each) => isApart(each.element, element, weights))) continue
    const end = endOf(element, words)
    if (end < 0) continue
    const cut: Child[] = []
    after(tree, { left: end }, cut)
    const lost = cut.reduce((sum, node) => sum + textOf(node).length, 0)
    if (cut.length === 0 || lost > whole.text * 0.35) return tree
    for (const node of cut) node.parentNode?.childNodes.splice(node.parentNode.childNodes.indexOf(node), 1)
    return tree
  }
  return tree
}

/** Some of the text is elsewhere. */
function isApart(other: Element, body: Element, weights: Map<Parent, Weight>): boolean {
  return (weights.get(other)?.prose ?? 0) >= 150 && !holds(other, body) && !holds(body, other)
}

function holds(outer: Parent, inner: Parent): boolean {
  for (let at: Parent | null = inner; at; at = 'parentNode' in at ? at.parentNode : null) if (at === outer) return true
  return false
}

/** Where the last words of the body end in the extracted text; -1: not there. */
function endOf(body: Parent, text: string): number {
  let tries = 40
  const visit = (parent: Parent): number => {
    for (const node of parent.childNodes.toReversed()) {
      if (isElement(node) && !/^(?:script|style|template|noscript)$/.test(node.tagName)) {
        const found = visit(node)
        if (found >= 0) return found
      } else if (isText(node) && tries > 0) {
        const words = bare(node.value)
        if (words.length < 12) continue
        tries--
        const at = text.lastIndexOf(words)
        if (at >= 0) return at + words.length
      }
      if (tries === 0) return -1
    }
    return -1
  }
  return visit(body)
}

const bare = (text: string) => text.replace(/\s+/g, '')

function wordsOf(parent: Parent): string {
  return parent.childNodes
    .map((node) => (isText(node) ? bare(node.value) : isElement(node) ? wordsOf(node) : ''))
    .join('')
}

/** The nodes that begin where `left` characters have gone by. */
function after(parent: Parent, length: { left: number }, found: Child[]): void {
  for (const node of parent.childNodes) {
    // A few characters more belong to the sentence: its full stop, a quotation mark.
    if (length.left <= 0 && !(isText(node) && node.value.trim().length < 4)) found.push(node)
    else if (isText(node)) length.left -= bare(node.value).length
    else if (isElement(node)) after(node, length, found)
  }
}
