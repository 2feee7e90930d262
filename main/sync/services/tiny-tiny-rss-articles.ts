// What Tiny Tiny RSS says of an article, and the article in it.
import * as v from 'valibot'
import { SECOND } from '../http.ts'
import { authorsOf, contentOf, itemOf, webLink } from '../item.ts'
import { remoteId } from '../remote-id.ts'
import type { RemoteId, RemoteItem } from '../service.ts'
import { number } from './tiny-tiny-rss-session.ts'

const text = v.fallback(v.nullish(v.string(), null), null)
const yes = v.pipe(
  v.union([v.boolean(), v.number(), v.string()]),
  v.transform((said) => said === true || said === 1 || said === '1' || said === 't' || said === 'true'),
)

export const article = v.object({
  id: number,
  feed_id: v.fallback(number, 0),
  guid: text,
  title: text,
  link: text,
  content: text,
  author: text,
  lang: text,
  comments: text,
  updated: v.fallback(number, 0),
  unread: yes,
  marked: yes,
  labels: v.fallback(v.nullish(v.array(v.tupleWithRest([v.unknown(), v.string()], v.unknown())), null), null),
  attachments: v.fallback(
    v.nullish(v.array(v.object({ content_url: v.string(), content_type: text, title: text })), []),
    [],
  ),
})

export const idOf = (id: number): RemoteId => remoteId(id) ?? String(id)

export function itemOfArticle(said: v.InferOutput<typeof article>): RemoteItem {
  const link = webLink(said.link)
  return {
    id: idOf(said.id),
    feedId: String(said.feed_id),
    read: !said.unread,
    saved: said.marked,
    labels: said.labels?.map(([, caption]) => caption) ?? null,
    item: itemOf({
      id: said.guid || idOf(said.id),
      link,
      title: said.title,
      content: contentOf(said.content, link),
      authors: authorsOf(said.author),
      published: said.updated > 0 ? said.updated * SECOND : null,
      language: said.lang || null,
      comments: webLink(said.comments) ? { url: webLink(said.comments), count: null, feed: null } : null,
      enclosures: said.attachments.flatMap(({ content_url: url, content_type: type, title }) =>
        webLink(url) ? [{ url, type, length: null, duration: null, title: title || null }] : [],
      ),
    }),
  }
}
