import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFeedServer, type FeedServer } from './feed-server.ts'
import { closedDoor } from './miniflux-logins.ts'
import { changeReaderPassword, MinifluxWeb, purge } from './miniflux-web.ts'
import { useMiniflux } from './use-miniflux.ts'

const PATIENCE = 120_000
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

let feeds: FeedServer
beforeAll(async () => {
  feeds = await startFeedServer()
})
afterAll(() => feeds.close())

describe('a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ needsOurs: true })

  test('has a version, and its three APIs let in who has the keys, and nobody else', async () => {
    const { url, version, native, googleReader, fever } = miniflux()
    expect(version).toMatch(/^2\.\d+/)
    expect(await closedDoor(url, { native, googleReader, fever })).toBeNull()
    const wrong = { user: googleReader.user, password: 'no' }
    expect(await closedDoor(url, { native, googleReader: wrong, fever })).toContain('Google Reader')
    expect(await closedDoor(url, { native, googleReader, fever: wrong })).toContain('Fever')
    expect(await closedDoor(url, { native: { ...native, token: 'no' }, googleReader, fever })).toContain('token')
  })

  test('keeps what it has when it is killed and started again', async () => {
    const web = new MinifluxWeb(miniflux().url, miniflux().native)
    await web.addFeed(feeds.create('killed', { items: 5 }))
    const before = await web.entries()
    expect(before).toHaveLength(5)
    for (let times = 0; times < 3; times++) {
      await miniflux().kill()
      await expect(web.feeds()).rejects.toThrow('fetch failed')
      await miniflux().start()
      expect(await web.entries()).toEqual(before)
    }
  })

  test('follows feeds that change', async () => {
    const reader = await miniflux().addReader('changes')
    const web = new MinifluxWeb(miniflux().url, reader.native)
    expect(await web.feeds()).toEqual([])
    const id = await web.addFeed(feeds.create('changing', { items: 3, kind: 'atom' }))
    feeds.add('changing', 2, { daysOld: 3 })
    await web.refresh(id)
    await web.refresh(id)
    expect(feeds.hits('changing')).toEqual({ asked: 3, notModified: 1 })
    const titles = (await web.entries()).map((entry) => entry.title)
    expect(titles.toSorted()).toEqual([1, 2, 3, 4, 5].map((number) => `changing item ${number}`))
    const [newest] = feeds.items('changing')
    if (!newest) throw new Error('an empty feed')
    feeds.edit(newest)
    await web.refresh(id)
    expect((await web.entries()).map((entry) => entry.title)).toContain('changing item 5 (corrected 1)')
    feeds.status('changing', 503)
    await expect(web.refresh(id)).rejects.toThrow('500')
    feeds.status('changing', null)
    await web.refresh(id)
  })

  test('is used by somebody else', async () => {
    const { native } = await miniflux().addReader('else')
    const web = new MinifluxWeb(miniflux().url, native)
    const feed = await web.addFeed(feeds.create('else', { items: 4 }))
    const [first = 0, second = 0, third = 0] = await web.unreadIds()
    await web.mark([first, second], 'read')
    await web.mark([second], 'unread')
    await web.setStarred([second, third], true)
    await web.setStarred([second], true)
    await web.toggleStar(third)
    expect(await web.unreadIds()).not.toContain(first)
    expect(await web.starredIds()).toEqual([second])
    const category = await web.createCategory('Politics')
    await web.renameCategory(category, 'Politik')
    await web.moveFeed(feed, category)
    await web.renameFeed(feed, 'Anders')
    expect(await web.feeds()).toMatchObject([{ id: feed, title: 'Anders', category: { title: 'Politik' } }])
    await web.markFeedRead(feed)
    expect(await web.unreadIds()).toEqual([])
    await web.removeCategory(category)
    expect(await web.feeds()).toEqual([])
  })

  test('purges what is old, which then does not come back; stars stay', async () => {
    const { native } = await miniflux().addReader('purged')
    const web = new MinifluxWeb(miniflux().url, native)
    const feed = await web.addFeed(feeds.create('purged', { items: 4 }))
    const [first = 0, second = 0, third = 0, fourth = 0] = await web.unreadIds()
    await web.mark([first], 'read')
    await web.setStarred([third], true)
    await purge(miniflux(), [first, second, third])
    feeds.add('purged', 1)
    await web.refresh(feed)
    const left = (await web.entries()).map((entry) => entry.id)
    expect(left).toHaveLength(3)
    expect(left.slice(0, 2)).toEqual([third, fourth])
    await expect(web.entry(second)).rejects.toThrow('404')
  })

  test('changes passwords', async () => {
    const reader = await miniflux().addReader('secret')
    const web = new MinifluxWeb(miniflux().url, reader.native)
    await web.changePassword('another-pass-1')
    expect(await web.feeds()).toEqual([])
    await expect(new MinifluxWeb(miniflux().url, reader.native).feeds()).rejects.toThrow('401')
    const native = { ...reader.native, password: 'another-pass-1' }
    const googleReader = { ...reader.googleReader, password: 'another-pass-2' }
    await miniflux().sql(changeReaderPassword(googleReader))
    expect(await closedDoor(miniflux().url, { ...reader, native })).toContain('Google Reader')
    expect(await closedDoor(miniflux().url, { ...reader, native, googleReader })).toBeNull()
  })

  test('can be given by its address, unless its user reads it for real', async () => {
    const { native, googleReader, fever } = await miniflux().addReader('given')
    const web = new MinifluxWeb(miniflux().url, native)
    const env = {
      MINIFLUX_URL: `${miniflux().url}/`,
      MINIFLUX_USER: native.user,
      MINIFLUX_PASSWORD: native.password,
      MINIFLUX_READER_USER: googleReader.user,
      MINIFLUX_READER_PASSWORD: googleReader.password,
      MINIFLUX_FEVER_USER: fever.user,
      MINIFLUX_FEVER_PASSWORD: fever.password,
    }
    const feed = await web.addFeed(feeds.create('given', { items: 1 }))
    const given = startElsewhere(env)
    expect(given).toMatchObject({ url: miniflux().url, version: miniflux().version, ours: false, googleReader, fever })
    const { MINIFLUX_FEVER_USER: _, ...less } = env
    expect(startElsewhere(less)).toEqual({
      skipped: 'No real Miniflux here: the Miniflux of MINIFLUX_URL refuses the Fever user given.',
    })
    await miniflux().sql(`update feeds set feed_url='http://example.org/' where id=${feed}`)
    expect(startElsewhere(env)).toEqual({ skipped: expect.stringContaining('follows real feeds') })
  })

  test('leaves no process when its test is killed, and the next start removes the folder', async () => {
    expect(miniflux().ours).toBe(true)
    const program = `
      import { startMiniflux } from ${JSON.stringify(here('miniflux.ts'))}
      const started = await startMiniflux()
      console.log(await started.sql('show unix_socket_directories'))
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const socket = await new Promise<string>((done) => child.stdout.once('data', (text) => done(String(text).trim())))
    const folder = socket.replace(/\/postgres$/, '')
    const pids = ['miniflux', 'postgres'].map((name) => Number(readFileSync(`${folder}/${name}.pid`, 'utf8')))
    expect(pids.filter((pid) => isRunning(pid, folder))).toEqual(pids)
    child.kill('SIGKILL')
    await expect.poll(() => pids.filter((pid) => isRunning(pid, folder)), { timeout: 20_000 }).toEqual([])
    expect(existsSync(folder)).toBe(true)
    spawnSync(process.execPath, [
      '--input-type=module',
      '-e',
      `import { openRunFolder } from ${JSON.stringify(here('own-process.ts'))}; openRunFolder().close()`,
    ])
    expect(existsSync(folder)).toBe(false)
  })
})

describe('a Miniflux of Debian stable', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ suite: 'trixie', needsOurs: true })

  test('is the older one, and purges too', async () => {
    expect(miniflux().version).toBe('2.2.6')
    const web = new MinifluxWeb(miniflux().url, miniflux().native)
    await web.addFeed(feeds.create('old', { items: 3 }))
    const [first = 0, ...others] = await web.unreadIds()
    await purge(miniflux(), [first])
    expect(await web.unreadIds()).toEqual(others)
  })
})

test('where there is no Miniflux a line says why', () => {
  const env = { MINIFLUX_URL: 'http://127.0.0.1:9/', MINIFLUX_USER: 'a', MINIFLUX_PASSWORD: 'b' }
  expect(startElsewhere(env)).toEqual({ skipped: 'No real Miniflux here: MINIFLUX_URL does not answer.' })
})

/** What another process gets, which may skip. */
function startElsewhere(env: Record<string, string>): unknown {
  const program = `
    import { startMiniflux } from ${JSON.stringify(here('miniflux.ts'))}
    const started = await startMiniflux()
    console.log(JSON.stringify(started))
    if (!('skipped' in started)) await started.stop()`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, BROADSHEET_NEEDS_MINIFLUX: '', ...env },
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

const isRunning = (pid: number, folder: string): boolean =>
  ['environ', 'cmdline'].some((about) => {
    const file = `/proc/${pid}/${about}`
    return existsSync(file) && readFileSync(file, 'utf8').includes(folder)
  })
