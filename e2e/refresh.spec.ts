// Looking for news: progress, new articles without moving what is read, and full texts where a feed gives excerpts.
import { expect, test } from './app.ts'
import { allDecoded } from './pages/reader.ts'

test('shows progress, and what is new does not move what is read', async ({ app, reader, paper }) => {
  await app.cli('add', paper.feedUrl('full.xml'))
  const open = paper.articles[5]?.headline ?? ''
  await reader.open(open)
  const row = reader.headlineRow(open)
  const before = await row.boundingBox()
  const fresh = paper.publish(3)

  paper.fail('full.xml', 'slow')
  await reader.lookForNews()
  await expect(reader.status.getByRole('progressbar')).toHaveAccessibleName(/Looking at feeds: 0 of 1/)
  const hint = app.page.getByRole('button', { name: '3 new articles' })
  await expect(hint).toBeVisible()
  await expect(reader.status.getByRole('progressbar')).toHaveCount(0)
  expect(await row.boundingBox()).toEqual(before)
  await expect(reader.headline).toHaveText(open)
  await reader.listed(12)

  // What has been read is put away in the same go.
  await hint.click()
  await reader.listed(14)
  await expect(reader.headlineRow(fresh[2]?.headline ?? '')).toBeVisible()
  await expect(reader.headline).toHaveText(open)

  const [corrected] = paper.articles.slice(4, 5)
  if (corrected) paper.update(corrected)
  await reader.lookForNews()
  await expect(reader.headlineRow(corrected?.headline ?? '')).toBeVisible()
  await reader.listed(14)
  await app.restart()
  await reader.listed(14)
  await expect(reader.headlineRow(corrected?.headline ?? '')).toBeVisible()
})

test('completes excerpts from their pages', async ({ app, reader, paper }) => {
  await app.page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.feedUrl('rss.xml'))
  await app.page.keyboard.press('Enter')
  const article = paper.articles[2]
  if (!article) throw new Error('no article')
  await reader.open(article.headline)
  await reader.complete()
  for (const text of article.paragraphs) await expect(reader.article).toContainText(text)
  for (const text of article.crossheads)
    await expect(reader.article.getByRole('heading', { name: text })).toHaveCount(1)
  await expect(reader.article).toContainText('The quay on a quiet day.')
  await expect(reader.article.getByRole('figure').first()).toContainText('The harbour at dawn')
  await expect(reader.article.getByRole('cell', { name: '12,400' })).toBeAttached()
  await expect(reader.article).toContainText('Open again since this week')
  await expect(reader.article).toContainText(article.kicker)
  await expect(reader.article).toContainText(article.author)
  await expect(reader.article).toContainText('Text from the paper’s own page.')
  for (const chrome of ['814 partners', 'Read also', 'Advertisement', 'First! I never liked', 'All rights reserved'])
    await expect(reader.article).not.toContainText(chrome)
  // Lead, quay and bridge; no pixel of anybody else.
  expect(await allDecoded(reader.article.locator('img:not(.paper img)'))).toBe(3)
  const links = reader.article.locator('.text').getByRole('link')
  await expect(links).toHaveAttribute('href', `${paper.origin}/about.html`)
})
