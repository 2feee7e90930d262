// Passwords and tokens, encrypted by the system's keychain through Electron; without one, in memory, or in a file
// if the reader agrees.
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { fail, ok } from '../../contract/problems.ts'
import type { Secrets } from '../../base/host.ts'
import { fileSecrets, nodeSecrets } from '../node/secrets.ts'

export async function electronSecrets(library: string): Promise<Secrets> {
  // 'basic_text' hides a secret from nobody.
  const hidden = process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  if (!hidden || !(await safeStorage.isAsyncEncryptionAvailable()))
    return nodeSecrets({ library, inFile: false, env: {} })
  const kept = fileSecrets(join(library, 'secrets.sealed.json'))
  return {
    protection: 'system',
    async get(name) {
      const sealed = await kept.get(name)
      if (sealed === null) return null
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
        if (shouldReEncrypt) await kept.set(name, await seal(result))
        return result
      } catch {
        // The keychain was locked, or is another than the one that sealed it: the reader signs in again.
        return null
      }
    },
    async set(name, secret) {
      if (secret === null) return kept.set(name, null)
      try {
        const done = await kept.set(name, await seal(secret))
        return done.ok ? ok(null) : done
      } catch {
        // Electron tells no more than that it did not work.
        return fail({ kind: 'noKeychain' })
      }
    },
  }
}

const seal = async (secret: string): Promise<string> =>
  (await safeStorage.encryptStringAsync(secret)).toString('base64')
