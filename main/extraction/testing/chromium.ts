// A real browser for tests of what an article may do in it; null where none is installed.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

const places = [
  process.env['BROADSHEET_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path)) ?? null

export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox'] })
