// Long work that the reader can watch and stop: one of each task at a time, told a few times a second.
import type { Clock } from '../base/host.ts'
import type { Notice } from '../contract/changes.ts'
import type { Instant, Progress } from '../contract/models.ts'

export interface Job {
  readonly signal: AbortSignal
  readonly progress: Progress
  /** Adds to done, failed, bytes and newArticles; `total` is set. */
  advance(by: Partial<Pick<Progress, 'done' | 'failed' | 'bytes' | 'newArticles' | 'total'>>): void
  end(): void
}

export interface Work {
  begin(task: Progress['task'], total: number): Job
  cancel(task: Progress['task']): boolean
  now(): Progress[]
  /** What has been stopped is not joined any more. */
  running(task: Progress['task']): Job | null
  /** Nothing new is worth beginning. */
  readonly closing: AbortSignal
  /** Stops everything, and whatever still begins. */
  close(): void
}

const PAUSE = 200

export function createWork(clock: Clock, announce: (notice: Notice) => void): Work {
  const jobs = new Map<Progress['task'], { job: Job; abort: AbortController; since: Instant }>()
  const closing = new AbortController()
  let waiting = false
  const now = () => [...jobs.values()].map(({ job }) => ({ ...job.progress }))
  const tell = () => announce({ kind: 'progress.changed', progress: now() })
  const tellSoon = () => {
    if (waiting) return
    waiting = true
    clock.after(PAUSE, () => {
      waiting = false
      tell()
    })
  }

  function begin(task: Progress['task'], total: number): Job {
    const abort = new AbortController()
    const since = clock.now()
    const progress: Progress = { task, done: 0, total, bytes: 0, remaining: null, failed: 0, newArticles: 0 }
    const job: Job = {
      signal: AbortSignal.any([abort.signal, closing.signal]),
      progress,
      advance(by) {
        if (by.total !== undefined) progress.total = by.total
        for (const key of ['done', 'failed', 'bytes', 'newArticles'] as const) progress[key] += by[key] ?? 0
        const spent = clock.now() - since
        // An estimate from the first few would only jump about.
        progress.remaining =
          progress.done >= 3 && spent > 1500
            ? Math.round((spent / progress.done) * Math.max(0, progress.total - progress.done))
            : null
        tellSoon()
      },
      end() {
        if (jobs.get(task)?.job === job) jobs.delete(task)
        tell()
      },
    }
    jobs.get(task)?.abort.abort()
    jobs.set(task, { job, abort, since })
    tell()
    return job
  }

  return {
    begin,
    now,
    running(task) {
      const job = jobs.get(task)?.job
      return job && !job.signal.aborted ? job : null
    },
    closing: closing.signal,
    close: () => closing.abort(),
    cancel(task) {
      const found = jobs.get(task)
      found?.abort.abort()
      return found !== undefined
    },
  }
}
