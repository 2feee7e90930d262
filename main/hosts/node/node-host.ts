// The outside world through Node: what the browser host, the command line and Electron's main process share.
import { constants } from 'node:fs'
import { access, mkdir, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { DiskError, type Clock, type Files, type Host, type Secrets } from '../../base/host.ts'
import { nodeCodec } from './codec.ts'
import { diskError, nodeFiles } from './files.ts'
import { createLabour } from './labour.ts'
import { takeLock } from './lock.ts'
import { fileFor } from './pages.ts'
import type { ProxyFor } from './proxy.ts'
import { nodeSecrets } from './secrets.ts'
import { createSurroundings, type NodeSurroundings } from './surroundings.ts'
import { systemLanguages } from './languages.ts'
import { openTextIndex } from './text-index.ts'
import { createWire } from './wire.ts'

export interface NodeHostOptions {
  name: Host['name']
  /** The library's folder. */
  library: string
  /** worker.ts in the sources, worker.js once compiled. */
  worker: URL
  /** The folder of what ships with the app. */
  assets: string
  languages?: string[]
  secretsInFile?: boolean
  secrets?: Secrets
  surroundings?: NodeSurroundings
  proxyFor?: ProxyFor
  log: (line: string) => void
}

export interface NodeHost extends Host {
  surroundings: NodeSurroundings
  /** After the app: lets go of threads, connections and the library's lock. */
  close(): Promise<void>
}

/** Holds the library's lock from here to `close`. `libraryInUse` says who else does; everything else that fails is the disk. */
export async function openNodeHost(options: NodeHostOptions): Promise<Result<NodeHost>> {
  const { name, library, worker, assets, log } = options
  try {
    await mkdir(library, { recursive: true, mode: 0o700 })
    const lock = await takeLock(library)
    if (!lock.ok) return lock
    const labour = createLabour({ worker })
    const wire = createWire(options.proxyFor ? { proxyFor: options.proxyFor } : {})
    const surroundings = options.surroundings ?? createSurroundings()
    return ok({
      name,
      languages: options.languages ?? systemLanguages(),
      files: nodeFiles(library),
      clock: systemClock,
      wire,
      labour,
      codec: nodeCodec(),
      secrets: options.secrets ?? nodeSecrets({ library, inFile: options.secretsInFile ?? false }),
      surroundings,
      textIndex: openTextIndex(join(library, 'search.sqlite'), log),
      folder: openFolder,
      asset: (path) => readAsset(assets, path),
      log,
      async close() {
        surroundings.close()
        await labour.close()
        await wire.close()
        await lock.value.release()
      },
    })
  } catch (error) {
    const known = diskError(library, error)
    if (known instanceof DiskError) return fail(known.problem)
    throw error
  }
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    // Longer than this overflows to "at once".
    const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

export async function readAsset(folder: string, path: string): Promise<Uint8Array | null> {
  const file = fileFor(folder, `/${path.split('/').map(encodeURIComponent).join('/')}`)
  if (!file) return null
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** A folder that the reader has named; it must be there: a stick that is not plugged in is not made anew on the disk. */
async function openFolder(path: string): Promise<Files | null> {
  if (!isAbsolute(path)) return null
  try {
    if (!(await stat(path)).isDirectory()) return null
    await access(path, constants.R_OK | constants.W_OK)
    return nodeFiles(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
