import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { libraryFolder, stateFolder } from './folders.ts'
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
