// The loopback newspaper's feeds: excerpts, whole articles, short news as JSON, sound, comments.
import { articleHtml, escape, pagePath, type PaperArticle } from './paper-articles.ts'

export type FeedName = 'rss.xml' | 'atom.xml' | 'full.xml' | 'news.json' | 'podcast.xml' | 'comments.xml'
export const FEED_NAMES: FeedName[] = ['rss.xml', 'atom.xml', 'full.xml', 'news.json', 'podcast.xml', 'comments.xml']

export const feedType = (name: FeedName): string =>
  name === 'news.json'
    ? 'application/feed+json'
    : name === 'atom.xml' || name === 'full.xml'
      ? 'application/atom+xml; charset=utf-8'
      : 'application/rss+xml; charset=utf-8'

const TITLES: Record<FeedName, string> = {
  'rss.xml': 'The Loopback Post',
  'atom.xml': 'The Loopback Post (Atom)',
  'full.xml': 'The Loopback Post, whole articles',
  'news.json': 'The Loopback Post in short',
  'podcast.xml': 'The Loopback Post: sound',
  'comments.xml': 'Comments on The Loopback Post',
}

export interface SoundSizes {
  wav: number
  mp3: number
}

/** Newest first. */
export function renderFeed(name: FeedName, articles: PaperArticle[], origin: string, sound: SoundSizes): string {
  if (name === 'news.json') return json(articles, origin)
  if (name === 'atom.xml' || name === 'full.xml') return atom(name, articles, origin)
  return rss(name, articles, origin, sound)
}

const utc = (at: number) => new Date(at).toUTCString()
const iso = (at: number) => new Date(at).toISOString()

function rss(name: FeedName, articles: PaperArticle[], origin: string, sound: SoundSizes): string {
  const items = articles.map((article) => {
    const url = origin + pagePath(article)
    if (name === 'comments.xml')
      return `<item><title>Comment on ${escape(article.headline)}</title><link>${url}#comment-1</link><guid>${url}#comment-1</guid><pubDate>${utc(article.publishedAt + 60_000)}</pubDate><description>Please write more about the ferry.</description></item>`
    const common = `<title>${escape(article.headline)}</title><link>${url}?utm_source=rss</link><guid isPermaLink="false">post-${article.number}</guid><pubDate>${utc(article.publishedAt)}</pubDate><dc:creator>${escape(article.author)}</dc:creator><category>${article.kicker}</category>`
    if (name === 'podcast.xml') {
      const kind = article.number % 2 ? 'wav' : 'mp3'
      return `<item>${common}<description>${escape(`<p>${escape(article.standfirst)}</p>`)}</description><enclosure url="${origin}/sound/${article.number}.${kind}" length="${sound[kind]}" type="audio/${kind === 'wav' ? 'wav' : 'mpeg'}"/><itunes:duration>0:05</itunes:duration></item>`
    }
    return `<item>${common}<description>${escape(`<p>${escape(article.standfirst)} <a href="${url}">Read more</a></p>`)}</description><media:thumbnail url="${origin}/pictures/${article.number}-a-160.jpg" width="160" height="90"/><slash:comments>${article.commentCount}</slash:comments><comments>${url}#comments</comments></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${TITLES[name]}</title><link>${origin}/</link><description>News from 127.0.0.1</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="${origin}/feeds/${name}"/>
${items.join('\n')}
</channel></rss>
`
}

function atom(name: FeedName, articles: PaperArticle[], origin: string): string {
  const entries = articles.map((article) => {
    const url = origin + pagePath(article)
    const content =
      name === 'full.xml'
        ? `<content type="html" xml:base="${url}">${escape(articleHtml(article, origin))}</content>`
        : ''
    return `<entry><title>${escape(article.headline)}</title><link rel="alternate" type="text/html" href="${url}"/><id>tag:loopback,2026:${article.number}</id><published>${iso(article.publishedAt)}</published><updated>${iso(article.updatedAt)}</updated><author><name>${escape(article.author)}</name></author><category term="${article.kicker}"/><summary>${escape(article.standfirst)}</summary>${content}</entry>`
  })
  const updated = iso(Math.max(0, ...articles.map((article) => article.updatedAt)))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>${TITLES[name]}</title><link href="${origin}/"/><link rel="self" href="${origin}/feeds/${name}"/><id>tag:loopback,2026:${name}</id><updated>${updated}</updated>
${entries.join('\n')}
</feed>
`
}

function json(articles: PaperArticle[], origin: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: TITLES['news.json'],
    home_page_url: `${origin}/`,
    feed_url: `${origin}/feeds/news.json`,
    language: 'en',
    items: articles.map((article) => ({
      id: `short-${article.number}`,
      url: origin + pagePath(article),
      title: article.headline,
      content_text: article.standfirst,
      date_published: iso(article.publishedAt),
      authors: [{ name: article.author }],
    })),
  })
}
