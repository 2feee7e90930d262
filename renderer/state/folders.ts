// Which feeds lie in a folder, and in which order the tree shows them.
import type { Account, AccountId, Counts, Feed, FeedId, Folder, FolderId, Scope } from '../../main/contract/models.ts'

export interface Shelving {
  feeds: ReadonlyMap<FeedId, Feed>
  folders: ReadonlyMap<FolderId, Folder>
  accounts?: readonly Account[]
}

/** The account something lies in; null: this computer alone, also when its account is not known here. */
export function accountOf({ accounts }: Shelving, { accountId }: Pick<Feed, 'accountId'>): AccountId | null {
  if (accountId === null || accountId === undefined) return null
  return accounts?.some((each) => each.id === accountId) === true ? accountId : null
}

export type Node =
  | { kind: 'folder'; folder: Folder; children: Node[]; unread: number; troubled: boolean }
  | { kind: 'feed'; feed: Feed; unread: number }

/** All feeds of a scope: one, those of an account, those of a folder and of the folders in it, or every one. */
export function feedsWithin({ feeds, folders }: Shelving, scope: Scope): Set<FeedId> {
  if (scope.kind === 'feed') return new Set([scope.id])
  if (scope.kind === 'account')
    return new Set([...feeds.values()].filter((feed) => feed.accountId === scope.id).map((feed) => feed.id))
  if (scope.kind !== 'folder') return new Set(feeds.keys())
  const inside = new Set<FolderId>([scope.id])
  // A parent may come later in the map: go round until nothing is added; folders nest 8 deep at most.
  for (let before = 0; before !== inside.size;) {
    before = inside.size
    for (const folder of folders.values())
      if (folder.parentId !== null && inside.has(folder.parentId)) inside.add(folder.id)
  }
  const found = new Set<FeedId>()
  for (const feed of feeds.values()) if (feed.folderId !== null && inside.has(feed.folderId)) found.add(feed.id)
  return found
}

/** One account (null: this computer) as it is drawn: folders and feeds of one parent by position; what has lost its
 * parent stands at the top. */
export function shelve(shelving: Shelving, counts: Counts, accountId: AccountId | null = null): Node[] {
  const nodes = new Map<FolderId, Node & { kind: 'folder' }>()
  const folders = new Map([...shelving.folders].filter(([, folder]) => accountOf(shelving, folder) === accountId))
  for (const folder of folders.values())
    nodes.set(folder.id, { kind: 'folder', folder, children: [], unread: 0, troubled: false })
  const top: Node[] = []
  const seat = (parentId: FolderId | null): Node[] => (parentId === null ? top : (nodes.get(parentId)?.children ?? top))
  for (const node of nodes.values()) (isOwnAncestor(node.folder, folders) ? top : seat(node.folder.parentId)).push(node)
  for (const feed of shelving.feeds.values())
    if (accountOf(shelving, feed) === accountId)
      seat(feed.folderId).push({ kind: 'feed', feed, unread: counts.feeds[feed.id]?.[0] ?? 0 })
  sum(top)
  return top
}

/** Position first, then folders before feeds, then as they came. */
export function sum(nodes: Node[]): { unread: number; troubled: boolean } {
  nodes.sort((a, b) => positionOf(a) - positionOf(b) || Number(a.kind === 'feed') - Number(b.kind === 'feed'))
  let unread = 0
  let troubled = false
  for (const node of nodes) {
    if (node.kind === 'folder') Object.assign(node, sum(node.children))
    unread += node.unread
    troubled ||= node.kind === 'folder' ? node.troubled : node.feed.fetch.problem !== null
  }
  return { unread, troubled }
}

const positionOf = (node: Node): number => (node.kind === 'folder' ? node.folder.position : node.feed.position)

function isOwnAncestor(folder: Folder, folders: ReadonlyMap<FolderId, Folder>): boolean {
  let parent = folder.parentId
  for (let steps = 0; parent !== null && steps <= folders.size; steps++) {
    if (parent === folder.id) return true
    parent = folders.get(parent)?.parentId ?? null
  }
  return parent !== null
}

export const feedName = (feed: Feed): string => feed.ownTitle ?? (feed.title || feed.url)

/** The sample newspaper came with Broadsheet and has no address on any network. */
export const isSample = (feed: Feed): boolean => feed.url.startsWith('sample:')
