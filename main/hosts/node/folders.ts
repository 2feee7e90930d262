// Where the system wants an app to keep its things: the library, what a window remembers, and sockets.
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

type Environment = Record<string, string | undefined>

/** Relative ones are to be ignored, says the XDG base directory specification. */
const given = (path: string | undefined): string | null => (path && isAbsolute(path) ? path : null)

export function libraryFolder(env: Environment = process.env, platform: string = process.platform): string {
  if (env.BROADSHEET_LIBRARY) return resolve(env.BROADSHEET_LIBRARY)
  if (platform === 'win32') return join(given(env.APPDATA) ?? join(homedir(), 'AppData', 'Roaming'), 'Broadsheet')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Broadsheet')
  return join(given(env.XDG_DATA_HOME) ?? join(homedir(), '.local', 'share'), 'broadsheet')
}

/** What may be lost without harm: the window's browser profile. */
export function stateFolder(env: Environment = process.env, platform: string = process.platform): string {
  if (platform === 'win32') return join(given(env.LOCALAPPDATA) ?? join(homedir(), 'AppData', 'Local'), 'Broadsheet')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Broadsheet')
  return join(given(env.XDG_STATE_HOME) ?? join(homedir(), '.local', 'state'), 'broadsheet')
}

/** Short, because a socket's path may have 104 characters; null where somebody else could listen. */
function runtimeFolder(env: Environment): string | null {
  const folder = given(env.XDG_RUNTIME_DIR) ?? join(tmpdir(), `broadsheet-${userInfo().uid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const stat = lstatSync(folder)
    return stat.isDirectory() && stat.uid === userInfo().uid && (stat.mode & 0o022) === 0 ? folder : null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Where the process that holds this library answers: the same for every spelling of the folder. */
export function socketPath(
  library: string,
  env: Environment = process.env,
  platform: string = process.platform,
): string {
  mkdirSync(library, { recursive: true, mode: 0o700 })
  const real = realpathSync(library)
  const name = `broadsheet-${createHash('sha256').update(real).digest('hex').slice(0, 16)}`
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(runtimeFolder(env) ?? real, `${name}.sock`)
}
