// Makes the relative addresses in a piece of HTML absolute, touching nothing else.
import { resolveAddress, schemeOf } from '../../base/address.ts'

const attributes = new Set(
  'href src srcset poster cite action background longdesc data-src data-srcset formaction'.split(' '),
)

/** The same string when there is nothing to do, which is nearly always. Linear. */
export function resolveHtml(html: string, base: string): string {
  return base !== '' && mayBeRelative(html) ? rewritten(html, base) : html
}

/** Looks at every `=` behind an attribute of ours. */
function mayBeRelative(html: string): boolean {
  for (let at = html.indexOf('='); at >= 0; at = html.indexOf('=', at + 1)) {
    let before = at
    while (before > 0 && html.charCodeAt(before - 1) <= 32) before--
    const last = html.charCodeAt(before - 1) | 32
    // href, cite, poster, src, srcset, background, action, longdesc
    if (last !== 102 && last !== 99 && last !== 116 && last !== 101 && last !== 114 && last !== 100 && last !== 110)
      continue
    const name = /[a-z-]+$/i.exec(html.slice(Math.max(0, before - 12), before))
    if (!name || !attributes.has(name[0].toLowerCase())) continue
    let i = at + 1
    while (html.charCodeAt(i) <= 32) i++
    const quote = html.charCodeAt(i)
    if (quote === 34 || quote === 39) i++
    while (html.charCodeAt(i) <= 32) i++
    if (html.startsWith('http', i) && isAbsolute(html, i)) {
      // Only the first of a srcset has been seen.
      if (last === 116 && /srcset$/i.test(name[0])) return true
      continue
    }
    const first = html.charCodeAt(i)
    if (first === 35 || first === 34 || first === 39 || first === 62) continue
    if (!isAbsolute(html, i)) return true
  }
  return false
}

function isAbsolute(html: string, at: number): boolean {
  return schemeOf(html.slice(at, at + 40)) !== ''
}

function rewritten(html: string, base: string): string {
  const pieces: string[] = []
  let from = 0
  const absent = new Set<string>()
  let lt = html.indexOf('<')
  while (lt >= 0) {
    let i = lt + 1
    if (html.startsWith('!--', i)) {
      const end = absent.has('-->') ? -1 : html.indexOf('-->', i)
      if (end < 0) absent.add('-->')
      i = end < 0 ? i : end + 3
      lt = html.indexOf('<', i)
      continue
    }
    if (!isLetter(html.charCodeAt(i))) {
      lt = html.indexOf('<', i)
      continue
    }
    while (isNameCharacter(html.charCodeAt(i))) i++
    for (;;) {
      while (i < html.length && (html.charCodeAt(i) <= 32 || html.charCodeAt(i) === 47)) i++
      const code = html.charCodeAt(i)
      if (Number.isNaN(code) || code === 62 || code === 60) break
      const start = i
      while (isNameCharacter(html.charCodeAt(i))) i++
      if (i === start) {
        i++
        continue
      }
      const name = html.slice(start, i).toLowerCase()
      while (html.charCodeAt(i) <= 32) i++
      if (html.charCodeAt(i) !== 61) continue
      i++
      while (html.charCodeAt(i) <= 32) i++
      const quote = html.charAt(i)
      let valueStart = i
      let valueEnd: number
      if ((quote === '"' || quote === "'") && !absent.has(quote)) {
        valueStart = i + 1
        valueEnd = html.indexOf(quote, valueStart)
        if (valueEnd < 0) {
          absent.add(quote)
          break
        }
        i = valueEnd + 1
      } else {
        while (i < html.length && html.charCodeAt(i) > 32 && html.charCodeAt(i) !== 62) i++
        valueEnd = i
      }
      if (!attributes.has(name) || valueEnd - valueStart > 20_000) continue
      const value = html.slice(valueStart, valueEnd)
      const changed = name.endsWith('srcset') ? resolveSet(value, base) : resolveOne(value, base)
      if (changed === value) continue
      pieces.push(html.slice(from, valueStart), changed)
      from = valueEnd
    }
    lt = html.indexOf('<', i)
  }
  pieces.push(html.slice(from))
  return pieces.join('')
}

function resolveOne(value: string, base: string): string {
  const text = value.trim()
  if (text === '' || text.startsWith('#') || schemeOf(text) !== '') return value
  const plain = text.replaceAll('&amp;', '&')
  const resolved = resolveAddress(plain, base)
  return resolved === null ? value : resolved.replace(/&/g, '&amp;').replace(/"/g, '%22').replace(/'/g, '%27')
}

function resolveSet(value: string, base: string): string {
  return value
    .split(/,\s+|,(?=https?:|\/)/)
    .map((candidate) => {
      const [address = '', ...rest] = candidate.trim().split(/\s+/)
      return address === '' ? '' : [resolveOne(address, base), ...rest].join(' ')
    })
    .filter((candidate) => candidate !== '')
    .join(', ')
}

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isNameCharacter = (code: number) =>
  isLetter(code) || (code >= 48 && code <= 57) || code === 45 || code === 58 || code === 95 || code === 46
