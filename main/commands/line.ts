// Who waits to be completed: each article once, the urgent before the others, a few at a time.
import type { ArticleId } from '../contract/models.ts'

export interface Line {
  /** One that waits already keeps the higher urgency, and the wish for sound. */
  add(ids: Iterable<ArticleId>, urgency: number, audio: boolean): void
  /** Those that wait are sent away; those under way go on. */
  clear(): void
  /** Resolves when nobody waits and nothing is under way. */
  idle(): Promise<void>
}

interface Wish {
  urgency: number
  audio: boolean
}

/** Those of one urgency, in the order they came; one that has moved to another row stays here as a gap. */
interface Row {
  urgency: number
  ids: ArticleId[]
  at: number
}

/** `work` never fails. */
export function createLine(lanes: number, work: (id: ArticleId, wish: Wish) => Promise<void>): Line {
  /** The most urgent first. */
  let rows: Row[] = []
  const wishes = new Map<ArticleId, Wish>()
  const idlers: (() => void)[] = []
  let active = 0

  function rowOf(urgency: number): Row {
    const known = rows.find((row) => row.urgency === urgency)
    if (known) return known
    const row: Row = { urgency, ids: [], at: 0 }
    rows = [...rows, row].sort((a, b) => b.urgency - a.urgency)
    return row
  }

  function next(): [ArticleId, Wish] | null {
    for (const row of rows) {
      for (let id = row.ids[row.at]; id !== undefined; id = row.ids[row.at]) {
        row.at++
        const wish = wishes.get(id)
        if (wish?.urgency !== row.urgency) continue
        wishes.delete(id)
        return [id, wish]
      }
      row.ids = []
      row.at = 0
    }
    return null
  }

  function run(): void {
    while (active < lanes) {
      const first = next()
      if (!first) break
      active++
      void work(...first).finally(() => {
        active--
        run()
      })
    }
    if (active > 0) return
    for (const tell of idlers.splice(0)) tell()
  }

  return {
    add(ids, urgency, audio) {
      for (const id of ids) {
        const known = wishes.get(id)
        if (known && known.urgency >= urgency) known.audio ||= audio
        else {
          wishes.set(id, { urgency, audio: audio || (known?.audio ?? false) })
          rowOf(urgency).ids.push(id)
        }
      }
      run()
    },
    clear() {
      rows = []
      wishes.clear()
      run()
    },
    idle: () => (active === 0 && wishes.size === 0 ? Promise.resolve() : new Promise((tell) => idlers.push(tell))),
  }
}
