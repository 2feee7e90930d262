// An article for the terminal: clean HTML becomes wrapped text with headings, lists, quotes and numbered links.
import type { CleanHtml } from '../../contract/models.ts'
import { harmless } from './terminal.ts'

interface Block {
  /** Before the first line, and before the others. */
  first: string
  rest: string
}

const breaks = new Set([
  'p',
  'div',
  'section',
  'figure',
  'figcaption',
  'table',
  'caption',
  'tr',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'aside',
  'details',
  'summary',
  'hr',
])
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', apos: "'" }

/** The sanitiser's own output is well-formed and escapes every `>`, so cutting at tags is exact. */
export function textOfHtml(html: CleanHtml, width: number): string {
  const out: string[] = []
  const links: string[] = []
  const lists: { ordered: boolean; number: number }[] = []
  const blocks: Block[] = []
  let line = ''
  let pre = 0
  let target: string | null = null

  const flush = (gap = true) => {
    const text = pre ? line.replace(/^\n+|\n+$/g, '') : line.replace(/[ \t\n]+/g, ' ').trim()
    line = ''
    if (!text) return
    const first = blocks.map((block) => block.first).join('')
    const rest = blocks.map((block) => block.rest).join('')
    for (const block of blocks) block.first = block.rest
    const lines = pre ? text.split('\n') : wrap(text, Math.max(20, width - rest.length))
    out.push(lines.map((part, i) => (i === 0 ? first : rest) + part).join('\n') + (gap ? '\n' : ''))
  }

  for (const [, closing, name = '', attributes = '', text] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g,
  )) {
    if (text !== undefined) line += decode(text)
    else if (closing) close(name)
    else open(name, attributes)
  }
  flush()
  if (links.length > 0) out.push(links.map((link, i) => `[${i + 1}] ${link}`).join('\n'))
  return harmless(out.join('\n').trimEnd()) + '\n'

  function open(name: string, attributes: string): void {
    const heading = /^h([1-6])$/.exec(name)
    if (heading) {
      flush()
      line = `${'#'.repeat(Number(heading[1]))} `
    } else if (breaks.has(name)) flush()
    if (name === 'br') line += pre ? '\n' : ' '
    else if (name === 'hr') out.push('* * *\n')
    else if (name === 'blockquote') push('> ', '> ')
    else if (name === 'pre') {
      flush()
      pre++
      blocks.push({ first: '    ', rest: '    ' })
    } else if (name === 'ul' || name === 'ol') lists.push({ ordered: name === 'ol', number: 0 })
    else if (name === 'li') openItem()
    else if (name === 'td' || name === 'th') line += line.trim() ? ' | ' : ''
    else if (name === 'img') {
      const alt = attribute(attributes, 'alt')
      line += alt ? `[picture: ${alt}]` : '[picture]'
    } else if (name === 'a') target = attribute(attributes, 'href')
  }

  function close(name: string): void {
    if (/^h[1-6]$/.test(name) || breaks.has(name)) flush(name !== 'tr')
    if (name === 'blockquote' || name === 'li') {
      flush(name !== 'li')
      blocks.pop()
    } else if (name === 'pre') {
      flush()
      pre--
      blocks.pop()
    } else if (name === 'ul' || name === 'ol') {
      lists.pop()
      if (lists.length === 0) leaveGap()
    } else if (name === 'table') {
      leaveGap()
    } else if (name === 'a' && target) {
      if (/^https?:/.test(target)) line += ` [${links.push(target)}]`
      target = null
    }
  }

  function leaveGap(): void {
    if (out.length > 0 && !out.at(-1)?.endsWith('\n')) out.push('')
  }

  function push(first: string, rest: string): void {
    flush()
    blocks.push({ first, rest })
  }

  function openItem(): void {
    const list = lists.at(-1)
    const mark = list?.ordered ? `${++list.number}. ` : '- '
    push(mark, ' '.repeat(mark.length))
  }
}

export const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]
  return found === undefined ? null : decode(found)
}

/** Chinese and Japanese are twice as wide, and are broken anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.match(
    / ?[^ \u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+| ?[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/g,
  ) ?? []) {
    const wide = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]$/.test(word) ? 1 : 0
    if (used > 0 && used + word.length + wide > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    const part = used === 0 ? word.trimStart() : word
    line += part
    used += part.length + wide
  }
  if (line) lines.push(line)
  return lines
}
