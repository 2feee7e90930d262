// Runs the tools of node_modules by their own files, the same on every system, and ends them with itself.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** The JavaScript file that a package's command starts. */
export function toolFile(name: string, command = name): string {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[command]
  if (!file) throw new Error(`${name} has no command ${command}`)
  return join(folder, file)
}

export interface RunOptions {
  env?: Record<string, string>
  /** stdout goes where stderr goes. */
  quiet?: boolean
}

/** Exit code; a signal counts as failure. */
export function runNode(args: string[], { env, quiet }: RunOptions = {}): Promise<number> {
  return runProgram(process.execPath, args, { env, quiet })
}

export function runProgram(program: string, args: string[], { env, quiet }: RunOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    const end = () => child.kill()
    process.once('exit', end)
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve(127)
    })
    child.on('exit', (code) => {
      process.off('exit', end)
      resolve(code ?? 1)
    })
  })
}

/** With whoever started this script, it ends. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1))
  process.channel?.unref()
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))
}
