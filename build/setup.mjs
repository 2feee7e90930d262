// What every npm script goes through, on any Node from 18 up: installs from the lock file, finds a Node that is new
// enough, builds what is out of date, and then runs the script. Plain JavaScript because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const LEAST_NODE = [22, 15]

/** Script → the file that does it, and whether it needs the compiled app. */
const scripts = {
  start: { file: 'build/start.ts', built: true },
  test: { file: 'build/test.ts', built: true },
  check: { file: 'build/check.ts', built: false },
  unit: { file: 'build/unit.ts', built: false },
  e2e: { file: 'build/e2e.ts', built: true },
  build: { file: 'build/build.ts', built: false },
  dev: { file: 'build/dev.ts', built: false },
  bench: { file: 'build/bench.ts', built: true },
  format: { file: 'build/format.ts', built: false },
  package: { file: 'build/package.ts', built: true },
  new: { file: 'build/new.ts', built: false },
}

class Refusal extends Error {}
/** To stderr, so that the command line's answers stay clean. */
const say = (line) => process.stderr.write(`${line}\n`)

/** Everything the lock file names is there, in its version. */
export function isInstalled(folder) {
  const lock = readJson(join(folder, 'package-lock.json'))
  const there = readJson(join(folder, 'node_modules', '.package-lock.json'))
  if (!lock) return existsSync(join(folder, 'node_modules'))
  if (!there) return false
  return Object.entries(lock.packages ?? {}).every(
    ([path, wanted]) => path === '' || wanted.optional || there.packages?.[path]?.version === wanted.version,
  )
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
}

/** The Node that runs the app: the one from the lock file where there is one for this system, else the one running now,
 * else any on PATH. null: none is new enough. */
export function findNode(folder, env = process.env) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const system = process.platform === 'win32' ? 'win' : process.platform
  const own = [
    join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin', name),
    join(folder, 'node_modules', `node-${system}-${process.arch}`, name),
  ].find((path) => existsSync(path) && answersNewEnough(path))
  if (own) return own
  if (isNewEnough(process.version)) return process.execPath
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return onPath.map((place) => join(place, name)).find((path) => existsSync(path) && answersNewEnough(path)) ?? null
}

function answersNewEnough(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && isNewEnough(answer.stdout.trim())
}

/** Type stripping came behind a flag first. */
export function nodeOptions(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major === 22 && minor < 18 ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : []
}

const sources = [
  'main',
  'renderer',
  'assets',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'rolldown.config.ts',
]

/** Changes whenever a source of the compiled app does. */
export function fingerprint(folder) {
  const hash = createHash('sha256')
  const look = (path) => {
    const stat = statSync(join(folder, path), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const name of readdirSync(join(folder, path)).sort()) look(`${path}/${name}`)
    else if (!/\.(test|bench)\.ts$|\/fixtures\//.test(path)) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const source of sources) look(source)
  return hash.digest('hex')
}

const stamp = (folder) => join(folder, 'out', '.built-from')

/** A package that was installed has no sources: it is as built as it will ever be. */
export function isBuilt(folder) {
  if (!existsSync(join(folder, 'rolldown.config.ts'))) return existsSync(join(folder, 'out', 'node', 'cli.js'))
  return existsSync(stamp(folder)) && readFileSync(stamp(folder), 'utf8') === fingerprint(folder)
}

export function markBuilt(folder, from) {
  mkdirSync(join(folder, 'out'), { recursive: true })
  writeFileSync(stamp(folder), from)
}

/** Whether this is the file that Node was started with (`import.meta.main` is too young). */
export function isMain(url) {
  return Boolean(process.argv[1]) && url === pathToFileURL(realpathSync(process.argv[1])).href
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

function install() {
  say('Broadsheet: installing what it is built from (npm ci). The first time takes a minute or two.')
  // `npm` itself as a file, because Windows starts no .cmd without a shell.
  const npm = process.env.npm_execpath
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const inherit = { cwd: root, stdio: ['ignore', 2, 2] }
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], inherit)
    : spawnSync('npm', options, { ...inherit, shell: process.platform === 'win32' })
  if (done.error?.code === 'ENOENT') throw new Refusal('npm was not found: install Node.js with npm, and start again.')
  if (done.status !== 0)
    throw new Refusal(
      'The packages could not be installed; npm says why above. Is there a connection to the npm registry?',
    )
}

/** Makes everything ready; answers with the Node to use. */
export function prepare({ built }) {
  if (existsSync(join(root, 'package-lock.json')) && !isInstalled(root)) install()
  const node = findNode(root)
  if (!node)
    throw new Refusal(
      `Broadsheet runs on Node.js ${LEAST_NODE.join('.')} or newer, and this is ${process.version}: install a newer one from https://nodejs.org, and start again.`,
    )
  if (built && !isBuilt(root)) {
    const done = spawnSync(node, [...nodeOptions(versionOf(node)), join(root, 'build', 'build.ts'), '--quiet'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    if (done.status !== 0) throw new Refusal('Broadsheet could not be built; what is wrong stands above.')
  }
  return node
}

const versionOf = (node) =>
  node === process.execPath ? process.version : spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()

/** Runs a file to its end with its parent's input and output; ends with it, however this process ends. */
function run(node, file, args) {
  const child = spawn(node, [...nodeOptions(versionOf(node)), join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    },
  })
  // The terminal tells the child of Ctrl-C too; the other signals are passed on.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm that was killed outright takes nobody with it; between it and here stands a shell.
  if (process.env.npm_lifecycle_event) {
    const [shell, npm] = [process.ppid, parentOf(process.ppid)]
    const orphaned = () => process.ppid !== shell || (npm !== null && parentOf(shell) !== npm)
    setInterval(() => orphaned() && child.connected && child.disconnect(), 1000).unref()
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** null: this system does not tell. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch (error) {
    if (error.code) return null
    throw error
  }
}

/** Says the one sentence and ends, or lets a bug be seen. */
export function refuse(error) {
  if (!(error instanceof Refusal)) throw error
  say(error.message)
  process.exit(1)
}

function main([name, ...args]) {
  const script = Object.hasOwn(scripts, name ?? '') ? scripts[name] : null
  if (!script) throw new Refusal(`There is no script ${name}: one of ${Object.keys(scripts).join(', ')}.`)
  run(prepare(script), script.file, args)
}

if (isMain(import.meta.url)) {
  try {
    main(process.argv.slice(2))
  } catch (error) {
    refuse(error)
  }
}
