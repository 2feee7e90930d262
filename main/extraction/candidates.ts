// Finds the elements of a page that call themselves its text.
import { bodyName, looseBodyName } from './boilerplate.ts'
import { linkShare, type Weight } from './measure.ts'
import { namesOf } from './names.ts'
import { attribute, type Element, isElement, type Parent } from './parse.ts'

export interface Named {
  element: Element
  /** 0: marked as the text, 1: called so, 2: <article> or perhaps called so, 3: <main>. */
  rank: number
  text: number
}

/** Elements that call themselves the text, best known first. */
export function candidates(weights: Map<Parent, Weight>): Named[] {
  const found: Named[] = []
  for (const [element, weight] of weights) {
    if (weight.text < 100 || linkShare(weight) > 0.5 || !isElement(element)) continue
    const tag = element.tagName
    if (!/^(?:div|section|article|main|td)$|-/.test(tag)) continue
    const property = attribute(element, 'itemprop') ?? ''
    const names = namesOf(element)
    const name = names.join(' ')
    const rank =
      /articlebody/i.test(property) || attribute(element, 'name') === 'articleBody'
        ? 0
        : bodyName.test(name)
          ? 1
          : tag === 'article' || looseBodyName.test(name)
            ? 2
            : tag === 'main' || attribute(element, 'role') === 'main'
              ? 3
              : 9
    if (rank < 9) found.push({ element, rank, text: weight.text })
  }
  // The outermost first: elements are weighed from within.
  found.reverse()
  found.sort((a, b) => a.rank - b.rank || b.text - a.text)
  return found.slice(0, 8)
}
