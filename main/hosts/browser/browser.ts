// Broadsheet in an app window of the browser that is installed here; without one, or without a display, at an address.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openApp } from '../../app.ts'
import { VERSION } from '../../base/version.ts'
import { DiskError } from '../../base/host.ts'
import { libraryFolder, socketPath, stateFolder } from '../node/folders.ts'
import { endCleanly } from '../node/life.ts'
import { openNodeHost } from '../node/node-host.ts'
import { openedAddress } from '../node/opened.ts'
import { pageReply } from '../node/pages.ts'
import { ok, type Problem } from '../../contract/problems.ts'
import { connectRunning, serveRunning } from '../node/running.ts'
import { problemWords } from '../cli/words.ts'
import { findBrowser, hasDisplay } from './find-browser.ts'
import { startServer } from './server.ts'
import { openWindow, type AppWindow } from './window.ts'

const usage = `Usage: broadsheet-window [options] [address or OPML file to open]

  --library DIR            where the library lies
  --port N                 the port on 127.0.0.1 (0: any free one)
  --no-window              serve only, open no window
  --print-address          print the address even when a window opens
  --keep-secrets-in-file   keep passwords in an owner-only file where the system has no keychain
  --version, --help
`

const { values: given, positionals } = readArguments()
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)
const built = import.meta.url.endsWith('.js')
const near = (path: string) => new URL(path, import.meta.url)

async function main(): Promise<void> {
  if (given.help) return say(usage)
  if (given.version) return say(VERSION)
  const library = resolve(given.library ?? libraryFolder())
  const [thing] = positionals
  // A file is read here: the Broadsheet that runs already may be in another folder.
  const address = thing === undefined ? null : ((await openedAddress(thing)) ?? thing)
  const opened = await openNodeHost({
    name: 'browser',
    library,
    worker: near(built ? './worker.js' : '../node/worker.ts'),
    assets: fileURLToPath(near(built ? '../assets/' : '../../../assets/')),
    secretsInFile: given['keep-secrets-in-file'],
    log: complain,
  })
  if (!opened.ok && opened.problem.kind === 'libraryInUse' && (await showRunning(library, address))) return
  if (!opened.ok) return refuse(opened.problem)
  const host = opened.value
  const app = await openApp(host).catch(async (error: unknown) => {
    await host.close()
    if (error instanceof DiskError) return error.problem
    throw error
  })
  if ('kind' in app) return refuse(app)

  const pages = fileURLToPath(near(built ? '../renderer/' : '../../../out/renderer/'))
  const page = (path: string) => pageReply(pages, path)
  const serve = (port: number) => startServer({ app, page, port, log: complain })
  const wanted = given.port === undefined ? portOf(library) : Number(given.port)
  const server = await serve(wanted).catch(async (error: unknown) => {
    if (given.port === undefined) return serve(0)
    complain(`Port ${given.port} cannot be used: ${error instanceof Error ? error.message : String(error)}`)
    await app.close()
    await host.close()
    process.exit(1)
  })
  const browser = given.window && hasDisplay() ? findBrowser() : null
  const open = new Set<AppWindow>()
  const finish = endCleanly(async () => {
    for (const window of open) window.close()
    await running.close()
    await server.close()
    await app.close()
    await host.close()
  })

  /** Answers with the address, where there is no window to open it. */
  function show(what: string | null): string | null {
    if (what) host.surroundings.open(what)
    const here = server.newAddress()
    if (!browser) return here
    const window = openWindow(browser, here, stateFolder(), complain)
    open.add(window)
    void window.ended.then(async () => {
      open.delete(window)
      await unseen(() => open.size > 0 || server.windows() > 0)
      finish()
    })
    return null
  }

  const running = await serveRunning(socketPath(library), app, async (what) => ok(show(what)), complain)
  const here = show(address)
  if (here ?? given['print-address']) {
    say(`Broadsheet is open at ${here ?? server.newAddress()}`)
    say('The address works once. Press Ctrl-C to end Broadsheet.')
  }
  // A Mac's browser lives on without a window.
  if (process.platform === 'darwin' && browser) {
    await seen(() => server.windows() > 0)
    await unseen(() => server.windows() > 0)
    finish()
  }
}

/** The one that runs already shows itself. */
async function showRunning(library: string, address: string | null): Promise<boolean> {
  const running = await connectRunning(socketPath(library))
  if (!running) return false
  const shown = await running.show(address)
  running.close()
  if (!shown.ok) return false
  say(
    shown.value
      ? `Broadsheet is running already, at ${shown.value}`
      : 'Broadsheet is running already: here is its window.',
  )
  return true
}

const LOOK = 250
const pause = () => new Promise((later) => setTimeout(later, LOOK))

async function seen(shown: () => boolean): Promise<void> {
  while (!shown()) await pause()
}

/** Until there has been nothing for two seconds: a window that is still loading does not listen yet. */
async function unseen(shown: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 2000 / LOOK; quiet++) {
    await pause()
    if (shown()) quiet = -1
  }
}

/** The same each time, so that what the window remembers is found again. */
function portOf(library: string): number {
  return 40_000 + (createHash('sha256').update(library).digest().readUInt16BE(0) % 9_000)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        library: { type: 'string' },
        port: { type: 'string' },
        window: { type: 'boolean', default: true },
        'print-address': { type: 'boolean', default: false },
        'keep-secrets-in-file': { type: 'boolean', default: false },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    complain(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

function refuse(problem: Problem): void {
  complain(problemWords(problem))
  process.exitCode = 1
}

await main()
