// Following: by the home page, by a feed's address, several at once, a private one; and what is said where none is.
import { expect, test } from './app.ts'

test('follows a paper by its home page, and reads it after a restart', async ({ app, reader, paper }) => {
  const { page } = app
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.origin.replace('http://', ''))
  await page.getByRole('button', { name: 'Follow', exact: true }).click()
  const { add } = reader.dialogs
  await expect(add.candidates.first()).toBeVisible()
  await expect(add.candidates.first()).toBeFocused()
  // Three of its five feeds bring the same articles: the one that brings them whole is offered.
  await expect(add.candidates).toHaveCount(3)
  await expect(add.candidate('The Loopback Post, whole articles')).toBeChecked()
  // Its newest headlines show what it brings.
  await expect(add.content.getByText(paper.articles[0]?.headline ?? '').first()).toBeVisible()

  await add.candidate('The Loopback Post: sound').check()
  await add.content.getByRole('combobox', { name: 'Folder' }).selectOption({ label: 'New folder…' })
  await add.content.getByRole('textbox', { name: 'Name of the new folder' }).fill('Papers')
  await add.followChosen.click()
  await reader.told('You now follow 2 more feeds.')
  await expect(reader.row('Papers')).toHaveAttribute('aria-expanded', 'true')
  await expect(reader.row('The Loopback Post, whole articles')).toHaveAttribute('aria-level', '2')
  await reader.row('The Loopback Post, whole articles').click()
  await reader.open(paper.articles[3]?.headline ?? '')
  await expect(reader.article).toContainText(paper.articles[3]?.paragraphs.at(-1) ?? '')

  await app.restart()
  await expect(reader.row('The Loopback Post: sound')).toHaveAttribute('aria-level', '2')
  await expect(reader.headline).toHaveText(paper.articles[3]?.headline ?? '')
})

test('follows a feed: address at once, and finds it again in the list of candidates', async ({
  app,
  reader,
  paper,
}) => {
  const { page } = app
  const { add } = reader.dialogs
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(`feed:${paper.feedUrl('full.xml')}`)
  await page.keyboard.press('Enter')
  await reader.told('You now follow “The Loopback Post, whole articles”.')
  await expect(reader.title).toHaveText('The Loopback Post, whole articles')
  await reader.listed(paper.articles.length)

  await page.getByRole('button', { name: 'Follow a feed or sign in' }).click()
  await page.getByRole('menuitem', { name: 'Follow a feed' }).click()
  await add.look(paper.origin)
  await expect(add.candidate('The Loopback Post, whole articles')).toBeDisabled()
  await reader.dialogs.close()
  await app.restart()
  await reader.listed(paper.articles.length)
})

test('says beside the field what is wrong with an address', async ({ app, reader, paper }) => {
  const { page } = app
  const { add } = reader.dialogs
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill('::::')
  await page.keyboard.press('Enter')
  await expect(add.address).toHaveAccessibleDescription(/is not an address that can be followed/)
  await expect(add.address).toBeFocused()
  await expect(add.address).toHaveAttribute('aria-invalid', 'true')

  const page404 = `${paper.origin}/not-there`
  await add.look(page404)
  await expect(add.address).toHaveAccessibleDescription(/There is nothing at this address any more \(404\)/)
  const bot = paper.articles[0]
  if (bot) bot.wall = 'bot'
  await add.look(bot ? paper.pageUrl(bot) : '')
  await expect(add.address).toHaveAccessibleDescription(/“No entry”|No feed was found/)
  await add.look('http://127.0.0.1:1/')
  await expect(add.address).toHaveAccessibleDescription(/does not answer/)
  await reader.dialogs.close()
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
})

test('says that a page offers no feed', async ({ app, reader, paper }) => {
  // Nothing at the usual places either.
  for (const name of ['rss.xml', 'atom.xml', 'full.xml', 'news.json'] as const) paper.fail(name, '404')
  paper.put('/quiet', { type: 'text/html', body: '<!doctype html><title>Quiet</title><p>Nothing to follow here.</p>' })
  await app.page.getByRole('textbox', { name: 'Follow a paper' }).fill(`${paper.origin}/quiet`)
  await app.page.keyboard.press('Enter')
  await expect(reader.dialogs.add.address).toHaveAccessibleDescription(/No feed was found/)
})

test('opens a private feed with its password, which nobody else gets to see', async ({ app, reader, paper }) => {
  const { page } = app
  const { add } = reader.dialogs
  paper.fail('full.xml', 'basic')
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(paper.feedUrl('full.xml'))
  await page.keyboard.press('Enter')
  await expect(add.address).toHaveAccessibleDescription(/wants you to sign in/)
  await add.content.getByRole('textbox', { name: 'User name' }).fill('reader')
  await add.content.getByLabel('Password', { exact: true }).fill('secret')
  await add.follow.click()
  await reader.listed(paper.articles.length)
  await expect(reader.row('The Loopback Post, whole articles')).toBeVisible()
  expect(app.log()).not.toContain('secret')
  const withPassword = paper.requests.filter((request) => request.headers.authorization)
  expect(withPassword.length).toBeGreaterThan(0)
  // Pages and pictures of the same paper are asked for without it.
  expect(withPassword.filter((request) => request.path.startsWith('/pictures/'))).toEqual([])
})
