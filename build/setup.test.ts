import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrowser, hasDisplay } from '../main/hosts/browser/find-browser.ts'
import { windowArguments } from '../main/hosts/browser/window.ts'
import { add, countLine, noCounts, playwrightCounts, vitestCounts } from './counts.ts'
import { findElectron, triedLately } from './find-electron.ts'
import { scaffold } from './new.ts'
import { fingerprint, isBuilt, isInstalled, isNewEnough, markBuilt, nodeOptions } from './setup.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-setup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(path: string, content: string | object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}

test('is installed when everything the lock file names is there, in its version', () => {
  const lit = { 'node_modules/lit': { version: '3.3.3' } }
  const mac = { 'node_modules/node-darwin': { version: '1.0.0', optional: true } }
  put('package-lock.json', { packages: { '': { name: 'x' }, ...lit, ...mac } })
  expect(isInstalled(folder)).toBe(false)
  put('node_modules/.package-lock.json', { packages: lit })
  expect(isInstalled(folder)).toBe(true)
  put('node_modules/.package-lock.json', { packages: { 'node_modules/lit': { version: '3.3.2' } } })
  expect(isInstalled(folder)).toBe(false)
  put('node_modules/.package-lock.json', '{"packages":')
  expect(isInstalled(folder)).toBe(false)
})

test('knows which Node is new enough, and which needs a flag', () => {
  expect(['v18.0.0', 'v20.20.2', 'v22.14.9'].map(isNewEnough)).toEqual([false, false, false])
  expect(['v22.15.0', '24.21.0', 'v25.0.0'].map(isNewEnough)).toEqual([true, true, true])
  expect(nodeOptions('v22.15.0')).toContain('--experimental-strip-types')
  expect([nodeOptions('v22.18.0'), nodeOptions('v24.0.0')]).toEqual([[], []])
})

test('builds again when a source has changed, come or gone, and not for a test', () => {
  put('rolldown.config.ts', '')
  put('main/app.ts', 'one')
  expect(isBuilt(folder)).toBe(false)
  markBuilt(folder, fingerprint(folder))
  expect(isBuilt(folder)).toBe(true)
  put('main/app.test.ts', 'test')
  expect(isBuilt(folder)).toBe(true)
  utimesSync(join(folder, 'main/app.ts'), 1, 1)
  expect(isBuilt(folder)).toBe(false)
  markBuilt(folder, fingerprint(folder))
  put('renderer/window.ts', '')
  expect(isBuilt(folder)).toBe(false)
  markBuilt(folder, fingerprint(folder))
  rmSync(join(folder, 'renderer'), { recursive: true })
  expect(isBuilt(folder)).toBe(false)
})

test('Electron is found where its package put it, or where the environment says, and is not fetched every time', () => {
  expect(findElectron(folder, {})).toBeNull()
  put('node_modules/electron/path.txt', 'electron-file')
  expect(findElectron(folder, {})).toBeNull()
  put('node_modules/electron/dist/electron-file', '')
  expect(findElectron(folder, {})).toBe(join(folder, 'node_modules/electron/dist/electron-file'))
  put('elsewhere/electron-file', '')
  const elsewhere = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') }
  expect(findElectron(folder, elsewhere)).toBe(join(folder, 'elsewhere/electron-file'))
  expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toBeNull()

  expect(triedLately(folder, Date.now())).toBe(false)
  put('.cache/electron-not-fetched', '')
  expect(triedLately(folder, Date.now())).toBe(true)
  expect(triedLately(folder, Date.now() + 25 * 60 * 60 * 1000)).toBe(false)
})

test('a browser is found by name, on PATH, or in its place', () => {
  const there =
    (...paths: string[]) =>
    (path: string) =>
      paths.includes(path)
  expect(findBrowser({ PATH: '/a:/b' }, 'linux', there('/b/chromium', '/a/google-chrome'))).toBe('/b/chromium')
  expect(findBrowser({ PATH: '/a', CHROMIUM_PATH: '/x' }, 'linux', there('/x', '/a/chromium'))).toBe('/x')
  expect(findBrowser({ PATH: '/a', CHROMIUM_PATH: '/gone' }, 'linux', there('/a/brave-browser'))).toBe(
    '/a/brave-browser',
  )
  expect(findBrowser({ PATH: '/a' }, 'linux', there())).toBeNull()
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect(findBrowser({}, 'darwin', there(chrome))).toBe(chrome)
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  expect(findBrowser({ 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, 'win32', there(edge))).toBe(edge)
  expect([hasDisplay({}, 'linux'), hasDisplay({ WAYLAND_DISPLAY: 'w' }, 'linux'), hasDisplay({}, 'darwin')]).toEqual([
    false,
    true,
    true,
  ])
})

test('its window is an app with a profile of its own, without the sandbox only for root', () => {
  const args = windowArguments('http://127.0.0.1:1/open/x', '/profile', false)
  expect(args).toContain('--app=http://127.0.0.1:1/open/x')
  expect(args).toContain('--user-data-dir=/profile')
  expect(args).not.toContain('--no-sandbox')
  expect(windowArguments('x', 'y', true)).toContain('--no-sandbox')
})

test('the count line never contradicts what happened', () => {
  const unit = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 }
  const e2e = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }
  expect(countLine(add(vitestCounts(unit, 0), playwrightCounts(e2e, 1)))).toBe('9 passed, 1 failed, 3 skipped')
  // Something broke outside a test, or before the report was written.
  expect(vitestCounts({ ...unit, success: false }, 1).failed).toBe(1)
  expect(vitestCounts(unit, 1).failed).toBe(1)
  expect(
    playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: ['x'] }, 1).failed,
  ).toBe(1)
  expect([vitestCounts(null, 0), playwrightCounts(null, 0)]).toEqual([
    { ...noCounts, failed: 1 },
    { ...noCounts, failed: 1 },
  ])
})

test('scaffolds begin an element and a command, and refuse other names', () => {
  const made = scaffold('element', 'feed-badge')
  expect(made).toMatchObject({
    files: { 'renderer/elements/feed-badge.ts': expect.stringContaining('class FeedBadge') },
  })
  expect(scaffold('command', 'articles.share')).toMatchObject({
    files: { 'main/commands/articles-share.test.ts': expect.any(String) },
  })
  for (const [kind, name] of [
    ['element', 'FeedBadge'],
    ['element', '../x'],
    ['command', 'share'],
    ['page', 'x'],
    ['element', undefined],
  ])
    expect(typeof scaffold(kind, name), `${kind} ${name}`).toBe('string')
})
