// What the small reader makes of the sanitiser's writing, and of what the sanitiser would never write.
import { expect, test } from 'vitest'
import { pieces } from './article-html.ts'

const read = (html: string): string =>
  [...pieces(html)]
    .map((piece) =>
      piece.kind === 'text'
        ? piece.text
        : piece.kind === 'close'
          ? `[/${piece.name}]`
          : `[${[piece.name, ...piece.attributes.map(([name, value]) => `${name}=${value}`)].join('|')}]`,
    )
    .join('')

test.each([
  ['<p>One &amp; two &lt;3 &#8220;x&#x201d;</p>', '[p]One & two <3 “x”[/p]'],
  ['<a href="https://a.example/?a=1&amp;b=2">x</a>', '[a|href=https://a.example/?a=1&b=2]x[/a]'],
  ['<img src="/media/0a" alt="5 &gt; 4" width="3">', '[img|src=/media/0a|alt=5 > 4|width=3]'],
  ['<ol reversed start="5"><li>x</li></ol>', '[ol|reversed=|start=5][li]x[/li][/ol]'],
  ['a < b <3', 'a < b <3'],
  ['<p onclick=alert(1)>x', '<p onclick=alert(1)>x'],
  ['<svg/onload=alert(1)>', '<svg/onload=alert(1)>'],
  ['<!-- <b>x</b> -->', '<!-- [b]x[/b] -->'],
  ['<p title="a<script>">x', '<p title="a[script]">x'],
  ['&bogus; &#0; &#xd800; &#x110000; &#38;lt;', '&bogus;    &lt;'],
  ['<', '<'],
  ['', ''],
])('%s', (html, expected) => {
  expect(read(html)).toBe(expected)
})

test('takes time in proportion', () => {
  expect([...pieces('<p '.repeat(100_000))].length).toBe(200_000)
  expect(read(`<p${' a'.repeat(50_000)}`).length).toBe(100_002)
})
