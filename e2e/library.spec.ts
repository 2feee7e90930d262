// What one does with a library in the long run: search, order, let go, keep within limits, back up, take along.
import { expect, test } from './app.ts'

const FULL = 'The Loopback Post, whole articles'
const SOUND = 'The Loopback Post: sound'

test('search finds words in the text, and Escape leads back', async ({ app, reader, paper }) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('full.xml'))
  const article = paper.articles[6]
  if (!article) throw new Error('no article')
  const words = article.paragraphs[4]?.split(' ').slice(0, 6).join(' ') ?? ''
  await reader.search.fill(words)
  await page.keyboard.press('Enter')
  await expect(reader.title).toHaveText(`Search: ${words}`)
  await reader.open(article.headline)
  await expect(reader.article).toContainText(words)
  await reader.search.fill('xyzzyplugh')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('region', { name: 'Articles' }).getByText('Nothing found for “xyzzyplugh”.'),
  ).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(reader.title).toHaveText('All articles')
  await app.restart()
  await reader.search.fill(words)
  await page.keyboard.press('Enter')
  await expect(reader.headlineRow(article.headline)).toBeVisible()
})

test('marking all as read is taken back whole, and marks nothing that came meanwhile', async ({
  app,
  reader,
  paper,
}) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('full.xml'))
  await reader.rows().nth(4).click()
  await expect(reader.row(FULL)).toHaveAccessibleName(`${FULL}, 11 unread`)
  paper.publish(2)
  await app.cli('refresh', '--force')
  await expect(page.getByRole('button', { name: '2 new articles' })).toBeVisible()
  await reader.button(/^Mark all as read/).click()
  await expect(reader.row(FULL)).toHaveAccessibleName(`${FULL}, 2 unread`)
  await reader.undo()
  await expect(reader.row(FULL)).toHaveAccessibleName(`${FULL}, 13 unread`)
  await app.restart()
  await expect(reader.row(FULL)).toHaveAccessibleName(`${FULL}, 13 unread`)
})

test('feeds are moved by keys and by dragging, and let go and taken back', async ({ app, reader, paper }) => {
  const { page } = app
  for (const name of ['full.xml', 'podcast.xml', 'comments.xml'] as const) await app.cli('add', paper.feedUrl(name))
  await app.cli('folder', 'Papers')
  const place = (name: string) => reader.row(name).getAttribute('aria-posinset')
  await expect(reader.row('Papers')).toBeVisible()

  // By keys: up, into the folder above, out again.
  await reader.row(SOUND).click()
  const before = Number(await place(SOUND))
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(reader.tree).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => Number(await place(SOUND))).toBe(before - 1)
  await reader.told(`“${SOUND}” moved.`)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => Number(await place(SOUND))).toBe(before)

  await reader.row(FULL).dragTo(reader.row('Papers'))
  await expect(reader.row(FULL)).toHaveAttribute('aria-level', '2')
  await reader.told(`“${FULL}” moved to “Papers”.`)
  await reader.undo()
  await expect(reader.row(FULL)).toHaveAttribute('aria-level', '1')
  await reader.row(FULL).dragTo(reader.row('Papers'))
  await expect(reader.row(FULL)).toHaveAttribute('aria-level', '2')

  // A new name by F2.
  await reader.row(FULL).click()
  await reader.tree.focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('The Post')
  await page.keyboard.press('Enter')
  await expect(reader.row('The Post')).toBeVisible()

  const article = paper.articles[2]?.headline ?? ''
  await reader.row('The Post').click()
  await reader.open(article)
  await reader.row('The Post').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Stop following' }).click()
  await expect(reader.row('The Post')).toHaveCount(0)
  await reader.undo()
  await expect(reader.row('The Post')).toHaveAttribute('aria-level', '2')
  await reader.row('The Post').click()
  await expect(reader.row('The Post')).toHaveAccessibleName('The Post, 11 unread')

  await app.restart()
  await expect(reader.row('The Post')).toHaveAttribute('aria-level', '2')
  await expect(reader.row('The Post')).toHaveAccessibleName('The Post, 11 unread')
})

test('a limit shows what goes before anything does, and what is saved stays', async ({ app, reader, paper }) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('full.xml'))
  const titles = paper.articles.map((article) => article.headline)
  await reader.open(titles[11] ?? '')
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Settings' }).click()
  const { settings } = reader.dialogs
  await settings.section('Keeping')
  await settings.content.getByRole('checkbox', { name: 'More articles in one feed than' }).check()
  await settings.content.getByRole('spinbutton', { name: 'More articles in one feed than' }).fill('5')
  await settings.content.getByRole('spinbutton', { name: 'More articles in one feed than' }).press('Tab')
  await expect(settings.content.getByText('By this rule nothing goes now.')).toBeVisible()
  await settings.content.getByRole('checkbox', { name: 'What is unread' }).uncheck()
  await expect(settings.content.getByText(/By this rule 6 articles go now: /)).toBeVisible()
  const cli = JSON.parse((await app.cli('list', '--json')).stdout) as unknown[]
  expect(cli).toHaveLength(12)
  await settings.content.getByRole('button', { name: 'Keep the rule, remove 6 articles' }).click()
  await reader.told(/6 articles removed/)
  await reader.dialogs.close()
  await reader.row('Saved').click()
  await expect(reader.headlineRow(titles[11] ?? '')).toBeVisible()

  // What has gone does not come back with the next look.
  await app.restart()
  await page.keyboard.press('Shift+R')
  await expect(reader.status.getByText(/^Looked/)).toBeVisible()
  expect(JSON.parse((await app.cli('list', '--json')).stdout)).toHaveLength(6)
})

test('a backup brings everything back as it was', async ({ app, reader, paper }) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('full.xml'))
  const title = paper.articles[3]?.headline ?? ''
  await reader.open(title)
  await page.keyboard.press('s')
  await expect(reader.row('Saved')).toHaveAccessibleName('Saved, 1 article')
  const backups = async () => {
    await page.keyboard.press('Control+k')
    await reader.palette.fill('Backups')
    await page.keyboard.press('Enter')
    return reader.dialogs.content('backups')
  }
  let dialog = await backups()
  await dialog.getByRole('button', { name: 'Back up now' }).click()
  await reader.told(/The backup is made/)
  await reader.dialogs.close()

  await page.keyboard.press('s')
  await expect(reader.row('Saved')).toHaveAccessibleName('Saved')
  await app.cli('unfollow', paper.feedUrl('full.xml'))
  await app.cli('add', paper.feedUrl('podcast.xml'))
  await expect(reader.row(SOUND)).toBeVisible()
  await expect(reader.row(FULL)).toHaveCount(0)

  await app.restart()
  dialog = await backups()
  await dialog
    .getByRole('button', { name: /^Bring back the backup/ })
    .last()
    .click()
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await reader.told(/The library is as it was on/)
  await reader.dialogs.close()
  await expect(reader.row(FULL)).toBeVisible()
  await expect(reader.row(SOUND)).toHaveCount(0)
  await expect(reader.row('Saved')).toHaveAccessibleName('Saved, 1 article')
  await app.restart()
  await reader.row('Saved').click()
  await reader.open(title)
  await expect(reader.article).toContainText(paper.articles[3]?.paragraphs.at(-1) ?? '')
})

test('taking along says how much, can be stopped, and goes on later', async ({ app, reader, paper }) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('podcast.xml'))
  await expect(reader.row(SOUND)).toBeVisible()
  await page.keyboard.press('Shift+T')
  const dialog = reader.dialogs.content('take-along')
  await dialog.getByRole('checkbox', { name: /With sound/ }).check()
  const articles = dialog.getByText('Articles', { exact: true }).locator('..')
  await expect(articles).toContainText('12')
  paper.slow(400)
  await dialog.getByRole('button', { name: 'Fetch it' }).click()
  await expect(dialog.getByRole('progressbar', { name: 'Taking articles along' })).toBeVisible()
  await expect(dialog).toContainText(/[1-9]\d* of 12/)
  await dialog.getByRole('button', { name: 'Stop: Taking articles along' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveCount(0)
  await expect(articles).toContainText(/\d/)
  await expect(articles).not.toContainText('12')
  paper.slow(0)
  await dialog.getByRole('button', { name: 'Fetch it' }).click()
  await expect(dialog).toContainText('Have a good journey.')
  await app.restart()
  await page.keyboard.press('Shift+T')
  await dialog.getByRole('checkbox', { name: /With sound/ }).check()
  await expect(dialog).toContainText('Everything here is already complete on your disk.')
})

test('speaks German and French, and remembers which', async ({ app, reader, paper }) => {
  const { page } = app
  await app.cli('add', paper.feedUrl('full.xml'))
  await reader.rows().first().click()
  await page.getByRole('button', { name: 'Settings' }).click()
  const { settings } = reader.dialogs
  await settings.content.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Deutsch' })
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/)
  await expect(settings.content.getByRole('tab', { name: 'Tasten' })).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /^Alle Artikel, 11 ungelesen/ })).toBeVisible()
  await settings.content.getByRole('combobox', { name: 'Sprache' }).selectOption({ label: 'Français' })
  await expect(page.locator('html')).toHaveAttribute('lang', /^fr/)
  await expect(page.getByRole('treeitem', { name: /^Tous les articles, 11/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await app.restart()
  await expect(page.getByRole('treeitem', { name: /^Tous les articles, 11/ })).toBeVisible()
  await expect(reader.article).toContainText('Publié')
  // The article's own language is not that of the window.
  await expect(reader.article).toHaveAttribute('lang', 'en')
})

test('starts in the language of the system', async ({ app }) => {
  await app.restart({ LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' })
  await expect(app.page.getByRole('textbox', { name: 'Einer Zeitung folgen' })).toBeVisible()
  await app.restart({ LC_ALL: 'fr_FR.UTF-8', LANG: 'fr_FR.UTF-8' })
  await expect(app.page.locator('html')).toHaveAttribute('lang', /^fr/)
})
