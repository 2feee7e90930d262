// The first sync brings feeds, folders and articles, which are completed, and can be read when server and papers are gone;
// in the window's way and from the command line.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { sentenceOf, startFeedServer, type FeedServer } from '../servers/feed-server.ts'
import { useMiniflux } from '../servers/use-miniflux.ts'
import { newFolder } from './testing/broadsheet.ts'
import { openHere } from './testing/open-here.ts'
import { apis, newScene, type Scene } from './testing/scene.ts'

const PATIENCE = 120_000

describe('against a real Miniflux', { timeout: PATIENCE }, () => {
  const miniflux = useMiniflux()
  let scene: Scene | null = null
  let papers: FeedServer | null = null
  afterEach(async () => {
    await scene?.close()
    await papers?.close()
    scene = papers = null
  })

  test.for(apis)('%s: all is here, and stays when the server is gone', async (api) => {
    const feeds = (papers = await startFeedServer())
    const world = (scene = await newScene(miniflux(), `first-${api}`))
    const politics = await world.web.createCategory('Politik & mehr')
    await world.web.addFeed(feeds.create('one', { items: 4 }), politics)
    await world.web.addFeed(feeds.create('two', { items: 3, kind: 'atom', title: 'Die Zweite' }))
    const [first] = await world.web.entries()
    await world.web.mark([first?.id ?? 0], 'read')
    await world.web.toggleStar(first?.id ?? 0)

    const { broadsheet, gate } = await world.addSide('A', api)
    await broadsheet.sync('wait')
    // Fever does not say which of its groups stands for none.
    const none = api === 'fever' ? 'All / ' : ''
    expect(await broadsheet.tree()).toEqual([`${none}Die Zweite`, 'Politik & mehr / Feed one'])
    expect(await broadsheet.marks()).toEqual(await world.marks())
    await gate.close()
    await broadsheet.close()
    await feeds.close()
    papers = null

    broadsheet.reopenWith(await openHere({ library: broadsheet.library }))
    expect((await broadsheet.snapshot()).problems).toEqual([])
    const heads = await broadsheet.heads()
    expect(heads).toHaveLength(7)
    for (const item of [...feeds.items('one'), ...feeds.items('two')]) {
      const head = heads.find(({ url }) => url === item.url)
      expect(head, item.title).toMatchObject({ title: item.title, completeness: 'complete' })
      const { html, media, source } = await broadsheet.ask('articles.body', { id: head?.id ?? 0 })
      expect(source).toBe('page')
      expect(html).toContain(sentenceOf(item))
      expect(html).toContain(`/media/${media[0]?.key}`)
      expect(media.map(({ state, kind }) => `${state} ${kind}`)).toEqual(['kept picture'])
    }
    // It says so, and what is here can be marked all the same.
    expect(await broadsheet.tryToSync()).toMatchObject({ kind: 'connectionFailed' })
    await broadsheet.mark([[`read ${feeds.items('two')[0]?.url ?? ''}`, true]])
    expect(await broadsheet.totals()).toEqual({ waiting: 1, refused: 0 })
  })

  test('from the command line', async () => {
    const feeds = (papers = await startFeedServer())
    const world = (scene = await newScene(miniflux(), 'commands'))
    await world.web.addFeed(feeds.create('told', { items: 3 }))
    const library = newFolder()
    const { user, password: secret } = world.logins.native
    const added = await broadsheet(library, secret, 'account', 'add', 'miniflux', miniflux().url, '--user', user)
    expect(added).toContain('Signed in to “Miniflux”')
    expect(added).toContain('3 new articles')
    const articles = JSON.parse(await broadsheet(library, '', 'list', '--json')) as {
      id: number
      completeness: string
    }[]
    expect(articles.map(({ completeness }) => completeness)).toEqual(['complete', 'complete', 'complete'])
    await broadsheet(library, '', 'mark', '--read', String(articles[0]?.id))
    expect(await broadsheet(library, '', 'outbox')).toMatch(/^\d+ +account 1 +read +told item \d +waiting\n$/)
    expect(await broadsheet(library, '', 'account', 'list')).toContain('1 changes waiting')
    expect(await broadsheet(library, '', 'sync')).toContain('1 changes sent, 0 waiting')
    expect(await world.web.unreadIds()).toHaveLength(2)
    expect(JSON.parse(await broadsheet(library, '', 'outbox', '--json'))).toMatchObject({
      totals: { waiting: 0, refused: 0 },
    })
  })
})

const program = fileURLToPath(new URL('../../main/hosts/cli/cli.ts', import.meta.url))

/** Answers with what it has printed. */
async function broadsheet(library: string, secret: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--library', library, ...args, '--keep-secrets-in-file'],
    { env: { ...process.env, BROADSHEET_ACCOUNT_SECRET: secret } },
  )
  return stdout
}
