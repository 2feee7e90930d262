// Measures how fast pages become articles, in megabytes of HTML a second of CPU, and how much of their text is found.
// Options: --rounds=7 --page="name" --folder=DIR (pages *.html of your own instead)
import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { overlap } from '../../main/extraction/likeness.ts'
import { extractPage } from '../../main/extraction/extraction.ts'
import { pages, type Page } from './extraction/pages.ts'

const option = (name: string) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
/** Megabytes a second of CPU. */
const LEAST = 9

const rounds = Number(option('rounds') ?? 7)
const folder = option('folder')
const named = option('page')
const chosen: Page[] = (folder ? pagesIn(folder) : pages()).filter((page) => !named || page.name === named)
const sources = chosen.map((page) => ({ ...page, bytes: new TextEncoder().encode(page.html) }))
const total = sources.reduce((sum, page) => sum + page.bytes.length, 0)

function pagesIn(path: string): Page[] {
  const names = readdirSync(path).filter((name) => name.endsWith('.html'))
  return names.map((name) => ({ name, html: readFileSync(join(path, name), 'utf8'), text: '' }))
}

const extract = (bytes: Uint8Array) =>
  extractPage({ bytes, contentType: 'text/html; charset=utf-8', url: 'https://paper.test/a', feedHtml: null }, (text) =>
    hash('sha256', text),
  )

const seconds = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const first = seconds(() => sources.forEach(({ bytes }) => extract(bytes)))
const times = sources.map(({ bytes }) => median(Array.from({ length: rounds }, () => seconds(() => extract(bytes)))))
const whole = median(
  Array.from({ length: rounds }, () => seconds(() => sources.forEach(({ bytes }) => extract(bytes)))),
)
for (const [index, { name, bytes, text }] of sources.entries()) {
  const score = text ? `F1 ${overlap(extract(bytes).text, text).toFixed(3)}` : ''
  const speed = bytes.length / 1e6 / (times[index] ?? 1)
  console.log(`${name.padEnd(24)} ${(bytes.length / 1000).toFixed(0).padStart(5)} kB ${speed.toFixed(1).padStart(6)} MB/s  ${score}`) // prettier-ignore
}
const speed = total / 1e6 / whole
console.log(`all ${(total / 1e6).toFixed(1)} MB: ${speed.toFixed(1)} MB a second of CPU, cold ${(total / 1e6 / first).toFixed(1)}; load ${loadavg()[0]?.toFixed(1)}`) // prettier-ignore
if (!folder && !named && speed < LEAST) {
  console.log(`slower than ${LEAST} MB a second`)
  process.exitCode = 1
}
