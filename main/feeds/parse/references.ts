// Resolves &lt;, &#8217; and &eacute; in feed text, with the mistakes that feeds make in them.
import { decodeHTMLStrict } from 'entities'

/** windows-1252 at the places of the C1 controls: what `&#146;` was meant to be. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const simple: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' }
const longestName = 40

/** Entities that the document's own DOCTYPE defines, bounded. */
export class Entities {
  private readonly own = new Map<string, string>()
  private budget = 1_000_000

  /** Later definitions of a name do not count; values too long, or made of too many others, are left out. */
  define(name: string, value: string): void {
    if (this.own.has(name) || this.own.size >= 256 || value.length > 4000) return
    const resolved = this.decode(value)
    if (resolved.length <= 4000) this.own.set(name, resolved)
  }

  /** A bare `&` stays, so does a name that nobody knows. */
  decode(text: string): string {
    let at = text.indexOf('&')
    if (at < 0) return text
    if (text.length > 400) {
      // Escaped markup is nearly all of it &lt; &gt; &quot;: three native passes are far cheaper than a loop.
      text = text
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
      at = text.indexOf('&')
      if (at < 0) return text
    }
    let out = ''
    let from = 0
    let surrogates = false
    while (at >= 0) {
      const end = endOfReference(text, at + 1)
      let value: string | null = null
      if (end > 0)
        value = text.charCodeAt(at + 1) === 35 ? numeric(text.slice(at + 2, end)) : this.named(text.slice(at + 1, end))
      if (value === null) {
        at = text.indexOf('&', at + 1)
        continue
      }
      if (value.length === 1 && (value.charCodeAt(0) & 0xf800) === 0xd800) surrogates = true
      out += text.slice(from, at) + value
      from = text.charCodeAt(end) === 59 ? end + 1 : end
      at = text.indexOf('&', from)
    }
    out += text.slice(from)
    return surrogates ? out.toWellFormed() : out
  }

  private named(name: string): string | null {
    const plain = simple[name]
    if (plain !== undefined) return plain
    const own = this.own.get(name)
    if (own !== undefined) {
      this.budget -= own.length
      return this.budget < 0 ? '' : own
    }
    return htmlEntity(name)
  }
}

/** Where the name ends: at its `;`, or for a number at its last digit. 0: this is no reference. */
function endOfReference(text: string, from: number): number {
  let i = from
  if (text.charCodeAt(i) === 35) {
    i++
    const hex = (text.charCodeAt(i) | 32) === 120
    if (hex) i++
    const digits = i
    for (; i < digits + 12; i++) {
      const code = text.charCodeAt(i)
      if (!((code >= 48 && code <= 57) || (hex && (code | 32) >= 97 && (code | 32) <= 102))) break
    }
    return i === digits ? 0 : i
  }
  for (; i < from + longestName; i++) {
    const code = text.charCodeAt(i)
    if (code === 59) return i > from ? i : 0
    if (!(
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 45 ||
      code === 46 ||
      code > 127
    ))
      return 0
  }
  return 0
}

function numeric(digits: string): string | null {
  const code = (digits.charCodeAt(0) | 32) === 120 ? parseInt(digits.slice(1), 16) : parseInt(digits, 10)
  if (Number.isNaN(code)) return null
  if (code > 0x10ffff) return '\ufffd'
  if (code >= 0x80 && code <= 0x9f) return windows.charAt(code - 0x80)
  if (code < 32 && code !== 9 && code !== 10 && code !== 13) return ''
  // Half of a pair written as two references: the halves meet again in the text.
  if (code < 0x10000) return code === 0xfffe || code === 0xffff ? '' : String.fromCharCode(code)
  return String.fromCodePoint(code)
}

const cache = new Map<string, string | null>()
function htmlEntity(name: string): string | null {
  const cached = cache.get(name)
  if (cached !== undefined) return cached
  const reference = `&${name};`
  const decoded = decodeHTMLStrict(reference)
  let value: string | null = decoded === reference ? null : decoded
  // &NBSP; and &Amp; are nobody's entity, but plain enough.
  if (value === null && name !== name.toLowerCase()) value = simple[name.toLowerCase()] ?? null
  if (cache.size < 3000) cache.set(name, value)
  return value
}

const plain = new Entities()
/** References of HTML, without a document's own. */
export const decodeReferences = (text: string): string => plain.decode(text)

/** Text as HTML that shows it. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const c1 = /[\x80-\x9f]/g
/** Letters of windows-1252 that were taken for control characters. */
export const withoutC1 = (text: string): string =>
  text.replace(c1, (letter) => windows.charAt(letter.charCodeAt(0) - 0x80))

export const stripCdata = (text: string): string => text.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
