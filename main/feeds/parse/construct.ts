// A title, summary or content: what its type attribute, its escaping and its author's habits make of it.
import { collapse, hasMarkup, plainText } from './text.ts'
import { decodeReferences, escapeText } from './references.ts'
import { resolveHtml } from './relative.ts'
import type { Element } from './element.ts'
import type { RawHtml } from '../../contract/models.ts'

export interface Construct {
  /** null: it is plain text. */
  html: string | null
  /** As it was written, for plain text; else empty. */
  plain: string
  type: 'text/plain' | 'text/html' | 'application/xhtml+xml'
  base: string
  language: string | null
}

/** `guess`: in this format plain text is often HTML nevertheless, so look. null: nothing there, or nothing to read
 * (a picture in base64). */
export function construct(element: Element, usual: 'text/plain' | 'text/html', guess: boolean): Construct | null {
  let type = mediaType(element.attributes['type'], usual)
  const mode = element.attributes['mode']?.toLowerCase()
  let text = element.text
  let base64 = mode === 'base64' || element.attributes['rdf:encoding']?.toLowerCase() === 'base64'
  if (type === 'other') {
    base64 ||= !element.inline
    type = 'text/html'
  }
  let html: string | null = null
  if (element.inline) {
    html = inlineHtml(text, type === 'application/xhtml+xml' || mode === 'xml')
    type = 'application/xhtml+xml'
  } else {
    text = text.trim()
    // A section escaped as a whole, or one within another.
    if (text.includes('<![CDATA[')) text = text.replaceAll('<![CDATA[', '').replaceAll(']]>', '').trim()
    if (base64) {
      const decoded = fromBase64(text)
      if (decoded === null) {
        if (mode !== 'base64' && type === 'text/html' && !hasMarkup(text)) return null
      } else text = decoded.trim()
    }
    if (type === 'application/xhtml+xml') html = withoutOuterDiv(text)
    else if (type === 'text/html') html = text
    else if (guess && (hasMarkup(text) || /&#?\w{2,31};/.test(text))) {
      html = text
      type = 'text/html'
    }
  }
  if ((html ?? text).trim() === '') return null
  if (html !== null) html = resolveHtml(html.trim(), element.base)
  return { html, plain: html === null ? text : '', type, base: element.base, language: element.language }
}

export const textOf = (found: Construct): string =>
  found.html === null ? collapse(found.plain) : plainText(found.html)

/** HTML that shows it. */
export function htmlOf(found: Construct): RawHtml {
  if (found.html !== null) return found.html as RawHtml
  const text = escapeText(found.plain)
  if (!/\n/.test(text)) return text as RawHtml
  return text
    .split(/\n[ \t\r]*\n\s*/)
    .map((paragraph) => `<p>${paragraph.trim().replace(/\r?\n/g, '<br>\n')}</p>`)
    .join('\n') as RawHtml
}

function mediaType(written: string | undefined, usual: 'text/plain' | 'text/html'): Construct['type'] | 'other' {
  const type = written
    ?.trim()
    .toLowerCase()
    .replace(/\s*;.*$/s, '')
  if (!type) return usual
  if (type === 'text' || type === 'plain' || type === 'text/plain') return 'text/plain'
  if (type === 'html' || type === 'text/html' || type === 'escaped') return 'text/html'
  if (type === 'xhtml' || type === 'application/xhtml+xml' || type === 'text/xhtml' || type === 'application/xhtml')
    return 'application/xhtml+xml'
  if (type.startsWith('text/')) return type === 'text/xml' ? 'application/xhtml+xml' : 'text/plain'
  if (type.endsWith('xml')) return 'application/xhtml+xml'
  if (!type.includes('/')) return usual
  return 'other'
}

/** Markup as it stood in the XML, as HTML: CDATA undone, prefixes dropped, empty elements closed. */
function inlineHtml(source: string, strict: boolean): string {
  let html = source
  if (html.includes('<![CDATA['))
    html = html.replace(/<!\[CDATA\[([^]*?)(?:\]\]>|$)/g, (_, text: string) => (strict ? escapeText(text) : text))
  if (html.includes(']]>')) html = html.replaceAll(']]>', '')
  const prefix =
    /<([A-Za-z][\w.-]{0,30}):(?:div|p|span|a|body|br|b|i|em|strong|ul|ol|h\d|img|table|blockquote)[\s/>]/.exec(
      html,
    )?.[1]
  if (prefix) html = html.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</')
  if (html.includes('/>'))
    html = html.replace(
      /<(a|abbr|article|b|blockquote|cite|code|div|em|figcaption|figure|h[1-6]|i|iframe|li|object|ol|p|pre|q|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|textarea|th|thead|title|tr|u|ul|video|audio)((?:\s[^<>]*)?)\/>/gi,
      '<$1$2></$1>',
    )
  return withoutOuterDiv(html)
}

/** The div that Atom wants around XHTML is not part of it. */
function withoutOuterDiv(source: string): string {
  const html = source.trim()
  if (!/^<div[\s>]/i.test(html) || !/<\/div\s*>$/i.test(html)) return html
  let depth = 0
  for (const tag of html.matchAll(/<(\/?)div(?=[\s>/])/gi)) {
    depth += tag[1] ? -1 : 1
    if (depth === 0 && html.indexOf('>', tag.index) < html.length - 1) return html
  }
  const open = html.indexOf('>')
  return html.slice(open + 1, html.lastIndexOf('<')).trim()
}

function fromBase64(text: string): string | null {
  const packed = text.replace(/\s+/g, '')
  if (packed === '' || packed.length % 4 === 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null
  try {
    const raw = atob(packed)
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)))
  } catch {
    // Not base64, or not text: the caller decides what that means.
    return null
  }
}

/** One line of plain text, for titles: markup removed, references resolved once more where the format allows. */
export function lineOf(found: Construct): string {
  return found.html === null
    ? collapse(found.plain)
    : found.type === 'application/xhtml+xml' || hasMarkup(found.html)
      ? plainText(found.html)
      : collapse(decodeReferences(found.html))
}
