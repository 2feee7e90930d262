#!/usr/bin/env node
// The command line's door (npm's bin): makes everything ready without a word, then runs it with a Node that is new enough.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, refuse, root } from './setup.mjs'

try {
  const node = prepare({ built: true })
  // npm runs scripts in the project's folder; the files named on the command line are in the reader's.
  if (process.env.npm_lifecycle_event === 'broadsheet' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  const file = join(root, 'out', 'node', 'cli.js')
  if (node === process.execPath) await import(pathToFileURL(file).href)
  else {
    const child = spawn(node, [file, ...process.argv.slice(2)], { stdio: 'inherit' })
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('exit', (code) => process.exit(code ?? 1))
  }
} catch (error) {
  refuse(error)
}
