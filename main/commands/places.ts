// The order of feeds and folders in the tree: one row of places under each parent.
import type { Feed, FeedId, Folder, FolderId } from '../contract/models.ts'
import { fail, ok, type Problem } from '../contract/problems.ts'
import type { Library, Write } from '../library/writes.ts'
import { lacking } from './abilities.ts'
import type { Desk, Verbs } from './desk.ts'

const DEEPEST = 8

export const placeVerbs: Verbs<'feeds.move' | 'folders.add' | 'folders.rename' | 'folders.remove'> = {
  async 'feeds.move'(desk, { feeds, folders, to, place }) {
    const { library } = desk
    const byId = new Map(library.folders().map((folder) => [folder.id, folder]))
    if (to !== null && !byId.has(to)) return fail({ kind: 'notFound', noun: 'folder', id: to })
    const missing = feeds.find((id) => !library.feed(id)) ?? folders.find((id) => !byId.has(id))
    if (missing !== undefined) return fail({ kind: 'notFound', noun: 'feed', id: missing })
    const above = pathOf(byId, to)
    if (folders.some((id) => above.includes(id)))
      return fail({ kind: 'badRequest', where: 'to', why: 'a folder cannot lie in itself' })
    if (folders.length && above.length + Math.max(...folders.map((id) => height(library, id))) > DEEPEST)
      return fail({ kind: 'badRequest', where: 'to', why: 'too deep' })
    const apart = apartFrom(desk, feeds, folders, to)
    if (apart) return fail(apart)
    const moving = new Set([...feeds.map((id) => `feed${id}`), ...folders.map((id) => `folder${id}`)])
    const rest = children(library, to).filter((child) => !moving.has(child.key))
    const moved = [
      ...folders.map((id) => ({ key: `folder${id}`, id, folder: true })),
      ...feeds.map((id) => ({ key: `feed${id}`, id, folder: false })),
    ]
    const row = [...rest.slice(0, place), ...moved, ...rest.slice(place)]
    return arrange(desk, row, to)
  },

  async 'folders.add'(desk, { title, parentId, accountId = null }) {
    const { library } = desk
    const byId = new Map(library.folders().map((folder) => [folder.id, folder]))
    if (parentId !== null && !byId.has(parentId)) return fail({ kind: 'notFound', noun: 'folder', id: parentId })
    if (accountId !== null && !library.account(accountId))
      return fail({ kind: 'notFound', noun: 'account', id: accountId })
    const above = parentId === null ? { accountId } : byId.get(parentId)
    const lack =
      (parentId === null ? null : (lacking(desk, above ?? null, 'nest') ?? lacking(desk, { accountId }, 'nest'))) ??
      lacking(desk, { accountId }, 'moveFeed')
    if (lack) return fail(lack)
    if (pathOf(byId, parentId).length >= DEEPEST)
      return fail({ kind: 'badRequest', where: 'parentId', why: 'too deep' })
    const name = title.trim()
    if (!name) return fail({ kind: 'badRequest', where: 'title', why: 'empty' })
    const folder: Folder = {
      id: library.nextFolderId(),
      title: name,
      parentId,
      position: placeAfterLast(library, parentId),
    }
    if (accountId !== null) Object.assign(folder, { accountId, remoteId: null })
    await library.apply([{ kind: 'folders.put', folders: [folder] }])
    return ok(folder)
  },

  async 'folders.rename'(desk, { id, title }) {
    const folder = desk.library.folders().find((entry) => entry.id === id)
    if (!folder) return fail({ kind: 'notFound', noun: 'folder', id })
    const name = title.trim()
    if (!name) return fail({ kind: 'badRequest', where: 'title', why: 'empty' })
    const lack = lacking(desk, folder, 'renameFolder')
    if (lack) return fail(lack)
    const next = { ...folder, title: name }
    await desk.library.apply([{ kind: 'folders.put', folders: [next] }])
    return ok(next)
  },

  async 'folders.remove'(desk, { id }) {
    const { library } = desk
    const folder = library.folders().find((entry) => entry.id === id)
    if (!folder) return fail({ kind: 'notFound', noun: 'folder', id })
    const lack = lacking(desk, folder, 'removeFolder')
    if (lack) return fail(lack)
    const feeds = library.feeds().filter((feed) => feed.folderId === id)
    const folders = library.folders().filter((entry) => entry.parentId === id)
    const end = placeAfterLast(library, folder.parentId)
    const writes: Write[] = [
      {
        kind: 'folders.put',
        folders: folders.map((entry, n) => ({ ...entry, parentId: folder.parentId, position: end + n })),
      },
      {
        kind: 'feeds.put',
        feeds: feeds.map((feed, n) => ({ ...feed, folderId: folder.parentId, position: end + folders.length + n })),
      },
      { kind: 'folders.remove', ids: [id] },
    ]
    await library.apply(writes)
    const undo = () => {
      const back = { ...folder, parentId: placeOf(library, folder.parentId) }
      const inside = replaced(library, feeds, folders, id)
      return [{ kind: 'folders.put' as const, folders: [back] }, ...inside]
    }
    return ok({ undo: desk.undo.keep(undo) })
  },
}

/** Why these cannot lie there; null: they can. What belongs to an account stays in it, and its folders do not nest; at the
 * top lies everything. */
function apartFrom(
  desk: Desk,
  feeds: readonly FeedId[],
  folders: readonly FolderId[],
  to: FolderId | null,
): Problem | null {
  const { library } = desk
  const byId = new Map(library.folders().map((folder) => [folder.id, folder]))
  const place = to === null ? null : (byId.get(to) ?? null)
  for (const id of feeds) {
    const feed = library.feed(id)
    if (!feed || feed.folderId === to) continue
    const lack =
      lacking(desk, feed, 'moveFeed') ??
      (place && (place.accountId ?? null) !== (feed.accountId ?? null)
        ? (lacking(desk, feed, 'nest') ?? lacking(desk, place, 'nest'))
        : null)
    if (lack) return lack
  }
  if (place)
    for (const id of folders) {
      const lack = lacking(desk, byId.get(id) ?? null, 'nest') ?? lacking(desk, place, 'nest')
      if (lack) return lack
    }
  return null
}

/** A folder that has gone meanwhile: at the top. */
const placeOf = (library: Library, id: FolderId | null): FolderId | null =>
  library.folders().some((folder) => folder.id === id) ? id : null

/** Feeds and folders back in the places they had, as far as they are still there; all else about them stays as it is now.
 * `made`: a folder that comes back in the same step. */
function replaced(library: Library, feeds: readonly Feed[], folders: readonly Folder[], made?: FolderId): Write[] {
  const at = (id: FolderId | null) => (id === made ? id : placeOf(library, id))
  const now = new Map(library.folders().map((folder) => [folder.id, folder]))
  const fed = feeds.flatMap(({ id, folderId, position }): Feed[] => {
    const feed = library.feed(id)
    return feed ? [{ ...feed, folderId: at(folderId), position }] : []
  })
  const folded = folders.flatMap(({ id, parentId, position }): Folder[] => {
    const folder = now.get(id)
    return folder ? [{ ...folder, parentId: at(parentId), position }] : []
  })
  return [
    { kind: 'folders.put', folders: folded },
    { kind: 'feeds.put', feeds: fed },
  ]
}

interface Child {
  key: string
  /** A feed's or a folder's. */
  id: number
  folder: boolean
}

function children(library: Library, parent: FolderId | null): Child[] {
  const folders = library.folders().filter((folder) => folder.parentId === parent)
  const feeds = library.feeds().filter((feed) => feed.folderId === parent)
  return [
    ...folders.map((folder) => ({ key: `folder${folder.id}`, id: folder.id, folder: true, position: folder.position })),
    ...feeds.map((feed) => ({ key: `feed${feed.id}`, id: feed.id, folder: false, position: feed.position })),
  ].sort((a, b) => a.position - b.position)
}

async function arrange(desk: Desk, row: readonly Child[], to: FolderId | null) {
  const { library } = desk
  const folders = new Map(library.folders().map((folder) => [folder.id, folder]))
  const before: { feeds: Feed[]; folders: Folder[] } = { feeds: [], folders: [] }
  const after: { feeds: Feed[]; folders: Folder[] } = { feeds: [], folders: [] }
  row.forEach((child, position) => {
    const folder = child.folder ? folders.get(child.id) : undefined
    const feed = child.folder ? null : library.feed(child.id)
    if (folder && (folder.position !== position || folder.parentId !== to)) {
      before.folders.push(folder)
      after.folders.push({ ...folder, position, parentId: to })
    }
    if (feed && (feed.position !== position || feed.folderId !== to)) {
      before.feeds.push(feed)
      after.feeds.push({ ...feed, position, folderId: to })
    }
  })
  await library.apply([
    { kind: 'folders.put', folders: after.folders },
    { kind: 'feeds.put', feeds: after.feeds },
  ])
  return ok({ undo: desk.undo.keep(() => replaced(library, before.feeds, before.folders)) })
}

export function placeAfterLast(library: Library, parent: FolderId | null): number {
  let last = -1
  for (const folder of library.folders()) if (folder.parentId === parent) last = Math.max(last, folder.position)
  for (const feed of library.feeds()) if (feed.folderId === parent) last = Math.max(last, feed.position)
  return last + 1
}

function pathOf(byId: ReadonlyMap<FolderId, Folder>, id: FolderId | null): FolderId[] {
  const path: FolderId[] = []
  for (let at = id; at !== null && path.length < 100; at = byId.get(at)?.parentId ?? null) path.push(at)
  return path
}

function height(library: Library, id: FolderId, depth = 1): number {
  const inside = library.folders().filter((folder) => folder.parentId === id)
  return depth > 50 || inside.length === 0
    ? depth
    : Math.max(...inside.map((folder) => height(library, folder.id, depth + 1)))
}
