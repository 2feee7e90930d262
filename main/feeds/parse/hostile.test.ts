// Feeds written to hurt: none throws, expands, reads a file, or loses the items around the trap.
import { describe, expect, test } from 'vitest'
import { parseFeed } from './parse.ts'
import { resolveHtml } from './relative.ts'
import { plainText } from './text.ts'

const wrap = (inside: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>first</title>${inside}</item><item><title>last</title><link>http://x.example/z</link></item></channel></rss>`
const many = (text: string, count = 200_000) => text.repeat(count)
const numbered = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('')

/** Too large for a quadratic reader to finish within the time a test has. */
const traps: Record<string, () => string> = {
  'a million attributes': () => `<enclosure ${numbered(1_000_000, (i) => `a${i}="1" `)}/>`,
  'the same attribute a million times': () => `<enclosure ${many('a="1" ', 1_000_000)}/>`,
  'namespaces without end': () => `<x ${numbered(200_000, (i) => `xmlns:a${i}="http://x/${i}" `)}/>`,
  'a namespace for each element': () => numbered(100_000, (i) => `<a${i}:x xmlns:a${i}="u${i}"/>`),
  'ten million ampersands': () => `<description>${many('&', 10_000_000)}</description>`,
  'references without end': () => `<description>${many('&#1', 2_000_000)}</description>`,
  'a million comments that do not end': () => many('<!--', 1_000_000),
  'the same in text': () => `<description>${many('<!-- ', 1_000_000)}</description>`,
  'CDATA in CDATA': () => `<description>${many('<![CDATA[')}</description>`,
  'a million CDATA sections': () => `<description>${many('<![CDATA[x]]>', 1_000_000)}</description>`,
  'links that do not end': () => `<description><![CDATA[${many('<a href', 300_000)}]]></description>`,
  'links with one quote': () => `<description><![CDATA[${many('<a href="', 300_000)}]]></description>`,
  'links that nobody escaped': () => `<description>${many('<a href=', 300_000)}</description>`,
  'attributes with one quote': () => many('<x a="', 500_000),
  'less than signs': () => many('<', 10_000_000),
  'descriptions that do not end': () => many('<description><b>'),
  'contents in contents': () => many('<content><content>'),
  'two million elements deep': () => many('<a>', 2_000_000),
  'end tags': () => many('</a>', 1_000_000),
  'instructions that do not end': () => many('<?x ', 1_000_000),
  'categories without number': () => numbered(100_000, (i) => `<category>${i}</category>`),
  'authors without number': () => numbered(100_000, (i) => `<author>${i}</author>`),
  'media without number': () =>
    `<media:group>${many('<media:content url="x"><media:thumbnail url="y"/></media:content>', 50_000)}</media:group>`,
  'a mail address of at signs': () => `<author>${many('a@', 1_000_000)}</author>`,
  'a date of numbers': () => `<pubDate>${many('1 ', 1_000_000)}</pubDate>`,
  'white space': () => `<title>${many(' ', 10_000_000)}</title>`,
  'scripts in a title': () => `<title><![CDATA[${many('<script>', 500_000)}]]></title>`,
  'styles that others end': () => `<description><![CDATA[${many('<style></script>', 300_000)}]]></description>`,
  'divs in divs': () => `<content type="xhtml">${many('<div>')}${many('</div>')}</content>`,
  'a long srcset': () => `<description><![CDATA[<img srcset="${many('a 1x, ', 500_000)}">]]></description>`,
}

describe('traps', () => {
  test.each(Object.entries(traps))('%s', (_, make) => {
    const result = parseFeed(new TextEncoder().encode(wrap(make())), {
      contentType: null,
      url: 'https://x.example/feed',
    })
    expect(result.ok && result.value.items[0]?.title).toBe('first')
    expect(result.ok && result.value.items.length).toBeLessThanOrEqual(2)
  })
  test('items without end are counted', () => {
    const result = parseFeed(
      new TextEncoder().encode(`<rss><channel>${many('<item><title>x</title></item>', 120_000)}`),
      { contentType: null, url: '' },
    )
    expect(result.ok && result.value.items.length).toBe(100_000)
    expect(result.ok && result.value.repairs).toContain('too many items')
  })
  test('JSON in JSON', () => {
    for (const text of [
      `{"version":"https://jsonfeed.org/version/1","items":${many('[', 5_000_000)}`,
      many('{"a":', 1_000_000),
      `{"version":"https://jsonfeed.org/version/1",,"title":"${many('" ', 1_000_000)}`,
    ])
      expect(parseFeed(new TextEncoder().encode(text), { contentType: null, url: '' }).ok).toBe(false)
  })
})

describe('entities', () => {
  const doctype = (subset: string, title: string) => {
    const result = parseFeed(
      new TextEncoder().encode(
        `<?xml version="1.0"?><!DOCTYPE rss [${subset}]><rss><channel><title>${title}</title></channel></rss>`,
      ),
      { contentType: null, url: '' },
    )
    return result.ok ? (result.value.title ?? '') : 'refused'
  }
  test('a billion laughs stay few', () => {
    const subset = `<!ENTITY lol "lol">${numbered(9, (i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`)}`
    expect(doctype(subset, '&lol9;').length).toBeLessThan(5000)
    expect(doctype(subset, '&lol1;')).toBe('lol'.repeat(10))
  })
  test('a long one a million times is bounded', () =>
    expect(doctype(`<!ENTITY a "${'a'.repeat(3900)}">`, many('&a;', 300_000)).length).toBeLessThan(1_100_000))
  test('files are not read', () => expect(doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', 'a&x;b')).toBe('a&x;b'))
  test('one that contains itself is nothing', () =>
    expect(doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">', '&a;')).toBe('&b;'))
})

test('names of objects are names like others', () => {
  const result = parseFeed(
    new TextEncoder().encode(
      wrap(
        '<__proto__ constructor="1" __proto__="2">x</__proto__><constructor>y</constructor><category toString="x">c</category>',
      ),
    ),
    { contentType: null, url: '' },
  )
  expect(result.ok && result.value.items[0]?.categories).toEqual([{ term: 'c', scheme: null, label: null }])
  const json = parseFeed(
    new TextEncoder().encode('{"version":"https://jsonfeed.org/version/1",,"__proto__":{"title":"x"},"items":[]}'),
    { contentType: null, url: '' },
  )
  expect(json.ok && json.value.title).toBeNull()
})

test('addresses that do something are left out', () => {
  const result = parseFeed(
    new TextEncoder().encode(
      wrap(
        '<link>javascript:alert(1)</link><enclosure url="data:text/html,x"/><comments>vbscript:x</comments><media:thumbnail url="file:///x"/>',
      ),
    ),
    { contentType: null, url: 'https://x.example/' },
  )
  const first = result.ok ? result.value.items[0] : null
  expect([first?.link, first?.enclosures, first?.comments, first?.thumbnails]).toEqual([null, [], null, []])
})

test('rewriting touches addresses only', () => {
  const base = 'https://b.example/d/'
  expect(resolveHtml('<p>href="x" <a title="src=y" href=z>t</a> a="b"</p>', base)).toBe(
    '<p>href="x" <a title="src=y" href=https://b.example/d/z>t</a> a="b"</p>',
  )
  expect(resolveHtml('<a href="javascript:x">', base)).toBe('<a href="javascript:x">')
  expect(resolveHtml('<!-- <a href="x"> --><a href="y&amp;z">', base)).toBe(
    '<!-- <a href="x"> --><a href="https://b.example/d/y&amp;z">',
  )
  const same = '<a href="https://a.example/">x</a>'
  expect(resolveHtml(same, base)).toBe(same)
})

test('plain text of odd HTML', () => {
  expect(plainText('a<script>b</script>c<!-- d -->e<style>f</style> &lt;g&gt; <p>h</p>i<b>j</b>')).toBe(
    'a c e <g> h ij',
  )
  expect(plainText('1 < 2 <a title="x > y">z</a> <3')).toBe('1 < 2 z <3')
})
