// Marks and new articles between any two requests of a running sync, syncs of both at once, long lists that move while they
// are read, clocks that jump: whoever alone has marked something finds it as it was marked last.
import { afterEach, describe, expect, test } from 'vitest'
import { useMiniflux } from '../servers/use-miniflux.ts'
import type { Mark, Marks } from './testing/broadsheet.ts'
import { chanceFrom } from './testing/chance.ts'
import { someMarks } from './testing/agreement.ts'
import { differences } from './testing/expected.ts'
import { addArticles, apis, fill, newScene, type Scene, type Side } from './testing/scene.ts'

const PATIENCE = 180_000
const ROUNDS = 12
const DAY = 24 * 3_600_000

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ needsOurs: true })
  let scene: Scene | null = null
  afterEach(() => scene?.close())

  test.for(apis)('%s: whatever happens while a sync runs', async (api) => {
    const chance = chanceFrom(17)
    const world = (scene = await newScene(miniflux(), `races-${api}`))
    const urls = await fill(miniflux(), world.logins, 3, 40)
    let ahead = 0
    const sides = [
      await world.addSide('A', api, { smallPages: true, ahead: () => ahead }),
      await world.addSide('B', api, { smallPages: true }),
    ]
    const [a, b] = sides as [Side, Side]
    const own = { A: urls.slice(0, 30), B: urls.slice(30, 60), web: urls.slice(60, 90) }
    const shared = urls.slice(90)
    const isShared = (mark: Mark) => shared.some((url) => mark.endsWith(` ${url}`))
    /** By whoever alone makes them. */
    const last: Marks = new Map()
    /** What anybody has asked for in this round. */
    let asked = new Map<Mark, Set<boolean>>()

    async function arrive(number: number): Promise<void> {
      await addArticles(miniflux(), world.logins, number, 1)
    }

    async function act(): Promise<void> {
      const who = chance.one(['A', 'B', 'web'] as const)
      // The web side knows one click on a star, which another's may cross: its stars are its own.
      const isClear = ([mark]: [Mark, boolean]) => who !== 'web' || mark.startsWith('read ') || !isShared(mark)
      const marks = [...someMarks(chance, [...own[who], ...shared], 5)].filter(isClear)
      for (const [mark, value] of marks) {
        if (isShared(mark)) asked.set(mark, (asked.get(mark) ?? new Set()).add(value))
        else last.set(mark, value)
      }
      if (who === 'web') await world.mark(marks)
      else await (who === 'A' ? a : b).broadsheet.mark(marks)
    }

    for (let round = 1; round <= ROUNDS; round++) {
      const told = `seed ${chance.seed}, round ${round}`
      asked = new Map()
      const before = await world.marks()
      let acts = 12
      // One at a time: two clicks on one star at once would be two clicks.
      let turn = Promise.resolve()
      const meddle = () => {
        if (acts <= 0 || !chance.yes(0.4)) return
        const number = 1000 + round * 20 + acts--
        turn = turn.then(chance.yes(0.1) ? () => arrive(number) : act)
        return turn
      }
      ahead = chance.one([0, 0, 7 * 3_600_000, 40 * DAY, -40 * DAY])
      for (const { gate } of sides) gate.onPassing(meddle)
      await act()
      await act()
      // A list that never holds still is an answer that is not used; it is asked for again.
      await Promise.all([a, b, a].map(({ broadsheet }) => broadsheet.tryToSync()))
      for (const { gate } of sides) gate.onPassing(null)
      ahead = chance.one([0, 7 * 3_600_000])
      for (const { broadsheet } of [a, b, a, b]) await broadsheet.sync()
      const server = await world.marks()
      for (const { name, broadsheet } of sides) {
        expect(differences(await broadsheet.marks(), server), `${told}, ${name}`).toEqual([])
        expect(await broadsheet.totals(), `${told}, ${name}`).toEqual({ waiting: 0, refused: 0 })
      }
      const wrong: string[] = []
      for (const [mark, value] of server) {
        const known = last.get(mark) ?? asked.get(mark) ?? before.get(mark) ?? false
        if (known instanceof Set ? !known.has(value) : known !== value) wrong.push(`${mark} is ${value}`)
      }
      expect(wrong, told).toEqual([])
    }
  })
})
