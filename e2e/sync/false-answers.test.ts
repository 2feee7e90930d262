// Somebody else answers in the server's place: the sign-in page of a hotel, a proxy whose server is down, an empty page. Nothing
// of it is believed, and nothing that waits is taken to be told.
import { afterEach, describe, expect, test } from 'vitest'
import { useMiniflux } from '../servers/use-miniflux.ts'
import { agree, someMarks } from './testing/agreement.ts'
import { chanceFrom } from './testing/chance.ts'
import { Expected } from './testing/expected.ts'
import type { Instead } from './testing/gate.ts'
import { apis, fill, newScene, type Scene } from './testing/scene.ts'

const PATIENCE = 120_000
const ROUNDS = 16
const HOUR = 3_600_000

const html = '<!doctype html><title>Welcome</title><form><input name="room"><button>Surf</button></form>'
const answers: Instead[] = [
  { status: 200, type: 'text/html', body: html },
  { status: 200, type: 'text/html', body: '' },
  { status: 200, type: 'application/json', body: '[]' },
  { status: 200, type: 'application/json', body: '{}' },
  { status: 200, type: 'application/json', body: 'null' },
  { status: 404, type: 'text/html', body: html },
  { status: 502, type: 'text/html', body: html },
  { status: 511, type: 'text/html', body: html },
]

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux({ needsOurs: true })
  let scene: Scene | null = null
  afterEach(() => scene?.close())

  test.for(apis)('%s: answers from somebody else', async (api) => {
    const chance = chanceFrom(31)
    scene = await newScene(miniflux(), `false-${api}`)
    const urls = await fill(miniflux(), scene.logins, 3, 10)
    let ahead = 0
    const sides = [await scene.addSide('A', api, { ahead: () => ahead }), await scene.addSide('B', api)]
    const [{ broadsheet, gate }] = sides as [(typeof sides)[0], ...typeof sides]
    const expected = new Expected(await scene.marks(), ['A', 'B'])
    for (let round = 1; round <= ROUNDS; round++) {
      ahead += 7 * HOUR
      for (const side of sides) {
        const marks = someMarks(chance, urls, 12)
        await side.broadsheet.mark(marks)
        expected.marked(side.name, marks)
      }
      const title = `Paper, round ${round}`
      if (api !== 'fever')
        await broadsheet.ask('feeds.change', { id: (await broadsheet.feeds())[0]?.id ?? 0, ownTitle: title })
      const theirs = someMarks(chance, urls)
      await scene.mark(theirs)
      expected.markedThere(theirs)
      const answer = answers[round % answers.length] ?? null
      const from = round <= answers.length ? 1 : 1 + chance.number(8)
      const told = `seed ${chance.seed}, round ${round}, ${answer?.status} ${answer?.body.slice(0, 10)} from ${from} on`
      gate.forget()
      gate.answerWith(({ number }) => (number < from ? null : answer))
      for (let times = 0; times < 4; times++) {
        const problem = await broadsheet.tryToSync()
        if (gate.passed().length >= from) expect(problem, told).not.toBeNull()
        if (!problem) {
          expected.synced('A')
          continue
        }
        const found = {
          here: await broadsheet.marks(),
          waiting: await broadsheet.waiting(),
          server: await scene.marks(),
        }
        expect(expected.cutOff('A', found), told).toEqual([])
      }
      gate.answerWith(null)
      await agree(scene, sides, expected, chance, told)
      if (api !== 'fever') expect((await scene.web.feeds()).map((feed) => feed.title)).toContain(title)
    }
  })
})
