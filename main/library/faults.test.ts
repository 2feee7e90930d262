// A day in the life of a library in which the disk fails, fills up, or loses power at every operation in turn.
import { isDeepStrictEqual } from 'node:util'
import { expect, test, vi } from 'vitest'
import { DiskError } from '../base/host.ts'
import { memoryFiles, PowerCut, type Fault, type MemoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { account, article, chance, day, feed, mediaKeyOf, start, testHost } from './testing/scene.ts'
import { dump, Model, someWrites } from './testing/model.ts'
import type { Library, Write } from './writes.ts'

// Hundreds of lives take their time on a busy machine.
vi.setConfig({ testTimeout: 1_800_000 })

const tuning = { journalBytes: 1500, contentBytes: 6000 }

type Step = { writes: Write[] } | { house: (library: Library) => Promise<unknown> }

/** Two of three feeds belong to accounts. */
const beginning: Write[] = [
  { kind: 'accounts.put', accounts: [account(1), account(2)] },
  { kind: 'feeds.put', feeds: [1, 2].map((id) => feed(id, { accountId: id, remoteId: `r${id}` })), service: true },
  { kind: 'feeds.put', feeds: [feed(3)] },
]

/** The same for every run. */
function steps(): Step[] {
  const random = chance(7)
  const counter = { n: 100 }
  const scratch = new Model()
  const all: Step[] = [{ writes: beginning }]
  for (let i = 0; i < 32; i++) {
    const writes = someWrites(scratch, random, counter)
    scratch.apply([...(i === 0 ? beginning : []), ...writes], start)
    all.push({ writes })
    if (i === 5) all.push({ house: (library) => library.media.keep(mediaKeyOf(3), 'image/png', new Uint8Array(500)) })
    if (i === 8) all.push({ house: (library) => library.backup() })
    if (i === 12 || i === 20) all.push({ house: (library) => library.applyRetention() })
    if (i === 16) all.push({ house: (library) => library.close() })
  }
  return all
}

interface Run {
  /** As it must be: what was acknowledged, and what may be there besides. */
  acknowledged: Model
  begun: Model | null
  library: Library | null
}

async function live(files: MemoryFiles, run: Run, onFailure: (error: unknown) => Promise<void>): Promise<void> {
  const host = testHost(files)
  run.library = await openLibrary(host, tuning)
  for (const step of steps()) {
    host.clock.at += 60_000
    try {
      if ('house' in step) {
        await step.house(run.library)
        if (step.house.toString().includes('close')) run.library = await openLibrary(host, tuning)
        continue
      }
      run.begun = run.acknowledged.copy()
      run.begun.apply(step.writes, host.clock.at)
      await run.library.apply(step.writes)
      run.acknowledged = run.begun
    } catch (error) {
      await onFailure(error)
    }
    run.begun = null
  }
  await run.library.close()
}

async function operationsOfOneLife(): Promise<number> {
  const files = memoryFiles()
  const run: Run = { acknowledged: new Model(), begun: null, library: null }
  await live(files, run, async (error) => {
    throw error
  })
  return files.operations
}

test('the power goes at every operation: what was acknowledged is there, and nothing is torn', async () => {
  const operations = await operationsOfOneLife()
  expect(operations).toBeGreaterThan(120)
  const random = chance(3)
  // Each several times: what was being written may be there, may not, and may be torn.
  for (let n = 1; n <= operations; n += 1 / 2) {
    const files = memoryFiles()
    files.failAt(Math.floor(n), 'crash')
    const run: Run = { acknowledged: new Model(), begun: null, library: null }
    await expect(
      live(files, run, async (error) => {
        throw error
      }),
    ).rejects.toThrow(PowerCut)
    const after = files.afterPowerCut(random)
    const host = testHost(after, start + day / 4)
    const library = await openLibrary(host, tuning)
    const problems = library.problems.filter(
      (problem) => problem.kind !== 'libraryMended' || problem.what !== 'journalCut',
    )
    expect(problems, `power gone at ${n}`).toEqual([])
    const found = await dump(library)
    const wanted = [run.acknowledged, run.begun]
      .filter((model) => model !== null)
      .map((model) => model.dump(host.clock.at))
    const match = wanted.find((one) => isDeepStrictEqual(one, found))
    if (!match) expect(found, `power gone at ${n}`).toEqual(wanted[0])
    // It goes on from there.
    if (library.feed(1)) {
      await library.apply([{ kind: 'articles.add', feedId: 1, articles: [article(9999)] }])
      const seen = await dump(library)
      await library.close()
      expect(await dump(await openLibrary(testHost(after, host.clock.at), tuning)), `power gone at ${n}`).toEqual(seen)
    }
  }
})

test.each<Fault>(['full', 'io'])(
  'the disk fails (%s) at every operation: a refused write changes nothing, the next one works',
  async (fault) => {
    const operations = await operationsOfOneLife()
    for (let n = 2; n <= operations; n++) {
      const files = memoryFiles()
      files.failAt(n, fault)
      const run: Run = { acknowledged: new Model(), begun: null, library: null }
      const outcome = live(files, run, async (error) => {
        expect(error, `failed at ${n}`).toBeInstanceOf(DiskError)
        if (run.library && run.begun)
          expect(await dump(run.library), `failed at ${n}`).toEqual(run.acknowledged.dump(start))
        files.heal()
      })
      try {
        await outcome
      } catch (error) {
        // Not even opened: nothing was there yet.
        expect(error).toBeInstanceOf(DiskError)
        continue
      }
      const again = await openLibrary(testHost(files, start + day / 4), tuning)
      expect(await dump(again), `failed at ${n}`).toEqual(run.acknowledged.dump(start + day / 4))
      expect(again.problems, `failed at ${n}`).toEqual([])
    }
  },
)

test('applies that come together and do not all fit: those that fit are kept', async () => {
  const files = memoryFiles()
  const host = testHost(files)
  const library = await openLibrary(host, tuning)
  await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
  await library.apply([{ kind: 'articles.add', feedId: 1, articles: [1, 2, 3].map((n) => article(n)) }])
  // The first write of the group fails, and the first of its parts with it.
  files.failAt(1, 'io')
  const [large, small] = await Promise.allSettled([
    library.apply([{ kind: 'articles.add', feedId: 1, articles: [4, 5].map((n) => article(n)) }]),
    library.apply([{ kind: 'articles.mark', ids: [1], read: true }]),
  ])
  expect(large?.status).toBe('fulfilled')
  expect(small?.status).toBe('fulfilled')
  files.failAt(1, 'full')
  const [first, second] = await Promise.allSettled([
    library.apply([{ kind: 'articles.add', feedId: 1, articles: [6].map((n) => article(n)) }]),
    library.apply([{ kind: 'articles.mark', ids: [2], read: true }]),
  ])
  expect([first?.status, second?.status]).toEqual(['rejected', 'rejected'])
  files.heal()
  expect(library.counts()).toMatchObject({ total: 5, unread: 4 })
  await library.apply([{ kind: 'articles.mark', ids: [2], read: true }])
  const again = await openLibrary(testHost(files), tuning)
  expect(again.counts()).toMatchObject({ total: 5, unread: 3 })
})
