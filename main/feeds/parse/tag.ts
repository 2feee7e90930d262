// Start tags and DOCTYPEs as people write them: without quotes, without ends, without measure.
import { endsAttributeName, type Cursor } from './cursor.ts'
import { stripCdata, type Entities } from './references.ts'

const maxAttributes = 256

export interface Tag {
  end: number
  empty: boolean
  /** As written, references resolved. */
  attributes: [string, string][] | null
  /** Prefix and address; the prefix of the default namespace is ''. */
  namespaces: [string, string][] | null
}

/** From behind the tag's name to behind its `>`; null: the document ends first. */
export function readTag(cursor: Cursor, entities: Entities, from: number): Tag | null {
  const { source } = cursor
  if (source.charCodeAt(from) === 62) return { end: from + 1, empty: false, attributes: null, namespaces: null }
  let attributes: [string, string][] | null = null
  let namespaces: [string, string][] | null = null
  let i = from
  let slash = false
  for (;;) {
    const code = source.charCodeAt(i)
    if (Number.isNaN(code)) return null
    if (code === 62) return { end: i + 1, empty: slash, attributes, namespaces }
    if (code === 60) {
      cursor.repairs.add('tag without its end')
      return { end: i, empty: slash, attributes, namespaces }
    }
    if (code <= 32 || code === 47 || code === 61 || code === 34 || code === 39) {
      slash = code === 47 || (slash && code <= 32)
      i++
      continue
    }
    slash = false
    const nameStart = i
    while (i < source.length && !endsAttributeName(source.charCodeAt(i))) i++
    const name = source.slice(nameStart, i)
    while (source.charCodeAt(i) <= 32) i++
    let value = ''
    if (source.charCodeAt(i) === 61) {
      i++
      while (source.charCodeAt(i) <= 32) i++
      const quote = source.charCodeAt(i)
      if (quote === 34 || quote === 39) {
        const end = closingQuote(cursor, quote === 34 ? '"' : "'", i + 1)
        value = source.slice(i + 1, end)
        i = source.charCodeAt(end) === quote ? end + 1 : end
      } else {
        const start = i
        while (i < source.length && source.charCodeAt(i) > 32 && source.charCodeAt(i) !== 62) i++
        if (source.charCodeAt(i) === 62 && source.charCodeAt(i - 1) === 47 && i > start) i--
        value = source.slice(start, i)
        cursor.repairs.add('attribute without quotes')
      }
    }
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      namespaces ??= []
      if (namespaces.length < maxAttributes) namespaces.push([name.slice(6), value])
      continue
    }
    attributes ??= []
    if (attributes.length < maxAttributes) attributes.push([name, attributeValue(entities, value)])
    else cursor.repairs.add('too many attributes')
  }
}

function closingQuote(cursor: Cursor, quote: string, from: number): number {
  const end = cursor.next(quote, from)
  if (end >= 0) {
    const after = cursor.source.charCodeAt(end + 1)
    if (after <= 32 || after === 62 || after === 47 || after === 63 || Number.isNaN(after)) return end
    // Not the end of this value but the beginning of the next.
    const next = /\s+[\w:.-]{1,40}=$/.exec(cursor.source.slice(Math.max(from, end - 60), end))
    if (next) {
      cursor.repairs.add('attribute without its closing quote')
      return end - next[0].length
    }
    const lt = cursor.next('<', from)
    if (lt < 0 || lt > end || cursor.source.startsWith('<![CDATA[', lt)) return end
  }
  cursor.repairs.add('attribute without its closing quote')
  const gt = cursor.next('>', from)
  if (gt < 0) return cursor.source.length
  return cursor.source.charCodeAt(gt - 1) === 47 ? gt - 1 : gt
}

function attributeValue(entities: Entities, value: string): string {
  let text = value
  if (text.includes('<![CDATA[')) text = stripCdata(text)
  return entities.decode(text).replace(/[\t\n\r]/g, ' ')
}

/** Defines the entities of the internal subset; gives the place behind it. */
export function readDoctype(cursor: Cursor, entities: Entities, lt: number): number {
  const { source } = cursor
  const gt = cursor.next('>', lt)
  const bracket = cursor.next('[', lt)
  if (bracket < 0 || gt < 0 || bracket > gt) {
    return gt < 0 ? source.length : gt + 1
  }
  // An internal subset longer than this defines nothing that a feed needs.
  const subset = source.slice(bracket + 1, bracket + 200_000)
  const end = subset.search(/\]\s{0,100}>/)
  const inside = end < 0 ? subset.slice(0, Math.max(0, subset.indexOf('>'))) : subset.slice(0, end)
  for (const [, name = '', , double, single] of inside.matchAll(
    /<!ENTITY\s{1,20}([^\s%"'<>]{1,60})\s{1,20}("([^"]*)"|'([^']*)')/g,
  ))
    entities.define(name, double ?? single ?? '')
  return end < 0 ? gt + 1 : source.indexOf('>', bracket + 1 + end) + 1
}
