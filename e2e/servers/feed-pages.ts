// What the changeable feeds are made of: items, their RSS and Atom, and a page with text and a picture for each.
import { escape } from './paper-articles.ts'
import { Writer } from './prose.ts'

export type FeedKind = 'rss' | 'atom'

export interface FeedItem {
  feed: string
  number: number
  guid: string
  url: string
  title: string
  publishedAt: number
  /** 1, and one more with each correction. */
  version: number
}

/** A sentence that only this item's page has, and another in each version. */
export const sentenceOf = ({ feed, number, version }: FeedItem): string =>
  `This is the whole of ${feed} number ${number}, in version ${version}.`

const summaryOf = (item: FeedItem) => `<p>In short: <b>${item.feed}</b> ${item.number} &amp; more, ${item.version}.</p>`
const pictureOf = (item: FeedItem) => `${item.url}.jpg`

/** `items`: newest first. */
export function renderItems(kind: FeedKind, title: string, site: string, items: readonly FeedItem[]): string {
  return kind === 'rss' ? rss(title, site, items) : atom(title, site, items)
}

function rss(title: string, site: string, items: readonly FeedItem[]): string {
  const body = items.map(
    (item) =>
      `<item><title>${escape(item.title)}</title><link>${item.url}</link><guid isPermaLink="false">${item.guid}</guid><pubDate>${new Date(item.publishedAt).toUTCString()}</pubDate><description>${escape(summaryOf(item))}</description></item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escape(title)}</title><link>${site}</link><description>${escape(title)}</description>
${body.join('\n')}
</channel></rss>
`
}

function atom(title: string, site: string, items: readonly FeedItem[]): string {
  const iso = (at: number) => new Date(at).toISOString()
  const body = items.map(
    (item) =>
      `<entry><title>${escape(item.title)}</title><id>${item.guid}</id><link href="${item.url}"/><published>${iso(item.publishedAt)}</published><updated>${iso(item.publishedAt + item.version * 1000)}</updated><author><name>Zoë ${item.number}</name></author><content type="html">${escape(summaryOf(item))}</content></entry>`,
  )
  const updated = iso(Math.max(0, ...items.map((item) => item.publishedAt + item.version * 1000)))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escape(title)}</title><id>${site}</id><link href="${site}"/><updated>${updated}</updated>
${body.join('\n')}
</feed>
`
}

/** Long enough to be told from a stub by any extraction. */
export function renderPage(item: FeedItem, feedTitle: string): string {
  const writer = new Writer(item.number * 31 + item.feed.length)
  const paragraphs = Array.from({ length: 8 }, () => `<p>${escape(writer.paragraph())}</p>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(item.title)} - ${escape(feedTitle)}</title>
<meta property="article:published_time" content="${new Date(item.publishedAt).toISOString()}"></head>
<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>${escape(item.title)}</h1>
<p>${escape(sentenceOf(item))}</p>
<figure><img src="${pictureOf(item)}" width="640" height="360" alt="Hills"><figcaption>The hills of ${item.number}</figcaption></figure>
${paragraphs.join('\n')}
</article></main><footer>127.0.0.1</footer></body></html>
`
}
