// Draws the app's icon in every form a desktop wants: `node build/icons/draw.ts`; the results are kept beside it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'

const page_ = (size: number) => {
  // Small sizes keep fewer lines: a column of print would only be grey.
  const small = size <= 32
  const line = (x: number, y: number, w: number) =>
    `<rect x="${x}" y="${y}" width="${w}" height="${small ? 34 : 18}" rx="4" fill="#2a2622" opacity=".78"/>`
  const rows = small ? [700, 800] : [690, 738, 786, 834]
  const columns = rows.map((y) => line(232, y, 250) + line(542, y, y === rows.at(-1) ? 170 : 250)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 1024 1024">
  <defs><linearGradient id="p" x2="0" y2="1"><stop stop-color="#fffaf0"/><stop offset="1" stop-color="#efe4cf"/></linearGradient>
  <linearGradient id="b" x2="0" y2="1"><stop stop-color="#b8432f"/><stop offset="1" stop-color="#8c2f20"/></linearGradient></defs>
  <rect x="52" y="52" width="920" height="920" rx="200" fill="url(#b)"/>
  <path d="M168 152 H800 q56 0 56 56 V900 H224 q-56 0 -56 -56 Z" fill="#000" opacity=".18" transform="translate(12 16)"/>
  <path d="M168 152 H800 q56 0 56 56 V900 H224 q-56 0 -56 -56 Z" fill="url(#p)"/>
  <rect x="232" y="214" width="560" height="${small ? 30 : 14}" fill="#2a2622"/>
  <path d="M300 280 h214 q130 0 130 92 q0 60 -62 84 q84 20 84 98 q0 106 -148 106 H300 v-30 h44 V310 h-44 Z M434 312 v130 h66 q54 0 54 -66 q0 -64 -56 -64 Z M434 474 v152 h74 q64 0 64 -76 q0 -76 -66 -76 Z" fill="#2a2622" transform="translate(30 -8)"/>
  ${columns}</svg>`
}

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
const png = new Map<number, Buffer>()
mkdirSync('build/icons/png', { recursive: true })
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${page_(size)}`)
  const image = await page.screenshot({ omitBackground: true })
  png.set(size, image)
  writeFileSync(`build/icons/png/${size}x${size}.png`, image)
}
await browser.close()
const image = (size: number) => png.get(size) ?? Buffer.alloc(0)

// ICO: a directory of PNGs. https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
const inIco = [16, 24, 32, 48, 64, 128, 256]
const directory = Buffer.alloc(6 + inIco.length * 16)
directory.writeUInt16LE(1, 2)
directory.writeUInt16LE(inIco.length, 4)
let offset = directory.length
inIco.forEach((size, index) => {
  const at = 6 + index * 16
  directory.writeUInt8(size % 256, at)
  directory.writeUInt8(size % 256, at + 1)
  directory.writeUInt16LE(1, at + 4)
  directory.writeUInt16LE(32, at + 6)
  directory.writeUInt32LE(image(size).length, at + 8)
  directory.writeUInt32LE(offset, at + 12)
  offset += image(size).length
})
writeFileSync('build/icons/icon.ico', Buffer.concat([directory, ...inIco.map(image)]))

// ICNS: typed PNGs. https://en.wikipedia.org/wiki/Apple_Icon_Image_format
const inIcns: [string, number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]
const parts = inIcns.map(([type, size]) => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(image(size).length + 8, 4)
  return Buffer.concat([head, image(size)])
})
const body = Buffer.concat(parts)
const head = Buffer.alloc(8)
head.write('icns', 0, 'latin1')
head.writeUInt32BE(body.length + 8, 4)
writeFileSync('build/icons/icon.icns', Buffer.concat([head, body]))
mkdirSync('assets/icons', { recursive: true })
writeFileSync('assets/icons/icon.png', image(256))
writeFileSync('assets/icons/icon.svg', page_(1024))
