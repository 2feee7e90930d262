// Giving actions other keys: which presses make a sequence, and what the settings hold afterwards.
import { clash, type KeySequence } from '../../state/keys.ts'

export interface Keyed {
  id: string
  defaultKeys: KeySequence
}

/** Strokes in one sequence at most. */
const LONGEST = 3

export type Recorded =
  { state: 'more'; keys: KeySequence } | { state: 'done'; keys: KeySequence } | { state: 'given up' }

/** Takes presses until Enter, or until nothing more fits. Escape gives up; Backspace on nothing means: no key. */
export class KeyRecording {
  #strokes: string[] = []

  press(stroke: string): Recorded {
    if (stroke === 'Escape') return { state: 'given up' }
    if (this.#strokes.length === 0 && (stroke === 'Backspace' || stroke === 'Delete'))
      return { state: 'done', keys: '' }
    if (this.#strokes.length > 0 && stroke === 'Enter') return { state: 'done', keys: this.keys }
    if (this.#strokes.length > 0 && stroke === 'Backspace') this.#strokes.pop()
    else this.#strokes.push(stroke)
    return { state: this.#strokes.length === LONGEST ? 'done' : 'more', keys: this.keys }
  }

  get keys(): KeySequence {
    return this.#strokes.join(' ')
  }
}

export const keysNow = ({ id, defaultKeys }: Keyed, changed: Record<string, string>): KeySequence =>
  changed[id] ?? defaultKeys

/** Those that could no longer be pressed beside `keys`. */
export const inTheWay = <T extends Keyed>(
  action: Keyed,
  keys: KeySequence,
  all: readonly T[],
  changed: Record<string, string>,
): T[] => all.filter((other) => other.id !== action.id && clash(keysNow(other, changed), keys))

/** The settings with other keys for one action; what is in their way loses its own. Only what differs from the
 * default is kept, so that later defaults reach everybody else. */
export function withKeys(
  action: Keyed,
  keys: KeySequence,
  all: readonly Keyed[],
  changed: Record<string, string>,
): Record<string, string> {
  const next = { ...changed }
  for (const other of inTheWay(action, keys, all, changed)) set(next, other, '')
  set(next, action, keys)
  return next
}

/** One action as it was at first; whoever has its keys now loses them. */
export const withoutKeys = (
  action: Keyed,
  all: readonly Keyed[],
  changed: Record<string, string>,
): Record<string, string> => withKeys(action, action.defaultKeys, all, changed)

function set(changed: Record<string, string>, { id, defaultKeys }: Keyed, keys: KeySequence): void {
  if (keys === defaultKeys) delete changed[id]
  else changed[id] = keys
}
