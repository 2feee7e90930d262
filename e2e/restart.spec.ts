// Quit, power cut, start again: marks, place and settings are there, and nothing is there twice.
import { expect, test } from './app.ts'

interface Head {
  id: number
  title: string
  read: boolean
  saved: boolean
}

test('marks, reading place and settings outlive quitting', async ({ app, reader, paper }) => {
  const { page } = app
  const list = async () => JSON.parse((await app.cli('list', '--json')).stdout) as Head[]
  await app.cli('add', paper.feedUrl('full.xml'))
  const [first, second, third] = paper.articles.map((article) => article.headline)
  await reader.open(first ?? '')
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await reader.open(second ?? '')
  await page.keyboard.press('m')
  await expect(page.getByRole('button', { name: 'Mark read' })).toBeVisible()
  await reader.open(third ?? '')
  await reader.article.hover()
  await page.mouse.wheel(0, 900)
  // The place is written while it changes.
  await expect
    .poll(async () => (await list()).map((head) => (head as Head & { position: number }).position > 0.05)[2])
    .toBe(true)

  await page.getByRole('button', { name: 'Settings' }).click()
  const { settings } = reader.dialogs
  await settings.content.getByRole('radio', { name: 'Sepia' }).check({ force: true })
  await settings.content.getByRole('checkbox', { name: 'Even right edge' }).check()
  await settings.section('Fetching')
  await settings.content.getByRole('combobox', { name: /Shortest time/ }).selectOption({ label: '4 hours' })
  await settings.section('Lists')
  await settings.content.getByRole('radio', { name: 'Oldest first' }).check({ force: true })
  await reader.dialogs.close()
  const before = await list()

  await app.restart()
  expect(await list()).toEqual(before)
  expect(before.map((head) => [head.read, head.saved]).slice(0, 4)).toEqual([
    [true, true],
    [false, false],
    [true, false],
    [false, false],
  ])
  await expect(reader.headline).toHaveText(third ?? '')
  await expect(page.getByText('Continued where you stopped.').first()).toBeVisible()
  await expect.poll(() => page.locator('bs-article').evaluate((element) => element.scrollTop)).toBeGreaterThan(100)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(settings.content.getByRole('radio', { name: 'Sepia' })).toBeChecked()
  await expect(settings.content.getByRole('checkbox', { name: 'Even right edge' })).toBeChecked()
  await settings.section('Lists')
  await expect(settings.content.getByRole('radio', { name: 'Oldest first' })).toBeChecked()
  await settings.section('Fetching')
  await expect(settings.content.getByRole('combobox', { name: /Shortest time/ })).toHaveValue('240')
})

test('a kill in the middle of a refresh loses no mark and doubles nothing', async ({ app, reader, paper }) => {
  const { page } = app
  for (const name of ['full.xml', 'rss.xml', 'news.json', 'podcast.xml'] as const)
    await app.cli('add', paper.feedUrl(name))
  const list = async (...more: string[]) =>
    JSON.parse((await app.cli('list', '--json', '--limit', '500', ...more)).stdout) as Head[]
  const known = await list()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await reader.rows().first().click()
  await page.keyboard.press('s')
  await expect.poll(async () => (await list('--saved')).length).toBe(1)

  for (let round = 1; round <= 3; round++) {
    paper.publish(4)
    paper.slow(150)
    await reader.lookForNews()
    // Some have been asked, the others not yet.
    await expect
      .poll(() => paper.requests.filter((request) => request.path.startsWith('/feeds/')).length)
      .toBeGreaterThan(round)
    await app.kill()
    paper.slow(0)
    await app.start()
    await expect(reader.rows().first()).toBeVisible()
    expect((await list('--saved')).length).toBe(1)
    await reader.lookForNews()
    // Four feeds, four new articles each.
    await expect.poll(async () => (await list()).length).toBe(known.length + round * 16)
  }
  const heads = await list()
  expect(new Set(heads.map((head) => head.id)).size).toBe(heads.length)
  const titles = new Map<string, number>()
  for (const { title } of heads) titles.set(title, (titles.get(title) ?? 0) + 1)
  expect(Math.max(...titles.values())).toBeLessThanOrEqual(4)
  expect(heads.filter((head) => head.read).length).toBe(1)
})
