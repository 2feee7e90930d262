// Nothing that axe finds: every view and every dialog, in light and in dark, wide and narrow.
import { expect, test } from './app.ts'
import { clean, cleanDialog } from './pages/clean.ts'

test('first start and its dialogs', async ({ app: { page }, reader, paper }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
  await clean(page, 'first start')
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.origin)
  await page.keyboard.press('Enter')
  await expect(reader.dialogs.add.candidates.first()).toBeVisible()
  await reader.dialogs.add.content.getByText('This feed is private').click()
  await cleanDialog(page, 'candidates')
  await reader.dialogs.add.look('http://127.0.0.1:1/')
  await expect(reader.dialogs.add.address).toHaveAccessibleDescription(/does not answer/)
  await cleanDialog(page, 'a problem beside its field')
  await reader.dialogs.close()
  await page.locator('bs-first-start input[type=file]').setInputFiles({
    name: 'some.opml',
    mimeType: 'text/x-opml',
    buffer: Buffer.from(
      `<opml version="2.0"><body><outline text="News"><outline text="A" xmlUrl="${paper.origin}/a.xml"/><outline text="B" xmlUrl="javascript:alert(1)"/></outline></body></opml>`,
    ),
  })
  await expect(reader.dialogs.opml.line('News')).toBeVisible()
  await reader.dialogs.opml.content.getByText('was left out').click()
  await cleanDialog(page, 'choosing from a file')
})

test('the layouts and the article', async ({ app, reader, paper }) => {
  test.slow()
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await app.cli('sample')
  await app.cli('add', paper.feedUrl('full.xml'))
  await app.cli('add', paper.feedUrl('podcast.xml'))
  paper.fail('podcast.xml', '500')
  await app.cli('refresh', '--force')
  await reader.layout('List')
  await reader.rows().first().click()
  await expect(reader.headline).toBeVisible()
  await page.keyboard.press('s')
  await expect(reader.messages).toBeVisible()
  await clean(page, 'list and article')
  await reader.rows().nth(1).click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  await clean(page, 'menu')
  await page.keyboard.press('Escape')
  for (const title of ['The Loopback Post: sound', 'All articles']) {
    await reader.row(title).click()
    await expect(reader.title).toHaveText(title)
    await clean(page, title)
  }
  await page.keyboard.press('Shift+A')
  await expect(reader.row('All articles')).toHaveAccessibleName('All articles')
  await page.keyboard.press('.')
  await expect(page.getByText('You have read everything.').first()).toBeVisible()
  await clean(page, 'all read')
  await page.keyboard.press('u')
  await expect(reader.rows().first()).toBeVisible()
  await reader.layout('Front page')
  await expect(reader.frontPage.getByRole('article').first()).toBeVisible()
  await clean(page, 'front page')
  await reader.layout('Cards')
  await expect(reader.cards).toBeVisible()
  await clean(page, 'cards')
  await reader.search.fill('nothing whatsoever')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await clean(page, 'nothing found')
  await reader.search.fill('')
  await page.setViewportSize({ width: 400, height: 800 })
  for (const layout of ['List', 'Cards', 'Front page'] as const) {
    await reader.layout(layout)
    await clean(page, `narrow ${layout}`)
  }
  await reader.frontPage.getByRole('link').first().click()
  await expect(reader.headline).toBeVisible()
  await clean(page, 'narrow article')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show the feeds' }).click()
  await expect(reader.tree).toBeVisible()
  await clean(page, 'narrow tree')
})

test('the dialogs', async ({ app, reader, paper }) => {
  test.slow()
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await app.cli('sample')
  await app.cli('add', paper.feedUrl('full.xml'))
  paper.fail('full.xml', '500')
  await app.cli('refresh', '--force')
  await app.cli('backup')
  await reader.row('The Loopback Post, whole articles').click()
  const shown = async (name: string) => {
    await expect(reader.dialogs.open).toBeVisible()
    await cleanDialog(page, name)
  }
  for (const name of ['Settings', 'Keys', 'Activity'] as const) {
    await page.getByRole('button', { name, exact: true }).click()
    await shown(name)
    if (name === 'Settings')
      for (const tab of ['Lists', 'Fetching', 'Keeping', 'Keys', 'About']) {
        await reader.dialogs.settings.section(tab)
        await cleanDialog(page, `settings: ${tab}`)
      }
    await reader.dialogs.close()
  }
  await page.keyboard.press('i')
  const feed = reader.dialogs.content('feed')
  await feed.getByRole('radio', { name: 'A rule of its own' }).check()
  await feed.getByText('This feed is private').click()
  await expect(feed.getByText('By this rule')).toBeVisible()
  await shown('feed')
  await reader.dialogs.close()
  await page.keyboard.press('Shift+T')
  await expect(reader.dialogs.content('take-along').getByText('Counting…')).toHaveCount(0)
  await shown('take along')
  await reader.dialogs.close()
  for (const words of ['Storage', 'Backups', 'OPML']) {
    await page.keyboard.press('Control+k')
    await expect(reader.palette).toBeFocused()
    await reader.palette.fill(words)
    await shown(`palette: ${words}`)
    await page.keyboard.press('Enter')
    await expect(reader.palette).toHaveCount(0)
    await expect(page.getByText('Counting…')).toHaveCount(0)
    await shown(words)
    if (words === 'Backups') {
      await page
        .getByRole('button', { name: /^Bring back the backup/ })
        .first()
        .click()
      await cleanDialog(page, 'before bringing a backup back')
    }
    await reader.dialogs.close()
  }
  await page.setViewportSize({ width: 400, height: 800 })
  await page.keyboard.press('Control+,')
  await shown('narrow settings')
  await reader.dialogs.close()
  await page.keyboard.press('a')
  await shown('narrow add')
})
