// The story of a refresh: due feeds, one polite visit each, what is new into the library, then complete on the disk.
import PQueue from 'p-queue'
import * as v from 'valibot'
import type { Secret } from '../contract/commands.ts'
import type { Feed, FeedId } from '../contract/models.ts'
import { mediaKey } from '../base/media-key.ts'
import { isDue, type Visit } from '../feeds/feeds.ts'
import type { Write } from '../library/writes.ts'
import type { Desk } from './desk.ts'
import { takeIn } from './intake.ts'
import { secretSchema } from './schemas.ts'
import type { Job } from './work.ts'

export interface Refreshed {
  checked: number
  newArticles: number
  failed: number
}

/** Feeds on their way at once; the wire itself keeps to two connections a host. */
const LANES = 24

const visiting = new WeakMap<Desk, Set<FeedId>>()

/** Visits these feeds, or all that are due. Never visits a feed twice at the same time. */
export async function refresh(
  desk: Desk,
  feeds: readonly Feed[],
  options: { force: boolean; complete: boolean },
): Promise<Refreshed> {
  const result: Refreshed = { checked: 0, newArticles: 0, failed: 0 }
  const busy = visiting.get(desk) ?? new Set<FeedId>()
  visiting.set(desk, busy)
  const chosen = feeds.filter((feed) => !busy.has(feed.id) && !feed.url.startsWith('sample:'))
  if (chosen.length === 0) return result
  for (const feed of chosen) busy.add(feed.id)
  const running = desk.work.running('refresh')
  const job = running ?? desk.work.begin('refresh', 0)
  job.advance({ total: job.progress.total + chosen.length })
  const lanes = new PQueue({ concurrency: LANES })
  const visit = async (feed: Feed) => {
    try {
      if (job.signal.aborted) return
      const done = await visitOne(desk, feed, options, job)
      result.checked++
      result.newArticles += done.newArticles
      if (done.failed) result.failed++
      job.advance({ done: 1, failed: done.failed ? 1 : 0, bytes: done.bytes, newArticles: done.newArticles })
    } finally {
      busy.delete(feed.id)
      desk.activity.set(feed.id, null)
    }
  }
  try {
    await Promise.all(chosen.map((feed) => lanes.add(() => visit(feed))))
  } finally {
    if (!running) job.end()
  }
  return result
}

/** Feeds whose time has come. */
export const dueFeeds = (desk: Desk): Feed[] => {
  const now = desk.host.clock.now()
  return desk.library.feeds().filter((feed) => isDue(feed, now))
}

async function visitOne(desk: Desk, feed: Feed, options: { force: boolean; complete: boolean }, job: Job) {
  const { library, activity } = desk
  activity.set(feed.id, 'fetching')
  const visit = await desk.feeds.visit(feed, {
    secret: await secretOf(desk, feed),
    force: options.force,
    shortest: library.settings().refreshMinutes,
    known: await library.hashes(feed.id),
    signal: job.signal,
  })
  if (job.signal.aborted) return { newArticles: 0, failed: false, bytes: visit.bytes }
  return store(desk, feed, visit, options.complete, job.signal)
}

/** Puts what a visit brought into the library, in one durable write. */
export async function store(desk: Desk, feed: Feed, visit: Visit, complete: boolean, signal?: AbortSignal) {
  const { library, activity, host } = desk
  // The reader may have unfollowed or changed it while it was being fetched.
  const now = library.feed(feed.id)
  if (!now) return { newArticles: 0, failed: false, bytes: visit.bytes }
  let next: Feed = { ...now, url: visit.url, fetch: visit.fetch }
  const writes: Write[] = []
  let newArticles = 0
  if (visit.outcome === 'read' && visit.parsed) {
    activity.set(feed.id, 'reading')
    const { parsed } = visit
    next = {
      ...next,
      title: parsed.title ?? now.title,
      description: parsed.subtitle ?? now.description,
      siteUrl: parsed.link ?? now.siteUrl,
      language: parsed.language ?? now.language,
    }
    // Whether it gives excerpts is judged by what it was before this visit.
    const intake = await takeIn(desk, { ...next, fetch: now.fetch }, parsed, visit.items ?? [], signal)
    if (intake.ok) {
      newArticles = intake.value.newArticles
      for (const write of intake.value.writes) {
        if (write.kind === 'feeds.put')
          next = { ...next, fetchesPages: write.feeds[0]?.fetchesPages ?? next.fetchesPages }
        else writes.push(write)
      }
    } else {
      // Unread as it is, it must be asked for whole again.
      next.fetch = {
        ...visit.fetch,
        problem: intake.problem,
        failures: now.fetch.failures + 1,
        etag: null,
        lastModified: null,
        hash: null,
      }
    }
  }
  const changes = await library.apply([{ kind: 'feeds.put', feeds: [next] }, ...writes])
  const ids = changes.flatMap((change) =>
    change.kind === 'articles.added' || change.kind === 'articles.changed' ? change.ids : [],
  )
  if (complete && ids.length)
    desk.completer.add(
      ids.filter((id) => library.state(id)?.completeness !== 'complete'),
      { urgency: 1 },
    )
  if (complete && next.icon === null && next.siteUrl && visit.outcome === 'read') void keepIcon(desk, next)
  if (next.fetch.problem) host.log(`feed ${feed.id}: ${next.fetch.problem.kind}`)
  return { newArticles, failed: next.fetch.problem !== null, bytes: visit.bytes }
}

const iconsTried = new WeakMap<Desk, Set<FeedId>>()

/** A feed without an icon of its own gets its letter; asking once a run is enough. */
async function keepIcon(desk: Desk, feed: Feed): Promise<void> {
  const tried = iconsTried.get(desk) ?? new Set<FeedId>()
  iconsTried.set(desk, tried)
  if (tried.has(feed.id) || !feed.siteUrl) return
  tried.add(feed.id)
  const { host, library, media } = desk
  try {
    const private_ = URL.parse(feed.siteUrl)?.hostname === URL.parse(feed.url)?.hostname
    const icon = await media.icon(feed.siteUrl, { mayBePrivate: private_ })
    if (!icon.ok) return
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
