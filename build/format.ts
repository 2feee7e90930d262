// Writes every file as prettier would.
import { formatArguments } from './check.ts'
import { endWithParent, runNode, toolFile } from './tools.ts'

endWithParent()
process.exitCode = await runNode([toolFile('prettier'), '--write', ...formatArguments])
