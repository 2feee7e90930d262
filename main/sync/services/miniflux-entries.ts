// What Miniflux says of an article, and the article in it.
import * as v from 'valibot'
import { authorsOf, contentOf, instantOf, itemOf, webLink } from '../item.ts'
import { remoteId } from '../remote-id.ts'
import type { RemoteItem } from '../service.ts'

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
/** One odd word in one article is no reason to believe nothing of the page. */
const text = v.fallback(v.nullish(v.string(), null), null)

const entry = v.object({
  id,
  feed_id: id,
  status: v.picklist(['read', 'unread', 'removed']),
  starred: v.boolean(),
  hash: text,
  title: text,
  url: text,
  comments_url: text,
  language: text,
  published_at: text,
  created_at: text,
  content: text,
  author: text,
  tags: v.fallback(v.nullish(v.array(v.string()), []), []),
  enclosures: v.fallback(
    v.nullish(v.array(v.object({ url: v.string(), mime_type: text, size: v.fallback(v.number(), 0) })), []),
    [],
  ),
})
export type Entry = v.InferOutput<typeof entry>

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const entrySchema = entry
export const entriesSchema = v.object({ total: count, entries: v.array(entry) })
/** Or an article, which is what versions without such a list give instead. */
export const idsSchema = v.union([
  v.object({ total: count, entry_ids: v.array(id) }),
  v.object({ id, status: v.string() }),
])

/** null: taken away by the reader or the server, and only remembered. */
export function itemOfEntry(said: Entry): RemoteItem | null {
  const known = remoteId(said.id)
  if (said.status === 'removed' || !known) return null
  const link = webLink(said.url)
  return {
    id: known,
    feedId: String(said.feed_id),
    read: said.status === 'read',
    saved: said.starred,
    labels: null,
    item: itemOf({
      // Made from what the feed says of it: the same after following the feed again.
      id: said.hash || known,
      link,
      title: said.title,
      content: contentOf(said.content, link),
      authors: authorsOf(said.author),
      published: instantOf(said.published_at) ?? instantOf(said.created_at),
      categories: said.tags.filter((tag) => tag !== '').map((term) => ({ term, scheme: null, label: null })),
      language: said.language || null,
      comments: webLink(said.comments_url) ? { url: webLink(said.comments_url), count: null, feed: null } : null,
      enclosures: said.enclosures.flatMap(({ url, mime_type: type, size }) =>
        webLink(url) ? [{ url, type: type || null, length: size > 0 ? size : null, duration: null, title: null }] : [],
      ),
    }),
  }
}
