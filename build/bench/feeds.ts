// Measures the real app on a loopback internet of 500 feeds and 25,000 articles: first import, nothing new, five new each.
// Options: --feeds=500 --items=50 --keep (leaves the library for looking at)
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TallyStats } from '../../e2e/servers/tally.ts'
import { root } from '../setup.mjs'
import { children, folder, measured, programName, type Measured } from './feeds/measured.ts'
import type { Usage } from './feeds/usage.ts'

interface Expected {
  control: string
  feeds: number
  failing: number
  articles: number
  feedBytes: number
  zippedBytes: number
}

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const feeds = option('feeds', 500)
const items = option('items', 50)
/** CPU seconds and megabytes written, for 500 feeds of 50 articles; connections a host. */
const LIMITS = { import: 8, nothing: 2, fiveWritten: 20, connections: 2 }

const library = join(folder, 'library')

const internet = spawn(
  process.execPath,
  [join(root, 'e2e', 'servers', 'internet.ts'), '--feeds', String(feeds), '--items', String(items)],
  { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
)
children.add(internet)
const [line] = (await once(createInterface({ input: internet.stdout as NodeJS.ReadableStream }), 'line')) as [string]
const world = JSON.parse(line) as Expected
const control = async <T>(path: string): Promise<T> => (await fetch(world.control + path)).json() as Promise<T>
console.log(
  `${world.feeds} feeds and ${world.failing} that fail, ${world.articles} articles, ${(world.feedBytes / 1e6).toFixed(0)} MB (${(world.zippedBytes / 1e6).toFixed(0)} MB zipped); ${programName}`,
)

const opml = join(folder, 'feeds.opml')
writeFileSync(opml, await (await fetch(`${world.control}/opml`)).text())
const complain = (what: string) => {
  console.log(`  MISSED: ${what}`)
  process.exitCode = 1
}

/** One round: what the app did, what the internet saw, and whether that is good enough. */
async function round(
  name: string,
  expected: number,
  limit: { cpu?: number; written?: number },
  run: () => Promise<Measured>,
): Promise<void> {
  await control('/reset')
  const { usage, answer, seconds } = await run()
  const stats = await control<TallyStats>('/stats')
  const found = Number(answer['newArticles'])
  console.log(`${name}
  CPU ${usage.cpu.toFixed(2)} s${limit.cpu ? ` (limit ${limit.cpu})` : ''}, wall ${seconds.toFixed(1)} s, memory ${usage.memory.toFixed(0)} MB, written ${usage.written.toFixed(1)} MB, ${usage.fsyncs} fsyncs
  ${found} new articles, ${String(answer['failed'])} feeds failed; ${stats.requests} requests, ${(stats.bytes / 1e6).toFixed(1)} MB, ${stats.notModified} not modified
  missed conditionals ${stats.couldHaveBeenConditional}, Retry-After ignored ${stats.retryAfterIgnored}, at most ${stats.maxParallelPerHost} requests and ${stats.maxConnectionsPerHost} connections a host, ${stats.maxParallel} in all`)
  if (found !== expected) complain(`${expected} new articles`)
  if (limit.cpu && usage.cpu > limit.cpu) complain(`${limit.cpu} CPU seconds`)
  if (limit.written && usage.written > limit.written) complain(`${limit.written} MB written`)
  if (stats.couldHaveBeenConditional > 0) complain('no missed conditional request')
  if (stats.retryAfterIgnored > 0) complain('Retry-After honoured')
  if (Math.max(stats.maxConnectionsPerHost, stats.maxParallelPerHost) > LIMITS.connections)
    complain('two connections a host')
}

const refresh = () => measured(library, ['refresh', '--force', '--feeds-only'])
const add = (one: Usage, two: Usage): Usage => ({
  cpu: one.cpu + two.cpu,
  memory: Math.max(one.memory, two.memory),
  fsyncs: one.fsyncs + two.fsyncs,
  written: one.written + two.written,
})
await round('First import', world.articles, { cpu: LIMITS.import }, async () => {
  const imported = await measured(library, ['import', opml])
  const fetched = await refresh()
  return { ...fetched, usage: add(imported.usage, fetched.usage), seconds: imported.seconds + fetched.seconds }
})
await round('Nothing new', 0, { cpu: LIMITS.nothing }, refresh)
await control('/publish?count=5')
await round('Five new in each feed', world.feeds * 5, { written: LIMITS.fiveWritten }, refresh)
internet.kill()
