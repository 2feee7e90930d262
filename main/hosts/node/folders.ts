// Where the system wants an app to keep its things: the library, what a window remembers, and sockets.
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'

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

/** Of the window that shows this library: what Electron keeps for it, and the lock of its one window. null: the usual
 * library, which has the usual place. */
export function windowFolder(
  library: string,
  env: Environment = process.env,
  platform: string = process.platform,
): string | null {
  const usual = libraryFolder({ ...env, BROADSHEET_LIBRARY: undefined }, platform)
  return realPath(library) === realPath(usual) ? null : join(stateFolder(env, platform), 'windows', signOf(library))
}

/** The same for every spelling of the folder. */
const signOf = (library: string): string => createHash('sha256').update(realPath(library)).digest('hex').slice(0, 16)

/** Where links lead, also for a folder that is still to be made. */
function realPath(path: string): string {
  const whole = resolve(path)
  try {
    return realpathSync(whole)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return dirname(whole) === whole ? whole : join(realPath(dirname(whole)), basename(whole))
  }
}

/** null where somebody else could listen. */
function ownFolder(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const stat = lstatSync(folder)
    return stat.isDirectory() && stat.uid === userInfo().uid && (stat.mode & 0o022) === 0 ? folder : null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Bytes of a socket's path, beyond which the system refuses it. */
const longestSocket = (platform: string): number => (platform === 'darwin' ? 103 : 107)

/** Where the process that holds this library answers. */
export function socketPath(
  library: string,
  env: Environment = process.env,
  platform: string = process.platform,
): string {
  mkdirSync(library, { recursive: true, mode: 0o700 })
  const name = `broadsheet-${signOf(library)}`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inFolder = (folder: string) => join(folder, `${name}.sock`)
  const own = `broadsheet-${userInfo().uid}`
  const places = [
    () => ownFolder(given(env.XDG_RUNTIME_DIR) ?? join(tmpdir(), own)),
    () => realPath(library),
    () => ownFolder(join(tmpdir(), own)),
    () => ownFolder(join('/tmp', own)),
  ]
  for (const place of places) {
    const folder = place()
    if (folder !== null && Buffer.byteLength(inFolder(folder)) <= longestSocket(platform)) return inFolder(folder)
  }
  return inFolder(realPath(library))
}
