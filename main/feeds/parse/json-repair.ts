// Reads JSON, and what was meant to be JSON: with trailing commas, raw line breaks, comments, or its end missing.

const maxDepth = 200

/** null: beyond repair. `mended` when the strict reader refused it. */
export function readJson(text: string): { value: unknown; mended: boolean } | null {
  try {
    return { value: JSON.parse(text) as unknown, mended: false }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  try {
    return { value: new Tolerant(text).value(0), mended: true }
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

class Unreadable extends Error {}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' }

class Tolerant {
  private at = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }

  value(depth: number): unknown {
    this.skip()
    if (depth > maxDepth) throw new Unreadable()
    const next = this.text[this.at]
    if (next === '{') return this.object(depth)
    if (next === '[') return this.array(depth)
    if (next === '"') return this.string()
    const word = /[^\s,\]}:"]+/y
    word.lastIndex = this.at
    const found = word.exec(this.text.length > this.at + 2000 ? this.text.slice(0, this.at + 2000) : this.text)?.[0]
    if (found === undefined) throw new Unreadable()
    this.at += found.length
    if (found === 'true') return true
    if (found === 'false') return false
    if (found === 'null' || found === 'undefined' || found === 'NaN') return null
    const number = Number(found)
    if (!Number.isNaN(number)) return number
    throw new Unreadable()
  }

  private skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code <= 32 || code === 0xfeff || code === 0xa0) this.at++
      else if (code === 47 && this.text[this.at + 1] === '/') this.at = this.past('\n')
      else if (code === 47 && this.text[this.at + 1] === '*') this.at = this.past('*/')
      else return
    }
  }

  private past(mark: string): number {
    const end = this.text.indexOf(mark, this.at + 2)
    return end < 0 ? this.text.length : end + mark.length
  }

  private ended(): boolean {
    return this.at >= this.text.length
  }

  private object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.at++
    for (;;) {
      this.skip()
      if (this.ended()) return object
      const next = this.text[this.at]
      if (next === '}') {
        this.at++
        return object
      }
      if (next === ',') {
        this.at++
        continue
      }
      if (next !== '"') throw new Unreadable()
      const key = this.string()
      this.skip()
      if (this.ended()) return object
      if (this.text[this.at] !== ':') throw new Unreadable()
      this.at++
      this.skip()
      if (this.ended()) return object
      Object.defineProperty(object, key, {
        value: this.value(depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = []
    this.at++
    for (;;) {
      this.skip()
      if (this.ended()) return array
      const next = this.text[this.at]
      if (next === ']') {
        this.at++
        return array
      }
      if (next === ',') {
        this.at++
        continue
      }
      array.push(this.value(depth + 1))
    }
  }

  /** To its closing quote; a quote inside that nobody escaped does not close it. */
  private string(): string {
    let out = ''
    let from = ++this.at
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (Number.isNaN(code)) return out + this.text.slice(from, this.at)
      if (code === 92) {
        const letter = this.text[this.at + 1] ?? ''
        out += this.text.slice(from, this.at)
        const hex = letter === 'u' ? /^[0-9a-fA-F]{4}$/.exec(this.text.slice(this.at + 2, this.at + 6)) : null
        out += hex ? String.fromCharCode(parseInt(hex[0], 16)) : (escapes[letter] ?? letter)
        this.at += hex ? 6 : 2
        from = this.at
      } else if (code === 34 && this.closes()) {
        out += this.text.slice(from, this.at++)
        return out
      } else this.at++
    }
  }

  private closes(): boolean {
    let i = this.at + 1
    while (i < this.at + 200 && this.text.charCodeAt(i) <= 32) i++
    const next = this.text[i]
    return (
      next === undefined || next === ',' || next === '}' || next === ']' || next === ':' || next === '/' || next === '"'
    )
  }
}
