// An app window of an installed browser: no tabs, no address bar, a profile of its own.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface AppWindow {
  /** The browser's process is over: its last window was closed, or it handed the window to one that runs already. */
  ended: Promise<void>
  close(): void
}

export function openWindow(browser: string, address: string, state: string, log: (line: string) => void): AppWindow {
  const profile = profileFolder(browser, state)
  // The first time; later the browser knows where its window was.
  const size = existsSync(profile) ? [] : ['--window-size=1280,860']
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const args = [...windowArguments(address, profile, process.getuid?.() === 0), ...size]
  const child = spawn(browser, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      log(`${browser} could not be started: ${error.message}`)
      resolve()
    })
    child.on('exit', () => resolve())
  })
  return { ended, close: () => void child.kill() }
}

export function windowArguments(address: string, profile: string, root: boolean): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--class=broadsheet',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-features=Translate,MediaRouter',
    // Chromium refuses to run as root with its sandbox, and complains in a bar when it runs without.
    ...(root ? ['--no-sandbox', '--test-type'] : []),
  ]
}

/** A Chromium from a snap may not write to hidden folders of the home folder. */
function profileFolder(browser: string, state: string): string {
  const snap = browser.includes('/snap/') || (/chromium(-browser)?$/.test(browser) && existsSync('/snap/bin/chromium'))
  return snap ? join(homedir(), 'snap', 'chromium', 'common', 'broadsheet') : join(state, 'window')
}
