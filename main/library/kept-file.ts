// A lowdb adapter over Files that never lets go of the last good state: checked when read, the previous one kept.
import type { Adapter } from 'lowdb'
import { unlessMissing, type Files } from '../base/host.ts'

export interface KeptFile<T> extends Adapter<T> {
  /** What `read` found; `gone`: files were there, and none is good. */
  found: 'nothing' | 'current' | 'previous' | 'gone'
  /** A file was there and not whole. */
  damaged: boolean
  /** Makes the previous file as good as the current one, when nothing has changed since. */
  settle(): Promise<void>
}

export function keptFile<T>(
  files: Files,
  path: string,
  form: { encode: (value: T) => Uint8Array | string; decode: (bytes: Uint8Array) => T | null },
): KeptFile<T> {
  const previous = `${path}.previous`
  let currentIsGood = false
  return {
    found: 'nothing',
    damaged: false,

    async read() {
      const current = await files.read(path)
      const value = current && form.decode(current)
      currentIsGood = value !== null
      if (value !== null) {
        this.found = 'current'
        return value
      }
      const older = await files.read(previous)
      const olderValue = older && form.decode(older)
      // A missing current file is no damage: a crash between the two renames leaves that, and the journal has the rest.
      this.damaged = current !== null
      this.found = olderValue !== null ? 'previous' : current || older ? 'gone' : 'nothing'
      return olderValue
    },

    async write(value) {
      const bytes = form.encode(value)
      if (currentIsGood) {
        // Tried again when it fails: without it the previous file would be older than the journals reach back. It may also
        // have happened and said that it failed.
        await files.rename(path, previous).catch(unlessMissing)
        currentIsGood = false
      }
      await files.replace(path, bytes)
      currentIsGood = true
    },

    async settle() {
      if (currentIsGood) await files.copy(path, previous)
    },
  }
}
