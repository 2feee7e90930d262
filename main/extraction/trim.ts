// Takes out of an extracted article what leads away from it.
import { isInvitation, isPlaceholder } from './invitations.ts'
import { linkShare, nothing, weigh, type Weight } from './measure.ts'
import { type Element, elementsIn, isElement, isText, type Parent, textOf } from './parse.ts'
import { folded } from './plain.ts'
import { firstBlocks, holdsPicture, remove } from './blocks.ts'
import { isOffer } from './walls.ts'

const blockNames = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'aside',
  'blockquote',
  'span',
  'a',
  'dl',
])

export function withoutInvitations(root: Parent): void {
  const weights = weigh(root)
  for (const block of root.childNodes.filter(isElement))
    if ((weights.get(block)?.text ?? 0) < 900 && !holdsPicture(block) && isPlaceholder(textOf(block))) remove(block)
  visit(root, weights)
}

function visit(parent: Parent, weights: Map<Parent, Weight>): void {
  for (const node of [...parent.childNodes]) {
    if (!isElement(node)) continue
    const weight = weights.get(node)
    if (weight && weight.text > 0 && weight.text <= 260 && blockNames.has(node.tagName) && !holdsPicture(node)) {
      const block =
        (node.tagName !== 'span' && node.tagName !== 'a') ||
        isAlone(node) ||
        !isElement(parent) ||
        /^(?:figure|div|section|aside)$/.test(parent.tagName)
      if (block && isInvitation(textOf(node).replace(/\s+/g, ' ').trim(), linkShare(weight))) {
        const heading = /^h\d$/.test(node.tagName)
        if (heading && !isElement(parent) && isTail(node, parent, weights)) {
          parent.childNodes.length = parent.childNodes.indexOf(node)
          return
        }
        const list = heading ? followingList(node, weights) : null
        remove(node)
        if (list) remove(list)
        continue
      }
    }
    visit(node, weights)
  }
}

/** Little follows: what stands under the last heading belongs to it. */
function isTail(heading: Element, root: Parent, weights: Map<Parent, Weight>): boolean {
  const after = root.childNodes.slice(root.childNodes.indexOf(heading) + 1)
  const left = after.reduce((sum, node) => sum + (isElement(node) ? (weights.get(node)?.text ?? 0) : 0), 0)
  return left < 600 && left < (weights.get(root)?.text ?? 0) * 0.15
}

/** The list of links under a "Read more" heading. */
function followingList(heading: Element, weights: Map<Parent, Weight>): Element | null {
  const siblings = heading.parentNode?.childNodes ?? []
  for (const next of siblings.slice(siblings.indexOf(heading) + 1)) {
    if (isText(next) && next.value.trim() === '') continue
    const weight = isElement(next) ? weights.get(next) : undefined
    return isElement(next) && /^(?:ul|ol|div)$/.test(next.tagName) && weight && linkShare(weight) > 0.6 ? next : null
  }
  return null
}

const isAlone = (node: Element) =>
  (node.parentNode?.childNodes ?? []).every((each) => each === node || (isText(each) && each.value.trim() === ''))
/** What stands after the last paragraph: lists of other stories with their heading, headings over nothing, signatures. */
export function withoutEnding(root: Parent, authors: readonly string[]): void {
  const weights = weigh(root)
  const names = authors.map(folded).filter(Boolean)
  for (let left = 12; left > 0; left--) {
    const blocks = root.childNodes.filter(isElement)
    const [before, last] = [blocks.at(-2), blocks.at(-1)]
    if (!last || blocks.length < 3 || holdsPicture(last)) return
    const isHeading = /^h[2-6]$/.test(last.tagName)
    const links = elementsIn(last).filter((each) => each.tagName === 'a').length
    const onlyLinks = linkShare(weights.get(last) ?? nothing) > 0.9
    const headed = /^h[2-6]$/.test(before?.tagName ?? '')
    const isList = /^(?:ul|ol)$/.test(last.tagName) && links >= 2
    const isSignature = names.includes(folded(textOf(last)))
    if (!isHeading && !isSignature && !(onlyLinks && (isList || headed))) return
    remove(last)
  }
}

/** The offer of a subscription at the end of the free part, with its heading. */
export function withoutOffer(root: Parent): void {
  const blocks = root.childNodes.filter(isElement)
  let after = 0
  let from = -1
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]
    if (!block) continue
    const text = textOf(block).replace(/\s+/g, ' ').trim()
    after += text.length
    if (after > 800) break
    if (text.length < 400 && isOffer(text)) from = i
  }
  if (from < 0) return
  while (from > 0 && /^h[2-6]$/.test(blocks[from - 1]?.tagName ?? '')) from--
  for (const block of blocks.slice(from)) remove(block)
}

const notice =
  /\b(?:cookies?|kakor|informasjonskapsler|evästeit\p{L}*|ciasteczk\p{L}*|çerez\p{L}*)|cookie|файл\p{L}* куки|クッキー|ملفات تعريف الارتباط|עוגיות/iu

/** A word about cookies above a text that is about something else. */
export function withoutNotice(root: Parent): void {
  for (const block of [...firstBlocks(root, { left: 3 })]) {
    const text = textOf(block)
    if (text.length > 500 || !notice.test(text) || holdsPicture(block)) continue
    const all = textOf(root)
    if (all.length > text.length * 3 && !notice.test(all.replace(text, ''))) remove(block)
  }
}
