// Tells elements that only hold another from those that mean something, and gives them names that the extractor knows.
import { linkShare, type Weight } from './measure.ts'
import { attribute, type Element, isElement, isText, type Parent } from './parse.ts'

const wrapper = /^(?:div|section)$/
const worth = /^(?:p|h[2-6]|ul|ol|blockquote|figure|pre|table)$/
const meaning = new Set(['id', 'style', 'hidden', 'aria-hidden', 'role', 'lang', 'dir', 'itemprop'])

/** What a wrapper holds alone: papers put each paragraph into a block of its own, and the extractor then weighs it alone. */
export function onlyChild(element: Element): Element | null {
  const only = onlyIn(core(element))
  return only && worth.test(only.tagName) ? only : null
}

/** Some of the paragraphs of a text that is told in several blocks: by itself each would be weighed against the others. Answers what holds them. */
export function pieceIn(element: Element, weights: Map<Parent, Weight>, several: Map<Parent, boolean>): Element | null {
  const around = element.parentNode
  if (!around || !isPiece(element, weights)) return null
  let known = several.get(around)
  if (known === undefined) {
    const pieces = around.childNodes.filter(
      (node) => isElement(node) && (node.tagName === 'p' ? proseOf(node, weights) > 0 : isPiece(node, weights)),
    )
    known = pieces.length >= 2
    several.set(around, known)
  }
  return known ? core(element) : null
}

function isPiece(element: Element, weights: Map<Parent, Weight>): boolean {
  const weight = weights.get(element)
  if (!weight || weight.prose <= weight.text * 0.6 || linkShare(weight) > 0.25) return false
  let prose = 0
  const inner = core(element)
  if (!isPlain(inner)) return false
  for (const node of inner.childNodes) {
    if (isText(node) ? node.value.trim() === '' : !isElement(node)) continue
    if (!isElement(node) || !(worth.test(node.tagName) || node.tagName === 'hr' || onlyChild(node))) return false
    // A heading that leads elsewhere is another story's.
    if (/^h\d$/.test(node.tagName) && (weights.get(node)?.linked ?? 0) > 0) return false
    if (node.tagName === 'p') prose += proseOf(node, weights)
  }
  return prose > weight.text * 0.6
}

/** Through wrappers that hold nothing but the next. */
function core(element: Element): Element {
  let inner = element
  for (let depth = 0; depth < 6 && isPlain(inner); depth++) {
    const only = onlyIn(inner)
    if (!only || !isPlain(only)) return inner
    inner = only
  }
  return inner
}

const isPlain = (element: Element): boolean =>
  wrapper.test(nameFor(element, null)) && !element.attrs.some(({ name }) => meaning.has(name))

function onlyIn(element: Element): Element | null {
  if (!isPlain(element)) return null
  let only: Element | null = null
  for (const node of element.childNodes) {
    if (isText(node) ? node.value.trim() === '' : !isElement(node)) continue
    if (only || !isElement(node)) return null
    only = node
  }
  return only
}

const proseOf = (element: Element, weights: Map<Parent, Weight>): number => weights.get(element)?.prose ?? 0

/** Elements of a page's own making become what they are used as. */
export function nameFor(element: Element, weight: Weight | null): string {
  const tag = element.tagName
  if (tag === 'center') return 'div'
  if (tag === 'font' || tag === 'button') return 'span'
  // A heading that was never closed holds the text.
  if (weight && weight.text > 400 && /^h[1-6]$/.test(tag)) return 'div'
  if (!tag.includes('-')) return tag
  return weight && weight.elements < 3 && weight.text < 60 && attribute(element, 'slot') === null ? 'span' : 'div'
}

/** The words of a heading that opens and closes what is below it. */
export const isToggle = (button: Element): boolean => {
  const parent = button.parentNode
  return (
    button.tagName === 'button' &&
    parent !== null &&
    isElement(parent) &&
    /^(?:h[2-6]|summary|dt)$/.test(parent.tagName)
  )
}
