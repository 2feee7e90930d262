// The real library beside a plain model: the same writes, the same to see, through closing, crashing and opening again.
import { expect, test, vi } from 'vitest'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { account, chance, feed, start, testHost } from './testing/scene.ts'
import { dump, Model, someWrites } from './testing/model.ts'
import type { Write } from './writes.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two of four feeds belong to accounts. */
const beginning: Write[] = [
  { kind: 'accounts.put', accounts: [account(1), account(2)] },
  { kind: 'feeds.put', feeds: [1, 2].map((id) => feed(id, { accountId: id, remoteId: `r${id}` })), service: true },
  { kind: 'feeds.put', feeds: [3, 4].map((id) => feed(id)) },
]

const tuning = { journalBytes: 6000, contentBytes: 20_000 }

test.each(Array.from({ length: 12 }, (_, i) => i + 1))('random writes, seed %i', async (seed) => {
  const random = chance(seed)
  const counter = { n: 0 }
  const model = new Model()
  let files: MemoryFiles = memoryFiles()
  let host = testHost(files)
  let library = await openLibrary(host, tuning)
  await library.apply(beginning)
  model.apply(beginning, start)
  for (let round = 0; round < 150; round++) {
    host.clock.at += 61_000 * (1 + Math.floor(random() * 30))
    const writes = someWrites(model, random, counter)
    const changes = await library.apply(writes)
    model.apply(writes, host.clock.at)
    for (const { counts } of changes) if (counts) expect(counts).toEqual(library.counts())
    if (round % 10 === 9) expect(await dump(library)).toEqual(model.dump(host.clock.at))
    const fate = random()
    if (fate < 0.04) await library.close()
    if (fate < 0.1) {
      if (fate >= 0.04) files = files.afterPowerCut(random)
      host = testHost(files, host.clock.at)
      library = await openLibrary(host, tuning)
      expect(library.problems.filter(({ kind }) => kind !== 'libraryMended')).toEqual([])
      expect(await dump(library)).toEqual(model.dump(host.clock.at))
    } else if (fate < 0.13) await library.applyRetention()
    else if (fate < 0.16) await library.backup()
  }
  expect(await dump(library)).toEqual(model.dump(host.clock.at))
})

/** The files as they are, with these damaged. */
function withDamage(files: MemoryFiles, paths: RegExp): MemoryFiles {
  const copy = files.afterPowerCut()
  for (const path of copy.paths()) if (paths.test(path)) copy.damage(path, (bytes) => bytes.fill(0))
  return copy
}

test.each(Array.from({ length: 5 }, (_, i) => i + 21))(
  'the journal on top of any older snapshot, seed %i: pages, library.json, or both are those before',
  async (seed) => {
    const random = chance(seed)
    const counter = { n: 0 }
    const model = new Model()
    const files = memoryFiles()
    const host = testHost(files)
    const library = await openLibrary(host, tuning)
    await library.apply(beginning)
    model.apply(beginning, start)
    for (let round = 0; round < 90; round++) {
      host.clock.at += 61_000
      const writes = someWrites(model, random, counter)
      await library.apply(writes)
      model.apply(writes, host.clock.at)
      if (!files.paths().includes('register/0000.state.previous') || random() < 0.85) continue
      for (const older of [/^register\/\d+\.state$/, /^library\.json$/, /^(register\/\d+\.state|library\.json)$/]) {
        const again = await openLibrary(testHost(withDamage(files, older), host.clock.at), tuning)
        expect(again.problems.map((problem) => problem.kind === 'libraryMended' && problem.what)).toContain(
          'snapshotRestored',
        )
        expect(await dump(again), `${String(older)} in round ${round}`).toEqual(model.dump(host.clock.at))
      }
    }
  },
)

test('applies that overlap end as if they had come one after the other', async () => {
  const random = chance(99)
  const counter = { n: 0 }
  const model = new Model()
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host, tuning)
  await library.apply(beginning)
  model.apply(beginning, start)
  for (let round = 0; round < 20; round++) {
    const waiting: Promise<unknown>[] = []
    const before = files.syncs
    for (let i = 0; i < 12; i++) {
      const writes = someWrites(model, random, counter)
      waiting.push(library.apply(writes))
      model.apply(writes, start)
    }
    await Promise.all(waiting)
    if (round === 0) expect(files.syncs - before).toBeLessThan(12)
    expect(await dump(library)).toEqual(model.dump(start))
  }
  await library.close()
  expect(await dump(await openLibrary(testHost(files), tuning))).toEqual(model.dump(start))
})

test('changes come in order, with a revision that rises by one', async () => {
  const host = testHost(memoryFiles())
  const library = await openLibrary(host)
  const heard: number[] = []
  const stop = library.onChange(({ revision }) => void heard.push(revision))
  library.onChange(() => {
    throw new Error('a listener that fails harms nobody')
  })
  const random = chance(5)
  const counter = { n: 0 }
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1), feed(2)] }])
  await Promise.all(Array.from({ length: 30 }, () => library.apply(someWrites(new Model(), random, counter))))
  expect(heard).toEqual(heard.map((_, i) => i + 1))
  expect(library.revision).toBe(heard.at(-1))
  stop()
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  expect(heard.at(-1)).toBe(library.revision - 1)
})
