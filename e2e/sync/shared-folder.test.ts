// No service at all: two computers with a folder between them that is brought late, twice, out of order, cut off and old
// again. Both come to agree, and whoever alone has marked something finds it as it was marked last.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFeedServer, type FeedServer } from '../servers/feed-server.ts'
import { someMarks } from './testing/agreement.ts'
import { Broadsheet, newFolder, type Marks } from './testing/broadsheet.ts'
import { chanceFrom } from './testing/chance.ts'
import { startCourier } from './testing/courier.ts'
import { differences } from './testing/expected.ts'
import { openHere } from './testing/open-here.ts'

const PATIENCE = 120_000
const ROUNDS = 12
const MINUTE = 60_000

let papers: FeedServer
const open: Broadsheet[] = []
beforeEach(async () => {
  papers = await startFeedServer()
})
afterEach(async () => {
  for (const broadsheet of open.splice(0)) await broadsheet.close()
  await papers.close()
})

test('two computers and a folder agree, however it is delivered', { timeout: PATIENCE }, async () => {
  const chance = chanceFrom(29)
  const feeds = ['one', 'two', 'three'].map((name) => papers.create(name, { items: 8, title: name }))
  const shares = [folderFor('A'), folderFor('B')] as const
  const courier = startCourier(shares, chance)
  // One clock is wrong.
  const a = await Broadsheet.open()
  const b = await Broadsheet.open({ ahead: () => -7 * MINUTE })
  open.push(a, b)
  const sides = [
    { name: 'A', broadsheet: a, ahead: () => 0 },
    { name: 'B', broadsheet: b, ahead: () => -7 * MINUTE },
  ] as const
  for (const url of feeds) await a.ask('feeds.follow', { url })
  const early = papers.items('one')[0]?.url ?? ''
  await a.mark([[`saved ${early}`, true]])
  await signIn(a, shares[0], true)
  await signIn(b, shares[1], false)
  for (let times = 0; times < 3; times++) await settle()
  expect((await b.feeds()).map(({ url }) => url).toSorted()).toEqual(feeds.toSorted())
  expect(differences(await b.marks(), await a.marks())).toEqual([])
  expect((await b.marks()).get(`saved ${early}`)).toBe(true)

  async function settle(): Promise<void> {
    for (const { broadsheet } of sides) {
      await broadsheet.sync()
      await broadsheet.ask('feeds.refresh', { force: true, wait: true, complete: 'none' })
      await broadsheet.sync()
      courier.bringAll()
    }
  }

  const urls = [...(await a.marks()).keys()].flatMap((mark) => (mark.startsWith('read ') ? [mark.slice(5)] : []))
  const own = { A: urls.slice(0, 8), B: urls.slice(8, 16) }
  const shared = urls.slice(16)
  const last: Marks = new Map()
  for (let round = 1; round <= ROUNDS; round++) {
    const told = `seed ${chance.seed}, round ${round}`
    for (let step = 0; step < 12; step++) {
      const { name, broadsheet, ahead } = chance.one(sides)
      const what = chance.number(8)
      if (what < 3) {
        const marks = someMarks(chance, [...own[name], ...shared])
        await broadsheet.mark(marks)
        for (const [mark, value] of marks) if (!shared.some((url) => mark.endsWith(url))) last.set(mark, value)
      } else if (what < 5) {
        await broadsheet.sync()
        courier.look()
      } else if (what < 7) courier.bringSomething()
      else if (chance.yes(0.3)) {
        await broadsheet.close()
        broadsheet.reopenWith(await openHere({ library: broadsheet.library, ahead }))
      }
    }
    for (let times = 0; times < 3; times++) await settle()
    const marks = await a.marks()
    expect(differences(await b.marks(), marks), told).toEqual([])
    expect(differences(new Map([...marks].filter(([mark]) => last.has(mark))), last), told).toEqual([])
    for (const { name, broadsheet } of sides)
      expect(await broadsheet.totals(), `${told}, ${name}`).toEqual({ waiting: 0, refused: 0 })
  }

  // What is followed and where it lies goes the same way.
  const folder = await a.ask('folders.add', { title: 'Zeitungen', parentId: null, accountId: a.accountId })
  await a.ask('feeds.move', { feeds: [await feed(a, 'two')], folders: [], to: folder.id, place: 0 })
  await b.ask('feeds.unfollow', { ids: [await feed(b, 'three')] })
  await b.ask('feeds.follow', { url: papers.create('four', { items: 2, title: 'four' }), accountId: b.accountId })
  for (let times = 0; times < 3; times++) await settle()
  for (const { name, broadsheet } of sides) {
    expect(await broadsheet.tree(), name).toEqual(['Zeitungen / two', 'four', 'one'])
    expect(await broadsheet.heads(), name).toHaveLength(18)
  }
})

function folderFor(name: string): string {
  const path = join(newFolder(), name)
  mkdirSync(path)
  return path
}

const signIn = (broadsheet: Broadsheet, address: string, shareFeeds: boolean) =>
  broadsheet.signIn({ service: 'folder', preset: 'folder', address, user: '', secret: '', shareFeeds })

async function feed(broadsheet: Broadsheet, title: string): Promise<number> {
  const found = (await broadsheet.feeds()).find((one) => (one.ownTitle ?? one.title) === title)
  if (!found) throw new Error(`no feed ${title}`)
  return found.id
}
