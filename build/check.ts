// All that can be told without running anything: format, types, lint, floors.
import { checkFloors } from './floors.ts'
import { isMain, root } from './setup.mjs'
import { endWithParent, runNode, toolFile } from './tools.ts'

const formatted = [
  'main',
  'renderer',
  'build',
  'e2e',
  '*.{ts,json,md}',
  '!main/**/fixtures/**',
  '!main/**/testing/**/*.json',
  '!renderer/**/fixtures/**',
  '!e2e/**/fixtures/**',
  '!package-lock.json',
]
export const formatArguments = [...formatted, '--log-level=warn', '--cache', '--cache-location=.cache/prettier']

const steps: [name: string, run: () => Promise<number>][] = [
  ['format (npm run format mends it)', () => runNode([toolFile('prettier'), '--check', ...formatArguments])],
  ['types of the core', () => types('main')],
  ['types of the hosts and tests', () => types('main/hosts')],
  ['types of the window', () => types('renderer')],
  ['types of build and e2e', () => types('.')],
  ['lint', () => runNode([toolFile('oxlint'), '--type-aware', '--deny-warnings', '--quiet'])],
  ['floors', floors],
]

const types = (project: string) => runNode([toolFile('typescript', 'tsc'), '-p', project])

async function floors(): Promise<number> {
  const faults = checkFloors(root)
  for (const fault of faults) console.log(fault)
  return faults.length > 0 ? 1 : 0
}

/** Names of what failed; everything is run, so that one sitting mends it all. */
export async function check(): Promise<{ passed: number; failed: string[] }> {
  const failed: string[] = []
  for (const [name, run] of steps) {
    if ((await run()) === 0) continue
    failed.push(name)
    console.log(`✗ ${name}`)
  }
  if (failed.length === 0) console.log('✓ format, types, lint, floors')
  return { passed: steps.length - failed.length, failed }
}

if (isMain(import.meta.url)) {
  endWithParent()
  if ((await check()).failed.length > 0) process.exitCode = 1
}
