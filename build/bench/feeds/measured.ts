// Runs one command of the app in a process of its own and tells what it used.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../setup.mjs'
import type { Usage } from './usage.ts'

export interface Measured {
  usage: Usage
  /** All it printed. */
  output: string
  /** The last object in it. */
  readonly answer: Record<string, unknown>
  /** On the clock. */
  seconds: number
}

const built = join(root, 'out', 'node', 'cli.js')
const program = existsSync(built) ? built : join(root, 'main', 'hosts', 'cli', 'cli.ts')
export const programName = program === built ? 'compiled' : 'from the sources'

/** A folder that goes when the process ends, unless --keep was given. */
export const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
export const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill()
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true })
})

export async function measured(library: string, args: string[], env: Record<string, string> = {}): Promise<Measured> {
  const file = join(folder, 'usage.json')
  const began = Date.now()
  const usageModule = pathToFileURL(join(root, 'build', 'bench', 'feeds', 'usage.ts')).href
  const child = spawn(process.execPath, ['--import', usageModule, program, ...args, '--json', '--library', library], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, BROADSHEET_USAGE: file },
  })
  children.add(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (errors += text))
  await once(child, 'close')
  children.delete(child)
  if (!/[[{]/.test(output))
    throw new Error(`broadsheet ${args[0]} ended with ${child.exitCode}: ${errors.slice(-2000)}`)
  return {
    usage: JSON.parse(readFileSync(file, 'utf8')) as Usage,
    output,
    get answer() {
      return readLast(/\{[^]*\}/.exec(output)?.[0] ?? '{}')
    },
    seconds: (Date.now() - began) / 1000,
  }
}

/** Some commands answer twice: the last one counts. */
function readLast(text: string): Record<string, unknown> {
  const last = text.lastIndexOf('\n{')
  return JSON.parse(last < 0 ? text : text.slice(last)) as Record<string, unknown>
}
