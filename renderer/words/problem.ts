// One sentence for every problem, and what the reader can do about it.
import type { Problem } from '../../main/contract/problems.ts'

export interface ProblemWords {
  text: string
  /** What can be done, as a sentence. */
  advice: string | null
}

export function problemWords(problem: Problem): ProblemWords {
  return { text: problem.kind, advice: null }
}
