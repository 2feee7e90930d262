// One writer, whatever the last one died of.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeLock } from './lock.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const holding = `
  const { takeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))})
  const lock = await takeLock(process.argv[1])
  console.log(lock.ok ? 'taken' : lock.problem.pid)
`
const node = (code: string) => [['--input-type=module', '-e', code, folder]] as const

test('a second taker is refused and told who has it', async () => {
  const first = await takeLock(folder)
  expect(first.ok).toBe(true)
  const { stdout } = await promisify(execFile)(process.execPath, [...node(holding)[0]])
  expect(stdout.trim()).toBe(String(process.pid))
  expect(await takeLock(folder)).toEqual({ ok: false, problem: { kind: 'libraryInUse', pid: process.pid } })
  if (first.ok) await first.value.release()
  expect(await readdir(folder)).toEqual([])
  expect((await takeLock(folder)).ok).toBe(true)
})

test('a holder that was killed does not block', async () => {
  const child = spawn(process.execPath, [...node(`${holding}; setInterval(() => {}, 1000)`)[0]], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((told) => child.stdout.once('data', told))
  expect((await takeLock(folder)).ok).toBe(false)
  child.kill('SIGKILL')
  await new Promise((gone) => child.once('exit', gone))
  expect((await takeLock(folder)).ok).toBe(true)
})

test('a number that another process has now does not block', async () => {
  const lock = await takeLock(folder)
  expect(lock.ok).toBe(true)
  const path = join(folder, 'lock')
  const held = JSON.parse(await readFile(path, 'utf8')) as object
  await writeFile(path, JSON.stringify({ ...held, began: 'another boot 12345', token: 'other' }))
  expect((await takeLock(folder)).ok).toBe(true)
})

test.each(['', 'rubbish', '\0\0\0\0', '{"pid":"x"}'])(
  'a lock file that says %j and is old does not block',
  async (text) => {
    const path = join(folder, 'lock')
    await writeFile(path, text)
    await utimes(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
    expect((await takeLock(folder)).ok).toBe(true)
  },
)

test('of many who find a dead holder at once only one gets in', async () => {
  for (let round = 0; round < 20; round++) {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 999_999_999, began: '', token: `dead ${round}` }))
    const locks = await Promise.all(Array.from({ length: 8 }, () => takeLock(folder)))
    const got = locks.filter(({ ok }) => ok)
    expect(got).toHaveLength(1)
    for (const lock of got) if (lock.ok) await lock.value.release()
    expect(await readdir(folder)).toEqual([])
  }
})

test('a release takes away only its own', async () => {
  const lock = await takeLock(folder)
  const path = join(folder, 'lock')
  await writeFile(path, JSON.stringify({ pid: 1, began: '', token: 'of another' }))
  if (lock.ok) await lock.value.release()
  expect(await readFile(path, 'utf8')).toContain('of another')
})
