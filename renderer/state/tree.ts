// The tree of feeds as rows one below the other, and what the keys do in it; free of the DOM.
import type { AccountId, Counts, Feed, FeedId, Folder, FolderId, Scope } from '../../main/contract/models.ts'
import { feedName, shelve, type Node, type Shelving } from './folders.ts'

interface Seat {
  key: string
  level: number
  /** Of its parent, null at the top. */
  parent: string | null
  place: number
  siblings: number
  unread: number
}
export type Row =
  | (Seat & { kind: 'smart'; smart: 'all' | 'today' | 'saved' })
  | (Seat & { kind: 'folder'; folder: Folder; open: boolean; troubled: boolean })
  | (Seat & { kind: 'feed'; feed: Feed })

export const folderKey = (id: FolderId): string => `folder:${id}`
export const feedKey = (id: FeedId): string => `feed:${id}`
export const accountKey = (id: AccountId): string => `account:${id}`
export const labelKey = (label: string): string => `label:${label}`

const SMART = ['all', 'today', 'saved'] as const

/** Every row that is visible; `closed` holds the keys of folders that hide what is in them. */
export function rowsOf(shelving: Shelving, counts: Counts, closed: ReadonlySet<string>): Row[] {
  const top = shelve(shelving, counts)
  const siblings = SMART.length + top.length
  const smartUnread = { all: counts.unread, today: counts.today, saved: counts.saved }
  const rows: Row[] = SMART.map((smart, place) => ({
    kind: 'smart',
    smart,
    key: smart,
    level: 1,
    parent: null,
    place,
    siblings,
    unread: smartUnread[smart],
  }))
  const add = (nodes: readonly Node[], level: number, parent: string | null, offset: number): void => {
    nodes.forEach((node, at) => {
      const seat = { level, parent, place: at + offset, siblings: nodes.length + offset, unread: node.unread }
      if (node.kind === 'feed') {
        rows.push({ kind: 'feed', feed: node.feed, key: feedKey(node.feed.id), ...seat })
        return
      }
      const key = folderKey(node.folder.id)
      const open = !closed.has(key)
      rows.push({ kind: 'folder', folder: node.folder, open, troubled: node.troubled, key, ...seat })
      if (open) add(node.children, level + 1, key, 0)
    })
  }
  add(top, 1, null, SMART.length)
  return rows
}

export function scopeOf(row: Row): Scope {
  if (row.kind === 'feed') return { kind: 'feed', id: row.feed.id }
  if (row.kind === 'folder') return { kind: 'folder', id: row.folder.id }
  return { kind: row.smart }
}

export const keyOfScope = (scope: Scope): string | null =>
  scope.kind === 'feed'
    ? feedKey(scope.id)
    : scope.kind === 'folder'
      ? folderKey(scope.id)
      : scope.kind === 'account'
        ? accountKey(scope.id)
        : scope.kind === 'label'
          ? labelKey(scope.label)
          : scope.kind === 'search'
            ? null
            : scope.kind

/** What is moved where: `place` counts the new parent's children without what is moved. */
export interface Move {
  feeds: FeedId[]
  folders: FolderId[]
  to: FolderId | null
  place: number
}

export const DEEPEST = 8

/** The move that Alt+arrows mean; null: there is no way in this direction. */
export function moveByKey(shelving: Shelving, row: Row, direction: 'up' | 'down' | 'in' | 'out'): Move | null {
  if (row.kind === 'smart') return null
  const parentId = parentOf(row)
  const siblings = childrenOf(shelving, parentId)
  const at = siblings.findIndex((each) => each.key === row.key)
  if (direction === 'up') return at > 0 ? move(row, parentId, at - 1) : null
  if (direction === 'down') return at < siblings.length - 1 ? move(row, parentId, at + 1) : null
  if (direction === 'out') {
    if (parentId === null) return null
    const above = shelving.folders.get(parentId)?.parentId ?? null
    const after = childrenOf(shelving, above).findIndex((each) => each.key === folderKey(parentId))
    return move(row, above, after + 1)
  }
  const before = siblings.slice(0, at).findLast((each) => each.folderId !== null)
  if (before === undefined || before.folderId === null || !fits(shelving, row, before.folderId)) return null
  return move(row, before.folderId, childrenOf(shelving, before.folderId).length)
}

/** The move of a row dropped before, after or into another; null: it cannot go there, or it is there already. */
export function moveByDrop(shelving: Shelving, row: Row, target: Row, where: 'before' | 'after' | 'into'): Move | null {
  if (row.kind === 'smart' || row.key === target.key) return null
  // Below "Saved" is the first place of the tree.
  if (target.kind === 'smart') return move(row, null, 0)
  const to = where === 'into' && target.kind === 'folder' ? target.folder.id : parentOf(target)
  if (!fits(shelving, row, to)) return null
  const others = childrenOf(shelving, to).filter((each) => each.key !== row.key)
  if (where === 'into') return move(row, to, others.length)
  const at = others.findIndex((each) => each.key === target.key)
  return move(row, to, where === 'before' ? at : at + 1)
}

const parentOf = (row: Exclude<Row, { kind: 'smart' }>): FolderId | null =>
  row.kind === 'feed' ? row.feed.folderId : row.folder.parentId

const move = (row: Row, to: FolderId | null, place: number): Move => ({
  feeds: row.kind === 'feed' ? [row.feed.id] : [],
  folders: row.kind === 'folder' ? [row.folder.id] : [],
  to,
  place,
})

function childrenOf(
  { feeds, folders }: Shelving,
  parentId: FolderId | null,
): { key: string; folderId: FolderId | null }[] {
  const children: { key: string; folderId: FolderId | null; position: number; order: number }[] = []
  for (const each of folders.values())
    if (each.parentId === parentId)
      children.push({ key: folderKey(each.id), folderId: each.id, position: each.position, order: 0 })
  for (const each of feeds.values())
    if (each.folderId === parentId)
      children.push({ key: feedKey(each.id), folderId: null, position: each.position, order: 1 })
  return children.sort((a, b) => a.position - b.position || a.order - b.order)
}

/** A folder cannot lie in itself, nor deeper than the library allows. */
function fits({ folders }: Shelving, row: Row, to: FolderId | null): boolean {
  if (row.kind !== 'folder') return true
  let depth = 0
  for (let at = to; at !== null && depth <= DEEPEST; depth++) {
    if (at === row.folder.id) return false
    at = folders.get(at)?.parentId ?? null
  }
  return depth + heightOf(folders, row.folder.id) <= DEEPEST
}

function heightOf(folders: ReadonlyMap<FolderId, Folder>, id: FolderId, depth = 1): number {
  if (depth > DEEPEST) return depth
  let height = 0
  for (const each of folders.values())
    if (each.parentId === id && each.id !== id) height = Math.max(height, heightOf(folders, each.id, depth + 1))
  return height + 1
}

/** The row that typing means: the next whose name begins so, from the current one on and round the end. */
export function typeAhead(rows: readonly Row[], from: number, typed: string, nameOf: (row: Row) => string): number {
  const wanted = typed.toLocaleLowerCase()
  const start = typed.length > 1 ? from : from + 1
  for (let step = 0; step < rows.length; step++) {
    const at = (start + step) % rows.length
    const row = rows[at]
    if (row !== undefined && nameOf(row).toLocaleLowerCase().startsWith(wanted)) return at
  }
  return -1
}

/** The feed or folder after the current one that has unread articles, round the end. */
export function nextWithUnread(rows: readonly Row[], current: string | null, step: 1 | -1): Row | null {
  const feeds = rows.filter((row) => row.kind === 'feed' && row.unread > 0)
  if (feeds.length === 0) return null
  const order = new Map(rows.map((row, at) => [row.key, at]))
  const at = current === null ? -1 : (order.get(current) ?? -1)
  const after =
    step === 1
      ? feeds.find((row) => (order.get(row.key) ?? 0) > at)
      : feeds.findLast((row) => (order.get(row.key) ?? 0) < at)
  return after ?? (step === 1 ? feeds[0] : feeds.at(-1)) ?? null
}

export const plainName = (row: Row): string =>
  row.kind === 'feed' ? feedName(row.feed) : row.kind === 'folder' ? row.folder.title : row.smart
