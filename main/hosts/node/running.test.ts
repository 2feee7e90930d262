import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Bridge } from '../../contract/bridge.ts'
import type { Announcement } from '../../contract/changes.ts'
import { fail, ok } from '../../contract/problems.ts'
import { socketPath } from './folders.ts'
import { connectRunning, serveRunning } from './running.ts'

let folder: string
let path: string
let announce: (announcement: Announcement) => void = () => undefined
const logged: string[] = []
const shown: (string | null)[] = []
const bridge = {
  run: async (name: string, input: unknown) => {
    if (name === 'app.snapshot') throw new Error('a bug')
    return name === 'articles.undo' ? fail({ kind: 'cancelled' }) : ok({ name, input })
  },
  onChange(listener: (announcement: Announcement) => void) {
    announce = listener
    return () => undefined
  },
} as unknown as Bridge
const show = async (address: string | null) => {
  shown.push(address)
  return ok<string | null>('http://127.0.0.1/')
}
const log = (line: string) => void logged.push(line)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-running-'))
  path = socketPath(join(folder, 'library'), { XDG_RUNTIME_DIR: folder })
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  logged.length = 0
  shown.length = 0
})

test('a second process asks the running one, hears what happens there, and calls its window', async () => {
  const serving = await serveRunning(path, bridge, show, log)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  const running = await connectRunning(path)
  if (!running) throw new Error('nobody answered')
  const heard: Announcement[] = []
  running.onChange((announcement) => heard.push(announcement))
  // U+2028 ends a line for some readers, and a long text arrives in many pieces.
  const text = `\u2028${'é\n'.repeat(300_000)}`
  const answers = await Promise.all([
    running.run('opml.preview', { text }),
    running.run('articles.undo', { undo: 'x' }),
    running.show('feed:https://paper.example/'),
  ])
  expect(answers[0]).toEqual(ok({ name: 'opml.preview', input: { text } }))
  expect(answers[1]).toEqual(fail({ kind: 'cancelled' }))
  expect(answers[2]).toEqual(ok('http://127.0.0.1/'))
  expect(shown).toEqual(['feed:https://paper.example/'])
  announce({ kind: 'online.changed', online: true })
  await expect.poll(() => heard).toEqual([{ kind: 'online.changed', online: true }])
  running.close()
  await serving.close()
})

test('whoever asks is told when the running one ends, or has a bug, instead of waiting for ever', async () => {
  const serving = await serveRunning(path, bridge, show, log)
  const running = await connectRunning(path)
  expect(await running?.run('app.snapshot', {})).toMatchObject({ ok: false, problem: { kind: 'connectionFailed' } })
  expect(logged.join()).toContain('a bug')
  expect(await running?.run('opml.export', {})).toMatchObject({ ok: false })
  await serving.close()
  expect(await connectRunning(path, 0)).toBeNull()
})

test('nonsense on the line costs only that line', async () => {
  const serving = await serveRunning(path, bridge, show, log)
  for (const nonsense of ['{\n', '[1\n', 'null\n', '{"id":1}\n', '{"id":1,"name":7}\n']) {
    const socket = createConnection(path)
    socket.on('error', () => undefined)
    socket.write(nonsense)
    const ended = await new Promise<string>((resolve) => {
      let heard = ''
      socket.on('data', (part) => (heard += String(part)).includes('badRequest') && resolve('answered'))
      socket.on('close', () => resolve('closed'))
    })
    expect(ended, nonsense).toBe(nonsense.startsWith('{"id"') ? 'answered' : 'closed')
    socket.destroy()
  }
  const running = await connectRunning(path)
  expect(await running?.run('opml.export', {})).toMatchObject({ ok: true })
  running?.close()
  await serving.close()
})

test('a socket left by a crash is replaced, and is the same for every spelling of the folder', async () => {
  if (process.platform === 'win32') return
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['-e', script])
  expect(statSync(path).isSocket()).toBe(true)
  symlinkSync(join(folder, 'library'), join(folder, 'other'))
  expect(socketPath(join(folder, 'other'), { XDG_RUNTIME_DIR: folder })).toBe(path)
  const serving = await serveRunning(path, bridge, show, log)
  expect(await connectRunning(path)).not.toBeNull()
  await serving.close()
})

test('without a folder of one’s own the socket lies in the library', () => {
  if (process.platform === 'win32') return
  const open = join(folder, 'everybody')
  mkdirSync(open, { mode: 0o777 })
  spawnSync('chmod', ['777', open])
  const library = join(folder, 'library')
  expect(socketPath(library, { XDG_RUNTIME_DIR: open }).startsWith(library)).toBe(true)
})

test('one that is stopped and does not read is let go before it fills the memory', async () => {
  const serving = await serveRunning(path, bridge, show, log)
  const socket = createConnection(path)
  const closed = new Promise((done) => socket.once('close', done))
  await new Promise((done) => socket.once('connect', done))
  socket.pause()
  const large: Announcement = { kind: 'open.asked', address: 'x'.repeat(1_000_000) }
  await new Promise((later) => setTimeout(later, 50))
  for (let told = 0; told < 200; told++) announce(large)
  socket.resume()
  await closed
  expect(socket.bytesRead).toBeLessThan(100_000_000)
  await serving.close()
})
