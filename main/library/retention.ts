// What goes when the reader does not want to keep everything: the preview and the doing share one choice.
import type { ArticleId, Feed, FeedId, MediaKey, Retention, RetentionPreview } from '../contract/models.ts'
import { compact } from './compaction.ts'
import type { Core } from './core.ts'
import { articlesWithMedia, breath, keptMedia, usedMedia } from './media-use.ts'
import { mediaFolder, mediaPath } from './media-store.ts'
import { flag } from './register.ts'

const day = 24 * 60 * 60 * 1000
/** Unfollowed feeds can come back for this long. */
const unfollowedDays = 30
/** A clock that is so far ahead of all that ever came is wrong, or nothing has come for so long: neither is a reason to
 * empty the library. */
const farAhead = 400
const step = 500

interface Candidate {
  id: ArticleId
  feedId: FeedId
  arrived: number
  sort: number
  bytes: number
  flags: number
  /** Saved or labelled. */
  kept: boolean
  spared: boolean
}

type Options = { retention?: Retention; feedId?: FeedId }

export async function previewRetention(core: Core, options: Options): Promise<RetentionPreview> {
  return preview(core, await victims(core, options))
}

export async function applyRetention(core: Core): Promise<RetentionPreview> {
  const { register } = core.open.books
  await purgeUnfollowed(core)
  const chosen = await victims(core, {})
  const shown = await preview(core, chosen)
  for (let at = 0; at < chosen.length; at += step) {
    await core.enact(() => {
      // What the reader has marked in the meantime is looked at again another time.
      const going = chosen
        .slice(at, at + step)
        .filter(({ id, flags, kept }) => register.flags(id) === flags && isKept(core, id, flags) === kept)
      return [['remove', going.map(({ id }) => id)]]
    })
    await breath()
  }
  await sweepMedia(core)
  await compact(core)
  await core.alone(() => core.snapshots.tryToWrite())
  return shown
}

/** The time that ages are counted to. */
function today(core: Core): number {
  let newest = 0
  for (const { rows, state } of core.open.books.register.pages)
    for (let row = 0; row < rows; row++) newest = Math.max(newest, state.arrived[row] ?? 0)
  const now = core.now()
  return newest > 0 && now - newest > farAhead * day ? newest : now
}

export async function purgeUnfollowed(core: Core): Promise<void> {
  const now = today(core)
  const { unfollowed } = core.open.books.catalogue
  await core.enact(() => {
    const over = [...unfollowed.values()].filter(({ at }) => now - at > unfollowedDays * day).map(({ feed }) => feed.id)
    return over.length > 0 ? [['purge', over]] : []
  })
}

async function victims(core: Core, { retention, feedId }: Options): Promise<Candidate[]> {
  const { catalogue } = core.open.books
  const general = (feedId === undefined ? retention : undefined) ?? catalogue.settings.retention
  const ruleOf = (feed: Feed): Retention => (feed.id === feedId ? retention : undefined) ?? feed.retention ?? general
  const bySize = [...catalogue.feeds.values()].some((feed) => ruleOf(feed).megabytes !== null)
  const media = bySize ? await mediaBytes(core) : new Map<ArticleId, number>()
  const now = today(core)
  const chosen = new Map<ArticleId, Candidate>()
  const underGeneral: Candidate[] = []
  for (const feed of catalogue.feeds.values()) {
    const rule = ruleOf(feed)
    const candidates = candidatesOf(core, feed.id, rule, media)
    for (const one of [...tooOld(candidates, rule, now), ...tooMany(candidates, rule)]) chosen.set(one.id, one)
    if (rule === general) underGeneral.push(...candidates)
    else for (const one of tooLarge(candidates, rule, chosen)) chosen.set(one.id, one)
  }
  for (const one of tooLarge(underGeneral.sort(newestFirst), general, chosen)) chosen.set(one.id, one)
  return [...chosen.values()].filter((one) => feedId === undefined || one.feedId === feedId)
}

/** Newest first. */
function candidatesOf(core: Core, feedId: FeedId, rule: Retention, media: Map<ArticleId, number>): Candidate[] {
  const { register } = core.open.books
  return register
    .ofFeed(feedId)
    .filter((id) => register.isLive(id))
    .map((id): Candidate => {
      const state = register.page(id)?.state
      const row = register.row(id)
      const flags = state?.flags[row] ?? 0
      const kept = isKept(core, id, flags)
      const spared = (rule.keepUnread && (flags & flag.read) === 0) || (rule.keepSaved && kept)
      const bytes = (state?.size[row] ?? 0) + (media.get(id) ?? 0)
      return { id, feedId, arrived: state?.arrived[row] ?? 0, sort: state?.sort[row] ?? 0, bytes, flags, kept, spared }
    })
    .sort(newestFirst)
}

/** Labels are a way of saving. */
const isKept = ({ open }: Core, id: ArticleId, flags: number): boolean =>
  (flags & flag.saved) !== 0 || open.books.catalogue.labels.isLabelled(id)

const newestFirst = (a: Candidate, b: Candidate): number => b.sort - a.sort || b.id - a.id

/** Counted from when it came, so that nothing goes that has just been fetched. */
const tooOld = (candidates: Candidate[], { days }: Retention, now: number): Candidate[] =>
  days === null ? [] : candidates.filter(({ arrived, spared }) => !spared && arrived < now - days * day)

const tooMany = (candidates: Candidate[], { count }: Retention): Candidate[] =>
  count === null ? [] : candidates.slice(count).filter(({ spared }) => !spared)

/** The oldest go until the rest has room. */
function tooLarge(
  candidates: Candidate[],
  { megabytes }: Retention,
  gone: ReadonlyMap<ArticleId, Candidate>,
): Candidate[] {
  if (megabytes === null) return []
  const left = candidates.filter(({ id }) => !gone.has(id))
  let excess = left.reduce((sum, { bytes }) => sum + bytes, 0) - megabytes * 1_000_000
  return left.reverse().filter(({ bytes, spared }) => {
    if (spared || excess <= 0) return false
    excess -= bytes
    return true
  })
}

async function mediaBytes(core: Core): Promise<Map<ArticleId, number>> {
  const byArticle = new Map<ArticleId, number>()
  for await (const { id, row } of articlesWithMedia(core)) {
    byArticle.set(
      id,
      keptMedia(row).reduce((sum, { bytes }) => sum + bytes, 0),
    )
  }
  return byArticle
}

/** Files that an article keeps which stays are not given back. */
async function preview(core: Core, chosen: Candidate[]): Promise<RetentionPreview> {
  const { register } = core.open.books
  const going = new Set(chosen.map(({ id }) => id))
  const freed = new Map<MediaKey, { feedId: FeedId; bytes: number }>()
  const staying = new Set<MediaKey>()
  if (going.size > 0) {
    for await (const { id, feedId, row } of articlesWithMedia(core)) {
      for (const { key, bytes } of keptMedia(row)) {
        if (going.has(id)) freed.set(key, { feedId, bytes })
        else staying.add(key)
      }
    }
  }
  const feeds = new Map<FeedId, RetentionPreview['feeds'][number]>()
  for (const { id, feedId, sort } of chosen) {
    const feed = feeds.get(feedId) ?? { feedId, articles: 0, bytes: 0, oldest: null, newest: null }
    feeds.set(feedId, feed)
    feed.articles++
    feed.bytes += register.page(id)?.state.size[register.row(id)] ?? 0
    feed.oldest = Math.min(feed.oldest ?? Infinity, sort * 1000)
    feed.newest = Math.max(feed.newest ?? 0, sort * 1000)
  }
  for (const [key, { feedId, bytes }] of freed) {
    const feed = feeds.get(feedId)
    if (feed && !staying.has(key)) feed.bytes += bytes
  }
  const list = [...feeds.values()]
  return { articles: chosen.length, bytes: list.reduce((sum, { bytes }) => sum + bytes, 0), feeds: list }
}

/** Takes away files that nobody shows. One kept since the last sweep may belong to an article on its way: it stays for
 * one more. */
export async function sweepMedia(core: Core): Promise<void> {
  const { files } = core.host
  const fresh = new Set(core.media.fresh)
  core.media.fresh.clear()
  const used = await usedMedia(core)
  for (const { name: folder, folder: isFolder } of await files.list('media')) {
    // A file manager may have left something of its own there.
    if (!isFolder) continue
    for (const { name, folder: isBelow } of await files.list(`media/${folder}`)) {
      if (isBelow) continue
      core.refuseWhenClosed()
      const isWhole = /^[0-9a-f]{32}$/.test(name) && mediaFolder(name) === `media/${folder}`
      const key = name.slice(0, 32)
      if ((isWhole && used.has(key)) || fresh.has(key) || core.media.fresh.has(key)) continue
      await files.remove(isWhole ? mediaPath(name) : `media/${folder}/${name}`)
    }
    await breath()
  }
}
