import { homedir, tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { libraryFolder, socketPath, stateFolder, windowFolder } from './folders.ts'
import { systemLanguages } from './languages.ts'
import { readAsset } from './node-host.ts'
import { openedAddress } from './opened.ts'

test('the library lies where the system wants it, or where the reader says', () => {
  expect(libraryFolder({}, 'linux')).toBe(join(homedir(), '.local/share/broadsheet'))
  expect(libraryFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/broadsheet')
  expect(libraryFolder({ XDG_DATA_HOME: 'relative' }, 'linux')).toBe(join(homedir(), '.local/share/broadsheet'))
  expect(libraryFolder({}, 'darwin')).toBe(join(homedir(), 'Library/Application Support/Broadsheet'))
  expect(libraryFolder({ APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'Broadsheet'))
  expect(libraryFolder({ BROADSHEET_LIBRARY: 'mine' }, 'linux')).toBe(resolve('mine'))
  expect(stateFolder({ XDG_STATE_HOME: '/state' }, 'linux')).toBe('/state/broadsheet')
})

test('languages come from the locale, best first', () => {
  expect(systemLanguages({ LANGUAGE: 'de:fr', LANG: 'de_AT.UTF-8' }).slice(0, 3)).toEqual(['de', 'fr', 'de-AT'])
  expect(systemLanguages({ LC_ALL: 'sr_RS@latin' })[0]).toBe('sr-RS')
  expect(systemLanguages({ LANG: 'C' })).not.toContain('C')
  expect(systemLanguages({ LANG: 'not a locale!' }).length).toBeGreaterThan(0)
})

test('what the system hands over becomes an address, or nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-opened-'))
  writeFileSync(join(folder, 'mine.opml'), '<opml/>')
  expect(await openedAddress('feed:https://paper.example/')).toBe('feed:https://paper.example/')
  expect(await openedAddress(join(folder, 'mine.opml'))).toBe(`data:text/x-opml;base64,${btoa('<opml/>')}`)
  expect(await openedAddress(join(folder, 'nothing.opml'))).toBeNull()
  expect(await openedAddress('/etc/passwd')).toBeNull()
  expect(await openedAddress('javascript:alert(1)')).toBeNull()
})

test('assets are read from their own folder only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-assets-'))
  writeFileSync(join(folder, 'a b.json'), '{}')
  expect(await readAsset(folder, 'a b.json')).toEqual(Buffer.from('{}'))
  expect(await readAsset(folder, 'nothing')).toBeNull()
  expect(await readAsset(folder, '../../etc/passwd')).toBeNull()
})

test('a second library has a window folder of its own, the same for every spelling of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-windows-'))
  const env = { XDG_STATE_HOME: '/state', XDG_DATA_HOME: join(folder, 'data') }
  mkdirSync(join(folder, 'mine'))
  symlinkSync(join(folder, 'mine'), join(folder, 'link'))
  const mine = windowFolder(join(folder, 'mine'), env, 'linux')
  expect(mine).toMatch(/^\/state\/broadsheet\/windows\/[0-9a-f]{16}$/)
  expect(windowFolder(join(folder, 'link'), env, 'linux')).toBe(mine)
  expect(windowFolder(join(folder, 'link', 'new'), env, 'linux')).toBe(
    windowFolder(join(folder, 'mine/new'), env, 'linux'),
  )
  expect(windowFolder(join(folder, 'other'), env, 'linux')).not.toBe(mine)
  expect(windowFolder(join(folder, 'data/broadsheet'), env, 'linux')).toBeNull()
  // Named by the environment it is still not the usual one.
  const named = { ...env, BROADSHEET_LIBRARY: join(folder, 'mine') }
  expect(windowFolder(libraryFolder(named, 'linux'), named, 'linux')).toBe(mine)
  rmSync(folder, { recursive: true })
})

test('a socket can be listened at however long the names of folders are, and nobody else can', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-sockets-'))
  const long = join(folder, 'ä'.repeat(60), 'b'.repeat(60))
  mkdirSync(long, { recursive: true, mode: 0o700 })
  const env = { XDG_RUNTIME_DIR: long }
  const paths = ['one', 'two'].map((name) => socketPath(join(long, name), env))
  expect(new Set(paths).size).toBe(2)
  for (const path of paths) {
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(107)
    const server = createServer()
    await new Promise<void>((done, failed) => server.on('error', failed).listen(path, done))
    await new Promise((done) => server.close(done))
  }
  expect(socketPath(join(long, 'one'), env)).toBe(paths[0])
  // A short library is nearer than a folder for passing things.
  expect(socketPath(join(folder, 'short'), env)).toBe(join(folder, 'short', nameOf(join(folder, 'short'))))
  const open = join(folder, 'open')
  mkdirSync(open)
  chmodSync(open, 0o777)
  expect(socketPath(join(long, 'one'), { XDG_RUNTIME_DIR: open })).toContain(`broadsheet-${userInfo().uid}`)
  rmSync(folder, { recursive: true })

  function nameOf(library: string): string {
    const path = socketPath(library, { XDG_RUNTIME_DIR: folder })
    return path.slice(path.lastIndexOf('/') + 1)
  }
})
