// The app under test: the built browser host over a fresh library, and a page that shows it.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { root } from '../build/setup.mjs'
import { Reader } from './pages/reader.ts'
import { startPaper, type Paper, type PaperOptions } from './servers/paper.ts'

export interface Answer {
  code: number
  stdout: string
  stderr: string
}

export interface App {
  page: Page
  /** The library's folder. */
  library: string
  /** The host's process; null while it is not running. */
  pid(): number | null
  /** Quits as a reader does and starts again, with these additions to its environment, on the same library. */
  restart(env?: Record<string, string>): Promise<void>
  /** Quits and waits until everything is written. */
  quit(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again after `quit` or `kill`. */
  start(env?: Record<string, string>): Promise<void>
  /** Runs the command line on the same library. */
  cli(...args: string[]): Promise<Answer>
  /** In which it runs, for others that shall find it. */
  environment(): NodeJS.ProcessEnv
  /** What the host wrote. */
  log(): string
}

export interface AppOptions {
  /** For the host. */
  env: Record<string, string>
  /** A page that only waits is not opened. */
  open: boolean
}

interface Fixtures {
  app: App
  appOptions: AppOptions
  /** The window through its page objects. */
  reader: Reader
  paperOptions: PaperOptions
  /** A newspaper on loopback; whoever lives beside it must never hear of the reader. */
  paper: Paper
}

export const test = base.extend<Fixtures>({
  appOptions: [{ env: {}, open: true }, { option: true }],

  app: async ({ page, appOptions }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'broadsheet-e2e-'))
    const library = join(folder, 'library')
    const faults: string[] = []
    let output = ''
    let ownOrigin = ''
    let child: ChildProcess | null = null

    const environment = (more: Record<string, string> = {}) => ({
      ...process.env,
      // The machine may have no network; the papers are on loopback.
      BROADSHEET_OFFLINE: '0',
      LANGUAGE: '',
      LC_ALL: 'en_GB.UTF-8',
      TZ: 'Europe/Berlin',
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_RUNTIME_DIR: folder,
      ...appOptions.env,
      ...more,
    })

    async function start(env?: Record<string, string>): Promise<void> {
      if (child) throw new Error('it is running already')
      const host = spawn(process.execPath, [join(root, 'out/node/browser.js'), '--no-window', '--library', library], {
        env: environment(env),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      child = host
      const address = await new Promise<string>((resolve, reject) => {
        const take = (part: Buffer) => {
          output += part.toString()
          const found = /open at (http:\S+)/.exec(output.slice(begun))
          if (found?.[1]) resolve(found[1])
        }
        const begun = output.length
        host.stdout?.on('data', take)
        host.stderr?.on('data', take)
        host.on('error', reject)
        host.on('exit', (code) => reject(new Error(`the host ended with ${code}:\n${output.slice(begun)}`)))
      })
      ownOrigin = new URL(address).origin
      if (!appOptions.open) return
      await page.goto(address)
      // Keys that are pressed before the library has been read mean nothing yet.
      await expect(page.locator('bs-first-start, bs-feed-tree')).toBeAttached()
    }

    async function end(signal: NodeJS.Signals): Promise<void> {
      const host = child
      child = null
      if (!host || host.exitCode !== null) return
      const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()))
      host.kill(signal)
      await ended
    }

    page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (/^(https?|wss?):$/.test(protocol) && origin !== ownOrigin) faults.push(`asked ${request.url()}`)
    })
    page.on('console', (message) => {
      if (/content security policy|trusted ?types/i.test(message.text())) faults.push(message.text())
    })
    await start()
    await use({
      page,
      library,
      pid: () => child?.pid ?? null,
      start,
      quit: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
      async restart(env) {
        await end('SIGTERM')
        await start(env)
      },
      cli: (...args) => runCli([...args, '--library', library], environment()),
      environment: () => environment(),
      log: () => output,
    })
    await end('SIGTERM')
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('host.log', { body: output })
    await rm(folder, { recursive: true, force: true })
    expect(faults, 'errors in the page, or requests to others').toEqual([])
  },

  reader: async ({ app }, use) => {
    await use(new Reader(app.page))
  },

  paperOptions: [{}, { option: true }],

  paper: async ({ paperOptions }, use) => {
    const paper = await startPaper(paperOptions)
    await use(paper)
    expect(paper.third.requests, 'third parties heard of the reader').toEqual([])
    await paper.close()
  },
})

export { expect }

function runCli(args: string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [join(root, 'out/node/cli.js'), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}
