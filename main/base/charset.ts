// Turns the bytes of a feed or page into text, whatever they claim to be written in.
import { guessCharset } from './charset-guess.ts'
import { decoderFor, type Decoder } from './charset-labels.ts'

export interface DecodeHints {
  /** The Content-Type header. */
  contentType: string | null
  kind: 'xml' | 'html' | 'json' | 'text'
}

export interface Decoded {
  text: string
  encoding: string
  /** The bytes were not in what they were declared to be, or declared nothing. */
  guessed: boolean
}

/** Byte order mark, UTF-16 and UTF-32 by their zero bytes, valid UTF-8, the header's charset, the document's own,
 * statistics, windows-1252: in this order. Valid UTF-8 before a declared charset departs from the RFC and mends a
 * common lie. Never fails. */
export function decodeText(bytes: Uint8Array, hints: DecodeHints): Decoded {
  const wide = byMark(bytes) ?? byZeros(bytes)
  if (wide) return { text: wide.decoder.decode(bytes.subarray(wide.skip)), encoding: wide.decoder.name, guessed: false }
  if (bytes[0] === 0x4c && bytes[1] === 0x6f && bytes[2] === 0xa7 && bytes[3] === 0x94) return ebcdic(bytes)

  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const head = latin1(bytes.subarray(start, start + 4096))
  const own = hints.kind === 'html' ? htmlCharset(head) : hints.kind === 'xml' ? xmlCharset(head) : null
  const declared = [headerCharset(hints.contentType), own].flatMap((label) => {
    const decoder = label === null ? null : decoderFor(label)
    return decoder ? [decoder] : []
  })

  const body = start > 0 ? bytes.subarray(start) : bytes
  const sound = strictUtf8(body)
  if (sound !== null) {
    const seven =
      declared.find((decoder) => decoder.kind === 'seven') ??
      (hasJapaneseEscape(body, sound) ? decoderFor('iso-2022-jp') : null)
    if (seven && isAscii(sound, body)) return { text: seven.decode(body), encoding: seven.name, guessed: false }
    return { text: sound, encoding: 'utf-8', guessed: false }
  }

  const damage = utf8Damage(body)
  const mostlyUtf8 = damage.good > 0 && damage.bad * 20 <= damage.good
  if (mostlyUtf8 || ((start > 0 || declared[0]?.kind === 'utf-8') && damage.good > damage.bad))
    return { text: new TextDecoder().decode(body), encoding: 'utf-8', guessed: false }
  for (const decoder of declared) {
    if (decoder.kind === 'utf-8' || decoder.kind === 'utf-16' || decoder.kind === 'utf-32' || decoder.kind === 'ebcdic')
      continue
    const text = decoder.decode(body)
    if (decoder.kind === 'single' || isSound(text)) return { text, encoding: decoder.name, guessed: false }
  }
  const decoder = decoderFor(guessCharset(body, languageOf(body)) ?? 'windows-1252')
  if (!decoder) throw new Error('windows-1252 is missing')
  return { text: decoder.decode(body), encoding: decoder.name, guessed: true }
}

function byMark(bytes: Uint8Array): { decoder: Decoder; skip: number } | null {
  const [a, b, c, d] = bytes
  const found =
    a === 0xff && b === 0xfe && c === 0 && d === 0
      ? 'utf-32le'
      : a === 0 && b === 0 && c === 0xfe && d === 0xff
        ? 'utf-32be'
        : a === 0xff && b === 0xfe
          ? 'utf-16le'
          : a === 0xfe && b === 0xff
            ? 'utf-16be'
            : null
  if (!found) return null
  // A mark before text in single bytes: somebody glued it on.
  if (found.startsWith('utf-16') && bytes.length > 64 && !bytes.subarray(0, 2048).includes(0)) return null
  const decoder = decoderFor(found)
  return decoder && { decoder, skip: found.startsWith('utf-32') ? 4 : 2 }
}

/** Markup is mostly ASCII, so wide characters show by where their zeros are. */
function byZeros(bytes: Uint8Array): { decoder: Decoder; skip: number } | null {
  const length = Math.min(bytes.length, 400) & ~3
  if (length < 4) return null
  const zeros = [0, 0, 0, 0]
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 3] = (zeros[i & 3] ?? 0) + 1
  const [a = 0, b = 0, c = 0, d = 0] = zeros
  const most = length / 4 / 2
  let found: string | null = null
  if (a >= most && b >= most && c >= most && d < most / 4) found = 'utf-32be'
  else if (b >= most && c >= most && d >= most && a < most / 4) found = 'utf-32le'
  // Text beyond Latin has few zeros, but they all are on one side.
  else if (a + c >= length / 16 && (b + d) * 10 <= a + c) found = 'utf-16be'
  else if (b + d >= length / 16 && (a + c) * 10 <= b + d) found = 'utf-16le'
  const decoder = found === null ? null : decoderFor(found)
  return decoder && { decoder, skip: 0 }
}

function ebcdic(bytes: Uint8Array): Decoded {
  const plain = decoderFor('ibm037')
  if (!plain) throw new Error('ibm037 is missing')
  const own = xmlCharset(plain.decode(bytes.subarray(0, 400)))
  const declared = own === null ? null : decoderFor(own)
  const decoder = declared?.kind === 'ebcdic' ? declared : plain
  return { text: decoder.decode(bytes), encoding: decoder.name, guessed: declared !== decoder }
}

const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

export function headerCharset(contentType: string | null): string | null {
  const found =
    contentType === null ? null : /;\s*charset\s*=\s*["']?([^\s"';,]{1,60})/i.exec(contentType.slice(0, 500))
  return found?.[1] ?? null
}

function xmlCharset(head: string): string | null {
  const at = head.indexOf('<?xml')
  if (at < 0) return null
  const end = head.indexOf('>', at)
  return /\sencoding\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,60})/i.exec(head.slice(at, end < 0 ? at + 400 : end))?.[1] ?? null
}

function htmlCharset(head: string): string | null {
  for (const meta of head.matchAll(/<meta\s([^<>]{0,500})/gi)) {
    const found = /charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,60})/i.exec(meta[1] ?? '')
    if (found?.[1]) return found[1]
  }
  return xmlCharset(head)
}

/** null: malformed. A character cut off at the very end does not count: the transfer ended there. */
function strictUtf8(bytes: Uint8Array): string | null {
  let end = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    if ((byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back && bytes.length > 16) end = bytes.length - back
    break
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(end < bytes.length ? bytes.subarray(0, end) : bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

// Decoding ASCII gives as many characters as there were bytes; every longer character takes more bytes than units.
const isAscii = (text: string, bytes: Uint8Array): boolean => text.length === bytes.length

function hasJapaneseEscape(bytes: Uint8Array, text: string): boolean {
  return isAscii(text, bytes) && (text.includes('\x1b$B') || text.includes('\x1b$@') || text.includes('\x1b(J'))
}

/** Well-formed characters beyond ASCII, and bytes that belong to none. */
function utf8Damage(bytes: Uint8Array): { good: number; bad: number } {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) {
      i++
      continue
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0
    let have = 1
    while (have < length && ((bytes[i + have] ?? 0) & 0xc0) === 0x80) have++
    if (length > 0 && have === length) good++
    else bad++
    i += Math.max(1, have)
  }
  return { good, bad }
}

/** Few enough losses that the charset can be believed. */
function isSound(text: string): boolean {
  let lost = 0
  let foreign = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 128) continue
    foreign++
    if (code === 0xfffd) lost++
  }
  return lost === 0 || lost * 20 <= foreign
}

function languageOf(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, 20_000))
  const found =
    /<(?:dc:)?language>\s*([A-Za-z_-]{2,12})\s*</i.exec(head) ??
    /\s(?:xml:)?lang\s*=\s*["']([A-Za-z_-]{2,12})["']/i.exec(head) ??
    /"language"\s*:\s*"([A-Za-z_-]{2,12})"/.exec(head)
  return found?.[1] ?? null
}
