// Makes the extractor's answer plain: wrappers that mean nothing go, lines of text become paragraphs.
import { attribute, type Child, type Element, elementsIn, isElement, isText, NS, type Parent } from './parse.ts'

const wrappers = new Set([
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'center',
  'body',
  'font',
  'address',
  'hgroup',
  'span',
])
const blockNames = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe li main nav ol p pre section table ul video audio'.split(
    ' ',
  ),
)

export function simplify(root: Parent): void {
  withoutUnusedIds(root)
  plainly(root)
}

/** Pages name everything; only what a link in the article leads to needs its name. */
function withoutUnusedIds(root: Parent): void {
  const elements = elementsIn(root)
  const targets = new Set<string>()
  for (const element of elements) {
    const href = element.tagName === 'a' ? attribute(element, 'href') : null
    const hash = href?.indexOf('#') ?? -1
    if (href && hash >= 0) targets.add(href.slice(hash + 1))
  }
  for (const element of elements)
    element.attrs = element.attrs.filter(
      ({ name, value }) =>
        (name !== 'id' && !(name === 'name' && element.tagName === 'a')) ||
        targets.has(value) ||
        targets.has(encodeURIComponent(value)),
    )
}

function plainly(parent: Parent): void {
  const children: Child[] = []
  for (const node of parent.childNodes) {
    if (!isElement(node) || node.namespaceURI !== NS.HTML) {
      children.push(node)
      continue
    }
    plainly(node)
    if (node.tagName === 'table' && isLayout(node)) children.push(...cellsOf(node).flatMap(block))
    else if (wrappers.has(node.tagName) && node.tagName !== 'span') children.push(...block(node))
    else if (node.tagName === 'p' && holdsOnlyMedia(node)) children.push(...node.childNodes)
    else {
      if (node.tagName === 'figure') tidyFigure(node)
      children.push(node)
    }
  }
  for (const child of children) child.parentNode = parent
  parent.childNodes = children
}

/** Pictures, then one caption. */
function tidyFigure(figure: Element): void {
  const elements = elementsIn(figure)
  const images = elements.filter((each) => each.tagName === 'img')
  if (
    images.length === 0 ||
    elements.some((each) => /^(?:table|pre|blockquote|iframe|figure|ul|ol)$/.test(each.tagName))
  )
    return
  const words = spaced(figure)
  const caption = elements.find((each) => each.tagName === 'figcaption')
  const within = caption ? spaced(caption) : ''
  figure.childNodes = images
  if (words !== '')
    figure.childNodes.push(
      caption && within.length >= words.length ? caption : element('figcaption', [], [text(words)]),
    )
  for (const child of figure.childNodes) child.parentNode = figure
}

/** Text whose parts, set apart by style, do not run together. */
function spaced(node: Parent): string {
  const parts = node.childNodes.map((child) =>
    isText(child) ? child.value : isElement(child) ? ` ${spaced(child)} ` : '',
  )
  return parts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?)])/g, '')
    .trim()
}

/** What a wrapper becomes: its blocks, with the lines between them as paragraphs. */
function block(wrapper: Element): Child[] {
  const place = attribute(wrapper, 'id')
  const written = wrapper.attrs.filter(({ name }) => name === 'dir' || name === 'lang')
  const out: Child[] = []
  let line: Child[] = []
  const endLine = () => {
    if (line.some((each) => !isText(each) || each.value.trim() !== '')) {
      const pictureOnly = line.every((each) =>
        isText(each) ? each.value.trim() === '' : isElement(each) && each.tagName === 'img',
      )
      out.push(pictureOnly ? element('figure', [], line) : element('p', written, line))
    } else out.push(...line)
    line = []
  }
  for (const child of wrapper.childNodes) {
    if (isElement(child) && (blockNames.has(child.tagName) || holdsBlock(child))) {
      endLine()
      out.push(child)
    } else line.push(child)
  }
  endLine()
  if (place) out.unshift(element('a', [{ name: 'id', value: place }], []))
  return out
}

const holdsOnlyMedia = (node: Element): boolean =>
  node.childNodes.some((child) => isElement(child) && /^(?:iframe|figure)$/.test(child.tagName)) &&
  node.childNodes.every((child) =>
    isText(child) ? child.value.trim() === '' : !isElement(child) || /^(?:iframe|figure|br)$/.test(child.tagName),
  )

const holdsBlock = (node: Element): boolean =>
  node.childNodes.some((child) => isElement(child) && (blockNames.has(child.tagName) || holdsBlock(child)))

/** A table of one column, or of whole articles, orders a page and tells nothing. */
function isLayout(table: Element): boolean {
  const rows = rowsOf(table)
  const cells = rows.map((row) => row.childNodes.filter((each) => isElement(each) && /^t[dh]$/.test(each.tagName)))
  if (rows.length === 0 || cells.some((row) => row.some((cell) => isElement(cell) && cell.tagName === 'th')))
    return false
  if (cells.every((row) => row.length <= 1)) return true
  return cells
    .flat()
    .some(
      (cell) =>
        isElement(cell) &&
        cell.childNodes.filter((each) => isElement(each) && /^(?:p|table|h[1-6])$/.test(each.tagName)).length >= 3,
    )
}

function rowsOf(table: Element): Element[] {
  return table.childNodes.flatMap((child) =>
    !isElement(child)
      ? []
      : child.tagName === 'tr'
        ? [child]
        : /^t(?:body|head|foot)$/.test(child.tagName)
          ? rowsOf(child)
          : [],
  )
}

const cellsOf = (table: Element): Element[] =>
  rowsOf(table).flatMap((row) => row.childNodes.filter((each): each is Element => isElement(each)))

const text = (value: string): Child => ({ nodeName: '#text', value, parentNode: null })

function element(tagName: string, attrs: Element['attrs'], childNodes: Child[]): Element {
  const made: Element = { nodeName: tagName, tagName, attrs, namespaceURI: NS.HTML, childNodes, parentNode: null }
  for (const child of childNodes) child.parentNode = made
  return made
}
