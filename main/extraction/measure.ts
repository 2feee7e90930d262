// Weighs every element of a page once: how much text it holds and how much of that is links.
import { attribute, isElement, isText, type Parent } from './parse.ts'

export interface Weight {
  /** Characters without white space runs. */
  text: number
  /** Of these, in links. */
  linked: number
  /** Elements inside, itself included. */
  elements: number
  /** Of the text, in paragraphs that are long enough to be sentences and are not made of links. */
  prose: number
  /** The page's headline is inside. */
  heading: boolean
  /** The reader is asked for a mail address inside. */
  asks: boolean
}

const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'head',
  'button',
  'select',
  'textarea',
  'option',
])

export function weigh(root: Parent): Map<Parent, Weight> {
  const weights = new Map<Parent, Weight>()
  weighOne(root, false, weights)
  return weights
}

function weighOne(parent: Parent, inLink: boolean, weights: Map<Parent, Weight>): Weight {
  const weight: Weight = { text: 0, linked: 0, elements: 1, prose: 0, heading: false, asks: false }
  for (const child of parent.childNodes) {
    if (isText(child)) {
      const length = visibleLength(child.value)
      weight.text += length
      if (inLink) weight.linked += length
    } else if (isElement(child) && !silent.has(child.tagName)) {
      const inner = weighOne(child, inLink || child.tagName === 'a', weights)
      weight.text += inner.text
      weight.linked += inner.linked
      weight.elements += inner.elements
      weight.prose += inner.prose
      weight.heading ||= inner.heading || child.tagName === 'h1'
      weight.asks ||= inner.asks || (child.tagName === 'input' && /mail/i.test(attribute(child, 'type') ?? ''))
    }
  }
  if ('tagName' in parent && parent.tagName === 'p' && weight.text >= 80 && weight.linked < weight.text * 0.3)
    weight.prose = weight.text
  weights.set(parent, weight)
  return weight
}

function visibleLength(text: string): number {
  let length = 0
  let space = true
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const isSpace = c === 32 || (c <= 13 && c >= 9) || c === 160
    if (!isSpace || !space) length++
    space = isSpace
  }
  return length
}

export const linkShare = (weight: Weight): number => (weight.text ? weight.linked / weight.text : 0)

export const nothing: Weight = { text: 0, linked: 0, elements: 0, prose: 0, heading: false, asks: false }
