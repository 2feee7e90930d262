// All that the page sees of Electron: `window.broadsheet`, with the two functions of the bridge.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Announcement } from '../../contract/changes.ts'

contextBridge.exposeInMainWorld('broadsheet', {
  run: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('run', name, input),
  onChange(listener: (announcement: Announcement) => void): () => void {
    const hear = (_event: IpcRendererEvent, announcement: Announcement): void => listener(announcement)
    ipcRenderer.on('change', hear)
    return () => void ipcRenderer.off('change', hear)
  },
})
