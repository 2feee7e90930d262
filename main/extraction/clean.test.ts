// What the sanitiser keeps, mends and leaves out.
import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CleanedPiece } from '../base/jobs.ts'
import { mediaKey } from '../base/media-key.ts'
import type { RawHtml } from '../contract/models.ts'
import { cleanPieces } from './extraction.ts'

const sha256 = (text: string) => hash('sha256', text)
const base = 'https://paper.test/news/1.html'
function clean(html: string, baseUrl: string | null = base): CleanedPiece {
  const [piece] = cleanPieces([{ html: html as RawHtml, baseUrl }], sha256)
  if (!piece) throw new Error('nothing came back')
  return piece
}
const image = (url: string, rest = ' alt=""') => `<img src="/media/${mediaKey(url, sha256)}"${rest}>`

describe('elements', () => {
  test.each([
    ['unclosed paragraphs', '<p>One<p>Two', '<p>One</p><p>Two</p>'],
    ['crossed formatting', '<p><b>a<i>b</b>c</i></p>', '<p><b>a<i>b</i></b><i>c</i></p>'],
    ['upper case and odd quotes', "<P CLASS=x>A <EM TITLE='t'>b</EM></P>", '<p>A <em title="t">b</em></p>'],
    [
      'old names',
      '<center><font size=2>a</font><strike>b</strike><tt>c</tt></center>',
      '<div>a<s>b</s><code>c</code></div>',
    ],
    ['sections', '<section><header>a</header><main>b</main></section>', '<div><div>a</div><div>b</div></div>'],
    ['scripts and styles', '<style>p{}</style><p>a<script>b</script></p><noscript>c</noscript>', '<p>a</p>c'],
    [
      'forms',
      '<form><label>Name <input value=x></label><button>Send</button><select><option>1</select></form>',
      '<div>Name </div>',
    ],
    ['unknown elements', '<x-card><p>a</p></x-card>', '<p>a</p>'],
    ['svg', '<p>a<svg><text>b</text></svg></p>', '<p>a</p>'],
    ['empty elements', '<p>a</p><p>&nbsp;</p><div><span></span></div><p><br></p>', '<p>a</p>'],
    ['many line breaks', 'a<br><br><br><br>b', 'a<br><br>b'],
    ['what is hidden', '<p>a</p><div hidden>b</div><div style="display:none">c</div>', '<p>a</p>'],
    [
      'table cells',
      '<table><tr><td colspan=2 rowspan="0" onclick=x>a</td></tr></table>',
      '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
    ['the first line break of a <pre>', '<pre>\n\n a</pre>', '<pre>\n\n a</pre>'],
    [
      'MathML without its way out',
      '<math><mi href="x">a</mi><mtext><p>b</p></mtext><annotation-xml encoding="text/html"><p>c</p></annotation-xml></math>',
      '<math><mi>a</mi><mtext>b</mtext></math>',
    ],
    ['an iframe', '<iframe src="https://ads.test/"></iframe><p>a</p>', '<p>a</p>'],
  ])('%s', (_name, html, expected) => {
    expect(clean(html).html).toBe(expected)
  })

  test('cleaning what is clean changes nothing but pictures', () => {
    const once = clean('<div><p>a <a href="/x#y">b</a></p><ul><li id=n>c</ul></div><table><tr><td>x</table>').html
    expect(clean(once).html).toBe(once)
  })
})

describe('links', () => {
  test.each([
    ['/a', 'https://paper.test/a'],
    ['b?utm_source=x&id=2&fbclid=y#p', 'https://paper.test/news/b?id=2#p'],
    ['#fn:1', '#text-fn:1'],
    [`${base}#fn`, '#text-fn'],
    ['mailto:a@b.test', 'mailto:a@b.test'],
    ['https://user:secret@x.test/', 'https://x.test/'],
    ['//x.test/a', 'https://x.test/a'],
  ])('%s becomes %s', (href, expected) => {
    expect(clean(`<a href="${href}">x</a>`).html).toBe(`<a href="${expected}">x</a>`)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'tel:+41',
    'smb://x/',
    'ftp://x.test/',
    'blob:x',
    ' java\tscript:x',
  ])('%s is only its words', (href) => {
    expect(clean(`<p><a href="${href}">x</a></p>`).html).toBe('<p>x</p>')
  })

  test('without a base, relative ones are only their words', () => {
    expect(clean('<p><a href="/a">x</a> <a href="http://y.test/">y</a></p>', null).html).toBe(
      '<p>x <a href="http://y.test/">y</a></p>',
    )
  })

  test('places in the text keep their links', () => {
    expect(clean('<p>a<sup id="r1"><a href="#f1">1</a></sup></p><p id="f1"><a name="old">b</a></p>').html).toBe(
      '<p>a<sup id="text-r1"><a href="#text-f1">1</a></sup></p><p id="text-f1"><a id="text-old">b</a></p>',
    )
  })
})

describe('pictures', () => {
  test.each([
    [
      'a plain one',
      '<img src="/a.jpg" alt="A" width="640" height="360">',
      'https://paper.test/a.jpg',
      ' alt="A" width="640" height="360"',
    ],
    [
      'the widest up to 1600',
      '<img src="/s.jpg" srcset="/s.jpg 400w, /m.jpg 1200w, /l.jpg 3000w">',
      'https://paper.test/m.jpg',
      undefined,
    ],
    [
      'the least of those beyond',
      '<img src="/s.jpg" srcset="/l.jpg 2400w, /xl.jpg 4800w">',
      'https://paper.test/l.jpg',
      undefined,
    ],
    ['twice the pixels', '<img src="/s.jpg" srcset="/s.jpg, /d.jpg 2x">', 'https://paper.test/d.jpg', undefined],
    [
      'commas in an address',
      '<img srcset="/w_300,h_200/a.jpg 300w, /w_900,h_600/a.jpg 900w">',
      'https://paper.test/w_900,h_600/a.jpg',
      undefined,
    ],
    [
      'a lazy one',
      '<img src="data:image/gif;base64,R0lGOD" data-src="/real.jpg">',
      'https://paper.test/real.jpg',
      undefined,
    ],
    [
      'a lazy one with a placeholder',
      '<img src="/static/placeholder.gif" data-lazy-src="/real.jpg">',
      'https://paper.test/real.jpg',
      undefined,
    ],
    [
      'a lazy one with sizes',
      '<img src="/lqip.jpg" data-srcset="/a.jpg 320w, /b.jpg 960w">',
      'https://paper.test/b.jpg',
      undefined,
    ],
    [
      '<picture>',
      '<picture><source srcset="/a.webp 800w" type="image/webp"><img src="/a.jpg" alt="A"></picture>',
      'https://paper.test/a.webp',
      ' alt="A"',
    ],
    [
      '<noscript>',
      '<img src="data:image/gif;base64,R0"><noscript><img src="/n.jpg"></noscript>',
      'https://paper.test/n.jpg',
      undefined,
    ],
  ])('%s', (_name, html, url, rest) => {
    const piece = clean(html)
    expect(piece.html).toBe(image(url, rest))
    expect(piece.media).toHaveLength(1)
    expect(piece.media[0]).toMatchObject({ url, kind: 'picture', key: mediaKey(url, sha256) })
  })

  test('a lazy picture and its <noscript> twin are one', () => {
    expect(clean('<img src="/a.jpg"><noscript><img src="/a.jpg?w=2"></noscript>').media).toHaveLength(1)
  })

  test.each([
    '<img src="/a.gif" width=1 height=1>',
    '<img src="https://pixel.wp.com/g.gif?x">',
    '<img src="https://x.met.vgwort.de/na/1">',
    '<img src="https://www.facebook.com/tr?id=1">',
    '<img style="width:1px;height:1px" src="/t.png">',
    '<img src="https://feeds.feedburner.com/~r/x/~4/y">',
    '<img src="">',
    '<img>',
  ])('%s is not kept', (html) => {
    expect(clean(`<p>x</p>${html}`)).toMatchObject({ html: '<p>x</p>', media: [] })
  })

  test('the remote address is in the list and nowhere else; the caption goes with it', () => {
    const piece = clean(
      '<figure><img src="https://cdn.test/x.jpg" alt="Alt"><figcaption>What it <b>shows</b></figcaption></figure>',
    )
    expect(piece.html).not.toContain('cdn.test')
    expect(piece.media).toEqual([
      {
        key: mediaKey('https://cdn.test/x.jpg', sha256),
        url: 'https://cdn.test/x.jpg',
        kind: 'picture',
        width: null,
        height: null,
        caption: 'What it shows',
        alt: 'Alt',
      },
    ])
  })
})

describe('sound and film', () => {
  test.each([
    [
      'https://www.youtube.com/embed/abcdefghijk?si=1',
      'https://www.youtube.com/watch?v=abcdefghijk',
      'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg',
    ],
    [
      '//www.youtube-nocookie.com/embed/abcdefghijk',
      'https://www.youtube.com/watch?v=abcdefghijk',
      'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg',
    ],
    ['https://player.vimeo.com/video/123456', 'https://vimeo.com/123456', null],
    [
      'https://www.dailymotion.com/embed/video/x8abc',
      'https://www.dailymotion.com/video/x8abc',
      'https://www.dailymotion.com/thumbnail/video/x8abc',
    ],
    ['https://tube.test/videos/embed/9c9de5e8', 'https://tube.test/videos/watch/9c9de5e8', null],
  ])('%s becomes a still and a link', (src, href, still) => {
    const piece = clean(`<p><iframe src="${src}" title="A film"></iframe></p>`)
    expect(piece.html).toBe(
      `<figure class="video">${still ? image(still, ' alt="A film"') : ''}<figcaption><a href="${href}">A film</a></figcaption></figure>`,
    )
  })

  test('files become links, and are offered', () => {
    const piece = clean(
      '<video poster="/p.jpg"><source src="/v.mp4"></video><audio src="/s.mp3" title="Sound"></audio>',
    )
    expect(piece.html).toBe(
      `<figure class="video">${image('https://paper.test/p.jpg')}<figcaption><a href="https://paper.test/v.mp4">paper.test/v.mp4</a></figcaption></figure>` +
        '<figure class="audio"><figcaption><a href="https://paper.test/s.mp3">Sound</a></figcaption></figure>',
    )
    expect(piece.media.map((each) => each.kind)).toEqual(['video', 'picture', 'audio'])
  })
})

describe('text', () => {
  test.each([
    ['<p>One <b>two</b></p><p>three</p>', 'One two three', 3],
    ['<ul><li>a</li><li>b</li></ul>', 'a b', 2],
    ['un<b>broken</b>', 'unbroken', 1],
    ['a<br>b &amp; c', 'a b & c', 3],
    ['  spaces \n\t and&nbsp;more  ', 'spaces and more', 3],
    ['<p>今日は、良い天気です。</p>', '今日は、良い天気です。', 5],
    ['<p>It’s “fine” – really … 3.5</p>', 'It’s “fine” – really … 3.5', 4],
    ['', '', 0],
  ])('%j reads %j, %i words', (html, text, words) => {
    expect(clean(html)).toMatchObject({ text, words })
  })
})
