import { expect, test, vi } from 'vitest'
import type { CleanHtml } from '../../contract/models.ts'
import { harmless, oneLine, say, table } from './terminal.ts'
import { problemWords } from './words.ts'
import { decode, textOfHtml, wrap } from './text.ts'

const text = (html: string, width = 40) => textOfHtml(html as CleanHtml, width)

test('an article reads well in a terminal', () => {
  expect(
    text(
      '<h2>Ferry &amp; quay</h2><p>The ferry crosses at dawn, and the <a href="https://a.example/">harbour</a> wakes<br>slowly.</p>' +
        '<blockquote><p>Nobody knows the tide as she does, they say here.</p></blockquote>' +
        '<ul><li>one</li><li>two<ol><li>inner</li><li>second</li></ol></li></ul>' +
        '<pre>let x  = 1\n  y</pre><figure><img src="/media/x" alt="A boat"><figcaption>At dawn</figcaption></figure>' +
        '<table><tr><th>Port</th><th>Time</th></tr><tr><td>Ystad</td><td>5</td></tr></table><p>End.</p>',
    ),
  ).toMatchInlineSnapshot(`
    "## Ferry & quay

    The ferry crosses at dawn, and the
    harbour [1] wakes slowly.

    > Nobody knows the tide as she does,
    > they say here.

    - one
    - two

      1. inner
      2. second

        let x  = 1
          y

    [picture: A boat]

    At dawn

    Port | Time
    Ystad | 5

    End.

    [1] https://a.example/
    "
  `)
})

test('what looks like a tag in a text stays a text', () => {
  expect(text('<p>a &lt;b&gt; &#65;&#x1F600; &unknown; &#0;</p>')).toBe('a <b> A😀 &unknown; \ufffd\n')
  expect(decode('&amp;lt;')).toBe('&lt;')
})

test('nothing an article says steers the terminal', () => {
  expect(text('<p>\u001b[2Jgone\u0007 \u202etxet</p>')).not.toMatch(/[\u001b\u0007\u202e]/)
  expect(oneLine('a\u001b]0;title\u0007\nb')).toBe('a ]0;title b')
  expect(harmless('line\nline')).toBe('line\nline')
})

test('lines are broken at words, and anywhere in Chinese and Japanese', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
  expect(wrap('averyveryverylongword and', 8)).toEqual(['averyveryverylongword', 'and'])
  expect(wrap('急がない荷物のための始発', 12)).toEqual(['急がない荷物', 'のための始発'])
  expect(wrap('', 10)).toEqual([])
})

test('an article of a million tags takes no longer than it must', () => {
  const html = '<ul><li>x</li></ul>'.repeat(100_000)
  const before = process.cpuUsage()
  expect(text(html).length).toBeGreaterThan(100_000)
  const { user } = process.cpuUsage(before)
  expect(user).toBeLessThan(10_000_000)
})

test('columns line up', () => {
  expect(
    table([
      ['1', 'one', 'x'],
      ['22', 't', 'y'],
    ]),
  ).toBe('1   one  x\n22  t    y')
})

test('what a service says of its troubles steers no terminal', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  say(problemWords({ kind: 'changeRefused', status: 400, detail: '\u001b[2Jgone \u009b31m' }))
  const said = write.mock.calls.map(([text]) => String(text)).join('')
  write.mockRestore()
  expect(said).toContain('gone')
  expect(said.trimEnd()).not.toMatch(/[\u001b\u009b]/)
})
