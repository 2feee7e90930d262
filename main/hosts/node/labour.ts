// Heavy work in one or two threads of their own: stopped for good when it takes too long, and started again.
import { Worker } from 'node:worker_threads'
import { fail, type Problem, type Result } from '../../contract/problems.ts'
import type { Labour } from '../../base/host.ts'
import type { Jobs } from '../../base/jobs.ts'

export interface LabourOptions {
  /** worker.ts beside this file, or worker.js beside the bundle. */
  worker: URL
  /** Threads at most. */
  threads?: number
  /** Megabytes of heap with which a job is ended. */
  heap?: number
  /** Milliseconds after which an idle thread is let go. */
  idle?: number
}

export interface WorkerAnswer {
  id: number
  result: Result<unknown>
}

interface Task {
  id: number
  job: keyof Jobs
  input: unknown
  ms: number
  /** When it began to wait. */
  since: number
  done: (result: Result<unknown>) => void
}

interface Thread {
  worker: Worker
  task: Task | null
  timer: NodeJS.Timeout | null
  watch: NodeJS.Timeout | null
}

/** Milliseconds of waiting that make a second thread worth its start and the learning that every thread does anew. */
const WORTH_SHARING = 1500
/** V8's own limit ends the whole process when one allocation leaps over it (a growing Map is enough), so jobs are
 * watched and ended well before. */
const LEEWAY = 1536
const MEGABYTE = 1024 * 1024
const WATCH_EVERY = 100
/** Below this a copy is cheaper than handing over. */
const WORTH_MOVING = 64 * 1024

export function createLabour(options: LabourOptions): Labour & { close(): Promise<void> } {
  const { worker: script, threads: most = 2, heap = 768, idle = 20_000 } = options
  const threads = new Set<Thread>()
  const queue: Task[] = []
  let serial = 0
  let closed = false

  function start(): Thread {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: heap + LEEWAY },
      name: 'broadsheet-labour',
    })
    const thread: Thread = { worker, task: null, timer: null, watch: null }
    threads.add(thread)
    worker.unref()
    worker.on('message', (answer: WorkerAnswer) => {
      if (thread.task?.id === answer.id) finish(thread, answer.result)
    })
    worker.on('error', (error: NodeJS.ErrnoException) => end(thread, brokenBy(thread.task?.job, error, heap)))
    worker.on('exit', () => end(thread, brokenBy(thread.task?.job, new Error('the thread ended'), heap)))
    return thread
  }

  /** The thread is ready for another task. */
  function finish(thread: Thread, result: Result<unknown>): void {
    const task = thread.task
    quiet(thread)
    thread.task = null
    thread.worker.unref()
    thread.timer = setTimeout(() => end(thread, { kind: 'cancelled' }), idle)
    thread.timer.unref()
    task?.done(result)
    assign()
  }

  /** The thread is gone, and its task with it. */
  function end(thread: Thread, problem: Problem): void {
    if (!threads.delete(thread)) return
    quiet(thread)
    void thread.worker.terminate()
    const task = thread.task
    thread.task = null
    task?.done(fail(problem))
    if (!closed) assign()
  }

  function assign(): void {
    while (queue.length) {
      const free = [...threads].find((thread) => thread.task === null)
      const may = threads.size === 0 || (threads.size < most && Date.now() - (queue[0]?.since ?? 0) >= WORTH_SHARING)
      const thread = free ?? (may ? start() : null)
      if (!thread) return
      const task = queue.shift()
      if (!task) return
      give(thread, task)
    }
  }

  function give(thread: Thread, task: Task): void {
    quiet(thread)
    thread.task = task
    thread.worker.ref()
    thread.timer = setTimeout(() => end(thread, { kind: 'takesTooLong', ms: task.ms }), task.ms)
    thread.watch = setInterval(() => void weigh(thread, task), WATCH_EVERY)
    const { input, moved } = handOver(task.input)
    thread.worker.postMessage({ id: task.id, job: task.job, input }, moved)
  }

  function quiet(thread: Thread): void {
    if (thread.timer) clearTimeout(thread.timer)
    if (thread.watch) clearInterval(thread.watch)
    thread.timer = thread.watch = null
  }

  /** A long job neither holds up the others nor eats all memory. */
  async function weigh(thread: Thread, task: Task): Promise<void> {
    assign()
    try {
      const { used_heap_size } = await thread.worker.getHeapStatistics()
      if (thread.task === task && used_heap_size > heap * MEGABYTE)
        end(thread, { kind: 'tooLarge', limit: heap * MEGABYTE })
    } catch (error) {
      // The thread has ended meanwhile; what it was doing is answered by that.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_NOT_RUNNING') throw error
    }
  }

  return {
    run<K extends keyof Jobs>(
      job: K,
      input: Jobs[K]['in'],
      { ms, signal }: { ms: number; signal?: AbortSignal },
    ): Promise<Result<Jobs[K]['out']>> {
      if (closed || signal?.aborted) return Promise.resolve(fail({ kind: 'cancelled' }))
      return new Promise((resolve) => {
        const onAbort = () => {
          const waiting = queue.indexOf(task)
          if (waiting >= 0) {
            queue.splice(waiting, 1)
            task.done(fail({ kind: 'cancelled' }))
          } else {
            for (const thread of threads) if (thread.task === task) end(thread, { kind: 'cancelled' })
          }
        }
        const task: Task = {
          id: ++serial,
          job,
          input,
          ms,
          since: Date.now(),
          done: (result) => {
            signal?.removeEventListener('abort', onAbort)
            // The worker answers with what its job's type says.
            resolve(result as Result<Jobs[K]['out']>)
          },
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        queue.push(task)
        assign()
      })
    },
    async close() {
      closed = true
      for (const task of queue.splice(0)) task.done(fail({ kind: 'cancelled' }))
      const workers = [...threads].map((thread) => thread.worker)
      for (const thread of [...threads]) end(thread, { kind: 'cancelled' })
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Large bytes move to the thread instead of being copied; whoever gave them finds them empty. */
function handOver(input: unknown): { input: unknown; moved: ArrayBuffer[] } {
  const bytes = (input as { bytes?: unknown }).bytes
  if (!(bytes instanceof Uint8Array) || !(bytes.buffer instanceof ArrayBuffer)) return { input, moved: [] }
  // A view of a small part of something larger (Node's pool, a longer answer) must not take the rest along.
  const whole = bytes.byteLength >= WORTH_MOVING && bytes.byteLength * 2 >= bytes.buffer.byteLength
  const own = whole ? bytes : new Uint8Array(bytes)
  return {
    input: { ...(input as object), bytes: new Uint8Array(own.buffer, own.byteOffset, own.byteLength) },
    moved: [own.buffer as ArrayBuffer],
  }
}

function brokenBy(job: keyof Jobs | undefined, error: NodeJS.ErrnoException, heap: number): Problem {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'tooLarge', limit: heap * MEGABYTE }
  return problemOfJob(job, error)
}

/** What a job that threw means for the reader. */
export function problemOfJob(job: keyof Jobs | undefined, error: Error): Problem {
  if (job === 'opml.parse') return { kind: 'notOpml' }
  if (job === 'page.extract' || job === 'html.clean') return { kind: 'nothingToRead' }
  if (job === 'page.icons' || job === 'picture.size') return { kind: 'badPicture', found: 'unknown' }
  return { kind: 'feedUnreadable', detail: error.message.slice(0, 200) }
}
