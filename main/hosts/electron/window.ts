// The window: one, sandboxed, where and as large as it was left.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import { ORIGIN } from './scheme.ts'

interface Left {
  bounds: Rectangle | null
  maximized: boolean
}

const usual = { width: 1280, height: 860 }
const least = { minWidth: 380, minHeight: 420 }

/** Brings the window to the front, or opens it. */
export function openWindow(preload: string): void {
  const [there] = BrowserWindow.getAllWindows()
  if (there) {
    if (there.isMinimized()) there.restore()
    there.show()
    there.focus()
    return
  }
  const left = readLeft()
  const window = new BrowserWindow({
    ...usual,
    ...least,
    ...(left.bounds && isVisible(left.bounds) ? left.bounds : {}),
    show: false,
    title: 'Broadsheet',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181b' : '#fbfaf7',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      safeDialogs: true,
    },
  })
  if (left.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepLeft({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  void window.loadURL(`${ORIGIN}/`)
}

const file = () => join(app.getPath('userData'), 'window.json')

function readLeft(): Left {
  try {
    const found = JSON.parse(readFileSync(file(), 'utf8')) as Partial<Left>
    const { bounds } = found
    const whole = bounds && [bounds.x, bounds.y, bounds.width, bounds.height].every((side) => Number.isInteger(side))
    return { bounds: whole ? bounds : null, maximized: found.maximized === true }
  } catch (error) {
    // Never written, or damaged: the usual place will do.
    if (error instanceof SyntaxError || error instanceof TypeError || (error instanceof Error && 'code' in error))
      return { bounds: null, maximized: false }
    throw error
  }
}

function keepLeft(left: Left): void {
  try {
    writeFileSync(file(), JSON.stringify(left))
  } catch (error) {
    // A window in its usual place is no reason to stop anybody from quitting.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/** The screen it was on may be gone. */
function isVisible(bounds: Rectangle): boolean {
  const enough = 80
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const height = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
    return width >= enough && height >= enough
  })
}
