// Finds Electron's binary without importing its package, which would download it, and fetches it at most once a day.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { root } from './setup.mjs'

type Environment = Record<string, string | undefined>

const DAY = 24 * 60 * 60 * 1000
const PATIENCE = 90_000

/** As node_modules/electron/index.js does. */
export function findElectron(folder: string = root, env: Environment = process.env): string | null {
  const electron = join(folder, 'node_modules', 'electron')
  const named = existsSync(join(electron, 'path.txt')) ? readFileSync(join(electron, 'path.txt'), 'utf8').trim() : ''
  const place = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist')
  const name = named || (env.ELECTRON_OVERRIDE_DIST_PATH ? usualName() : '')
  const file = join(place, name)
  return name && existsSync(file) ? file : null
}

function usualName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Whether fetching failed less than a day ago. */
export function triedLately(folder: string, now: number): boolean {
  const tried = statSync(marker(folder), { throwIfNoEntry: false })
  return tried !== undefined && now - tried.mtimeMs < DAY
}

const marker = (folder: string) => join(folder, '.cache', 'electron-not-fetched')

export function getElectron(say: (line: string) => void): string | null {
  const found = findElectron()
  if (found || process.env.ELECTRON_OVERRIDE_DIST_PATH || triedLately(root, Date.now())) return found
  const install = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(install)) return null
  say('Fetching Electron (about 110 MB).')
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: PATIENCE })
  const fetched = findElectron()
  if (!fetched) {
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(marker(root), 'Fetching Electron failed; it is tried again a day later.\n')
    say('Electron cannot be fetched here, so Broadsheet opens in an installed browser.')
  }
  return fetched
}
