// Reads the XML of a feed in one pass, well-formed or not: elements with their text, one item at a time.
import { isHtmlName } from './text.ts'
import { resolveAddress } from '../../base/address.ts'
import { Entities } from './references.ts'
import { mayBeDoubled, undoubled } from './doubled.ts'
import { emptyScope, type Scope } from './namespaces.ts'

export interface Element {
  /** One spelling: `title`, `dc:creator`. */
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Own text, references resolved. In text constructs with `inline`: the markup inside as it was written. */
  text: string
  inline: boolean
  /** xml:base in force; '' when there is none. */
  base: string
  /** xml:lang in force. */
  language: string | null
}

export interface Scanned {
  /** rss, feed, rdf:rdf or a CDF channel; null: none of them is there. */
  root: Element | null
  /** Namespaces of the root, as written. */
  namespaces: Map<string, string>
  /** Name of the first element of all. */
  first: string | null
  repairs: Set<string>
  items: number
}

const none: Record<string, string> = Object.freeze(Object.create(null) as Record<string, string>)
const maxDepth = 256
const maxAttributes = 256
const maxChildren = 20_000
export const maxItems = 100_000

/** Elements whose inside is text or HTML, never structure. */
const texts = new Set(
  'title description summary content content:encoded body xhtml:body xhtml:div fullitem tagline subtitle info rights copyright abstract dc:title dc:description dc:rights dcterms:abstract dcterms:rights media:title media:description itunes:summary itunes:subtitle itunes:title googleplay:description feedburner:browserfriendly content_encoded excerpt:encoded'.split(
    ' ',
  ),
)
const containers = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'item', 'entry', 'items', 'media:group'])
const roots = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'rdf'])
const isItem = (name: string) => name === 'item' || name === 'entry'

/** What may stand in an element that has children. Anything else found in it after it was left open belongs
 * beside it. */
const natural: Record<string, string> = {
  author: 'name email uri url homepage foaf:person rdf:description',
  contributor: 'name email uri url homepage',
  source: 'title id link updated author subtitle rights icon logo category generator contributor modified tagline',
  image: 'url title link width height description href',
  textinput: 'title name link description',
  'itunes:owner': 'itunes:name itunes:email name email',
  'itunes:category': 'itunes:category',
  'media:group': '*',
  'media:content': '*',
  'georss:where': '*',
  skiphours: 'hour',
  skipdays: 'day',
}

interface Open {
  element: Element
  written: string
  scope: Scope
}

/** `onItem` is called as each item ends. */
export function scan(source: string, baseUrl: string, onItem: (item: Element, root: Element) => void): Scanned {
  return new Scanner(source, baseUrl, onItem).run()
}

class Scanner {
  private at = 0
  private readonly stack: Open[] = []
  private readonly entities = new Entities()
  private readonly repairs = new Set<string>()
  private readonly found = new Map<string, { from: number; at: number }>()
  private root: Element | null = null
  private namespaces = new Map<string, string>()
  private first: string | null = null
  private items = 0
  private ignored = 0
  private readonly doubled: boolean
  private judged = { at: -1, inside: false }
  private readonly source: string
  private readonly baseUrl: string
  private readonly onItem: (item: Element, root: Element) => void

  constructor(source: string, baseUrl: string, onItem: (item: Element, root: Element) => void) {
    this.source = source
    this.doubled = mayBeDoubled(source)
    this.baseUrl = baseUrl
    this.onItem = onItem
  }

  run(): Scanned {
    const { source } = this
    for (;;) {
      const lt = source.indexOf('<', this.at)
      if (lt < 0) break
      if (lt > this.at) this.gotText(this.at, lt)
      const next = source.charCodeAt(lt + 1)
      if (next === 47) this.closeTag(lt)
      else if (next === 33) this.declaration(lt)
      else if (next === 63) this.at = this.after('?>', lt + 2, lt)
      else if (startsName(next)) this.openTag(lt)
      else {
        this.appendText('<')
        this.at = lt + 1
      }
    }
    if (this.stack.length > 0) {
      if (this.at < source.length) this.gotText(this.at, source.length)
      this.repairs.add('cut off')
      while (this.stack.length > 0) this.pop(false)
    }
    return { root: this.root, namespaces: this.namespaces, first: this.first, repairs: this.repairs, items: this.items }
  }

  /** Next place of `needle`; remembers, so that a document full of openings without an end stays linear. */
  private next(needle: string, from: number): number {
    const last = this.found.get(needle)
    if (last && from >= last.from && (last.at < 0 || last.at >= from)) return last.at
    const at = this.source.indexOf(needle, from)
    if (last) {
      last.from = from
      last.at = at
    } else if (this.found.size < 1000) this.found.set(needle, { from, at })
    return at
  }

  private after(needle: string, from: number, start: number): number {
    const end = this.next(needle, from)
    if (end >= 0) return end + needle.length
    const gt = this.next('>', start)
    this.repairs.add('unclosed instruction')
    return gt < 0 ? this.source.length : gt + 1
  }

  /** A comment that never ends hides nothing. */
  private afterComment(lt: number): number {
    const end = this.next('-->', lt + 4)
    if (end >= 0) return end + 3
    this.repairs.add('unclosed comment')
    return lt + 4
  }

  private get top(): Open | undefined {
    return this.stack[this.stack.length - 1]
  }

  private gotText(from: number, to: number): void {
    const top = this.top
    if (!top || this.ignored > 0 || containers.has(top.element.name)) return
    this.appendText(this.entities.decode(this.source.slice(from, to)))
  }

  private appendText(text: string): void {
    const top = this.top
    if (top && !containers.has(top.element.name)) top.element.text += text
  }

  private declaration(lt: number): void {
    const { source } = this
    if (source.startsWith('<!--', lt)) this.at = this.afterComment(lt)
    else if (source.startsWith('<![CDATA[', lt)) {
      const close = this.next(']]>', lt + 9)
      const tag = close < 0 ? this.next('</', lt + 9) : close
      const end = tag < 0 ? source.length : tag
      if (close < 0) this.repairs.add('unclosed CDATA')
      this.appendText(source.slice(lt + 9, end))
      this.at = close < 0 ? end : end + 3
    } else if (/^<!doctype/i.test(source.slice(lt, lt + 9))) this.doctype(lt)
    else {
      const gt = this.next('>', lt)
      this.at = gt < 0 ? source.length : gt + 1
    }
  }

  private doctype(lt: number): void {
    const gt = this.next('>', lt)
    const bracket = this.next('[', lt)
    if (bracket < 0 || gt < 0 || bracket > gt) {
      this.at = gt < 0 ? this.source.length : gt + 1
      return
    }
    const close = /\]\s{0,100}>/g
    close.lastIndex = bracket
    // An internal subset longer than this defines nothing that a feed needs.
    const subset = this.source.slice(bracket + 1, bracket + 200_000)
    const end = subset.search(/\]\s{0,100}>/)
    const inside = end < 0 ? subset.slice(0, Math.max(0, subset.indexOf('>'))) : subset.slice(0, end)
    for (const [, name = '', , double, single] of inside.matchAll(
      /<!ENTITY\s{1,20}([^\s%"'<>]{1,60})\s{1,20}("([^"]*)"|'([^']*)')/g,
    ))
      this.entities.define(name, double ?? single ?? '')
    const past = end < 0 ? gt + 1 : this.source.indexOf('>', bracket + 1 + end) + 1
    this.at = past
  }

  private openTag(lt: number): void {
    const { source } = this
    const nameEnd = endOfName(source, lt + 1)
    const written = source.slice(lt + 1, nameEnd)
    const parent = this.top
    const tag = this.attributes(nameEnd)
    if (tag === null) {
      // Cut off in mid-tag.
      this.at = source.length
      return
    }
    this.at = tag.end
    let scope = parent?.scope ?? emptyScope()
    if (tag.namespaces) scope = scope.with(tag.namespaces)
    const name = scope.element(written)
    this.first ??= name
    if (this.ignored > 0 || this.stack.length >= maxDepth) {
      if (!tag.empty) this.ignored++
      this.repairs.add('nested too deeply')
      return
    }
    if (this.root === null) {
      if (!roots.has(name)) return
      this.namespaces = scope.uris
    } else if (this.stack.length === 0) {
      if (name === 'script' || name === 'style') {
        const end = this.next(`</${written}`, this.at)
        this.at = end < 0 ? this.source.length : end
        return
      }
      if (!roots.has(name) && !isItem(name)) return
      this.repairs.add('more than one root')
    }
    if (isItem(name)) this.closeToFeed()
    const attributes = this.canonical(tag.attributes, scope)
    const above = this.top?.element
    const element: Element = {
      name,
      attributes,
      children: [],
      text: '',
      inline: false,
      base: above?.base ?? this.baseUrl,
      language: above?.language ?? null,
    }
    if (attributes !== none) {
      const base = attributes['xml:base'] ?? (containers.has(name) ? attributes['base'] : undefined)
      if (base !== undefined && base !== '') element.base = resolveAddress(base, element.base) ?? element.base
      const language = attributes['xml:lang']
      if (language !== undefined) element.language = language === '' ? null : language
    }
    if (this.root === null) this.root = element
    this.stack.push({ element, written, scope })
    if (tag.empty) this.pop(true)
    else if (texts.has(name) && this.stack.length > 1) this.textConstruct(element, written)
  }

  private canonical(attributes: [string, string][] | null, scope: Scope): Record<string, string> {
    if (attributes === null) return none
    const named: Record<string, string> = Object.create(null) as Record<string, string>
    for (const [name, value] of attributes) named[scope.attribute(name)] ??= value
    return named
  }

  /** From behind the tag's name to behind its `>`; null: the document ends first. */
  private attributes(from: number): {
    end: number
    empty: boolean
    attributes: [string, string][] | null
    namespaces: [string, string][] | null
  } | null {
    const { source } = this
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
        this.repairs.add('tag without its end')
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
          const end = this.closingQuote(quote === 34 ? '"' : "'", i + 1)
          value = source.slice(i + 1, end)
          i = source.charCodeAt(end) === quote ? end + 1 : end
        } else {
          const start = i
          while (i < source.length && source.charCodeAt(i) > 32 && source.charCodeAt(i) !== 62) i++
          if (source.charCodeAt(i) === 62 && source.charCodeAt(i - 1) === 47 && i > start) i--
          value = source.slice(start, i)
          this.repairs.add('attribute without quotes')
        }
      }
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        namespaces ??= []
        if (namespaces.length < maxAttributes) namespaces.push([name.slice(6), value])
        continue
      }
      attributes ??= []
      if (attributes.length < maxAttributes) attributes.push([name, attributeValue(this.entities, value)])
      else this.repairs.add('too many attributes')
    }
  }

  private closingQuote(quote: string, from: number): number {
    const end = this.next(quote, from)
    if (end >= 0) {
      const after = this.source.charCodeAt(end + 1)
      if (after <= 32 || after === 62 || after === 47 || after === 63 || Number.isNaN(after)) return end
      // Not the end of this value but the beginning of the next.
      const next = /\s+[\w:.-]{1,40}=$/.exec(this.source.slice(Math.max(from, end - 60), end))
      if (next) {
        this.repairs.add('attribute without its closing quote')
        return end - next[0].length
      }
      const lt = this.next('<', from)
      if (lt < 0 || lt > end || this.source.startsWith('<![CDATA[', lt)) return end
    }
    this.repairs.add('attribute without its closing quote')
    const gt = this.next('>', from)
    if (gt < 0) return this.source.length
    return this.source.charCodeAt(gt - 1) === 47 ? gt - 1 : gt
  }

  private endOfClosing(nameEnd: number): number {
    const { source } = this
    if (source.charCodeAt(nameEnd) === 62) return nameEnd + 1
    const gt = this.next('>', nameEnd)
    const lt = this.next('<', nameEnd)
    return lt >= 0 && (gt < 0 || lt < gt) ? lt : gt < 0 ? source.length : gt + 1
  }

  private closeTag(lt: number): void {
    const { source } = this
    const nameEnd = endOfName(source, lt + 2)
    this.at = this.endOfClosing(nameEnd)
    if (this.ignored > 0) {
      this.ignored--
      return
    }
    const top = this.top
    if (!top) return
    const written = source.slice(lt + 2, nameEnd)
    if (written === top.written || top.scope.element(written) === top.element.name) {
      this.pop(true)
      return
    }
    const name = top.scope.element(written)
    const crossing = containers.has(name)
    for (let i = this.stack.length - 2; i >= 0; i--) {
      const open = this.stack[i]
      if (!open) break
      if (open.element.name === name) {
        this.repairs.add(`unclosed ${top.element.name.slice(0, 40)}`)
        while (this.stack.length > i + 1) this.pop(false)
        this.pop(true)
        return
      }
      if (isItem(open.element.name) && !crossing) break
    }
    if (!containers.has(top.element.name) && top.element.children.length === 0 && top.element.text.trim() !== '') {
      this.repairs.add('misspelt closing tag')
      this.pop(true)
    } else this.repairs.add('stray closing tag')
  }

  /** A new item begins: whatever is still open inside the feed was forgotten. */
  private closeToFeed(): void {
    while (this.stack.length > 0) {
      const name = this.top?.element.name ?? ''
      if (
        name === 'channel' ||
        name === 'rss' ||
        name === 'feed' ||
        name === 'rdf:rdf' ||
        name === 'rdf' ||
        name === 'items'
      )
        return
      this.repairs.add(`unclosed ${name.slice(0, 40)}`)
      this.pop(false)
    }
  }

  private pop(closed: boolean): void {
    const open = this.stack.pop()
    if (!open) return
    const { element } = open
    if (this.doubled && element.text !== '') element.text = undoubled(element.text)
    if (isItem(element.name)) {
      this.items++
      if (this.items <= maxItems) this.onItem(element, this.root ?? element)
      else this.repairs.add('too many items')
      return
    }
    const parent = this.top?.element
    if (!parent) return
    if (parent.children.length >= maxChildren) {
      this.repairs.add('too many elements')
      return
    }
    parent.children.push(element)
    if (!closed && element.children.length > 0 && !containers.has(element.name)) {
      const own = natural[element.name] ?? ''
      if (own === '*') return
      const names = new Set(own.split(' '))
      const seen = new Set<string>()
      const inside: Element[] = []
      for (const child of element.children) {
        if (names.has(child.name) && !seen.has(child.name)) inside.push(child)
        else parent.children.push(child)
        seen.add(child.name)
      }
      element.children = inside
    }
  }

  /** Everything up to the element's end tag: text, CDATA, or markup that nobody escaped. */
  private textConstruct(element: Element, written: string): void {
    const { source } = this
    const start = this.at
    let value = ''
    let blank = true
    let p = start
    let look = start
    for (;;) {
      const lt = source.indexOf('<', look)
      if (lt < 0) {
        element.text = value + this.entities.decode(source.slice(p))
        this.at = source.length
        return
      }
      const next = source.charCodeAt(lt + 1)
      if (next !== 47 && next !== 33 && next !== 63 && !startsName(next)) {
        // Less than.
        look = lt + 1
        continue
      }
      if (lt > p) {
        const piece = this.entities.decode(source.slice(p, lt))
        blank &&= piece.trim() === ''
        value += piece
      }
      if (next === 47) {
        const nameEnd = endOfName(source, lt + 2)
        element.text = value
        if (isHtmlName(source.slice(lt + 2, Math.min(nameEnd, lt + 14)))) {
          this.inlineMarkup(element, written, start, lt)
          return
        }
        if (nameEnd - lt - 2 === written.length && source.startsWith(written, lt + 2)) {
          this.at = this.endOfClosing(nameEnd)
          this.pop(true)
        } else this.closeTag(lt)
        // A stray end tag: the element goes on behind it.
        if (this.top?.element !== element) return
        p = look = this.at
        continue
      }
      if (next === 33 && source.startsWith('<![CDATA[', lt)) {
        const end = this.endOfCdata(lt + 9, written)
        // Blank text before a CDATA section is the line break of a tidy writer.
        value = blank ? source.slice(lt + 9, end.at) : value + source.slice(lt + 9, end.at)
        blank &&= value.trim() === ''
        p = look = end.after
        continue
      }
      if (next === 33 && source.startsWith('<!--', lt)) {
        p = look = this.afterComment(lt)
        continue
      }
      if (next === 63) {
        p = look = this.after('?>', lt + 2, lt)
        continue
      }
      if (startsName(next)) {
        this.inlineMarkup(element, written, start, lt)
        return
      }
      // Some other declaration.
      const gt = this.next('>', lt)
      p = look = gt < 0 ? source.length : gt + 1
    }
  }

  /** A CDATA section that was never closed ends with its element, not in the next item. */
  private endOfCdata(from: number, written: string): { at: number; after: number } {
    const { source } = this
    const close = this.next(']]>', from)
    const again = this.next('<![CDATA[', from)
    if (close >= 0 && (again < 0 || again > close)) return { at: close, after: close + 3 }
    const tag = this.next(`</${written}`, from)
    if (close >= 0 && (tag < 0 || tag > close || (again >= 0 && again < tag))) return { at: close, after: close + 3 }
    this.repairs.add('unclosed CDATA')
    const end = tag < 0 ? source.length : tag
    return { at: end, after: end }
  }

  /** `firstTag` is the first tag inside. Its end tag is the end, unless the item ends before: then it was
   * forgotten. */
  private inlineMarkup(element: Element, written: string, start: number, firstTag: number): void {
    const { source } = this
    const item = this.stack.findLast((open) => isItem(open.element.name))
    const close = this.matchingClose(written, start)
    let limit = close < 0 ? source.length : close
    const foreign = /xml$/.test(element.attributes['type'] ?? '') && !/xhtml/.test(element.attributes['type'] ?? '')
    let broken = close < 0
    const fences = foreign
      ? []
      : item
        ? [`</${item.written}>`, `<${item.written}>`, `<${item.written} `]
        : ['<item>', '<item ', '<entry>', '<entry ', '</channel>']
    for (const fence of fences) {
      const at = this.next(fence, start)
      if (at >= 0 && at < limit && !this.inCdata(start, at)) {
        limit = at
        broken = true
      }
    }
    if (broken) {
      this.repairs.add(`unclosed ${element.name}`)
      const name = this.top?.scope.element(source.slice(firstTag + 1, endOfName(source, firstTag + 1))) ?? ''
      if (beside.has(name)) {
        // The next element begins where the end tag is missing.
        element.text = this.entities.decode(stripCdata(source.slice(start, firstTag)))
        this.at = firstTag
        this.pop(true)
        return
      }
    }
    if (broken) limit = this.firstBeside(start, limit)
    element.inline = true
    element.text = source.slice(start, limit)
    if (broken) {
      this.at = limit
      this.pop(true)
      return
    }
    const gt = this.next('>', limit)
    this.at = gt < 0 ? source.length : gt + 1
    this.pop(true)
  }

  /** Where the first element begins that no HTML knows: there the forgotten end tag should have been. */
  private firstBeside(start: number, limit: number): number {
    const scope = this.top?.scope
    for (let lt = this.next('<', start); scope && lt >= 0 && lt < limit; lt = this.source.indexOf('<', lt + 1)) {
      if (this.source.startsWith('<![CDATA[', lt)) {
        const end = this.next(']]>', lt)
        if (end < 0) return limit
        lt = end
      } else if (startsName(this.source.charCodeAt(lt + 1))) {
        const name = scope.element(this.source.slice(lt + 1, endOfName(this.source, lt + 1)))
        if (neverHtml.has(name)) return lt
      }
    }
    return limit
  }

  /** Remembered: whether a place lies in a CDATA section does not depend on where one begins to look. */
  private inCdata(start: number, at: number): boolean {
    if (this.judged.at === at) return this.judged.inside
    let inside = false
    for (let open = this.next('<![CDATA[', start); open >= 0 && open < at && !inside;) {
      const close = this.next(']]>', open)
      if (close < 0 || close > at) inside = true
      else open = this.next('<![CDATA[', close)
    }
    this.judged = { at, inside }
    return inside
  }

  /** The end tag that belongs to an element open at `from`, past nested ones of its name; -1: none. */
  private matchingClose(written: string, from: number): number {
    const opening = `<${written}`
    const closing = `</${written}`
    let p = from
    for (let depth = 0; depth < maxDepth;) {
      const close = this.next(closing, p)
      if (close < 0) return -1
      const cdata = this.next('<![CDATA[', p)
      if (cdata >= 0 && cdata < close) {
        const end = this.next(']]>', cdata)
        if (end > close) {
          p = end + 3
          continue
        }
      }
      const open = this.next(opening, p)
      if (open >= 0 && open < close) {
        if (endOfName(this.source, open + 1) === open + opening.length) depth++
        p = open + opening.length
        continue
      }
      if (endOfName(this.source, close + 2) === close + closing.length) {
        if (depth === 0) return close
        depth--
      }
      p = close + closing.length
    }
    return -1
  }
}

/** Elements that stand beside a text construct, never in one. */
const beside = new Set(
  'link guid pubdate category author comments enclosure source dc:date dc:creator dc:subject description content:encoded title id updated published summary content media:content media:thumbnail media:group item entry language copyright managingeditor webmaster lastbuilddate generator docs ttl image'.split(
    ' ',
  ),
)

const neverHtml = new Set(
  'pubdate guid category author comments enclosure dc:date dc:creator dc:subject description content:encoded updated published issued modified media:content media:thumbnail media:group media:title itunes:duration itunes:author itunes:image slash:comments wfw:commentrss language copyright managingeditor webmaster lastbuilddate generator docs ttl feedburner:origlink'.split(
    ' ',
  ),
)

function stripCdata(text: string): string {
  return text.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
}

function attributeValue(entities: Entities, value: string): string {
  let text = value
  if (text.includes('<![CDATA[')) text = stripCdata(text)
  return entities.decode(text).replace(/[\t\n\r]/g, ' ')
}

const startsName = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code > 127
const endsAttributeName = (code: number) =>
  code <= 32 || code === 61 || code === 62 || code === 60 || code === 34 || code === 39 || code === 47

function endOfName(source: string, from: number): number {
  let i = from
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (code <= 32 || code === 62 || code === 47 || code === 60 || code === 61 || code === 34 || code === 39) break
  }
  return i
}
