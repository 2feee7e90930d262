// npm run package: installers for this system through electron-builder; options go on to it (--linux dir, --win zip …).
import { join } from 'node:path'
import { root } from './setup.mjs'
import { endWithParent, runNode, toolFile } from './tools.ts'

endWithParent()
const config = join(root, 'build', 'electron-builder.json')
const args = process.argv.slice(2)
// For end-to-end tests of a package Playwright needs to inspect it; what is shipped cannot be inspected.
const inspectable = process.env.BROADSHEET_INSPECTABLE ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []
// Electron from this folder, where there is no network to fetch it from.
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  ? [`-c.electronDist=${process.env.ELECTRON_OVERRIDE_DIST_PATH}`]
  : []
process.exitCode = await runNode([
  toolFile('electron-builder'),
  '--config',
  config,
  '--publish',
  'never',
  ...inspectable,
  ...dist,
  ...args,
])
