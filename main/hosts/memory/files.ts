// A disk in memory for tests that behaves as a real one at its worst: it fills up, fails, and forgets on power loss
// whatever has not been synced.
import { DiskError, type AppendFile, type Files } from '../../base/host.ts'

interface Stored {
  bytes: Uint8Array
  /** What would be left after a power cut. */
  durable: Uint8Array
  modifiedAt: number
}

export type Fault = 'full' | 'io' | 'crash'

/** Thrown by everything once the power is gone. */
export class PowerCut extends Error {}

export interface MemoryFiles extends Files {
  /** Operations so far that change the disk. */
  readonly operations: number
  readonly bytesWritten: number
  readonly syncs: number
  /** The nth changing operation from now fails this way; 'crash' ends everything, 'full' stays until `heal`. */
  failAt(n: number, fault: Fault): void
  heal(): void
  /** The disk as it comes back after the power was cut: unsynced bytes are gone, or torn. */
  afterPowerCut(random?: () => number): MemoryFiles
  paths(): string[]
  /** Bytes laid down as they are, as damage or as files of somebody else. */
  plant(path: string, bytes: Uint8Array | string): void
  /** Changes bytes behind the library's back. */
  damage(path: string, change: (bytes: Uint8Array) => Uint8Array): void
}

const encoder = new TextEncoder()
const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? encoder.encode(content) : content.slice()

export function memoryFiles(start: ReadonlyMap<string, Uint8Array> = new Map(), now = () => 0): MemoryFiles {
  const files = new Map<string, Stored>()
  for (const [path, bytes] of start) files.set(path, { bytes, durable: bytes, modifiedAt: now() })
  let operations = 0
  let bytesWritten = 0
  let syncs = 0
  let faultIn = Infinity
  let fault: Fault = 'io'
  let dead = false
  let full = false
  /** What the disk may hold if the power went in the middle of an operation. */
  let undecided: (() => void) | null = null

  const existing = (path: string): Stored => {
    const stored = files.get(path)
    if (!stored) throw new DiskError({ kind: 'diskFailed', path, code: 'ENOENT' })
    return stored
  }

  /** Every operation that changes the disk goes through here; `halfway` may or may not have happened in a crash. */
  const change = <T>(path: string, grows: boolean, halfway: (() => void) | null, work: () => T): T => {
    if (dead) throw new PowerCut()
    operations++
    faultIn--
    if (full && grows) throw new DiskError({ kind: 'diskFull' })
    if (faultIn <= 0) {
      faultIn = Infinity
      if (fault === 'crash') {
        dead = true
        undecided = halfway
        throw new PowerCut()
      }
      if (fault === 'full') {
        full = true
        if (grows) throw new DiskError({ kind: 'diskFull' })
      } else throw new DiskError({ kind: 'diskFailed', path, code: 'EIO' })
    }
    return work()
  }
  const alive = (): void => {
    if (dead) throw new PowerCut()
  }
  const put = (path: string, bytes: Uint8Array): void => {
    files.set(path, { bytes, durable: bytes, modifiedAt: now() })
  }

  /** What a real disk may be left with beside a file that was being replaced. */
  const leaveDraft = (path: string, bytes: Uint8Array): void => put(`${path}.new`, bytes.slice(0, bytes.length >> 1))

  const self: MemoryFiles = {
    root: '/memory',
    get operations() {
      return operations
    },
    get bytesWritten() {
      return bytesWritten
    },
    get syncs() {
      return syncs
    },
    failAt(n, how) {
      faultIn = n
      fault = how
    },
    heal() {
      full = false
      faultIn = Infinity
    },
    afterPowerCut(random = Math.random) {
      if (undecided && random() < 0.5) undecided()
      const left = new Map<string, Uint8Array>()
      for (const [path, { bytes, durable }] of files) {
        const torn = durable.length + Math.floor(random() * (bytes.length - durable.length + 1))
        const kept = bytes.length > durable.length ? bytes.slice(0, torn) : durable
        // Some file systems bring back blocks of zeros where bytes had been promised.
        if (torn > durable.length && random() < 0.2) kept.fill(0, durable.length)
        left.set(path, kept)
      }
      return memoryFiles(left, now)
    },
    paths: () => [...files.keys()].sort(),
    plant: (path, content) => put(path, bytesOf(content)),
    damage(path, how) {
      put(path, how(existing(path).bytes.slice()))
    },

    read: async (path) => (alive(), files.get(path)?.bytes.slice() ?? null),
    readAt: async (path, offset, length) => (alive(), existing(path).bytes.slice(offset, offset + length)),
    async replace(path, content) {
      const bytes = bytesOf(content)
      const halfway = (): void => put(path, bytes)
      if (faultIn === 1 && fault === 'crash') leaveDraft(path, bytes)
      change(path, true, halfway, () => {
        bytesWritten += bytes.length
        syncs += 2
        put(path, bytes)
      })
    },
    async openAppend(path) {
      alive()
      if (!files.has(path)) {
        change(
          path,
          true,
          () => put(path, new Uint8Array()),
          () => put(path, new Uint8Array()),
        )
      }
      return appendTo(path)
    },
    async list(folder) {
      alive()
      const prefix = folder === '' ? '' : `${folder}/`
      const names = new Map<string, { name: string; folder: boolean; size: number; modifiedAt: number }>()
      for (const [path, { bytes, modifiedAt }] of files) {
        if (!path.startsWith(prefix)) continue
        const [name = '', ...below] = path.slice(prefix.length).split('/')
        const isFolder = below.length > 0
        names.set(name, { name, folder: isFolder, size: isFolder ? 0 : bytes.length, modifiedAt })
      }
      return [...names.values()]
    },
    size: async (path) => (alive(), files.get(path)?.bytes.length ?? null),
    async rename(from, to) {
      const stored = existing(from)
      const move = (): void => {
        files.delete(from)
        files.set(to, stored)
      }
      change(from, false, move, move)
    },
    async copy(from, to) {
      const { bytes } = existing(from)
      if (faultIn === 1 && fault === 'crash') leaveDraft(to, bytes)
      change(
        to,
        true,
        () => put(to, bytes),
        () => {
          bytesWritten += bytes.length
          put(to, bytes)
        },
      )
    },
    async remove(path) {
      const away = (): void => {
        for (const other of files.keys()) if (other === path || other.startsWith(`${path}/`)) files.delete(other)
      }
      change(path, false, away, away)
    },
    async truncate(path, size) {
      const cut = (): void => put(path, existing(path).bytes.slice(0, size))
      change(path, false, cut, cut)
    },
    freeBytes: async () => (full ? 0 : null),
  }

  function appendTo(path: string): AppendFile {
    const handle: AppendFile = {
      size: existing(path).bytes.length,
      async append(content) {
        const bytes = bytesOf(content)
        const grow = (part: Uint8Array): void => {
          const stored = existing(path)
          const all = new Uint8Array(stored.bytes.length + part.length)
          all.set(stored.bytes)
          all.set(part, stored.bytes.length)
          files.set(path, { bytes: all, durable: stored.durable, modifiedAt: now() })
          handle.size = all.length
          bytesWritten += part.length
        }
        try {
          change(
            path,
            true,
            () => grow(bytes),
            () => grow(bytes),
          )
        } catch (error) {
          // A full disk takes the first part of what it is given.
          if (error instanceof DiskError) grow(bytes.slice(0, bytes.length >> 1))
          throw error
        }
      },
      async sync() {
        const settle = (): void => {
          const stored = existing(path)
          files.set(path, { ...stored, durable: stored.bytes })
        }
        change(path, false, settle, () => {
          syncs++
          settle()
        })
      },
      close: async () => undefined,
    }
    return handle
  }

  return self
}
