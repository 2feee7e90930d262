// Feeds and folders that come, go and move on two Broadsheets and on the web side: all three show the same tree, and a folder
// that is removed takes no feed along.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startFeedServer, type FeedServer } from '../servers/feed-server.ts'
import type { MinifluxWeb } from '../servers/miniflux-web.ts'
import { useMiniflux } from '../servers/use-miniflux.ts'
import type { Broadsheet } from './testing/broadsheet.ts'
import { chanceFrom } from './testing/chance.ts'
import { newScene, type Scene, type Side } from './testing/scene.ts'

const PATIENCE = 180_000
const ROUNDS = 8

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux()
  let scene: Scene | null = null
  let papers: FeedServer
  beforeEach(async () => {
    papers = await startFeedServer()
  })
  afterEach(async () => {
    await scene?.close()
    scene = null
    await papers.close()
  })

  test.for(['miniflux', 'googleReader'] as const)('%s: step by step, each side in its turn', async (api) => {
    const world = (scene = await newScene(miniflux(), `tree-${api}`))
    const { web } = world
    const name = (path: string) => papers.create(`${api.toLowerCase()}-${path}`, { items: 2, title: path })
    const news = await web.createCategory('News')
    const f1 = await web.addFeed(name('f1'))
    const f2 = await web.addFeed(name('f2'), news)
    for (const more of ['g1', 'g2', 'g3']) await web.addFeed(name(more))
    const rest = ['g1', 'g2', 'g3']
    const sides = [await world.addSide('A', api), await world.addSide('B', api)] as const
    const [a, b] = sides.map(({ broadsheet }) => broadsheet) as [Broadsheet, Broadsheet]
    const become = (...tree: string[]) => expectTree(web, sides, [...rest, ...tree])
    await become('News / f2', 'f1')

    const f3 = name('f3')
    await a.ask('feeds.follow', { url: f3, folderId: await folder(a, 'News') })
    await become('News / f2', 'News / f3', 'f1')
    const sport = await b.ask('folders.add', { title: 'Sport', parentId: null, accountId: b.accountId })
    await b.ask('feeds.move', { feeds: [await feed(b, 'f1')], folders: [], to: sport.id, place: 0 })
    await become('News / f2', 'News / f3', 'Sport / f1')
    const politics = await web.createCategory('Politik & Recht')
    await web.moveFeed(f2, politics)
    await become('Politik & Recht / f2', 'News / f3', 'Sport / f1')
    await a.ask('feeds.change', { id: await feed(a, 'f3'), ownTitle: 'Drittes „Blatt“' })
    await become('Politik & Recht / f2', 'News / Drittes „Blatt“', 'Sport / f1')
    await web.renameFeed(f1, 'Eins')
    await become('Politik & Recht / f2', 'News / Drittes „Blatt“', 'Sport / Eins')
    await b.ask('folders.rename', { id: await folder(b, 'Sport'), title: 'Sport / Spiel ä' })
    await become('Politik & Recht / f2', 'News / Drittes „Blatt“', 'Sport / Spiel ä / Eins')
    await web.renameCategory(politics, 'Politik')
    await become('Politik / f2', 'News / Drittes „Blatt“', 'Sport / Spiel ä / Eins')

    // Marks of its articles stay, whatever is done to a feed.
    const marks = await a.marks()
    await a.ask('folders.remove', { id: await folder(a, 'Sport / Spiel ä') })
    await b.ask('folders.remove', { id: await folder(b, 'News') })
    await become('Politik / f2', 'Drittes „Blatt“', 'Eins')
    expect(await a.marks()).toEqual(marks)
    // Offline, against each other: the last to say it is right, and both agree.
    const [x, y] = [await addFolder(a, 'X'), await addFolder(b, 'Y')]
    await a.ask('feeds.move', { feeds: [await feed(a, 'Eins')], folders: [], to: x, place: 0 })
    await b.ask('feeds.move', { feeds: [await feed(b, 'Eins')], folders: [], to: y, place: 0 })
    await a.ask('folders.rename', { id: await folder(a, 'Politik'), title: 'Politics' })
    await b.ask('folders.remove', { id: await folder(b, 'Politik') })
    const f6 = name('f6')
    for (const one of [a, b]) await one.ask('feeds.follow', { url: f6, accountId: one.accountId })
    await allTwice(sides)
    expect(await treeAt(web)).toEqual(await a.tree())
    expect(await b.tree()).toEqual(await a.tree())
    expect((await web.feeds()).map(({ feed_url }) => feed_url).toSorted()).toEqual(
      ['f1', 'f2', 'f3', 'f6', 'g1', 'g2', 'g3'].map((path) => papers.url(`${api.toLowerCase()}-${path}`)).toSorted(),
    )
    expect((await a.heads()).length).toBe(14)
    expect((await b.heads()).length).toBe(14)

    await b.ask('feeds.unfollow', { ids: [await feed(b, 'f6')] })
    await web.removeFeed(f2)
    await allTwice(sides)
    expect((await web.feeds()).length).toBe(5)
    for (const { broadsheet } of sides) {
      expect(await broadsheet.tree()).toEqual(await treeAt(web))
      expect((await broadsheet.heads()).length).toBe(10)
      expect(await broadsheet.totals()).toEqual({ waiting: 0, refused: 0 })
    }
    // Almost all of them at once: believed only when it is said again.
    for (const { id, title } of await web.feeds()) if (title !== 'g1') await web.removeFeed(id)
    expect(await a.tryToSync()).toMatchObject({ kind: 'doubtfulAnswer', what: 'feeds' })
    expect((await a.heads()).length).toBe(10)
    await a.sync()
    expect((await a.heads()).length).toBe(2)
  })

  test.for(['miniflux', 'googleReader'] as const)('%s: at random', async (api) => {
    const chance = chanceFrom(23)
    const world = (scene = await newScene(miniflux(), `chance-${api}`))
    const { web } = world
    const urls = Array.from({ length: 9 }, (_, n) =>
      papers.create(`r-${api.toLowerCase()}-${n}`, { items: 1, title: `r${n}` }),
    )
    const followed = new Set(urls.slice(0, 6))
    for (const url of followed) await web.addFeed(url)
    for (const title of ['One', 'Two']) await web.createCategory(title)
    const sides = [await world.addSide('A', api), await world.addSide('B', api)] as const
    for (let round = 1; round <= ROUNDS; round++) {
      const told = `seed ${chance.seed}, round ${round}`
      // Each feed is in the hands of one; folders are in everybody's.
      for (const url of chance.some(urls, 5)) {
        const who = chance.one(['A', 'B', 'web'])
        const is = followed.has(url)
        if (who === 'web') await changeThere(web, url, is && (followed.size < 5 || chance.yes(0.7)), chance.number(100))
        else {
          const side = sides[who === 'A' ? 0 : 1].broadsheet
          await changeHere(side, url, is && (followed.size < 5 || chance.yes(0.7)), chance.number(100))
        }
        const now = who === 'web' ? await isThere(web, url) : await isHere(sides[who === 'A' ? 0 : 1].broadsheet, url)
        if (now) followed.add(url)
        else followed.delete(url)
      }
      const folders = await sides[0].broadsheet.folders()
      if (folders.length > 0 && chance.yes(0.5))
        await sides[0].broadsheet.ask('folders.rename', { id: chance.one(folders).id, title: `Folder ${round}` })
      const others = await sides[1].broadsheet.folders()
      if (others.length > 1 && chance.yes(0.5))
        await sides[1].broadsheet.ask('folders.remove', { id: chance.one(others).id })
      await allTwice(sides)
      const tree = await treeAt(web)
      for (const { name, broadsheet } of sides) {
        expect(await broadsheet.tree(), `${told}, ${name}`).toEqual(tree)
        expect(await broadsheet.totals(), `${told}, ${name}`).toMatchObject({ waiting: 0 })
      }
      expect((await web.feeds()).map(({ feed_url }) => feed_url).toSorted(), told).toEqual([...followed].toSorted())
    }
  })

  test('fever: shows what the web side does', async () => {
    const world = (scene = await newScene(miniflux(), 'tree-fever'))
    const { web } = world
    const name = (path: string) => papers.create(`fever-${path}`, { items: 2, title: path })
    const one = await web.addFeed(name('f1'))
    for (const more of ['f2', 'f3']) await web.addFeed(name(more))
    const sides = [await world.addSide('A', 'fever'), await world.addSide('B', 'fever')] as const
    const a = sides[0].broadsheet
    const id = await feed(a, 'f1')
    expect(await a.problemOf('feeds.unfollow', { ids: [id] })).toMatchObject({
      kind: 'notOffered',
      ability: 'unfollow',
    })
    const news = await web.createCategory('News')
    await web.moveFeed(one, news)
    await web.renameFeed(one, 'Eins')
    await allTwice(sides)
    for (const { broadsheet } of sides) expect(await broadsheet.tree()).toEqual(['All / f2', 'All / f3', 'News / Eins'])
    await web.removeCategory(news)
    await allTwice(sides)
    for (const { broadsheet } of sides) expect(await broadsheet.tree()).toEqual(['All / f2', 'All / f3'])
  })
})

type Sides = readonly [Side, Side]

async function allTwice([a, b]: Sides): Promise<void> {
  for (const { broadsheet } of [a, b, a, b]) await broadsheet.sync()
}

async function expectTree(web: MinifluxWeb, sides: Sides, tree: string[]): Promise<void> {
  await allTwice(sides)
  expect(await treeAt(web)).toEqual(tree.toSorted())
  for (const { name, broadsheet } of sides) {
    expect(await broadsheet.tree(), name).toEqual(tree.toSorted())
    expect(await broadsheet.totals(), name).toEqual({ waiting: 0, refused: 0 })
  }
}

const treeAt = async (web: MinifluxWeb): Promise<string[]> =>
  (await web.feeds())
    .map(({ title, category }) => `${category.title === 'All' ? '' : `${category.title} / `}${title}`)
    .toSorted()

async function feed(broadsheet: Broadsheet, title: string): Promise<number> {
  const found = (await broadsheet.feeds()).find((one) => (one.ownTitle ?? one.title) === title)
  if (!found) throw new Error(`no feed ${title}`)
  return found.id
}

async function folder(broadsheet: Broadsheet, title: string): Promise<number> {
  const found = (await broadsheet.folders()).find((one) => one.title === title)
  if (!found) throw new Error(`no folder ${title}`)
  return found.id
}

const addFolder = async (broadsheet: Broadsheet, title: string): Promise<number> =>
  (await broadsheet.ask('folders.add', { title, parentId: null, accountId: broadsheet.accountId })).id

const isThere = async (web: MinifluxWeb, url: string) => (await web.feeds()).some(({ feed_url }) => feed_url === url)
const isHere = async (broadsheet: Broadsheet, url: string) => (await broadsheet.feeds()).some((one) => one.url === url)

/** Renames, moves, follows or lets go. */
async function changeThere(web: MinifluxWeb, url: string, stays: boolean, number: number): Promise<void> {
  const known = (await web.feeds()).find(({ feed_url }) => feed_url === url)
  const categories = await web.categories()
  const category = categories[number % categories.length]?.id ?? 0
  if (!known) await web.addFeed(url, category)
  else if (!stays) await web.removeFeed(known.id)
  else if (number % 2) await web.renameFeed(known.id, `There ${number}`)
  else await web.moveFeed(known.id, category)
}

async function changeHere(broadsheet: Broadsheet, url: string, stays: boolean, number: number): Promise<void> {
  const known = (await broadsheet.feeds()).find((one) => one.url === url)
  const folders = await broadsheet.folders()
  const to = folders.length > 0 && number % 5 > 0 ? (folders[number % folders.length]?.id ?? null) : null
  if (!known) await broadsheet.ask('feeds.follow', { url, folderId: to, accountId: broadsheet.accountId })
  else if (!stays) await broadsheet.ask('feeds.unfollow', { ids: [known.id] })
  else if (number % 2) await broadsheet.ask('feeds.change', { id: known.id, ownTitle: `Here ${number}` })
  else await broadsheet.ask('feeds.move', { feeds: [known.id], folders: [], to, place: 0 })
}
