// Who wrote an article: JSON-LD, meta tags, or the line below the headline.
import { authorsOf, isName, peopleIn, split, unique } from './authors.ts'
import type { LinkedData, Thing } from './json-ld.ts'
import type { First } from './metadata.ts'
import type { PageHead } from './page-head.ts'
import { attribute, type Element, elementsIn, isElement, type Parent } from './parse.ts'

export function authorsIn(
  ld: Thing,
  data: LinkedData,
  head: PageHead,
  first: First,
  publisher: string | null,
): string[] {
  const told = authorsOf(ld['author'] ?? ld['creator'], data)
  // Some describe only the paper as author, and name the people in meta tags or the byline.
  const own = (name: string) => publisher !== null && name.toLowerCase() === publisher.toLowerCase()
  const people = told.filter((name) => !own(name) && !/\.(?:com|org|net|de|ch|fr|it|uk|ru)$/i.test(name))
  if (people.length) return people
  const tags = unique(
    [
      'author',
      'article:author',
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
      'dc.creator.name',
      'byl',
      'cxenseparse:author',
      'citation_author',
      'og:article:author',
      'twitter:data1',
    ]
      .slice(0, 11)
      .flatMap((name) => (head.meta.get(name) ?? []).flatMap((value) => split(value)))
      .filter((name) => isName(name) && !own(name)),
  )
  if (tags.length) return tags
  for (const elements of [head.properties.get('author'), head.bylines])
    for (const element of elements ?? []) {
      const names = bylineNames(element)
      if (names.length) return names
    }
  const label = /author|written by|von|par/i.test(first('twitter:label1') ?? '') ? first('twitter:data1') : null
  return label ? split(label) : told
}

function bylineNames(element: Element): string[] {
  const marked = elementsIn(element).filter(
    (each) =>
      attribute(each, 'itemprop') === 'name' ||
      attribute(each, 'rel') === 'author' ||
      (each.tagName === 'a' &&
        /\/(?:authors?|autor(?:en)?|auteurs?|people|profile|by|journalist\w*)\//.test(attribute(each, 'href') ?? '')),
  )
  const texts = (marked.length ? marked : [element]).map((each) =>
    lineOf(each)
      .replace(/[^\S\n]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .trim(),
  )
  if (texts.some((text) => text.length > 120)) return []
  // "By Anna Keller" and, on the next line, what she does.
  const [line = ''] = /^(?:by|von|par|por|door|di)\s/i.test(texts[0] ?? '') ? (texts[0] ?? '').split('\n') : [null]
  const names = line ? split(line) : peopleIn(texts.flatMap((text) => text.split('\n')))
  return names.length > 0 && names.length <= 5 && names.every((name) => isName(name) && /^\p{Lu}|^\p{Lo}/u.test(name))
    ? unique(names)
    : []
}

/** The words of a byline without its date; blocks are separate names. */
function lineOf(node: Parent): string {
  let text = ''
  for (const child of node.childNodes)
    if (!isElement(child))
      text += child.nodeName === '#text' && 'value' in child ? child.value.replace(/\s+/g, ' ') : ''
    else if (
      !/^(?:time|button|svg|script|style)$/.test(child.tagName) &&
      !/date|time|meta|role|title|position|count|share/i.test(attribute(child, 'class') ?? '')
    )
      text += /^(?:div|p|li|br|ul)$/.test(child.tagName) ? `\n${lineOf(child).trim()}\n` : lineOf(child)
  return text
}
