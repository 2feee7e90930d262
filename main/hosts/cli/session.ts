// Gives a command its library: through the Broadsheet that runs already, or by opening it for as long as the command takes.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bridge } from '../../contract/bridge.ts'
import type { CommandName, In, Out } from '../../contract/commands.ts'
import { fail, type Problem, type Result } from '../../contract/problems.ts'
import { DiskError } from '../../base/host.ts'
import { libraryFolder, socketPath } from '../node/folders.ts'
import { connectRunning, serveRunning } from '../node/running.ts'
import { say, showProgress } from './terminal.ts'

export interface SessionOptions {
  library?: string | undefined
  keepSecretsInFile?: boolean | undefined
  /** cli.ts or cli.js: what lies beside it. */
  entry: string
}

export interface Session {
  /** Answers, or throws a Refused that ends the command. */
  ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>>
  /** A window is open: what is left to fetch is its business, not this command's. */
  elsewhere: boolean
}

/** A problem on its way to the one place that words it. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind)
    this.problem = problem
  }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.problem)
  return result.value
}

/** Opens, works, closes; also when the reader presses Ctrl-C. */
export async function withLibrary(options: SessionOptions, work: (session: Session) => Promise<void>): Promise<void> {
  const { bridge, elsewhere, close } = valueOf(await open(options))
  const stopListening = bridge.onChange((announcement) => {
    if (announcement.kind === 'progress.changed') showProgress(announcement.progress)
  })
  const onSignal = () => {
    say('Stopping.')
    void close().then(() => process.exit(130))
  }
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    await work({ elsewhere, ask: async (name, input) => valueOf(await bridge.run(name, input)) })
  } finally {
    stopListening()
    showProgress([])
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    await close()
  }
}

interface Opened {
  bridge: Bridge
  elsewhere: boolean
  close: () => Promise<void>
}

async function open(options: SessionOptions): Promise<Result<Opened>> {
  const library = resolve(options.library ?? libraryFolder())
  const own = await openHere(library, options)
  if (own.ok || own.problem.kind !== 'libraryInUse') return own
  const running = await connectRunning(socketPath(library))
  // Whoever had it may have been on its way out.
  if (!running) return openHere(library, options)
  return { ok: true, value: { bridge: running, elsewhere: true, close: async () => running.close() } }
}

async function openHere(library: string, options: SessionOptions): Promise<Result<Opened>> {
  // Loaded here, because `parse`, `extract` and `sanitize` do without.
  const [{ openApp }, { openNodeHost }] = await Promise.all([import('../../app.ts'), import('../node/node-host.ts')])
  const built = options.entry.endsWith('.js')
  const opened = await openNodeHost({
    name: 'cli',
    library,
    worker: new URL(built ? './worker.js' : '../node/worker.ts', options.entry),
    assets: fileURLToPath(new URL(built ? '../assets/' : '../../../assets/', options.entry)),
    secretsInFile: options.keepSecretsInFile ?? false,
    log: process.env.BROADSHEET_LOG ? say : () => undefined,
  })
  if (!opened.ok) return opened
  const host = opened.value
  try {
    const app = await openApp(host)
    const inUse = fail<string | null>({ kind: 'libraryInUse', pid: process.pid })
    const serving = await serveRunning(socketPath(library), app, async () => inUse, say)
    const close = async () => {
      await serving.close()
      await app.close()
      await host.close()
    }
    return { ok: true, value: { bridge: app, elsewhere: false, close } }
  } catch (error) {
    await host.close()
    if (error instanceof DiskError) return fail(error.problem)
    throw error
  }
}
