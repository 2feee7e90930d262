// Files and stdin as the command line reads them.
import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { Refused, valueOf } from './session.ts'
import { say } from './terminal.ts'
import { DiskError } from '../../base/host.ts'
import { diskError } from '../node/files.ts'

const LIMIT = 64 * 1024 * 1024

/** '-' is stdin. */
export async function readInput(path: string): Promise<Result<Uint8Array>> {
  try {
    const bytes = path === '-' ? await readStdin() : await readFile(path)
    return bytes && bytes.length <= LIMIT ? ok(bytes) : fail({ kind: 'tooLarge', limit: LIMIT })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return fail({ kind: 'notFound', noun: 'file', id: path })
    const known = diskError(path, error)
    if (known instanceof DiskError) return fail(known.problem)
    throw error
  }
}

async function readStdin(): Promise<Uint8Array | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    length += part.length
    if (length > LIMIT) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Secrets are never arguments, which every user of the computer can see. `variable`: where scripts may put it. */
export async function secretFromInput(variable?: string): Promise<string> {
  const given = variable === undefined ? undefined : process.env[variable]
  if (given) return given
  if (process.stdin.isTTY) say('Type the secret, then Enter and Ctrl-D.')
  const secret = new TextDecoder().decode(valueOf(await readInput('-'))).replace(/\r?\n$/, '')
  if (!secret) throw new Refused({ kind: 'badRequest', where: 'stdin', why: 'a secret was expected' })
  return secret
}
