// Decides which addresses an article may carry, and writes them absolute and without their trackers.
import { idPrefix, linkSchemes } from '../contract/allowed-html.ts'

const longest = 4000

/** Already absolute, normal and without a query: nothing to resolve. */
const plain = /^https?:\/\/[a-z0-9.-]+(?::\d{2,5})?(?:\/(?!\.)[\w~%+,=@!$*:;-][\w.~%+,=@!$*:;-]*)*\/?$/

export function resolve(text: string, base: string | null): URL | null {
  const trimmed = text.trim()
  if (!trimmed || trimmed.length > longest) return null
  return URL.parse(trimmed, base ?? undefined)
}

/** An absolute http(s) address, or null. */
export function webAddress(text: string, base: string | null): string | null {
  if (text.length < 500 && plain.test(text) && text.indexOf('/', 8) > 0) return text
  const url = resolve(text, base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  url.username = ''
  url.password = ''
  return url.href
}

/** What `href` of a link becomes: absolute, or a prefixed `#place`; null: no link. */
export function linkAddress(text: string, base: string | null, clean: (url: string) => string): string | null {
  const trimmed = text.trim()
  if (trimmed.startsWith('#')) return fragment(trimmed.slice(1))
  if (trimmed.length < 500 && plain.test(trimmed) && trimmed.indexOf('/', 8) > 0) return trimmed
  const url = resolve(trimmed, base)
  if (!url || !(linkSchemes as readonly string[]).includes(url.protocol)) return null
  if (url.protocol === 'mailto:') return url.href
  url.username = ''
  url.password = ''
  if (url.hash && base && withoutHash(url.href) === withoutHash(base)) return fragment(url.hash.slice(1))
  return url.search || url.hash ? clean(url.href) : url.href
}

const withoutHash = (url: string) => url.split('#', 1)[0]

function fragment(id: string): string | null {
  const name = prefixedId(safelyDecoded(id))
  return name && `#${name}`
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A stray % is part of the name.
  }
}

export function prefixedId(id: string): string | null {
  if (!id || id.length > 200 || /[\s"'<>`&]/.test(id)) return null
  return id.startsWith(idPrefix) ? id : idPrefix + id
}
