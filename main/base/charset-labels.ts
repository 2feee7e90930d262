// The names by which feeds and pages call their charsets, and a decoder for each of them.
import { codePages, ebcdicPages } from './code-pages.ts'

export interface Decoder {
  /** Lower case, as the Encoding standard calls it where it knows it. */
  name: string
  /** Where every byte is an own character nothing can be malformed, so success proves nothing. */
  kind: 'utf-8' | 'utf-16' | 'utf-32' | 'multi' | 'single' | 'ebcdic' | 'seven'
  /** Malformed bytes become U+FFFD. */
  decode(bytes: Uint8Array): string
}

const aliases: Record<string, string> = {
  ansi: 'windows-1252',
  ascii7: 'us-ascii',
  latin: 'iso-8859-1',
  unicode: 'utf-16le',
  utf: 'utf-8',
  u8: 'utf-8',
  u16: 'utf-16le',
  u32: 'utf-32',
  'unicode-1-1-utf-8': 'utf-8',
  'ucs-2': 'utf-16le',
  'ucs-2le': 'utf-16le',
  'ucs-2be': 'utf-16be',
  'iso-10646-ucs-2': 'utf-16le',
  'iso-10646-ucs-4': 'utf-32',
  csunicode: 'utf-16le',
  csucs4: 'utf-32',
  'ucs-4': 'utf-32',
  'ucs-4le': 'utf-32le',
  'ucs-4be': 'utf-32be',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  'shift-jisx0213': 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  ms932: 'shift_jis',
  ujis: 'euc-jp',
  eucjp: 'euc-jp',
  'euc-jis-2004': 'euc-jp',
  'euc-jisx0213': 'euc-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ext': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  euckr: 'euc-kr',
  'ks-c-5601-1987': 'euc-kr',
  'ks-c-5601-1989': 'euc-kr',
  'ks-c-5601': 'euc-kr',
  'ksc-5601': 'euc-kr',
  'gb-2312': 'gbk',
  'gb-2312-80': 'gbk',
  uhc: 'euc-kr',
  johab: 'euc-kr',
  eucgb2312cn: 'gbk',
  'euc-cn': 'gbk',
  'gb18030-2000': 'gb18030',
  big5hkscs: 'big5-hkscs',
  'big5-tw': 'big5',
  big5eten: 'big5',
  dbcs: 'windows-1252',
  mbcs: 'windows-1252',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
  'x-mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  maccyrillic: 'x-mac-cyrillic',
  'mac-greek': 'x-mac-greek',
  macgreek: 'x-mac-greek',
  'mac-iceland': 'x-mac-icelandic',
  maciceland: 'x-mac-icelandic',
  'mac-latin2': 'x-mac-ce',
  maclatin2: 'x-mac-ce',
  maccentraleurope: 'x-mac-ce',
  'mac-centraleurope': 'x-mac-ce',
  'mac-turkish': 'x-mac-turkish',
  macturkish: 'x-mac-turkish',
  'mac-croatian': 'x-mac-croatian',
  'mac-romanian': 'x-mac-romanian',
  'hp-roman8': 'hp-roman8',
  roman8: 'hp-roman8',
  r8: 'hp-roman8',
  cshproman8: 'hp-roman8',
  'kz-1048': 'kz1048',
  'strk1048-2002': 'kz1048',
  rk1048: 'kz1048',
  pt154: 'ptcp154',
  csptcp154: 'ptcp154',
  'cyrillic-asian': 'ptcp154',
  thai: 'windows-874',
  greek8: 'iso-8859-7',
  turkish: 'iso-8859-9',
  hebrew8: 'iso-8859-8-i',
  'hz-gb-2312': 'hz',
  'hz-gb': 'hz',
  hzgb: 'hz',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  u7: 'utf-7',
}

/** EBCDIC by country, as IBM and the IANA name it. */
const ebcdicNames: Record<string, string> = {
  us: '037',
  ca: '037',
  nl: '037',
  wt: '037',
  be: '500',
  ch: '500',
  he: '424',
  de: '273',
}

const bySource: Record<string, string> = { '65001': 'utf-8', '932': 'shift_jis', '936': 'gbk', '949': 'euc-kr', '950': 'big5', '51932': 'euc-jp', '51949': 'euc-kr', '54936': 'gb18030', '20866': 'koi8-r', '21866': 'koi8-u', '874': 'windows-874', '866': 'ibm866', '1200': 'utf-16le', '1201': 'utf-16be', '819': 'iso-8859-1', '912': 'iso-8859-2', '913': 'iso-8859-3', '915': 'iso-8859-5', '954': 'euc-jp', '1361': 'euc-kr', '039': '037', '1383': 'gbk', '10000': 'macintosh', '10006': 'x-mac-greek', '10007': 'x-mac-cyrillic', '10029': 'x-mac-ce', '10079': 'x-mac-icelandic', '10081': 'x-mac-turkish' } // prettier-ignore

function numbered(number: string): string {
  const known = bySource[number]
  if (known) return known
  if (/^125[0-8]$/.test(number)) return `windows-${number}`
  const iso = /^2859(\d|1\d)$/.exec(number)
  if (iso) return `iso-8859-${iso[1]}`
  for (const name of [`ibm${number}`, `cp${number}`]) if (codePages[name] || ebcdicPages[name]) return name
  return ''
}

function canonical(label: string): string {
  let name = label
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/[_\s]+/g, '-')
    .slice(0, 60)
  name = name.replace(/^x-(?!mac|sjis|euc|gbk|cp|big5|user)/, '')
  const alias = aliases[name]
  if (alias) return alias
  if (codePages[name] || ebcdicPages[name]) return name
  const iso = /^iso-?8859-?(\d\d?)(?:-[ei]|:\d+)?$/.exec(name) ?? /^8859-?(\d\d?)$/.exec(name)
  if (iso) return iso[1] === '11' ? 'windows-874' : /-[ei]$/.test(name) ? name : `iso-8859-${iso[1]}`
  const page =
    /^(?:x-)?(?:windows|win|cp|ms|ibm|csibm|cspc|cspcp|codepage|dos|oem)?-?(\d{2,5})[a-z-]*$/.exec(name) ??
    /^cspc\D*?(\d{3})/.exec(name) ??
    /^cspc8\D*(\d{3})/.exec(name)
  if (page) return numbered(page[1] ?? '') || name
  const ebcdic = /^(?:csibm)?ebcdic-cp-(\w\w)/.exec(name)
  if (ebcdic) return `ibm${ebcdicNames[ebcdic[1] ?? ''] ?? '037'}`
  if (/^cp-?is$/.test(name)) return 'ibm861'
  if (/^cp-?gr$/.test(name)) return 'ibm869'
  if (/^utf-?8/.test(name)) return 'utf-8'
  const utf = /^utf-?(16|32)-?(le|be)?$/.exec(name)
  if (utf) return `utf-${utf[1]}${utf[2] ?? ''}`
  return name
}

const native = new Map<string, Decoder | null>()

/** null: nobody knows that name. */
export function decoderFor(label: string): Decoder | null {
  const name = canonical(label)
  const cached = native.get(name)
  if (cached !== undefined) return cached
  const made = makeDecoder(name)
  // Names come from outside: an endless supply of them must not fill the memory.
  if (native.size < 500) native.set(name, made)
  return made
}

function makeDecoder(name: string): Decoder | null {
  if (name === 'utf-16') name = 'utf-16le'
  if (name.startsWith('utf-32'))
    return {
      name: name === 'utf-32' ? 'utf-32le' : name,
      kind: 'utf-32',
      decode: (bytes) => utf32(bytes, !name.endsWith('be')),
    }
  if (name === 'utf-7') return { name, kind: 'seven', decode: utf7 }
  if (name === 'hz') return { name, kind: 'seven', decode: hz }
  const page = codePages[name]
  if (page) return { name, kind: 'single', decode: (bytes) => byTable(bytes, asciiThen(page)) }
  const ebcdic = ebcdicPages[name]
  if (ebcdic) return { name, kind: 'ebcdic', decode: (bytes) => byTable(bytes, ebcdicTable(ebcdic)) }
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(name)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  const known = decoder.encoding
  const kind =
    known === 'utf-8'
      ? 'utf-8'
      : known.startsWith('utf-16')
        ? 'utf-16'
        : known === 'iso-2022-jp'
          ? 'seven'
          : /^(shift_jis|euc-jp|euc-kr|gbk|gb18030|big5)$/.test(known)
            ? 'multi'
            : 'single'
  return { name: known, kind, decode: (bytes) => new TextDecoder(known).decode(bytes) }
}

function asciiThen(page: string): string {
  let ascii = ''
  for (let i = 0; i < 128; i++) ascii += String.fromCharCode(i)
  return ascii + page
}

function ebcdicTable(page: string): string {
  let low = ''
  for (let i = 0; i < 0x40; i++) low += i === 0x05 ? '\t' : i === 0x0d ? '\r' : i === 0x25 || i === 0x15 ? '\n' : ' '
  return low + page + ' '
}

function byTable(bytes: Uint8Array, table: string): string {
  const codes = new Uint16Array(256)
  for (let i = 0; i < 256; i++) codes[i] = table.charCodeAt(i)
  const units = new Uint16Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) units[i] = codes[bytes[i] ?? 0] ?? 0xfffd
  return new TextDecoder('utf-16le').decode(units)
}

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const units = new Uint16Array((bytes.length >> 2) * 2)
  let length = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little)
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) units[length++] = 0xfffd
    else if (code > 0xffff) {
      units[length++] = 0xd7c0 + (code >> 10)
      units[length++] = 0xdc00 | (code & 0x3ff)
    } else units[length++] = code
  }
  return new TextDecoder('utf-16le').decode(units.subarray(0, length))
}

/** RFC 2152: base64 runs of UTF-16 between `+` and `-`. */
function utf7(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes)
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => {
    if (run === '') return '+'
    let raw: string
    try {
      raw = atob(run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0)))
    } catch {
      return '\ufffd'
    }
    let out = ''
    for (let i = 0; i + 1 < raw.length; i += 2)
      out += String.fromCharCode((raw.charCodeAt(i) << 8) | raw.charCodeAt(i + 1))
    return out
  })
}

/** RFC 1843: GB 2312 without its high bits between `~{` and `~}`. */
function hz(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length)
  let length = 0
  let chinese = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    const next = bytes[i + 1]
    if (byte === 0x7e && next !== undefined && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out[length++] = 0x7e
      else if (next !== 0x0a) chinese = next === 0x7b
      i++
      continue
    }
    if (byte === 0x0a) chinese = false
    out[length++] = chinese ? byte | 0x80 : byte
  }
  return new TextDecoder('gbk').decode(out.subarray(0, length))
}
