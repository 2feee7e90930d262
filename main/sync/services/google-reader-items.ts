// An article as Google Reader wrote it, and as its heirs do.
import * as v from 'valibot'
import { authorsOf, contentOf, itemOf, webLink } from '../item.ts'
import { remoteId } from '../remote-id.ts'
import type { RemoteItem } from '../service.ts'
import { titleOf } from './google-reader-titles.ts'
import type { Preset } from './google-reader-presets.ts'

const text = v.fallback(v.nullish(v.string(), null), null)
const number = v.fallback(v.nullable(v.union([v.number(), v.pipe(v.string(), v.transform(Number))])), null)
const links = v.fallback(v.nullish(v.array(v.object({ href: text, type: text, length: number })), []), [])
const writing = v.fallback(v.nullish(v.object({ content: text }), null), null)

const item = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  title: text,
  author: text,
  published: number,
  crawlTimeMsec: number,
  canonical: links,
  alternate: links,
  enclosure: links,
  summary: writing,
  content: writing,
  categories: v.fallback(v.nullish(v.array(v.string()), []), []),
  origin: v.fallback(v.nullish(v.object({ streamId: text, title: text }), null), null),
})
export const itemsSchema = v.object({ items: v.array(item) })
type Said = v.InferOutput<typeof item>

const SPONSORED = 'tor/sponsored'
const LABEL = '/label/'
const isState = (category: string, state: string): boolean => category.endsWith(`/state/com.google/${state}`)

export const isSponsored = (id: string): boolean => id.includes(SPONSORED)
export const labelId = (name: string): string => `user/-/label/${name}`

/** `user/-/…` and `user/1/…` are the same; names may have slashes in them. null: no label. */
export function labelOf(stream: string): string | null {
  const at = stream.startsWith('user/') ? stream.indexOf(LABEL) : -1
  return at < 0 ? null : stream.slice(at + LABEL.length)
}

/** null: an advertisement, or what has no id. `folders`: labels that are none; null: not known, so labels are not told. */
export function itemOfReader(said: Said, preset: Preset, folders: ReadonlySet<string> | null): RemoteItem | null {
  const id = remoteId(said.id)
  const feedId = said.origin?.streamId ?? ''
  if (!id || isSponsored(feedId)) return null
  const href = [...said.canonical, ...said.alternate].map((link) => webLink(link.href)).find((link) => link !== null)
  const link = href ?? null
  const [content, summary] = [said.content?.content ?? '', said.summary?.content ?? '']
  const labels = said.categories.flatMap((category) => labelOf(category) ?? [])
  const seconds = said.published && said.published > 0 ? said.published * 1000 : said.crawlTimeMsec
  return {
    id,
    feedId,
    read: said.categories.some((category) => isState(category, 'read')),
    saved: said.categories.some((category) => isState(category, 'starred')),
    labels: folders ? [...new Set(labels)].filter((label) => !folders.has(label)) : null,
    item: itemOf({
      id,
      link,
      title: said.title === null ? null : titleOf(said.title, preset.titles, false),
      content: contentOf(content.length >= summary.length ? content : summary, link),
      authors: authorsOf(said.author === null ? null : titleOf(said.author, preset.titles, false)),
      published: seconds !== null && Number.isFinite(seconds) && seconds > 0 ? seconds : null,
      enclosures: said.enclosure.flatMap(({ href: url, type, length }) =>
        webLink(url)
          ? [
              {
                url: webLink(url) ?? '',
                type,
                length: length && length > 0 ? length : null,
                duration: null,
                title: null,
              },
            ]
          : [],
      ),
    }),
  }
}
