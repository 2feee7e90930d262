// End to end: the built app, driven in Chromium through the browser host, and in Electron where its binary is.
import { defineConfig } from '@playwright/test'
import { browserForTests } from './build/browser-for-tests.ts'

const executablePath = browserForTests()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  snapshotPathTemplate: 'e2e/screenshots/{arg}{ext}',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with something else must not fail a change; what is flaky is told as such.
  retries: process.env.CI ? 2 : 0,
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium refuses to run as root with its sandbox.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'browser', testMatch: '*.spec.ts', testIgnore: 'electron.spec.ts' },
    { name: 'electron', testMatch: 'electron.spec.ts' },
  ],
})
