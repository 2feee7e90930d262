// Writes the extractor's small document as HTML.
import { escapeText, escapeValue } from './escape.ts'
import type { LightElement } from './light-dom.ts'
import { voids } from './writer.ts'

export function writeInside(element: LightElement): string {
  const out: string[] = []
  inside(element, out)
  return out.join('')
}

function inside(element: LightElement, out: string[]): void {
  for (let at = element.firstChild; at; at = at.nextSibling) {
    if (at.nodeType === 3) out.push(escapeText(at.textContent))
    else {
      const name = at.tagName.toLowerCase()
      let tag = `<${name}`
      for (const { name: attribute, value } of at.attributes) tag += ` ${attribute}="${escapeValue(value)}"`
      // Reading drops one line break at the start of a <pre>.
      out.push(tag + (name === 'pre' && at.textContent.startsWith('\n') ? '>\n' : '>'))
      if (voids.has(name)) continue
      inside(at, out)
      out.push(`</${name}>`)
    }
  }
}
