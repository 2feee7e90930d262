// Commands about feeds and folders: follow, import, refresh, arrange.
import { writeFile } from 'node:fs/promises'
import type { Secret } from '../../contract/commands.ts'
import type { Feed, Folder, OpmlOutline, Snapshot } from '../../contract/models.ts'
import { chooseAccount, chooseFeed, chooseFolder, chooseParent, titleOf } from './choose.ts'
import type { Line } from './cli.ts'
import { readInput, secretFromInput } from './input.ts'
import { valueOf, type Session } from './session.ts'
import { oneLine, print, printJson, say, table } from './terminal.ts'
import { problemWords } from './words.ts'

interface Options {
  json?: boolean
}

/** What a command of one's own process has begun in the background is finished before it ends. */
export async function finishFetching(session: Session): Promise<void> {
  if (!session.elsewhere) await session.ask('feeds.refresh', { ids: [], wait: true, complete: 'wait' })
}

export function addFeedCommands({ command, library }: Line): void {
  command('add <address>', 'follow a paper by the address of its home page or feed')
    .option('--folder <folder>', 'put it into this folder')
    .option('--account <account>', 'follow it in this account')
    .option('--user <name>', 'sign in with this name; the password comes from stdin')
    .option('--bearer', 'sign in with a token from stdin')
    .option('--cookie', 'sign in with a cookie from stdin')
    .action(async (address: string, options: Options & SecretOptions & { folder?: string; account?: string }) => {
      const secret = await readSecret(options)
      await library(options, async (session) => {
        const snapshot = await session.ask('app.snapshot', {})
        const folderId = options.folder ? chooseFolder(snapshot, options.folder).id : null
        const accountId = options.account ? chooseAccount(snapshot.accounts, options.account).id : null
        const added = secret
          ? { feed: await session.ask('feeds.follow', { url: address, folderId, accountId, secret }), candidates: [] }
          : await session.ask('feeds.add', { address, folderId, accountId })
        if (added.feed) await finishFetching(session)
        if (options.json) printJson(added)
        else if (added.feed) print(`Following “${oneLine(titleOf(added.feed))}” (number ${added.feed.id}).`)
        else print(table(added.candidates.map((candidate) => [candidate.url, oneLine(candidate.title ?? '')])))
        if (!added.feed) {
          say('Several feeds were found there: add one of these addresses.')
          process.exitCode = 1
        }
      })
    })

  command('import <file>', 'follow the feeds of an OPML file (- is stdin)')
    .option('--preview', 'only say what is in it')
    .action(async (file: string, options: Options & { preview?: boolean }) => {
      const text = new TextDecoder().decode(valueOf(await readInput(file)))
      await library(options, async (session) => {
        const preview = await session.ask('opml.preview', { text })
        for (const { text: refused, why } of preview.refused) say(`Left out: ${oneLine(refused)} (${why})`)
        if (options.preview) {
          if (options.json) printJson(preview)
          else
            print(
              [...outlineLines(preview.outlines, 0), `${preview.feeds} feeds, ${preview.folders} folders`].join('\n'),
            )
          return
        }
        const imported = await session.ask('opml.import', { outlines: preview.outlines })
        if (options.json) printJson({ ...imported, refused: preview.refused })
        else
          print(
            `${imported.added} feeds added, ${imported.known} were followed already. “broadsheet refresh” fetches them.`,
          )
      })
    })

  command('export [file]', 'write what is followed as OPML, to stdout or a file').action(
    (file: string | undefined, options: Options) =>
      library(options, async ({ ask }) => {
        const { text } = await ask('opml.export', {})
        if (options.json) printJson({ text })
        else if (file && file !== '-') await writeFile(file, text)
        else print(text)
      }),
  )

  command('refresh [feeds...]', 'fetch what is new, complete with text and pictures')
    .option('--force', 'even if it is not time yet')
    .option('--feeds-only', 'leave full texts and pictures for later')
    .action((feeds: string[], options: Options & { force?: boolean; feedsOnly?: boolean }) =>
      library(options, async (session) => {
        const snapshot = await session.ask('app.snapshot', {})
        const ids = feeds.length > 0 ? feeds.map((meant) => chooseFeed(snapshot, meant).id) : undefined
        const force = options.force ?? ids !== undefined
        const complete = options.feedsOnly ? 'none' : 'wait'
        const done = await session.ask('feeds.refresh', { ids, force, wait: true, complete })
        if (options.json) printJson(done)
        else print(`${done.checked} feeds checked, ${done.newArticles} new articles, ${done.failed} failed.`)
        if (done.failed > 0) await sayProblems(session, ids)
        if (done.checked > 0 && done.failed === done.checked) process.exitCode = 1
      }),
    )

  command('feeds', 'list what is followed').action((options: Options) =>
    library(options, async ({ ask }) => {
      const snapshot = await ask('app.snapshot', {})
      if (options.json) printJson({ feeds: snapshot.feeds, folders: snapshot.folders, counts: snapshot.counts })
      else if (snapshot.feeds.length === 0) say('Nothing is followed yet: “broadsheet add ADDRESS”.')
      else print(table(treeRows(snapshot)))
    }),
  )

  command('unfollow <feeds...>', 'let go of feeds and their articles').action((feeds: string[], options: Options) =>
    library(options, async ({ ask }) => {
      const snapshot = await ask('app.snapshot', {})
      const chosen = feeds.map((meant) => chooseFeed(snapshot, meant))
      const done = await ask('feeds.unfollow', { ids: chosen.map((feed) => feed.id) })
      if (options.json) printJson(done)
      else print(`No longer following ${chosen.map((feed) => `“${oneLine(titleOf(feed))}”`).join(', ')}.`)
    }),
  )

  command('move <feed>', 'move a feed (or, with --is-folder, a folder) into a folder')
    .requiredOption('--to <folder>', 'the folder, or “top”')
    .option('--place <n>', 'before the nth of those already there (0: first)', Number)
    .option('--is-folder', 'it is a folder that moves')
    .action((meant: string, options: Options & { to: string; place?: number; isFolder?: boolean }) =>
      library(options, async ({ ask }) => {
        const snapshot = await ask('app.snapshot', {})
        const feeds = options.isFolder ? [] : [chooseFeed(snapshot, meant).id]
        const folders = options.isFolder ? [chooseFolder(snapshot, meant).id] : []
        const to = chooseParent(snapshot, options.to)
        const done = await ask('feeds.move', { feeds, folders, to, place: options.place ?? 1_000_000 })
        if (options.json) printJson(done)
      }),
    )

  command(
    'rename <feed> <title>',
    'give a feed (or, with --is-folder, a folder) a name of your own; "" gives its own back',
  )
    .option('--is-folder', 'it is a folder')
    .action((meant: string, title: string, options: Options & { isFolder?: boolean }) =>
      library(options, async ({ ask }) => {
        const snapshot = await ask('app.snapshot', {})
        const done = options.isFolder
          ? await ask('folders.rename', { id: chooseFolder(snapshot, meant).id, title })
          : await ask('feeds.change', { id: chooseFeed(snapshot, meant).id, ownTitle: title || null })
        if (options.json) printJson(done)
      }),
    )

  command('folder <title>', 'make a folder')
    .option('--in <folder>', 'inside this one')
    .option('--account <account>', 'in this account')
    .action((title: string, options: Options & { in?: string; account?: string }) =>
      library(options, async ({ ask }) => {
        const snapshot = await ask('app.snapshot', {})
        const parentId = options.in ? chooseParent(snapshot, options.in) : null
        const accountId = options.account ? chooseAccount(snapshot.accounts, options.account).id : null
        const folder = await ask('folders.add', { title, parentId, accountId })
        if (options.json) printJson(folder)
        else print(`The folder “${oneLine(folder.title)}” has the number ${folder.id}.`)
      }),
    )
}

interface SecretOptions {
  user?: string
  bearer?: boolean
  cookie?: boolean
}

/** Secrets are never arguments, which every user of the computer can see. */
async function readSecret({ user, bearer, cookie }: SecretOptions): Promise<Secret | null> {
  if (user === undefined && !bearer && !cookie) return null
  const secret = await secretFromInput()
  if (user !== undefined) return { kind: 'basic', user, password: secret }
  return bearer ? { kind: 'bearer', token: secret } : { kind: 'cookie', cookie: secret }
}

async function sayProblems({ ask }: Session, ids: number[] | undefined): Promise<void> {
  const { feeds } = await ask('app.snapshot', {})
  for (const feed of feeds)
    if (feed.fetch.problem && (!ids || ids.includes(feed.id)))
      say(`${oneLine(titleOf(feed))}: ${problemWords(feed.fetch.problem)}`)
}

function* outlineLines(outlines: readonly OpmlOutline[], depth: number): Generator<string> {
  for (const { title, url, known, children } of outlines) {
    yield `${'  '.repeat(depth)}${oneLine(title)}${url ? `  ${oneLine(url)}` : '/'}${known ? '  (followed)' : ''}`
    yield* outlineLines(children, depth + 1)
  }
}

function treeRows(snapshot: Snapshot): string[][] {
  const { feeds, folders, counts } = snapshot
  const rows: string[][] = []
  const walk = (parent: number | null, depth: number) => {
    const inside: (Feed | Folder)[] = [
      ...folders.filter((folder) => folder.parentId === parent),
      ...feeds.filter((feed) => feed.folderId === parent),
    ]
    for (const one of inside.sort((a, b) => a.position - b.position)) {
      const indent = '  '.repeat(depth)
      if ('url' in one) {
        const [unread, total] = counts.feeds[one.id] ?? [0, 0]
        const trouble = one.fetch.problem ? `  ! ${problemWords(one.fetch.problem)}` : ''
        rows.push([String(one.id), `${unread}/${total}`, `${indent}${oneLine(titleOf(one))}`, `${one.url}${trouble}`])
      } else {
        rows.push(['', '', `${indent}${oneLine(one.title)}/`, ''])
        walk(one.id, depth + 1)
      }
    }
  }
  walk(null, 0)
  return rows
}
