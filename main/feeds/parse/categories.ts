// What an article is about: categories, subjects and keywords of every vocabulary.
import { collapse, hasMarkup, plainText } from './text.ts'
import { decodeReferences } from './references.ts'
import { commaList } from './values.ts'
import type { Element } from './element.ts'
import type { Category } from '../../base/parsed-feed.ts'

const itunes = 'http://www.itunes.com/'
const media = 'http://search.yahoo.com/mrss/category_schema'
const most = 1000

export function push(categories: Category[], term: string, scheme: string | null, label: string | null): void {
  if (term === '' || categories.length >= most) return
  if (!categories.some((other) => other.term === term && other.scheme === scheme && other.label === label))
    categories.push({ term, scheme, label })
}

function line(text: string | undefined): string {
  if (text === undefined) return ''
  if (hasMarkup(text)) return plainText(text)
  return collapse(text.includes('&') ? decodeReferences(text) : text)
}

export function addCategory(categories: Category[], element: Element): void {
  const { attributes } = element
  if (element.name === 'itunes:category') {
    push(categories, line(attributes['text'] ?? element.text), itunes, null)
    for (const child of element.children) if (child.name === 'itunes:category') addCategory(categories, child)
    return
  }
  const scheme =
    (attributes['scheme'] ?? attributes['domain'] ?? (element.name === 'media:category' ? media : '')).trim() || null
  const label = line(attributes['label']) || null
  const text = line(element.text)
  push(categories, line(attributes['term']) || text || line(attributes['rdf:resource']) || (label ?? ''), scheme, label)
  // RSS 1.0's taxonomies and Dublin Core subjects may hold a bag of them.
  for (const child of element.children) {
    const inner = line(child.text)
    if (inner !== '') push(categories, inner, scheme, null)
    for (const grandchild of child.children) push(categories, line(grandchild.text), scheme, null)
  }
}

export function keywords(categories: Category[], element: Element): void {
  for (const word of commaList(line(element.text)))
    push(categories, word, element.name === 'itunes:keywords' ? itunes : null, null)
}
