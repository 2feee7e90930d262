// One writer: a file in the library's folder says which process has it, in words that tell a living holder from one that
// crashed and whose number somebody else has now.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fail, ok, type Result } from '../../contract/problems.ts'

export interface Lock {
  release(): Promise<void>
}

interface Holder {
  pid: number
  /** When the process began, in the words of its system; '' where that cannot be known. */
  began: string
  /** Tells this holding from an earlier one of the same process. */
  token: string
}

const run = promisify(execFile)

/** A lock file that says nothing is being written, or was left by a crash in that moment. */
const writing = 2000
const tries = 40

/** `libraryInUse` when another process, or this one, has it. Disk errors are thrown. */
export async function takeLock(folder: string): Promise<Result<Lock>> {
  const path = join(folder, 'lock')
  const own: Holder = { pid: process.pid, began: await beginning(process.pid), token: randomBytes(8).toString('hex') }
  for (let attempt = 0; attempt < tries; attempt++) {
    if (await create(path, own)) return ok({ release: () => release(path, own) })
    const found = await holder(path)
    if (found === 'gone') continue
    if (found !== 'writing') {
      if (await isAlive(found)) return fail({ kind: 'libraryInUse', pid: found.pid })
      await takeAway(path, found, own)
      continue
    }
    await pause()
  }
  return fail({ kind: 'libraryInUse', pid: 0 })
}

/** The file appears under its name with its whole content, or not at all; false: there is one already. */
async function create(path: string, own: Holder): Promise<boolean> {
  const draft = `${path}.${own.token}.${randomBytes(4).toString('hex')}`
  const text = JSON.stringify(own)
  try {
    await write(draft, text)
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // Some file systems (FAT, some network shares) have no links: there the content comes a moment after the name.
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'UNKNOWN'].includes(codeOf(error))) throw error
    return createWithoutLink(path, text)
  } finally {
    await rm(draft, { force: true })
  }
}

async function createWithoutLink(path: string, text: string): Promise<boolean> {
  try {
    await write(path, text)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function holder(path: string): Promise<Holder | 'gone' | 'writing'> {
  try {
    const text = await readFile(path, 'utf8')
    const known = parsed(text)
    if (known) return known
    const age = Date.now() - (await stat(path)).mtimeMs
    return age > writing || age < -writing ? { pid: 0, began: '', token: text } : 'writing'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone'
    throw error
  }
}

function parsed(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    if (!('pid' in value) || !('began' in value) || !('token' in value)) return null
    const { pid, began, token } = value
    if (typeof pid !== 'number' || typeof began !== 'string' || typeof token !== 'string') return null
    return { pid, began, token }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function isAlive({ pid, began }: Holder): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return false
  }
  const now = await beginning(pid)
  return began === '' || now === '' || now === began
}

/** Two may find the same dead holder: only one at a time, holding the guard, looks again and takes its file away. */
async function takeAway(path: string, dead: Holder, own: Holder): Promise<void> {
  const guard = `${path}.guard`
  if (!(await create(guard, own))) {
    const guarding = await holder(guard)
    if (typeof guarding === 'object' && !(await isAlive(guarding))) {
      // Asking took its time: by now it may be the guard of somebody alive.
      const still = await holder(guard)
      if (typeof still === 'object' && still.token === guarding.token) await rm(guard, { force: true })
    }
    await pause()
    return
  }
  try {
    const found = await holder(path)
    if (typeof found === 'object' && found.token === dead.token) await rm(path, { force: true })
  } finally {
    await rm(guard, { force: true })
  }
}

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 50))

async function release(path: string, own: Holder): Promise<void> {
  const found = await holder(path)
  if (typeof found === 'object' && found.token === own.token) await rm(path, { force: true })
}

/** When a process began: on Linux in clock ticks since this boot, elsewhere as its system prints it. */
async function beginning(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      const line = await readFile(`/proc/${pid}/stat`, 'utf8')
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
      // The name in parentheses may hold anything; the 22nd field is the 20th behind it.
      return `${boot.trim()} ${line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`
    }
    if (process.platform === 'win32') {
      const ask = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
      return (
        await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', ask], { timeout: 10_000 })
      ).stdout.trim()
    }
    return (
      await run('ps', ['-o', 'lstart=', '-p', String(pid)], { timeout: 5000, env: { ...process.env, LC_ALL: 'C' } })
    ).stdout.trim()
  } catch {
    // Unknown: then the number alone has to do.
    return ''
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
