// Draws the sample newspaper's pictures: `node build/sample/draw.ts`; the results are kept in assets/sample/pictures.
import { chromium } from '@playwright/test'
import { scenes, HEIGHT, WIDTH } from './scenes.ts'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } })
for (const [name, draw] of Object.entries(scenes)) {
  const [width, height] = name.startsWith('icon') ? [128, 128] : [WIDTH, HEIGHT]
  await page.setViewportSize({ width, height })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${draw()}`)
  const file = `assets/sample/pictures/${name}`
  if (name.startsWith('icon')) await page.screenshot({ path: `${file}.png` })
  else await page.screenshot({ path: `${file}.jpg`, type: 'jpeg', quality: 80 })
}
await browser.close()
