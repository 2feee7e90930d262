// Announcements to every open window, as Server-Sent Events.
import type { ServerResponse } from 'node:http'
import type { Bridge } from '../../contract/bridge.ts'
import type { Announcement } from '../../contract/changes.ts'
import { everyReply } from '../node/reply.ts'

const HEARTBEAT = 20_000
const MOST_HELD = 20
/** A window that does not read is cut off; it asks for everything anew when it comes back. */
const MOST_WAITING = 16 * 1024 * 1024

export function createChanges(app: Pick<Bridge, 'onChange'>) {
  const windows = new Set<ServerResponse>()
  const write = (text: string) => {
    for (const window of windows) {
      if (window.writableLength > MOST_WAITING) window.destroy()
      else window.write(text)
    }
  }
  /** What the system asked to open before there was a window to open it in. */
  const held: Announcement[] = []
  // JSON has no line ends of its own.
  const event = (announcement: Announcement) => `data: ${JSON.stringify(announcement)}\n\n`
  const stop = app.onChange((announcement) => {
    if (windows.size > 0) write(event(announcement))
    else if (announcement.kind === 'open.asked' && held.length < MOST_HELD) held.push(announcement)
  })
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT)
  heartbeat.unref()

  return {
    async add(response: ServerResponse): Promise<void> {
      response.writeHead(200, { ...everyReply, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(':\n\n')
      windows.add(response)
      for (const announcement of held.splice(0)) response.write(event(announcement))
      response.on('close', () => windows.delete(response))
      response.on('error', () => windows.delete(response))
    },
    count: () => windows.size,
    close(): void {
      stop()
      clearInterval(heartbeat)
      for (const window of windows) window.end()
    },
  }
}
