// Files come from a wire that lies: what is kept is what the bytes are, within bounds.
import { afterAll, describe, expect, test } from 'vitest'
import type { Labour, Wire, WireRequest, WireResponse } from '../base/host.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import { createLabour } from '../hosts/node/labour.ts'
import { iconCandidates } from './icons.ts'
import { fileKind } from './kinds.ts'
import { createMedia, retryAt } from './media.ts'

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))
const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const png = (width: number, height: number) =>
  bytes([0x89], 'PNG\r\n\x1a\n', be32(13), 'IHDR', be32(width), be32(height), [8, 2, 0, 0, 0, 0, 0, 0, 0])
const gif = (width: number, height: number) =>
  bytes('GIF89a', [width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b])
const box = (brand: string) => bytes(be32(24), 'ftyp', brand, be32(0), brand, 'mp42')

type Answer = Partial<WireResponse> | Result<WireResponse>
function wire(answers: Record<string, Answer>): Wire & { asked: WireRequest[] } {
  const asked: WireRequest[] = []
  return {
    asked,
    request: (request) => {
      asked.push(request)
      const answer = answers[request.url] ?? { status: 404 }
      if ('ok' in answer) return Promise.resolve(answer)
      return Promise.resolve(ok({ status: 200, headers: {}, body: new Uint8Array(), private: false, ...answer }))
    },
  }
}
const labour = createLabour({ worker: new URL('../hosts/node/worker.ts', import.meta.url), threads: 1 })
afterAll(() => labour.close())
const mediaOver = (net: Wire) => createMedia({ wire: net, labour })
const url = 'https://cdn.test/a.jpg'
const options = { limit: 1000, mayBePrivate: false }

describe('kinds', () => {
  test.each([
    ['image/png', png(1, 1)],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0], 'xxJFIFxxxxxx')],
    ['image/gif', gif(1, 1)],
    ['image/webp', bytes('RIFF', be32(4), 'WEBPVP8 ')],
    ['image/avif', box('avif')],
    ['image/x-icon', bytes([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0])],
    ['audio/mpeg', bytes('ID3', [3, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['audio/mpeg', bytes([0xff, 0xfb, 0x90, 0x64], 'xxxxxxxx')],
    ['audio/mp4', box('M4A ')],
    ['audio/ogg', bytes('OggS', Array(24).fill(0), 'OpusHead')],
    ['audio/flac', bytes('fLaC', Array(12).fill(0))],
    ['audio/wav', bytes('RIFF', be32(4), 'WAVEfmt ')],
    ['video/mp4', box('isom')],
  ])('%s', (type, file) => {
    expect(fileKind(file)?.type).toBe(type)
  })
  test.each([
    ['a page', '<!doctype html><html></html>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'],
    ['text', 'GIF not really, only words'],
    ['nothing', ''],
    ['two bytes of a JPEG', '\xff\xd8'],
  ])('%s is none', (_name, text) => {
    expect(fileKind(bytes(text))).toBeNull()
  })
})

describe('fetch', () => {
  test('a picture, whatever the header says, with its size', async () => {
    const net = wire({ [url]: { headers: { 'content-type': 'text/plain' }, body: png(640, 360) } })
    expect(await mediaOver(net).fetch({ url, kind: 'picture' }, options)).toEqual(
      ok({ type: 'image/png', bytes: png(640, 360), width: 640, height: 360 }),
    )
    const sent = Object.keys(net.asked[0]?.headers ?? {}).map((name) => name.toLowerCase())
    expect(sent).toEqual(['accept'])
    expect(net.asked[0]).toMatchObject({ limit: 1000, mayBePrivate: false })
  })

  test('follows five redirects and no more', async () => {
    const chain = (n: number) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `https://cdn.test/${i}`,
          { status: 302, headers: { location: `/${i + 1}` } },
        ]),
      )
    const five = wire({ ...chain(5), 'https://cdn.test/5': { body: png(9, 9) } })
    expect((await mediaOver(five).fetch({ url: 'https://cdn.test/0', kind: 'picture' }, options)).ok).toBe(true)
    const six = wire({ ...chain(6), 'https://cdn.test/6': { body: png(9, 9) } })
    expect(await mediaOver(six).fetch({ url: 'https://cdn.test/0', kind: 'picture' }, options)).toMatchObject(
      fail({ kind: 'tooManyRedirects', url: 'https://cdn.test/0' }),
    )
  })

  test.each([
    ['a page', bytes('<!doctype html><title>x'), 'picture', 'html'],
    ['an SVG', bytes('<svg xmlns="x"><script>1</script></svg>'), 'picture', 'svg'],
    ['nothing', new Uint8Array(), 'picture', 'empty'],
    ['a bomb', png(60_000, 60_000), 'picture', '60000x60000'],
    ['a wide bomb', png(20_000, 19_000), 'picture', '20000x19000'],
    ['a picture without a size', png(0, 10), 'picture', 'image/png'],
    ['sound for a picture', bytes('ID3', Array(20).fill(0)), 'picture', 'audio/mpeg'],
    ['a picture for sound', png(9, 9), 'audio', 'image/png'],
    ['a film nobody asked for', box('isom'), 'video', 'video/mp4'],
  ] as const)('%s is refused', async (_name, body, kind, found) => {
    const media = mediaOver(wire({ [url]: { body } }))
    expect(await media.fetch({ url, kind }, options)).toEqual(fail({ kind: 'badPicture', found }))
  })

  test('more than the limit', async () => {
    const media = mediaOver(wire({ [url]: { body: new Uint8Array(2000) } }))
    expect(await media.fetch({ url, kind: 'picture' }, options)).toEqual(fail({ kind: 'tooLarge', limit: 1000 }))
  })

  test('a failure of the wire is handed on; an address of another scheme is none', async () => {
    const media = mediaOver(wire({ [url]: fail({ kind: 'offline' }) }))
    expect(await media.fetch({ url, kind: 'picture' }, options)).toEqual(fail({ kind: 'offline' }))
    expect(await media.fetch({ url: 'file:///etc/passwd', kind: 'picture' }, options)).toMatchObject({
      ok: false,
      problem: { kind: 'badAddress' },
    })
  })

  test('a film that was asked for, and sound in a film file', async () => {
    const media = mediaOver(wire({ [url]: { body: box('isom') } }))
    expect(await media.fetch({ url, kind: 'video' }, { ...options, video: true })).toMatchObject({
      ok: true,
      value: { type: 'video/mp4' },
    })
    expect(await media.fetch({ url, kind: 'audio' }, options)).toMatchObject({ ok: true, value: { type: 'audio/mp4' } })
  })
})

describe('icons', () => {
  test('the one that is large enough, then smaller ones, then the usual place', () => {
    const head =
      '<link rel="icon" sizes="16x16" href="/16.png"><link rel="apple-touch-icon" href="/touch.png"><link rel="icon" sizes="96x96" href="/96.png"><link rel=icon type="image/svg+xml" href="/x.svg"><link rel="icon" href="javascript:x">'
    expect(iconCandidates(`<head>${head}</head><link rel=icon href=/body.png>`, 'https://site.test/news/')).toEqual(
      ['96.png', 'touch.png', '16.png', 'favicon.ico'].map((name) => `https://site.test/${name}`),
    )
  })

  test('falls back when the first is broken or the page is gone', async () => {
    const answers = {
      'https://site.test/': { body: bytes('<link rel=icon href=/a.png>') },
      'https://site.test/a.png': { body: bytes('<html>') },
      'https://site.test/favicon.ico': { body: gif(16, 16) },
    }
    expect(await mediaOver(wire(answers)).icon('https://site.test/', options)).toMatchObject({
      ok: true,
      value: { url: 'https://site.test/favicon.ico', type: 'image/gif' },
    })
    const { 'https://site.test/': _page, ...rest } = answers
    expect(await mediaOver(wire(rest)).icon('https://site.test/', options)).toMatchObject({
      ok: true,
      value: { width: 16 },
    })
    expect(await mediaOver(wire({})).icon('https://site.test/', options)).toMatchObject({ ok: false })
  })
})

test('a page of a private host cannot have other private hosts asked for its icon', async () => {
  const asked: [string, boolean][] = []
  const pages: Wire = {
    async request({ url: address, mayBePrivate }) {
      asked.push([address, mayBePrivate])
      const body = bytes('<link rel=icon sizes=64x64 href="http://192.168.1.1/reboot.png"><link rel=icon href=/a.png>')
      return ok({ status: 200, headers: {}, body, private: true })
    },
  }
  await mediaOver(pages).icon('http://192.168.1.9/', { mayBePrivate: true })
  expect(asked.slice(0, 3)).toEqual([
    ['http://192.168.1.9/', true],
    ['http://192.168.1.1/reboot.png', false],
    ['http://192.168.1.9/a.png', true],
  ])
})

describe('retries', () => {
  const now = 1_700_000_000_000
  const hours = (at: number | null) => (at === null ? null : (at - now) / 3_600_000)
  test.each([
    [1, { kind: 'timedOut', host: 'x', ms: 1 }, 1 / 60],
    [3, { kind: 'timedOut', host: 'x', ms: 1 }, 16 / 60],
    [50, { kind: 'hostNotFound', host: 'x' }, 24],
    [1, { kind: 'httpStatus', status: 404, retryAt: null }, 1],
    [3, { kind: 'httpStatus', status: 404, retryAt: null }, 168],
    [4, { kind: 'httpStatus', status: 404, retryAt: null }, null],
    [1, { kind: 'gone' }, 1],
    [3, { kind: 'gone' }, null],
    [1, { kind: 'httpStatus', status: 503, retryAt: now + 7_200_000 }, 2],
    [1, { kind: 'busy', retryAt: now + 1e12 }, 168],
    [1, { kind: 'tooLarge', limit: 1 }, null],
    [1, { kind: 'badPicture', found: 'html' }, 1],
  ] as const)('after %i with %j: %s hours', (tries, problem, expected) => {
    const at = hours(retryAt(tries, problem, now))
    if (expected === null) expect(at).toBeNull()
    else expect(at).toBeCloseTo(expected)
  })
})

test('the estimate counts what is still to come', () => {
  const item = { key: 'k', url, bytes: 0 }
  const { estimate } = mediaOver(wire({}))
  expect(
    estimate([
      { ...item, kind: 'picture', state: 'wanted' },
      { ...item, kind: 'picture', state: 'kept', bytes: 5 },
      { ...item, kind: 'audio', state: 'failed', bytes: 1000 },
      { ...item, kind: 'video', state: 'wanted' },
    ]),
  ).toBe(181_000)
})

test('what failed together is spread, never sooner; what a server asked for is kept to', () => {
  const busy = { kind: 'busy', retryAt: 50_000_000 } as const
  expect(retryAt(1, { kind: 'timedOut', host: 'a', ms: 1 }, 0, 0)).toBe(60_000)
  expect(retryAt(1, { kind: 'timedOut', host: 'a', ms: 1 }, 0, 1)).toBe(75_000)
  expect(retryAt(2, null, 0, 0)).toBe(240_000)
  expect(retryAt(1, busy, 0, 0)).toBe(50_000_000)
  expect(retryAt(1, busy, 0, 0.5)).toBeGreaterThan(50_000_000)
  expect(retryAt(1, { kind: 'httpStatus', status: 403, retryAt: 50_000_000 }, 0, 0)).toBe(50_000_000)
})

describe('sound, piece by piece', () => {
  const mp3 = bytes('ID3', [3, 0, 0, 0, 0, 0, 0, 0, 0], Array(20_000).fill(7))
  const pieces = (file: Uint8Array, size: number): Wire => ({
    async request({ sink, signal }) {
      for (let at = 0; at < file.length; at += size) {
        if (signal?.aborted) return fail({ kind: 'cancelled' })
        await sink?.(file.slice(at, at + size))
      }
      return ok({ status: 200, headers: {}, body: new Uint8Array(), private: false })
    },
  })
  const pour = async (net: Wire, limit = 100_000) => {
    const got: number[] = []
    const item = { url: 'https://cdn.test/a.mp3', kind: 'audio' as const }
    const result = await mediaOver(net).pour(item, { ...options, limit }, (piece) => void got.push(...piece))
    return { result, got }
  }
  test.each([1000, 4095, 30_000])('comes as it is, in pieces of %i', async (size) => {
    const { result, got } = await pour(pieces(mp3, size))
    expect(result).toEqual(ok({ type: 'audio/mpeg', bytes: mp3.length }))
    expect(got).toEqual([...mp3])
  })
  test('is known from its beginning: of a page nothing comes, and the rest is not waited for', async () => {
    const page = bytes('<!doctype html><html>', Array(50_000).fill(32))
    let sent = 0
    const net = pieces(page, 1000)
    const counted: Wire = {
      request: (r) => net.request({ ...r, sink: (piece) => ((sent += piece.length), r.sink?.(piece)) }),
    }
    const { result, got } = await pour(counted)
    expect(result).toEqual(fail({ kind: 'badPicture', found: 'html' }))
    expect(got).toEqual([])
    expect(sent).toBeLessThan(6000)
  })
  test('shorter than what tells most, from a wire that knows no sinks, and nothing at all', async () => {
    expect((await pour(pieces(mp3.slice(0, 600), 100))).got).toHaveLength(600)
    expect((await pour(wire({ 'https://cdn.test/a.mp3': { body: mp3 } }))).got).toHaveLength(mp3.length)
    expect((await pour(pieces(new Uint8Array(), 100))).result).toEqual(fail({ kind: 'badPicture', found: 'empty' }))
  })
})

describe('what comes from outside is read in the worker', () => {
  const recorded = () => {
    const jobs: [string, number][] = []
    const asked: Labour = {
      run(job, input, how) {
        jobs.push([job, 'bytes' in input ? input.bytes.length : 0])
        return labour.run(job, input, how)
      },
    }
    return { jobs, asked }
  }
  const segment = (mark: number, content: number[]) => [
    0xff,
    mark,
    (content.length + 2) >> 8,
    (content.length + 2) & 255,
    ...content,
  ]
  const jpeg = (before: number) =>
    Uint8Array.from([
      0xff,
      0xd8,
      ...Array.from({ length: before }, () => segment(0xe2, Array<number>(60_000).fill(1))).flat(),
      ...segment(0xc0, [8, 0, 90, 0, 120, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
      ...Array<number>(600_000).fill(0),
    ])
  test('the measures of a picture, from its beginning', async () => {
    const { jobs, asked } = recorded()
    const body = jpeg(1)
    const media = createMedia({ wire: wire({ [url]: { body } }), labour: asked })
    const got = await media.fetch({ url, kind: 'picture' }, { limit: 2_000_000, mayBePrivate: false })
    expect(got).toMatchObject({ ok: true, value: { type: 'image/jpeg', width: 120, height: 90 } })
    // What the worker was given is its own: the picture is still whole.
    expect(got.ok && got.value.bytes.length).toBe(body.length)
    expect(jobs).toEqual([['picture.size', 256 * 1024]])
  })
  test('from all of it where much stands before them', async () => {
    const { jobs, asked } = recorded()
    const body = jpeg(6)
    const media = createMedia({ wire: wire({ [url]: { body } }), labour: asked })
    const got = await media.fetch({ url, kind: 'picture' }, { limit: 2_000_000, mayBePrivate: false })
    expect(got).toMatchObject({ ok: true, value: { width: 120, height: 90 } })
    expect(jobs.map(([job]) => job)).toEqual(['picture.size', 'picture.size'])
  })
  test('a picture that takes the worker too long is a problem, and of a page only the head goes there', async () => {
    const endless: Labour = { run: async (_job, _input, { ms }) => fail({ kind: 'takesTooLong', ms }) }
    const media = createMedia({ wire: wire({ [url]: { body: gif(9, 9) } }), labour: endless })
    const item = { url, kind: 'picture' as const }
    expect(await media.fetch(item, options)).toMatchObject({ ok: false, problem: { kind: 'takesTooLong' } })
    const { jobs, asked } = recorded()
    const page = bytes('<link rel=icon href=/a.png>', Array(900_000).fill(32))
    const site = wire({ 'https://site.test/': { body: page }, 'https://site.test/a.png': { body: gif(32, 32) } })
    expect(await createMedia({ wire: site, labour: asked }).icon('https://site.test/', options)).toMatchObject({
      ok: true,
    })
    expect(jobs[0]).toEqual(['page.icons', 300_000])
  })
})
