// Commands about the library as a whole: what it holds, what fails, what it takes, backups, settings.
import type { Settings } from '../../contract/models.ts'
import { titleOf } from './choose.ts'
import type { Line } from './cli.ts'
import { finishFetching } from './feed-commands.ts'
import { Refused } from './session.ts'
import { oneLine, print, printJson, table } from './terminal.ts'
import { megabytes, moment, problemWords } from './words.ts'

interface Options {
  json?: boolean
}

export function addLibraryCommands({ command, library }: Line): void {
  command('status', 'what there is, what is being done, what fails').action((options: Options) =>
    library(options, async ({ ask }) => {
      const snapshot = await ask('app.snapshot', {})
      const activity = await ask('feeds.activity', {})
      if (options.json) return printJson({ ...snapshot, activity })
      const { counts, feeds } = snapshot
      const incomplete = activity.reduce((sum, one) => sum + one.incomplete, 0)
      print(
        table([
          ['Feeds', String(feeds.length)],
          ['Articles', `${counts.total} (${counts.unread} unread, ${counts.saved} saved, ${counts.today} of today)`],
          ['Not complete', String(incomplete)],
          ['Network', snapshot.online ? 'there' : 'none'],
        ]),
      )
      for (const problem of snapshot.problems) print(`! ${oneLine(problemWords(problem))}`)
      const busy = activity.filter((one) => one.problem !== null || !['waiting', 'paused'].includes(one.doing))
      for (const one of busy) {
        const feed = feeds.find(({ id }) => id === one.feedId)
        const next = one.nextAt !== null && one.doing !== 'gone' ? `; next try ${moment(one.nextAt)}` : ''
        const what = one.problem ? oneLine(problemWords(one.problem)) : one.doing
        print(`${one.problem ? '!' : '-'} ${feed ? oneLine(titleOf(feed)) : one.feedId}: ${what}${next}`)
      }
    }),
  )

  command('storage', 'what the library takes on the disk').action((options: Options) =>
    library(options, async ({ ask }) => {
      const use = await ask('library.storage', {})
      if (options.json) return printJson(use)
      const { feeds } = await ask('app.snapshot', {})
      const rows = use.feeds.map((one): string[] => {
        const feed = feeds.find(({ id }) => id === one.feedId)
        const bytes = one.text + one.pictures + one.audio
        return [megabytes(bytes), `${one.articles} articles`, feed ? oneLine(titleOf(feed)) : String(one.feedId)]
      })
      const kinds = [
        `text ${megabytes(use.text)}`,
        `pictures ${megabytes(use.pictures)}`,
        `sound ${megabytes(use.audio)}`,
        `backups ${megabytes(use.backups)}`,
      ]
      print(`${table(rows)}\n${megabytes(use.total)} in all: ${kinds.join(', ')}.`)
    }),
  )

  command('backup', 'make a backup now').action((options: Options) =>
    library(options, async ({ ask }) => {
      const backup = await ask('library.backup', {})
      if (options.json) printJson(backup)
      else print(`${backup.name}: ${backup.feeds} feeds, ${backup.articles} articles, ${megabytes(backup.bytes)}.`)
    }),
  )

  command('backups', 'list the backups').action((options: Options) =>
    library(options, async ({ ask }) => {
      const backups = await ask('library.backups', {})
      if (options.json) return printJson(backups)
      print(
        table(
          backups.map((one) => [
            one.name,
            moment(one.at),
            `${one.feeds} feeds`,
            `${one.articles} articles`,
            megabytes(one.bytes),
          ]),
        ),
      )
    }),
  )

  command('restore <name>', 'bring a backup back; what is there now is backed up first').action(
    (name: string, options: Options) =>
      library(options, async ({ ask }) => {
        await ask('library.restore', { name })
        if (options.json) printJson({ restored: name })
        else print(`${name} is back.`)
      }),
  )

  command('sample', 'add the sample newspaper, which needs no network').action((options: Options) =>
    library(options, async (session) => {
      const done = await session.ask('library.sample', {})
      await finishFetching(session)
      if (options.json) printJson(done)
      else print(`${done.added} articles added.`)
    }),
  )

  command('settings [name] [value]', 'show settings, show one, or change one (text.size 20)').action(
    (name: string | undefined, value: string | undefined, options: Options) =>
      library(options, async ({ ask }) => {
        const { settings } = await ask('app.snapshot', {})
        if (name === undefined) return printJson(settings)
        const known = lookUp(settings, name)
        if (known === undefined) throw new Refused({ kind: 'badRequest', where: name, why: 'there is no such setting' })
        if (value === undefined) return printJson(known)
        const changed = await ask('settings.change', { settings: withValue(settings, name, read(value)) })
        printJson(lookUp(changed, name))
      }),
  )
}

function lookUp(settings: Settings, name: string): unknown {
  return name.split('.').reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    return Object.entries(at).find(([own]) => own === key)?.[1]
  }, settings)
}

/** The whole group changes, because a change names top-level settings. The app checks what is in it. */
function withValue(settings: Settings, name: string, value: unknown): Partial<Settings> {
  const [group = '', inner] = name.split('.')
  if (inner === undefined) return { [group]: value }
  const before = lookUp(settings, group)
  return { [group]: { ...(typeof before === 'object' ? before : {}), [inner]: value } }
}

/** `dark` and `"dark"` are the same. */
function read(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch (error) {
    if (error instanceof SyntaxError) return value
    throw error
  }
}
