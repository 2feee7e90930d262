// "Take it all along": completes everything in a scope before a journey, with an estimate first and progress while it runs.
import PQueue from 'p-queue'
import type { In, Out } from '../contract/commands.ts'
import type { ArticleId } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import { idsOf } from './articles.ts'
import type { Desk } from './desk.ts'
import { asksForMore, rulesFor, wished } from './wishes.ts'

const LANES = 6
/** Averages of real papers: bytes of a page and of a picture. */
const PAGE = 90_000
const PICTURE = 140_000
const SOUND = 30_000_000

export async function takeAlong(
  desk: Desk,
  { scope, audio, estimateOnly }: In<'articles.takeAlong'>,
): Promise<Result<Out<'articles.takeAlong'>>> {
  const { library, host } = desk
  const all = await idsOf(desk, { scope, show: 'all', order: 'newest' })
  const estimate = { articles: 0, files: 0, bytes: 0 }
  const chosen: ArticleId[] = []
  const settings = library.settings()
  const behind = new Set(library.feeds().flatMap((feed) => (asksForMore(feed, settings) ? [feed.id] : [])))
  for (const [index, id] of all.entries()) {
    const state = library.state(id)
    if (!state || (state.completeness === 'complete' && !audio && !behind.has(state.feedId))) continue
    const need = await needOf(desk, id, audio)
    if (need.files === 0) continue
    chosen.push(id)
    estimate.articles++
    estimate.files += need.files
    estimate.bytes += need.bytes
    // Reading many bodies must not hold up the window.
    if (index % 50 === 49) await new Promise<void>((resolve) => setTimeout(resolve, 0))
  }
  if (estimateOnly || chosen.length === 0) return ok(estimate)
  if (!host.surroundings.online()) return fail({ kind: 'offline' })

  const job = desk.work.begin('takeAlong', chosen.length)
  const fetched = { articles: 0, files: estimate.files, bytes: 0 }
  const lanes = new PQueue({ concurrency: LANES })
  /** A disk that cannot take one will not take the others. */
  let broken: unknown = null
  try {
    await Promise.all(
      chosen.map((id) =>
        lanes.add(async () => {
          if (job.signal.aborted || broken) return
          const done = await desk.completer.one(id, { audio, signal: job.signal }).catch((error: unknown) => {
            broken ??= error
            return null
          })
          if (done?.completeness === 'complete') fetched.articles++
          fetched.bytes += done?.bytes ?? 0
          job.advance({ done: 1, bytes: done?.bytes ?? 0, failed: done && done.completeness !== 'complete' ? 1 : 0 })
        }),
      ),
    )
  } finally {
    job.end()
  }
  if (broken) throw broken
  return job.signal.aborted ? fail({ kind: 'cancelled' }) : ok(fetched)
}

async function needOf(desk: Desk, id: ArticleId, audio: boolean): Promise<{ files: number; bytes: number }> {
  const body = await desk.library.body(id)
  const need = { files: 0, bytes: 0 }
  const feed = desk.library.feed(desk.library.state(id)?.feedId ?? 0)
  if (!body || !feed) return need
  const media = wished(body.media, rulesFor(feed, desk.library.settings())) ?? body.media
  const add = (bytes: number) => {
    need.files++
    need.bytes += bytes
  }
  if (body.wantsPage) add(PAGE)
  const sounds = media.filter((entry) => entry.kind === 'audio' && entry.state !== 'kept')
  for (const entry of media) {
    if (entry.kind === 'picture' && (entry.state === 'wanted' || entry.state === 'failed')) add(PICTURE)
    if (entry.kind === 'audio' && !audio && (entry.state === 'wanted' || entry.state === 'failed')) add(SOUND)
  }
  if (audio && sounds.length) {
    const head = (await desk.library.heads([id]))[0]
    for (const sound of sounds) add(head?.enclosures.find((enclosure) => enclosure.key === sound.key)?.length ?? SOUND)
  }
  return need
}
