// A process that writes is killed with SIGKILL at random moments, two hundred times and more, always the same library:
// each time it opens again, holds everything that was acknowledged, nothing is torn, and every mark on an account's article
// is there together with what is to be told about it.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { nodeFiles } from '../hosts/node/files.ts'
import { openLibrary } from './library.ts'
import { chance, testHost } from './testing/scene.ts'
import { isSent, killTuning, readAfter, savedAfter } from './testing/writer.ts'

const kills = 200
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

interface Known {
  id: number
  steps: Set<string>
}

/** Begins a writer, lets it live for a while, kills it; answers with what it said. */
async function oneLife(folder: string, first: number, seed: number, ms: number): Promise<string[]> {
  const writer = join(import.meta.dirname, 'testing', 'writer.ts')
  const child = spawn(process.execPath, [writer, folder, String(first), String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let failed = ''
  child.stderr.on('data', (data: Buffer) => (failed += data.toString()))
  const opened = new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      if (said.startsWith('open\n')) resolve()
    })
    child.on('exit', () => resolve())
  })
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()))
  await opened
  setTimeout(() => child.kill('SIGKILL'), ms)
  await gone
  expect(failed).toBe('')
  // The last line may be torn: the pipe is no part of what is tested.
  return said.split('\n').slice(0, -1)
}

test(`${kills} kills`, { timeout: 3_600_000 }, async () => {
  const random = chance(11)
  let folder = ''
  let known = new Map<number, Known>()
  let acknowledged = 0
  for (let life = 0; life < kills; life++) {
    // A new library now and then, so that its beginning is killed too.
    if (life % 40 === 0) {
      folder = await mkdtemp(join(tmpdir(), 'broadsheet-kill-'))
      folders.push(folder)
      known = new Map()
    }
    const first = 10_000 * (life % 40) + 1
    const lines = await oneLife(folder, first, life, random() ** 2 * 120)
    for (const line of lines) {
      const [step = '', n = '', id = ''] = line.split(' ')
      if (step === 'open') continue
      const one = known.get(Number(n)) ?? { id: Number(id), steps: new Set() }
      one.steps.add(step)
      known.set(Number(n), one)
      acknowledged++
    }
    await check(folder, known)
  }
  expect(acknowledged).toBeGreaterThan(kills)
})

async function check(folder: string, known: ReadonlyMap<number, Known>): Promise<void> {
  const library = await openLibrary(testHost(nodeFiles(folder)), killTuning)
  expect(
    library.problems.filter(
      (problem) => problem.kind !== 'libraryMended' || problem.what !== 'journalCut' || problem.lost > 0,
    ),
  ).toEqual([])
  const ids = library.list({ scope: { kind: 'all' }, show: 'all', order: 'oldest' })
  const heads = await library.heads(ids)
  expect(heads.map(({ id }) => id)).toEqual(ids)
  const byId = new Map(heads.map((head) => [head.id, head]))
  const counts = library.counts()
  expect(counts.total).toBe(ids.length)
  expect(counts.unread).toBe(heads.filter(({ read }) => !read).length)
  expect(counts.saved).toBe(heads.filter(({ saved }) => saved).length)
  for (const [n, { id, steps }] of known) {
    const head = byId.get(id)
    if (steps.has('removed')) expect(head, `${n} was removed`).toBeUndefined()
    // Its removal may have been durable without having been told.
    else if (n % 23 !== 0) expect(head, `${n} was added`).toBeDefined()
    if (!head) continue
    expect(head.url).toBe(`https://paper.example/2026/article-${n}`)
    if (steps.has('marked')) expect([head.read, head.saved], `${n} was marked`).toEqual([readAfter(n), savedAfter(n)])
    if (steps.has('changed')) expect(head.title).toBe(`Changed ${n}`)
  }
  // A mark and what is to be told about it: never one without the other.
  const pending = new Set(
    library
      .outbox(1)
      .map(({ change }) => (change.on === 'article' ? `${change.id} ${change.key} ${change.value}` : '')),
  )
  expect(pending.size).toBe(library.waiting(1))
  for (const { id, feedId, url, read, saved } of heads) {
    if (feedId !== 1) continue
    const n = Number(/article-(\d+)$/.exec(url ?? '')?.[1])
    for (const [key, value] of Object.entries({ read, saved })) {
      const waits = pending.has(`${id} ${key} true`)
      if (isSent(n) && value) expect(waits && known.get(n)?.steps.has('sent'), `${key} of ${n} was sent`).not.toBe(true)
      else expect(waits, `${key} of ${n} is to be told`).toBe(value)
    }
  }
  // Whatever is there is whole, acknowledged or not, and its twin is there too.
  const sample = ids.filter((_, i) => ids.length < 60 || i % Math.ceil(ids.length / 60) === 0)
  for (const id of sample) expect((await library.body(id))?.html).toMatch(/^<p>(The text of article|changed) \d+/)
  const numbers = heads.map(({ url }) => Number(/article-(\d+)$/.exec(url ?? '')?.[1]))
  const there = new Set(numbers)
  for (const n of numbers) if (n < 1_000_000) expect(there.has(n + 1_000_000), `the twin of ${n}`).toBe(true)
  expect(new Set(numbers).size).toBe(numbers.length)
}
