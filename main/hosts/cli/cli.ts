#!/usr/bin/env node
// The command line: the same commands as in the window, in plain words or as JSON.
// Ends with 0 when all went well, 1 when there was a problem, 2 when it was asked wrongly.
import { Command, CommanderError } from 'commander'
import { VERSION } from '../../base/version.ts'
import { addAccountCommands } from './account-commands.ts'
import { addArticleCommands } from './article-commands.ts'
import { addFeedCommands } from './feed-commands.ts'
import { addFileCommands } from './file-commands.ts'
import { addLibraryCommands } from './library-commands.ts'
import { Refused, withLibrary, type Session } from './session.ts'
import { endQuietlyWhenNobodyReads, printJson, say } from './terminal.ts'
import { problemWords } from './words.ts'

export interface Line {
  /** Adds a command; every one knows --json and --library. */
  command(nameAndArguments: string, description: string): Command
  library(options: object, work: (session: Session) => Promise<void>): Promise<void>
}

const program = new Command('broadsheet')
  .description('Broadsheet, the news reader: follow papers, and keep every article on your disk.')
  .version(VERSION)
  .showHelpAfterError('“broadsheet --help” tells what there is.')
  .exitOverride()
  .addHelpText('after', '\nEnds with 0 when all went well, 1 when there was a problem, 2 when it was asked wrongly.')

/** `account add` lies below `account`. */
function within(nameAndArguments: string): { above: Command; rest: string } {
  const [first = '', second = ''] = nameAndArguments.split(' ')
  if (!/^[a-z-]+$/.test(second)) return { above: program, rest: nameAndArguments }
  const known = program.commands.find((one) => one.name() === first)
  const above = known ?? program.command(first).description(`commands about an ${first}`).exitOverride()
  return { above, rest: nameAndArguments.slice(first.length + 1) }
}

const line: Line = {
  command(nameAndArguments, description) {
    const { above, rest } = within(nameAndArguments)
    return above
      .command(rest)
      .description(description)
      .option('--json', 'answer as JSON')
      .option('--library <dir>', 'where the library lies')
      .option('--keep-secrets-in-file', 'keep passwords in an owner-only file where the system has no keychain')
      .exitOverride()
  },
  library: (options: { library?: string; keepSecretsInFile?: boolean }, work) =>
    withLibrary({ ...options, entry: import.meta.url }, work),
}
addFeedCommands(line)
addArticleCommands(line)
addLibraryCommands(line)
addAccountCommands(line)
addFileCommands(line)

/** What every command knows may stand before its name too: `--library DIR feeds` is `feeds --library DIR`. */
function commandFirst(given: readonly string[]): string[] {
  let at = 0
  while (/^--(json|keep-secrets-in-file|library)(=|$)/.test(given[at] ?? '')) at += given[at] === '--library' ? 2 : 1
  const end = given.includes('--') ? given.indexOf('--') : given.length
  return [...given.slice(at, end), ...given.slice(0, at), ...given.slice(end)]
}

endQuietlyWhenNobodyReads()
try {
  await program.parseAsync(commandFirst(process.argv.slice(2)), { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof Refused) {
    if (process.argv.includes('--json')) printJson({ problem: error.problem })
    say(problemWords(error.problem))
    process.exitCode = 1
  } else throw error
}
