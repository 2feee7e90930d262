// Everything that can be done by a key or from the palette; one table, so that nothing is missing in the help.
import type { PlainKey } from '../words/words.ts'
import { accountActions } from './actions-accounts.ts'
import { goingActions } from './actions-going.ts'
import { paperActions } from './actions-papers.ts'
import { readingActions } from './actions-reading.ts'
import { windowActions } from './actions-window.ts'
import { clash, type KeySequence } from './keys.ts'

export type ActionGroup = 'reading' | 'list' | 'going' | 'papers' | 'window'

export interface Action {
  /** Never changes: settings.keys names it. */
  id: string
  group: ActionGroup
  words: PlainKey
  /** '': none, but it can be given one. */
  defaultKeys: KeySequence
  run(): void | Promise<void>
  enabled(): boolean
  /** Holding the key down does it again and again. */
  repeats?: boolean
  /** Also while somebody types into a field. */
  whileTyping?: boolean
}

export const actions: readonly Action[] = [
  ...readingActions,
  ...goingActions,
  ...paperActions,
  ...accountActions,
  ...windowActions,
]

export const groupWords: Record<ActionGroup, PlainKey> = {
  reading: 'shell.groupReading',
  list: 'shell.groupList',
  going: 'shell.groupGoing',
  papers: 'shell.groupPapers',
  window: 'shell.groupWindow',
}

/** The keys an action has now. */
export const keysOf = (action: Pick<Action, 'id' | 'defaultKeys'>, changed: Record<string, string>): KeySequence =>
  changed[action.id] ?? action.defaultKeys

/** Those whose keys cannot be used beside `keys`. */
export const clashesWith = (id: string, keys: KeySequence, changed: Record<string, string>): Action[] =>
  actions.filter((other) => other.id !== id && clash(keysOf(other, changed), keys))
