// Reads what a page says about itself in JSON-LD: nested, repeated, referring, escaped twice and broken as it comes.
import { decodeHTML } from 'entities'

export type Thing = Record<string, unknown>

const maxThings = 3000
const maxDepth = 12
const articleTypes =
  /^(?:(?:\w*News)?Article|\w*Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Review|CriticReview|ReviewNewsArticle|VideoObject|PodcastEpisode|Recipe|WebPage|ItemPage)$/

export interface LinkedData {
  /** The page's article; null: none is described. */
  article: Thing | null
  /** Follows an `@id` to what it names. */
  follow(value: unknown): unknown
}

export function readLinkedData(scripts: readonly string[], url: string): LinkedData {
  const things: Thing[] = []
  for (const script of scripts.slice(0, 50)) collect(parseLoosely(script), things, 0)
  const byId = new Map<string, Thing>()
  for (const thing of things) {
    const id = thing['@id']
    // A mere reference has nothing else in it.
    if (typeof id === 'string' && Object.keys(thing).length > 1) byId.set(id, { ...byId.get(id), ...thing })
  }
  const follow = (value: unknown): unknown => {
    if (isThing(value) && typeof value['@id'] === 'string' && Object.keys(value).length <= 2)
      return byId.get(value['@id']) ?? value
    return value
  }
  return { article: choose(things, url), follow }
}

export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function collect(value: unknown, things: Thing[], depth: number): void {
  if (depth > maxDepth || things.length >= maxThings) return
  if (Array.isArray(value)) for (const each of value) collect(each, things, depth + 1)
  else if (isThing(value)) {
    things.push(value)
    for (const key in value) {
      const inner = value[key]
      if (typeof inner === 'object' && inner !== null) collect(inner, things, depth + 1)
    }
  }
}

export function typesOf(thing: Thing): string[] {
  const type = thing['@type']
  const types = Array.isArray(type) ? type : [type]
  return types.flatMap((each) => (typeof each === 'string' ? [each.replace(/^.*[/#:]/, '')] : []))
}

/** The richest article; others on the page (related, listed) say less about themselves or live elsewhere. */
function choose(things: readonly Thing[], url: string): Thing | null {
  let best: Thing | null = null
  let most = 0
  const address = bare(url)
  for (const thing of things) {
    const types = typesOf(thing)
    if (!types.some((type) => articleTypes.test(type))) continue
    const weak = types.every((type) => /Page$|^Video|^Podcast|^Recipe|Review$/.test(type))
    let score = weak ? 1 : 10
    if (typeof thing['headline'] === 'string') score += 4
    if (thing['datePublished']) score += 3
    if (thing['author']) score += 2
    if (typeof thing['articleBody'] === 'string') score += 3
    const own = [thing['url'], thing['@id'], idOf(thing['mainEntityOfPage'])]
    if (own.some((each) => typeof each === 'string' && bare(each) === address)) score += 8
    if (score > most) {
      best = thing
      most = score
    }
  }
  return most >= 4 ? best : null
}

const idOf = (value: unknown) => (isThing(value) ? (value['@id'] ?? value['url']) : value)
const bare = (url: string) =>
  url
    .replace(/^https?:\/\/(?:www\.|m\.|amp\.)?/, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '')

function parseLoosely(script: string): unknown {
  const text = script
    .slice(0, 2_000_000)
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
    .trim()
    .replace(/;$/, '')
  for (const attempt of [() => text, () => mended(text), () => mended(decodeHTML(text))])
    try {
      return JSON.parse(attempt())
    } catch {
      continue // The next attempt is the answer.
    }
  return salvaged(text)
}

/** Line breaks in strings, commas before an end, stray backslashes. Linear. */
function mended(text: string): string {
  let out = ''
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (inside) {
      if (c === '\\') {
        const next = text.charAt(i + 1)
        if (/["\\/bfnrt]/.test(next) || (next === 'u' && /^[\da-fA-F]{4}$/.test(text.slice(i + 2, i + 6)))) {
          out += c + next
          i++
        } else out += '\\\\'
      } else if (c === '"') {
        // A quotation mark that nothing of JSON follows belongs to the words.
        if (endsString(text, i + 1)) {
          inside = false
          out += c
        } else out += '\\"'
      } else if (c < ' ') out += c === '\n' ? '\\n' : c === '\t' ? '\\t' : ' '
      else out += c
    } else if (c === '"') {
      inside = true
      out += c
    } else if (c === ',') {
      let j = i + 1
      while (/\s/.test(text.charAt(j))) j++
      if (!/[}\],]/.test(text.charAt(j)) && j < text.length) out += c
    } else out += c
  }
  return out
}

function endsString(text: string, from: number): boolean {
  let i = from
  while (i < from + 200 && /\s/.test(text.charAt(i))) i++
  const c = text.charAt(i)
  if (c === '' || c === '}' || c === ']' || c === ':') return true
  if (c !== ',') return false
  i++
  while (i < from + 400 && /\s/.test(text.charAt(i))) i++
  return /["{[\]}\d]|^$/.test(text.charAt(i)) || /^(?:true|false|null)/.test(text.slice(i, i + 5))
}

const salvageable = ['headline', 'datePublished', 'dateModified', 'articleSection', 'isAccessibleForFree'] as const

/** What can be read of JSON that nothing mends. */
function salvaged(text: string): Thing | null {
  const found: Thing = {}
  for (const key of salvageable) {
    const match = new RegExp(`"${key}"\\s{0,20}:\\s{0,20}(?:"((?:[^"\\\\]|\\\\.){0,1000})"|(true|false))`).exec(text)
    if (match) found[key] = match[1] !== undefined ? match[1].replace(/\\(["\\/])/g, '$1') : match[2]
  }
  const author =
    /"author"[^"]{0,40}(?:"@type"[^"]{0,10}"Person"[^"]{0,10})?"name"\s{0,20}:\s{0,20}"([^"\\]{1,200})"/.exec(text)
  if (author) found['author'] = author[1]
  return Object.keys(found).length ? { '@type': 'NewsArticle', ...found } : null
}
