// One library, one writer: a second start shows the first, and the command line speaks to the one that runs.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../build/setup.mjs'
import { expect, test } from './app.ts'

test('a second start shows the running one, and opens what it was given there', async ({ app, reader, paper }) => {
  const { page } = app
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
  const again = (...more: string[]) =>
    new Promise<{ code: number; stdout: string }>((resolve) => {
      const args = [join(root, 'out/node/browser.js'), '--no-window', '--library', app.library, ...more]
      execFile(process.execPath, args, { env: app.environment() }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout: stdout + stderr }),
      )
    })
  const second = await again()
  expect(second.code, second.stdout).toBe(0)
  const address = /is running already, at (http:\S+)/.exec(second.stdout)?.[1] ?? ''
  const other = await page.context().newPage()
  await other.goto(address)
  await expect(other.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()

  // feed: addresses that the system hands over open in the window that is there.
  expect((await again(`feed:${paper.feedUrl('full.xml')}`)).code).toBe(0)
  await expect(reader.row('The Loopback Post, whole articles')).toBeVisible()
  // Both windows show the same.
  await expect(other.getByRole('treeitem', { name: /^The Loopback Post, whole articles/ })).toBeVisible()
  await other.close()
})

test('the command line works beside the window, and the window shows what it did', async ({ app, reader, paper }) => {
  const { page } = app
  const added = await app.cli('add', paper.feedUrl('full.xml'), '--json')
  expect(added.code, added.stderr).toBe(0)
  await expect(reader.row('The Loopback Post, whole articles')).toHaveAccessibleName(/12 unread/)
  const [first, second] = JSON.parse((await app.cli('list', '--json')).stdout) as { id: number; title: string }[]
  await reader.open(first?.title ?? '')
  expect((await app.cli('mark', '--save', String(first?.id))).code).toBe(0)
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await app.cli('mark', '--read', String(second?.id))
  await expect(reader.row('The Loopback Post, whole articles')).toHaveAccessibleName(/10 unread/)
  await app.cli('settings', 'theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  // Many at once do no harm.
  const ids = (JSON.parse((await app.cli('list', '--json')).stdout) as { id: number }[]).slice(2, 8)
  const codes = await Promise.all(ids.map(({ id }) => app.cli('mark', '--read', String(id))))
  expect(codes.map(({ code }) => code)).toEqual(ids.map(() => 0))
  await expect(reader.row('The Loopback Post, whole articles')).toHaveAccessibleName(/4 unread/)

  // Without the window it opens the library itself.
  await app.quit()
  const alone = await app.cli('list', '--unread', '--json')
  expect(JSON.parse(alone.stdout)).toHaveLength(4)
  expect((await app.cli('unfollow', paper.feedUrl('full.xml'))).code).toBe(0)
  expect((await app.cli('frobnicate')).code).not.toBe(0)
  expect((await app.cli('read', '999999')).code).not.toBe(0)
  await app.start()
  await expect(page.getByRole('button', { name: 'Read the sample newspaper' })).toBeVisible()
})
