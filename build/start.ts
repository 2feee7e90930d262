// npm start: Electron where its binary can be had, else an app window of an installed browser, else an address.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { hasDisplay } from '../main/hosts/browser/find-browser.ts'
import { getElectron } from './find-electron.ts'
import { root } from './setup.mjs'

const args = process.argv.slice(2)
const say = (line: string) => console.error(line)
// Without a display Electron has nothing to show; serving an address still works. These options are the browser host's own.
const electron =
  hasDisplay() && !args.some((arg) => /^--(no-window|port|print-address)/.test(arg)) ? getElectron(say) : null

const child: ChildProcess = electron
  ? spawn(electron, [root, ...sandboxOff(), ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  : spawn(process.execPath, [join(root, 'out', 'node', 'browser.js'), ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })

// Chromium refuses to run as root with its sandbox.
function sandboxOff(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

// The terminal tells the child of Ctrl-C itself; this one waits for it to end well.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
process.on('disconnect', () => child.disconnect())
process.channel?.unref()
child.on('error', (error) => {
  say(`Broadsheet could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
