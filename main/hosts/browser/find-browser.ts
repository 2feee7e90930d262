// Finds a Chromium, Chrome, Edge or Brave that is installed here; nothing is started to find out.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

type Environment = Record<string, string | undefined>

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'brave',
]

export function findBrowser(
  env: Environment = process.env,
  platform: string = process.platform,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (env.CHROMIUM_PATH && exists(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const found = platform === 'win32' ? [] : names.flatMap((name) => onPath.map((folder) => join(folder, name)))
  return [...found, ...fixedPlaces(env, platform)].find((path) => exists(path)) ?? null
}

function fixedPlaces(env: Environment, platform: string): string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
    const folders = ['/Applications', join(homedir(), 'Applications')]
    return apps.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`))
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    )
    const apps = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
      'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
    ]
    return apps.flatMap((app) => folders.map((folder) => `${folder}\\${app}`))
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome']
}

/** Without one, a window would be an error message of the browser's. */
export function hasDisplay(env: Environment = process.env, platform: string = process.platform): boolean {
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
