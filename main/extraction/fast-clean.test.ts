// The fast reader must say what the full one says, wherever it says anything.
import { hash } from 'node:crypto'
import { parseFragment, serialize } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { CleanedPiece } from '../base/jobs.ts'
import { cleanFast } from './fast-clean.ts'
import { cleanFully } from './full-clean.ts'
import { attacks } from './testing/attacks.ts'
import { Writer } from './writer.ts'

const sha256 = (text: string) => hash('sha256', text)
const base = 'http://paper.test/news/1.html'

function both(html: string): { fast: CleanedPiece | null; full: CleanedPiece } {
  const one = new Writer(base, sha256)
  const other = new Writer(base, sha256)
  const fast = cleanFast(html, one) ? one.finish() : null
  cleanFully(html, other)
  return { fast, full: other.finish() }
}

const normal = (piece: CleanedPiece) => ({ ...piece, html: serialize(parseFragment(piece.html)) })

/** Plain HTML with the odd flaw, the same for the same seed. */
function generated(seed: number): string {
  let state = seed * 2654435761
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const pick = <T>(list: readonly T[]): T => {
    const [entry] = list.slice(random(list.length))
    if (entry === undefined) throw new Error('nothing to pick from')
    return entry
  }
  const words = [
    'news',
    'Größe',
    '&amp;',
    'it&#8217;s',
    '&nbsp;',
    '漢字かな',
    'a &lt; b',
    '  two',
    'line\nbreak',
    '“quoted”',
    '&hellip;',
    '&#x2014;',
    '12.5',
    '–',
    'слово',
    '\u00a0',
    '&copy;',
    '& ',
    'Tab\there',
  ]
  const text = () => Array.from({ length: random(9) }, () => pick(words)).join(pick([' ', ' ', ' ', '', '\n']))
  const attributes = () =>
    pick([
      '',
      '',
      '',
      ' class="x y"',
      ' style="color:red"',
      ' dir="rtl"',
      ' lang="de-CH"',
      ' title="A &amp; B"',
      ' data-x="1"',
      ' id="n1"',
      ' hidden=""',
      ' onclick="x()"',
      ' style="display:none"',
    ])
  const href = () =>
    pick([
      'http://paper.test/a',
      'https://other.test/x?utm_source=rss&amp;id=3',
      '/relative',
      '#note',
      'mailto:a@b.test',
      'javascript:x()',
      'HTTP://UP.test',
      '',
      'https://x.test/a b',
    ])
  const src = () =>
    pick([
      'http://img.test/a.jpg',
      '/img/1.png',
      'https://img.test/p/photo.jpeg?w=300',
      'data:image/gif;base64,R0',
      'http://img.test/pixel.gif',
      '//cdn.test/z.webp',
    ])
  const image = () =>
    `<img src="${src()}" alt="${pick(['', 'A picture', 'with &quot;quotes&quot;'])}"${pick(['', ' width="640" height="360"', ' width="1" height="1"', ' width="50%"', ' srcset="/s.jpg 300w, /l.jpg 1200w"', ' data-src="/lazy.jpg"'])}${pick(['', '/', ' /'])}>`
  const inline = (depth: number): string => {
    const name = pick(['em', 'strong', 'b', 'i', 'span', 'a', 'code', 'sup', 'abbr', 'u', 's', 'small'])
    const own = name === 'a' ? ` href="${href()}"` : ''
    return `<${name}${own}${attributes()}>${flow(depth + 1)}</${pick([name, name, name, name, name, name, name, 'b'])}>`
  }
  const flow = (depth: number): string =>
    Array.from({ length: 1 + random(4) }, () =>
      depth < 3 && random(3) === 0 ? inline(depth) : random(12) === 0 ? '<br/>' : random(25) === 0 ? image() : text(),
    ).join('')
  const block = (depth: number): string => {
    switch (random(depth < 3 ? 13 : 4)) {
      case 0:
      case 1:
      case 2:
        return `<p${attributes()}>${flow(0)}</p>`
      case 3:
        return `<h${1 + random(6)}>${flow(1)}</h2>`.replace(/<h(\d)>(.*)<\/h2>$/s, '<h$1>$2</h$1>')
      case 4:
        return `<ul>${Array.from({ length: 1 + random(3) }, () => `<li>${flow(0)}</li>`).join('\n')}</ul>`
      case 5:
        return `<figure${attributes()}>${image()}<figcaption>${flow(1)}</figcaption></figure>`
      case 6:
        return `<blockquote>${blocks(depth + 1)}</blockquote>`
      case 7:
        return `<div${attributes()}>${blocks(depth + 1)}${text()}</div>`
      case 8:
        return `<table><thead><tr><th scope="col">${text()}</th></tr></thead><tbody><tr><td colspan="2">${flow(0)}</td><td></td></tr></tbody></table>`
      case 9:
        return `<table><tr><td>${blocks(depth + 1)}</td></tr></table>`
      case 10:
        return `<pre>${pick(['', '\n'])}${text()}</pre><hr/>`
      case 11:
        return `<dl><dt>${text()}</dt><dd>${flow(0)}</dd></dl>`
      default:
        return `<ol><li><p>${flow(0)}</p>${blocks(depth + 2)}</li></ol>`
    }
  }
  const blocks = (depth: number): string =>
    Array.from({ length: 1 + random(3) }, () => block(depth)).join(pick(['', '\n', ' ', '\n\n']))
  return blocks(0)
}

describe('the fast reader', () => {
  test('agrees with the full one on 6000 generated articles, and takes a good part of them', () => {
    let taken = 0
    for (let seed = 1; seed <= 6000; seed++) {
      const html = generated(seed)
      const { fast, full } = both(html)
      if (!fast) continue
      taken++
      expect(normal(fast), html).toEqual(normal(full))
    }
    expect(taken).toBeGreaterThan(1300)
  })

  test('agrees with the full one on every attack it does not hand over', () => {
    for (const html of attacks()) {
      const { fast, full } = both(html)
      if (fast) expect(normal(fast), html).toEqual(normal(full))
    }
  })

  test.each([
    ['a plain article', '<h2>Head</h2>\n<p>One <em>two</em> &amp; three.</p>\n<ul><li>x</li></ul>'],
    [
      'a figure',
      '<figure><img src="http://img.test/a.jpg" alt="A" width="640" height="360"/><figcaption>Cap</figcaption></figure>',
    ],
    ['links', '<p><a href="https://x.test/a?utm_source=rss&amp;b=1">x</a> <a href="javascript:x()">dead</a></p>'],
    ['attributes that go', '<p class="a" style="color:red">x<br />y</p>'],
    ['plain text', 'Only words, no markup.'],
    ['an ampersand between words', '<p>a & b</p>'],
    ['places to go to', '<h2 id="x">A</h2><p><a name="y"></a>b</p><p id="z"></p>'],
    ['nothing', ''],
  ])('takes %s', (_name, html) => {
    const { fast, full } = both(html)
    expect(fast && normal(fast)).toEqual(normal(full))
  })

  test.each([
    ['a comment', '<p>x<!-- y --></p>'],
    ['an upper-case name', '<P>x</P>'],
    ['an unclosed element', '<p>x'],
    ['a block in a paragraph', '<p>x<div>y</div></p>'],
    ['crossed elements', '<p><b>x<i>y</b></i></p>'],
    ['an unknown element', '<font>x</font>'],
    ['a handler', '<p onclick="x()">x</p>'],
    ['an unquoted attribute', '<p class=x>x</p>'],
    ['an ampersand that may begin something', '<p>a &b</p>'],
    ['words between table cells', '<table><tr>x<td>y</td></tr></table>'],
    ['a NUL', '<p>a\0b</p>'],
    ['a link in a link', '<a href="http://x.test/"><a href="http://y.test/">x</a></a>'],
    ['something empty', '<p></p>'],
    ['something hidden', '<p style="display: none">x</p>'],
  ])('hands over %s', (_name, html) => {
    expect(both(html).fast).toBeNull()
  })
})
