// The words of the article page, the front page and the cards, in English.
import type { Messages } from '../message.ts'

export const article = {} as const satisfies Messages
