// Commands about articles: list, search, read, mark, take along.
import type { ArticleHead, ArticleQuery, Snapshot } from '../../contract/models.ts'
import { chooseScope, titleOf, type ScopeOptions } from './choose.ts'
import type { Line } from './cli.ts'
import { Refused, type Session } from './session.ts'
import { harmless, oneLine, print, printJson, say, table } from './terminal.ts'
import { textOfHtml, wrap } from './text.ts'
import { megabytes, moment } from './words.ts'

interface Options {
  json?: boolean
}
interface ListOptions extends Options, ScopeOptions {
  unread?: boolean
  oldest?: boolean
  limit?: number
}
interface MarkOptions extends Options, ScopeOptions {
  read?: boolean
  unread?: boolean
  save?: boolean
  unsave?: boolean
  all?: boolean
}

const HEADS_AT_ONCE = 500

export function addArticleCommands({ command, library }: Line): void {
  const list = (options: ListOptions) =>
    library(options, async (session) => {
      const snapshot = await session.ask('app.snapshot', {})
      const query: ArticleQuery = {
        scope: chooseScope(snapshot, options),
        show: options.unread ? 'unread' : 'all',
        order: options.oldest ? 'oldest' : 'newest',
      }
      const { ids } = await session.ask('articles.list', { query, limit: wholeNumber('--limit', options.limit ?? 50) })
      const heads = await headsOf(session, ids)
      if (options.json) printJson(heads)
      else if (heads.length === 0) say('No articles.')
      else print(table(heads.map((head) => row(head, snapshot))))
    })

  command('list', 'list articles, newest first: number, marks (• unread, * saved, - not complete), time, feed, title')
    .option('--unread', 'unread ones only')
    .option('--saved', 'saved ones only')
    .option('--today', 'of today only')
    .option('--feed <feed>', 'of this feed')
    .option('--folder <folder>', 'of this folder')
    .option('--label <label>', 'with this label')
    .option('--account <account>', 'of this account')
    .option('--oldest', 'oldest first')
    .option('--limit <n>', 'at most so many (50)', Number)
    .action(list)

  command('search <text...>', 'find articles by words')
    .option('--unread', 'unread ones only')
    .option('--limit <n>', 'at most so many (50)', Number)
    .action((text: string[], options: ListOptions) => list({ ...options, search: text.join(' ') }))

  command('read <id>', 'print an article')
    .option('--html', 'as HTML')
    .option('--mark', 'mark it as read')
    .option('--width <n>', 'characters a line', Number)
    .action((text: string, options: Options & { html?: boolean; mark?: boolean; width?: number }) =>
      library(options, async ({ ask }) => {
        const id = wholeNumber('id', Number(text))
        const [head] = await ask('articles.heads', { ids: [id] })
        if (!head) throw new Refused({ kind: 'notFound', noun: 'article', id })
        const body = await ask('articles.body', { id })
        const width = options.width ?? Math.min(process.stdout.columns ?? 80, 80)
        if (options.json) printJson({ head, body })
        else if (options.html) print(body.html)
        else {
          const { feeds } = await ask('app.snapshot', {})
          const feed = feeds.find((one) => one.id === head.feedId)
          print(`${heading(head, feed ? titleOf(feed) : '', width)}\n\n${textOfHtml(body.html, width)}`)
        }
        if (options.mark) await ask('articles.mark', { ids: [id], read: true })
      }),
    )

  command('mark [ids...]', 'mark articles as read, unread, saved or not saved')
    .option('--read')
    .option('--unread')
    .option('--save')
    .option('--unsave')
    .option('--all', 'instead of numbers: all of a feed, a folder, or all there is (with --read or --unread)')
    .option('--feed <feed>', 'with --all: of this feed')
    .option('--folder <folder>', 'with --all: of this folder')
    .action((texts: string[], options: MarkOptions) =>
      library(options, async ({ ask }) => {
        const read = choice(options.read, options.unread)
        const saved = choice(options.save, options.unsave)
        if (read === undefined && saved === undefined)
          throw new Refused({
            kind: 'badRequest',
            where: 'mark',
            why: 'one of --read, --unread, --save, --unsave is needed',
          })
        if (
          (texts.length === 0) !== Boolean(options.all) ||
          (options.all && (read === undefined || saved !== undefined))
        )
          throw new Refused({
            kind: 'badRequest',
            where: 'mark',
            why: 'give numbers, or --all with --read or --unread',
          })
        const done =
          options.all && read !== undefined
            ? await ask('articles.markAll', {
                scope: chooseScope(await ask('app.snapshot', {}), options),
                before: Date.now(),
                read,
              })
            : await ask('articles.mark', { ids: texts.map((text) => wholeNumber('id', Number(text))), read, saved })
        if (options.json) printJson(done)
        else print(`${done.changed} changed.`)
      }),
    )

  command('label <label> <ids...>', 'put a word of your own on articles')
    .option('--remove', 'take it off')
    .action((label: string, texts: string[], options: Options & { remove?: boolean }) =>
      library(options, async ({ ask }) => {
        const ids = texts.map((text) => wholeNumber('id', Number(text)))
        const done = await ask('articles.label', { ids, label, value: !options.remove })
        if (options.json) printJson(done)
        else print(`${done.changed} changed.`)
      }),
    )

  command('labels', 'the labels, and how many articles bear each').action((options: Options) =>
    library(options, async ({ ask }) => {
      const { labels } = await ask('app.snapshot', {})
      if (options.json) printJson(labels)
      else for (const { label, articles } of labels) print(`${articles}\t${oneLine(label)}`)
    }),
  )

  command('take-along', 'complete articles for a journey: text, pictures, with --audio sound too')
    .option('--audio', 'sound as well')
    .option('--estimate', 'only say what it would take')
    .option('--feed <feed>', 'of this feed')
    .option('--folder <folder>', 'of this folder')
    .option('--saved', 'saved ones only')
    .option('--today', 'of today only')
    .action((options: Options & ScopeOptions & { audio?: boolean; estimate?: boolean }) =>
      library(options, async ({ ask }) => {
        const scope = chooseScope(await ask('app.snapshot', {}), options)
        const estimateOnly = options.estimate ?? false
        const done = await ask('articles.takeAlong', { scope, audio: options.audio ?? false, estimateOnly })
        if (options.json) printJson(done)
        else if (estimateOnly)
          print(`${done.articles} articles, about ${done.files} files and ${megabytes(done.bytes)}.`)
        else print(`${done.articles} articles completed, ${megabytes(done.bytes)} fetched.`)
      }),
    )
}

async function headsOf({ ask }: Session, ids: readonly number[]): Promise<ArticleHead[]> {
  const heads: ArticleHead[] = []
  for (let at = 0; at < ids.length; at += HEADS_AT_ONCE)
    heads.push(...(await ask('articles.heads', { ids: ids.slice(at, at + HEADS_AT_ONCE) })))
  return heads
}

function row(head: ArticleHead, { feeds }: Snapshot): string[] {
  const feed = feeds.find((one) => one.id === head.feedId)
  const marks = `${head.read ? ' ' : '•'}${head.saved ? '*' : ' '}${head.completeness === 'complete' ? ' ' : '-'}`
  const paper = feed ? oneLine(titleOf(feed)).slice(0, 24) : ''
  return [String(head.id), marks, moment(head.publishedAt ?? head.arrivedAt), paper, oneLine(head.title)]
}

function heading(head: ArticleHead, paper: string, width: number): string {
  const by = [...head.authors, head.agency].filter((name) => name !== null).join(', ')
  const lines = [
    head.kicker ? oneLine(head.kicker) : null,
    wrap(oneLine(head.title).toLocaleUpperCase(head.language ?? undefined), width).join('\n'),
    head.standfirst ? `\n${wrap(oneLine(head.standfirst), width).join('\n')}\n` : null,
    [by && `By ${oneLine(by)}`, oneLine(paper), moment(head.publishedAt ?? head.arrivedAt)].filter(Boolean).join(' · '),
    head.url ? harmless(head.url) : null,
  ]
  return lines.filter((text) => text !== null).join('\n')
}

/** Neither: undefined; the second word takes back the first. */
const choice = (yes: boolean | undefined, no: boolean | undefined): boolean | undefined =>
  no ? false : yes ? true : undefined

function wholeNumber(where: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Refused({ kind: 'badRequest', where, why: 'a whole number is needed' })
  return value
}
