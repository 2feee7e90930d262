// Every charset, declared in every way, wrongly, or not at all.
import { describe, expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { codePages, ebcdicPages } from './code-pages.ts'

const texts: Record<string, string> = {
  de: 'Über die schöne Straße läuft größer Männer Übung, für die Bürger geöffnet',
  fr: "L'été à Paris où l'élève français préfère les crêpes à côté de l'hôtel, déjà très élégant",
  pl: 'Zażółć gęślą jaźń, wczoraj minister ogłosił że będzie więcej pieniędzy na służbę zdrowia w całym kraju',
  cs: 'Příliš žluťoučký kůň úpěl ďábelské ódy, vláda včera schválila návrh zákona o státním rozpočtu',
  hu: 'Árvíztűrő tükörfúrógép, a kormány tegnap elfogadta az új törvényt és a költségvetést',
  ru: 'Вчера президент России подписал новый закон о бюджете на следующий год. Москва, Кремль. Новости дня',
  uk: 'Вчора президент України підписав новий закон про бюджет на наступний рік. Київ, новини дня їжак',
  bg: 'Вчера правителството прие нов закон за бюджета на страната, съобщиха от пресцентъра на съда',
  el: 'Χθες η κυβέρνηση ενέκρινε τον νέο νόμο για τον προϋπολογισμό της χώρας, δήλωσε ο πρωθυπουργός',
  tr: 'Dün hükümet yeni bütçe yasasını onayladı, başbakan açıkladı. İstanbul, Ankara, güneşli bir gün, çocuklar şarkı söyledi',
  he: 'אתמול אישרה הממשלה את חוק התקציב החדש לשנה הבאה, כך הודיע ראש הממשלה',
  ar: 'وافقت الحكومة أمس على قانون الميزانية الجديد للعام المقبل، حسبما أعلن رئيس الوزراء',
  th: 'เมื่อวานนี้รัฐบาลอนุมัติกฎหมายงบประมาณใหม่สำหรับปีหน้า นายกรัฐมนตรีกล่าว',
  lt: 'Vakar vyriausybė patvirtino naują biudžeto įstatymą kitiems metams, pranešė ministras pirmininkas, šiąja žinią',
  ja: '昨日、政府は来年度の新しい予算案を承認したと首相が発表しました。東京の天気は晴れです。',
  zh: '昨天政府批准了明年的新预算法案，总理宣布这个消息。北京的天气很好，人们都很高兴。',
  'zh-tw': '昨天政府批准了明年的新預算法案，總理宣布這個消息。台北的天氣很好，人們都很高興。',
  ko: '어제 정부는 내년 새 예산안을 승인했다고 총리가 발표했습니다. 서울의 날씨는 맑습니다.',
}
const charsets: Record<string, string[]> = {
  de: ['windows-1252', 'macintosh', 'iso-8859-15'],
  fr: ['windows-1252', 'macintosh'],
  pl: ['windows-1250', 'iso-8859-2'],
  cs: ['windows-1250', 'iso-8859-2'],
  hu: ['windows-1250', 'iso-8859-2'],
  ru: ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
  uk: ['windows-1251', 'koi8-u'],
  bg: ['windows-1251'],
  el: ['windows-1253', 'iso-8859-7'],
  tr: ['windows-1254'],
  he: ['windows-1255'],
  ar: ['windows-1256', 'iso-8859-6'],
  th: ['windows-874'],
  lt: ['windows-1257'],
  ja: ['shift_jis', 'euc-jp'],
  zh: ['gbk', 'gb18030'],
  'zh-tw': ['big5'],
  ko: ['euc-kr'],
}

/** Node decodes legacy charsets but does not write them: a table of what each one or two bytes mean. */
const tables = new Map<string, Map<string, number[]>>()
function tableOf(charset: string): Map<string, number[]> {
  const known = tables.get(charset)
  if (known) return known
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder(charset)
  for (let a = 0; a < 256; a++) {
    const one = decoder.decode(Uint8Array.of(a))
    if (one !== '\ufffd' && !table.has(one)) table.set(one, [a])
  }
  if (/jis|euc|gb|big5/.test(charset))
    for (let a = 0x81; a < 0xff; a++)
      for (let b = 0x40; b < 0xff; b++) {
        const two = decoder.decode(Uint8Array.of(a, b))
        if (two.length === 1 && two !== '\ufffd' && !table.has(two)) table.set(two, [a, b])
      }
  tables.set(charset, table)
  return table
}
function write(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text)
  const bytes: number[] = []
  if (/^utf-(16|32)/.test(charset)) {
    const little = charset.endsWith('le')
    const width = charset.startsWith('utf-32') ? 4 : 2
    for (const unit of width === 4
      ? [...text].map((letter) => letter.codePointAt(0) ?? 0)
      : Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))) {
      const four = [unit >>> 24, (unit >>> 16) & 255, (unit >>> 8) & 255, unit & 255].slice(4 - width)
      bytes.push(...(little ? four.reverse() : four))
    }
    return Uint8Array.from(bytes)
  }
  const table = tableOf(charset)
  for (const letter of text) bytes.push(...(table.get(letter) ?? [63]))
  return Uint8Array.from(bytes)
}
const document = (language: string, text: string, encoding: string | null, says = false) =>
  `<?xml version="1.0"${encoding ? ` encoding="${encoding}"` : ''}?>\n<rss version="2.0"><channel><title>${text.slice(0, 40)}</title>${says ? `<language>${language}</language>` : ''}<item><title>${text}</title></item></channel></rss>`
const read = (bytes: Uint8Array, contentType: string | null = null) => decodeText(bytes, { contentType, kind: 'xml' })

const pairs = Object.entries(charsets).flatMap(([language, names]) =>
  names.map((charset) => [language, charset] as const),
)
describe.each(pairs)('%s in %s', (language, charset) => {
  const text = texts[language] ?? ''
  const check = (source: string, contentType: string | null = null) =>
    expect(read(write(source, charset), contentType).text).toBe(source)
  test('the sample can be written in it', () => expect(write(text, charset)).not.toContain(63))
  test('declared in XML', () => check(document(language, text, charset)))
  test('declared in the header', () => check(document(language, text, null), `text/xml; charset="${charset}"`))
  test('declared in the header, and wrongly in XML', () =>
    check(document(language, text, 'utf-8'), `application/xml;charset=${charset.toUpperCase()}`))
  test('declared as UTF-8', () => check(document(language, text, 'utf-8')))
  test('not declared', () => check(document(language, text, null)))
  test('not declared, but the language is', () => check(document(language, text.slice(0, 30), null, true)))
})

describe.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s', (charset) => {
  test.each(Object.keys(texts))('%s', (language) => {
    const text = texts[language] ?? ''
    const family = charset.replace(/[lb]e$/, '')
    for (const declared of [null, family, 'iso-8859-1'])
      for (const mark of ['', '\ufeff']) {
        const source = document(language, text, declared)
        expect(read(write(mark + source, charset)).text.replace(/^\ufeff/, '')).toBe(source)
        // The header lies.
        expect(read(write(mark + source, charset), 'text/xml; charset=windows-1252').text.replace(/^\ufeff/, '')).toBe(
          source,
        )
      }
  })
})

describe('odd cases', () => {
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  test('ISO-2022-JP by its escapes', () => {
    const bytes = latin('<title>\x1b$BF|K\\8l\x1b(B</title>')
    expect(read(bytes)).toMatchObject({ text: '<title>日本語</title>', encoding: 'iso-2022-jp' })
  })
  test('UTF-7 and HZ where declared', () => {
    expect(read(latin('<?xml version="1.0" encoding="utf-7"?><t>Hi Mom -+Jjo--! 1 +- 1</t>')).text).toContain(
      'Hi Mom -☺-! 1 + 1',
    )
    expect(read(latin('<?xml version="1.0" encoding="hz-gb-2312"?><t>~{<:Ky2;~} ~~</t>')).text).toContain('己所不 ~')
  })
  test('a few broken bytes do not make UTF-8 something else', () => {
    const good = new TextEncoder().encode('é'.repeat(100))
    expect(read(Uint8Array.from([...good, 0xe9, 0x20, ...good])).text).toBe(
      `${'é'.repeat(100)}\ufffd ${'é'.repeat(100)}`,
    )
  })
  test('a character cut off at the end is left out', () => {
    const bytes = new TextEncoder().encode('<title>some text that ends in é')
    expect(read(bytes.subarray(0, -1))).toMatchObject({ text: '<title>some text that ends in ', encoding: 'utf-8' })
  })
  test('a UTF-16 mark in front of ASCII is no mark', () => {
    const text =
      '<rss version="2.0"><channel><title>plain ASCII with a wrong mark in front of it</title></channel></rss>'
    expect(read(latin(`\xff\xfe${text}`)).text).toContain(text)
  })
  test('HTML says it in a meta element', () => {
    const bytes = latin(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>\xcf\xf0\xe8\xe2\xe5\xf2',
    )
    expect(decodeText(bytes, { contentType: 'text/html', kind: 'html' }).text).toContain('Привет')
    const short = latin('<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4')
    expect(decodeText(short, { contentType: null, kind: 'html' }).text).toContain('Привет')
  })
  test('an unknown charset is as good as none', () => {
    expect(
      read(latin('<?xml version="1.0" encoding="x-klingon"?><t>caf\xe9 d\xe9j\xe0 vu \x93ok\x94</t>')),
    ).toMatchObject({ encoding: 'windows-1252' })
  })
  test('empty and tiny input', () => {
    for (const bytes of [[], [0], [0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0, 0, 0xfe, 0xff], [0xe2, 0x82]])
      expect(() => read(Uint8Array.from(bytes))).not.toThrow()
  })
})

describe('code pages', () => {
  test.each(Object.entries(codePages))('%s', (name, page) => {
    expect(page).toHaveLength(128)
    const label = name.replace(/^ibm/, 'cp')
    const head = `<?xml version="1.0" encoding="${label}"?><t>`
    const bytes = Uint8Array.from(
      [...head].map((letter) => letter.charCodeAt(0)).concat(Array.from({ length: 128 }, (_, i) => i + 128)),
    )
    expect(read(bytes)).toMatchObject({ text: head + page, encoding: name })
  })
  test.each(Object.entries(ebcdicPages))('%s', (name, page) => {
    expect(page).toHaveLength(191)
    const source = `<?xml version='1.0' encoding='cp${name.slice(3)}'?><t>abc XYZ 123</t>`
    const bytes = Uint8Array.from(source, (letter) => (letter === ' ' ? 0x40 : 0x40 + page.indexOf(letter)))
    // Turkish EBCDIC has other letters where XML's marks are; the declaration is read as US EBCDIC all the same.
    if (bytes[0] === 0x4c && bytes[1] === 0x6f) expect(read(bytes).text).toContain('abc XYZ 123')
  })
  test.each([
    ['437', 'ibm437'], ['csPC8CodePage437', 'ibm437'], ['cp850', 'ibm850'], ['IBM852', 'ibm852'], ['csIBM855', 'ibm855'], ['cspc850multilingual', 'ibm850'], ['cspcp852', 'ibm852'], ['cp-is', 'ibm861'], ['cp1251', 'windows-1251'], ['win-1250', 'windows-1250'], ['Windows1252', 'windows-1252'], ['iso8859_2', 'iso-8859-2'], ['ISO_8859-5:1988', 'iso-8859-5'], ['latin-1', 'windows-1252'], ['x-sjis', 'shift_jis'], ['Shift-JIS', 'shift_jis'], ['ms932', 'shift_jis'], ['gb2312', 'gbk'], ['cp936', 'gbk'], ['big5hkscs', 'big5'], ['koi8r', 'koi8-r'], ['mac-cyrillic', 'x-mac-cyrillic'], ['MacRoman', 'macintosh'], ['hp-roman8', 'hp-roman8'], ['tis-620', 'windows-874'], ['ks_c_5601-1987', 'euc-kr'],
  ])('%s is %s', (label, name) => {
    const bytes = Uint8Array.from([...`<?xml version="1.0" encoding="${label}"?>`].map((letter) => letter.charCodeAt(0)).concat([0xe1, 0xa4, 0x20]))
    expect(read(bytes).encoding).toBe(name)
  }) // prettier-ignore
})

describe('undeclared titles of a few words', () => {
  const titles: [string, number[], string, string][] = [
    ['pl', [0x57, 0xb3, 0x6f, 0x73, 0x6b, 0x69, 0x20, 0x72, 0x7a, 0xb9, 0x64], 'windows-1250', 'Włoski rząd'],
    ['hu', [0x6b, 0xf6, 0x7a, 0xf6, 0x74, 0x74, 0x20, 0x62, 0xf5, 0x76, 0xfc, 0x6c], 'windows-1250', 'között bővül'],
    ['tr', [0xfe, 0x61, 0x72, 0x6b, 0xfd, 0x6c, 0x61, 0x72, 0xfd], 'windows-1254', 'şarkıları'],
    ['pounds', [0x61, 0x20, 0xa3, 0x32, 0x30, 0x6d, 0x20, 0x70, 0x6c, 0x61, 0x6e], 'windows-1252', 'a £20m plan'],
    [
      'vi',
      [0x6b, 0x68, 0xf4, 0x6e, 0x67, 0x20, 0x74, 0x68, 0xea, 0xd2, 0x20, 0xf0, 0xfd, 0xf5, 0xfe, 0x63],
      'windows-1258',
      '',
    ],
  ]
  test.each(titles)('%s', (language, bytes, charset, text) => {
    const head = new TextEncoder().encode('<rss><channel><item><title>')
    const tail = new TextEncoder().encode('</title></item></channel></rss>')
    const found = decodeText(Uint8Array.of(...head, ...bytes, ...tail), { contentType: null, kind: 'xml' })
    expect(found.encoding, language).toBe(charset)
    expect(found.text).toContain(text)
  })
})
