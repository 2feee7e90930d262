// Brings everything an article needs onto the disk: its page where the feed gives an excerpt, its pictures, its sound.
import { DiskError } from '../base/host.ts'
import { Rests } from '../base/rests.ts'
import type { ArticleHead, ArticleId, Completeness, Feed, Instant, MediaState } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { NewHead, StoredBody } from '../library/writes.ts'
import { retryAt } from '../media/media.ts'
import { isInterrupted, keepMedia } from './article-files.ts'
import { fetchPage, withPage } from './article-page.ts'
import type { Desk } from './desk.ts'
import { createLine } from './line.ts'
import { rulesFor, wished } from './wishes.ts'

export interface Completer {
  /** The reader looks at one that is not complete: it is tried again, but not over and over. */
  opened(id: ArticleId): void
  /** Takes these up; what is asked for with a higher `urgency` comes first. Nothing happens while offline. Without urgency
   * nobody asks, and what has failed too often is left alone. */
  add(ids: readonly ArticleId[], options?: { urgency?: number; audio?: boolean }): void
  /** Does one now and tells whether it is complete. */
  one(
    id: ArticleId,
    options: { audio: boolean; signal?: AbortSignal },
  ): Promise<{ completeness: Completeness; bytes: number } | null>
  /** Notes on the disk that the sound of these is wanted, so that no lack of network makes it forgotten. */
  wantSound(ids: readonly ArticleId[]): Promise<void>
  /** Resolves once nothing is waiting any more; with what made it give up, when the disk did. */
  idle(): Promise<Problem | null>
  stop(): Promise<void>
}

/** An article as it was when it was taken up. */
interface Found {
  edition: number
  feed: Feed
  head: ArticleHead
  before: StoredBody
  /** Its files with those that had been left out, and are asked for by now. */
  more: MediaState[] | null
  /** That failed. */
  tries: number
}

const LANES = 6
const OPENED_AGAIN = 60_000
/** Starts and network changes try again what failed, but not for ever. */
const MOST_TRIES = 10
/** Nothing is fetched for a disk that cannot take it. */
const DISK_REST = 15 * 60_000
const SOONEST = 60_000
const AFTER_REST = 5 * 60_000

export function createCompleter(desk: () => Desk): Completer {
  const stopping = new AbortController()
  const retries = new Map<ArticleId, { at: Instant; cancel: () => void }>()
  /** A host that is asked for too much is not asked for the next article either. */
  const rests = new Rests()
  /** A failure is announced, so the window asks for the text again, which must not ask for the page again. */
  const tried = new Map<ArticleId, Instant>()
  let disk: { problem: Problem; cancel: () => void } | null = null

  /** Tries again after a while what failed. A start takes it from `triedAt`. */
  function later(id: ArticleId, tries: number, problem: Problem): void {
    const { clock } = desk().host
    const at = retryAt(tries, problem, clock.now(), chanceOf(id, tries))
    if (at !== null) retry(id, Math.max(SOONEST, at - clock.now()))
    else retries.get(id)?.cancel()
  }
  /** Those that wait for one host come back one after the other. */
  function retryAfterRest(id: ArticleId, until: Instant): void {
    const ms = until - desk().host.clock.now()
    retry(id, ms + chanceOf(id, 0) * Math.min(ms, AFTER_REST))
  }
  function retry(id: ArticleId, ms: number): void {
    const { clock } = desk().host
    retries.get(id)?.cancel()
    const run = () => {
      retries.delete(id)
      completer.add([id])
    }
    retries.set(id, { at: clock.now() + ms, cancel: clock.after(ms, run) })
  }

  /** What waits is in the library as incomplete, and is taken up again when there may be room. */
  function rest(problem: Problem): void {
    const { host, library, announce } = desk()
    if (disk || stopping.signal.aborted) return
    const wake = () => {
      disk = null
      completer.add(library.incomplete())
    }
    disk = { problem, cancel: host.clock.after(DISK_REST, wake) }
    line.clear()
    announce({ kind: 'problem.noticed', problem })
  }

  /** One at a time for each article: the window and a long task may want the same. */
  const running = new Map<ArticleId, Promise<unknown>>()
  async function one(id: ArticleId, options: { audio: boolean; signal?: AbortSignal; unasked?: boolean }) {
    while (running.has(id)) await running.get(id)
    const work = complete(id, options)
    // The failure is told by `work` itself; here only the end matters.
    running.set(id, work.then(nothing, nothing))
    try {
      return await work
    } finally {
      running.delete(id)
    }
  }

  async function complete(id: ArticleId, options: { audio: boolean; signal?: AbortSignal; unasked?: boolean }) {
    const { library, host, activity } = desk()
    const edition = library.edition(id)
    const state = library.state(id)
    const feed = state && library.feed(state.feedId)
    const before = feed && (await library.body(id))
    const head = before && (await library.heads([id]))[0]
    if (!feed || !before || !head) return null
    // What was left out, and is asked for by now, has not been tried yet.
    const more = wished(before.media, rulesFor(feed, library.settings()))
    const tries = more ? 0 : before.tries
    if (options.unasked && !more) {
      const wait = waitOf(id, before, host.clock.now())
      if (wait !== null && wait > 0) retry(id, wait)
      if (wait !== 0) return null
    }
    const step = activity.begin(feed.id, 'completing')
    try {
      return await fetchWhatLacks(id, { edition, feed, head, before, more, tries }, options)
    } finally {
      step.end()
    }
  }

  async function fetchWhatLacks(
    id: ArticleId,
    found: Found,
    options: { audio: boolean; signal?: AbortSignal },
  ): Promise<{ completeness: Completeness; bytes: number } | null> {
    const { library, host } = desk()
    const { edition, feed, head, before, more, tries } = found
    const manners = { clock: host.clock, rests }
    let body: StoredBody = { ...before, media: more ?? before.media, tries }
    let changed: Partial<NewHead> = {}
    if (body.wantsPage && head.url) {
      const rested = rests.until(URL.parse(head.url)?.hostname ?? '', host.clock.now())
      if (rested !== null) {
        retryAfterRest(id, rested)
        return null
      }
      const page = await fetchPage(desk(), feed, head, body, manners, options.signal)
      if (options.signal?.aborted || (!page.ok && isInterrupted(page.problem, host))) return null
      ;[body, changed] = page.ok
        ? withPage(body, head, page.value, desk())
        : [{ ...body, problem: page.problem, tries: body.tries + 1, triedAt: host.clock.now() }, {}]
      if (!page.ok && isFinal(page.problem)) body.wantsPage = false
    }
    const kept = await keepMedia(desk(), feed, body, { ...options, manners })
    if (options.signal?.aborted) return null
    body = { ...body, media: kept.media }
    const failed = kept.problem ?? (body.wantsPage ? body.problem : null)
    if (kept.problem) body = { ...body, tries: tries + 1, triedAt: host.clock.now() }
    const completeness: Completeness =
      body.media.some((entry) => entry.state === 'wanted') || (body.wantsPage && !body.problem)
        ? 'waiting'
        : failed || body.problem || body.media.some((entry) => entry.state === 'failed')
          ? 'partial'
          : 'complete'
    if (completeness === 'complete') tried.delete(id)
    else tried.set(id, host.clock.now())
    if (!library.state(id)) return null
    // The feed may have brought a newer version meanwhile: that one wins, and is completed in turn.
    if (library.edition(id) !== edition) {
      line.add([id], 0, options.audio)
      return null
    }
    const isSame = JSON.stringify(body) === JSON.stringify(before) && completeness === head.completeness
    if (!isSame || Object.keys(changed).length > 0)
      await library.apply([{ kind: 'articles.update', id, head: changed, body, completeness }])
    if (failed && host.surroundings.online()) later(id, body.tries, failed)
    else if (kept.restsUntil !== null) retryAfterRest(id, kept.restsUntil)
    return { completeness, bytes: kept.bytes }
  }

  const line = createLine(LANES, async (id, { urgency, audio }) => {
    const { host } = desk()
    if (stopping.signal.aborted || disk || !host.surroundings.online()) return
    try {
      await one(id, { audio, signal: stopping.signal, unasked: urgency === 0 })
    } catch (error) {
      host.log(`complete ${id}: ${error instanceof Error ? error.message : String(error)}`)
      if (error instanceof DiskError) rest(error.problem)
    }
  })

  const completer: Completer = {
    one,
    opened(id) {
      const { clock, surroundings } = desk().host
      const last = tried.get(id)
      if (last !== undefined && Math.abs(clock.now() - last) < OPENED_AGAIN && surroundings.online()) return
      completer.add([id], { urgency: 10 })
    },
    add(ids, options = {}) {
      // What is incomplete is taken up again with the network, and with room on the disk.
      if (stopping.signal.aborted || disk || !desk().host.surroundings.online()) return
      const urgency = options.urgency ?? 0
      const now = desk().host.clock.now()
      // What waits for its time need not be read to be told so again.
      const due = urgency > 0 ? ids : ids.filter((id) => (retries.get(id)?.at ?? 0) <= now)
      line.add(due, urgency, options.audio ?? false)
    },
    async wantSound(ids) {
      const { library } = desk()
      for (const id of ids) {
        for (let edition = -1; edition !== library.edition(id);) {
          edition = library.edition(id)
          const body = await library.body(id)
          const isUnwanted = (entry: MediaState) => entry.kind === 'audio' && entry.state === 'skipped'
          if (!body?.media.some(isUnwanted) || edition !== library.edition(id)) continue
          const media = body.media.map((entry) => (isUnwanted(entry) ? { ...entry, state: 'wanted' as const } : entry))
          await library.apply([{ kind: 'articles.update', id, body: { ...body, media }, completeness: 'waiting' }])
          break
        }
      }
    },
    async idle() {
      await line.idle()
      return disk?.problem ?? null
    },
    async stop() {
      stopping.abort()
      disk?.cancel()
      for (const { cancel } of retries.values()) cancel()
      line.clear()
      await line.idle()
    },
  }
  return completer
}

const nothing = () => undefined

/** From 0 to 1: the same for one try of one article, whenever it is asked for. */
const chanceOf = (id: ArticleId, tries: number): number =>
  ((Math.imul(id, 0x9e3779b1) ^ Math.imul(tries + 1, 0x85ebca6b)) >>> 8) / 2 ** 24

/** Asking again would give the same. */
const isFinal = (problem: Problem) =>
  problem.kind === 'gone' ||
  problem.kind === 'badAddress' ||
  problem.kind === 'privateAddress' ||
  problem.kind === 'nothingToRead'

/** Milliseconds until one that nobody asks for is tried again; null: not without being asked. */
function waitOf(id: ArticleId, { tries, triedAt, problem }: StoredBody, now: Instant): number | null {
  if (tries >= MOST_TRIES) return null
  // A try in the future was noted by a clock that has been put right since.
  if (tries === 0 || triedAt === null || triedAt === undefined || triedAt > now) return 0
  const at = retryAt(tries, problem, triedAt, chanceOf(id, tries))
  return at === null ? null : Math.max(0, at - now)
}
