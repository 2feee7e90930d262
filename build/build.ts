// Compiles everything into out/: the window, the hosts, and what ships beside them.
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { build } from 'vite'
import hosts from '../rolldown.config.ts'
import { fingerprint, isMain, markBuilt, root } from './setup.mjs'

export async function buildAll(log: (line: string) => void): Promise<void> {
  const began = Date.now()
  // Taken before: what changes while this runs is not in it.
  const from = fingerprint(root)
  process.chdir(root)
  const quietly = { rolldownOptions: { checks: { pluginTimings: false } } }
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: quietly })
  for (const { output, ...input } of hosts) {
    const bundle = await rolldown(input)
    for (const one of [output ?? []].flat()) await bundle.write(one)
    await bundle.close()
  }
  await rm('out/assets', { recursive: true, force: true })
  await cp('assets', 'out/assets', { recursive: true })
  markBuilt(root, from)
  log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
}

if (isMain(import.meta.url)) {
  const quiet = process.argv.includes('--quiet')
  if (quiet) process.stderr.write('Broadsheet: building.\n')
  await buildAll(quiet ? () => undefined : console.log)
}
