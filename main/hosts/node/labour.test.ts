import { afterEach, describe, expect, it } from 'vitest'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLabour, type LabourOptions } from './labour.ts'

const open: { close(): Promise<void> }[] = []
const folders: string[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function labour(more: Partial<LabourOptions> = {}) {
  const made = createLabour({ worker: new URL('./worker.ts', import.meta.url), ...more })
  open.push(made)
  return made
}

/** A worker of the test's own: what it does with a message is `code`, over `id`, `input` and `answer(value)`. */
function misbehaving(code: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-labour-'))
  folders.push(folder)
  const file = join(folder, 'worker.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', ({ id, input }) => { const answer = (value) => parentPort.postMessage({ id, result: { ok: true, value } });\n${code}\n})\n`,
  )
  return pathToFileURL(file)
}

const feed = (title: string) =>
  new TextEncoder().encode(
    `<rss version="2.0"><channel><title>${title}</title><item><title>One</title><description>${'x'.repeat(100_000)}</description></item></channel></rss>`,
  )
const input = (bytes: Uint8Array) => ({ bytes, contentType: 'application/rss+xml', url: 'https://paper.example/feed' })

describe('the real worker', () => {
  it('does every job there is', async () => {
    const work = labour()
    const parsed = await work.run('feed.parse', input(feed('Paper')), { ms: 10_000 })
    expect(parsed.ok && [parsed.value.title, parsed.value.items.length]).toEqual(['Paper', 1])
    expect(
      await work.run('feed.parse', input(new TextEncoder().encode('<!doctype html><html><body>No</body></html>')), {
        ms: 10_000,
      }),
    ).toMatchObject({ ok: false, problem: { kind: 'notAFeed' } })
    const html = '<head><link rel=alternate type="application/rss+xml" href=/rss><link rel=icon href=/a.png></head>'
    const home = { bytes: new TextEncoder().encode(html), contentType: 'text/html', url: 'https://paper.example/news/' }
    expect(await work.run('page.feeds', { ...home, base: 'https://paper.example/' }, { ms: 10_000 })).toMatchObject({
      ok: true,
      value: [{ url: 'https://paper.example/rss' }],
    })
    expect(await work.run('page.icons', home, { ms: 10_000 })).toMatchObject({
      ok: true,
      value: ['https://paper.example/a.png', 'https://paper.example/favicon.ico'],
    })
    const gif = new Uint8Array([...Buffer.from('GIF89a'), 9, 0, 7, 0, 0, 0, 0, 0x3b])
    expect(await work.run('picture.size', { bytes: gif }, { ms: 10_000 })).toEqual({
      ok: true,
      value: { width: 9, height: 7 },
    })
    expect(await work.run('picture.size', { bytes: gif.slice(0, 8) }, { ms: 10_000 })).toEqual({
      ok: true,
      value: null,
    })
    const cleaned = await work.run(
      'html.clean',
      { pieces: [{ html: '<p onclick="x()">Two words</p><script>x()</script>' as never, baseUrl: null }] },
      { ms: 10_000 },
    )
    expect(cleaned.ok && cleaned.value[0]).toMatchObject({ html: '<p>Two words</p>', words: 2 })
    const page = `<!doctype html><html><head><title>T</title></head><body><article><h1>T</h1>${'<p>Enough words to be an article, said again and again, so that nobody doubts it.</p>'.repeat(20)}</article></body></html>`
    const extracted = await work.run(
      'page.extract',
      { bytes: new TextEncoder().encode(page), contentType: 'text/html', url: 'https://paper.example/a' },
      { ms: 10_000 },
    )
    expect(extracted.ok && extracted.value.words).toBeGreaterThan(200)
    const opml = await work.run(
      'opml.parse',
      { text: '<opml><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>' },
      { ms: 10_000 },
    )
    expect(opml.ok && opml.value.feeds).toBe(1)
  })

  it('takes large bytes over without copying, and leaves what surrounds a small view alone', async () => {
    const work = labour()
    const large = feed('Large')
    expect((await work.run('feed.parse', input(large), { ms: 10_000 })).ok).toBe(true)
    expect(large.byteLength).toBe(0)
    const around = new Uint8Array(200_000)
    const view = around.subarray(0, 300)
    view.set(new TextEncoder().encode('<rss version="2.0"><channel><title>Small</title></channel></rss>'.padEnd(300)))
    expect((await work.run('feed.parse', input(view), { ms: 10_000 })).ok).toBe(true)
    expect(around.byteLength).toBe(200_000)
    const pooled = Buffer.from('<rss version="2.0"><channel><title>Pool</title></channel></rss>')
    expect((await work.run('feed.parse', input(pooled), { ms: 10_000 })).ok).toBe(true)
    expect(pooled.toString()).toContain('Pool')
  })

  it('gives every job its own answer', async () => {
    const work = labour()
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => work.run('feed.parse', input(feed(`Paper ${index}`)), { ms: 10_000 })),
    )
    expect(answers.map((answer) => answer.ok && answer.value.title)).toEqual(
      Array.from({ length: 40 }, (_, index) => `Paper ${index}`),
    )
  })
})

describe('a job that goes wrong', () => {
  it('does not hold up the others', async () => {
    const work = labour({
      worker: misbehaving(`if (input.url === 'loop') for (;;); else answer(input.url)`),
      threads: 2,
    })
    const run = (url: string, ms: number) => work.run('feed.parse', { ...input(new Uint8Array(10)), url }, { ms })
    const ended: string[] = []
    await Promise.all([run('loop', 10_000).then(() => ended.push('loop')), run('a', 5000).then(() => ended.push('a'))])
    expect(ended).toEqual(['a', 'loop'])
  })

  it('is ended when it takes too long, and the next ones are done all the same', async () => {
    const work = labour({
      worker: misbehaving(`if (input.url === 'loop') for (;;); else answer(input.url)`),
      threads: 1,
    })
    const run = (url: string, ms: number) => work.run('feed.parse', { ...input(new Uint8Array(10)), url }, { ms })
    const answers = await Promise.all([
      run('a', 5000),
      run('loop', 300),
      run('b', 5000),
      run('loop', 300),
      run('c', 5000),
    ])
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.problem))).toEqual([
      'a',
      { kind: 'takesTooLong', ms: 300 },
      'b',
      { kind: 'takesTooLong', ms: 300 },
      'c',
    ])
  })

  it('costs only itself when its memory runs out, or its thread dies', async () => {
    const work = labour({
      worker: misbehaving(
        `if (input.url === 'eat') { const all = new Map(); for (let n = 0; ; n++) all.set(n, { n }) } else if (input.url === 'exit') process.exit(1); else if (input.url === 'throw') throw new Error('inside'); else answer(input.url)`,
      ),
      threads: 1,
      heap: 100,
    })
    const run = (url: string) => work.run('feed.parse', { ...input(new Uint8Array(10)), url }, { ms: 20_000 })
    const answers = await Promise.all([run('eat'), run('a'), run('exit'), run('b'), run('throw'), run('c')])
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.problem.kind))).toEqual([
      'tooLarge',
      'a',
      'feedUnreadable',
      'b',
      'feedUnreadable',
      'c',
    ])
  })

  it('is stopped by its signal, waiting or at work', async () => {
    const work = labour({
      worker: misbehaving(`if (input.url === 'loop') for (;;); else answer(input.url)`),
      threads: 1,
    })
    const controller = new AbortController()
    const run = (url: string, signal?: AbortSignal) =>
      work.run('feed.parse', { ...input(new Uint8Array(10)), url }, { ms: 20_000, signal })
    const answers = Promise.all([run('loop', controller.signal), run('a', controller.signal), run('b')])
    setTimeout(() => controller.abort(), 150)
    expect((await answers).map((answer) => (answer.ok ? answer.value : answer.problem.kind))).toEqual([
      'cancelled',
      'cancelled',
      'b',
    ])
    expect(await run('a', AbortSignal.abort())).toMatchObject({ problem: { kind: 'cancelled' } })
  })

  it('is answered when everything is closed', async () => {
    const work = labour({ worker: misbehaving('for (;;);'), threads: 1 })
    const run = () => work.run('feed.parse', input(new Uint8Array(10)), { ms: 20_000 })
    const answers = Promise.all([run(), run()])
    await work.close()
    expect((await answers).map((answer) => answer.ok || answer.problem.kind)).toEqual(['cancelled', 'cancelled'])
    expect((await run()).ok).toBe(false)
  })
})
