// As much of a browser's document as Readability asks for, and no more: a whole DOM costs several times what the extracting does.
import { LightAttributes } from './light-attributes.ts'
import { writeInside } from './light-html.ts'

export type LightNode = LightText | LightElement

const none: never[] = []

export class LightText {
  readonly nodeType = 3
  readonly nodeName = '#text'
  parentNode: LightElement | null = null
  previousSibling: LightNode | null = null
  nextSibling: LightNode | null = null
  readonly textContent: string

  constructor(text: string) {
    this.textContent = text
  }
  get childNodes(): never[] {
    return none
  }
  remove(): void {
    this.parentNode?.removeChild(this)
  }
}

export class LightElement extends LightAttributes {
  readonly nodeType = 1
  /** Upper case, as in a browser; Readability renames elements by writing it. */
  tagName: string
  localName: string
  parentNode: LightElement | null = null
  previousSibling: LightNode | null = null
  nextSibling: LightNode | null = null
  firstChild: LightNode | null = null
  lastChild: LightNode | null = null
  /** Known only where it is known of every element inside. */
  #text: string | null = null
  #nodes: LightNode[] | null = null
  #elements: LightElement[] | null = null

  constructor(name: string) {
    super()
    this.localName = name
    this.tagName = upper(name)
  }

  get nodeName(): string {
    return this.tagName
  }
  get childNodes(): LightNode[] {
    if (this.#nodes) return this.#nodes
    const nodes: LightNode[] = []
    for (let at = this.firstChild; at; at = at.nextSibling) nodes.push(at)
    return (this.#nodes = nodes)
  }
  get children(): LightElement[] {
    if (this.#elements) return this.#elements
    const elements: LightElement[] = []
    for (let at = this.firstElementChild; at; at = at.nextElementSibling) elements.push(at)
    return (this.#elements = elements)
  }
  get firstElementChild(): LightElement | null {
    return elementFrom(this.firstChild)
  }
  get nextElementSibling(): LightElement | null {
    return elementFrom(this.nextSibling)
  }
  get previousElementSibling(): LightElement | null {
    let at = this.previousSibling
    while (at && !(at instanceof LightElement)) at = at.previousSibling
    return at
  }
  get textContent(): string {
    if (this.#text !== null) return this.#text
    let text = ''
    for (let at = this.firstChild; at; at = at.nextSibling) text += at.textContent
    return (this.#text = text)
  }

  appendChild(node: LightNode): void {
    node.remove()
    node.parentNode = this
    node.previousSibling = this.lastChild
    if (this.lastChild) this.lastChild.nextSibling = node
    else this.firstChild = node
    this.lastChild = node
    this.#changed()
  }
  removeChild(node: LightNode): void {
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling
    else this.firstChild = node.nextSibling
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling
    else this.lastChild = node.previousSibling
    node.parentNode = node.previousSibling = node.nextSibling = null
    this.#changed()
  }
  replaceChild(made: LightNode, old: LightNode): void {
    made.remove()
    made.parentNode = this
    made.previousSibling = old.previousSibling
    made.nextSibling = old.nextSibling
    if (old.previousSibling) old.previousSibling.nextSibling = made
    else this.firstChild = made
    if (old.nextSibling) old.nextSibling.previousSibling = made
    else this.lastChild = made
    old.parentNode = old.previousSibling = old.nextSibling = null
    this.#changed()
  }
  remove(): void {
    this.parentNode?.removeChild(this)
  }
  #changed(): void {
    this.#nodes = this.#elements = null
    if (this.#text === null) return
    this.#text = null
    for (let at = this.parentNode; at && at.#text !== null; at = at.parentNode) at.#text = null
  }

  getElementsByTagName(name: string): LightElement[] {
    return this.querySelectorAll(name)
  }
  /** Only names of elements, with commas between them. */
  querySelectorAll(names: string): LightElement[] {
    const found: LightElement[] = []
    const only = names.includes(',') ? null : upper(names)
    const many = only === null ? new Set(names.split(',').map(upper)) : null
    let at = this.firstElementChild
    while (at) {
      if (only === null ? many?.has(at.tagName) : only === at.tagName) found.push(at)
      at = at.firstElementChild ?? following(at, this)
    }
    return found
  }

  get innerHTML(): string {
    return writeInside(this)
  }
}

const uppers = new Map<string, string>()

/** The same string for the same name: the names of elements are compared all the time. */
function upper(name: string): string {
  let known = uppers.get(name)
  if (known === undefined) {
    known = name.toUpperCase()
    if (uppers.size < 500) uppers.set(name, known)
  }
  return known
}

function elementFrom(from: LightNode | null): LightElement | null {
  let at = from
  while (at && !(at instanceof LightElement)) at = at.nextSibling
  return at
}

function following(from: LightElement, root: LightElement): LightElement | null {
  for (let at: LightElement | null = from; at && at !== root; at = at.parentNode) {
    const next = at.nextElementSibling
    if (next) return next
  }
  return null
}
