// What every schedule of marks ends with: all sync twice, in any order, and then all say the same, as it was reckoned.
import { expect } from 'vitest'
import type { Mark } from './broadsheet.ts'
import type { Chance } from './chance.ts'
import { differences, type Expected } from './expected.ts'
import type { Scene, Side } from './scene.ts'

export async function agree(
  scene: Scene,
  sides: readonly Side[],
  expected: Expected,
  chance: Chance,
  told: string,
): Promise<void> {
  const order = chance.some(sides, sides.length)
  for (const { name, broadsheet } of [...order, ...order]) {
    await broadsheet.sync()
    expected.synced(name)
  }
  expect(differences(await scene.marks(), expected.server), `${told}: the server`).toEqual([])
  for (const { name, broadsheet } of sides) {
    expect(differences(await broadsheet.marks(), expected.server), `${told}: ${name}`).toEqual([])
    expect(await broadsheet.totals(), `${told}: ${name}`).toEqual({ waiting: 0, refused: 0 })
  }
}

/** Of few articles, so that they meet; each key by itself. */
export function someMarks(chance: Chance, urls: readonly string[], most = 6): Map<Mark, boolean> {
  const keys = ['read', 'saved'] as const
  return new Map(
    chance
      .some(urls, 1 + chance.number(most))
      .map((url): [Mark, boolean] => [`${chance.one(keys)} ${url}`, chance.yes(0.5)]),
  )
}
