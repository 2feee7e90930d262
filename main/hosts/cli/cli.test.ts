import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Loop</title><link>/</link>
<item><title>Harbour \u001b[31mopens</title><guid>1</guid><link>/1</link><pubDate>Mon, 23 Nov 2026 06:00:00 +0100</pubDate>
<description>&lt;p onclick="x()"&gt;Ships &lt;a href="/map"&gt;come&lt;/a&gt;.&lt;script&gt;1&lt;/script&gt;&lt;/p&gt;</description></item>
<item><title>Tower rings</title><guid>2</guid><link>/2</link><description>Bells.</description></item>
</channel></rss>`

let folder: string
let paper: Server
let origin: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-cli-'))
  paper = createServer((request, response) => {
    if (request.url === '/feed') response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss)
    else if (request.url === '/')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<title>x</title><link rel="alternate" type="application/rss+xml" href="/feed">')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => paper.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(paper.address() as AddressInfo).port}`
})
afterAll(() => {
  paper.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  code: number | null
  out: string
  err: string
}

const cli = join(import.meta.dirname, 'cli.ts')
const env = () => ({
  ...process.env,
  XDG_RUNTIME_DIR: folder,
  BROADSHEET_LIBRARY: join(folder, 'library'),
  BROADSHEET_OFFLINE: '0',
})

function run(args: string[], input = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { env: env() })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part))
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(input)
  })
}

const json = async (...args: string[]) => {
  const { code, out, err } = await run([...args, '--json'])
  expect(code, err).toBe(0)
  return JSON.parse(out)
}

describe('files, without a library', () => {
  test('parse prints a feed with ISO dates', async () => {
    const { code, out } = await run(
      ['parse', '-', '--url', 'https://loop.example/feed', '--content-type', 'text/xml'],
      rss,
    )
    expect(code).toBe(0)
    const feed = JSON.parse(out)
    expect(feed).toMatchObject({ format: 'rss', title: 'The Loop', link: 'https://loop.example/' })
    expect(feed.items[0]).toMatchObject({
      id: '1',
      link: 'https://loop.example/1',
      published: '2026-11-23T05:00:00.000Z',
    })
    expect(existsSync(join(folder, 'library'))).toBe(false)
  })

  test('extract prints an article', async () => {
    const text = 'The ferry crosses at dawn, and the harbour wakes slowly around it. '.repeat(12)
    const page = `<title>Ferry</title><nav>Menu</nav><article><h1>Ferry</h1><p>${text}</p><p>${text}</p></article>`
    const path = join(folder, 'page.html')
    writeFileSync(path, page)
    const { code, out } = await run(['extract', path, '--url', 'https://loop.example/ferry'])
    expect(code).toBe(0)
    const article = JSON.parse(out)
    expect(article.text).toContain('The ferry crosses at dawn')
    expect(article.text).not.toContain('Menu')
    expect(article.words).toBeGreaterThan(200)
  })

  test('sanitize prints clean HTML', async () => {
    const { code, out } = await run(
      ['sanitize', '-', '--url', 'https://loop.example/'],
      '<p onclick=x()>A <a href=/b>b</a><script>c</script>',
    )
    expect(code).toBe(0)
    expect(out.trim()).toBe('<p>A <a href="https://loop.example/b">b</a></p>')
  })

  test('say what is wrong, with an exit code that means it', async () => {
    expect(await run(['parse', '-'], '')).toMatchObject({ code: 1, out: '' })
    const refused = await run(['parse', '-', '--json'], 'no feed')
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out).problem.kind).toBe('notAFeed')
    expect(refused.err).toContain('This is not a feed')
    expect(await run(['parse', join(folder, 'nothing')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no file'),
    })
    for (const wrong of [['extract', '-'], ['nothing'], ['parse'], ['list', '--nothing'], []])
      expect((await run(wrong)).code, wrong.join(' ')).toBe(2)
    expect(await run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect((await run(['--help'])).code).toBe(0)
  })
})

test('the journey of a reader without a window', async () => {
  const added = await json('add', `${origin}/`)
  expect(added.feed).toMatchObject({ title: 'The Loop', url: `${origin}/feed` })
  const articles = await json('list', '--unread', '--feed', 'loop')
  expect(articles.map((head: { title: string }) => head.title).toSorted()).toEqual(['Harbour [31mopens', 'Tower rings'])
  const harbour = articles.find((head: { title: string }) => head.title.startsWith('Harbour'))

  const text = (await run(['list'])).out
  expect(text).toContain('Tower rings')
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/\u001b/)
  const read = await run(['read', String(harbour.id), '--mark'])
  expect(read.out).toContain('Ships come [1].')
  expect(read.out).toContain(`[1] ${origin}/map`)
  expect((await run(['read', String(harbour.id), '--html'])).out).toContain(`<a href="${origin}/map">come</a>`)
  expect((await json('list', '--unread')).length).toBe(1)

  expect(await json('mark', String(harbour.id), '--save', '--unread')).toMatchObject({ changed: 1 })
  expect((await json('list', '--saved')).map((head: { id: number }) => head.id)).toEqual([harbour.id])
  expect(await json('mark', '--all', '--read')).toMatchObject({ changed: 2 })
  expect((await json('search', 'tower')).length).toBe(1)

  await json('folder', 'Coast')
  await json('move', 'loop', '--to', 'coast')
  await json('rename', 'loop', 'My Loop')
  expect((await run(['feeds'])).out).toMatch(/Coast\/\n\d+ +0\/2 +My Loop/)
  const opml = (await run(['export'])).out
  expect(opml).toContain(`xmlUrl="${origin}/feed"`)
  expect(await json('settings', 'theme', 'dark')).toBe('dark')
  expect(await json('settings', 'text.size', '20')).toBe(20)
  expect((await run(['settings', 'text.size', '900'])).code).toBe(1)
  expect((await run(['settings', '__proto__'])).code).toBe(1)

  expect(await json('refresh', 'loop')).toMatchObject({ checked: 1, newArticles: 0, failed: 0 })
  const backup = await json('backup')
  await json('unfollow', 'loop')
  expect(await json('import', writeOpml(opml), '--preview')).toMatchObject({ feeds: 1, folders: 1 })
  expect((await json('feeds')).feeds).toEqual([])
  expect((await json('backups')).map((one: { name: string }) => one.name)).toContain(backup.name)
  await json('restore', backup.name)
  expect((await json('feeds')).feeds.map((feed: { ownTitle: string }) => feed.ownTitle)).toEqual(['My Loop'])
  expect((await json('storage')).total).toBeGreaterThan(0)
  expect((await run(['status'])).out).toMatch(/Feeds +1\n/)
  expect((await run(['read', '99999'])).code).toBe(1)
  expect(await json('take-along', '--estimate')).toMatchObject({ articles: expect.any(Number) })
}, 60_000)

function writeOpml(text: string): string {
  const path = join(folder, 'mine.opml')
  writeFileSync(path, text)
  return path
}

test('while a window holds the library, the command line goes through it; and when nobody answers, it says so', async () => {
  const window = spawn(
    process.execPath,
    [join(import.meta.dirname, '../browser/browser.ts'), '--no-window', '--port', '0'],
    { env: env() },
  )
  await new Promise((resolve) => window.stdout.once('data', resolve))
  const [through] = await json('list')
  expect(await json('mark', String(through.id), '--unread')).toMatchObject({ changed: 1 })
  const both = await Promise.all([json('status'), json('feeds'), json('mark', '--all', '--read')])
  expect(both[0].host.name).toBe('browser')

  window.kill('SIGSTOP')
  const refused = await run(['list', '--json'])
  window.kill('SIGCONT')
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.out)).toEqual({ problem: { kind: 'libraryInUse', pid: window.pid } })
  expect(refused.err).toContain('in use by another Broadsheet')

  const ended = new Promise((resolve) => window.once('exit', resolve))
  window.kill('SIGKILL')
  await ended
  expect((await json('list', '--unread')).length).toBe(0)
}, 60_000)

test('what every command knows may stand before its name', async () => {
  const elsewhere = join(folder, 'elsewhere')
  const answer = await run(['--library', elsewhere, '--json', 'feeds'])
  expect(answer.code).toBe(0)
  expect(JSON.parse(answer.out).feeds).toEqual([])
  expect(existsSync(elsewhere)).toBe(true)
})
