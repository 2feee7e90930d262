// What a key press is called, and which action a sequence of them means; free of the DOM.

/** `j`, `Shift+a`, `?`, `Mod+k`, `Alt+ArrowLeft`, `Space`; a sequence has spaces between: `g a`. Mod is Ctrl, on a Mac ⌘. */
export type KeySequence = string

export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  /** AltGr makes characters; it is no Ctrl and no Alt. */
  altGraph?: boolean
}

const IGNORED = new Set([
  'Control',
  'Shift',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Unidentified',
  'Process',
  'Compose',
  'NumLock',
  'Fn',
  'OS',
])

/** The names a press may go by, best first; none for a modifier alone. A keyboard of another script also answers by
 * the place of the key, so that j/k work with Cyrillic or Greek letters on the keys. */
export function strokesOf(press: KeyPress, mac: boolean): string[] {
  if (IGNORED.has(press.key) || press.key === '') return []
  const names = [nameOf(press.key)]
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  if (letter !== undefined && press.key.length === 1 && press.key > '\u007f') names.push(letter.toLowerCase())
  return names.map((name) => modifiersOf(press, name, mac) + name)
}

const nameOf = (key: string): string => (key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key)

function modifiersOf(press: KeyPress, name: string, mac: boolean): string {
  const graph = press.altGraph === true
  const mod = (mac ? press.metaKey : press.ctrlKey) && !graph
  const other = mac && press.ctrlKey
  const alt = press.altKey && !graph
  // Shift belongs to the name only where it does not already show in the character: not in "?" or "+".
  const shift = press.shiftKey && (name.length > 1 || name.toLowerCase() !== name.toUpperCase())
  return `${mod ? 'Mod+' : ''}${other ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}`
}

/** Plain characters and Shift with them: what somebody types into a field. */
export const isTyping = (stroke: string): boolean =>
  !/^(Mod|Ctrl|Alt)\+/.test(stroke) && !/^(Shift\+)?(Escape|F\d+)$/.test(stroke)

export type Answer = { state: 'none' } | { state: 'pending'; typed: string } | { state: 'found'; id: string }

const PATIENCE = 1_500

/** Follows presses until a sequence is complete: `g` waits for `a`. */
export class KeyFollower {
  #byKeys = new Map<KeySequence, string>()
  #starts = new Set<string>()
  #typed = ''
  #at = 0

  /** Later ones do not take a sequence from earlier ones. */
  use(keys: Iterable<readonly [id: string, keys: KeySequence]>): void {
    this.#byKeys = new Map()
    this.#starts = new Set()
    this.#typed = ''
    for (const [id, sequence] of keys) {
      if (sequence === '' || this.#byKeys.has(sequence)) continue
      this.#byKeys.set(sequence, id)
      const strokes = sequence.split(' ')
      for (let length = 1; length < strokes.length; length++) this.#starts.add(strokes.slice(0, length).join(' '))
    }
  }

  get pending(): boolean {
    return this.#typed !== ''
  }

  press(strokes: readonly string[], now: number): Answer {
    if (now - this.#at > PATIENCE) this.#typed = ''
    this.#at = now
    const before = this.#typed
    for (const prefix of before === '' ? [''] : [`${before} `, '']) {
      for (const stroke of strokes) {
        const sequence = prefix + stroke
        if (this.#starts.has(sequence)) {
          this.#typed = sequence
          return { state: 'pending', typed: sequence }
        }
        const id = this.#byKeys.get(sequence)
        if (id === undefined) continue
        this.#typed = ''
        return { state: 'found', id }
      }
    }
    this.#typed = ''
    return { state: 'none' }
  }
}

/** Whether two sequences cannot both be used: the same, or one begins the other. */
export const clash = (a: KeySequence, b: KeySequence): boolean =>
  a !== '' && b !== '' && (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `))

const SIGNS: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
const MAC_SIGNS: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }

/** As printed on the keys: [['Ctrl', 'K']], [['G'], ['A']]. `names` says Ctrl, Shift, Space … in the reader's language. */
export function showKeys(sequence: KeySequence, mac: boolean, names: Record<string, string> = {}): string[][] {
  if (sequence === '') return []
  return sequence.split(' ').map((stroke) => {
    const parts = stroke === '+' ? ['+'] : stroke.split(/\+(?=.)/)
    return parts.map((part) => {
      if (mac && part in MAC_SIGNS) return MAC_SIGNS[part] ?? part
      const name = part === 'Mod' ? 'Ctrl' : part
      return names[name] ?? SIGNS[name] ?? (name.length === 1 ? name.toUpperCase() : name)
    })
  })
}
