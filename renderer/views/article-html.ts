// The stored text of an article as elements that do nothing yet: outside the page, with only what the list allows.
import { everywhere, htmlElements, mathElements, sanitizerConfig } from '../../main/contract/allowed-html.ts'
import type { CleanHtml } from '../../main/contract/models.ts'
import { decode } from '../state/plain-text.ts'

/** Not in lib.dom yet: https://wicg.github.io/sanitizer-api/ */
interface TakesHtml {
  setHTML(html: string, options: { sanitizer: unknown }): void
}

const takesHtml = (element: object): element is TakesHtml => 'setHTML' in element

/** In a document of its own, so that no picture is asked for before it has been looked at. */
export function inertBody(html: CleanHtml): HTMLElement {
  const root = document.implementation.createHTMLDocument('').createElement('div')
  if (takesHtml(root)) root.setHTML(html, { sanitizer: sanitizerConfig() })
  else build(html, root)
  return root
}

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: [name: string, value: string][] }
  | { kind: 'close'; name: string }

const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)>/y
const ATTRIBUTE = / ([a-z]+)(?:="([^"]*)")?/g
/** Reads exactly what the sanitiser writes; whatever looks otherwise is text. A general HTML parser is not to be had in
 * a window that allows no HTML sinks, and not needed. */
export function* pieces(html: string): Generator<Piece> {
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    if (next > at || next < 0) {
      yield { kind: 'text', text: decode(html.slice(at, next < 0 ? html.length : next)) }
      if (next < 0) return
    }
    TAG.lastIndex = next
    const [tag, slash, name = '', attributes = ''] = TAG.exec(html) ?? []
    if (tag === undefined) yield { kind: 'text', text: '<' }
    else if (slash === '/') yield { kind: 'close', name }
    else
      yield {
        kind: 'open',
        name,
        attributes: [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, decode(value)]),
      }
    at = next + (tag?.length ?? 1)
  }
}

const VOID = new Set(['br', 'col', 'hr', 'img', 'wbr'])
const DEEPEST = 200

/** For browsers without setHTML (Chromium before 146): the same list, element by element. */
function build(html: string, root: HTMLElement): void {
  const open: Element[] = [root]
  const inside = (): Element => open.at(-1) ?? root
  for (const piece of pieces(html)) {
    if (piece.kind === 'text') inside().append(piece.text)
    else if (piece.kind === 'close') {
      const at = open.findLastIndex((each) => each.localName === piece.name)
      if (at > 0) open.length = at
    } else {
      const own = allowed(piece.name)
      if (own === null || open.length > DEEPEST) continue
      const element = root.ownerDocument.createElementNS(own.namespace, piece.name)
      for (const [name, value] of piece.attributes)
        if (own.attributes.includes(name) || (everywhere as readonly string[]).includes(name))
          element.setAttribute(name, value)
      inside().append(element)
      if (!VOID.has(piece.name)) open.push(element)
    }
  }
}

function allowed(name: string): { namespace: string; attributes: readonly string[] } | null {
  if (Object.hasOwn(htmlElements, name))
    return { namespace: 'http://www.w3.org/1999/xhtml', attributes: htmlElements[name] ?? [] }
  if (Object.hasOwn(mathElements, name))
    return { namespace: 'http://www.w3.org/1998/Math/MathML', attributes: mathElements[name] ?? [] }
  return null
}
