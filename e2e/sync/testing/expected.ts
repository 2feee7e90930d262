// What must be where: a reckoning of all marks by the one rule (a change waits until the server has it, and wins; otherwise
// the server wins), kept apart from the program that is tested.
import type { Mark, Marks } from './broadsheet.ts'

interface Side {
  here: Marks
  waiting: Marks
}

export class Expected {
  readonly server: Marks
  readonly #sides = new Map<string, Side>()

  /** `server`: how it is in the beginning. */
  constructor(server: Marks, sides: readonly string[]) {
    this.server = new Map(server)
    for (const side of sides) this.#sides.set(side, { here: new Map(server), waiting: new Map() })
  }

  #side(name: string): Side {
    const side = this.#sides.get(name)
    if (!side) throw new Error(`no side ${name}`)
    return side
  }

  here = (name: string): Marks => this.#side(name).here
  waiting = (name: string): Marks => this.#side(name).waiting

  marked(name: string, marks: Iterable<[Mark, boolean]>): void {
    const { here, waiting } = this.#side(name)
    for (const [mark, value] of marks) {
      if (here.get(mark) === value) continue
      here.set(mark, value)
      waiting.set(mark, value)
    }
  }

  /** New at the server, and unread. */
  arrived(urls: readonly string[]): void {
    for (const url of urls) this.server.set(`read ${url}`, false).set(`saved ${url}`, false)
  }

  /** By somebody else, who is at the server itself. */
  markedThere(marks: Iterable<[Mark, boolean]>): void {
    for (const [mark, value] of marks) this.server.set(mark, value)
  }

  synced(name: string): void {
    const side = this.#side(name)
    for (const [mark, value] of side.waiting) this.server.set(mark, value)
    side.waiting.clear()
    side.here = new Map(this.server)
  }

  /** It was cut off: what has been found there afterwards, or what is wrong with it. */
  cutOff(name: string, found: { here: Marks; waiting: Marks; server: Marks }): string[] {
    const side = this.#side(name)
    const wrong: string[] = []
    for (const [mark, value] of found.waiting)
      if (side.waiting.get(mark) !== value) wrong.push(`${mark} waits, although nobody asked for ${value}`)
    for (const [mark, value] of side.waiting) {
      if (found.here.get(mark) !== value) wrong.push(`${mark} was undone here, though it was still to be told`)
      // What waits no more has been told; what waits may have been.
      if (!found.waiting.has(mark)) {
        if (found.server.get(mark) !== value) wrong.push(`${mark} waits no more, and was not told`)
        side.waiting.delete(mark)
        this.server.set(mark, value)
      } else if (found.server.get(mark) === value) this.server.set(mark, value)
    }
    for (const [mark, value] of found.server)
      if (this.server.get(mark) !== value) wrong.push(`${mark} is ${value} there, and nobody asked for it`)
    for (const [mark, value] of found.here) {
      if (side.waiting.has(mark)) continue
      if (value !== side.here.get(mark) && value !== this.server.get(mark))
        wrong.push(`${mark} is ${value} for no reason`)
      side.here.set(mark, value)
    }
    return wrong
  }
}

/** What differs, in words; [] when all is the same. */
export function differences(found: Marks, expected: Marks): string[] {
  const wrong: string[] = []
  for (const [mark, value] of expected)
    if (found.get(mark) !== value) wrong.push(`${mark}: ${found.get(mark) ?? 'not there'}, not ${value}`)
  for (const mark of found.keys()) if (!expected.has(mark)) wrong.push(`${mark}: should not be there`)
  return wrong
}
