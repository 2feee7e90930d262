// Feeds that something happened to on the way: what was whole is kept, wherever the damage is.
import { describe, expect, test } from 'vitest'
import { parseFeed } from './parse.ts'

const parse = (text: string) => {
  const result = parseFeed(new TextEncoder().encode(text), { contentType: null, url: '' })
  return result.ok ? result.value : null
}
const item = (n: number, body = `<description>Text of ${n} &amp; more</description>`) =>
  `<item><title>Title ${n}</title><link>http://t.example/${n}</link><guid isPermaLink="false">id-${n}</guid><pubDate>Mon, 0${n} Jan 2020 06:30:00 GMT</pubDate><category>c${n}</category>${body}</item>`
const feed = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>http://t.example/</link>${items.join('\n')}</channel></rss>`
const five = [1, 2, 3, 4, 5].map((n) => item(n))
const whole = feed(...five)
const complete = parse(whole)?.items ?? []

describe('cut off', () => {
  test('at any place: all whole items are the same as in the whole feed', () => {
    for (let end = whole.indexOf('<item>'); end < whole.length; end += 7) {
      const part = whole.slice(0, end)
      const ended = part.split('</item>').length - 1
      expect(parse(part)?.items.slice(0, ended), `cut at ${end}`).toEqual(complete.slice(0, ended))
    }
  })
  test('the item that was cut is kept as far as it goes', () => {
    const cut = whole.indexOf('</description>', whole.indexOf('id-4'))
    expect(parse(whole.slice(0, cut))?.items[3]).toEqual(complete[3])
  })
})

const names = ['title', 'link', 'guid', 'pubDate', 'category', 'description']
describe.each(names)('%s', (name) => {
  const damaged = (change: (text: string) => string) => feed(five[0] ?? '', change(five[1] ?? ''), ...five.slice(2))
  const others = (text: string) => {
    const items = parse(text)?.items
    expect(items).toHaveLength(5)
    expect([items?.[0], ...(items?.slice(2) ?? [])]).toEqual([complete[0], ...complete.slice(2)])
    return items?.[1]
  }
  test('with its end tag misspelt', () => {
    expect(others(damaged((text) => text.replace(`</${name}>`, `</${name}e>`)))).toEqual(complete[1])
  })
  test('without its end tag', () => {
    expect(others(damaged((text) => text.replace(`</${name}>`, '')))).toEqual(complete[1])
  })
  test('with an end tag that lost its bracket', () => {
    expect(others(damaged((text) => text.replace(`</${name}>`, `</${name}`)))).toEqual(complete[1])
  })
  test('with an end tag in other letters', () => {
    expect(others(damaged((text) => text.replace(`</${name}>`, `</${name.toUpperCase()}>`)))).toEqual(complete[1])
  })
  test('in CDATA that does not end', () => {
    const changed = damaged((text) => text.replace(new RegExp(`(<${name}[^>]*>)`), '$1<![CDATA[').replace('&amp;', '&'))
    expect(others(changed)).toEqual(complete[1])
  })
})

describe('the rest of the world', () => {
  test.each([
    ['a byte order mark twice', `\ufeff\ufeff${whole}`],
    ['white space before the declaration', `\n\n  ${whole}`],
    [
      'a PHP warning',
      `<br />\n<b>Warning</b>: Cannot modify header in <b>/srv/x.php</b> on line <b>1</b><br />\n${whole}`,
    ],
    ['a comment in front', `<!-- generated in <rss> 3 ms -->${whole}`],
    ['a script behind', `${whole}<script>document.write("<item><title>no</title></item>".length)</script>`],
    ['no XML declaration', whole.replace(/<\?xml[^>]*>/, '')],
    ['a declaration twice', `<?xml version="1.0"?>${whole}`],
    ['NULs', whole.replace('<channel>', '\0<channel>\0')],
    ['Windows line ends', whole.replaceAll('\n', '\r\n')],
    ['an unclosed channel', whole.replace('</channel>', '')],
    ['an item end too many', whole.replace('</item>', '</item></item>')],
    ['stray end tags between items', whole.replaceAll('</item>', '</item></b></div>')],
    [
      'unknown elements between items',
      whole.replaceAll('</item>', '</item><x:ad xmlns:x="urn:x"><x:p>buy</x:p></x:ad>'),
    ],
  ])('%s', (_, text) => {
    expect(parse(text)?.items).toEqual(complete)
  })
  test('an item that was never closed does not swallow the next', () => {
    expect(parse(whole.replace('</item>', ''))?.items).toEqual(complete)
  })
  test('repairs are told', () => {
    expect(parse(whole)?.repairs).toEqual([])
    expect(parse(whole.slice(0, -40))?.repairs).toEqual(['cut off'])
  })
})
