// The server is killed while it is told and while it is asked: nothing is lost, doubled, undone or switched back.
import { afterEach, describe, expect, test } from 'vitest'
import { useMiniflux } from '../servers/use-miniflux.ts'
import { agree, someMarks } from './testing/agreement.ts'
import { chanceFrom } from './testing/chance.ts'
import { differences, Expected } from './testing/expected.ts'
import { points } from './testing/gate.ts'
import { addArticles, apis, fill, isPush, newScene, type Scene } from './testing/scene.ts'

const PATIENCE = 180_000
/** Of each kind for each API. */
const KILLS = 17
const HOUR = 3_600_000

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ needsOurs: true })
  let scene: Scene | null = null
  afterEach(() => scene?.close())

  test.for(apis)('%s: killed in mid-push and in mid-pull', async (api) => {
    const chance = chanceFrom(11)
    scene = await newScene(miniflux(), `killed-${api}`)
    const urls = await fill(miniflux(), scene.logins, 3, 10)
    let ahead = 0
    const [a, b] = [await scene.addSide('A', api, { ahead: () => ahead }), await scene.addSide('B', api)]
    const expected = new Expected(await scene.marks(), ['A', 'B'])
    const kills = { push: 0, pull: 0 }
    let pulls = 4
    for (let round = 1; kills.push < KILLS || kills.pull < KILLS; round++) {
      expect(round, 'traps that are hardly ever sprung').toBeLessThan(6 * KILLS)
      const inPush = kills.pull >= KILLS || (kills.push < KILLS && chance.yes(0.5))
      // Late enough for everything that is only asked for now and then.
      ahead += 7 * HOUR
      if (!inPush) {
        const fresh = await addArticles(miniflux(), scene.logins, 100 + round, 1)
        urls.push(...fresh)
        expected.arrived(fresh)
      }
      const theirs = someMarks(chance, urls.slice(0, 30))
      await scene.mark(theirs)
      expected.markedThere(theirs)
      for (const { name, broadsheet } of [a, b]) {
        const marks = someMarks(
          chance,
          [...expected.here(name).keys()].flatMap((mark) => urlsOf(mark)),
          25,
        )
        await broadsheet.mark(marks)
        expected.marked(name, marks)
      }
      const at = chance.one(points)
      const nth = inPush ? 1 + chance.number(api === 'fever' ? 8 : 3) : 1 + chance.number(pulls)
      let seen = 0
      a.gate.forget()
      a.gate.set({
        at,
        isIt: (passing) => isPush(passing) === inPush && ++seen === nth,
        strike: () => miniflux().kill(),
      })
      const problem = await a.broadsheet.tryToSync()
      const told = `seed ${chance.seed}, round ${round}, ${inPush ? 'push' : 'pull'} ${nth} ${at}`
      if (a.gate.sprung()) {
        await a.gate.settled()
        kills[inPush ? 'push' : 'pull']++
        // The last answer may have been heard to its end.
        if (at !== 'heard') expect(problem, told).not.toBeNull()
        await miniflux().start()
      } else expect(problem, told).toBeNull()
      a.gate.set(null)
      if (!problem) pulls = Math.max(3, a.gate.passed().filter((passing) => !isPush(passing)).length)
      if (problem) {
        const { broadsheet } = a
        const found = {
          here: await broadsheet.marks(),
          waiting: await broadsheet.waiting(),
          server: await scene.marks(),
        }
        expect(expected.cutOff('A', found), told).toEqual([])
      } else expected.synced('A')
      if (chance.yes(0.5)) {
        const meanwhile = someMarks(chance, urls.slice(0, 30))
        await scene.mark(meanwhile)
        expected.markedThere(meanwhile)
      }
      if (chance.yes(0.7)) await agree(scene, [a, b], expected, chance, told)
    }
    await agree(scene, [a, b], expected, chance, 'in the end')
  })

  test.for(apis)('%s: the first sync is cut off again and again, and goes on', async (api) => {
    const chance = chanceFrom(12)
    scene = await newScene(miniflux(), `begun-${api}`)
    const { broadsheet, gate } = await scene.addSide('A', api, { smallPages: true })
    await fill(miniflux(), scene.logins, 3, 100)
    const [first] = await scene.web.entries()
    await scene.web.mark([first?.id ?? 0], 'read')
    let here = 0
    for (let kills = 0; kills < 8; kills++) {
      const nth = 3 + chance.number(12)
      let seen = 0
      gate.set({ at: chance.one(points), isIt: () => ++seen === nth, strike: () => miniflux().kill() })
      await broadsheet.tryToSync()
      await gate.settled()
      await miniflux().start()
      const now = (await broadsheet.marks()).size
      expect(now, `seed ${chance.seed}, kill ${kills}`).toBeGreaterThanOrEqual(here)
      here = now
    }
    gate.set(null)
    await broadsheet.sync()
    expect(differences(await broadsheet.marks(), await scene.marks())).toEqual([])
    expect(await broadsheet.totals()).toEqual({ waiting: 0, refused: 0 })
  })
})

const urlsOf = (mark: string): string[] => (mark.startsWith('read ') ? [mark.slice(5)] : [])
