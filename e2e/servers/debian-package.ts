// Debian's packages for tests: missing ones are installed, and one of another suite is unpacked without installing it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './own-process.ts'

/** This machine has not what it takes; the message is one plain line. */
export class CannotRun extends Error {}

const APT = ['-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=20', '-o', 'DPkg::Lock::Timeout=120']
const NO_CONTENTS = ['-o', 'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false']
const MINUTES = 60_000
const isRoot = process.getuid?.() === 0

export function mustBeDebian(): void {
  for (const program of ['apt-get', 'dpkg', 'dpkg-query'])
    if (!existsSync(`/usr/bin/${program}`)) throw new CannotRun('this system is not a Debian')
}

/** Installs it when it is missing, from the machine's own suite. */
export async function needPackage(name: string): Promise<void> {
  const status = await run('dpkg-query', ['-W', '-f=${Status}', name]).catch(() => '')
  if (status.endsWith('ok installed')) return
  if (!isRoot) throw new CannotRun(`the package ${name} is not installed, and only root may install it`)
  const install = () =>
    run('apt-get', [...APT, ...NO_CONTENTS, 'install', '-y', '-q', '--no-install-recommends', name], {
      ms: 5 * MINUTES,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    })
  try {
    await install().catch(async () => {
      await run('apt-get', [...APT, ...NO_CONTENTS, 'update', '-q'], { ms: 3 * MINUTES })
      await install()
    })
  } catch (error) {
    throw new CannotRun(`the package ${name} cannot be installed (${complaint(error)})`, { cause: error })
  }
}

/** Unpacks a package of another suite into a folder that is kept for the next time; answers with the folder. */
export async function unpackedFromSuite(name: string, suite: string): Promise<string> {
  const kept = process.env[`BROADSHEET_${name.toUpperCase()}_CACHE`] ?? join(tmpdir(), `broadsheet-${name}-${suite}`)
  const there = statSync(kept, { throwIfNoEntry: false })
  // Temporary folders are everybody's: what another user put there is not run.
  if (there && there.uid !== process.getuid?.()) throw new CannotRun(`${kept} belongs to another user`)
  const place = join(kept, suite)
  if (existsSync(place)) return place
  const mirror = debianMirror()
  if (!mirror) throw new CannotRun("the system's package sources name no Debian mirror")
  mkdirSync(kept, { recursive: true, mode: 0o755 })
  const work = mkdtempSync(join(kept, 'fetching-'))
  try {
    await unpack(name, suite, mirror, work)
    // Another process may have been faster; its folder is as good.
    if (!existsSync(place)) renameSync(join(work, 'root'), place)
  } catch (error) {
    if (!existsSync(place))
      throw new CannotRun(`${name} cannot be fetched from Debian ${suite} (${complaint(error)})`, { cause: error })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return place
}

async function unpack(name: string, suite: string, mirror: string, work: string): Promise<void> {
  for (const folder of ['lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(join(work, folder), { recursive: true })
  const keys = '/usr/share/keyrings/debian-archive-keyring.gpg'
  const sources = join(work, 'other.list')
  await run('tee', [sources], { input: `deb [signed-by=${keys}] ${mirror} ${suite} main\n` })
  const settings = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': 'root',
    'APT::Update::Error-Mode': 'any',
  }
  const apart = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])
  await run('apt-get', [...APT, ...NO_CONTENTS, ...apart, 'update', '-q'], { ms: 3 * MINUTES })
  await run('apt-get', [...APT, ...apart, 'download', '-q', name], { ms: 3 * MINUTES, cwd: work })
  const file = readdirSync(work).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'))
  if (!file) throw new Error(`apt-get: no ${name} was downloaded`)
  await run('dpkg', ['-x', join(work, file), join(work, 'root')])
}

/** Where this machine gets its packages from; some images name their mirrors in a list of their own. */
function debianMirror(): string | null {
  const folders = ['/etc/apt/sources.list.d', '/etc/apt/mirrors'].filter((folder) => existsSync(folder))
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  for (const file of ['/etc/apt/sources.list', ...files]) {
    if (!existsSync(file) || !/list$|sources$/.test(file)) continue
    const lines = readFileSync(file, 'utf8').split('\n')
    for (const line of lines.filter((line) => !line.startsWith('#'))) {
      const [mirror] = line.match(/[a-z+]+:\S+\/debian\/?(?=\s|$)/) ?? []
      if (mirror) return mirror
    }
  }
  return null
}

/** One line without addresses. */
const complaint = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll(/\b[a-z+]+:\/\/\S+/g, 'the mirror')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)
