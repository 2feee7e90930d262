// Where passwords and tokens lie outside Electron: the system's Secret Service, an owner-only file if the reader agreed,
// else this process's memory; and environment variables, which only the command line is given.
import { spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, ok } from '../../contract/problems.ts'
import type { Secrets } from '../../base/host.ts'

type Environment = Record<string, string | undefined>

export interface SecretsOptions {
  /** The library's folder: feeds of two libraries share their numbers. */
  library: string
  /** The reader agreed to an owner-only file. Once it is there, it is used. */
  inFile: boolean
  env?: Environment
}

export function nodeSecrets({ library, inFile, env = process.env }: SecretsOptions): Secrets {
  const file = join(library, 'secrets.json')
  const session = sessionSecrets()
  let kept = inFile || statSync(file, { throwIfNoEntry: false }) ? fileSecrets(file) : systemOr(session, library, env)
  return {
    get protection() {
      return kept.protection
    },
    get: async (name) => env[environmentName(name)] ?? (await kept.get(name)),
    set: (name, secret) => kept.set(name, secret),
    async keepInFile() {
      if (kept.protection !== 'session') return ok(null)
      const next = fileSecrets(file)
      for (const [name, secret] of session.all()) {
        const done = await next.set(name, secret)
        if (!done.ok) return done
      }
      kept = next
      return ok(null)
    },
  }
}

interface SessionSecrets extends Secrets {
  all(): [name: string, secret: string][]
}

/** 'feed:3' → BROADSHEET_SECRET_FEED_3. */
export const environmentName = (name: string): string =>
  `BROADSHEET_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`

export function sessionSecrets(): SessionSecrets {
  const secrets = new Map<string, string>()
  return {
    protection: 'session',
    all: () => [...secrets],
    get: async (name) => secrets.get(name) ?? null,
    async set(name, secret) {
      if (secret === null) secrets.delete(name)
      else secrets.set(name, secret)
      return ok(null)
    },
  }
}

/** The Secret Service until it fails, then memory: a service that is not there is only known once it is asked. */
function systemOr(session: Secrets, library: string, env: Environment): Secrets {
  const tool = env.DBUS_SESSION_BUS_ADDRESS ? findTool(env) : null
  if (!tool) return session
  let system = true
  const attributes = (name: string) => ['application', 'broadsheet', 'library', library, 'name', name]
  return {
    get protection() {
      return system ? ('system' as const) : ('session' as const)
    },
    async get(name) {
      const inSession = await session.get(name)
      if (inSession !== null || !system) return inSession
      const answer = await runTool(tool, ['lookup', ...attributes(name)], null)
      return answer.code === 0 ? answer.text : null
    },
    async set(name, secret) {
      if (system) {
        const verb = secret === null ? ['clear'] : ['store', `--label=Broadsheet: ${name}`]
        const { code, complaint } = await runTool(tool, [...verb, ...attributes(name)], secret)
        // `clear` ends with 1 and no word when there was nothing to clear.
        if (code === 0 || (secret === null && complaint === '')) return ok(null)
        system = false
      }
      return session.set(name, secret)
    },
  }
}

export function fileSecrets(path: string): Secrets {
  let secrets: Record<string, string> | null = null
  function read(): Record<string, string> {
    if (!statSync(path, { throwIfNoEntry: false })) return {}
    chmodSync(path, 0o600)
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const entries = typeof found === 'object' && found !== null ? Object.entries(found) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  }
  function write(all: Record<string, string>): void {
    const file = openSync(`${path}.new`, 'w', 0o600)
    try {
      // One that was left there keeps the rights it had.
      fchmodSync(file, 0o600)
      writeFileSync(file, JSON.stringify(all))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(`${path}.new`, path)
  }
  return {
    protection: 'file',
    async get(name) {
      secrets ??= readable(read)
      return secrets && Object.hasOwn(secrets, name) ? (secrets[name] ?? null) : null
    },
    async set(name, secret) {
      secrets ??= readable(read)
      if (!secrets) return fail({ kind: 'noKeychain' })
      const { [name]: _old, ...others } = secrets
      const all = secret === null ? others : { ...others, [name]: secret }
      if (!readable(() => (write(all), true))) return fail({ kind: 'noKeychain' })
      secrets = all
      return ok(null)
    },
  }
}

/** null: the file cannot be read or written, or is no longer what was written. */
function readable<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null
    throw error
  }
}

function findTool(env: Environment): string | null {
  const places = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return (
    places
      .map((place) => join(place, 'secret-tool'))
      .find((path) => readable(() => (accessSync(path, constants.X_OK), true))) ?? null
  )
}

/** Secrets go in by stdin, never as an argument that `ps` shows. */
function runTool(
  tool: string,
  args: string[],
  input: string | null,
): Promise<{ code: number; text: string; complaint: string }> {
  return new Promise((resolve) => {
    const child = spawn(tool, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 30_000 })
    let text = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => (complaint += part))
    // It may have ended before it was told: its exit code says what matters.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input ?? '')
    child.on('error', (error) => resolve({ code: -1, text, complaint: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, text, complaint }))
  })
}
