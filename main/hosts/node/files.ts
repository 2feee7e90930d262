// The library's folder on a real disk: what has been written here has been fsynced, file and folder.
import * as fs from 'node:fs'
import { constants } from 'node:fs'
import { join, dirname } from 'node:path'
import { promisify } from 'node:util'
import { ReadHandles } from './read-handles.ts'
import { DiskError, type AppendFile, type Files } from '../../base/host.ts'

const open = promisify(fs.open)
const close = promisify(fs.close)
const read = promisify(fs.read)
const write = promisify(fs.write)
const fstat = promisify(fs.fstat)
const fsync = promisify(fs.fsync)
const ftruncate = promisify(fs.ftruncate)
const { copyFile, mkdir, readdir, rename, rm, stat, statfs } = fs.promises

const windows = process.platform === 'win32'

export function nodeFiles(root: string): Files {
  const at = (path: string): string => join(root, checked(path))
  const handles = new ReadHandles()
  const turns = new Map<string, Promise<unknown>>()
  const folders = new Set<string>()
  const makeFolder = (folder: string): Promise<void> => makeDurable(root, folder, folders)

  /** Two who replace one file at once come one after the other. */
  const inTurn = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(path) ?? Promise.resolve()).then(
      () => rim(path, work),
      () => rim(path, work),
    )
    turns.set(path, turn)
    try {
      return await turn
    } finally {
      if (turns.get(path) === turn) turns.delete(path)
    }
  }

  /** The file is made under another name, and takes its own when it is whole. */
  const draft = async (target: string, make: (path: string) => Promise<void>): Promise<void> => {
    const path = `${target}.new`
    try {
      await make(path)
      await handles.renaming(target, () => renameOver(path, target))
    } catch (error) {
      // On a full disk half a file would only be in the way; where not even that can be done, the next one is written over it.
      await rm(path, { force: true }).catch(() => undefined)
      throw error
    }
    await syncFolder(dirname(target))
  }

  return {
    root,

    read: (path) =>
      rim(path, async () => {
        const fd = await unlessMissing(open(at(path), 'r'))
        if (fd === null) return null
        return closing(fd, async () => exactly(fd, 0, (await fstat(fd)).size))
      }),

    readAt: (path, offset, length) => rim(path, () => handles.use(at(path), (fd) => exactly(fd, offset, length))),

    replace: (path, bytes) =>
      inTurn(path, async () => {
        const target = at(path)
        await makeFolder(dirname(target))
        await draft(target, async (path) => {
          const fd = await open(path, 'w', 0o600)
          await closing(fd, async () => {
            await writeAll(fd, bytes)
            await fsync(fd)
          })
        })
      }),

    openAppend: (path) =>
      rim(path, async () => {
        const target = at(path)
        await makeFolder(dirname(target))
        const fd = await open(target, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600)
        try {
          const { size } = await fstat(fd)
          if (size === 0) await syncFolder(dirname(target))
          return appendFile(path, fd, size)
        } catch (error) {
          await close(fd)
          throw error
        }
      }),

    list: (folder) =>
      rim(folder, async () => {
        const where = at(folder)
        const entries = await unlessMissing(readdir(where, { withFileTypes: true }))
        if (entries === null) return []
        const found = await Promise.all(
          entries.map(async (entry) => {
            const facts = await unlessMissing(stat(join(where, entry.name)))
            if (facts === null) return null
            return { name: entry.name, folder: facts.isDirectory(), size: facts.size, modifiedAt: facts.mtimeMs }
          }),
        )
        return found.filter((entry) => entry !== null)
      }),

    size: (path) => rim(path, async () => (await unlessMissing(stat(at(path))))?.size ?? null),

    rename: (from, to) =>
      rim(from, async () => {
        await makeFolder(dirname(at(to)))
        await handles.renaming(at(from), () => handles.renaming(at(to), () => renameOver(at(from), at(to))))
        await syncFolder(dirname(at(to)))
        if (dirname(at(from)) !== dirname(at(to))) await syncFolder(dirname(at(from)))
      }),

    copy: (from, to) =>
      inTurn(to, async () => {
        const target = at(to)
        await makeFolder(dirname(target))
        await draft(target, async (path) => {
          await copyFile(at(from), path)
          const fd = await open(path, 'r+')
          await closing(fd, () => fsync(fd))
        })
      }),

    remove: (path) =>
      rim(path, async () => {
        await handles.forgetBelow(at(path))
        for (const folder of folders) if (join(folder, '/').startsWith(join(at(path), '/'))) folders.delete(folder)
        await rm(at(path), { force: true, recursive: true })
        await handles.forgetBelow(at(path))
        await unlessMissing(syncFolder(dirname(at(path))))
      }),

    truncate: (path, size) =>
      rim(path, async () => {
        const fd = await open(at(path), 'r+')
        await closing(fd, async () => {
          await ftruncate(fd, size)
          await fsync(fd)
        })
      }),

    freeBytes: () =>
      rim('', async () => {
        const facts = await unlessMissing(statfs(root))
        return facts === null ? null : facts.bavail * facts.bsize
      }),
  }
}

function appendFile(path: string, fd: number, size: number): AppendFile {
  return {
    size,
    append(bytes) {
      return rim(path, async () => {
        this.size += await writeAll(fd, bytes)
      })
    },
    sync: () => rim(path, () => fsync(fd)),
    close: () => rim(path, () => close(fd)),
  }
}

/** Paths come from the library alone; one that leaves the folder is a bug. */
function checked(path: string): string {
  if (/^\/|\\|\0|(^|\/)\.\.(\/|$)/.test(path)) throw new Error(`not a path in the library: ${path}`)
  return path
}

async function exactly(fd: number, offset: number, length: number): Promise<Uint8Array> {
  // Not a Buffer: its slice() shares memory where a plain array's copies.
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer)
  let done = 0
  while (done < length) {
    const { bytesRead } = await read(fd, bytes, done, length - done, offset + done)
    if (bytesRead === 0) return bytes.subarray(0, done)
    done += bytesRead
  }
  return bytes
}

async function writeAll(fd: number, content: Uint8Array | string): Promise<number> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  let done = 0
  while (done < bytes.length) done += (await write(fd, bytes, done, bytes.length - done, null)).bytesWritten
  return done
}

async function closing<T>(fd: number, use: () => Promise<T>): Promise<T> {
  try {
    return await use()
  } finally {
    await close(fd)
  }
}

/** A new folder is durable only when its parent's list of names is. One that was made before may have been left by a crash,
 * or by a parent that could not be synced then: `known` has those that are sure. */
async function makeDurable(root: string, folder: string, known: Set<string>): Promise<void> {
  if (known.has(folder)) return
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let made = folder; dirname(made) !== made; made = dirname(made)) {
    // Whatever is above the library is somebody else's, unless it was made here.
    if (!made.startsWith(join(root, '/')) && (first === undefined || !made.startsWith(first))) break
    if (known.has(made)) break
    await syncFolder(dirname(made))
    known.add(made)
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder; NTFS journals its names by itself.
  if (windows) return
  const fd = await open(folder, 'r')
  await closing(fd, () => fsync(fd))
}

/** On Windows a virus scanner may hold the file for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!windows || wait > 1000 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error
    }
    await new Promise((done) => setTimeout(done, wait))
  }
}

async function unlessMissing<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function rim<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw diskError(path, error)
  }
}

/** A failing system call as a DiskError; anything else is a bug and stays what it is. */
export function diskError(path: string, error: unknown): unknown {
  const code = codeOf(error)
  if (code === '') return error
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DiskError({ kind: 'diskFull' }, error)
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new DiskError({ kind: 'diskReadOnly', path }, error)
    default:
      return new DiskError({ kind: 'diskFailed', path, code }, error)
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return ''
  return String(error.code)
}
