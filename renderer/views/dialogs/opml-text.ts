// An OPML file as text, whatever encoding it was written in.

/** Bytes; larger files are refused before they are read. */
export const OPML_LIMIT = 30 * 1024 * 1024

/** By byte order mark, then by the look of UTF-16, then as declared, then UTF-8, and at last windows-1252, which
 * reads anything. */
export function decodeOpml(bytes: Uint8Array): string {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes, 'utf-8')
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return decode(bytes, 'utf-16be')
  if (a === 0x3c && b === 0) return decode(bytes, 'utf-16le')
  if (a === 0 && b === 0x3c) return decode(bytes, 'utf-16be')
  const declared = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    decode(bytes.subarray(0, 300), 'latin1'),
  )?.[1]
  for (const label of [declared, 'utf-8']) {
    // A file that can be read byte by byte cannot be UTF-16, whatever it says.
    if (!label || /^(utf-?16|ucs-?2)/i.test(label)) continue
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      continue // An unknown label, or bytes that are not of it: the next guess.
    }
  }
  return decode(bytes, 'windows-1252')
}

const decode = (bytes: Uint8Array, label: string) => new TextDecoder(label).decode(bytes)
