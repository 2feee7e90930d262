// The document that Readability is given: a title, an address and the page's body.
import { LightElement, LightText } from './light-dom.ts'
import { isElement, isText, type Parent, readFragment } from './parse.ts'

export class LightPage {
  readonly documentElement: LightElement
  readonly body: LightBody
  readonly title: string
  readonly baseURI: string
  readonly documentURI: string

  constructor(title: string, url: string) {
    this.title = title
    this.baseURI = this.documentURI = url
    this.documentElement = new LightRoot('html')
    this.body = new LightBody('body')
    this.documentElement.appendChild(this.body)
  }
  get firstChild(): LightElement {
    return this.documentElement
  }
  createElement(name: string): LightElement {
    return new LightElement(name.toLowerCase())
  }
  createTextNode(text: string): LightText {
    return new LightText(text)
  }
  getElementsByTagName(name: string): LightElement[] {
    return this.documentElement.getElementsByTagName(name)
  }
  querySelectorAll(names: string): LightElement[] {
    return this.documentElement.querySelectorAll(names)
  }
}

class LightRoot extends LightElement {
  /** Tells Readability that elements may be renamed in place, as in its own small document. */
  readonly __JSDOMParser__ = true
}

/** Readability keeps the body as it was, for a second try. */
class LightBody extends LightElement {
  override get innerHTML(): string {
    return super.innerHTML
  }
  override set innerHTML(html: string) {
    while (this.firstChild) this.removeChild(this.firstChild)
    copy(readFragment(html), this)
  }
}

function copy(from: Parent, into: LightElement): void {
  for (const node of from.childNodes)
    if (isText(node)) into.appendChild(new LightText(node.value))
    else if (isElement(node)) {
      const made = new LightElement(node.tagName)
      for (const { name, value } of node.attrs) made.setAttribute(name, value)
      into.appendChild(made)
      copy(node, made)
    }
}
