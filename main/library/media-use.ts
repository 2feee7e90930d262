// Which files the articles use: read from the shelves whenever it is asked, never stored.
import type { ArticleId, FeedId, MediaKey, MediaState } from '../contract/models.ts'
import type { Core } from './core.ts'
import { flag, liveMask } from './register.ts'
import type { ShelfRow } from './record.ts'
import { filesOf } from './record.ts'
import { shelfRows } from './shelf.ts'

export interface KeptMedia {
  key: MediaKey
  kind: MediaState['kind']
  bytes: number
}

export const keptMedia = (row: ShelfRow): KeptMedia[] =>
  (row.files ?? []).flatMap(([key, kind, state, bytes]) => (state === 'kept' ? [{ key, kind, bytes }] : []))

/** Every live article that shows files, a shelf at a time, with a pause between shelves. */
export async function* articlesWithMedia({
  open,
}: Core): AsyncGenerator<{ id: ArticleId; feedId: FeedId; row: ShelfRow }> {
  const { register, shelves } = open.books
  for (let first = 0; first < register.next; first += shelfRows) {
    const ids: ArticleId[] = []
    for (let id = first; id < first + shelfRows; id++) {
      if ((register.flags(id) & (liveMask | flag.media)) === (flag.present | flag.media)) ids.push(id)
    }
    if (ids.length === 0) continue
    for (const [id, row] of await shelves.rows(ids)) {
      yield { id, feedId: register.page(id)?.state.feed[register.row(id)] ?? 0, row }
    }
    await breath()
  }
}

/** Every file that is named by an article or a feed, followed or not. */
export async function usedMedia(core: Core): Promise<Set<MediaKey>> {
  const used = new Set<MediaKey>()
  const { feeds, unfollowed } = core.open.books.catalogue
  for (const { icon } of [...feeds.values(), ...[...unfollowed.values()].map(({ feed }) => feed)])
    if (icon) used.add(icon)
  for await (const { row } of articlesWithMedia(core)) for (const key of filesOf(row)) used.add(key)
  return used
}

/** Lets the window breathe between two steps. */
export const breath = (): Promise<void> => new Promise((done) => setTimeout(done, 0))
