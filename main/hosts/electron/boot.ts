// The life of the Electron host, in the order Electron asks for: schemes and locks before `ready`, windows after, the library last.
import { parseArgs } from 'node:util'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { app, dialog, session } from 'electron'
import { openApp } from '../../app.ts'
import { DiskError } from '../../base/host.ts'
import { ok, type Problem } from '../../contract/problems.ts'
import { problemWords } from '../cli/words.ts'
import { libraryFolder, socketPath, windowFolder } from '../node/folders.ts'
import { openNodeHost } from '../node/node-host.ts'
import { openedAddress } from '../node/opened.ts'
import { connectRunning, serveRunning } from '../node/running.ts'
import { createBridge } from './bridge.ts'
import { guardContents, guardSession } from './guards.ts'
import { installMenu } from './menu.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { systemProxy } from './proxy.ts'
import { electronSecrets } from './secrets.ts'
import { electronSurroundings } from './surroundings.ts'
import { openWindow } from './window.ts'

export interface Places {
  /** Folder of the built window. */
  pages: string
  preload: string
  worker: URL
  assets: string
}

export function boot(places: Places): void {
  registerScheme()
  app.enableSandbox()
  const library = resolve(libraryGiven() ?? libraryFolder())
  useOwnFolder(library)
  if (!app.requestSingleInstanceLock({ library })) {
    app.quit()
    return
  }
  const surroundings = electronSurroundings()
  const openThing = async (thing: string) => {
    const address = await openedAddress(thing)
    if (address) surroundings.open(address)
  }
  // A Mac says these before `ready`.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    void openThing(url)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void openThing(path)
  })
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  for (const thing of thingsIn(process.argv)) void openThing(thing)
  // A launcher that was killed takes its window along.
  if (process.channel) {
    process.on('disconnect', () => app.quit())
    process.channel.unref()
  }
  app.whenReady().then(
    () => start(places, library, surroundings, openThing),
    (error: unknown) => fault(error),
  )
}

/** Electron has one window for each of its folders: a second library gets its own. */
function useOwnFolder(library: string): void {
  const folder = windowFolder(library)
  if (folder === null) return
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    // Nothing can be written there: the window then shares the usual folder, and its lock.
    if (error instanceof Error && 'code' in error) return
    throw error
  }
  app.setPath('userData', folder)
}

async function start(
  places: Places,
  library: string,
  surroundings: ReturnType<typeof electronSurroundings>,
  openThing: (thing: string) => Promise<void>,
): Promise<void> {
  try {
    const host = await openNodeHost({
      name: 'electron',
      library,
      worker: places.worker,
      assets: places.assets,
      languages: app.getPreferredSystemLanguages(),
      secrets: await electronSecrets(library),
      surroundings,
      proxyFor: systemProxy,
      log: (line) => void process.stderr.write(`${line}\n`),
    })
    if (!host.ok) return await refuse(host.problem, library)
    const broadsheet = await openApp(host.value).catch(async (error: unknown) => {
      await host.value.close()
      throw error
    })
    surroundings.listen()
    guardSession(session.defaultSession)
    serveScheme(places.pages, broadsheet.media)
    const stopBridge = createBridge(broadsheet)
    installMenu()
    app.setAsDefaultProtocolClient('feed')
    const show = () => openWindow(places.preload)
    const running = await serveRunning(
      socketPath(library),
      broadsheet,
      async (address) => {
        show()
        if (address) await openThing(address)
        return ok(null)
      },
      host.value.log,
    )
    app.on('second-instance', (_event, argv) => {
      show()
      for (const thing of thingsIn(argv)) void openThing(thing)
    })
    app.on('activate', show)
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    let closing = false
    app.on('will-quit', (event) => {
      if (closing) return
      closing = true
      // Electron waits for nobody: the library is closed first, and then the quitting goes on.
      event.preventDefault()
      stopBridge()
      void Promise.allSettled([running.close(), broadsheet.close()])
        .then(() => host.value.close())
        .finally(() => app.quit())
    })
    show()
  } catch (error) {
    fault(error)
  }
}

/** The Broadsheet that holds the library shows itself; one that does not answer is named. */
async function refuse(problem: Problem, library: string): Promise<void> {
  const running = problem.kind === 'libraryInUse' ? await connectRunning(socketPath(library)) : null
  const shown = running && (await running.show(null))
  running?.close()
  if (!shown?.ok) dialog.showErrorBox('Broadsheet cannot open its library', problemWords(problem))
  app.exit(shown?.ok ? 0 : 1)
}

function fault(error: unknown): void {
  if (error instanceof DiskError) dialog.showErrorBox('Broadsheet cannot open its library', problemWords(error.problem))
  else
    dialog.showErrorBox(
      'Broadsheet cannot start',
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    )
  app.exit(1)
}

/** Electron's and Chromium's own options stand in between, so nothing is refused here. */
const options = { library: { type: 'string' } } as const

function libraryGiven(): string | undefined {
  return parseArgs({ args: process.argv.slice(1), options, strict: false }).values.library?.toString()
}

/** Addresses and files among the arguments. */
function thingsIn(argv: readonly string[]): string[] {
  const { positionals } = parseArgs({ args: argv.slice(1), options, strict: false, allowPositionals: true })
  return positionals.filter((thing) => /^(feeds?|https?):/i.test(thing) || /\.(opml|xml)$/i.test(thing))
}
