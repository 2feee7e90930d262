// Measures syncing with a real Miniflux that holds 20,000 articles of 100 feeds: the first sync, one with nothing new, and
// one that sends 1,000 marks; through its own API and through Google Reader's.
// Options: --articles=20000 --feeds=100 --keep (leaves the libraries for looking at)
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startMiniflux } from '../../e2e/servers/miniflux.ts'
import { folder, measured, programName, type Measured } from './feeds/measured.ts'

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const feeds = option('feeds', 100)
const articles = option('articles', 20_000)

const started = await startMiniflux()
if ('skipped' in started) {
  console.log(started.skipped)
  process.exit()
}
const miniflux = started
await fill()

/** Stands before the server and counts. */
const seen = { requests: 0, bytes: 0 }
const counter = createServer((asked, answer) => {
  seen.requests++
  const { port } = new URL(miniflux.url)
  const { method, url, headers } = asked
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.on('data', (part: Buffer) => (seen.bytes += part.length))
    reply.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  asked.pipe(onward)
})
await new Promise<void>((listening) => counter.listen(0, '127.0.0.1', listening))
const address = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`

console.log(`Miniflux ${miniflux.version}, ${articles} articles of ${feeds} feeds; ${programName}`)
const { native, googleReader } = miniflux
await journey('Miniflux', 'miniflux', native.user, native.password)
await miniflux.sql("update entries set status='unread', starred=false")
await journey('Google Reader', 'google-reader', googleReader.user, googleReader.password)
counter.close()
counter.closeAllConnections()
await miniflux.stop()

async function journey(name: string, preset: string, user: string, secret: string): Promise<void> {
  const library = join(folder, preset)
  const env = { BROADSHEET_ACCOUNT_SECRET: secret }
  const run = (...args: string[]) => measured(library, [...args, '--keep-secrets-in-file'], env)
  await round(`${name}: first sync`, () => run('account', 'add', preset, address, '--user', user, '--no-complete'))
  await expect('articles', articles, library)
  await round(`${name}: nothing new`, () => run('sync', '--no-complete'))
  const list = await measured(library, ['list', '--limit', '1000'])
  const ids = (JSON.parse(list.output) as { id: number }[]).map(({ id }) => String(id))
  await measured(library, ['mark', '--read', ...ids])
  await round(`${name}: ${ids.length} marks to send`, () => run('sync', '--no-complete'))
  const read = Number((await miniflux.sql("select count(*) from entries where status='read'")).trim())
  if (read !== ids.length) complain(`${ids.length} are read there, not ${read}`)
}

async function round(name: string, run: () => Promise<Measured>): Promise<void> {
  Object.assign(seen, { requests: 0, bytes: 0 })
  const { usage, seconds } = await run()
  console.log(
    `${name}\n  CPU ${usage.cpu.toFixed(2)} s, wall ${seconds.toFixed(1)} s, memory ${usage.memory.toFixed(0)} MB, written ${usage.written.toFixed(1)} MB, ${usage.fsyncs} fsyncs; ${seen.requests} requests, ${(seen.bytes / 1e6).toFixed(1)} MB`,
  )
}

async function expect(what: string, number: number, library: string): Promise<void> {
  const { answer } = await measured(library, ['status'])
  const { total } = answer['counts'] as { total: number }
  if (total !== number) complain(`${number} ${what} are here, not ${total}`)
}

function complain(what: string): void {
  console.log(`  MISSED: ${what}`)
  process.exitCode = 1
}

/** Straight into the database: fetching them would take longer than what is measured. */
async function fill(): Promise<void> {
  await miniflux.sql(`
    insert into feeds (user_id, category_id, title, feed_url, site_url, checked_at, disabled)
      select u.id, (select min(id) from categories where user_id = u.id), 'Paper ' || n,
        'http://127.0.0.1:9/feed' || n, 'http://127.0.0.1:9/' || n, now(), true
      from users u, generate_series(1, ${feeds}) n where u.username = '${miniflux.native.user}';
    insert into entries (user_id, feed_id, hash, published_at, changed_at, created_at, title, url, author, content, status)
      select f.user_id, f.id, md5(f.id || '-' || n), now() - n * interval '10 minutes', now(), now(),
        'Headline ' || n || ' of ' || f.title, f.site_url || '/' || n, 'Anna Weber',
        '<p>' || repeat('A sentence of the sort that papers print, with some words in it. ', 30) || n || '</p>', 'unread'
      from feeds f, generate_series(1, ${Math.round(articles / feeds)}) n where f.feed_url like 'http://127.0.0.1:9/%'`)
}
