// Where a row of the tree can be moved by keys or by dropping it: within its account, and as its service allows.
import type { AccountId, FeedId, Folder, FolderId } from '../../main/contract/models.ts'
import { accountOf, type Shelving } from './folders.ts'
import { feedKey, folderKey, type Row } from './tree.ts'

/** What is moved where: `place` counts the new parent's children without what is moved. */
export interface Move {
  feeds: FeedId[]
  folders: FolderId[]
  to: FolderId | null
  place: number
}

export const DEEPEST = 8

export type Movable = Extract<Row, { kind: 'feed' | 'folder' }>
export const canMove = (row: Row): row is Movable => row.kind === 'feed' || row.kind === 'folder'

/** The move that Alt+arrows mean; null: there is no way in this direction. */
export function moveByKey(shelving: Shelving, row: Row, direction: 'up' | 'down' | 'in' | 'out'): Move | null {
  if (!canMove(row)) return null
  const home = homeOf(shelving, row)
  const parentId = parentOf(row)
  const siblings = childrenOf(shelving, parentId, home)
  const at = siblings.findIndex((each) => each.key === row.key)
  if (direction === 'up') return at > 0 ? move(row, parentId, at - 1) : null
  if (direction === 'down') return at < siblings.length - 1 ? move(row, parentId, at + 1) : null
  if (direction === 'out') {
    if (parentId === null || !fits(shelving, row, null)) return null
    const above = shelving.folders.get(parentId)?.parentId ?? null
    const after = childrenOf(shelving, above, home).findIndex((each) => each.key === folderKey(parentId))
    return move(row, above, after + 1)
  }
  const before = siblings.slice(0, at).findLast((each) => each.folderId !== null)
  if (before === undefined || before.folderId === null || !fits(shelving, row, before.folderId)) return null
  return move(row, before.folderId, childrenOf(shelving, before.folderId, home).length)
}

/** The move of a row dropped before, after or into another; null: it cannot go there, or it is there already. */
export function moveByDrop(shelving: Shelving, row: Row, target: Row, where: 'before' | 'after' | 'into'): Move | null {
  if (!canMove(row) || row.key === target.key) return null
  const home = homeOf(shelving, row)
  if (!canMove(target)) {
    // Below "Saved", or the head of its account, is the first place.
    const head =
      target.kind === 'account' || target.kind === 'chip'
        ? target.account.id
        : target.kind === 'smart' || target.kind === 'home'
          ? null
          : undefined
    return head === home && fits(shelving, row, null) ? move(row, null, 0) : null
  }
  const to = where === 'into' && target.kind === 'folder' ? target.folder.id : parentOf(target)
  if (homeOf(shelving, target) !== home || !fits(shelving, row, to)) return null
  const others = childrenOf(shelving, to, home).filter((each) => each.key !== row.key)
  if (where === 'into') return move(row, to, others.length)
  const at = others.findIndex((each) => each.key === target.key)
  return move(row, to, where === 'before' ? at : at + 1)
}

const parentOf = (row: Movable): FolderId | null => (row.kind === 'feed' ? row.feed.folderId : row.folder.parentId)

const homeOf = (shelving: Shelving, row: Movable): AccountId | null =>
  accountOf(shelving, row.kind === 'feed' ? row.feed : row.folder)

const move = (row: Movable, to: FolderId | null, place: number): Move => ({
  feeds: row.kind === 'feed' ? [row.feed.id] : [],
  folders: row.kind === 'folder' ? [row.folder.id] : [],
  to,
  place,
})

function childrenOf(
  shelving: Shelving,
  parentId: FolderId | null,
  home: AccountId | null,
): { key: string; folderId: FolderId | null }[] {
  const children: { key: string; folderId: FolderId | null; position: number; order: number }[] = []
  for (const each of shelving.folders.values())
    if (each.parentId === parentId && accountOf(shelving, each) === home)
      children.push({ key: folderKey(each.id), folderId: each.id, position: each.position, order: 0 })
  for (const each of shelving.feeds.values())
    if (each.folderId === parentId && accountOf(shelving, each) === home)
      children.push({ key: feedKey(each.id), folderId: null, position: each.position, order: 1 })
  return children.sort((a, b) => a.position - b.position || a.order - b.order)
}

/** A folder cannot lie in itself, nor deeper than the library allows; in an account there is one level of them, and
 * what lies where is changed only where the service can. */
function fits(shelving: Shelving, row: Movable, to: FolderId | null): boolean {
  const { folders, accounts } = shelving
  const account = accounts?.find((each) => each.id === homeOf(shelving, row))
  if (account !== undefined) return to === parentOf(row) || (row.kind === 'feed' && account.abilities.moveFeed)
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
