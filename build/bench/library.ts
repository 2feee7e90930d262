// Measures the library with 1,000, 100,000 and 1,000,000 articles of 500 feeds: `node build/bench/library.ts [--sizes=…]`.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'rolldown'

type Result = Record<string, number>

const here = dirname(fileURLToPath(import.meta.url))
const compiled = join(here, '..', '..', 'out', 'bench')
const sizes = (process.argv.join(' ').match(/--sizes[= ](\S+)/)?.[1] ?? '1000,100000,1000000').split(',').map(Number)

// Compiled as the app is, so that reading the program costs what it costs the reader.
mkdirSync(compiled, { recursive: true })
await build({
  input: join(here, 'library', 'measure.ts'),
  platform: 'node',
  output: { dir: compiled, format: 'esm', entryFileNames: 'measure.mjs', chunkFileNames: 'measure-[name].mjs' },
})

async function measure(mode: string, folder: string, size: number): Promise<Result> {
  const options = { maxBuffer: 1e9 }
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(compiled, 'measure.mjs'), mode, folder, String(size)],
    options,
  )
  if (stderr !== '') process.stderr.write(stderr)
  return JSON.parse(stdout) as Result
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

async function often(times: number, run: () => Promise<Result>): Promise<Result> {
  const results: Result[] = []
  for (let i = 0; i < times; i++) results.push(await run())
  return Object.fromEntries(
    Object.keys(results[0] ?? {}).map((key) => [key, median(results.map((result) => result[key] ?? 0))]),
  )
}

const rows: Record<string, Record<string, string>> = {}
const note = (row: string, size: number, text: string): void => {
  rows[row] = { ...rows[row], [size.toLocaleString('en')]: text }
}
const ms = (n = 0): string => `${n < 10 ? n.toFixed(2) : n.toFixed(0)} ms`
const mb = (n = 0): string => `${(n / 1e6).toFixed(1)} MB`

const nothing = await often(5, () => measure('nothing', '', 0))
for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
  try {
    const made = await measure('make', folder, size)
    note('disk', size, mb(made['disk']))
    note(
      'first import: CPU, written, peak',
      size,
      `${ms(made['cpu'])}, ${mb(made['bytes'])}, ${made['peak']?.toFixed(0)} MB`,
    )
    const start = await often(5, () => measure('start', folder, size))
    const cpu = (start['cpu'] ?? 0) - (nothing['cpu'] ?? 0)
    const rss = (start['rss'] ?? 0) - (nothing['rss'] ?? 0)
    note('start to 50 unread rows and counts: CPU, RSS, over Node', size, `${ms(cpu)}, ${rss.toFixed(0)} MB`)
    const list = await often(3, () => measure('list', folder, size))
    note(
      'read one; list all; list a feed; 100 heads: CPU',
      size,
      [list['read'], list['list'], list['feed'], list['page']].map(ms).join('; '),
    )
    const mark = await measure('mark', folder, size)
    note('mark one: CPU, bytes, fsyncs', size, `${ms(mark['cpu'])}, ${mark['bytes']?.toFixed(0)} B, ${mark['syncs']}`)
    const many = await measure('markMany', folder, size)
    note(
      'mark 10,000 at once: CPU, written, fsyncs',
      size,
      `${ms(many['cpu'])}, ${mb(many['bytes'])}, ${many['syncs']}`,
    )
    const refresh = await measure('refresh', folder, size)
    note(
      'refresh, 500 × 5 new: CPU, written, fsyncs',
      size,
      `${ms(refresh['cpu'])}, ${mb(refresh['bytes'])}, ${refresh['syncs']}`,
    )
    note('peak memory of that', size, `${refresh['peak']?.toFixed(0)} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
console.log(`Node alone: ${ms(nothing['cpu'])}, ${nothing['rss']?.toFixed(0)} MB`)
console.table(rows)
