// The smallest journey: it starts, shows its window, is quit, and is there again; and its door is shut to others.
import { expect, test } from './app.ts'

test('starts, fills, is quit, and everything is still there', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Broadsheet/)
  await expect(app.page.locator('bs-app')).toBeVisible()
  const { code, stdout } = await app.cli('sample')
  expect(code, stdout).toBe(0)

  const before = JSON.parse((await app.cli('list', '--json')).stdout) as { id: number; title: string }[]
  expect(before.length).toBeGreaterThan(5)
  await app.cli('mark', '--read', String(before[0]?.id))
  await app.restart()
  await expect(app.page.locator('bs-app')).toBeVisible()
  const after = JSON.parse((await app.cli('list', '--json')).stdout) as { id: number; title: string; read: boolean }[]
  expect(after.map(({ id, title }) => ({ id, title }))).toEqual(before.map(({ id, title }) => ({ id, title })))
  expect(after.filter((head) => head.read).map((head) => head.id)).toEqual([before[0]?.id])
})

test('keeps what was marked when it is killed', async ({ app }) => {
  await app.cli('sample')
  const [first] = JSON.parse((await app.cli('list', '--json')).stdout) as { id: number }[]
  await app.cli('mark', '--save', String(first?.id))
  await app.kill()
  await app.start()
  const saved = JSON.parse((await app.cli('list', '--saved', '--json')).stdout) as { id: number }[]
  expect(saved.map((head) => head.id)).toEqual([first?.id])
})

test('opens its address once, and lets nobody else in', async ({ app, browser }) => {
  const address = /open at (http:\S+)/.exec(app.log())?.[1] ?? ''
  const stranger = await (await browser.newContext()).newPage()
  expect((await stranger.goto(address))?.status()).toBe(403)
  expect((await stranger.goto(new URL('/', address).href))?.status()).toBe(403)
  await stranger.context().close()
  expect((await app.page.reload())?.status()).toBe(200)
})
