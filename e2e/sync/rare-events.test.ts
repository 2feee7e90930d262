// What happens at servers now and then: old articles are thrown away, passwords change, feeds are let go and followed anew.
import { afterEach, describe, expect, test } from 'vitest'
import { startFeedServer, type FeedServer } from '../servers/feed-server.ts'
import { changeReaderPassword, purge } from '../servers/miniflux-web.ts'
import { feverKey } from '../servers/miniflux-logins.ts'
import { quote } from '../servers/postgres.ts'
import { useMiniflux } from '../servers/use-miniflux.ts'
import type { Marks } from './testing/broadsheet.ts'
import { differences } from './testing/expected.ts'
import { apis, fill, newScene, type Api, type Scene, type Side } from './testing/scene.ts'

const PATIENCE = 120_000
const HOUR = 3_600_000

for (const suite of ['sid', 'trixie'] as const)
  describe(`against the Miniflux of ${suite}`, { timeout: PATIENCE }, () => {
    const miniflux = useMiniflux({ suite, needsOurs: true })
    let scene: Scene | null = null
    let papers: FeedServer | null = null
    afterEach(async () => {
      await scene?.close()
      await papers?.close()
      scene = papers = null
    })

    /** Some of many, and all but one. */
    const purges = apis.flatMap((api) => [2, 19].map((count): [Api, number] => [api, count]))
    test.for(purges)('%s: purged articles, %i of 20, stay as they were', async ([api, count]) => {
      const world = (scene = await newScene(miniflux(), `purged-${api}-${count}`))
      const urls = await fill(miniflux(), world.logins, 2, 10)
      let ahead = 0
      const { broadsheet } = await world.addSide('A', api, { ahead: () => ahead })
      const [read = '', marked = '', saved = '', left = '', ...others] = urls
      await broadsheet.mark([
        [`read ${read}`, true],
        [`saved ${saved}`, true],
      ])
      await broadsheet.sync()
      await broadsheet.mark([
        [`read ${marked}`, true],
        [`saved ${marked}`, true],
        [`read ${left}`, true],
        [`saved ${left}`, true],
      ])
      const before = await broadsheet.marks()
      const numbers = new Map((await world.web.entries()).map(({ url, id }) => [url, id]))
      const gone = [marked, read, ...others.slice(0, count - 2)]
      // A server keeps what has a star: all others of these go.
      await purge(
        miniflux(),
        [...gone, saved].map((url) => numbers.get(url) ?? 0),
      )
      for (let times = 0; times < 3; times++) {
        await broadsheet.sync()
        expect(differences(await broadsheet.marks(), before)).toEqual([])
        expect((await broadsheet.totals()).waiting).toBe(0)
        ahead += 30 * HOUR
      }
      const there = await world.marks()
      // The older Miniflux takes one back that it is told of.
      expect([2 * (20 - gone.length), 2 * (21 - gone.length)]).toContain(there.size)
      expect(differences(new Map([...before].filter(([mark]) => there.has(mark))), there)).toEqual([])
    })

    test.for(apis)('%s: a changed password', async (api) => {
      const world = (scene = await newScene(miniflux(), `password-${api}`))
      const [url = '', other = ''] = await fill(miniflux(), world.logins, 1, 6)
      const { native, googleReader, fever } = world.logins
      const { broadsheet } = await world.addSide('A', api)
      const secrets = { miniflux: native.password, googleReader: googleReader.password, fever: fever.password }
      const users = { miniflux: native.user, googleReader: googleReader.user, fever: fever.user }
      const { accountId: id } = broadsheet
      // The native API again with name and password: a token would go on.
      await broadsheet.ask('accounts.signInAgain', { id, user: users[api], secret: secrets[api] })
      await broadsheet.sync()
      await broadsheet.mark([[`read ${url}`, true]])
      const password = 'another-pass-2'
      await changePassword(world, api, password)

      for (let times = 0; times < 2; times++) {
        expect(await broadsheet.tryToSync()).toMatchObject({ kind: expect.stringMatching(/^signIn(Expired|Refused)$/) })
        const { accountStates } = await broadsheet.snapshot()
        expect(accountStates).toMatchObject([{ kind: 'expired', waiting: 1 + times }])
        expect(await broadsheet.heads()).toHaveLength(6)
        if (times === 0) await broadsheet.mark([[`saved ${other}`, true]])
      }
      const refused = await broadsheet.problemOf('accounts.signInAgain', { id, secret: 'wrong' })
      expect(refused).toMatchObject({ kind: 'signInRefused' })
      expect(await broadsheet.totals()).toEqual({ waiting: 2, refused: 0 })
      await broadsheet.ask('accounts.signInAgain', { id, secret: password })
      await broadsheet.sync()
      expect((await broadsheet.snapshot()).accountStates).toMatchObject([{ kind: 'signedIn', waiting: 0, refused: 0 }])
      const there = await world.marks()
      expect([there.get(`read ${url}`), there.get(`saved ${other}`)]).toEqual([true, true])
      expect(differences(await broadsheet.marks(), there)).toEqual([])
    })

    const ways = apis.flatMap((api) =>
      [true, false].map((seen): [Api, string, boolean] => [api, seen ? '' : 'not ', seen]),
    )
    test.for(ways)('%s: a feed followed anew, its absence %sseen', async ([api, , seen]) => {
      const feeds = (papers = await startFeedServer())
      const world = (scene = await newScene(miniflux(), `anew-${api}-${seen}`))
      await world.web.addFeed(feeds.create('other', { items: 3 }))
      await world.web.addFeed(feeds.create('another', { items: 3 }))
      const feed = await world.web.addFeed(feeds.create('anew', { items: 8 }))
      const sides = [await world.addSide('A', api), await world.addSide('B', api)] as const
      const [a, b] = sides
      const [read = '', saved = '', both = '', later = ''] = feeds.items('anew').map(({ url }) => url)
      await a.broadsheet.mark([
        [`read ${read}`, true],
        [`saved ${saved}`, true],
        [`read ${both}`, true],
        [`saved ${both}`, true],
      ])
      await allTwice(sides)
      const before: Marks = await a.broadsheet.marks()
      expect(differences(await b.broadsheet.marks(), before)).toEqual([])

      await world.web.removeFeed(feed)
      if (seen) {
        await allTwice(sides)
        expect(await a.broadsheet.heads()).toHaveLength(6)
      }
      await world.web.addFeed(feeds.url('anew'))
      await a.broadsheet.sync()
      if (!seen) await b.broadsheet.mark([[`read ${later}`, true]])
      await allTwice(sides)
      if (!seen) before.set(`read ${later}`, true)
      expect(differences(await world.marks(), before)).toEqual([])
      for (const { name, broadsheet } of sides) {
        expect(differences(await broadsheet.marks(), before), name).toEqual([])
        expect(await broadsheet.totals(), name).toEqual({ waiting: 0, refused: 0 })
      }
    })
  })

async function allTwice([a, b]: readonly [Side, Side]): Promise<void> {
  for (const { broadsheet } of [a, b, a, b]) await broadsheet.sync()
}

/** Of the one API alone, as a server's settings have it. */
async function changePassword({ miniflux, logins, web }: Scene, api: Api, password: string): Promise<void> {
  const { googleReader, fever } = logins
  if (api === 'miniflux') await web.changePassword(password)
  else if (api === 'googleReader') await miniflux.sql(changeReaderPassword({ ...googleReader, password }))
  else
    await miniflux.sql(
      `update integrations set fever_token=${quote(feverKey({ ...fever, password }))} where fever_username=${quote(fever.user)}`,
    )
}
