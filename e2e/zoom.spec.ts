// At 200 % nothing is cut off sideways and everything can still be reached: with the whole window, and with the type alone.
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'

/** What can be pressed or typed into and lies, wholly or in part, beyond a side of the window. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width + 1) found.push('the page scrolls sideways')
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot !== null) look(element.shadowRoot)
        if (!element.matches('button, input, select, a[href], [role=treeitem], [role=option]')) continue
        if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue
        const { left, right, width: wide, top, bottom } = element.getBoundingClientRect()
        if (wide <= 1 || bottom <= 0 || top >= innerHeight) continue
        if (left < -1 || right > width + 1)
          found.push(
            `${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}: ${left} to ${right}`,
          )
      }
    }
    look(document)
    return found
  })
}

for (const [name, enlarge] of [
  // 1280 × 800 at 200 % are 640 × 400 CSS pixels.
  ['the window', (page: Page) => page.setViewportSize({ width: 640, height: 400 })],
  [
    'the type',
    async (page: Page) => {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
        dispatchEvent(new Event('resize'))
      })
    },
  ],
] as const)
  test(`at 200 % of ${name} all can be reached`, async ({ app, reader }) => {
    const { page } = app
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await enlarge(page)
    expect.soft(await beyond(page), 'first start').toEqual([])
    await page.getByRole('button', { name: 'Read the sample newspaper' }).click()
    await expect(reader.frontPage.getByRole('link').first()).toBeVisible()
    expect.soft(await beyond(page), 'front page').toEqual([])
    await reader.layout('Cards')
    await expect(reader.cards.first()).toBeVisible()
    expect.soft(await beyond(page), 'cards').toEqual([])
    await reader.layout('List')
    await expect(reader.rows().first()).toBeVisible()
    expect.soft(await beyond(page), 'list').toEqual([])
    await reader.rows().first().click()
    await expect(reader.headline).toBeVisible()
    expect.soft(await beyond(page), 'article').toEqual([])
    const dialog = async (words: string) => {
      await page.keyboard.press('Control+k')
      await reader.palette.fill(words)
      await page.keyboard.press('Enter')
      await expect(reader.palette).toHaveCount(0)
      await expect(reader.dialogs.open).toBeVisible()
      expect.soft(await beyond(page), words).toEqual([])
      // The way out is never scrolled away.
      await expect.soft(reader.dialogs.open.getByRole('button', { name: 'Close' })).toBeInViewport()
    }
    await dialog('Sign in to a service')
    await expect(reader.dialogs.account.services.first()).toBeVisible()
    await reader.dialogs.account.service(/^Inoreader/).click()
    await expect(reader.dialogs.account.user).toBeVisible()
    await reader.dialogs.account.send.scrollIntoViewIfNeeded()
    await expect(reader.dialogs.account.send).toBeInViewport()
    expect.soft(await beyond(page), 'sign-in').toEqual([])
    await reader.dialogs.close()
    await dialog('Settings')
    await reader.dialogs.close()
    await dialog('Follow a feed')
  })
