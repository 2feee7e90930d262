// Gathers in one walk what a page says about itself outside its text: meta tags, links, JSON-LD, microdata, headings.
import { attribute, type Element, isElement, type Parent, textOf } from './parse.ts'

export interface PageHead {
  /** Lower-case name or property → values in order. */
  meta: Map<string, string[]>
  links: { rel: string; href: string; type: string | null; title: string | null; sizes: string | null }[]
  title: string | null
  base: string | null
  language: string | null
  direction: 'ltr' | 'rtl' | null
  jsonLd: string[]
  /** itemprop → elements. */
  properties: Map<string, Element[]>
  /** Elements that may tell the author, time, kicker, standfirst; in order. */
  headings: Element[]
  times: Element[]
  bylines: Element[]
  elements: number
}

const byline =
  /(?:^|[\s_-])(?:byline|by-line|author|authors|writer|dateline|autor|autorin|auteur|autore|autores|verfasser|signature|credit-author|p-author|vcard|contributor|username|authorline)(?:$|[\s_-]|name)/i

export function readHead(document: Parent): PageHead {
  const head: PageHead = {
    meta: new Map(),
    links: [],
    title: null,
    base: null,
    language: null,
    direction: null,
    jsonLd: [],
    properties: new Map(),
    headings: [],
    times: [],
    bylines: [],
    elements: 0,
  }
  visit(document, head)
  return head
}

function visit(parent: Parent, head: PageHead): void {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    head.elements++
    look(node, head)
    visit(node, head)
  }
}

function look(node: Element, head: PageHead): void {
  switch (node.tagName) {
    case 'html':
      head.language ??= attribute(node, 'lang') || attribute(node, 'xml:lang')
      head.direction ??= direction(node)
      break
    case 'body':
      head.direction ??= direction(node)
      head.language ??= attribute(node, 'lang')
      break
    case 'title':
      if (node.namespaceURI.endsWith('xhtml')) head.title ??= textOf(node).trim().slice(0, 1000) || null
      break
    case 'base':
      head.base ??= attribute(node, 'href')
      break
    case 'meta': {
      const content = attribute(node, 'content')
      for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
        const name = attribute(node, key)?.trim().toLowerCase()
        if (!name || content === null || content.length > 20_000) continue
        const known = head.meta.get(name)
        if (known) known.push(content)
        else head.meta.set(name, [content])
      }
      break
    }
    case 'link': {
      const href = attribute(node, 'href')
      const rel = attribute(node, 'rel')
      if (href && rel && head.links.length < 500)
        head.links.push({
          rel: rel.toLowerCase(),
          href,
          type: attribute(node, 'type'),
          title: attribute(node, 'title'),
          sizes: attribute(node, 'sizes'),
        })
      break
    }
    case 'script':
      if (/^\s*application\/(?:[\w.]+\+)?ld\+json/i.test(attribute(node, 'type') ?? '')) head.jsonLd.push(textOf(node))
      break
    case 'h1':
    case 'h2':
      if (head.headings.length < 50) head.headings.push(node)
      break
    case 'time':
      if (head.times.length < 100) head.times.push(node)
      break
  }
  let marks = ''
  for (const { name, value } of node.attrs)
    if (name === 'itemprop') {
      if (node.tagName !== 'meta') addProperty(node, value, head)
    } else if (calling.has(name)) marks += ` ${value}`
  if (
    marks.length > 2 &&
    head.bylines.length < 60 &&
    node.tagName !== 'body' &&
    node.tagName !== 'html' &&
    byline.test(marks.slice(0, 400))
  )
    head.bylines.push(node)
}

const calling = new Set(['class', 'rel', 'id', 'data-component', 'data-testid', 'data-qa'])

function addProperty(node: Element, property: string, head: PageHead): void {
  for (const name of property.toLowerCase().split(/\s+/)) {
    const known = head.properties.get(name)
    if (!known) head.properties.set(name, [node])
    else if (known.length < 50) known.push(node)
  }
}

function direction(node: Element): 'ltr' | 'rtl' | null {
  const dir = attribute(node, 'dir')?.toLowerCase()
  return dir === 'rtl' || dir === 'ltr' ? dir : null
}
