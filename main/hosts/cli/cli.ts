#!/usr/bin/env node
// The command line: the same commands as in the window, in plain words or as JSON.
// Ends with 0 when all went well, 1 when there was a problem, 2 when it was asked wrongly.
import { Command, CommanderError } from 'commander'
import { VERSION } from '../../base/version.ts'
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

const line: Line = {
  command: (nameAndArguments, description) =>
    program
      .command(nameAndArguments)
      .description(description)
      .option('--json', 'answer as JSON')
      .option('--library <dir>', 'where the library lies')
      .option('--keep-secrets-in-file', 'keep passwords in an owner-only file where the system has no keychain')
      .exitOverride(),
  library: (options: { library?: string; keepSecretsInFile?: boolean }, work) =>
    withLibrary({ ...options, entry: import.meta.url }, work),
}
addFeedCommands(line)
addArticleCommands(line)
addLibraryCommands(line)
addFileCommands(line)

/** What every command knows may stand before its name too: `--library DIR feeds` is `feeds --library DIR`. */
function commandFirst(given: readonly string[]): string[] {
  let at = 0
  while (/^--(json|keep-secrets-in-file|library)(=|$)/.test(given[at] ?? '')) at += given[at] === '--library' ? 2 : 1
  return [...given.slice(at, at + 1), ...given.slice(0, at), ...given.slice(at + 1)]
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
