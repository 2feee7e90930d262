// The train: the paper is really gone, and every article of it opens complete.
import { expect, test } from './app.ts'
import { allDecoded } from './pages/reader.ts'

test('every article opens complete when the paper is gone', async ({ app, reader, paper }) => {
  const { page } = app
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.feedUrl('rss.xml'))
  await page.keyboard.press('Enter')
  await reader.told(/You now follow/)
  const short = await app.cli('add', paper.feedUrl('podcast.xml'))
  expect(short.code, short.stderr).toBe(0)
  // Everything that is wanted, sound too.
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.keyboard.press('Shift+T')
  const dialog = reader.dialogs.content('take-along')
  await dialog.getByRole('checkbox', { name: /With sound/ }).check()
  await expect(dialog.getByText('Articles', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Fetch it' }).click()
  await expect(dialog).toContainText('Have a good journey.')
  await reader.dialogs.close()

  await app.quit()
  await paper.down()
  paper.requests.length = 0
  await app.start()
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await reader.row('The Loopback Post').click()
  await expect(reader.title).toHaveText('The Loopback Post')
  await reader.listed(paper.articles.length)
  for (const article of paper.articles) {
    await page.keyboard.press('j')
    await expect(reader.headline).toHaveText(article.headline)
    await reader.complete()
    for (const text of [...article.paragraphs, ...article.crossheads]) await expect(reader.article).toContainText(text)
    expect(await allDecoded(reader.article.locator('img')), article.headline).toBeGreaterThanOrEqual(3)
    await expect(reader.article.getByRole('img', { name: /not on the disk/ })).toHaveCount(0)
  }
  await reader.row('The Loopback Post: sound').click()
  await expect(reader.title).toHaveText('The Loopback Post: sound')
  await reader.listed(paper.articles.length)
  await page.keyboard.press('j')
  const sound = reader.article.getByLabel(/^Listen:/)
  await expect.poll(() => sound.evaluate((element: HTMLAudioElement) => element.duration)).toBeGreaterThan(4)
  expect(paper.requests).toEqual([])
})

test('a wall is not stored as an article, and what is missing is said', async ({ app, reader, paper }) => {
  const [consent, bot, paid] = paper.articles
  if (!consent || !bot || !paid) throw new Error('too few articles')
  consent.wall = 'consent'
  bot.wall = 'bot'
  paid.wall = 'paywall'
  await app.page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.feedUrl('rss.xml'))
  await app.page.keyboard.press('Enter')
  await reader.open(consent.headline)
  await expect(reader.article).toContainText('The page asks for consent first')
  await expect(reader.article).toContainText(consent.standfirst)
  await expect(reader.article).not.toContainText('814 partners')
  await reader.open(bot.headline)
  await expect(reader.article).toContainText(/wants proof that no robot is asking|“No entry”/)
  await expect(reader.article).toContainText(bot.standfirst)
  await expect(reader.article).not.toContainText('Checking your browser')
  await reader.open(paid.headline)
  await expect(reader.article).toContainText('for subscribers')
})

test('a picture that failed is tried again', async ({ app, reader, paper }) => {
  const article = paper.articles[1]
  if (!article) throw new Error('no article')
  const path = `/pictures/${article.number}-c-320.jpg`
  paper.fail(path, '500')
  await app.page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.feedUrl('rss.xml'))
  await app.page.keyboard.press('Enter')
  await reader.open(article.headline)
  await expect(reader.article).toContainText('1 picture is still missing')
  const missing = reader.article.getByRole('img', { name: 'The bridge, seen from the market (This picture is not' })
  await expect(missing).toBeVisible()
  paper.fail(path, null)
  await reader.article.getByRole('button', { name: 'Try again' }).click()
  await reader.complete()
  await expect(missing).toHaveCount(0)
  expect(await allDecoded(reader.article.getByRole('img', { name: 'The bridge, seen from the market' }))).toBe(1)
})
