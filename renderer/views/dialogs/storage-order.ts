// What each feed takes on the disk, sorted as the reader wants it.
import type { FeedId, StorageUse } from '../../../main/contract/models.ts'

export type StorageColumn = 'name' | 'articles' | 'text' | 'pictures' | 'audio' | 'total'
type Use = StorageUse['feeds'][number]

export interface StorageRow extends Use {
  name: string
  total: number
}

export function byColumn(
  feeds: readonly Use[],
  column: StorageColumn,
  falling: boolean,
  nameOf: (id: FeedId) => string,
): StorageRow[] {
  const rows = feeds.map((use) => ({ ...use, name: nameOf(use.feedId), total: use.text + use.pictures + use.audio }))
  const byName = new Intl.Collator(undefined, { numeric: true }).compare
  return rows.sort((a, b) => {
    const order = column === 'name' ? byName(a.name, b.name) : a[column] - b[column]
    return (falling ? -order : order) || byName(a.name, b.name)
  })
}
