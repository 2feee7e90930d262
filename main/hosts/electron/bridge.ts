// The bridge over Electron's channels: commands from our own page only, announcements to every window.
import { BrowserWindow, ipcMain, type WebFrameMain, type WebContents } from 'electron'
import type { App } from '../../app.ts'
import type { Announcement } from '../../contract/changes.ts'
import type { CommandName } from '../../contract/commands.ts'
import { fail } from '../../contract/problems.ts'
import { isOurs } from './scheme.ts'

const MOST_HELD = 20

/** Answers with what ends it. */
export function createBridge(app: Pick<App, 'run' | 'onChange'>): () => void {
  /** What the system asked to open before there was a page to open it in: it comes when the page asks for its first state. */
  const held: Announcement[] = []
  ipcMain.handle('run', async (event, name: unknown, input: unknown) => {
    if (!isOurPage(event.senderFrame, event.sender)) throw new Error('not from the window')
    if (typeof name !== 'string') return fail({ kind: 'badRequest', where: 'name', why: 'missing' })
    if (name === 'app.snapshot') for (const announcement of held.splice(0)) event.sender.send('change', announcement)
    // app.ts knows only the names it has itself, and checks what goes in.
    return app.run(name as CommandName, input as never)
  })
  const stop = app.onChange((announcement) => {
    if (announcement.kind === 'open.asked' && !isWindowReady()) {
      if (held.length < MOST_HELD) held.push(announcement)
      return
    }
    for (const window of BrowserWindow.getAllWindows())
      if (!window.isDestroyed()) window.webContents.send('change', announcement)
  })
  return () => {
    stop()
    ipcMain.removeHandler('run')
  }
}

const isWindowReady = (): boolean =>
  BrowserWindow.getAllWindows().some((window) => !window.isDestroyed() && !window.webContents.isLoading())

/** The frame is null once it has navigated away. */
function isOurPage(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && isOurs(frame.url)
}
