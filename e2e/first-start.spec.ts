// The first minute: four ways to begin, and a newspaper to read where there is no network.
import { expect, test } from './app.ts'
import { allDecoded } from './pages/reader.ts'

test('offers four ways to begin', async ({ app: { page } }) => {
  await expect(page.getByRole('textbox', { name: 'Follow a paper' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Follow', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in to a service…' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
})

test('lays out the sample newspaper, with pictures and sound, and keeps it', async ({ app, reader }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Read the sample newspaper' }).click()
  const stories = reader.frontPage.getByRole('article')
  await expect(stories.first()).toBeVisible()
  await expect.poll(() => stories.count()).toBeGreaterThan(10)
  expect(await allDecoded(reader.frontPage.getByRole('article').locator('img'))).toBeGreaterThan(3)

  const sounding = stories.filter({ hasText: 'with sound' }).first()
  const title = await sounding.getByRole('heading', { level: 3 }).innerText()
  await sounding.getByRole('link', { name: title }).click()
  await expect(reader.headline).toHaveText(title)
  const sound = reader.article.getByLabel(/^Listen:/)
  await sound.evaluate(async (element: HTMLAudioElement) => {
    element.muted = true
    await element.play()
  })
  await expect.poll(() => sound.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0)
  await reader.complete()

  await app.restart()
  await expect(reader.headline).toHaveText(title)
  await expect(sound).toBeVisible()
  await reader.complete()
  await page.keyboard.press('Escape')
  await expect.poll(() => stories.count()).toBeGreaterThan(10)
})
