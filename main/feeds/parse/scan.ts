// Reads the XML of a feed in one pass, well-formed or not: elements with their text, one item at a time.
import { resolveAddress } from '../../base/address.ts'
import { Cursor, endOfName, startsName } from './cursor.ts'
import { mayBeDoubled, undoubled } from './doubled.ts'
import { emptyScope, type Scope } from './namespaces.ts'
import { Entities } from './references.ts'
import { readDoctype, readTag } from './tag.ts'
import { readInside } from './text-construct.ts'
import { containers, isItem, natural, roots, texts } from './vocabulary.ts'
import type { Element } from './element.ts'

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
const maxChildren = 20_000
export const maxItems = 100_000

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
  private root: Element | null = null
  private namespaces = new Map<string, string>()
  private first: string | null = null
  private items = 0
  private ignored = 0
  private readonly doubled: boolean
  private readonly source: string
  private readonly cursor: Cursor
  private readonly baseUrl: string
  private readonly onItem: (item: Element, root: Element) => void

  constructor(source: string, baseUrl: string, onItem: (item: Element, root: Element) => void) {
    this.source = source
    this.cursor = new Cursor(source)
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
      else if (next === 63) this.at = this.cursor.after('?>', lt + 2, lt)
      else if (startsName(next)) this.openTag(lt)
      else {
        this.appendText('<')
        this.at = lt + 1
      }
    }
    if (this.stack.length > 0) {
      if (this.at < source.length) this.gotText(this.at, source.length)
      this.cursor.repairs.add('cut off')
      while (this.stack.length > 0) this.pop(false)
    }
    return {
      root: this.root,
      namespaces: this.namespaces,
      first: this.first,
      repairs: this.cursor.repairs,
      items: this.items,
    }
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
    if (source.startsWith('<!--', lt)) this.at = this.cursor.afterComment(lt)
    else if (source.startsWith('<![CDATA[', lt)) {
      const end = this.cursor.endOfCdata(lt + 9, this.top?.written ?? '')
      this.appendText(source.slice(lt + 9, end.at))
      this.at = end.after
    } else if (/^<!doctype/i.test(source.slice(lt, lt + 9))) this.at = readDoctype(this.cursor, this.entities, lt)
    else {
      const gt = this.cursor.next('>', lt)
      this.at = gt < 0 ? source.length : gt + 1
    }
  }

  private openTag(lt: number): void {
    const { source } = this
    const nameEnd = endOfName(source, lt + 1)
    const written = source.slice(lt + 1, nameEnd)
    const parent = this.top
    const tag = readTag(this.cursor, this.entities, nameEnd)
    if (tag === null) {
      // Cut off in mid-tag.
      this.at = source.length
      return
    }
    this.at = tag.end
    let scope = parent?.scope ?? emptyScope()
    if (tag.namespaces) scope = scope.with(tag.namespaces, this.stack.length < 2)
    const name = scope.element(written)
    this.first ??= name
    if (this.ignored > 0 || this.stack.length >= maxDepth) {
      if (!tag.empty) this.ignored++
      this.cursor.repairs.add('nested too deeply')
      return
    }
    if (this.root === null) {
      if (!roots.has(name)) return
      this.namespaces = scope.uris
    } else if (this.stack.length === 0) {
      if (name === 'script' || name === 'style') {
        const end = this.cursor.next(`</${written}`, this.at)
        this.at = end < 0 ? this.source.length : end
        return
      }
      if (!roots.has(name) && !isItem(name)) return
      this.cursor.repairs.add('more than one root')
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
    else if (texts.has(name) && this.stack.length > 1) this.readText(element, written, scope)
  }

  private readText(element: Element, written: string, scope: Scope): void {
    const item = this.stack.findLast((open) => isItem(open.element.name))?.written ?? null
    const around = { name: element.name, written, type: element.attributes['type'] ?? '', scope, item }
    for (;;) {
      const inside = readInside(this.cursor, this.entities, around, this.at, element.text)
      element.text = inside.text
      element.inline = inside.inline
      this.at = inside.at
      if (inside.state === 'closed') this.pop(true)
      else if (this.at < this.source.length) this.closeTag(this.at)
      // A stray end tag: the element goes on behind it.
      if (this.top?.element !== element || this.at >= this.source.length) return
    }
  }

  private canonical(attributes: [string, string][] | null, scope: Scope): Record<string, string> {
    if (attributes === null) return none
    const named: Record<string, string> = Object.create(null) as Record<string, string>
    for (const [name, value] of attributes) named[scope.attribute(name)] ??= value
    return named
  }

  private closeTag(lt: number): void {
    const { source } = this
    const nameEnd = endOfName(source, lt + 2)
    this.at = this.cursor.endOfClosing(nameEnd)
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
        this.cursor.repairs.add(`unclosed ${top.element.name.slice(0, 40)}`)
        while (this.stack.length > i + 1) this.pop(false)
        this.pop(true)
        return
      }
      if (isItem(open.element.name) && !crossing) break
    }
    if (!containers.has(top.element.name) && top.element.children.length === 0 && top.element.text.trim() !== '') {
      this.cursor.repairs.add('misspelt closing tag')
      this.pop(true)
    } else this.cursor.repairs.add('stray closing tag')
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
      this.cursor.repairs.add(`unclosed ${name.slice(0, 40)}`)
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
      else this.cursor.repairs.add('too many items')
      return
    }
    const parent = this.top?.element
    if (!parent) return
    if (parent.children.length >= maxChildren) {
      this.cursor.repairs.add('too many elements')
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
}
