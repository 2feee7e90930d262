// Electron itself where its binary is, and everywhere its compiled main file against an Electron that only takes notes.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { findElectron } from '../build/find-electron.ts'
import { root } from '../build/setup.mjs'

const binary = findElectron()

test('the compiled main file says everything before it is ready, and boots', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-electron-'))
  const notes = join(root, 'e2e', 'servers', 'electron-notes.cjs')
  const child = spawn(
    process.execPath,
    ['--require', notes, join(root, 'out/electron/main.cjs'), '--library', join(folder, 'library')],
    { env: { ...process.env, XDG_RUNTIME_DIR: folder, BROADSHEET_NOTES: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  child.stdout.on('data', (part: Buffer) => (output += part.toString()))
  child.stderr.on('data', (part: Buffer) => (output += part.toString()))
  await new Promise((resolve) => child.on('exit', resolve))
  await rm(folder, { recursive: true, force: true })
  const calls = output.split('\n').filter((line) => line.startsWith('· '))
  const at = (name: string) => calls.indexOf(`· ${name}`)
  for (const early of [
    'registerSchemesAsPrivileged',
    'enableSandbox',
    'setPath userData',
    'requestSingleInstanceLock',
  ]) {
    expect(at(early), output).toBeGreaterThanOrEqual(0)
    expect(at(early)).toBeLessThan(at('ready'))
  }
  expect(at('handle app'), output).toBeGreaterThan(at('ready'))
  expect(at('load app://bundle/'), output).toBeGreaterThan(at('handle app'))
  expect(at('quit')).toBeGreaterThan(at('load app://bundle/'))
})

test('the window opens in Electron', async () => {
  test.skip(!binary, 'There is no Electron binary here.')
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-electron-'))
  const app = await _electron.launch({
    executablePath: binary ?? '',
    args: [root, `--user-data-dir=${join(folder, 'user')}`, '--library', join(folder, 'library')],
    env: { ...process.env, BROADSHEET_OFFLINE: '0', XDG_RUNTIME_DIR: folder },
  })
  const page = await app.firstWindow()
  await expect(page.locator('bs-app')).toBeVisible()
  expect(await page.evaluate(() => Object.keys(window).includes('require'))).toBe(false)
  await app.close()
  await rm(folder, { recursive: true, force: true })
})
