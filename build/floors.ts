// Holds up the house: who may import whom, which file opens which dependency, and how a file begins. Breaks the build with a
// sentence that tells what to do instead.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'rolldown/utils'
import { isMain, root } from './setup.mjs'

const trades = ['feeds', 'extraction', 'media', 'search', 'sync', 'entitlements', 'editions', 'audio']
const main = (...names: string[]) => names.map((name) => `main/${name}`)

/** Floor → floors it may import from, its own aside. A file belongs to the longest name that begins its path. */
const table: Record<string, readonly string[]> = {
  'main/contract': [],
  'main/base': main('contract'),
  'main/library': main('base', 'contract'),
  ...Object.fromEntries(trades.map((trade) => [`main/${trade}`, main('library', 'base', 'contract')])),
  'main/commands': main(...trades, 'library', 'base', 'contract'),
  'main/app.ts': main('commands', ...trades, 'library', 'base', 'contract'),
  'main/hosts/memory': main('hosts/node', 'app.ts', 'commands', ...trades, 'library', 'base', 'contract'),
  'main/hosts/node': main('app.ts', 'commands', ...trades, 'library', 'base', 'contract'),
  'main/hosts/cli': main('hosts/node', 'app.ts', 'commands', ...trades, 'library', 'base', 'contract'),
  'main/hosts/browser': main('hosts/cli', 'hosts/node', 'app.ts', 'library', 'base', 'contract'),
  'main/hosts/electron': main('hosts/cli', 'hosts/node', 'app.ts', 'library', 'base', 'contract'),
  'renderer/words': ['main/contract'],
  'renderer/bridge': ['renderer/words', 'main/contract'],
  'renderer/styles': ['main/contract'],
  'renderer/state': ['renderer/bridge', 'renderer/words', 'main/contract'],
  'renderer/elements': ['renderer/state', 'renderer/bridge', 'renderer/words', 'renderer/styles', 'main/contract'],
  'renderer/views': [
    'renderer/elements',
    'renderer/state',
    'renderer/bridge',
    'renderer/words',
    'renderer/styles',
    'main/contract',
  ],
  renderer: [
    'renderer/views',
    'renderer/elements',
    'renderer/state',
    'renderer/bridge',
    'renderer/words',
    'renderer/styles',
    'main/contract',
  ],
}

/** Dependency → where it may be imported. One that is not listed here is not to be used in main or renderer. */
const doors: Record<string, readonly string[]> = {
  lowdb: ['main/library'],
  lit: ['renderer'],
  'lucide-static': ['renderer'],
  hyphen: ['renderer'],
  '@fontsource-variable/newsreader': ['renderer'],
  '@fontsource-variable/source-serif-4': ['renderer'],
  htmlparser2: ['main/extraction', 'main/feeds', 'main/media'],
  domhandler: ['main/extraction', 'main/feeds'],
  entities: ['main/extraction', 'main/feeds'],
  parse5: ['main/extraction'],
  linkedom: ['main/extraction'],
  '@mozilla/readability': ['main/extraction'],
  'image-size': ['main/media'],
  'p-queue': ['main/commands', 'main/feeds', 'main/media'],
  valibot: ['main/commands', 'main/sync', 'main/app.ts'],
  undici: ['main/hosts/node'],
  commander: ['main/hosts/cli'],
}

/** Longer than 300 lines for a reason: a path or how it begins → why. */
const long: Record<string, string> = {
  'renderer/styles/': 'a stylesheet is one list of rules',
  'renderer/words/': 'one sentence a line',
  'renderer/bridge/demo': 'made up for developers, never shipped',
  'build/sample/': 'drawings',
  'main/contract/models.ts': 'all nouns on one page',
  'main/feeds/parse/scan.ts': 'one state machine, in one place',
}

const LONGEST = 300

export interface Import {
  from: string
  line: number
}

/** All it imports, types too. */
export function importsOf(path: string, code: string): Import[] {
  const { module, errors } = parseSync(path, code)
  if (errors.length > 0) return []
  const lineOf = (offset: number) => code.slice(0, offset).split('\n').length
  const found = module.staticImports.map(({ moduleRequest }) => ({
    from: moduleRequest.value,
    line: lineOf(moduleRequest.start),
  }))
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest) found.push({ from: moduleRequest.value, line: lineOf(moduleRequest.start) })
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"])(.*)\1$/.exec(code.slice(moduleRequest.start, moduleRequest.end))?.[2]
    if (literal) found.push({ from: literal, line: lineOf(moduleRequest.start) })
  }
  return found
}

export function floorOf(path: string): string | null {
  const fits = Object.keys(table).filter((name) => path === name || path.startsWith(`${name}/`))
  return fits.sort((a, b) => b.length - a.length)[0] ?? null
}

/** Sentences about one file; none when it stands as it should. `path` is relative to the project, with '/'. */
export function faultsOf(path: string, code: string): string[] {
  const test = /\.(test|bench)\.ts$|\/testing\/|\/fixtures\//.test(path)
  // The made-up library plays app and window at once, in developers' builds only.
  const demo = path.startsWith('renderer/bridge/demo')
  const faults: string[] = []
  const lines = code.split('\n')
  const opening = lines[0]?.startsWith('#!') ? lines[1] : lines[0]
  if (!test && !/^\/\/ \S.*/.test(opening ?? ''))
    faults.push(`${path}:1: begin with one sentence after // that says why this file exists.`)
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^(index|utils?|helpers?|manager|common|misc)\.(d\.)?m?ts$/.test(name))
    faults.push(
      `${path}: name it after the one thing that is in it; folders are entered through the file that bears their name.`,
    )
  if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)) faults.push(`${path}: names are kebab-case.`)
  const count = lines.filter((line) => !/^\s*(\/\/.*|\/?\*.*)?$/.test(line)).length
  if (count > LONGEST && !test && !Object.keys(long).some((name) => path.startsWith(name)))
    faults.push(
      `${path}: has ${count} lines of code; more than ${LONGEST} is a sign of two nouns: give the second a file of its own.`,
    )
  for (const { from, line } of importsOf(path, code)) {
    const fault = from.startsWith('.') ? (demo ? null : crossing(path, from, test)) : door(path, from, test)
    if (fault) faults.push(`${path}:${line}: ${fault}`)
  }
  return faults
}

/** Why a file may not import its neighbour; null: it may. */
function crossing(path: string, from: string, test: boolean): string | null {
  if (!/\.(ts|mts|mjs|css|json|svg|woff2)(\?\w+)?$/.test(from)) return `write “${from}” with its ending.`
  const target = resolveFrom(path, from)
  const here = floorOf(path)
  const there = floorOf(target)
  if (!here || here === there) return null
  if (!there)
    return target.startsWith('node_modules/') || test || path.endsWith('demo.ts')
      ? null
      : `${here} may not import ${target}: only what ships lies in main and renderer.`
  // Tests put the real thing together; the renderer's still may not see behind the contract.
  if (test && !here.startsWith('renderer')) return null
  if (table[here]?.includes(there)) return null
  return `${here} may not import ${there}: ${advice(here, there)}`
}

function advice(here: string, there: string): string {
  const isTrade = (floor: string) => trades.some((trade) => floor === `main/${trade}`)
  if (here.startsWith('renderer') && there.startsWith('main'))
    return 'the window sees main/contract only; ask through the bridge, or put the shared type into main/contract.'
  if (here.startsWith('main') && there.startsWith('renderer'))
    return 'the app knows no window; announce a change, and the window takes it.'
  if (isTrade(here) && isTrade(there))
    return 'trades do not know each other; tell the story of the two in main/commands.'
  if (there.startsWith('main/hosts')) return 'take what you need from the Host in main/base/host.ts.'
  return 'only downwards; move what both need to a lower floor, or give it in as an argument.'
}

/** Why a file may not import a package; null: it may. */
function door(path: string, from: string, test: boolean): string | null {
  const outside = !/^(main|renderer)\//.test(path)
  if (outside || test) return null
  if (from.startsWith('node:') || from === 'electron')
    return path.startsWith('main/hosts/')
      ? null
      : `only main/hosts imports ${from}: take what you need from the Host in main/base/host.ts.`
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
  if (name === 'lit' || name.startsWith('@lit/')) return allowed(path, doors.lit ?? [], name)
  const places = doors[name]
  if (!places)
    return `${name} has no door yet: decide in build/floors.ts which floor opens it, and say why in ARCHITECTURE.md.`
  return allowed(path, places, name)
}

const allowed = (path: string, places: readonly string[], name: string): string | null =>
  places.some((place) => path === place || path.startsWith(`${place}/`))
    ? null
    : `${name} is opened in ${places.join(' and ')} only: ask that module, or move this there.`

function resolveFrom(path: string, from: string): string {
  const parts = path.split('/').slice(0, -1)
  for (const part of from.replace(/\?.*$/, '').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export function checkFloors(folder: string): string[] {
  const faults: string[] = []
  const walk = (path: string) => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = `${path}/${name}`
      if (statSync(join(folder, inner)).isDirectory()) walk(inner)
      else if (/\.m?ts$/.test(name)) faults.push(...faultsOf(inner, readFileSync(join(folder, inner), 'utf8')))
    }
  }
  for (const top of ['main', 'renderer', 'build', 'e2e']) walk(top)
  return faults
}

if (isMain(import.meta.url)) {
  const faults = checkFloors(root)
  for (const fault of faults) console.log(fault)
  if (faults.length > 0) process.exitCode = 1
}
