import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openedAddress } from './opened.ts'

test('addresses stay, lists become what they hold and are handed on as that, other files are nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-opened-'))
  const file = join(folder, 'mine.opml')
  writeFileSync(file, '<opml/>')
  const read = `data:text/x-opml;base64,${Buffer.from('<opml/>').toString('base64')}`
  expect(await openedAddress('feed:https://paper.example/')).toBe('feed:https://paper.example/')
  expect(await openedAddress(file)).toBe(read)
  expect(await openedAddress(read)).toBe(read)
  expect(await openedAddress(join(folder, 'gone.opml'))).toBeNull()
  expect(await openedAddress('/etc/passwd')).toBeNull()
  expect(await openedAddress('data:text/html,<script>')).toBeNull()
  rmSync(folder, { recursive: true })
})
