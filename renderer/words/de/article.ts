// The words of the article page, the front page and the cards, in German.
import type { article as english } from '../en/article.ts'
import type { Translation } from '../message.ts'

export const article = {} satisfies Translation<typeof english>
