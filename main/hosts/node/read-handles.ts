// Files that are read piece by piece stay open for a while: opening costs more than reading.
import * as fs from 'node:fs'
import { promisify } from 'node:util'

const open = promisify(fs.open)
const close = promisify(fs.close)

interface Handle {
  fd: Promise<number>
  users: number
  /** Closed as soon as nobody reads from it. */
  dropped: boolean
}

/** Milliseconds without reading after which all are closed. */
const idle = 3000

/** As many as a screenful of articles can lie in. */
const most = 64

export class ReadHandles {
  readonly #handles = new Map<string, Handle>()
  #timer: NodeJS.Timeout | null = null

  async use<T>(path: string, read: (fd: number) => Promise<T>): Promise<T> {
    const handle = this.#handles.get(path) ?? { fd: open(path, 'r'), users: 0, dropped: false }
    // The one used last is the last in line to go.
    this.#handles.delete(path)
    this.#handles.set(path, handle)
    handle.users++
    try {
      return await read(await handle.fd)
    } catch (error) {
      this.#drop(path, handle)
      throw error
    } finally {
      handle.users--
      if (handle.dropped) await closeIdle(handle)
      await this.#closeOldest(most)
      this.#timer ??= setTimeout(() => void this.#closeOldest(0), idle).unref()
      this.#timer.refresh()
    }
  }

  /** The name is about to mean something else. */
  async forget(path: string): Promise<void> {
    const handle = this.#handles.get(path)
    if (!handle) return
    this.#drop(path, handle)
    await closeIdle(handle)
  }

  /** Before, because Windows renames nothing over an open file; and after, because it may have been opened in between. */
  async renaming(path: string, rename: () => Promise<void>): Promise<void> {
    await this.forget(path)
    await rename()
    await this.forget(path)
  }

  /** Also everything below, when it is a folder. */
  async forgetBelow(path: string): Promise<void> {
    for (const other of [...this.#handles.keys()]) if (other.startsWith(path)) await this.forget(other)
  }

  #drop(path: string, handle: Handle): void {
    handle.dropped = true
    if (this.#handles.get(path) === handle) this.#handles.delete(path)
  }

  async #closeOldest(left: number): Promise<void> {
    for (const [path, handle] of this.#handles) {
      if (this.#handles.size <= left) return
      this.#drop(path, handle)
      await closeIdle(handle)
    }
  }
}

async function closeIdle(handle: Handle): Promise<void> {
  if (handle.users > 0) return
  // Only once, whoever comes first.
  handle.users = -1
  await handle.fd.then(close, () => {
    // It was never open.
  })
}
