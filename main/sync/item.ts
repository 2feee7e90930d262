// An article of a service in the shape that articles of feeds have, so that both go the same way from here on.
import type { Instant, RawHtml } from '../contract/models.ts'
import { emptyItem, type ParsedItem } from '../base/parsed-feed.ts'

/** Everything that is not given is not known. */
export const itemOf = (known: Partial<ParsedItem>): ParsedItem => ({ ...emptyItem(), ...known })

/** Text of a service, to be cleaned before it is shown; null: there is none. */
export const contentOf = (html: string | null | undefined, base: string | null): ParsedItem['content'] =>
  html ? { html: html as RawHtml, type: 'text/html', base, language: null } : null

export const authorsOf = (name: string | null | undefined): ParsedItem['authors'] =>
  name?.trim() ? [{ name: name.trim(), email: null, url: null }] : []

/** Whole addresses of the web only. */
export const webLink = (address: string | null | undefined): string | null =>
  address && /^https?:\/\/[^/\s]/i.test(address.trim()) ? address.trim() : null

/** Of an ISO date; null: none, or the year 1 that some servers write for none. */
export function instantOf(date: string | null | undefined): Instant | null {
  const at = Date.parse(date ?? '')
  return Number.isFinite(at) && at > 0 ? at : null
}
