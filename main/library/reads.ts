// Reads for those who sync: articles by what services call them, and labels with how many they are on.
import type { ArticleId, FeedId, LabelCount, RemoteDigits } from '../contract/models.ts'
import type { Books } from './deeds.ts'
import { feedSignOf, remoteOf, signOfKeys } from './identity.ts'
import { flag } from './register.ts'
import type { RemoteArticle } from './writes.ts'

export async function remotes(
  books: Books,
  feedIds: readonly FeedId[],
  digits: RemoteDigits,
): Promise<Map<string, RemoteArticle>> {
  await books.loadKeys()
  const { register } = books
  const found = new Map<string, RemoteArticle>()
  for (const feedId of feedIds) {
    const name = namer(books, feedId, digits)
    for (const id of register.ofFeed(feedId)) {
      const remote = name(id)
      if (remote === null) continue
      const flags = register.flags(id)
      const removed = (flags & flag.removed) !== 0
      // Of two that look the same the one that can be read.
      if (removed && found.get(remote)?.removed === false) continue
      const [read, saved] = [(flags & flag.read) !== 0, (flags & flag.saved) !== 0]
      found.set(remote, { id, feedId, read, saved, removed })
    }
  }
  return found
}

export async function remoteIds(
  books: Books,
  ids: readonly ArticleId[],
  digits: RemoteDigits,
): Promise<(string | null)[]> {
  await books.loadKeys()
  const { register } = books
  const namers = new Map<FeedId, (id: ArticleId) => string | null>()
  return ids.map((id) => {
    const feedId = register.page(id)?.state.feed[register.row(id)] ?? 0
    if ((register.flags(id) & flag.present) === 0) return null
    const name = namers.get(feedId) ?? namer(books, feedId, digits)
    namers.set(feedId, name)
    return name(id)
  })
}

function namer({ catalogue, register }: Books, feedId: FeedId, digits: RemoteDigits): (id: ArticleId) => string | null {
  if (digits !== 'keys') return (id) => remoteOf(register.keys(id), digits)
  const feed = catalogue.feeds.get(feedId) ?? catalogue.unfollowed.get(feedId)?.feed
  if (!feed) return () => null
  const sign = feedSignOf(feed)
  return (id) => signOfKeys(sign, register.keys(id))
}

/** Of what can be read; labels that are on nothing else are left out. */
export function labelCounts({ catalogue, register }: Books): LabelCount[] {
  return catalogue.labels.all().flatMap(({ label, ids }) => {
    let articles = 0
    for (const id of ids) {
      const feed = register.page(id)?.state.feed[register.row(id)] ?? 0
      if (register.isLive(id) && catalogue.feeds.has(feed)) articles++
    }
    return articles > 0 ? [{ label, articles }] : []
  })
}
