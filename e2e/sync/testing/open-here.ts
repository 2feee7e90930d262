// Opens a Broadsheet in this process, as a host does: real files, wire and threads; only its clock is the test's.
import { fileURLToPath } from 'node:url'
import { openApp } from '../../../main/app.ts'
import type { Clock } from '../../../main/base/host.ts'
import { openNodeHost, systemClock } from '../../../main/hosts/node/node-host.ts'
import type { Running } from './broadsheet.ts'

export interface Opening {
  library: string
  /** How far its clock is ahead, in milliseconds; it may change while it runs. */
  ahead(): number
}

const here = (path: string) => new URL(`../../../${path}`, import.meta.url)

export async function openHere({ library, ahead = () => 0 }: Partial<Opening> & { library: string }): Promise<Running> {
  const opened = await openNodeHost({
    name: 'browser',
    library,
    worker: here('main/hosts/node/worker.ts'),
    assets: fileURLToPath(here('assets')),
    secretsInFile: true,
    log: (line) => {
      if (process.env.BROADSHEET_LOG) process.stderr.write(`${line}\n`)
    },
  })
  if (!opened.ok) throw new Error(`cannot open ${library}: ${JSON.stringify(opened.problem)}`)
  const host = opened.value
  const app = await openApp({ ...host, clock: hasty(ahead) }, { background: false })
  return {
    run: app.run,
    async close() {
      await app.close()
      await host.close()
    },
  }
}

/** It waits as often as the real one, but not as long. */
const hasty = (ahead: () => number): Clock => ({
  now: () => Date.now() + ahead(),
  after: (ms, run) => systemClock.after(ms / 20, run),
})
