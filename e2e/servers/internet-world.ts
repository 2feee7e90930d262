// Hundreds of deterministic feeds with thousands of articles: everything follows from seed, feed and number.
import { dice } from './prose.ts'
import { escape } from './paper-articles.ts'

export type Format = 'rss' | 'atom' | 'json'
export type FeedFailure = '500' | '404' | 'timeout' | '429' | '410'
type Script = 'latin' | 'accents' | 'cyrillic' | 'han'

export interface WorldOptions {
  feeds: number
  items: number
  /** Bytes of an article's text, about. */
  content: number
  seed: number
  /** Adds nine feeds that fail in different ways. */
  failing: boolean
  /** When the world begins: articles lie in the ninety days before. */
  base: number
}

export interface WorldFeed {
  index: number
  site: number
  format: Format
  script: Script
  validators: 'both' | 'etag' | 'date' | 'none'
  failure: FeedFailure | null
  slow: boolean
  /** The address that is followed answers 301. */
  moved: boolean
  path: string
  oldPath: string
  title: string
  category: string
  /** Articles ever published; the newest `items` of them are in the feed. */
  head: number
  published: { from: number; to: number; at: number }[]
  guid: boolean
  relative: boolean
  cdata: boolean
  latin1: boolean
}

const DAY = 86_400_000
const FAILURES: FeedFailure[] = ['500', '500', '404', '404', 'timeout', 'timeout', '429', '429', '410']
const CATEGORIES = [
  'News',
  'Technology',
  'Science',
  'Culture',
  'Sport',
  'Business',
  'Local',
  'Comics',
  'Podcasts',
  'Friends',
]
const SYLLABLES: Record<Exclude<Script, 'han'>, [begin: string[], middle: string[], end: string[]]> = {
  latin: [
    'b c d f g h j k l m n p r s t v w ch st tr pl br th sh'.split(' '),
    'a e i o u ai ea ou io'.split(' '),
    ['', '', '', 'n', 'r', 's', 't', 'l', 'nd', 'st'],
  ],
  accents: ['b c d f g l m n p r s t v ç ñ'.split(' '), 'a é è i o ö u ü â ê'.split(' '), ['', '', 'n', 'r', 's', 't']],
  cyrillic: [
    'б в г д ж з к л м н п р с т ф х ч ш'.split(' '),
    'а е и о у ы э ю я'.split(' '),
    ['', '', 'н', 'р', 'т', 'л', 'ст'],
  ],
}
const COMMON =
  'the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no said what up its about into than them out she some could time these two may then do first any my now such like our over even most made after also did many before must through back years'.split(
    ' ',
  )

/** Words of one script; early ones far more common than late ones. */
function vocabulary(script: Script, seed: number): (roll: number) => string {
  const roll = dice(seed * 31 + script.length)
  const words = script === 'latin' ? [...COMMON] : []
  while (words.length < 4000) {
    let word = ''
    const parts = 1 + Math.floor(roll() * 3)
    for (let part = 0; part < parts; part++) {
      if (script === 'han') word += String.fromCharCode(0x4e00 + Math.floor(roll() * 3000))
      else for (const list of SYLLABLES[script]) word += list[Math.floor(roll() * list.length)] ?? ''
    }
    words.push(word)
  }
  return (place) => words[Math.floor(words.length ** place) - 1] ?? 'the'
}

export class World {
  readonly options: WorldOptions
  readonly feeds: WorldFeed[] = []
  readonly sites: { index: number; name: string; feeds: WorldFeed[] }[] = []
  /** Where a site is reached; the server sets it. */
  origin: (site: number) => string = (site) => `http://site-${site}.example`
  readonly #words = new Map<Script, (roll: number) => string>()

  constructor(options: WorldOptions) {
    this.options = options
    const failures = options.failing ? FAILURES : []
    // As on a video or blog platform, some hosts carry many feeds.
    const big = Math.round(options.feeds * 0.08)
    const middling = Math.round(options.feeds * 0.04)
    for (let index = 0; index < options.feeds + failures.length; index++) {
      const site = index < big ? 0 : index < big + middling ? 1 : 2 + index - big - middling
      const roll = dice(options.seed * 100_003 + index)
      const kind = roll()
      const format: Format = kind < 0.6 ? 'rss' : kind < 0.9 ? 'atom' : 'json'
      const tongue = roll()
      const script: Script = tongue < 0.82 ? 'latin' : tongue < 0.9 ? 'accents' : tongue < 0.96 ? 'cyrillic' : 'han'
      const care = roll()
      const folder = site < 2 ? `/c/${index}` : ''
      const file = format === 'rss' ? 'feed.xml' : format === 'atom' ? 'atom.xml' : 'feed.json'
      const moved = index < options.feeds && index % 167 === 11
      const feed: WorldFeed = {
        index,
        site,
        format,
        script,
        validators: care < 0.74 ? 'both' : care < 0.84 ? 'etag' : care < 0.94 ? 'date' : 'none',
        failure: failures[index - options.feeds] ?? null,
        slow: index < options.feeds && index % 50 === 7,
        moved,
        path: `${folder}/${file}`,
        oldPath: `${folder}/${moved ? 'old-' : ''}${file}`,
        title: '',
        category: CATEGORIES[Math.floor(roll() * CATEGORIES.length)] ?? 'News',
        head: options.items,
        published: [],
        guid: roll() > 0.05,
        relative: roll() < 0.05,
        cdata: roll() < (format === 'rss' ? 0.8 : 0.2),
        latin1: script === 'accents' && format !== 'json' && roll() < 0.2,
      }
      feed.title = this.#phrase(dice(index * 7 + 1), feed.script, 3)
      this.feeds.push(feed)
      const place = this.sites[site] ?? {
        index: site,
        name: `site-${String(site).padStart(4, '0')}.example`,
        feeds: [],
      }
      this.sites[site] = place
      place.feeds.push(feed)
    }
  }

  healthy(): WorldFeed[] {
    return this.feeds.filter((feed) => feed.failure === null)
  }

  publish(feed: WorldFeed, count: number, at: number): void {
    feed.published.push({ from: feed.head, to: feed.head + count, at })
    feed.head += count
  }

  #word(script: Script, roll: number): string {
    let words = this.#words.get(script)
    if (!words) this.#words.set(script, (words = vocabulary(script, this.options.seed)))
    return words(roll)
  }

  #phrase(roll: () => number, script: Script, words: number): string {
    const list = Array.from({ length: words }, () => this.#word(script, 0.4 + 0.6 * roll()))
    const text = list.join(script === 'han' ? '' : ' ')
    return text.charAt(0).toUpperCase() + text.slice(1)
  }

  #sentence(roll: () => number, script: Script): string {
    const words = Array.from({ length: 6 + Math.floor(roll() * 16) }, () => this.#word(script, roll()))
    const text = words.join(script === 'han' ? '' : ' ')
    return text.charAt(0).toUpperCase() + text.slice(1) + (script === 'han' ? '。' : '.')
  }

  #date(feed: WorldFeed, number: number): number {
    for (const batch of feed.published.toReversed())
      if (number >= batch.from) return batch.at - (batch.to - 1 - number) * 61_000
    const place = (number + dice(feed.index * 5003 + number)() * 0.9) / this.options.items
    return Math.round((this.options.base - 3_600_000 - 90 * DAY * (1 - place)) / 1000) * 1000
  }

  article(feed: WorldFeed, number: number) {
    const roll = dice(this.options.seed * 7_000_003 + feed.index * 10_007 + number)
    const { script } = feed
    const origin = this.origin(feed.site)
    const folder = feed.path.replace(/[^/]*$/, '')
    const title = this.#phrase(roll, script, 4 + Math.floor(roll() * 8))
    const perCharacter = script === 'han' ? 3 : script === 'cyrillic' ? 1.8 : 1
    const target = (this.options.content * (0.4 + 1.2 * roll()) * 0.93) / perCharacter
    const pictures = Math.floor(roll() * 4)
    const paragraphs: string[] = []
    for (let size = 0; size < target; size += (paragraphs.at(-1)?.length ?? 0) + 9)
      paragraphs.push(
        Array.from({ length: 2 + Math.floor(roll() * 5) }, () => this.#sentence(roll, script)).join(
          script === 'han' ? '' : ' ',
        ),
      )
    const image = (place: number) => `${feed.relative ? '' : origin}/img/${feed.index}-${number}-${place}.png`
    const html = paragraphs
      .map((text, place) => {
        const safe = escape(text)
        const fate = roll()
        const linked =
          fate < 0.25
            ? safe.replace(/ /, ` <a href="${origin}${folder}posts/${Math.floor(roll() * number)}.html">see</a> `)
            : safe
        const block =
          fate > 0.93
            ? `<blockquote><p>${safe}</p></blockquote>`
            : fate > 0.88
              ? `<h2>${escape(text.slice(0, 50))}</h2>\n<p>${safe}</p>`
              : fate > 0.85
                ? `<ul><li>${safe.replace(/\. /g, '.</li><li>')}</li></ul>`
                : `<p>${linked}</p>`
        return place < pictures
          ? `${block}\n<figure><img src="${image(place)}" alt="${escape(title)}" width="640" height="360"/><figcaption>${escape(title)}</figcaption></figure>`
          : block
      })
      .join('\n')
    const link = `${origin}${folder}posts/${number}.html`
    return {
      title,
      link,
      id: feed.format === 'atom' ? `tag:${feed.site}.example,2020:${feed.index}/${number}` : link,
      at: this.#date(feed, number),
      html,
      summary: (paragraphs[0] ?? '').slice(0, 280),
      author: this.#phrase(dice(feed.index * 11 + (number % 4)), script, 2),
      tags: Array.from({ length: 1 + Math.floor(roll() * 3) }, () =>
        this.#phrase(dice(feed.index * 13 + Math.floor(roll() * 12)), script, 1),
      ),
      picture: pictures ? new URL(image(0), origin).href : null,
    }
  }

  /** The newest articles, newest first, as bytes in the feed's charset. */
  render(feed: WorldFeed): { bytes: Buffer; changedAt: number } {
    const numbers = Array.from({ length: this.options.items }, (_, index) => feed.head - 1 - index)
    const list = numbers.map((number) => this.article(feed, number))
    const origin = this.origin(feed.site)
    const home = `${origin}${feed.path.replace(/[^/]*$/, '')}`
    const changedAt = list[0]?.at ?? this.options.base
    const charset = feed.latin1 ? 'ISO-8859-1' : 'UTF-8'
    const wrap = (html: string) => (feed.cdata ? `<![CDATA[${html}]]>` : escape(html))
    let text: string
    if (feed.format === 'json') {
      const items = list.map((one) => ({
        id: one.id,
        url: one.link,
        title: one.title,
        content_html: one.html,
        summary: one.summary,
        image: one.picture ?? undefined,
        date_published: new Date(one.at).toISOString(),
        authors: [{ name: one.author }],
        tags: one.tags,
      }))
      text = JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: feed.title,
        home_page_url: home,
        feed_url: origin + feed.path,
        language: 'en',
        items,
      })
    } else if (feed.format === 'atom') {
      const entries = list.map((one) => {
        const date = new Date(one.at).toISOString()
        return `<entry>\n<title>${escape(one.title)}</title>\n<link rel="alternate" type="text/html" href="${one.link}"/>\n<id>${one.id}</id>\n<published>${date}</published>\n<updated>${date}</updated>\n<author><name>${escape(one.author)}</name></author>\n${one.tags.map((tag) => `<category term="${escape(tag)}"/>`).join('')}\n<summary>${escape(one.summary)}</summary>\n<content type="html">${wrap(one.html)}</content>\n</entry>\n`
      })
      text = `<?xml version="1.0" encoding="${charset}"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>${escape(feed.title)}</title>\n<link href="${home}"/>\n<link rel="self" href="${origin}${feed.path}"/>\n<id>${home}</id>\n<updated>${new Date(changedAt).toISOString()}</updated>\n${entries.join('')}</feed>\n`
    } else {
      const items = list.map(
        (one) =>
          `<item>\n<title>${escape(one.title)}</title>\n<link>${one.link}</link>\n${feed.guid ? `<guid isPermaLink="true">${one.link}</guid>\n` : ''}<pubDate>${new Date(one.at).toUTCString()}</pubDate>\n<dc:creator>${escape(one.author)}</dc:creator>\n${one.tags.map((tag) => `<category>${escape(tag)}</category>`).join('')}\n<description>${escape(one.summary)}</description>\n<content:encoded>${wrap(one.html)}</content:encoded>\n${one.picture ? `<media:thumbnail url="${one.picture}"/>\n` : ''}</item>\n`,
      )
      text = `<?xml version="1.0" encoding="${charset}"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">\n<channel>\n<title>${escape(feed.title)}</title>\n<link>${home}</link>\n<atom:link href="${origin}${feed.path}" rel="self" type="application/rss+xml"/>\n<description>${escape(feed.title)}</description>\n<language>en</language>\n<lastBuildDate>${new Date(changedAt).toUTCString()}</lastBuildDate>\n${items.join('')}</channel>\n</rss>\n`
    }
    return { bytes: Buffer.from(text, feed.latin1 ? 'latin1' : 'utf8'), changedAt }
  }
}
