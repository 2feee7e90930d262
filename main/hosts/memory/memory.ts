// A host for tests: files, network, clock and secrets are in memory; threads, codec and index are the real ones.
import { readFile } from 'node:fs/promises'
import type { Host } from '../../base/host.ts'
import { nodeCodec } from '../node/codec.ts'
import { createLabour } from '../node/labour.ts'
import { sessionSecrets } from '../node/secrets.ts'
import { createSurroundings, type NodeSurroundings } from '../node/surroundings.ts'
import { openTextIndex } from '../node/text-index.ts'
import { createMemoryClock, type MemoryClock } from './clock.ts'
import { memoryFiles, type MemoryFiles } from './files.ts'
import { createMemoryWire, type MemoryWire } from './wire.ts'

export interface MemoryHost extends Host {
  files: MemoryFiles
  wire: MemoryWire
  clock: MemoryClock
  surroundings: NodeSurroundings
  /** Pulls the cable, or puts it back. */
  setOnline(online: boolean): void
  logged: string[]
  /** The same disk and network under a fresh host, as after a start of the app. */
  again(): MemoryHost
  close(): Promise<void>
}

export interface MemoryHostOptions {
  files?: MemoryFiles
  wire?: MemoryWire
  clock?: MemoryClock
  languages?: string[]
}

export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const clock = options.clock ?? createMemoryClock()
  const files = options.files ?? memoryFiles(undefined, clock.now)
  const wire = options.wire ?? createMemoryWire()
  const env = { BROADSHEET_OFFLINE: '0' }
  const surroundings = createSurroundings({ env })
  const labour = createLabour({ worker: new URL('../node/worker.ts', import.meta.url), threads: 1 })
  const logged: string[] = []
  return {
    name: 'memory',
    languages: options.languages ?? ['en'],
    files,
    wire,
    clock,
    labour,
    surroundings,
    codec: nodeCodec(),
    secrets: sessionSecrets(),
    textIndex: openTextIndex(':memory:', (line) => logged.push(line)),
    asset: (path) => readFile(new URL(`../../../assets/${path}`, import.meta.url)).catch(() => null),
    log: (line) => void logged.push(line),
    logged,
    setOnline(online) {
      env.BROADSHEET_OFFLINE = online ? '0' : '1'
      surroundings.look()
    },
    again: () => createMemoryHost({ ...options, files, wire, clock }),
    async close() {
      surroundings.close()
      await labour.close()
    },
  }
}
