// Tells what a file is by its first bytes: headers lie, and what is kept is served again under this type.

export type Sort = 'picture' | 'audio' | 'video'
export interface FileKind {
  type: string
  sort: Sort
}

const text = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))
const kind = (type: string): FileKind => ({
  type,
  sort: type.startsWith('image/') ? 'picture' : type.startsWith('audio/') ? 'audio' : 'video',
})

/** null: nothing that Broadsheet keeps. SVG is not kept: it is a document that can carry scripts. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (bytes.length < 12) return null
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xd8 && c === 0xff) return kind('image/jpeg')
  if (a === 0x89 && text(bytes, 1, 7) === 'PNG\r\n\x1a\n') return kind('image/png')
  const start = text(bytes, 0, 12)
  if (/^GIF8[79]a/.test(start)) return kind('image/gif')
  if (start.startsWith('RIFF')) {
    if (start.endsWith('WEBP')) return kind('image/webp')
    if (start.endsWith('WAVE')) return kind('audio/wav')
    return null
  }
  if (start.startsWith('BM') && bytes.length > 54) return kind('image/bmp')
  if (a === 0 && b === 0 && c === 1 && d === 0 && (bytes[4] ?? 0) > 0 && bytes[5] === 0) return kind('image/x-icon')
  if (start.slice(4, 8) === 'ftyp') return isoKind(bytes)
  if (start.startsWith('OggS')) return kind(text(bytes, 28, 80).includes('theora') ? 'video/ogg' : 'audio/ogg')
  if (start.startsWith('fLaC')) return kind('audio/flac')
  if (start.startsWith('ID3')) return kind('audio/mpeg')
  if (a === 0x1a && b === 0x45 && c === 0xdf && d === 0xa3) return kind('video/webm')
  if (a === 0xff && b !== undefined) {
    if ((b & 0xf6) === 0xf0) return kind('audio/aac')
    // An MPEG frame: layer, bit rate and sampling rate must make sense.
    if (
      (b & 0xe0) === 0xe0 &&
      (b & 0x18) !== 0x08 &&
      (b & 0x06) !== 0 &&
      ((c ?? 0) & 0xf0) !== 0xf0 &&
      ((c ?? 0) & 0x0c) !== 0x0c
    )
      return kind('audio/mpeg')
  }
  return null
}

function isoKind(bytes: Uint8Array): FileKind | null {
  const brands = text(bytes, 8, Math.min(56, bytes.length - 8))
  if (/^avi[fs]/.test(brands)) return kind('image/avif')
  if (/^(?:mif1|msf1)/.test(brands) && /avif/.test(brands)) return kind('image/avif')
  if (/^M4[AB] /.test(brands)) return kind('audio/mp4')
  if (/^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |qt  |dash|MSNV)/.test(brands)) return kind('video/mp4')
  return null
}

/** The beginning of a page or text, where a picture was promised. */
export function whatElse(bytes: Uint8Array): string {
  const start = text(bytes, 0, Math.min(200, bytes.length)).trimStart().toLowerCase()
  if (bytes.length === 0) return 'empty'
  if (start.startsWith('<svg') || (start.startsWith('<?xml') && start.includes('<svg'))) return 'svg'
  if (/^<(?:!doctype|html|head|body|!--|\?xml)/.test(start)) return 'html'
  if (/^[{[]/.test(start)) return 'json'
  return 'unknown'
}
