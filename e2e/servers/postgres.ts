// A private PostgreSQL for one test: own folder, no TCP, nothing written through, because it is thrown away.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CannotRun } from './debian-package.ts'
import { run, type RunFolder } from './own-process.ts'

export interface Postgres {
  /** The folder of its socket, which is the `host` of a connection. */
  socket: string
  /** Unaligned text: a line a row, '|' between columns. */
  sql(database: string, text: string): Promise<string>
  stop(): Promise<void>
}

const BASE = '/usr/lib/postgresql'
const SETTINGS = {
  listen_addresses: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '64MB',
  autovacuum: 'off',
}

export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

export async function startPostgres(folder: RunFolder): Promise<Postgres> {
  const bin = binaries()
  const socket = join(folder.path, 'postgres')
  const data = join(socket, 'data')
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? 'postgres' : null
  await run('install', ['-d', '-m', '700', ...(user ? ['-o', user, '-g', user] : []), socket])
  const initdb = [join(bin, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']
  const become = user ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : []
  await run('setpriv', [...become, ...initdb, '--no-sync'], { cwd: '/' })
  const settings = { ...SETTINGS, unix_socket_directories: socket }
  const program = [
    join(bin, 'postgres'),
    '-D',
    data,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]
  const server = folder.start('postgres', program, { user, dieBy: 'QUIT' })
  await server.says(/ready to accept connections/, 60_000)
  return {
    socket,
    sql: (database, text) =>
      run(
        join(bin, 'psql'),
        ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', socket, '-U', 'postgres', '-d', database],
        { input: text, env: { PGOPTIONS: '-c client_min_messages=warning' } },
      ).then((out) => out.trimEnd()),
    stop: () => server.end('SIGQUIT'),
  }
}

function binaries(): string {
  const versions = readdirSync(BASE).filter((name) => /^\d+$/.test(name))
  const newest = Math.max(...versions.map(Number))
  if (versions.length === 0) throw new CannotRun('the package postgresql has brought no server')
  return join(BASE, String(newest), 'bin')
}
