// How much disk the library takes, by kind and by feed.
import type { FeedId, MediaKey, StorageUse } from '../contract/models.ts'
import type { Core } from './core.ts'
import { articlesWithMedia, keptMedia } from './media-use.ts'
import { flag, liveMask } from './register.ts'

type FeedUse = StorageUse['feeds'][number]

export async function storage(core: Core): Promise<StorageUse> {
  const { catalogue } = core.open.books
  const feeds = new Map<FeedId, FeedUse>()
  for (const feedId of catalogue.feeds.keys())
    feeds.set(feedId, { feedId, articles: 0, text: 0, pictures: 0, audio: 0 })
  addText(core, feeds)
  const kinds = await addMedia(core, feeds)
  const text = (await sizeOf(core, 'content')) + (await sizeOf(core, 'shelves'))
  const backups = await sizeOf(core, 'backups')
  const total = await sizeOf(core, '')
  const { pictures, audio } = kinds
  return {
    total,
    text,
    pictures,
    audio,
    backups,
    other: Math.max(0, total - text - backups - pictures - audio),
    free: await core.host.files.freeBytes(),
    feeds: [...feeds.values()],
  }
}

function addText({ open }: Core, feeds: Map<FeedId, FeedUse>): void {
  for (const { rows, state } of open.books.register.pages) {
    for (let row = 0; row < rows; row++) {
      if (((state.flags[row] ?? 0) & liveMask) !== flag.present) continue
      const use = feeds.get(state.feed[row] ?? 0)
      if (!use) continue
      use.articles++
      use.text += state.size[row] ?? 0
    }
  }
}

/** A file that several feeds show counts for each of them, and once in all. */
async function addMedia(core: Core, feeds: Map<FeedId, FeedUse>): Promise<{ pictures: number; audio: number }> {
  const seen = new Set<MediaKey>()
  const byFeed = new Map<FeedId, Set<MediaKey>>()
  const sums = { pictures: 0, audio: 0 }
  for await (const { feedId, row } of articlesWithMedia(core)) {
    const ofFeed = byFeed.get(feedId) ?? new Set()
    byFeed.set(feedId, ofFeed)
    const use = feeds.get(feedId)
    for (const { key, kind, bytes } of keptMedia(row)) {
      const kept = kind === 'picture' ? 'pictures' : 'audio'
      if (!seen.has(key)) sums[kept] += bytes
      if (use && !ofFeed.has(key)) use[kept] += bytes
      seen.add(key)
      ofFeed.add(key)
    }
  }
  return sums
}

export async function sizeOf(core: Core, folder: string): Promise<number> {
  let sum = 0
  for (const entry of await core.host.files.list(folder)) {
    sum += entry.folder ? await sizeOf(core, folder === '' ? entry.name : `${folder}/${entry.name}`) : entry.size
  }
  return sum
}
