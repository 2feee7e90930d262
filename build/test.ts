// npm test: everything that can be checked, and at its end one line that says how it went.
import { check } from './check.ts'
import { add, countLine, noCounts } from './counts.ts'
import { e2e } from './e2e.ts'
import { endWithParent } from './tools.ts'
import { unit } from './unit.ts'

endWithParent()
const checked = await check()
const tested = add(await unit([]), await e2e([]))
if (checked.failed.length > 0) console.log(`\nThe check failed: ${checked.failed.join(', ')}.`)
// A failed check counts, so that the line never contradicts the exit code.
const counts = add(tested, { ...noCounts, failed: checked.failed.length })
console.log(`\n${countLine(counts)}`)
process.exitCode = counts.failed > 0 ? 1 : 0
