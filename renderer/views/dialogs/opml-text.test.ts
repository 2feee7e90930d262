import { describe, expect, it } from 'vitest'
import { decodeOpml } from './opml-text.ts'

const utf16 = (text: string, little: boolean) =>
  Uint8Array.from([...text].flatMap((sign) => (little ? [sign.charCodeAt(0), 0] : [0, sign.charCodeAt(0)])))
const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

describe('reading an OPML file', () => {
  it('takes a byte order mark at its word', () => {
    expect(decodeOpml(Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('<a>é</a>')]))).toBe('<a>é</a>')
    expect(decodeOpml(Uint8Array.from([0xff, 0xfe, ...utf16('<a>é</a>', true)]))).toBe('<a>é</a>')
    expect(decodeOpml(Uint8Array.from([0xfe, 0xff, ...utf16('<a>é</a>', false)]))).toBe('<a>é</a>')
  })

  it('sees UTF-16 without a mark', () => {
    expect(decodeOpml(utf16('<opml/>', true))).toBe('<opml/>')
    expect(decodeOpml(utf16('<opml/>', false))).toBe('<opml/>')
  })

  it('believes the declaration when the bytes agree', () => {
    expect(decodeOpml(latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>'))).toContain('café')
    expect(decodeOpml(latin("<?xml version='1.0' encoding='windows-1251'?><a>\u00cf</a>"))).toContain('П')
  })

  it('does not believe a wrong or unknown declaration', () => {
    const text = (label: string) =>
      decodeOpml(new TextEncoder().encode(`<?xml version="1.0" encoding="${label}"?><a>café</a>`))
    expect(text('utf-16')).toContain('café')
    expect(text('no-such-thing')).toContain('café')
  })

  it('reads undeclared western bytes', () => {
    expect(decodeOpml(latin('<a>caf\u00e9</a>'))).toBe('<a>café</a>')
  })
})
