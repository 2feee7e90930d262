// Chance that can be had again: the same seed gives the same schedule of marks, kills and syncs.

export interface Chance {
  seed: number
  /** 0 up to, not including, `below`. */
  number(below: number): number
  yes(probability: number): boolean
  one<T>(of: readonly T[]): T
  /** So many different ones, or all there are. */
  some<T>(of: readonly T[], count: number): T[]
}

/** BROADSHEET_SEED in the surroundings repeats what has failed. */
export function chanceFrom(seed: number): Chance {
  const given = Number(process.env.BROADSHEET_SEED ?? seed)
  let state = given >>> 0
  // Mulberry32: 32 bits of state are plenty here.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (below: number): number => Math.floor(next() * below)
  return {
    seed: given,
    number,
    yes: (probability) => next() < probability,
    one(of) {
      const chosen = of[number(of.length)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
    some(of, count) {
      const left = [...of]
      return Array.from({ length: Math.min(count, of.length) }, () => left.splice(number(left.length), 1)).flat()
    },
  }
}
