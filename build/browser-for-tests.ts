// Finds the browser that the end-to-end tests drive, or gets one.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findBrowser } from '../main/hosts/browser/find-browser.ts'
import { runNode, runProgram, toolFile } from './tools.ts'

/** Playwright's own goes before the installed ones, because it is the one its release was tried with. */
export function browserForTests(): string | null {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH && existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH
  const own = chromium.executablePath()
  return existsSync(own) ? own : findBrowser()
}

export async function getBrowser(): Promise<string | null> {
  const found = browserForTests()
  if (found) return found
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium was found: installing it with apt-get.')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runProgram('apt-get', ['update', '-qq'], { env })
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  } else {
    console.log('No Chromium was found: asking Playwright for one.')
    await runNode([toolFile('@playwright/test', 'playwright'), 'install', 'chromium'])
  }
  return browserForTests()
}
