// Takes back what was just done: each token holds the writes that restore what was before.
import type { Library, Write } from '../library/writes.ts'
import { fail, ok, type Result } from '../contract/problems.ts'

type Step = Write[] | (() => Write[] | Promise<Write[]>)

export interface Undo {
  /** Keeps the inverse of a write; answers with its token. What depends on how things are by then is made then. */
  keep(writes: Step): string
  run(token: string): Promise<Result<null>>
}

/** As many steps back as anybody has been seen to want. */
const STEPS = 200

export function createUndo(library: Library): Undo {
  const steps = new Map<string, Step>()
  let serial = 0
  return {
    keep(writes) {
      const token = `u${++serial}`
      steps.set(token, writes)
      const oldest = steps.keys().next().value
      if (steps.size > STEPS && oldest !== undefined) steps.delete(oldest)
      return token
    },
    async run(token) {
      const writes = steps.get(token)
      if (!writes) return fail({ kind: 'notFound', noun: 'article', id: token })
      // Taken twice at once it is still one step; one that could not be stored can be taken again.
      steps.delete(token)
      try {
        await library.apply(typeof writes === 'function' ? await writes() : writes)
      } catch (error) {
        steps.set(token, writes)
        throw error
      }
      return ok(null)
    },
  }
}
