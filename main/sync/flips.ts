// What the sets of a service say otherwise than the library, and whether it looks wrong.
import type { ArticleId } from '../contract/models.ts'
import type { RemoteArticle } from '../library/writes.ts'
import type { Sets } from './content.ts'
import { MarkSheet } from './mark-sheet.ts'
import type { Sync } from './scene.ts'
import type { RemoteId } from './service.ts'

/** What the sets say otherwise than the library. */
export interface Flips {
  unread: Set<ArticleId>
  /** Unread here, and not in the set: read there, or thrown away. */
  absent: Map<ArticleId, RemoteId>
  saved: Set<ArticleId>
  unsaved: Map<ArticleId, RemoteId>
  /** Articles whose labels are other. */
  labels: Map<ArticleId, string[]>
  unreadHere: number
  savedHere: number
  labelledHere: number
}

export function flipsOf({ library }: Sync, known: ReadonlyMap<RemoteId, RemoteArticle>, sets: Sets): Flips {
  const sheet = new MarkSheet(library)
  const flips: Flips = {
    unread: new Set(),
    absent: new Map(),
    saved: new Set(),
    unsaved: new Map(),
    labels: new Map(),
    unreadHere: 0,
    savedHere: 0,
    labelledHere: 0,
  }
  const labels = sets.labels ? byArticle(sets.labels) : null
  for (const [remote, { id, removed }] of known) {
    const state = removed ? undefined : library.state(id)
    if (!state) continue
    if (!state.read) flips.unreadHere++
    if (state.saved) flips.savedHere++
    if (sets.unread.has(remote)) {
      if (sheet.differs(id, 'read', false)) flips.unread.add(id)
    } else if (sheet.differs(id, 'read', true)) flips.absent.set(id, remote)
    if (sets.saved.has(remote)) {
      if (sheet.differs(id, 'saved', true)) flips.saved.add(id)
    } else if (sheet.differs(id, 'saved', false)) flips.unsaved.set(id, remote)
    if (!labels) continue
    const here = library.labelsOf(id)
    const there = labels.get(remote) ?? []
    if (here.length > 0) flips.labelledHere++
    if (here.length > 0 || there.length > 0) flips.labels.set(id, there)
  }
  return flips
}

function byArticle(labels: ReadonlyMap<string, ReadonlySet<RemoteId>>): Map<RemoteId, string[]> {
  const all = new Map<RemoteId, string[]>()
  for (const [label, ids] of labels)
    for (const id of ids) {
      const known = all.get(id)
      if (known) known.push(label)
      else all.set(id, [label])
    }
  return all
}

/** Half of what is unread or saved here would be so no more, or a third of all would be turned over. */
export function doubtOf(flips: Flips, all: number): 'unread' | 'saved' | null {
  const { unread, absent, saved, unsaved, labels } = flips
  if (absent.size * 2 > flips.unreadHere) return 'unread'
  if (unsaved.size * 2 > flips.savedHere) return 'saved'
  const bare = [...labels.values()].filter((there) => there.length === 0).length
  if (bare * 2 > flips.labelledHere) return 'saved'
  return (unread.size + absent.size + saved.size + unsaved.size) * 3 > all && all > 0 ? 'unread' : null
}

const inBoth = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> => new Set([...a].filter((one) => b.has(one)))

export function both(a: Flips, b: Flips): Flips {
  return {
    ...a,
    unread: inBoth(a.unread, b.unread),
    absent: new Map([...a.absent].filter(([id]) => b.absent.has(id))),
    saved: inBoth(a.saved, b.saved),
    unsaved: new Map([...a.unsaved].filter(([id]) => b.unsaved.has(id))),
    labels: new Map([...a.labels].filter(([id, there]) => b.labels.get(id)?.join('\n') === there.join('\n'))),
  }
}
