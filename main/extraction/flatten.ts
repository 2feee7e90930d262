// Takes from HTML that is too deep or too much the tags that make it so.
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

const lasting = new Set('br hr img wbr input meta link source area base col embed param track'.split(' '))

/** The same text with the tags that lie deeper than `depth` left out; linear whatever the input. */
export function flattened(html: string, depth: number): string {
  const out: string[] = []
  const open: string[] = []
  let deeper = 0
  let from = 0
  let name = ''
  let skipping = false
  const nothing = () => undefined
  const end = (at: number, keep: boolean) => {
    if (keep) out.push(html.slice(from, at + 1))
    else out.push(' ')
    from = at + 1
  }
  const callbacks: TokenizerCallbacks = {
    onattribdata: nothing,
    onattribentity: nothing,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: nothing,
    onclosetag: (start, stop) => {
      name = html.slice(start, stop).toLowerCase()
      const close = html.indexOf('>', stop)
      const at = close < 0 ? html.length : close
      text(start - 2)
      if (skipping && (name === 'script' || name === 'style')) skipping = false
      if (deeper > 0 && !lasting.has(name)) {
        deeper--
        end(at, false)
      } else {
        if (open.at(-1) === name) open.pop()
        end(at, depth > 0)
      }
    },
    oncomment: (_start, stop, offset) => {
      from = Math.max(from, Math.min(html.length, stop + offset + 1))
    },
    ondeclaration: (_start, stop) => {
      from = Math.max(from, stop + 1)
    },
    onend: () => undefined,
    onopentagend: (at) => opened(at),
    onopentagname: (start, stop) => {
      text(start - 1)
      name = html.slice(start, stop).toLowerCase()
    },
    onprocessinginstruction: (_start, stop) => {
      from = Math.max(from, stop + 1)
    },
    onselfclosingtag: (at) => opened(at),
    ontext: nothing,
    ontextentity: nothing,
  }
  const text = (until: number) => {
    if (until > from && !skipping) out.push(html.slice(from, until))
    from = Math.max(from, until)
  }
  const opened = (at: number) => {
    if (name === 'script' || name === 'style') skipping = true
    if (lasting.has(name)) end(at, depth > 0)
    else if (open.length >= depth) {
      deeper++
      end(at, false)
    } else {
      open.push(name)
      end(at, true)
    }
  }
  const tokenizer = new Tokenizer({}, callbacks)
  tokenizer.write(html)
  tokenizer.end()
  text(html.length)
  return out.join('').slice(0, 20_000_000)
}
