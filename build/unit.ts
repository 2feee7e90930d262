// Runs the unit tests, all of them or those named.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { vitestCounts, type Counts } from './counts.ts'
import { isMain, root } from './setup.mjs'
import { endWithParent, runNode, toolFile } from './tools.ts'

export const readReport = <T>(path: string): T | null => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null
    throw error
  }
}

export async function unit(args: string[]): Promise<Counts> {
  const report = join(root, 'test-results', 'unit.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runNode([toolFile('vitest'), 'run', ...reporters, ...args])
  return vitestCounts(readReport(report), code)
}

if (isMain(import.meta.url)) {
  endWithParent()
  if ((await unit(process.argv.slice(2))).failed > 0) process.exitCode = 1
}
