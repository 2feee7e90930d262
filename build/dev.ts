// npm run dev: the window from its sources with live reload, over a host that starts again when main changes.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createServer } from 'vite'
import { root } from './setup.mjs'

const PORT = 41_000
const RELOAD_PORT = 41_001
const session = randomBytes(32).toString('base64url')

const vite = await createServer({
  configFile: join(root, 'vite.config.ts'),
  // The page is served by the host, so the live reload has to be told where it comes from.
  server: { host: '127.0.0.1', port: 0, hmr: { host: '127.0.0.1', port: RELOAD_PORT, clientPort: RELOAD_PORT } },
})
await vite.listen()
const address = vite.httpServer?.address()
if (!address || typeof address === 'string') throw new Error('vite does not listen')

// `--watch` starts it again when anything that it imports changes; the session lets open windows come back.
const host: ChildProcess = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'build', 'dev-host.ts'), ...process.argv.slice(2)],
  {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      BROADSHEET_VITE: `http://127.0.0.1:${address.port}`,
      BROADSHEET_DEV_SESSION: session,
      BROADSHEET_DEV_PORT: String(PORT),
    },
  },
)
const end = () => {
  host.kill()
  void vite.close().then(() => process.exit(0))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.on('disconnect', end)
process.channel?.unref()
host.on('exit', end)
