// Runs every attack we know against the sanitiser in a real browser: nothing may run, stay alive or cause a request.
import { hash } from 'node:crypto'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sanitizerConfig } from '../contract/allowed-html.ts'
import type { RawHtml } from '../contract/models.ts'
import { cleanPieces, extractPage } from './extraction.ts'
import { attacks, beacons, evil } from './testing/attacks.ts'
import { chromiumPath, startChromium } from './testing/chromium.ts'

const sha256 = (text: string) => hash('sha256', text)
const clean = (html: string) => cleanPieces([{ html: html as RawHtml, baseUrl: `${evil}/page` }], sha256)[0]?.html ?? ''
const origin = 'http://reader.test'

interface Verdict {
  ran: number
  live: { index: number; what: string }[]
}
type Way = 'innerHTML' | 'setHTML'

if (!chromiumPath) console.warn('sanitising.test.ts is skipped: no Chromium is installed (apt-get install chromium)')

describe.skipIf(!chromiumPath)('in Chromium', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const requests: string[] = []

  beforeAll(async () => {
    if (!chromiumPath) return
    browser = await startChromium(chromiumPath)
    context = await browser.newContext()
    await context.route('**/*', (route) => {
      const url = route.request().url()
      if (url === `${origin}/`) return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' })
      requests.push(url)
      return route.fulfill({ status: 404, body: '' })
    })
  }, 60_000)
  afterAll(() => browser?.close())

  async function show(pieces: string[], way: Way): Promise<Verdict> {
    page = await context.newPage()
    await page.goto(`${origin}/`)
    requests.length = 0
    const verdict = await page.evaluate(
      async ({ pieces, way, config }) => {
        let ran = 0
        const live: { index: number; what: string }[] = []
        Object.defineProperty(window, 'alert', { value: () => ran++, writable: false })
        const dead =
          /^(?:SCRIPT|STYLE|IFRAME|OBJECT|EMBED|APPLET|LINK|META|BASE|FORM|INPUT|BUTTON|TEMPLATE|FRAME|FRAMESET|PORTAL|VIDEO|AUDIO|SOURCE|TRACK|SVG|NOSCRIPT|TEXTAREA|SELECT|XMP|PLAINTEXT|MARQUEE)$/i
        for (const [index, piece] of pieces.entries()) {
          const host = document.createElement('div')
          document.body.append(host)
          if (way === 'innerHTML') host.innerHTML = piece
          else
            (host as unknown as { setHTML(html: string, options: object): void }).setHTML(piece, { sanitizer: config })
          for (const element of host.querySelectorAll('*')) {
            const report = (what: string) => live.push({ index, what: `${what} in ${piece.slice(0, 200)}` })
            if (dead.test(element.localName)) report(element.localName)
            if (element.namespaceURI === 'http://www.w3.org/2000/svg') report('svg')
            for (const { name, value } of element.attributes) {
              if (
                /^on/i.test(name) ||
                /^(?:style|srcset|ping|background|poster|formaction|action|data|srcdoc|name|target|xlink:href|form|popover)$/i.test(
                  name,
                )
              )
                report(name)
              if (name === 'src' && !/^\/media\/[0-9a-f]{32}$/.test(value)) report(`src=${value}`)
              if (name === 'href' && !/^(?:https?:\/\/|mailto:|#text-)/.test(value)) report(`href=${value}`)
              if (name === 'id' && !value.startsWith('text-')) report(`id=${value}`)
            }
            if (element instanceof HTMLAnchorElement && element.href && !/^(?:https?|mailto):$/.test(element.protocol))
              report(element.protocol)
          }
          for (const element of host.querySelectorAll('a, summary')) {
            element.addEventListener('click', (event) => event.preventDefault())
            element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
            element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
          }
          if (index % 200 === 199) {
            await new Promise((resolve) => setTimeout(resolve, 30))
            document.body.replaceChildren()
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 300))
        return { ran, live }
      },
      { pieces, way, config: sanitizerConfig() },
    )
    await page.close()
    return verdict
  }

  const all = attacks()
  const pieces = all.map(clean)

  test('the page that watches sees an attack that is not sanitised', async () => {
    const verdict = await show(
      [`<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a><img src="${evil}/seen">`],
      'innerHTML',
    )
    expect(verdict.ran).toBe(1)
    expect(verdict.live.map((each) => each.what.split(' ')[0])).toEqual(
      expect.arrayContaining(['onerror', 'href=javascript:alert(1)', 'javascript:']),
    )
    expect(requests).toContain(`${evil}/seen`)
  })

  for (const way of ['innerHTML', 'setHTML'] as const)
    test(`${all.length} attacks do nothing when shown with ${way}`, async () => {
      expect(all.length).toBeGreaterThan(7000)
      const verdict = await show(pieces, way)
      expect(verdict.live).toEqual([])
      expect(verdict.ran).toBe(0)
      expect(requests.filter((url) => !url.startsWith(`${origin}/media/`))).toEqual([])
    }, 120_000)

  test('attacks do nothing when they come as pages', async () => {
    const words = '<p>Words, and more words, so that there is something to read on this page.</p>'.repeat(10)
    const pages: string[] = []
    for (let i = 0; i < all.length; i += 40) {
      const body = all.slice(i, i + 40).map((attack) => `${words.slice(0, 76)}<div>${attack}</div>`)
      const bytes = new TextEncoder().encode(
        `<html><head><title>T</title></head><body><article><h1>T</h1>${words}${body.join('')}${words}`,
      )
      pages.push(extractPage({ bytes, contentType: 'text/html', url: `${evil}/page` }, sha256).html ?? '')
    }
    expect(pages.filter((html) => html.length > 500).length).toBeGreaterThan(pages.length * 0.8)
    const verdict = await show(pages, 'innerHTML')
    expect(verdict).toEqual({ ran: 0, live: [] })
    expect(requests.filter((url) => !url.startsWith(`${origin}/media/`))).toEqual([])
  }, 120_000)

  test('a page full of beacons contacts nobody, as a feed wrote it and as a page', async () => {
    const bytes = new TextEncoder().encode(
      `<html><head>${beacons}</head><body><article><h1>Title</h1>${beacons}${'<p>Words, and more words, so that there is something to read here.</p>'.repeat(20)}${beacons}</article></body></html>`,
    )
    const extracted = extractPage({ bytes, contentType: 'text/html', url: `${evil}/page` }, sha256)
    expect(extracted.words).toBeGreaterThan(200)
    for (const way of ['innerHTML', 'setHTML'] as const) {
      const verdict = await show([clean(beacons), extracted.html ?? ''], way)
      expect(verdict).toEqual({ ran: 0, live: [] })
      expect(requests.filter((url) => !url.startsWith(`${origin}/media/`))).toEqual([])
      expect(requests.length).toBeGreaterThan(0)
    }
  })

  test('setHTML with the list keeps all that the sanitiser writes', async () => {
    const rich = clean(everything)
    page = await context.newPage()
    await page.goto(`${origin}/`)
    const [direct, filtered] = await page.evaluate(
      ({ rich, config }) => {
        const [a, b] = [document.createElement('div'), document.createElement('div')]
        a.innerHTML = rich
        ;(b as unknown as { setHTML(html: string, options: object): void }).setHTML(rich, { sanitizer: config })
        return [a.innerHTML, b.innerHTML]
      },
      { rich, config: sanitizerConfig() },
    )
    await page.close()
    expect(filtered).toBe(direct)
    for (const part of [
      '<ruby>',
      '<math',
      '<mfrac>',
      'colspan="2"',
      'class="video"',
      '<details open',
      'scope="col"',
      'datetime=',
      'id="text-fn1"',
      'href="#text-fn1"',
      'dir="rtl"',
    ])
      expect(direct).toContain(part)
  })
})

const everything = `<h2 id="top" dir="rtl" lang="ar">عنوان</h2><p>Text with <a href="#fn1" title="t">note</a>, <abbr title="x">abbr</abbr>, <time datetime="2026-11-23">today</time>,
 <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>, H<sub>2</sub>O, x<sup>2</sup>, <kbd>k</kbd>, <mark>m</mark>, <q>q</q>, <ins datetime="2026">i</ins><del>d</del><bdo dir="rtl">b</bdo><wbr></p>
 <figure><img src="/a.jpg" alt="A &quot;b&quot;" width="640" height="480"><figcaption>Caption</figcaption></figure>
 <iframe src="https://www.youtube.com/embed/abcdefghijk" title="Film"></iframe>
 <table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col" colspan="2">h</th></tr></thead><tbody><tr><td rowspan="2">1</td><td>2</td></tr></tbody></table>
 <details open><summary>s</summary><p>more</p></details><dl><dt>t</dt><dd>d</dd></dl><ol start="3" reversed type="a"><li value="7">x</li></ol>
 <pre><code>a &lt; b
</code></pre><blockquote><p>q</p><cite>who</cite></blockquote>
 <math display="block"><mrow><mfrac><mi mathvariant="normal">a</mi><mn>2</mn></mfrac><mo stretchy="false">+</mo><msup><mi>x</mi><mn>2</mn></msup></mrow></math>
 <aside><p id="fn1">Note</p></aside><hr>`
