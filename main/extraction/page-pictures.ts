// Finds the picture in a page's <picture>, and tells it from its twin for those without scripts.
import { attribute, attributesOf, type Element, isElement, type Parent, textOf } from './parse.ts'
import { choosePicture, type FoundPicture } from './pictures.ts'

export function pictureIn(node: Element, base: string): { picture: FoundPicture | null; alt: string | null } {
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

export const imagesOnly = (node: Element): boolean =>
  textOf(node).trim() === '' && /img|picture|iframe/.test(names(node))
const names = (node: Parent): string =>
  node.childNodes.map((child) => (isElement(child) ? `${child.tagName} ${names(child)}` : '')).join(' ')

export function realPictureBefore(node: Element, base: string): boolean {
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
