// Loaded before the measured program (node --import): writes what it has used when it ends.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { open } from 'node:fs/promises'

export interface Usage {
  /** Seconds of CPU, all threads. */
  cpu: number
  /** Megabytes at most. */
  memory: number
  fsyncs: number
  /** Megabytes handed to the disk. */
  written: number
}

const target = process.env['BROADSHEET_USAGE']
if (target) {
  let fsyncs = 0
  // Every way that Node has of asking for durability.
  const counted = <F extends (...args: never[]) => unknown>(call: F): F =>
    function (this: unknown, ...args: never[]) {
      fsyncs++
      return call.apply(this, args)
    } as F
  for (const name of ['fsync', 'fsyncSync', 'fdatasync', 'fdatasyncSync'] as const)
    Object.defineProperty(fs, name, { value: counted(fs[name]) })
  syncBuiltinESMExports()
  const handle = await open(process.execPath)
  const prototype = Object.getPrototypeOf(handle)
  prototype.sync = counted(prototype.sync)
  prototype.datasync = counted(prototype.datasync)
  await handle.close()
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS, fsWrite } = process.resourceUsage()
    const usage: Usage = {
      cpu: (userCPUTime + systemCPUTime) / 1e6,
      memory: maxRSS / 1024,
      fsyncs,
      written: (fsWrite * 512) / 1e6,
    }
    fs.writeFileSync(target, JSON.stringify(usage))
  })
}
