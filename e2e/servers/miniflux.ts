// A real Miniflux for tests: Debian's own package, unpacked, on a private database, with all its APIs switched on.
import { join } from 'node:path'
import { createServer } from 'node:net'
import { CannotRun, mustBeDebian, needPackage, unpackedFromSuite } from './debian-package.ts'
import { givenMiniflux } from './miniflux-given.ts'
import { basic, closedDoor, loginsFor, openDoors, type Logins } from './miniflux-logins.ts'
import { openRunFolder, run, type OwnProcess, type RunFolder } from './own-process.ts'
import { startPostgres, type Postgres } from './postgres.ts'

export interface MinifluxOptions {
  /** Which Debian the package comes from; sid has 2.3, trixie 2.2.6 with the faults of its time. */
  suite?: 'sid' | 'trixie'
  port?: number
  /** How often it looks for new articles by itself. */
  pollMinutes?: number
  /** More of its settings: CLEANUP_ARCHIVE_READ_DAYS… */
  settings?: Record<string, string>
}

export interface Miniflux extends Logins {
  url: string
  version: string
  /** false: it was given by MINIFLUX_URL; only its APIs can be used, everything below throws. */
  ours: boolean
  /** Another user, with logins of their own and nothing followed. */
  addReader(name: string): Promise<Logins>
  /** SIGKILL; its database goes on. */
  kill(): Promise<void>
  /** Again, on the same port and database. */
  start(): Promise<void>
  sql(text: string): Promise<string>
  /** Its nightly cleaning, now: `miniflux -run-cleanup-tasks` with these settings. */
  cleanUp(settings: Record<string, string>): Promise<void>
  /** What it said last. */
  log(): string[]
  stop(): Promise<void>
}

/** `skipped`: one line that says why there is none on this machine. */
export async function startMiniflux(options: MinifluxOptions = {}): Promise<Miniflux | { skipped: string }> {
  try {
    if (process.env.MINIFLUX_URL) return await givenMiniflux(process.env.MINIFLUX_URL)
    mustBeDebian()
    await needPackage('postgresql')
    const place = await unpackedFromSuite('miniflux', options.suite ?? 'sid')
    return await startIn(openRunFolder(), join(place, 'usr/bin/miniflux'), options)
  } catch (error) {
    if (!(error instanceof CannotRun) || process.env.BROADSHEET_NEEDS_MINIFLUX) throw error
    return { skipped: `No real Miniflux here: ${error.message}.` }
  }
}

async function startIn(folder: RunFolder, program: string, options: MinifluxOptions): Promise<Miniflux> {
  try {
    const database = await startPostgres(folder)
    await database.sql('postgres', 'create database miniflux')
    await database.sql('miniflux', 'create extension pgcrypto; create extension hstore')
    return await serve(folder, program, database, options)
  } catch (error) {
    folder.close()
    throw error
  }
}

async function serve(
  folder: RunFolder,
  program: string,
  database: Postgres,
  { port: wanted, pollMinutes = 60, settings = {} }: MinifluxOptions,
): Promise<Miniflux> {
  const admin = loginsFor('admin')
  const port = wanted || (await freePort())
  const url = `http://127.0.0.1:${port}`
  const env = {
    DATABASE_URL: `host=${database.socket} user=postgres dbname=miniflux sslmode=disable`,
    RUN_MIGRATIONS: '1',
    CREATE_ADMIN: '1',
    ADMIN_USERNAME: admin.native.user,
    ADMIN_PASSWORD: admin.native.password,
    LISTEN_ADDR: `127.0.0.1:${port}`,
    BASE_URL: url,
    LOG_LEVEL: 'warning',
    WATCHDOG: '0',
    FETCHER_ALLOW_PRIVATE_NETWORKS: '1',
    INTEGRATION_ALLOW_PRIVATE_NETWORKS: '1',
    MEDIA_PROXY_MODE: 'none',
    POLLING_FREQUENCY: String(pollMinutes),
    SCHEDULER_ROUND_ROBIN_MIN_INTERVAL: String(pollMinutes),
    FORCE_REFRESH_INTERVAL: '1',
    POLLING_PARSING_ERROR_LIMIT: '0',
    ...settings,
  }
  let server: OwnProcess | null = null
  const sql = (text: string) => database.sql('miniflux', text)

  async function start(): Promise<void> {
    if (server?.running()) return
    const started = folder.start('miniflux', [program], { env, dieBy: 'KILL' })
    server = started
    for (const until = Date.now() + 60_000; !(await isHealthy(url)); await pause(20))
      if (!started.running() || Date.now() > until)
        throw new Error(`Miniflux did not start: ${started.lines.slice(-5).join(' · ')}`)
  }

  async function keysFor(logins: Logins): Promise<Logins> {
    await sql(openDoors(logins))
    const closed = await closedDoor(url, logins)
    if (closed) throw new Error(`Miniflux ${closed}`)
    return logins
  }

  await start()
  await keysFor(admin)
  const { version } = await getJson<{ version: string }>(`${url}/v1/version`, { authorization: basic(admin.native) })
  return {
    ...admin,
    url,
    version,
    ours: true,
    async addReader(name) {
      const logins = loginsFor(name)
      const { user, password } = logins.native
      const answer = await fetch(`${url}/v1/users`, {
        method: 'POST',
        headers: { authorization: basic(admin.native), 'content-type': 'application/json' },
        body: JSON.stringify({ username: user, password, is_admin: false }),
      })
      if (answer.status !== 201) throw new Error(`Miniflux adds no reader: ${await answer.text()}`)
      return keysFor(logins)
    },
    kill: async () => server?.end('SIGKILL'),
    start,
    sql,
    async cleanUp(more) {
      await run(program, ['-run-cleanup-tasks'], { env: { ...env, ...more } })
    },
    log: () => server?.lines ?? [],
    async stop() {
      await server?.end('SIGTERM')
      await database.stop()
      folder.close()
    },
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function getJson<T>(url: string, headers: Record<string, string>): Promise<T> {
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return (await answer.json()) as T
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthcheck`, { signal: AbortSignal.timeout(2000) }).catch(() => null)
  return answer?.status === 200
}

/** Below the ports that the system gives to outgoing connections: it must be free again after a kill. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const free = await new Promise<boolean>((done) => {
      const probe = createServer()
      probe.once('error', () => done(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
    })
    if (free) return port
  }
}
