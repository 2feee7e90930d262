// The browser host for developers: the app from its sources, the window from vite.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { openApp } from '../main/app.ts'
import { startServer } from '../main/hosts/browser/server.ts'
import { libraryFolder } from '../main/hosts/node/folders.ts'
import { endCleanly } from '../main/hosts/node/life.ts'
import { openNodeHost } from '../main/hosts/node/node-host.ts'
import { problemWords } from '../main/hosts/cli/words.ts'
import type { Reply } from '../main/hosts/node/reply.ts'
import { root } from './setup.mjs'

const { values: given } = parseArgs({ options: { library: { type: 'string' } } })
const vite = process.env.BROADSHEET_VITE ?? ''
const log = (line: string) => console.error(line)

/** Vite's own answers; its live reload needs inline styles and a socket that the built window has not. */
async function page(path: string, query: string): Promise<Reply> {
  const answer = await fetch(vite + path + query, { headers: { accept: 'text/html,*/*' } })
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  return {
    status: answer.status,
    headers: { 'content-type': type, 'cache-control': 'no-store' },
    body: new Uint8Array(await answer.arrayBuffer()),
  }
}

const host = await openNodeHost({
  name: 'browser',
  // Never the reader's own library by accident.
  library: given.library ?? `${libraryFolder()}-dev`,
  worker: pathToFileURL(join(root, 'main/hosts/node/worker.ts')),
  assets: join(root, 'assets'),
  log,
})
if (!host.ok) {
  log(problemWords(host.problem))
  process.exit(1)
}
const app = await openApp(host.value)
const port = Number(process.env.BROADSHEET_DEV_PORT ?? 0)
const server = await startServer({ app, page, port, session: process.env.BROADSHEET_DEV_SESSION, log })
endCleanly(async () => {
  await server.close()
  await app.close()
  await host.value.close()
})
console.log(`Broadsheet is open at ${server.newAddress()} (windows that are open already go on)`)
