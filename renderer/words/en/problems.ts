// One sentence for every problem, in English.
import type { Messages } from '../message.ts'

export const problems = {} as const satisfies Messages
