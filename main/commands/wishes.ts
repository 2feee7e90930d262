// Which files of an article the reader's rules ask for as they are now: what an earlier rule left out is still named.
import type { Feed, MediaState, Settings } from '../contract/models.ts'

export type Rules = NonNullable<Feed['takes']>

/** Pictures of one article. */
export const MOST_PICTURES = 60
const LARGEST_SOUND = 300_000_000

export function rulesFor(feed: Feed, settings: Settings): Rules {
  // Of the sample newspaper everything is there from the beginning.
  if (feed.url.startsWith('sample:')) return { pictures: 0, audio: false }
  return {
    pictures: settings.pictures ? settings.pictureMegabytes * 1_000_000 : 0,
    audio: settings.audio === 'always' || (settings.audio === 'ask' && feed.keepAudio),
  }
}

export const isSame = (a: Rules, b: Rules): boolean => a.pictures === b.pictures && a.audio === b.audio

/** What both ask for. */
export const common = (a: Rules, b: Rules): Rules => ({
  pictures: Math.min(a.pictures, b.pictures),
  audio: a.audio && b.audio,
})

/** Articles that it has may lack files that are asked for by now. One that was never visited has none. */
export const asksForMore = (feed: Feed, settings: Settings): boolean => {
  const rules = rulesFor(feed, settings)
  return feed.takes ? !isSame(common(feed.takes, rules), rules) : feed.fetch.checkedAt !== null
}

/** Bytes; what is left out for its size has the limit of that time as its `bytes`, and is wanted again with a higher one. */
export const limitOf = (kind: MediaState['kind'], settings: Settings): number =>
  kind === 'audio' ? LARGEST_SOUND : settings.pictureMegabytes * 1_000_000

/** The same list with what was left out and is asked for now as 'wanted'; null: there is no such file. */
export function wished(media: readonly MediaState[], rules: Rules): MediaState[] | null {
  let pictures = 0
  let found = false
  const all = media.map((entry) => {
    const limit =
      entry.kind === 'audio' ? (rules.audio ? LARGEST_SOUND : 0) : entry.kind === 'picture' ? rules.pictures : 0
    if (entry.kind === 'picture' && ++pictures > MOST_PICTURES) return entry
    if (entry.state !== 'skipped' || entry.bytes >= limit) return entry
    found = true
    return { ...entry, state: 'wanted' as const }
  })
  return found ? all : null
}
