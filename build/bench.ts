// npm run bench: runs the measurements in build/bench, all or those named.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'
import { endWithParent, runNode } from './tools.ts'

endWithParent()
const plainName = (name: string) => name.replace(/(\.bench)?\.ts$/, '')
const folder = join(root, 'build', 'bench')
const named = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
const options = process.argv.slice(2).filter((arg) => arg.startsWith('-'))
const all = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.]+(\.bench)?\.ts$/.test(name)) : []
const chosen = named.length > 0 ? all.filter((name) => named.some((part) => name.startsWith(part))) : all
if (chosen.length === 0)
  console.log(`Nothing to measure; there is ${all.map((name) => plainName(name)).join(', ') || 'nothing'}.`)
for (const name of chosen.sort()) {
  console.log(`\n${plainName(name)}`)
  const code = await runNode(['--expose-gc', join(folder, name), ...options])
  if (code !== 0) process.exitCode = code
}
