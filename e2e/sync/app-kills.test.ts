// Broadsheet itself is killed while it tells the server what was marked, and while it takes in what is new: what waited still
// waits, what was told is not told otherwise, nothing is here twice, and the library opens as if nothing had been.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { useMiniflux } from '../servers/use-miniflux.ts'
import { agree, someMarks } from './testing/agreement.ts'
import { chanceFrom } from './testing/chance.ts'
import { Expected } from './testing/expected.ts'
import { points } from './testing/gate.ts'
import { startOwn } from './testing/own-broadsheet.ts'
import { addArticles, apis, fill, isPush, newScene, type Scene } from './testing/scene.ts'

const PATIENCE = 300_000
/** In mid-push, for each API; a quarter as many more in mid-pull. */
const KILLS = 17

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ needsOurs: true })
  let scene: Scene | null = null
  afterEach(() => scene?.close())

  test.for(apis)('%s: killed in mid-push and in mid-pull', async (api) => {
    const chance = chanceFrom(13)
    scene = await newScene(miniflux(), `dying-${api}`)
    const urls = await fill(miniflux(), scene.logins, 3, 10)
    const [a, b] = [await scene.addSide('A', api), await scene.addSide('B', api)]
    const expected = new Expected(await scene.marks(), ['A', 'B'])
    await a.broadsheet.close()
    let own = await startOwn(a.broadsheet.library)
    a.broadsheet.reopenWith(own)
    try {
      for (let kills = 0, round = 1; kills < KILLS; round++) {
        expect(round, 'traps that are hardly ever sprung').toBeLessThan(4 * KILLS)
        for (const { name, broadsheet } of [a, b]) {
          const marks = someMarks(chance, urls, 20)
          await broadsheet.mark(marks)
          expected.marked(name, marks)
        }
        const theirs = someMarks(chance, urls)
        await scene.mark(theirs)
        expected.markedThere(theirs)
        const at = chance.one(points)
        const inPush = chance.yes(0.8)
        const nth = 1 + chance.number(inPush && api !== 'fever' ? 3 : 7)
        if (!inPush) expected.arrived(await addArticles(miniflux(), scene.logins, 100 + round, 1))
        let seen = 0
        a.gate.set({
          at,
          isIt: (passing) => isPush(passing) === inPush && ++seen === nth,
          async strike() {
            // In what it does with the answer, too.
            if (at === 'heard') await sleep(chance.number(5))
            await own.kill()
          },
        })
        const told = `seed ${chance.seed}, round ${round}, ${inPush ? 'push' : 'pull'} ${nth} ${at}`
        const refusal = await a.broadsheet.problemOf('accounts.sync', {
          ids: [a.broadsheet.accountId],
          wait: true,
          complete: 'none',
        })
        if (!a.gate.sprung()) {
          expect(refusal, told).toBeNull()
          expected.synced('A')
          continue
        }
        if (inPush) kills++
        await a.gate.settled()
        // The server may be at it yet.
        await sleep(30)
        own = await startOwn(a.broadsheet.library)
        a.broadsheet.reopenWith(own)
        expect((await a.broadsheet.snapshot()).problems, told).toEqual([])
        const { broadsheet } = a
        const found = {
          here: await broadsheet.marks(),
          waiting: await broadsheet.waiting(),
          server: await scene.marks(),
        }
        expect(expected.cutOff('A', found), told).toEqual([])
        if (chance.yes(0.5)) await agree(scene, [a, b], expected, chance, told)
      }
      await agree(scene, [a, b], expected, chance, 'in the end')
    } finally {
      await own.close()
    }
  })
})
