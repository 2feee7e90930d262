// One sentence for every problem, in German.
import type { problems as english } from '../en/problems.ts'
import type { Translation } from '../message.ts'

export const problems = {} satisfies Translation<typeof english>
