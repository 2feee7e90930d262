// How it looks: pictures of every layout in every colour and width for somebody to look at, and what a machine can tell.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../build/setup.mjs'
import { expect, test } from './app.ts'
import type { Reader } from './pages/reader.ts'

const WIDTHS = [400, 1440, 2200]
const LAYOUTS = ['Front page', 'Cards', 'List'] as const

for (const theme of ['light', 'dark', 'sepia'] as const)
  test(`${theme}: empty and full, narrow and wide`, async ({ app, reader }) => {
    test.slow()
    const { page } = app
    await app.cli('settings', 'theme', theme)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
      await look(page, `${theme}-${width}-first-start`)
    }
    await page.getByRole('button', { name: 'Read the sample newspaper' }).click()
    await expect(reader.frontPage.getByRole('article').first()).toBeVisible()
    const story = await reader.frontPage.getByRole('heading', { level: 3 }).first().innerText()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 400 ? 800 : 1000 })
      for (const layout of LAYOUTS) {
        await reader.layout(layout)
        await expect(shown(reader, layout)).toBeVisible()
        await look(page, `${theme}-${width}-${layout.toLowerCase().replace(' ', '-')}`)
      }
      await reader.headlineRow(story).click()
      await expect(reader.headline).toHaveText(story)
      await look(page, `${theme}-${width}-article`)
      if (width === 400) await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+,')
    await expect(reader.dialogs.open).toBeVisible()
    await look(page, `${theme}-settings`)
    await reader.dialogs.close()
    // Nothing left to read.
    await reader.layout('Front page')
    await page.keyboard.press('Shift+A')
    await expect(reader.row('All articles')).toHaveAccessibleName('All articles')
    await page.keyboard.press('.')
    await expect(page.getByText('You have read everything.').first()).toBeVisible()
    await look(page, `${theme}-all-read`)
  })

test('Arabic runs from right to left, Japanese breaks its lines', async ({ app, reader, paper }) => {
  const { page } = app
  const arabic = 'افتتحت المدينة الميناء القديم بعد سنوات من العمل، وحضر المئات من السكان مع أطفالهم. '
  const japanese =
    '港の古い灯台が十一年ぶりに公開され、多くの市民が子供たちと一緒に訪れた。海は静かで、空は高く晴れていた。'
  const item = (title: string, text: string, at: number) =>
    `<item><title>${title}</title><guid>${at}</guid><link>${paper.origin}/world/${at}</link><description><![CDATA[${`<p>${text.repeat(6)}</p>`.repeat(4)}<h2>${title}</h2><blockquote><p>${text}</p></blockquote><ul><li>${text}</li></ul>]]></description></item>`
  const feed = (title: string, language: string, items: string) => ({
    type: 'application/rss+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title><language>${language}</language>${items}</channel></rss>`,
  })
  paper.put('/ar.xml', feed('صحيفة الميناء', 'ar', item('المدينة تفتح الميناء القديم أمام الجميع', arabic, 1)))
  paper.put('/ja.xml', feed('港新聞', 'ja', item('古い灯台が十一年ぶりに公開された', japanese, 2)))
  for (const name of ['ar', 'ja']) expect((await app.cli('add', `${paper.origin}/${name}.xml`)).code).toBe(0)
  for (const [name, direction, title] of [
    ['ar', 'rtl', 'المدينة تفتح الميناء القديم أمام الجميع'],
    ['ja', 'ltr', '古い灯台が十一年ぶりに公開された'],
  ] as const) {
    await page.setViewportSize({ width: 1440, height: 1000 })
    await reader.open(title)
    await expect(reader.article).toHaveAttribute('lang', name)
    await expect(reader.article).toHaveCSS('direction', direction)
    await look(page, `${name}-article`)
    await page.setViewportSize({ width: 400, height: 800 })
    await look(page, `${name}-article-narrow`)
    await page.keyboard.press('Escape')
  }
})

function shown(reader: Reader, layout: (typeof LAYOUTS)[number]) {
  if (layout === 'List') return reader.rows().first()
  return layout === 'Cards' ? reader.cards : reader.frontPage.getByRole('article').first()
}

/** Takes a picture; nothing may stick out sideways, and no two things that can be pressed may lie on each other. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(root, 'test-results', 'appearance', `${name}.png`) })
  const faults = await page.evaluate(() => {
    const found: string[] = []
    const all: Element[] = []
    const walk = (parent: ParentNode) => {
      for (const element of parent.querySelectorAll('*')) {
        all.push(element)
        if (element.shadowRoot) walk(element.shadowRoot)
      }
    }
    walk(document)
    const seen = (element: Element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    const called = (element: Element) =>
      `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}`
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways')
    for (const element of all) {
      const { overflowX, overflowY } = getComputedStyle(element)
      // What scrolls downwards is a pane; a table or a program may scroll sideways in a box of its own.
      if (overflowY === 'auto' && overflowX !== 'hidden' && seen(element) && !element.matches('.table, pre'))
        if (element.scrollWidth > element.clientWidth + 1) found.push(`scrolls sideways: ${called(element)}`)
    }
    const modal = all.find((element) => element.matches('dialog[open]'))
    const pressed = all.filter((element) => element.matches('button, a[href], input, select') && seen(element))
    for (const element of pressed) {
      const box = element.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      if (modal || box.width < 4 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue
      if (element.closest('.text, .skip') !== null) continue
      let top = document.elementFromPoint(x, y)
      while (top?.shadowRoot) {
        const deeper: Element | null = top.shadowRoot.elementFromPoint(x, y)
        if (deeper === null || deeper === top) break
        top = deeper
      }
      const other = top?.closest('button, a[href], input, select') ?? null
      if (other !== null && other !== element && !other.contains(element) && !element.contains(other))
        found.push(`${called(element)} lies under ${called(other)}`)
    }
    return found
  })
  expect.soft(faults, name).toEqual([])
}
