// Feeds from and for other readers: an OPML file is looked at, chosen from, followed, and given back.
import { readFile } from 'node:fs/promises'
import { expect, test } from './app.ts'

const outline = (name: string, url: string) => `<outline type="rss" text="${name}" xmlUrl="${url}"/>`
const opml = (body: string, before = '') =>
  `<?xml version="1.0"?>${before}<opml version="2.0"><head><title>Papers</title></head><body>${body}</body></opml>`

test('chooses from a file with folders, follows with progress, and gives it back', async ({ app, reader, paper }) => {
  const { page } = app
  const dialog = reader.dialogs.opml
  const news = outline('Short', paper.feedUrl('news.json')) + outline('Excerpts', paper.feedUrl('rss.xml'))
  const text = opml(
    `<outline text="News">${news}<outline text="Long">${outline('Whole', paper.feedUrl('full.xml'))}</outline></outline>${outline('Sound', paper.feedUrl('podcast.xml'))}${outline('Shell', '|rm -rf /')}${outline('Files', 'file:///etc/passwd')}`,
  )
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chosen).setFiles({ name: 'papers.opml', mimeType: 'text/x-opml', buffer: Buffer.from(text) })

  await expect(dialog.content).toContainText('There are 4 feeds in this file.')
  await dialog.content.getByText('2 lines were left out').click()
  await expect(dialog.content).toContainText('would run a program on this computer')
  await expect(dialog.content).toContainText('is not an address on the web')
  await expect(dialog.line('News')).toHaveAttribute('aria-checked', 'true')
  await dialog.line('Short').click()
  await expect(dialog.line('News')).toHaveAttribute('aria-checked', 'mixed')
  await dialog.line('News').click()
  await expect(dialog.line('Whole')).toHaveAttribute('aria-checked', 'true')
  await dialog.line('News').click()
  await expect(dialog.line('Whole')).toHaveAttribute('aria-checked', 'false')
  await expect(dialog.content).toContainText('1 of 4 chosen')
  // By keys: the tree is one stop, Space ticks.
  await dialog.tree.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(dialog.content).toContainText('3 of 4 chosen')
  await dialog.content.getByRole('button', { name: 'Follow 3 feeds' }).click()
  await reader.told('You now follow 3 more feeds.')

  await expect(reader.row('News')).toBeVisible()
  await expect(reader.row('Long')).toHaveAttribute('aria-level', '2')
  await expect(reader.row('The Loopback Post, whole articles')).toHaveAttribute('aria-level', '3')
  await expect(reader.tree.getByRole('treeitem', { name: /in short/ })).toHaveCount(0)

  await app.restart()
  await expect(reader.row('Long')).toHaveAttribute('aria-level', '2')
  await page.keyboard.press('Control+k')
  await reader.palette.fill('OPML')
  await page.keyboard.press('Enter')
  const download = page.waitForEvent('download')
  await dialog.content.getByRole('button', { name: 'Save as a file…' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('broadsheet.opml')
  const exported = await readFile(await file.path(), 'utf8')
  for (const name of ['rss.xml', 'full.xml', 'podcast.xml'] as const) expect(exported).toContain(paper.feedUrl(name))
  expect(exported).not.toContain('news.json')
  expect(exported).toMatch(/<outline text="News"[^>]*>[\s\S]*<outline text="Long"[^>]*>[\s\S]*full\.xml/)
  // What is followed already is shown, and cannot be chosen again.
  await dialog.choose('again.opml', exported)
  await expect(dialog.content).toContainText('You follow 3 of them already.')
  await expect(dialog.content).toContainText('0 of 0 chosen')
})

test('refuses hostile files with a reason', async ({ app, reader }) => {
  const dialog = reader.dialogs.opml
  const { page } = app
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeVisible()
  await page.locator('bs-first-start input[type=file]').setInputFiles({
    name: 'bomb.opml',
    mimeType: 'text/x-opml',
    buffer: Buffer.from(
      opml('<outline text="&b;"/>', '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'),
    ),
  })
  const alert = dialog.content.getByRole('alert')
  await expect(alert).toContainText('defines entities of its own')
  await dialog.choose('deep.opml', opml('<outline text="x">'.repeat(5000) + '</outline>'.repeat(5000)))
  await expect(alert).toContainText('too deep')
  await dialog.choose('page.opml', '<!doctype html><title>No</title><p>This is a page.</p>')
  await expect(alert).toContainText('This is not an OPML file.')
  await dialog.choose('huge.opml', Buffer.alloc(40_000_000, 32))
  await expect(alert).toContainText('so it was not read')
  await reader.dialogs.close()
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
})

test('previews and follows 5,000 feeds while the window answers', async ({ app, reader, paper }) => {
  const { page } = app
  const dialog = reader.dialogs.opml
  // Nobody answers there: the import itself is what is looked at.
  await paper.down()
  const folders = Array.from({ length: 50 }, (_, folder) => {
    const feeds = Array.from({ length: 100 }, (_, at) =>
      outline(`Feed ${folder}-${at}`, `${paper.origin}/f/${folder}/${at}.xml`),
    )
    return `<outline text="Folder ${folder}">${feeds.join('')}</outline>`
  })
  await page.locator('bs-first-start input[type=file]').setInputFiles({
    name: 'many.opml',
    mimeType: 'text/x-opml',
    buffer: Buffer.from(opml(folders.join(''))),
  })
  await expect(dialog.content).toContainText('There are 5,000 feeds in this file.')
  await dialog.tree.focus()
  await page.keyboard.press('End')
  await expect(dialog.line('Feed 49-99')).toBeVisible()
  await dialog.content.getByRole('button', { name: 'Follow 5,000 feeds' }).click()
  // Keys are answered while it goes on.
  await reader.dialogs.close()
  await expect(reader.row('Folder 0')).toBeVisible()
  await reader.tree.focus()
  await page.keyboard.press('?')
  await expect(reader.dialogs.open).toHaveAccessibleName('Keys')
  await reader.dialogs.close()
  await reader.told('You now follow 5,000 more feeds.')
  const counted = async () =>
    (JSON.parse((await app.cli('feeds', '--json')).stdout) as { feeds: object[] }).feeds.length
  expect(await counted()).toBe(5000)
  await app.kill()
  await app.start()
  await expect(reader.row('Folder 0')).toBeVisible()
  expect(await counted()).toBe(5000)
})
