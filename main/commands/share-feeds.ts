// What is followed on this computer alone goes into a shared folder, with its folders and all that is read and saved.
import type { AccountId, Feed, Folder, FolderId } from '../contract/models.ts'
import type { Write } from '../library/writes.ts'
import type { Desk } from './desk.ts'

/** All that belongs to no account so far, with what has been read and saved of it. Folders of accounts do not nest. */
export function shareFeeds({ library }: Desk, accountId: AccountId): Write[] {
  const here = library.feeds().filter((feed) => feed.accountId == null)
  const [feeds, staying] = [here.filter(isFetched), here.filter((feed) => !isFetched(feed))]
  const own = library.folders().filter((folder) => folder.accountId == null)
  /** A folder of nothing but the sample newspaper stays. */
  const folders = own.filter(({ id }) => feeds.some(isIn(id)) || !staying.some(isIn(id)))
  const going = new Set(folders.map(({ id }) => id))
  const shared = new Set(feeds.map(({ id }) => id))
  const all = library.list({ scope: { kind: 'all' }, show: 'all', order: 'oldest' }).flatMap((id) => {
    const state = library.state(id)
    return state && shared.has(state.feedId) ? [{ id, ...state }] : []
  })
  return [
    { kind: 'folders.put', folders: flattened(folders, own).map((folder) => ({ ...folder, accountId })) },
    { kind: 'feeds.put', feeds: feeds.map((feed) => ({ ...feed, accountId })) },
    {
      kind: 'feeds.put',
      feeds: staying.flatMap((feed) => (going.has(feed.folderId ?? 0) ? [{ ...feed, folderId: null }] : [])),
    },
    { kind: 'articles.tell', ids: all.flatMap(({ id, read }) => (read ? [id] : [])), keys: ['read'] },
    { kind: 'articles.tell', ids: all.flatMap(({ id, saved }) => (saved ? [id] : [])), keys: ['saved'] },
    {
      kind: 'outbox.add',
      accountId,
      changes: all.flatMap(({ id }) =>
        library
          .labelsOf(id)
          .map((label) => ({ on: 'article' as const, id, key: 'label' as const, label, value: true })),
      ),
    },
  ]
}

const isFetched = ({ url }: Feed): boolean => /^https?:/.test(url)
const isIn =
  (folder: FolderId) =>
  ({ folderId }: Feed): boolean =>
    folderId === folder

/** Folders of accounts do not nest and are told apart by their titles: those of which there are several say where they lay. */
function flattened(folders: readonly Folder[], all: readonly Folder[]): Folder[] {
  const titles = new Map<string, number>()
  for (const { title } of folders) titles.set(title, (titles.get(title) ?? 0) + 1)
  const pathOf = ({ title, parentId }: Folder, depth = 0): string => {
    const parent = all.find(({ id }) => id === parentId)
    return parent && depth < 8 ? `${pathOf(parent, depth + 1)} / ${title}` : title
  }
  return folders.map((folder) => {
    const title = titles.get(folder.title) === 1 ? folder.title : pathOf(folder)
    return { ...folder, title, parentId: null }
  })
}
