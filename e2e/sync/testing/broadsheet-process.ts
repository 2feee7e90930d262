// A Broadsheet in a process of its own, so that it can be killed: does what it is sent, and answers.
import { openHere } from './open-here.ts'
import type { CommandName, In } from '../../../main/contract/commands.ts'

interface Asked<K extends CommandName = CommandName> {
  number: number
  name: K
  input: In<K>
}

const library = process.argv[2]
if (!library || !process.send) throw new Error('to be started by own-broadsheet.ts')
const broadsheet = await openHere({ library })
process.on('message', (asked: Asked | 'close') => {
  if (asked === 'close') return void broadsheet.close().then(() => process.disconnect())
  void broadsheet.run(asked.name, asked.input).then((answer) => process.send?.({ number: asked.number, answer }))
})
process.on('disconnect', () => process.exit())
process.send('ready')
