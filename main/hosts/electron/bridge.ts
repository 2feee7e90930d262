// The bridge over Electron's channels: commands from our own page only, announcements to every window.
import { BrowserWindow, ipcMain, type WebFrameMain, type WebContents } from 'electron'
import type { App } from '../../app.ts'
import type { CommandName } from '../../contract/commands.ts'
import { fail } from '../../contract/problems.ts'
import { isOurs } from './scheme.ts'

/** Answers with what ends it. */
export function createBridge(app: Pick<App, 'run' | 'onChange'>): () => void {
  ipcMain.handle('run', async (event, name: unknown, input: unknown) => {
    if (!isOurPage(event.senderFrame, event.sender)) throw new Error('not from the window')
    if (typeof name !== 'string') return fail({ kind: 'badRequest', where: 'name', why: 'missing' })
    // app.ts knows only the names it has itself, and checks what goes in.
    return app.run(name as CommandName, input as never)
  })
  const stop = app.onChange((announcement) => {
    for (const window of BrowserWindow.getAllWindows())
      if (!window.isDestroyed()) window.webContents.send('change', announcement)
  })
  return () => {
    stop()
    ipcMain.removeHandler('run')
  }
}

/** The frame is null once it has navigated away. */
function isOurPage(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && isOurs(frame.url)
}
