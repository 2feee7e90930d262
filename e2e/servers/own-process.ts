// Processes and a folder that go with the test that started them, whatever ends it: even kill -9 leaves nothing for good.
import { execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Always /tmp and not the system's choice: a Unix socket's path may have 107 bytes, and another user must get in. */
const HOME = '/tmp'
const PREFIX = 'broadsheet-servers-'
const LINES = 50

export interface OwnProcess {
  pid: number
  /** What it said last, oldest first. */
  lines: string[]
  running(): boolean
  /** Waits until it has said something, or throws with its last lines when it ends before. */
  says(what: RegExp, ms: number): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
}

export interface RunFolder {
  path: string
  /** `dieBy`: what the system sends it when this process dies. `user`: only root can ask for another one. */
  start(
    name: string,
    program: string[],
    options: { env?: Record<string, string>; user?: string | null; dieBy: 'KILL' | 'QUIT' },
  ): OwnProcess
  close(): void
}

export function openRunFolder(): RunFolder {
  sweep()
  const path = mkdtempSync(join(HOME, PREFIX))
  chmodSync(path, 0o711)
  writeFileSync(join(path, 'owner'), `${process.pid} ${startOf(process.pid) ?? ''}`)
  const processes = new Map<number, 'KILL' | 'QUIT'>()
  const close = () => {
    process.off('exit', close)
    for (const [pid, signal] of processes) kill(pid, `SIG${signal}`)
    remove(path)
  }
  process.on('exit', close)
  return {
    path,
    close,
    start(name, program, { env = {}, user, dieBy }) {
      const become = user ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : []
      const child = spawn('setpriv', [`--pdeathsig=${dieBy}`, ...become, ...program], {
        cwd: '/',
        env: { PATH: process.env.PATH ?? '', HOME: path, LC_ALL: 'C.UTF-8', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      // Seen below as a missing pid.
      child.once('error', () => undefined)
      const { pid } = child
      if (pid === undefined) throw new Error(`${name} cannot be started: there is no setpriv`)
      writeFileSync(join(path, `${name}.pid`), String(pid))
      processes.set(pid, dieBy)
      const lines: string[] = []
      const listeners = new Set<() => void>()
      const hear = (chunk: Buffer) => {
        lines.push(...chunk.toString().trimEnd().split('\n'))
        lines.splice(0, lines.length - LINES)
        for (const listener of listeners) listener()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      let running = true
      const ended = new Promise<void>((done) =>
        child.on('exit', () => {
          running = false
          processes.delete(pid)
          for (const listener of listeners) listener()
          done()
        }),
      )
      return {
        pid,
        lines,
        running: () => running,
        says: (what, ms) =>
          new Promise((done, failed) => {
            const settle = (error?: Error) => {
              clearTimeout(timer)
              listeners.delete(look)
              if (error) failed(error)
              else done()
            }
            const fault = (how: string) => new Error(`${name} ${how}: ${lines.slice(-5).join(' · ')}`)
            const look = () => {
              if (lines.some((line) => what.test(line))) settle()
              else if (!running) settle(fault('ended'))
            }
            const timer = setTimeout(() => settle(fault('is not ready in time')), ms)
            listeners.add(look)
            look()
          }),
        async end(signal) {
          if (!running) return
          child.kill(signal)
          const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
          await ended
          clearTimeout(late)
        },
      }
    },
  }
}

/** Runs a program to its end; throws with the end of what it complained about. */
export function run(
  program: string,
  args: string[],
  options: { input?: string; ms?: number; env?: Record<string, string>; cwd?: string } = {},
): Promise<string> {
  return new Promise((done, failed) => {
    const { ms = 60_000, env, cwd } = options
    const child = execFile(
      program,
      args,
      { timeout: ms, maxBuffer: 64 << 20, cwd, env: { ...process.env, LC_ALL: 'C.UTF-8', ...env } },
      (error, stdout, stderr) => {
        if (!error) return done(stdout)
        const said = (stderr || stdout).trim().split('\n').slice(-3).join(' · ')
        failed(new Error(`${program}: ${error.killed ? 'took too long' : said || error.message}`, { cause: error }))
      },
    )
    // A program that ends without reading closes the pipe; its exit code says why.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })
}

/** Ends and removes what a killed run left: its owner is gone, and the processes have its folder in their surroundings. */
function sweep(): void {
  for (const name of readdirSync(HOME).filter((name) => name.startsWith(PREFIX))) {
    const path = join(HOME, name)
    const owner = read(join(path, 'owner'))
    const [pid, start] = (owner ?? '').split(' ')
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    const justMade = owner === null && age < 60_000
    if (justMade || (owner !== null && start === startOf(Number(pid)))) continue
    for (const file of list(path).filter((file) => file.endsWith('.pid'))) {
      const left = Number(read(join(path, file)))
      const about = `${read(`/proc/${left}/environ`) ?? ''}${read(`/proc/${left}/cmdline`) ?? ''}`
      if (left > 1 && about.includes(path)) kill(left, file === 'postgres.pid' ? 'SIGQUIT' : 'SIGKILL')
    }
    remove(path)
  }
}

/** Tells a process from a later one with the same number. */
const startOf = (pid: number): string | undefined =>
  read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19]

function remove(path: string): void {
  for (let times = 0; times < 20 && existsSync(path); times++) {
    try {
      rmSync(path, { recursive: true, force: true })
    } catch (error) {
      // Somebody else's, or its database is still going down; what is left the next start comes by.
      if (!(error instanceof Error && 'code' in error) || error.code === 'EPERM') return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && ['ESRCH', 'EPERM'].includes(String(error.code)))) throw error
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}
