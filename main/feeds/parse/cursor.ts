// Finds its way in the source of a feed: every search is remembered, so that no document makes it slow.

const maxNested = 256

export class Cursor {
  readonly source: string
  /** What had to be mended. */
  readonly repairs = new Set<string>()
  private readonly found = new Map<string, { from: number; at: number }>()
  private judged = { at: -1, inside: false }

  constructor(source: string) {
    this.source = source
  }

  /** Next place of `needle`; remembers, so that a document full of openings without an end stays linear. */
  next(needle: string, from: number): number {
    const last = this.found.get(needle)
    if (last && from >= last.from && (last.at < 0 || last.at >= from)) return last.at
    const at = this.source.indexOf(needle, from)
    if (last) {
      last.from = from
      last.at = at
    } else if (this.found.size < 1000) this.found.set(needle, { from, at })
    return at
  }

  /** Behind `needle`, or behind the next '>' when that is missing. */
  after(needle: string, from: number, start: number): number {
    const end = this.next(needle, from)
    if (end >= 0) return end + needle.length
    const gt = this.next('>', start)
    this.repairs.add('unclosed instruction')
    return gt < 0 ? this.source.length : gt + 1
  }

  /** A comment that never ends hides nothing. */
  afterComment(lt: number): number {
    const end = this.next('-->', lt + 4)
    if (end >= 0) return end + 3
    this.repairs.add('unclosed comment')
    return lt + 4
  }

  /** Behind an end tag whose name ends at `nameEnd`. */
  endOfClosing(nameEnd: number): number {
    const { source } = this
    if (source.charCodeAt(nameEnd) === 62) return nameEnd + 1
    const gt = this.next('>', nameEnd)
    const lt = this.next('<', nameEnd)
    return lt >= 0 && (gt < 0 || lt < gt) ? lt : gt < 0 ? source.length : gt + 1
  }

  /** A CDATA section that was never closed ends with its element, not in the next item. */
  endOfCdata(from: number, written: string): { at: number; after: number } {
    const { source } = this
    const close = this.next(']]>', from)
    const again = this.next('<![CDATA[', from)
    if (close >= 0 && (again < 0 || again > close)) return { at: close, after: close + 3 }
    const tag = this.next(`</${written}`, from)
    if (close >= 0 && (tag < 0 || tag > close || (again >= 0 && again < tag))) return { at: close, after: close + 3 }
    this.repairs.add('unclosed CDATA')
    const end = tag < 0 ? source.length : tag
    return { at: end, after: end }
  }

  /** Remembered: whether a place lies in a CDATA section does not depend on where one begins to look. */
  inCdata(start: number, at: number): boolean {
    if (this.judged.at === at) return this.judged.inside
    let inside = false
    for (let open = this.next('<![CDATA[', start); open >= 0 && open < at && !inside;) {
      const close = this.next(']]>', open)
      if (close < 0 || close > at) inside = true
      else open = this.next('<![CDATA[', close)
    }
    this.judged = { at, inside }
    return inside
  }

  /** The end tag that belongs to an element open at `from`, past nested ones of its name; -1: none. */
  matchingClose(written: string, from: number): number {
    const opening = `<${written}`
    const closing = `</${written}`
    let p = from
    for (let depth = 0; depth < maxNested;) {
      const close = this.next(closing, p)
      if (close < 0) return -1
      const cdata = this.next('<![CDATA[', p)
      if (cdata >= 0 && cdata < close) {
        const end = this.next(']]>', cdata)
        if (end > close) {
          p = end + 3
          continue
        }
      }
      const open = this.next(opening, p)
      if (open >= 0 && open < close) {
        if (endOfName(this.source, open + 1) === open + opening.length) depth++
        p = open + opening.length
        continue
      }
      if (endOfName(this.source, close + 2) === close + closing.length) {
        if (depth === 0) return close
        depth--
      }
      p = close + closing.length
    }
    return -1
  }
}

export const startsName = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code > 127
export const endsAttributeName = (code: number) =>
  code <= 32 || code === 61 || code === 62 || code === 60 || code === 34 || code === 39 || code === 47

export function endOfName(source: string, from: number): number {
  let i = from
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (code <= 32 || code === 62 || code === 47 || code === 60 || code === 61 || code === 34 || code === 39) break
  }
  return i
}
