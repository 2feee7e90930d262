// Starts a Broadsheet in a process of its own, and kills it.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CommandName, In, Out } from '../../../main/contract/commands.ts'
import { fail, type Result } from '../../../main/contract/problems.ts'
import { newFolder, type Running } from './broadsheet.ts'

export interface OwnBroadsheet extends Running {
  /** SIGKILL; what it was asked and has not answered is `cancelled`. */
  kill(): Promise<void>
  isRunning(): boolean
}

type Answer = { number: number; answer: Result<Out<CommandName>> } | 'ready'

let compiled = ''

/** Sources made ready once are so for the next process of the same test. */
function compiledFolder(): string {
  if (!existsSync(compiled)) compiled = newFolder()
  return compiled
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

export async function startOwn(library: string): Promise<OwnBroadsheet> {
  const path = fileURLToPath(new URL('broadsheet-process.ts', import.meta.url))
  // Started by a test runner, it would inherit the runner's own ways of loading.
  const child = fork(path, [library], {
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder() },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  children.add(child)
  const waiting = new Map<number, (answer: Result<Out<CommandName>>) => void>()
  let complaint = ''
  child.stderr?.on('data', (text) => (complaint += text))
  let count = 0
  const ended = once(child, 'exit').then(() => {
    children.delete(child)
    for (const tell of waiting.values()) tell(fail({ kind: 'cancelled' }))
    waiting.clear()
  })
  await new Promise<void>((ready, failed) => {
    child.on('message', (message: Answer) => {
      if (message === 'ready') return ready()
      waiting.get(message.number)?.(message.answer)
      waiting.delete(message.number)
    })
    child.once('exit', () => failed(new Error(`a Broadsheet has ended: ${complaint.slice(-2000)}`)))
  })

  function run<K extends CommandName>(name: K, input: In<K>): Promise<Result<Out<K>>> {
    if (!child.connected) return Promise.resolve(fail({ kind: 'cancelled' }))
    const number = ++count
    return new Promise((done) => {
      waiting.set(number, done)
      child.send({ number, name, input }, (error) => {
        if (error) done(fail({ kind: 'cancelled' }))
      })
    })
  }

  return {
    run,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      if (child.connected) child.send('close')
      await ended
    },
  }
}
