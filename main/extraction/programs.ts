// Empties the long scripts, style sheets, data, drawings and menus of a page before it is parsed: they are most of it, and read by nobody.

const opening = /<(script|style|svg|nav)\b([^>]{0,2000})>/gi
const short = 100
/** The one kind of data that is read. */
const linkedData = /\btype\s{0,9}=\s{0,9}["']?\s{0,9}application\/(?:[\w.]{1,20}\+)?ld\+json/i

const page = /<(?:p|div|article|section|h1|body|main)\b/i
/** What no menu has. */
const text = /<(?:p|article|h1|body|main|nav|time|br|meta|table)\b|itemprop/i

export function withoutPrograms(html: string): string {
  const out: string[] = []
  const ends = new Ends(html)
  let copied = 0
  opening.lastIndex = 0
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const [tag, name = '', attributes = ''] = match
    const from = match.index + tag.length
    const end = ends.after(from, name.toLowerCase())
    if (end < 0) continue
    opening.lastIndex = end
    if (end - from < short || attributes.endsWith('/') || linkedData.test(attributes)) continue
    // "<script" may stand in an attribute or a comment: then what follows is the page, and stays.
    if ((/^nav$/i.test(name) ? text : page).test(html.slice(from, end))) {
      opening.lastIndex = from
      continue
    }
    out.push(html.slice(copied, from))
    copied = end
  }
  return copied ? out.join('') + html.slice(copied) : html
}

/** Where closing tags are, found once each, so that a page full of openings takes no longer than any other. */
class Ends {
  readonly #html: string
  readonly #next = new Map<string, number>()

  constructor(html: string) {
    this.#html = html
  }

  after(from: number, name: string): number {
    const found = [this.#at(`</${name}`, from), this.#at(`</${name.toUpperCase()}`, from)].filter((at) => at >= 0)
    return found.length ? Math.min(...found) : -1
  }

  #at(text: string, from: number): number {
    const known = this.#next.get(text)
    if (known !== undefined && (known < 0 || known >= from)) return known
    const at = this.#html.indexOf(text, from)
    this.#next.set(text, at)
    return at
  }
}
