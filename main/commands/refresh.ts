// The story of a refresh: due feeds, one polite visit each, what is new into the library, then complete on the disk.
import PQueue from 'p-queue'
import * as v from 'valibot'
import type { Secret } from '../contract/commands.ts'
import type { Feed, FeedId } from '../contract/models.ts'
import { DiskError } from '../base/host.ts'
import { mediaKey } from '../base/media-key.ts'
import { isDue, type Visit } from '../feeds/feeds.ts'
import { mayBePrivate } from './article-files.ts'
import type { Desk } from './desk.ts'
import { takeIn } from './intake.ts'
import { secretSchema } from './schemas.ts'
import { rulesFor } from './wishes.ts'
import type { Job } from './work.ts'

export interface Refreshed {
  checked: number
  newArticles: number
  failed: number
}

/** Feeds on their way at once; the wire itself keeps to two connections a host. */
const LANES = 24
const MOST_ATTEMPTS = 5

/** Feeds that are being visited; true: the reader has asked for another visit since. */
const visiting = new WeakMap<Desk, Map<FeedId, boolean>>()

/** Visits these feeds. Never visits a feed twice at the same time; one that is to be visited by force is visited again. */
export async function refresh(
  desk: Desk,
  feeds: readonly Feed[],
  options: { force: boolean; complete: boolean },
): Promise<Refreshed> {
  const result: Refreshed = { checked: 0, newArticles: 0, failed: 0 }
  const busy = visiting.get(desk) ?? new Map<FeedId, boolean>()
  visiting.set(desk, busy)
  const isVisited = (feed: Feed) => !feed.url.startsWith('sample:') && isFetchedHere(desk, feed)
  const chosen = feeds.filter((feed) => !busy.has(feed.id) && isVisited(feed))
  if (options.force) for (const { id } of feeds) if (busy.has(id)) busy.set(id, true)
  if (chosen.length === 0) return result
  for (const feed of chosen) busy.set(feed.id, false)
  // Many that have never been visited have just been imported, or their import goes on.
  const isImport = !options.force && chosen.length > 1 && chosen.every((feed) => feed.fetch.checkedAt === null)
  const task = isImport ? 'import' : 'refresh'
  const job = desk.work.running(task) ?? desk.work.begin(task, 0)
  job.advance({ total: job.progress.total + chosen.length })
  let broken: DiskError | null = null
  const visit = async ({ id }: Feed) => {
    try {
      let forced = options.force
      do {
        busy.set(id, false)
        // Others came first: the reader may have changed it meanwhile, or let it go.
        const feed = desk.library.feed(id)
        if (!feed || broken || job.signal.aborted || (feed.paused && !options.force)) break
        const done = await visitOne(desk, feed, { ...options, force: forced }, job)
        result.checked++
        result.newArticles += done.newArticles
        if (done.failed) result.failed++
        job.advance({ failed: done.failed ? 1 : 0, bytes: done.bytes, newArticles: done.newArticles })
        forced = true
      } while (busy.get(id))
    } catch (error) {
      // What cannot be stored need not be fetched; what is wrong with one feed does not stop the others.
      if (error instanceof DiskError) broken ??= error
      else {
        result.failed++
        desk.host.log(`feed ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
    } finally {
      busy.delete(id)
      job.advance({ done: 1 })
    }
  }
  const lanes = new PQueue({ concurrency: LANES })
  await Promise.all(chosen.map((feed) => lanes.add(() => visit(feed))))
  // Somebody else may have joined.
  if (job.progress.done >= job.progress.total) job.end()
  if (broken) throw broken
  return result
}

/** Feeds whose time has come. */
export const dueFeeds = (desk: Desk): Feed[] => {
  const now = desk.host.clock.now()
  return desk.library.feeds().filter((feed) => isFetchedHere(desk, feed) && isDue(feed, now))
}

/** Feeds of an account come through its service, unless that only carries marks. */
export const isFetchedHere = ({ library }: Desk, { accountId }: Feed): boolean =>
  accountId == null || (library.account(accountId)?.abilities.fetchesHere ?? true)

async function visitOne(desk: Desk, feed: Feed, options: { force: boolean; complete: boolean }, job: Job) {
  const { library, activity } = desk
  const step = activity.begin(feed.id, 'fetching')
  try {
    const visit = await desk.feeds.visit(feed, {
      secret: await secretOf(desk, feed),
      force: options.force,
      shortest: library.settings().refreshMinutes,
      known: await library.hashes(feed.id),
      signal: job.signal,
    })
    step.now('reading')
    return await store(desk, feed, visit, { complete: options.complete, signal: job.signal })
  } finally {
    step.end()
  }
}

export interface StoreOptions {
  complete: boolean
  signal?: AbortSignal
  /** Not followed so far: it comes into the library with what the visit brought, or not at all. */
  isNew?: boolean
}

/** Puts what a visit brought into the library, in one durable write. `visited`: the feed as it was when the visit began. */
export async function store(desk: Desk, visited: Feed, visit: Visit, options: StoreOptions) {
  const { library, host } = desk
  const signal = options.signal ?? desk.work.closing
  const nothing = { newArticles: 0, failed: false, bytes: visit.bytes }
  /** null: unfollowed while it was fetched, or set to another address or secret, which this visit says nothing about. */
  const current = () => {
    if (options.isNew) return visited
    const feed = library.feed(visited.id)
    return feed?.fetch === visited.fetch ? feed : null
  }
  for (let attempt = 1; ; attempt++) {
    const before = current()
    if (!before || signal.aborted) return nothing
    const { parsed } = visit
    const rules = rulesFor(before, library.settings())
    const intake = parsed ? await takeIn(desk, before, parsed, visit.items ?? [], signal) : null
    const now = current()
    if (!now || signal.aborted) return nothing
    // The reader or the completer was quicker: once more, from what there is now.
    const isStale = now.fullText !== before.fullText || (intake?.ok && !intake.value.isCurrent())
    if (isStale && attempt < MOST_ATTEMPTS) continue
    const next: Feed = { ...now, url: visit.url, fetch: visit.fetch }
    // Its first articles come by these rules: there is nothing to look through.
    if (!now.takes && now.fetch.checkedAt === null) next.takes = rules
    if (parsed) {
      next.title = parsed.title ?? now.title
      next.description = parsed.subtitle ?? now.description
      next.siteUrl = parsed.link ?? now.siteUrl
      next.language = parsed.language ?? now.language
    }
    if (intake?.ok) next.fetchesPages = intake.value.fetchesPages
    else if (intake) {
      // Unread as it is, it must be asked for whole again.
      const failures = now.fetch.failures + 1
      next.fetch = { ...visit.fetch, problem: intake.problem, failures, etag: null, lastModified: null, hash: null }
    }
    const writes = intake?.ok ? intake.value.writes : []
    const changes = await library.apply([{ kind: 'feeds.put', feeds: [next] }, ...writes])
    const ids = changes.flatMap((change) =>
      change.kind === 'articles.added' || change.kind === 'articles.changed' ? change.ids : [],
    )
    if (options.complete)
      desk.completer.add(
        ids.filter((id) => library.state(id)?.completeness !== 'complete'),
        { urgency: 1 },
      )
    if (options.complete && next.icon === null && visit.outcome === 'read') void keepIcon(desk, next)
    if (next.fetch.problem) host.log(`feed ${visited.id}: ${next.fetch.problem.kind}`)
    const newArticles = intake?.ok ? intake.value.newArticles : 0
    return { newArticles, failed: next.fetch.problem !== null, bytes: visit.bytes }
  }
}

const iconsTried = new WeakMap<Desk, Set<FeedId>>()

/** A feed without an icon of its own gets its letter; asking once a run is enough. */
export async function keepIcon(desk: Desk, feed: Feed): Promise<void> {
  const tried = iconsTried.get(desk) ?? new Set<FeedId>()
  iconsTried.set(desk, tried)
  if (tried.has(feed.id) || !feed.siteUrl) return
  tried.add(feed.id)
  const { host, library, media } = desk
  try {
    const signal = desk.work.closing
    const icon = await media.icon(feed.siteUrl, { mayBePrivate: mayBePrivate(feed, feed.siteUrl), signal })
    if (!icon.ok || signal.aborted) return
    const key = mediaKey(icon.value.url, host.codec.sha256)
    await library.media.keep(key, icon.value.type, icon.value.bytes)
    const now = library.feed(feed.id)
    if (now) await library.apply([{ kind: 'feeds.put', feeds: [{ ...now, icon: key }] }])
  } catch (error) {
    host.log(`icon of feed ${feed.id}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

export const secretName = (id: FeedId) => `feed:${id}`

export async function secretOf(desk: Desk, feed: Feed): Promise<Secret | null> {
  if (feed.access === 'open') return null
  const text = await desk.host.secrets.get(secretName(feed.id))
  if (text === null) return null
  try {
    const read = v.safeParse(secretSchema, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    desk.host.log(`secret of feed ${feed.id} is unreadable`)
    return null
  }
}
