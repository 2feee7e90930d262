// Writes clean HTML, and with it the plain text and the list of media: the only pen that makes CleanHtml.
import { everywhere, htmlElements, mathElements, picturePath } from '../contract/allowed-html.ts'
import type { CleanHtml } from '../contract/models.ts'
import type { CleanedMedia, CleanedPiece } from '../base/jobs.ts'
import { mediaKey } from '../base/media-key.ts'
import { webAddress } from './links.ts'
import { type Attributes, type FoundPicture, choosePicture } from './pictures.ts'
import { plainValue } from './attribute-values.ts'
import { escapeText, escapeValue } from './escape.ts'
import { countWords } from './words.ts'

/** A boundary between words in the plain text. */
const blocks = new Set(
  'aside blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
/** Nothing without content. */
const vanishing = new Set(
  'a abbr aside b blockquote cite code del details div dl em figcaption figure h1 h2 h3 h4 h5 h6 i ins kbd li mark math ol p pre q s samp small span strong sub summary sup table u ul var'.split(
    ' ',
  ),
)
export const voids = new Set(['br', 'col', 'hr', 'img', 'wbr'])
export const isBlock = (name: string) => blocks.has(name)
export const isVanishing = (name: string) => vanishing.has(name)

/** A link without an address and a span without a meaning are only their words. */
export const isWorthATag = (name: string, written: string): boolean =>
  name === 'a' ? / (?:href|id)=/.test(written) : name !== 'span' || / (?:lang|dir|id)=/.test(written)

const maxMedia = 500
/** White space other than one space. */
const uneven = /[\t\n\f\r\u00a0][ \t\n\f\r\u00a0]*| [ \t\n\f\r\u00a0]+/g

interface Mark {
  name: string
  length: number
  written: string
  filled: boolean
  media: number
  text: number
}

export class Writer {
  readonly base: string | null
  readonly #sha256: (text: string) => string
  readonly #out: string[] = []
  readonly #text: string[] = []
  readonly #media = new Map<string, CleanedMedia>()
  readonly #open: Mark[] = []
  #space = false
  /** Whether anything that counts has been written since the innermost open element began. */
  #filled = false
  #breaks = 0
  #caption = -1
  /** Where captions begin and end in #text. */
  readonly #captions: [from: number, to: number][] = []

  constructor(base: string | null, sha256: (text: string) => string) {
    this.base = base
    this.#sha256 = sha256
  }

  /** Verbatim: only for markup that already is what the writer would write. */
  copy(html: string): void {
    this.#out.push(html)
  }

  /** `escaped`: as it is to be written; `plain`: as it is read. */
  write(escaped: string, plain: string): void {
    this.#out.push(escaped)
    this.read(plain)
  }

  /** Adds to the plain text only. */
  read(plain: string): void {
    const text = plain.replace(uneven, ' ')
    const from = text.startsWith(' ') ? 1 : 0
    const to = text.endsWith(' ') ? text.length - 1 : text.length
    if (from > 0) this.#space = true
    if (to <= from) return
    this.plain(from === 0 && to === text.length ? text : text.slice(from, to))
    if (to < text.length) this.#space = true
  }

  /** Adds text that has no white space at its ends and single spaces within. */
  plain(text: string): void {
    if (this.#space && this.#text.length > 0) this.#text.push(' ')
    this.#space = false
    this.#text.push(text)
    this.#filled = true
    this.#breaks = 0
  }

  gap(): void {
    this.#space = true
  }

  /** The start of an element of the list; answers whether it was written (then it is to be closed). */
  open(name: string, attributes: Attributes): boolean {
    if (name === 'img') {
      this.picture(choosePicture(attributes, this.base), attributes['alt'] ?? null)
      return false
    }
    const written = this.attributes(name, attributes, htmlElements)
    if (name === 'br' && ++this.#breaks > 2) return false
    if (!isWorthATag(name, written)) return false
    this.start(name, written)
    return !voids.has(name)
  }

  openMath(name: string, attributes: Attributes): void {
    this.start(name, this.attributes(name, attributes, mathElements))
  }

  start(name: string, written = ''): void {
    if (blocks.has(name)) this.#space = true
    if (name === 'figcaption') this.#caption = this.#text.length
    if (!voids.has(name)) {
      this.#open.push({
        name,
        length: this.#out.length,
        written,
        filled: this.#filled,
        media: this.#media.size,
        text: this.#text.length,
      })
      this.#filled = written.includes(' id=') || !vanishing.has(name)
    } else if (name === 'hr') this.#filled = true
    this.#out.push(`<${name}${written}>`)
  }

  close(): void {
    const mark = this.#open.pop()
    if (!mark) throw new Error('closed more than was opened')
    if (blocks.has(mark.name)) this.#space = true
    if (mark.name === 'figcaption') this.#captions.push([mark.text, this.#text.length])
    if (!this.#filled) {
      this.#out.length = mark.length
      this.#filled = mark.filled
      return
    }
    if (mark.name === 'figure' && this.#caption >= mark.text) {
      this.caption(mark.media, this.#caption)
      this.#caption = -1
    }
    this.#out.push(`</${mark.name}>`)
    this.#filled = true
  }

  picture(found: FoundPicture | null, alt: string | null): void {
    if (!found) return
    const key = this.#keep(found.url, 'picture', found.width, found.height, alt)
    if (!key) return
    const size = `${found.width ? ` width="${found.width}"` : ''}${found.height ? ` height="${found.height}"` : ''}`
    this.#out.push(`<img src="${picturePath}${key}" alt="${escapeValue((alt ?? '').trim().slice(0, 2000))}"${size}>`)
    this.#filled = true
    this.#breaks = 0
  }

  /** Sound or film that is elsewhere: its still and a link to it. */
  elsewhere(
    kind: 'video' | 'audio',
    at: {
      url: string
      file: string | null
      still: string | null
      label: string | null
      width: number | null
      height: number | null
    },
  ): void {
    if (at.file) this.#keep(at.file, kind, at.width, at.height, at.label)
    // A figure cannot stand in a paragraph or in another figure.
    const around = this.#open.at(-1)
    const paragraph = around?.name === 'p' ? around : null
    if (paragraph) this.close()
    const alone = !this.#open.some((mark) => mark.name === 'p' || mark.name === 'figure')
    if (alone) this.start('figure', ` class="${kind}"`)
    if (at.still) this.picture({ url: at.still, width: at.width, height: at.height }, at.label)
    if (alone) this.start('figcaption')
    this.start('a', ` href="${escapeValue(at.url)}"`)
    const label = at.label?.trim() || at.url.replace(/^https?:\/\/(?:www\.)?/, '').slice(0, 80)
    // For the eye only: it is no part of what is read.
    this.copy(escapeText(label))
    this.#filled = true
    this.close()
    if (alone) {
      this.close()
      this.close()
    }
    if (paragraph) this.start('p', paragraph.written)
  }

  finish(): CleanedPiece {
    while (this.#open.length) this.close()
    const text = this.#text.join('')
    return {
      html: this.#out.join('').trim() as CleanHtml,
      text,
      words: countWords(text),
      media: [...this.#media.values()],
    }
  }

  /** The text without the captions of its pictures; all of it where there is nothing else. */
  running(): string {
    const parts: string[] = []
    let from = 0
    for (const [start, end] of this.#captions) {
      parts.push(this.#text.slice(from, start).join(''))
      from = end
    }
    parts.push(this.#text.slice(from).join(''))
    return (
      parts
        .filter((part) => part.trim() !== '')
        .join(' ')
        .replace(/ {2,}/g, ' ')
        .trim() || this.#text.join('')
    )
  }

  #keep(
    url: string,
    kind: CleanedMedia['kind'],
    width: number | null,
    height: number | null,
    alt: string | null,
  ): string | null {
    const key = mediaKey(url, this.#sha256)
    if (!this.#media.has(key)) {
      if (this.#media.size >= maxMedia) return null
      this.#media.set(key, { key, url, kind, width, height, caption: null, alt: alt?.trim() || null })
    }
    return key
  }

  /** Where text and media are now, for `caption`. */
  place(): { media: number; text: number } {
    return { media: this.#media.size, text: this.#text.length }
  }

  /** Gives the media since `from` what has been written since `text` as their caption. */
  caption(from: number, text: number): void {
    if (this.#media.size === from) return
    const caption = this.#text.slice(text).join('').trim().slice(0, 2000) || null
    for (const media of [...this.#media.values()].slice(from)) media.caption ??= caption
  }

  /** The attributes that may stay, as written in the tag. */
  attributes(name: string, attributes: Attributes, elements = htmlElements): string {
    const own = elements[name] ?? []
    let written = ''
    for (const attribute in attributes) {
      const known = own.includes(attribute)
      const anchor = name === 'a' && attribute === 'name' && !('id' in attributes)
      if (!known && !anchor && !(everywhere as readonly string[]).includes(attribute)) continue
      const value = plainValue(name, attribute, attributes[attribute] ?? '', this.base)
      if (value !== null) written += ` ${attribute === 'name' ? 'id' : attribute}="${escapeValue(value)}"`
    }
    return written
  }
}

/** For what is not a picture: an address a link may have. */
export const fileAddress = (text: string | undefined, base: string | null): string | null =>
  text ? webAddress(text, base) : null
