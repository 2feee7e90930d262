// Takes out of a long text the lines and lists that are nothing but links to other stories of the same paper.
import { remove } from './blocks.ts'
import { linkShare, nothing, weigh, type Weight } from './measure.ts'
import { attribute, type Element, elementsIn, isElement, type Parent, textOf } from './parse.ts'

const leastText = 1000

export function withoutStoriesElsewhere(root: Parent, url: string): void {
  const weights = weigh(root)
  if ((weights.get(root)?.prose ?? 0) < leastText) return
  let host: string | null | undefined
  for (const block of root.childNodes.filter(isElement)) {
    const isList = /^(?:ul|ol)$/.test(block.tagName)
    if (!isList && block.tagName !== 'p') continue
    const weight = weights.get(block) ?? nothing
    // As long as a headline, and as much a link.
    if (linkShare(weight) < 0.95 || weight.text > 1500) continue
    const links = elementsIn(block).filter((each) => each.tagName === 'a')
    if (links.length < (isList ? 2 : 1) || !links.every((link) => isStory(link, (host ??= hostOf(url)), weights)))
      continue
    const label = isList ? labelBefore(block, root, weights) : null
    remove(block)
    if (label) remove(label)
  }
}

function isStory(link: Element, host: string | null, weights: Map<Parent, Weight>): boolean {
  const length = weights.get(link)?.text ?? 0
  const text = textOf(link).trim()
  const wide = /[\u3040-\u30ff\u3400-\u9fff]/.test(text)
  if (length > 160 || (wide ? length < 10 : text.split(/\s+/).length < 5) || /[.…:]$/.test(text)) return false
  const href = attribute(link, 'href') ?? ''
  if (href.startsWith('#')) return false
  return !/^[a-z][a-z\d+.-]*:/i.test(href) || hostOf(href) === host
}

/** "Also on this", of a few words, above a list. */
function labelBefore(list: Element, root: Parent, weights: Map<Parent, Weight>): Element | null {
  const blocks = root.childNodes.filter(isElement)
  const before = blocks[blocks.indexOf(list) - 1]
  if (!before || !/^(?:p|h[2-6]|div)$/.test(before.tagName)) return null
  const text = textOf(before).trim()
  return (weights.get(before)?.text ?? 0) <= 50 && !/[.!?…»”"]$/.test(text) ? before : null
}

const hostOf = (url: string): string | null => URL.parse(url)?.hostname.replace(/^(?:www|m|amp)\./, '') ?? null
