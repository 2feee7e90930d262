// Commands about accounts elsewhere: sign in, stay in step, see what waits to be sent.
import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountState, OutboxLine, ServiceInfo } from '../../contract/models.ts'
import { assertNever } from '../../contract/problems.ts'
import { chooseAccount } from './choose.ts'
import type { Line } from './cli.ts'
import { secretFromInput } from './input.ts'
import { Refused, type Session } from './session.ts'
import { oneLine, print, printJson, say, table } from './terminal.ts'
import { moment, problemWords } from './words.ts'

interface Options {
  json?: boolean
}
interface SignInOptions extends Options {
  user?: string
  appId?: string
  title?: string
  shareFeeds?: boolean
  complete?: boolean
}

/** Where scripts put secrets: an account's, and Inoreader's application key. */
const VARIABLE = 'BROADSHEET_ACCOUNT_SECRET'
const APP_VARIABLE = 'BROADSHEET_APP_KEY'

export function addAccountCommands(line: Line): void {
  addSignIn(line)
  addKeeping(line)
  addSyncing(line)
}

function addSignIn({ command, library }: Line): void {
  command('account services', 'the services that there are, and what each can do').action((options: Options) =>
    library(options, async ({ ask }) => {
      const services = await ask('accounts.services', {})
      if (options.json) printJson(services)
      else print(table(services.map(serviceRow)))
    }),
  )

  command('account add <service> [address]', 'sign in to an account; the secret comes from stdin')
    .option('--user <name>', 'the name of the account')
    .option('--title <title>', 'what to call it here')
    .option('--app-id <id>', `an application's id (Inoreader); its key in ${APP_VARIABLE}`)
    .option('--share-feeds', 'folder: share the feeds that belong to no account')
    .option('--no-complete', 'leave full texts and pictures for later')
    .addHelpText('after', `\nThe secret may also lie in ${VARIABLE}. “broadsheet account services” lists the services.`)
    .action((meant: string, address: string | undefined, options: SignInOptions) =>
      library(options, async (session) => {
        const info = chooseService(await session.ask('accounts.services', {}), meant)
        const secret = info.secret === 'none' ? '' : await secretFromInput(VARIABLE)
        const account = await session.ask('accounts.signIn', {
          service: info.service,
          preset: info.preset,
          address: address ?? info.address ?? '',
          user: options.user ?? '',
          secret,
          app: appOf(options),
          title: options.title ?? null,
          shareFeeds: options.shareFeeds ?? false,
        })
        if (options.json) printJson(account)
        else print(`Signed in to “${oneLine(account.title)}” at ${account.address} (account ${account.id}).`)
        if (info.secret !== 'none') await saySecrets(session)
        if (!session.elsewhere) await sync(session, [account.id], options)
      }),
    )

  command('account sign-in <account>', 'sign in again, after a new password or at a new address; nothing is lost')
    .option('--user <name>', 'another name')
    .option('--address <address>', 'another address')
    .option('--app-id <id>', `an application's id (Inoreader); its key in ${APP_VARIABLE}`)
    .action((meant: string, options: SignInOptions & { address?: string }) =>
      library(options, async (session) => {
        const { id } = chooseAccount((await session.ask('app.snapshot', {})).accounts, meant)
        const { user, address } = options
        const secret = await secretFromInput(VARIABLE)
        const account = await session.ask('accounts.signInAgain', { id, secret, user, address, app: appOf(options) })
        if (options.json) printJson(account)
        else print(`Signed in to “${oneLine(account.title)}” again.`)
      }),
    )
}

function addKeeping({ command, library }: Line): void {
  command('account list', 'list the accounts, and how they are').action((options: Options) =>
    library(options, async ({ ask }) => {
      const { accounts, accountStates } = await ask('app.snapshot', {})
      if (options.json) return printJson({ accounts, states: accountStates })
      if (accounts.length === 0) say('There is no account yet: “broadsheet account add SERVICE ADDRESS --user NAME”.')
      const rows = accounts.map(({ id, title, service, user, address }) => {
        const state = accountStates.find(({ accountId }) => accountId === id)
        return [String(id), oneLine(title), service, oneLine(user), address, state ? stateWords(state) : '']
      })
      if (rows.length > 0) print(table(rows))
    }),
  )

  command('account remove <account>', 'sign out; its feeds stay and are fetched by Broadsheet itself')
    .option('--with-articles', 'its feeds and articles go too')
    .action((meant: string, options: Options & { withArticles?: boolean }) =>
      library(options, async ({ ask }) => {
        const account = chooseAccount((await ask('app.snapshot', {})).accounts, meant)
        const articles = options.withArticles ? 'remove' : 'keep'
        const done = await ask('accounts.remove', { id: account.id, articles })
        if (options.json) printJson(done)
        else print(`“${oneLine(account.title)}” is removed${articles === 'keep' ? '; its articles are kept' : ''}.`)
      }),
    )

  command('account change <account>', 'rename an account, pause it or go on')
    .option('--title <title>', 'what to call it')
    .option('--pause', 'sync no more for now')
    .option('--resume', 'sync again')
    .action((meant: string, options: Options & { title?: string; pause?: boolean; resume?: boolean }) =>
      library(options, async ({ ask }) => {
        const { id } = chooseAccount((await ask('app.snapshot', {})).accounts, meant)
        const paused = options.pause ? true : options.resume ? false : undefined
        printJson(await ask('accounts.change', { id, title: options.title, paused }))
      }),
    )
}

function addSyncing({ command, library }: Line): void {
  command('sync [accounts...]', 'send what was marked, fetch what is new')
    .option('--watch [minutes]', 'again and again, until you press Ctrl-C (every 5 minutes)')
    .option('--no-complete', 'leave full texts and pictures for later')
    .action((meant: string[], options: Options & { watch?: string | true; complete?: boolean }) =>
      library(options, async (session) => {
        const { accounts } = await session.ask('app.snapshot', {})
        const ids = meant.length > 0 ? meant.map((one) => chooseAccount(accounts, one).id) : undefined
        const failed = await sync(session, ids, options)
        if (failed) process.exitCode = 1
        if (options.watch === undefined) return
        const minutes = Number(options.watch === true ? 5 : options.watch)
        if (!(minutes >= 0.1 && minutes <= 1440))
          throw new Refused({ kind: 'badRequest', where: '--watch', why: 'minutes, 0.1 to 1440' })
        for (;;) {
          await sleep(minutes * 60_000)
          await sync(session, ids, options)
        }
      }),
    )

  command('outbox', 'what waits to be sent, and what a service would not have')
    .option('--again <numbers...>', 'send these refused ones again')
    .option('--forget <numbers...>', 'let these refused ones go')
    .action((options: Options & { again?: string[]; forget?: string[] }) =>
      library(options, async ({ ask }) => {
        for (const how of ['again', 'forget'] as const)
          if (options[how]) await ask('accounts.settle', { seqs: options[how].map(Number), how })
        const outbox = await ask('accounts.outbox', {})
        if (options.json) return printJson(outbox)
        const rows = [...outbox.refused, ...outbox.waiting].map(outboxRow)
        if (rows.length > 0) print(table(rows))
        const more = outbox.totals.waiting - outbox.waiting.length
        if (more > 0) print(`… and ${more} more.`)
        say(`${outbox.totals.waiting} waiting, ${outbox.totals.refused} refused.`)
      }),
    )
}

/** True when an account failed. */
async function sync(session: Session, ids: number[] | undefined, options: { json?: boolean; complete?: boolean }) {
  const complete = options.complete === false ? 'none' : session.elsewhere ? 'background' : 'wait'
  const done = await session.ask('accounts.sync', { ids, wait: true, complete })
  if (options.json) printJson(done)
  for (const one of done.accounts) {
    if (!options.json)
      print(`Account ${one.id}: ${one.newArticles} new articles, ${one.sent} changes sent, ${one.waiting} waiting.`)
    if (one.problem) say(problemWords(one.problem))
  }
  return done.accounts.some(({ problem }) => problem !== null)
}

function chooseService(services: readonly ServiceInfo[], meant: string): ServiceInfo {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const found = services.find((one) => [one.preset, one.title, one.service].some((name) => bare(name) === bare(meant)))
  if (found) return found
  const names = services.map(({ preset }) => preset).join(', ')
  throw new Refused({ kind: 'badRequest', where: meant, why: `not a service that is known; there are ${names}` })
}

function appOf({ appId }: SignInOptions): { id: string; key: string } | null {
  const key = process.env[APP_VARIABLE]
  return appId && key ? { id: appId, key } : null
}

async function saySecrets({ ask }: Session): Promise<void> {
  const { host } = await ask('app.snapshot', {})
  if (host.keychain === 'session')
    say('This system has no keychain: the secret is gone when this ends. See --keep-secrets-in-file.')
}

function serviceRow({ preset, title, address, example, abilities, proof }: ServiceInfo): string[] {
  const cannot = Object.entries(abilities)
    .filter(([name, can]) => !can && name !== 'fetchesHere')
    .map(([name]) => name)
  return [
    preset,
    title,
    address ?? `(${example ?? 'address'})`,
    cannot.length > 0 ? `without ${cannot.join(', ')}` : 'everything',
    `tested against ${{ server: 'a running server', recordings: 'recorded answers', documentation: 'its documentation' }[proof]}`,
  ]
}

function stateWords(state: AccountState): string {
  const waiting = state.waiting > 0 ? `, ${state.waiting} changes waiting` : ''
  switch (state.kind) {
    case 'signedIn':
      return `signed in${state.syncedAt === null ? '' : `, synced ${moment(state.syncedAt)}`}${waiting}`
    case 'syncing':
      return `syncing, ${state.done} of ${state.total}`
    case 'offline':
      return `offline${waiting}`
    case 'expired':
      return `sign-in expired${waiting}`
    case 'paused':
      return `paused${waiting}`
    case 'troubled':
      return `${oneLine(problemWords(state.problem))} Next try ${moment(state.nextAt)}${waiting}.`
    default:
      return assertNever(state)
  }
}

function outboxRow({ seq, title, change, problem, accountId }: OutboxLine): string[] {
  const words = problem ? `! ${oneLine(problemWords(problem))}` : 'waiting'
  return [String(seq), `account ${accountId}`, wish(change), oneLine(title), words]
}

function wish(change: OutboxLine['change']): string {
  if (change.on === 'gone') return `remove the ${change.key}`
  if (change.on !== 'article') return `${change.on} ${change.key}`
  const word = change.key === 'label' ? `label “${oneLine(change.label)}”` : change.key
  return change.value ? word : `not ${word}`
}
