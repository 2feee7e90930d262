// Plain text out of HTML fragments, linear in their length.
import { decodeReferences } from './references.ts'

/** Tags that do not part words. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
const block = new Set(
  'address article aside blockquote br center dd div dl dt embed figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr iframe img li main object ol p picture pre section svg table tbody td tfoot th thead tr ul video'.split(
    ' ',
  ),
)
/** A tag of articles, not of feeds. */
export const isHtmlName = (name: string): boolean => inline.has(name.toLowerCase()) || block.has(name.toLowerCase())

const silent = new Set(['script', 'style', 'template', 'noscript'])

const markup =
  /<(?:!--|\/?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|big|blockquote|br|center|cite|code|del|dfn|div|dl|dt|dd|em|embed|figure|figcaption|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nobr|object|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?\/?>)/i

/** Something that browsers would take for markup. */
export const hasMarkup = (text: string): boolean => text.includes('<') && markup.test(text)

/** White space that is more than one space: most spaces of a text need no touch. */
const wide = /[^\S ]\s*| \s+/g

export const collapse = (text: string): string => text.replace(wide, ' ').trim()

/** Without tags, comments and scripts; references resolved; white space collapsed. */
export function plainText(html: string): string {
  let lt = html.indexOf('<')
  if (lt < 0) return collapse(decodeReferences(html))
  let out = ''
  let from = 0
  const absent = new Set<string>()
  while (lt >= 0) {
    const end = endOfTag(html, lt, absent)
    if (end < 0) {
      lt = html.indexOf('<', lt + 1)
      continue
    }
    out += html.slice(from, lt)
    from = end
    if (html.charCodeAt(lt + 1) === 33) out += ' '
    else {
      const name = tagName(html, lt)
      if (!inline.has(name)) out += ' '
      if (silent.has(name) && html.charCodeAt(lt + 1) !== 47) {
        const close = absent.has(name) ? -1 : html.indexOf(`</${name}`, end)
        if (close >= 0) from = close
        else absent.add(name)
      }
    }
    lt = html.indexOf('<', from)
  }
  out += html.slice(from)
  return collapse(decodeReferences(out))
}

function tagName(html: string, lt: number): string {
  let i = html.charCodeAt(lt + 1) === 47 ? lt + 2 : lt + 1
  const start = i
  while (i < start + 12) {
    const code = html.charCodeAt(i)
    if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57))) break
    i++
  }
  return html.slice(start, i).toLowerCase()
}

/** Behind the tag or comment that begins at `lt`; -1: none does. */
function endOfTag(html: string, lt: number, absent: Set<string>): number {
  const next = html.charCodeAt(lt + 1)
  if (next === 33) {
    if (html.startsWith('<!--', lt)) {
      const end = absent.has('-->') ? -1 : html.indexOf('-->', lt + 4)
      if (end >= 0) return end + 3
      absent.add('-->')
    }
    const gt = html.indexOf('>', lt)
    return gt < 0 ? html.length : gt + 1
  }
  const letter = next === 47 ? html.charCodeAt(lt + 2) : next
  if (!((letter >= 97 && letter <= 122) || (letter >= 65 && letter <= 90)) && next !== 63) return -1
  const gt = html.indexOf('>', lt)
  if (gt < 0) return html.length
  // A '>' within quotes does not end the tag.
  const tag = html.slice(lt, gt)
  const equals = tag.lastIndexOf('="')
  if (equals >= 0 && tag.indexOf('"', equals + 2) < 0) {
    const quote = html.indexOf('"', gt)
    const after = quote < 0 || quote - gt > 2000 ? -1 : html.indexOf('>', quote)
    if (after >= 0 && !html.slice(gt, quote).includes('<')) return after + 1
  }
  return gt + 1
}
