// Runs the end-to-end tests in a browser that is found or installed first.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { getBrowser } from './browser-for-tests.ts'
import { noCounts, playwrightCounts, type Counts } from './counts.ts'
import { findElectron } from './find-electron.ts'
import { isMain, root } from './setup.mjs'
import { endWithParent, runNode, toolFile } from './tools.ts'
import { readReport } from './unit.ts'

export async function e2e(args: string[]): Promise<Counts> {
  const browser = await getBrowser()
  if (!browser) {
    console.log('The end-to-end tests need a Chromium: install one, or name it in CHROMIUM_PATH.')
    return { ...noCounts, failed: 1 }
  }
  if (!findElectron()) console.log('No Electron binary here: the specs that need its window are skipped.')
  const report = join(root, 'test-results', 'e2e.json')
  rmSync(report, { force: true })
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_FORCE_TTY: '0' }
  const playwright = toolFile('@playwright/test', 'playwright')
  const code = await runNode([playwright, 'test', '--reporter=list,json', ...args], { env })
  return playwrightCounts(readReport(report), code)
}

if (isMain(import.meta.url)) {
  endWithParent()
  if ((await e2e(process.argv.slice(2))).failed > 0) process.exitCode = 1
}
