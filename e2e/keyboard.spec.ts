// A whole journey without a mouse: from the first start through reading, marking, going about, searching and undoing.
import { expect, test } from './app.ts'

test('everything can be done with keys, and one always sees where one is', async ({ app, reader }) => {
  const { page } = app
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const isSaved = () => page.getByRole('button', { name: 'Save', exact: true })

  // To the sample newspaper by Tab; what has the focus is marked.
  await expect(page.getByRole('textbox', { name: 'Follow a paper' })).toBeFocused()
  await press('Tab', 'Tab', 'Tab', 'Tab')
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeFocused()
  expect(await outlined(page)).toBe(true)
  await press('Enter')
  const stories = reader.frontPage.getByRole('link')
  await expect(stories.first()).toBeVisible()

  // As a list; up and down in it.
  await press('g', 'l')
  await expect(reader.rows().first()).toBeVisible()
  const titles = (await list(app)).map((head) => head.title)
  await press('j')
  await expect(reader.headline).toHaveText(titles[0] ?? '')
  await press('j', 'j')
  await expect(reader.headline).toHaveText(titles[2] ?? '')
  await press('k')
  await expect(reader.headline).toHaveText(titles[1] ?? '')
  await press('n')
  await expect(reader.headline).toHaveText(titles[3] ?? '')
  await press('m')
  await expect(page.getByRole('button', { name: 'Mark read' })).toBeVisible()
  await press('k', 'p')
  await press('j', 'j')
  await press('s')
  await expect(isSaved()).toHaveAttribute('aria-pressed', 'true')
  await reader.told('1 article saved.').catch(() => undefined)
  await press('Control+z')
  await expect(isSaved()).toHaveAttribute('aria-pressed', 'false')
  await press('s')
  await expect(isSaved()).toHaveAttribute('aria-pressed', 'true')

  // Space reads on, and at the end opens the next unread article.
  const before = await reader.headline.innerText()
  await press('Space')
  await expect.poll(() => page.locator('bs-article').evaluate((element) => element.scrollTop)).toBeGreaterThan(100)
  await expect
    .poll(
      async () => {
        await press('Space')
        return reader.headline.innerText()
      },
      { intervals: [600] },
    )
    .not.toBe(before)

  // Going about.
  await press('g', 's')
  await expect(reader.title).toHaveText('Saved')
  await reader.listed(1)
  await press('g', 't')
  await expect(reader.title).toHaveText('Today')
  await press('g', 'a')
  await expect(reader.title).toHaveText('All articles')
  await press('u')
  await expect(page.getByRole('button', { name: 'All', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await reader.listed(titles.length)
  await press('u')
  await expect(page.getByRole('button', { name: 'Unread', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await press('g', 'h')
  await expect(reader.tree).toBeFocused()
  expect(await reader.tree.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
  await press('End', 'Enter')
  await expect(reader.title).not.toHaveText('All articles')
  await press('F6', 'F6')
  await press('g', 'c')
  await expect(reader.cards).toBeVisible()
  await press('g', 'f')
  await expect(stories.first()).toBeVisible()
  await press('g', 'a', 'g', 'l')

  // The help, the palette, the search; Escape leads back each time to where one was.
  await press('?')
  await expect(reader.dialogs.open).toHaveAccessibleName('Keys')
  await expect(reader.dialogs.open).toBeVisible()
  await press('Escape')
  await expect(reader.dialogs.open).toHaveCount(0)
  await press('Control+k')
  await expect(reader.palette).toBeFocused()
  await page.keyboard.type('dark col')
  await expect(page.getByRole('option', { selected: true, name: /Dark colours/ })).toBeVisible()
  await press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await press('/')
  await expect(reader.search).toBeFocused()
  await page.keyboard.type('lighthouse')
  await press('Enter')
  await expect(reader.title).toHaveText('Search: lighthouse')
  await expect(reader.rows().first()).toBeVisible()
  await press('Enter')
  await expect(reader.headline).toBeVisible()
  await press('Escape', 'Escape')
  await expect(reader.title).toHaveText('All articles')

  // All read, and all back.
  const unread = (await list(app)).filter((head) => !head.read).length
  expect(unread).toBeGreaterThan(0)
  await press('Shift+A')
  await expect.poll(async () => (await list(app)).filter((head) => !head.read).length).toBe(0)
  await press('Control+z')
  await expect.poll(async () => (await list(app)).filter((head) => !head.read).length).toBe(unread)

  await app.restart()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect((await list(app)).filter((head) => head.saved)).toHaveLength(1)
})

test('a key changed in the settings works, and the old one no longer does', async ({ app, reader }) => {
  const { page } = app
  await app.cli('sample')
  await page.keyboard.press('Control+,')
  const { settings } = reader.dialogs
  await expect(settings.content.getByRole('tab', { name: 'Reading' })).toBeFocused()
  for (let steps = 0; steps < 4; steps++) await page.keyboard.press('ArrowDown')
  await expect(settings.content.getByRole('tab', { name: 'Keys' })).toHaveAttribute('aria-selected', 'true')
  await settings.content.getByRole('searchbox', { name: 'Find what a key does' }).fill('next article')
  const button = settings.content.getByRole('button', { name: 'Next article: J. Change' })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(settings.content.getByRole('button', { name: 'Next article: X. Change' })).toBeVisible()
  // A key that somebody else has is asked about.
  await settings.content.getByRole('button', { name: 'Next article: X. Change' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(settings.content.getByRole('alert')).toContainText(
    'K cannot do both “Previous article” and “Next article”.',
  )
  await settings.content.getByRole('button', { name: 'Leave it with “Previous article”' }).press('Enter')
  await reader.dialogs.close()

  await app.restart()
  await reader.layout('List')
  const [first] = await list(app)
  await page.keyboard.press('x')
  await expect(reader.headline).toHaveText(first?.title ?? '')
  await page.keyboard.press('j')
  await page.keyboard.press('?')
  await expect(reader.dialogs.open).toBeVisible()
  await expect(
    page
      .locator('bs-keys')
      .getByRole('term')
      .filter({ hasText: /^Next article$/ })
      .locator('..'),
  ).toContainText('X')
  await reader.dialogs.close()
  await expect(reader.headline).toHaveText(first?.title ?? '')
})

interface Listed {
  title: string
  read: boolean
  saved: boolean
}

async function list(app: { cli(...args: string[]): Promise<{ stdout: string }> }): Promise<Listed[]> {
  return JSON.parse((await app.cli('list', '--json')).stdout) as Listed[]
}

/** What has the focus shows it. */
function outlined(page: import('@playwright/test').Page): Promise<boolean> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (element === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  })
}
