// The attributes of an element as Readability asks for them.
export interface LightAttribute {
  readonly name: string
  value: string
  cloneNode(): LightAttribute
}

class Attribute implements LightAttribute {
  readonly name: string
  value: string
  constructor(name: string, value: string) {
    this.name = name
    this.value = value
  }
  cloneNode(): Attribute {
    return new Attribute(this.name, this.value)
  }
}

const shown = { display: '', visibility: '' }
export class LightAttributes {
  readonly attributes: LightAttribute[] = []

  get className(): string {
    return this.getAttribute('class') ?? ''
  }
  set className(value: string) {
    this.setAttribute('class', value)
  }
  get id(): string {
    return this.getAttribute('id') ?? ''
  }
  set id(value: string) {
    this.setAttribute('id', value)
  }
  get src(): string {
    return this.getAttribute('src') ?? ''
  }
  get srcset(): string {
    return this.getAttribute('srcset') ?? ''
  }
  get style(): { display: string; visibility: string } {
    const style = this.getAttribute('style')
    if (!style) return shown
    const value = (name: string) =>
      new RegExp(`(?:^|;)\\s{0,20}${name}\\s{0,20}:\\s{0,20}([a-z-]{1,30})`, 'i').exec(style.slice(0, 2000))?.[1] ?? ''
    return { display: value('display').toLowerCase(), visibility: value('visibility').toLowerCase() }
  }

  getAttribute(name: string): string | null {
    for (const each of this.attributes) if (each.name === name) return each.value
    return null
  }
  hasAttribute(name: string): boolean {
    return this.attributes.some((each) => each.name === name)
  }
  setAttribute(name: string, value: string): void {
    const known = this.attributes.find((each) => each.name === name)
    if (known) known.value = value
    else this.attributes.push(new Attribute(name, value))
  }
  setAttributeNode(attribute: LightAttribute): void {
    this.setAttribute(attribute.name, attribute.value)
  }
  removeAttribute(name: string): void {
    const at = this.attributes.findIndex((each) => each.name === name)
    if (at >= 0) this.attributes.splice(at, 1)
  }
}
