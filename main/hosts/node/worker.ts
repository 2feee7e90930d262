// The thread that parses, cleans and extracts: one job at a time, each trade loaded when first needed.
import { createHash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { ok, type Result } from '../../contract/problems.ts'
import type { Jobs } from '../../base/jobs.ts'
import { problemOfJob, type WorkerAnswer } from './labour.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Trades = { [K in keyof Jobs]: (input: Jobs[K]['in']) => Promise<Result<Jobs[K]['out']>> }

const trades: Trades = {
  'feed.parse': async ({ bytes, contentType, url }) =>
    (await import('../../feeds/parse/parse.ts')).parseFeed(bytes, { contentType, url }),
  'feed.read': async (input) => (await import('./read-feed.ts')).readFeed(input, sha256),
  'html.clean': async ({ pieces }) => ok((await import('../../extraction/brief.ts')).cleanBriefly(pieces, sha256)),
  'page.extract': async (input) => ok((await import('../../extraction/extraction.ts')).extractPage(input, sha256)),
  'page.feeds': async (input) => ok((await import('../../feeds/page-links.ts')).feedsOfPage(input)),
  'page.icons': async (input) => ok((await import('../../media/icons.ts')).iconsOfPage(input)),
  'picture.size': async ({ bytes }) => ok((await import('../../media/picture-size.ts')).pictureSize(bytes)),
  'opml.parse': async ({ text }) => (await import('../../feeds/opml/opml.ts')).parseOpml(text),
}

async function work<K extends keyof Jobs>(job: K, input: Jobs[K]['in']): Promise<Result<unknown>> {
  try {
    return await trades[job](input)
  } catch (error) {
    // One hostile document costs only itself; the message names what was wrong with it.
    return { ok: false, problem: problemOfJob(job, error instanceof Error ? error : new Error(String(error))) }
  }
}

parentPort?.on('message', async ({ id, job, input }: { id: number; job: keyof Jobs; input: never }) => {
  const answer: WorkerAnswer = { id, result: await work(job, input) }
  parentPort?.postMessage(answer)
})
