// Carries files between two folders as a sync tool on a bad day does: late, twice, out of order, cut off, and old again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from './chance.ts'

export interface Courier {
  /** Remembers what lies in the folders now, to bring it at any later time. */
  look(): void
  /** One file, as it was at some time, to the other folder; or home again, old. */
  bringSomething(): void
  /** All that is newest, to the other folder. */
  bringAll(): void
}

interface Box {
  path: string
  /** By name: what has been seen of the files that are written here, oldest first. */
  own: Map<string, Buffer[]>
}

export function startCourier(paths: readonly [string, string], chance: Chance): Courier {
  const boxes = paths.map((path): Box => ({ path: join(path, 'broadsheet'), own: new Map() }))
  for (const { path } of boxes) mkdirSync(path, { recursive: true })
  const isLog = (name: string) => name.endsWith('.log')

  function look(): void {
    for (const box of boxes) {
      const others = boxes.filter((one) => one !== box)
      for (const name of readdirSync(box.path).filter(isLog)) {
        if (others.some((other) => other.own.has(name))) continue
        const versions = box.own.get(name) ?? []
        box.own.set(name, versions)
        const now = readFileSync(join(box.path, name))
        if (!versions.at(-1)?.equals(now)) versions.push(now)
      }
    }
  }

  return {
    look,
    bringSomething() {
      const from = chance.one(boxes)
      const names = [...from.own.keys()]
      if (names.length === 0) return
      const name = chance.one(names)
      const version = chance.one(from.own.get(name) ?? [])
      const isHome = chance.yes(0.15)
      const to = isHome ? from : chance.one(boxes.filter((box) => box !== from))
      const bytes = chance.yes(0.2) ? version.subarray(0, chance.number(version.length)) : version
      writeFileSync(join(to.path, name), bytes)
    },
    bringAll() {
      look()
      for (const from of boxes)
        for (const [name, versions] of from.own)
          for (const to of boxes) if (to !== from) writeFileSync(join(to.path, name), versions.at(-1) ?? '')
    },
  }
}
