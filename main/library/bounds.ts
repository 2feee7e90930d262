// What an article's head may hold: thousands of heads are read at once, and one of megabytes would take the place of all.
import type { Instant } from '../contract/models.ts'
import type { NewHead } from './writes.ts'

const most = { title: 2000, line: 600, name: 300, names: 50, address: 8192, enclosures: 50 }
/** The farthest a date reaches. */
const farthest = 8.64e15

/** Not between the two halves of a letter. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length)
}

const cutOrNull = (text: string | null, length: number): string | null => (text === null ? null : cut(text, length))
/** Half an address leads somewhere else. */
const addressOrNull = (url: string | null): string | null => (url === null || url.length > most.address ? null : url)
const names = (all: readonly string[]): string[] => all.slice(0, most.names).map((name) => cut(name, most.name))
export const instantOrNull = (at: Instant | null): Instant | null =>
  at !== null && Math.abs(at) <= farthest ? Math.trunc(at) : null

export function bounded(head: NewHead): NewHead {
  const { picture, comments } = head
  return {
    ...head,
    url: addressOrNull(head.url),
    title: cut(head.title, most.title),
    kicker: cutOrNull(head.kicker, most.line),
    standfirst: cutOrNull(head.standfirst, most.line),
    authors: names(head.authors),
    agency: cutOrNull(head.agency, most.name),
    publishedAt: instantOrNull(head.publishedAt),
    updatedAt: instantOrNull(head.updatedAt),
    language: cutOrNull(head.language, most.name),
    picture: picture && {
      ...picture,
      caption: cutOrNull(picture.caption, most.title),
      credit: cutOrNull(picture.credit, most.line),
    },
    enclosures: head.enclosures
      .filter(({ url }) => url.length <= most.address)
      .slice(0, most.enclosures)
      .map((one) => ({ ...one, type: cutOrNull(one.type, most.name), title: cutOrNull(one.title, most.line) })),
    categories: names(head.categories),
    comments: comments && { ...comments, url: addressOrNull(comments.url), feed: addressOrNull(comments.feed) },
  }
}
