import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { environmentName, fileSecrets, nodeSecrets } from './secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('without a keychain they live as long as the process, and leave nothing on the disk', async () => {
  const secrets = nodeSecrets({ library: folder, inFile: false, env: { PATH: '' } })
  expect(secrets.protection).toBe('session')
  expect(await secrets.set('feed:1', 'pass')).toEqual({ ok: true, value: null })
  expect(await secrets.get('feed:1')).toBe('pass')
  await secrets.set('feed:1', null)
  expect(await secrets.get('feed:1')).toBeNull()
  expect(() => statSync(join(folder, 'secrets.json'))).toThrow('ENOENT')
})

test('the file that was agreed to is the owner’s alone, survives, and is used from then on', async () => {
  const first = nodeSecrets({ library: folder, inFile: true, env: {} })
  await first.set('feed:1', 'pass')
  await first.set('__proto__', 'odd')
  const path = join(folder, 'secrets.json')
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  chmodSync(path, 0o644)
  const later = nodeSecrets({ library: folder, inFile: false, env: {} })
  expect(later.protection).toBe('file')
  expect(await later.get('feed:1')).toBe('pass')
  expect(await later.get('__proto__')).toBe('odd')
  expect(await later.get('toString')).toBeNull()
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('once the reader agrees, what was in memory goes to the file', async () => {
  const secrets = nodeSecrets({ library: folder, inFile: false, env: { PATH: '' } })
  await secrets.set('account:1', 'pass')
  expect(await secrets.keepInFile?.()).toEqual({ ok: true, value: null })
  expect(secrets.protection).toBe('file')
  await secrets.set('account:2', 'word')
  const later = nodeSecrets({ library: folder, inFile: false, env: { PATH: '' } })
  expect([await later.get('account:1'), await later.get('account:2')]).toEqual(['pass', 'word'])
  if (process.platform !== 'win32') expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('a half-written file that was left open to all does not make the next one so', async () => {
  writeFileSync(join(folder, 'secrets.json.new'), '', { mode: 0o644 })
  await nodeSecrets({ library: folder, inFile: true, env: {} }).set('account:1', 'pass')
  if (process.platform !== 'win32') expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('a damaged file is not overwritten', async () => {
  const path = join(folder, 'secrets.json')
  writeFileSync(path, '{"feed:1": "pa')
  const secrets = fileSecrets(path)
  expect(await secrets.get('feed:1')).toBeNull()
  expect(await secrets.set('feed:2', 'x')).toMatchObject({ ok: false, problem: { kind: 'noKeychain' } })
  expect(readFileSync(path, 'utf8')).toBe('{"feed:1": "pa')
})

test('the environment goes before what is kept', async () => {
  const env = { [environmentName('feed:3')]: 'from outside', PATH: '' }
  expect(environmentName('feed:3')).toBe('BROADSHEET_SECRET_FEED_3')
  expect(await nodeSecrets({ library: folder, inFile: false, env }).get('feed:3')).toBe('from outside')
})

/** A secret-tool that keeps its secrets in files named by their attributes. */
const tool = String.raw`#!/bin/sh
verb=$1; shift
[ "$verb" = store ] && shift
file="$(dirname "$0")/$(echo "$*" | tr -c 'a-z0-9\n' _)"
case $verb in
  store) cat > "$file" ;;
  lookup) [ -f "$file" ] && cat "$file" ;;
  clear) [ -f "$file" ] && rm "$file" ;;
esac
`

test.skipIf(process.platform === 'win32')(
  'the Secret Service keeps them where it is there, and memory where it fails',
  async () => {
    const path = join(folder, 'secret-tool')
    writeFileSync(path, tool, { mode: 0o755 })
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:', PATH: [folder, process.env.PATH].join(delimiter) }
    const secrets = nodeSecrets({ library: folder, inFile: false, env })
    expect(secrets.protection).toBe('system')
    await secrets.set('feed:1', 'päss')
    expect(await nodeSecrets({ library: folder, inFile: false, env }).get('feed:1')).toBe('päss')
    expect(await nodeSecrets({ library: '/another', inFile: false, env }).get('feed:1')).toBeNull()
    await secrets.set('feed:1', null)
    expect(await secrets.get('feed:1')).toBeNull()
    expect(await secrets.set('feed:1', null)).toMatchObject({ ok: true })
    expect(secrets.protection).toBe('system')

    writeFileSync(path, '#!/bin/sh\necho "Cannot autolaunch D-Bus" >&2\nexit 1\n')
    expect(await secrets.set('feed:2', 'x')).toMatchObject({ ok: true })
    expect(secrets.protection).toBe('session')
    expect(await secrets.get('feed:2')).toBe('x')
  },
)
