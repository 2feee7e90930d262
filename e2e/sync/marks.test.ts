// Marks made on two Broadsheets and on the server's own web side, without network and against each other: in the end all
// three agree, and no mark is lost but to a later one.
import { afterEach, describe, expect, test } from 'vitest'
import { startFeedServer, type FeedServer } from '../servers/feed-server.ts'
import type { MinifluxWeb } from '../servers/miniflux-web.ts'
import { useMiniflux } from '../servers/use-miniflux.ts'
import { agree, someMarks } from './testing/agreement.ts'
import { chanceFrom } from './testing/chance.ts'
import { differences, Expected } from './testing/expected.ts'
import { fill, newScene, type Api, type Scene } from './testing/scene.ts'

const PATIENCE = 120_000

/** The APIs that A and B are signed in to, with the rounds of marking and coming to agree. */
const servers: { suite: 'sid' | 'trixie'; pairs: [a: Api, b: Api, rounds: number][] }[] = [
  {
    suite: 'sid',
    pairs: [
      ['miniflux', 'miniflux', 30],
      ['googleReader', 'googleReader', 30],
      ['fever', 'fever', 30],
      ['miniflux', 'googleReader', 10],
      ['googleReader', 'fever', 10],
    ],
  },
  // Its stars are switched instead of set, and it reads ids as it likes.
  {
    suite: 'trixie',
    pairs: [
      ['miniflux', 'miniflux', 20],
      ['googleReader', 'googleReader', 20],
      ['fever', 'miniflux', 10],
    ],
  },
]

describe.for(servers)('against the Miniflux of $suite', { timeout: PATIENCE }, ({ suite, pairs }) => {
  const miniflux = useMiniflux({ suite })
  let scene: Scene | null = null
  let papers: FeedServer | null = null
  afterEach(async () => {
    await scene?.close()
    await papers?.close()
    papers = null
  })

  /** Where nothing can be written into the database. */
  async function followed(web: MinifluxWeb): Promise<string[]> {
    papers = await startFeedServer()
    for (const name of ['one', 'two', 'three', 'four']) await web.addFeed(papers.create(name, { items: 10 }))
    return (await web.entries()).map(({ url }) => url)
  }

  test.for(pairs)('%s and %s agree in %i rounds', async ([a, b, rounds]) => {
    const chance = chanceFrom(7)
    scene = await newScene(miniflux(), `marks-${a}-${b}`)
    const urls = miniflux().ours ? await fill(miniflux(), scene.logins, 4, 10) : await followed(scene.web)
    const sides = [await scene.addSide('A', a), await scene.addSide('B', b)]
    const expected = new Expected(await scene.marks(), ['A', 'B'])
    for (const { broadsheet } of sides) expect(differences(await broadsheet.marks(), expected.server)).toEqual([])

    for (let round = 1; round <= rounds; round++) {
      const told = `seed ${chance.seed}, round ${round}`
      for (let step = chance.number(5); step >= 0; step--) {
        const { name, broadsheet } = chance.one(sides)
        const what = chance.number(4)
        if (what < 2) {
          const marks = someMarks(chance, urls)
          await broadsheet.mark(marks)
          expected.marked(name, marks)
        } else if (what === 2) {
          const marks = someMarks(chance, urls)
          await scene.mark(marks)
          expected.markedThere(marks)
        } else {
          await broadsheet.sync()
          expected.synced(name)
        }
        expect(differences(await broadsheet.marks(), expected.here(name)), `${told}, ${name}`).toEqual([])
        expect(differences(await broadsheet.waiting(), expected.waiting(name)), `${told}, ${name} waits`).toEqual([])
      }
      await agree(scene, sides, expected, chance, told)
    }
  })
})
