import { expect, test } from 'vitest'
import { faultsOf, importsOf } from './floors.ts'

const file = (...lines: string[]) => ['// Why it is here.', ...lines].join('\n')
const faults = (path: string, ...lines: string[]) => faultsOf(path, file(...lines)).join('\n')

test('every kind of import is seen, and what only looks like one is not', () => {
  const code = file(
    "import a from './a.ts'",
    "import type { B } from './b.ts'",
    "export * from './c.ts'",
    "export { d } from './d.ts'",
    "import './e.css'",
    "const f = await import('./f.ts')",
    "const text = `import x from './g.ts'`",
    "// import './h.ts'",
    'const i = await import(text)',
  )
  expect(
    importsOf('main/base/x.ts', code)
      .map(({ from, line }) => `${line} ${from}`)
      .toSorted(),
  ).toEqual(['2 ./a.ts', '3 ./b.ts', '4 ./c.ts', '5 ./d.ts', '6 ./e.css', '7 ./f.ts'])
})

test('imports go downwards', () => {
  expect(faults('main/commands/feeds.ts', "import { createFeeds } from '../feeds/feeds.ts'")).toBe('')
  expect(faults('main/feeds/feeds.ts', "import type { Library } from '../library/writes.ts'")).toBe('')
  expect(faults('renderer/views/app.ts', "import type { Feed } from '../../main/contract/models.ts'")).toBe('')
  expect(faults('main/library/library.ts', "import { x } from '../commands/feeds.ts'")).toContain('only downwards')
  expect(faults('main/base/ids.ts', "import { x } from '../library/library.ts'")).toContain('main/base/ids.ts:2: ')
})

test('trades do not know each other', () => {
  expect(faults('main/feeds/feeds.ts', "import { x } from '../extraction/extraction.ts'")).toContain('main/commands')
  expect(faults('main/feeds/feeds.ts', "const { x } = await import('../media/media.ts')")).toContain('main/commands')
})

test('the window sees the contract and nothing behind it, in tests too', () => {
  expect(faults('renderer/state/mirror.ts', "import type { Host } from '../../main/base/host.ts'")).toContain('bridge')
  expect(faults('renderer/state/mirror.test.ts', "import { openApp } from '../../main/app.ts'")).toContain('bridge')
  expect(faults('renderer/elements/icon.ts', "import '../views/app.ts'")).toContain('only downwards')
  expect(faults('main/app.ts', "import { x } from '../renderer/words/words.ts'")).toContain('announce a change')
})

test('only hosts see Node and Electron', () => {
  expect(faults('main/hosts/node/files.ts', "import fs from 'node:fs'")).toBe('')
  expect(faults('main/feeds/feeds.test.ts', "import fs from 'node:fs'")).toBe('')
  expect(faults('build/setup.ts', "import fs from 'node:fs'")).toBe('')
  for (const path of ['main/feeds/feeds.ts', 'main/library/library.ts', 'main/app.ts', 'renderer/window.ts'])
    expect(faults(path, "import fs from 'node:fs'"), path).toContain('take what you need from the Host')
  expect(faults('main/commands/feeds.ts', "import { app } from 'electron'")).toContain('only main/hosts')
  expect(faults('main/app.ts', "import { x } from './hosts/node/files.ts'")).toContain('Host')
})

test('each dependency has one door', () => {
  expect(faults('main/library/kept-file.ts', "import { Low } from 'lowdb'")).toBe('')
  expect(faults('main/commands/feeds.ts', "import { Low } from 'lowdb'")).toContain(
    'lowdb is opened in main/library only',
  )
  expect(faults('main/hosts/node/wire.ts', "import type { Agent } from 'undici'")).toBe('')
  expect(faults('main/feeds/visit.ts', "import { fetch } from 'undici'")).toContain('main/hosts/node')
  expect(faults('renderer/views/app.ts', "import { html } from 'lit/directives/repeat.js'")).toBe('')
  expect(faults('main/app.ts', "import { html } from 'lit'")).toContain('renderer only')
  expect(faults('main/base/ids.ts', "import x from 'left-pad'")).toContain('has no door yet')
  expect(faults('main/base/ids.ts', "import x from '@some/thing/deep'")).toContain('@some/thing has no door yet')
})

test('files begin with a reason, are named for what is in them, and are short', () => {
  expect(faultsOf('main/base/ids.ts', 'export const x = 1')).toEqual([
    expect.stringContaining('begin with one sentence'),
  ])
  expect(faultsOf('main/base/ids.test.ts', 'export const x = 1')).toEqual([])
  expect(faultsOf('main/hosts/cli/cli.ts', '#!/usr/bin/env node\n// Why.\n')).toEqual([])
  for (const name of ['index.ts', 'utils.ts', 'helpers.ts', 'manager.ts'])
    expect(faultsOf(`main/feeds/${name}`, file()), name).toEqual([expect.stringContaining('name it after')])
  expect(faultsOf('main/feeds/FeedParser.ts', file())).toEqual([expect.stringContaining('kebab-case')])
  expect(faultsOf('main/feeds/long.ts', file(...Array(301).fill('let x')))).toContainEqual(
    expect.stringContaining('two nouns'),
  )
  expect(faults('main/base/ids.ts', "import x from './other'")).toContain('with its ending')
})
